export interface Descriptions {
  /** Names of components or operations. */
  of: readonly string[];
  fields: Readonly<Record<string, string>>;
}

/** How much happens in one run. */
export interface Size {
  /** Processes and servers that are ended by SIGKILL, at least; other faults come in between. */
  kills: number;
  /** Customers at the same time. */
  customers: number;
}

/** `npm run faults` kills a hundred times; `npm test` does everything once. */
export const SIZE: Size = process.env.MODE === "faults" ? { kills: 100, customers: 12 } : { kills: 4, customers: 8 };

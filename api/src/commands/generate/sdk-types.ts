import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";

/** Types of the SDK from an OpenAPI document: an interface per component, and one per operation's query parameters. */
export async function sdkTypes(document: object): Promise<string> {
  const nodes = await openapiTS(document as OpenAPI3, { defaultNonNullable: false });
  const schemas = membersOf(interfaceNamed(nodes, "components"), "schemas").map((member) =>
    declaration(nameOf(member), member.type!, member),
  );
  const queries = interfaceNamed(nodes, "operations").members.flatMap((operation) => {
    const parameters = membersOf(operation, "parameters").find((member) => nameOf(member) === "query");
    return parameters?.type && ts.isTypeLiteralNode(parameters.type)
      ? [declaration(`${pascal(nameOf(operation))}Query`, parameters.type)]
      : [];
  });
  const texts = [...schemas, ...queries].map((node) => plainComments(astToString([node])).replace(/^ +/gm, halve).trim());
  return ["// Generated from the API's contract by `npm run generate`. Do not edit.", ...texts].join("\n\n").concat("\n");
}

const halve = (indent: string) => indent.slice(indent.length / 2);

/** Leaves of a comment what a person reads: its sentences, not the tags that repeat the type. */
function plainComments(text: string): string {
  return text.replace(/^( *)\/\*\*([\s\S]*?)\*\/\n/gm, (_, indent: string, comment: string) => {
    const lines = comment
      .split("\n")
      .map((line) => line.replace(/^ *\*? */, "").trimEnd())
      .filter((line) => line !== "" && !/^(@enum|@constant|@example|Format:)/.test(line))
      .map((line) => line.replace(/^@description /, ""));
    if (lines.length === 0) return "";
    if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
    return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */\n`].join("\n");
  });
}

const pascal = (name: string) => name[0]!.toUpperCase() + name.slice(1);

function interfaceNamed(nodes: readonly ts.Node[], name: string): ts.InterfaceDeclaration {
  const found = nodes.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  if (!found) throw new Error(`openapi-typescript gave no ${name}`);
  return found as ts.InterfaceDeclaration;
}

function nameOf(member: ts.Node): string {
  const { name } = member as ts.PropertySignature;
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}

/** The properties of the property `name` of a type: `parameters` of an operation, `schemas` of the components. */
function membersOf(parent: ts.Node, name: string): ts.PropertySignature[] {
  const members = ts.isInterfaceDeclaration(parent) ? parent.members : literalOf(parent)?.members;
  const member = members?.find((each) => nameOf(each) === name);
  return member ? [...(literalOf(member)?.members ?? [])].filter(ts.isPropertySignature) : [];
}

function literalOf(member: ts.Node): ts.TypeLiteralNode | undefined {
  const { type } = member as ts.PropertySignature;
  return type && ts.isTypeLiteralNode(type) ? type : undefined;
}

/** An interface where the type is an object, else an alias; with the comment that `source` has, if any. */
function declaration(name: string, type: ts.TypeNode, source?: ts.Node): ts.Node {
  const named = flatten(type);
  const exported = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const node = ts.isTypeLiteralNode(named)
    ? ts.factory.createInterfaceDeclaration(exported, name, undefined, undefined, named.members)
    : ts.factory.createTypeAliasDeclaration(exported, name, undefined, named);
  const comments = source && ts.getSyntheticLeadingComments(source);
  return comments ? ts.setSyntheticLeadingComments(node, comments) : node;
}

/** Writes `components["schemas"]["Money"]` as `Money`. */
function flatten(type: ts.TypeNode): ts.TypeNode {
  const visit = (node: ts.Node): ts.Node => {
    if (
      ts.isIndexedAccessTypeNode(node) &&
      ts.isIndexedAccessTypeNode(node.objectType) &&
      ts.isLiteralTypeNode(node.indexType) &&
      ts.isStringLiteral(node.indexType.literal)
    )
      return ts.factory.createTypeReferenceNode(node.indexType.literal.text);
    return ts.visitEachChild(node, visit, undefined);
  };
  return visit(type) as ts.TypeNode;
}

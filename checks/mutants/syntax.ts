import { parseSync } from 'oxc-parser';

/** A node of the syntax tree, as far as it is looked at here. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** A node with what it stands in, the nearest first. */
export interface Place {
  node: Node;
  within: readonly Node[];
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Types say nothing at run time; what stands in these has a value. */
const WITH_A_VALUE = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);

function* placesIn(node: Node, within: readonly Node[]): Generator<Place> {
  if (node.type.startsWith('TS') && !WITH_A_VALUE.has(node.type)) return;
  yield { node, within };
  const around = [node, ...within];
  for (const value of Object.values(node))
    for (const inner of Array.isArray(value) ? value : [value]) if (isNode(inner)) yield* placesIn(inner, around);
}

/** All nodes of a file that have a value. */
export function placesOf(file: string, text: string): Place[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  return [...placesIn(program as unknown as Node, [])];
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export const isFunction = ({ type }: Node): boolean => FUNCTIONS.has(type);

/** The name of what is called; of a method, the name of the method. */
export function calledName(node: Node | null | undefined): string | undefined {
  if (node?.type !== 'CallExpression') return undefined;
  const callee = node.callee as Node;
  const named = callee.type === 'MemberExpression' ? (callee.property as Node) : callee;
  return named.type === 'Identifier' ? (named.name as string) : undefined;
}

/** Without `await` and parentheses. */
export function bare(node: Node): Node {
  if (node.type === 'AwaitExpression') return bare(node.argument as Node);
  if (node.type === 'ParenthesizedExpression' || WITH_A_VALUE.has(node.type)) return bare(node.expression as Node);
  return node;
}

/** The name of a function: its own, or that of the constant that holds it. */
export function nameOfFunction({ node, within }: Place): string | undefined {
  const holder = node.id ? node : within[0];
  if (holder !== node && holder?.type !== 'VariableDeclarator') return undefined;
  return (holder?.id as Node | undefined)?.name as string | undefined;
}

/** The parts of a chain of `&&` or `||`, each with what it is combined with. */
export function partsOf(node: Node): { part: Node; operator: string | undefined }[] {
  const split = (one: Node, operator: string | undefined): { part: Node; operator: string | undefined }[] => {
    const plain = one.type === 'ParenthesizedExpression' ? (one.expression as Node) : one;
    if (plain.type !== 'LogicalExpression' || plain.operator === '??') return [{ part: one, operator }];
    const inner = plain.operator as string;
    return [...split(plain.left as Node, inner), ...split(plain.right as Node, inner)];
  };
  return split(node, undefined);
}

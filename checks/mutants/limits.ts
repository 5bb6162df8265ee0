import { posix } from 'node:path';
import type { Breaking } from './find.ts';
import { isFunction, type Node, type Place } from './syntax.ts';

/** A number with a name: a constant, or a member of one (`ASKED_A_DAY.owner`). */
export interface Limit {
  file: string;
  name: string;
  line: number;
  value: string;
}

const UPPER_SNAKE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const NUMBER = /^[-+*/\d_.()\sA-Z]+$/;

const isNumber = (node: Node, text: string): boolean =>
  node.type === 'Literal' ? typeof node.value === 'number' : node.type === 'BinaryExpression' && NUMBER.test(text);

/** The limits that a file declares. */
export function limitsOf(file: string, places: readonly Place[], text: string): Limit[] {
  const lineOf = ({ start }: Node) => text.slice(0, start).split('\n').length;
  const textOf = ({ start, end }: Node) => text.slice(start, end);
  return places.flatMap(({ node, within }): Limit[] => {
    const [id, init] = [node.id as Node | undefined, node.init as Node | null | undefined];
    if (node.type !== 'VariableDeclarator' || !init || id?.type !== 'Identifier') return [];
    const name = id.name as string;
    if (!UPPER_SNAKE.test(name) || within.some(isFunction)) return [];
    if (isNumber(init, textOf(init))) return [{ file, name, line: lineOf(node), value: textOf(init) }];
    const object = init.type === 'TSAsExpression' ? (init.expression as Node) : init;
    if (object.type !== 'ObjectExpression') return [];
    return (object.properties as Node[]).flatMap((property) => {
      const [key, value] = [property.key as Node | undefined, property.value as Node | undefined];
      if (key?.type !== 'Identifier' || !value || !isNumber(value, textOf(value))) return [];
      return [{ file, name: `${name}.${key.name}`, line: lineOf(property), value: textOf(value) }];
    });
  });
}

/** Names of a file that come from other files: `file#name` by local name. */
function importedBy(file: string, places: readonly Place[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { node } of places) {
    const from = (node.source as Node | undefined)?.value;
    if (node.type !== 'ImportDeclaration' || typeof from !== 'string' || !from.startsWith('.')) continue;
    const source = posix.join(posix.dirname(file), from);
    for (const one of node.specifiers as Node[])
      if (one.type === 'ImportSpecifier')
        found.set((one.local as Node).name as string, `${source}#${(one.imported as Node).name}`);
  }
  return found;
}

/** Whether the name stands for its value there; what people read may say any number. */
function isUsed(node: Node, within: readonly Node[]): boolean {
  const [parent] = within;
  if (!parent || /^(Import|Export)/.test(parent.type)) return false;
  if (parent.type === 'VariableDeclarator' && parent.id === node) return false;
  if (parent.type === 'Property' && (parent.key === node || parent.shorthand === true)) return false;
  if (parent.type === 'MemberExpression' && parent.property === node && parent.computed !== true) return false;
  const told = within.findIndex(({ type }) => type === 'TemplateLiteral' || type.startsWith('JSX'));
  const inner = within.findIndex(isFunction);
  return told < 0 || (inner >= 0 && inner < told);
}

/** Where a file uses limits. `loads`: it is read as the module is loaded, so that a schema may hold it. */
export function usesOf(
  file: string,
  places: readonly Place[],
  known: ReadonlyMap<string, Limit>,
): { limit: string; start: number; end: number; loads: boolean }[] {
  const imported = importedBy(file, places);
  return places.flatMap(({ node, within }) => {
    if (node.type !== 'Identifier' || !UPPER_SNAKE.test(node.name as string) || !isUsed(node, within)) return [];
    const named = imported.get(node.name as string) ?? `${file}#${node.name}`;
    const member = within[0]?.type === 'MemberExpression' && within[0].object === node ? within[0] : undefined;
    const key = member?.computed === false ? ((member.property as Node).name as string) : undefined;
    const limit = key === undefined ? named : `${named}.${key}`;
    const place = key === undefined ? node : member!;
    if (!known.has(limit)) return [];
    return [{ limit, start: place.start, end: place.end, loads: !within.some(isFunction) }];
  });
}

/** Both ways to break a limit. */
export const limitBreakings = ({ name, value }: Limit): Pick<Breaking, 'how' | 'what'>[] => [
  { how: 'more', what: `limit raised by one: ${name} = ${value}` },
  { how: 'away', what: `limit removed: ${name} = ${value}` },
];

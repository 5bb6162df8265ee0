import { bare, calledName, isFunction, type Node, nameOfFunction, type Place, partsOf } from './syntax.ts';

/** A place of the source, and how it can be broken there. `how` is a switch of `switch.mjs`. */
export interface Breaking {
  start: number;
  end: number;
  how: 'off' | 'yes' | 'no' | 'not' | 'drop' | 'more' | 'over' | 'away' | 'open';
  what: string;
}

const GUARD = /^(require|refuse)[A-Z]/;
const ANSWERS = /^(is|owns|can|may|has|speaks|holds|knows)[A-Z]/;
const ENDS =
  /^(end|remove|forget|revoke|close|erase|stop|delete|clear|drop|cancel|withdraw|touch|lock|waitFor|note)([A-Z]|$)/;
const CONDITIONS = new Set([
  'and',
  'or',
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'isNull',
  'isNotNull',
  'inArray',
  'notInArray',
  'exists',
  'not',
]);
/** What decides of rights and credentials wherever it is asked. */
const CREDENTIAL =
  /\b(role|isClaim|tokenId|expiresAt|revokedAt|removedAt|stoppedAt|confirmedOn|domainVerifiedOn|provenAt|endedAt|'withdrawn')\b/;

const isCondition = (node: Node): boolean => CONDITIONS.has(calledName(bare(node)) ?? '');

const lastOf = (node: Node): Node | undefined => (node.type === 'BlockStatement' ? (node.body as Node[]).at(-1) : node);

const throws = (node: Node): boolean => lastOf(node)?.type === 'ThrowStatement';

const returns = (node: Node): boolean => lastOf(node)?.type === 'ReturnStatement';

/** How each part of a condition can be lost: of `||` it never holds, of `&&` it always does. */
function* lostParts(test: Node, textOf: (node: Node) => string): Generator<Breaking> {
  const parts = partsOf(test);
  if (parts.length < 2) return;
  for (const { part, operator } of parts)
    yield {
      ...{ start: part.start, end: part.end, how: operator === '||' ? ('no' as const) : ('yes' as const) },
      what: `condition dropped: ${textOf(part)}`,
    };
}

function* ofCall({ node, within: [parent] }: Place, textOf: (node: Node) => string): Generator<Breaking> {
  const name = calledName(node) ?? '';
  const place = { start: node.start, end: node.end };
  const awaited = parent?.type === 'AwaitExpression';
  const isStatement = parent?.type === 'ExpressionStatement' || awaited || parent?.type === 'ArrowFunctionExpression';
  if (isStatement && GUARD.test(name)) yield { ...place, how: 'off', what: `guard removed: ${textOf(node)}` };
  const args = node.arguments as Node[];
  const only = args[0];
  if (name === 'only' && only && args.length === 1)
    yield { ...place, how: 'open', what: `guard removed: ${textOf(node)}` };
  if (name === 'and' || name === 'or')
    for (const one of args)
      if (one.type !== 'SpreadElement' && !(one.type === 'Identifier' && one.name === 'undefined'))
        yield { start: one.start, end: one.end, how: 'drop', what: `condition dropped: ${textOf(one)}` };
  const where = name === 'where' ? args[0] : name === '$count' ? args[1] : undefined;
  if (where && where.type === 'CallExpression' && !['and', 'or'].includes(calledName(where) ?? ''))
    yield { start: where.start, end: where.end, how: 'drop', what: `condition dropped: ${textOf(where)}` };
}

function* ofIf({ node, within: [parent] }: Place, textOf: (node: Node) => string): Generator<Breaking> {
  const test = node.test as Node;
  const place = { start: test.start, end: test.end };
  const then = node.consequent as Node;
  const fails = throws(then) || /\b(fault|refuse\w+|\w+Fault)\(/.test(textOf(then));
  const block = parent?.type === 'BlockStatement' ? (parent.body as Node[]) : [];
  const after = block.slice(block.indexOf(node) + 1);
  if (fails) yield { ...place, how: 'no', what: `refusal removed: if (${textOf(test)})` };
  else if (returns(then) && after.some(throws)) yield { ...place, how: 'yes', what: `let in always: ${textOf(test)}` };
  else if (
    CREDENTIAL.test(textOf(test)) ||
    [...textOf(test).matchAll(/\b\w+(?=\()/g)].some(([name]) => ANSWERS.test(name))
  )
    yield { ...place, how: 'not', what: `condition negated: ${textOf(test)}` };
  else return;
  yield* lostParts(test, textOf);
}

/** What a function answers that says whether somebody may. */
function* ofAnswer(place: Place, textOf: (node: Node) => string): Generator<Breaking> {
  const { node, within } = place;
  const answer = node.type === 'ReturnStatement' ? (node.argument as Node | null) : (node.body as Node);
  const holder = node.type === 'ReturnStatement' ? within.findIndex(isFunction) : -1;
  const asked = holder < 0 ? place : { node: within[holder]!, within: within.slice(holder + 1) };
  if (!answer || answer.type === 'BlockStatement' || !ANSWERS.test(nameOfFunction(asked) ?? '')) return;
  if (/\b(and|or|eq|ne|gt|gte|lt|lte|isNull|isNotNull|inArray|sql)\(|sql`/.test(textOf(answer))) return;
  for (const how of ['yes', 'no'] as const)
    yield { start: answer.start, end: answer.end, how, what: `always ${how}: ${textOf(answer)}` };
  yield* lostParts(answer, textOf);
}

/** A fault that is told, or not, by a condition within an expression. */
function* ofExpression({ node }: Place, textOf: (node: Node) => string): Generator<Breaking> {
  const tells = (one: Node) => /\b(fault|\w+Fault)\(|new CatalogueError/.test(textOf(one));
  if (node.type === 'LogicalExpression' && node.operator === '&&' && tells(node.right as Node)) {
    const left = node.left as Node;
    yield { start: left.start, end: left.end, how: 'no', what: `refusal removed: ${textOf(left)}` };
  }
  if (node.type !== 'ConditionalExpression') return;
  const [test, yes, no] = [node.test as Node, node.consequent as Node, node.alternate as Node];
  if (tells(yes) !== tells(no))
    yield {
      start: test.start,
      end: test.end,
      how: tells(yes) ? 'no' : 'yes',
      what: `refusal removed: ${textOf(test)}`,
    };
  else if (CREDENTIAL.test(textOf(test)) && !isCondition(test))
    yield { start: test.start, end: test.end, how: 'not', what: `condition negated: ${textOf(test)}` };
}

/** What is ended, removed or locked by a statement of its own. */
function* ofStatement({ node }: Place, textOf: (node: Node) => string): Generator<Breaking> {
  const expression = node.expression as Node;
  const called = bare(expression);
  const text = textOf(called);
  const ends = ENDS.test(calledName(called) ?? '') || /^\w+ ?\.(delete|update)\(/.test(text);
  if (expression.type !== 'AwaitExpression' || called.type !== 'CallExpression' || !ends) return;
  yield { start: called.start, end: called.end, how: 'off', what: `left out: ${text}` };
}

/** A number that stands in a comparison itself. */
function* ofComparison({ node }: Place, textOf: (node: Node) => string): Generator<Breaking> {
  if (!['<', '<=', '>', '>='].includes(node.operator as string)) return;
  for (const side of [node.left as Node, node.right as Node])
    if (side.type === 'Literal' && typeof side.value === 'number' && Math.abs(side.value) > 1)
      for (const how of ['over', 'away'] as const)
        yield {
          start: side.start,
          end: side.end,
          how,
          what: `limit ${how === 'over' ? 'raised by one' : 'removed'}: ${textOf(node)}`,
        };
}

/** All that can be broken in a file, but for its constants. */
export function* breakingsOf(places: readonly Place[], text: string): Generator<Breaking> {
  const textOf = (node: Node) => text.slice(node.start, node.end).replace(/\s+/g, ' ');
  for (const place of places) {
    const { type } = place.node;
    if (type === 'CallExpression') yield* ofCall(place, textOf);
    if (type === 'IfStatement') yield* ofIf(place, textOf);
    if (type === 'ReturnStatement' || type === 'ArrowFunctionExpression') yield* ofAnswer(place, textOf);
    if (type === 'LogicalExpression' || type === 'ConditionalExpression') yield* ofExpression(place, textOf);
    if (type === 'ExpressionStatement') yield* ofStatement(place, textOf);
    if (type === 'BinaryExpression') yield* ofComparison(place, textOf);
  }
}

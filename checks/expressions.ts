import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type CallExpression, type NewExpression, parseSync, Visitor } from 'oxc-parser';
import { check } from 'recheck';
import { REQUEST_FORMATS } from '../src/http/asking/validation.ts';

/*
 * No regular expression of `src` may take more than linear time, whatever the text: one of them on a long text would
 * hold every other request. Checked are literals, what `new RegExp` makes, the patterns of schemas, and the formats that
 * requests may have. `recheck` proves it with automata where it can, and attacks the expression where it cannot.
 */

interface Expression {
  place: string;
  source: string;
  flags: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const faults: string[] = [];

/** Literals of a file, literal patterns of schemas, and the places where `RegExp` is called. */
function expressionsIn(file: string, text: string) {
  const found: Expression[] = [];
  let made = 0;
  let depth = 0;
  const placeOf = ({ start }: { start: number }) => `${file}:${text.slice(0, start).split('\n').length}`;
  const enter = () => {
    depth++;
  };
  const leave = () => {
    depth--;
  };
  const noteCall = ({ callee }: NewExpression | CallExpression) => {
    if (callee.type !== 'Identifier' || callee.name !== 'RegExp') return;
    // Only what is made as the module is read can be seen here.
    if (depth > 0) faults.push(`${placeOf(callee)}: make this expression outside of functions, to have it checked`);
    else made++;
  };
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  new Visitor({
    Literal: (node) => {
      if ('regex' in node) found.push({ place: placeOf(node), source: node.regex.pattern, flags: node.regex.flags });
    },
    Property: ({ key, value }) => {
      const isPattern = key.type === 'Identifier' && key.name === 'pattern';
      if (isPattern && value.type === 'Literal' && typeof value.value === 'string')
        found.push({ place: placeOf(value), source: value.value, flags: 'u' });
    },
    NewExpression: noteCall,
    CallExpression: noteCall,
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
  }).visit(program);
  return { found, made };
}

const IN_SRC = /\/(src\/[^:?]+\.tsx?)/;

/** What modules make with `RegExp` as they are read, by file: one that is read may read others, which are read once. */
async function expressionsMadeBy(files: readonly string[]): Promise<ReadonlyMap<string, Expression[]>> {
  const made = new Map<string, Expression[]>(files.map((file) => [file, []]));
  const Original = globalThis.RegExp;
  const note = (expression: RegExp): RegExp => {
    const place = IN_SRC.exec(new Error().stack ?? '')?.[1];
    if (place !== undefined) made.get(place)?.push({ place, source: expression.source, flags: expression.flags });
    return expression;
  };
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, given) => note(new target(...(given as [string, string?]))),
    apply: (target, _this, given) => note(target(...(given as [string, string?]))),
  });
  try {
    for (const file of files) await import(pathToFileURL(`${root}${file}`).href);
  } finally {
    globalThis.RegExp = Original;
  }
  return made;
}

/** Patterns that clients read in the description of the API. */
function publishedPatterns(value: unknown, place: string): Expression[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'pattern' && typeof inner === 'string'
      ? [{ place, source: inner, flags: 'u' }]
      : publishedPatterns(inner, `${place}/${key}`),
  );
}

/** The expressions of a format of Ajv: itself, or those that its function names. */
function expressionsOfFormats(): Expression[] {
  const module = createRequire(import.meta.url).resolve('ajv-formats/dist/formats.js');
  const text = readFileSync(module, 'utf8');
  const { fullFormats } = createRequire(import.meta.url)(module) as { fullFormats: Record<string, unknown> };
  const constants = new Map([...text.matchAll(/^const (\w+) = \/(.+)\/(\w*);$/gm)].map((found) => [found[1]!, found]));
  const functions = new Map(
    [...text.matchAll(/^function (\w+)\([^)]*\) \{\n[\s\S]*?\n\}$/gm)].map((found) => [found[1]!, found[0]]),
  );
  const within = (code: string, seen: Set<string>): Expression[] =>
    [...new Set(code.match(/\w+/g))].flatMap((name) => {
      if (seen.has(name)) return [];
      const [, , source, flags] = constants.get(name) ?? [];
      if (source !== undefined) return [{ place: `format of ajv-formats, ${name}`, source, flags: flags ?? '' }];
      const called = functions.get(name);
      return called === undefined ? [] : within(called, seen.add(name));
    });
  return REQUEST_FORMATS.flatMap((name) => {
    const format = fullFormats[name];
    const test = typeof format === 'object' && format !== null && 'validate' in format ? format.validate : format;
    if (test instanceof RegExp)
      return [{ place: `format ${name} of ajv-formats`, source: test.source, flags: test.flags }];
    const found = within(String(test), new Set());
    if (found.length === 0) throw new Error(`ajv-formats is not written as it was: nothing was found for ${name}`);
    return found;
  });
}

const expressions: Expression[] = [
  ...publishedPatterns(JSON.parse(readFileSync(`${root}openapi/openapi.json`, 'utf8')), 'openapi/openapi.json#'),
  ...expressionsOfFormats(),
];
/** What the files held at the last check without a fault; reading them takes longer than all else. */
const KEPT = `${root}dist/.expressions`;
type Held = ReturnType<typeof expressionsIn> & { hash: string };
const last: Record<string, Held> = existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, 'utf8')) : {};
const held: Record<string, Held> = {};
const reader = readFileSync(fileURLToPath(import.meta.url), 'utf8');

const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
for (const file of files.map((name) => `src/${name}`).sort()) {
  const text = readFileSync(`${root}${file}`, 'utf8');
  const key = hash('sha1', reader + text);
  held[file] = last[file]?.hash === key ? last[file] : { ...expressionsIn(file, text), hash: key };
  expressions.push(...held[file].found);
}
const making = Object.keys(held).filter((file) => held[file]!.made > 0);
for (const [file, seen] of await expressionsMadeBy(making)) {
  const { made } = held[file]!;
  if (seen.length !== made) faults.push(`${file}: ${made} expressions are made, ${seen.length} were seen`);
  expressions.push(...seen);
}

const once = [...new Map(expressions.map((one) => [`${one.flags} ${one.source}`, one])).values()];
for (const { place, source, flags } of once) {
  // A sticky expression is tried at one place of a text. `recheck` heeds an anchor always, stickiness not on a busy machine.
  const isSticky = flags.includes('y');
  const look = (timeout: number) => check(isSticky ? `^(?:${source})` : source, flags.replace('y', ''), { timeout });
  // A proof that a busy machine did not end in time becomes an attack, and a guess: then there is time for another.
  const first = await look(20_000);
  const found = first.status === 'safe' ? first : await look(120_000);
  if (found.status === 'safe') continue;
  const how = found.status === 'vulnerable' ? found.complexity.summary : found.error.kind;
  faults.push(`${place}: /${source}/${flags} may take more than linear time (${how})`);
}
if (faults.length > 0) {
  process.stderr.write(`${faults.join('\n')}\n`);
  process.exit(1);
}
mkdirSync(`${root}dist`, { recursive: true });
writeFileSync(KEPT, JSON.stringify(held));
process.stdout.write(`Checked ${once.length} regular expressions: each takes linear time at most.\n`);
// The agent of recheck would keep the process alive.
process.exit(0);

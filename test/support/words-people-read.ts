import * as terms from '../../src/vocabulary/terms.ts';
import { reference } from './record.ts';

/** Names of software, services and hosts, which are written as their makers write them. */
const NAMES = new Set([...reference.tools.values()].flatMap(({ name, aliases }) => [name, ...aliases]));
const isName = (word: string): boolean => NAMES.has(word) || ['iCalendar', 'iPhone', 'vCard', 'eG'].includes(word);

/** What people read of a page: its words and the names of its pictures and controls, without what they typed themselves. */
function readIn(html: string): string {
  const main = html.replaceAll(/<(script|style|textarea|code|pre|datalist)\b[\s\S]*?<\/\1>/g, ' ');
  const named = [...main.matchAll(/ (?:aria-label|alt|title|placeholder)="([^"]*)"/g)].map(([, name]) => name!);
  const words = main.replaceAll(/<(?:"[^"]*"|[^">])*>/g, '\n');
  return [words, ...named].join('\n').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

/** Some codes are words of everyday English too, such as “non-profit”: their labels use them. */
const LABELS = [...reference.criteria.values(), ...reference.usages.values()]
  .map(({ label }) => label.en)
  .join()
  .toLowerCase();

/** Codes that are no words of any language: those of a list in one piece are, such as “open”. */
const CODES = [
  ...Object.values(terms).flatMap((list) => (Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [])),
  ...reference.criteria.keys(),
  ...reference.commitmentKinds.keys(),
  ...reference.usages.keys(),
  ...reference.units.keys(),
].filter((code) => code.includes('-') && !LABELS.includes(code));

const REFUSED: readonly [string, RegExp][] = [
  ['an ISO day', /(?<![\w/-])\d{4}-\d{2}-\d{2}(?![\w-])/],
  ['a name of a program', /(?<![\p{L}\p{N}_./@-])\p{Ll}+\p{Lu}\p{L}*(?![\w.])/u],
  ['a place as a code', /\b(?:country|region|departement|epci|commune|world):\w+/],
  ['a pattern', /\^\[|\[\^|\\[dwsp]|\(\?[:=!<]|\{\d+,\d*\}/],
  ['nothing', /\bundefined\b|\bNaN\b|\[object |\bnull\b|\(\)/],
  ['an address of the API', /(?<![\w.])\/v1\//],
  ['a word of JSON', /["“«]\s?(?:none|true|false|any|unknown)\s?["”»]/],
];

/** What is wrong with what people read, with some words around it. */
export function unreadableIn(html: string): string[] {
  const read = readIn(html);
  const around = (at: number, length: number) =>
    read.slice(Math.max(0, at - 50), at + length + 50).replaceAll(/\s+/g, ' ');
  return [
    ...REFUSED.flatMap(([what, pattern]) =>
      [...read.matchAll(new RegExp(pattern, `g${pattern.flags}`))]
        .filter(([found]) => !isName(found))
        .map(({ index, 0: found }) => `${what}: ${around(index, found.length)}`),
    ),
    ...CODES.flatMap((code) => {
      // A page has few of them, and an expression for each takes longer than making the page.
      if (!read.includes(code)) return [];
      const at = new RegExp(`(?<![\\w/.#-])${code}(?![\\w-])`).exec(read);
      return at ? [`the code ${code}: ${around(at.index, code.length)}`] : [];
    }),
  ];
}

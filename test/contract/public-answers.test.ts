import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const read = (file: string) => readFileSync(SRC + file, 'utf8');

/** The calls that add a public GET, each with all its arguments. */
function callsIn(text: string): string[] {
  return [...text.matchAll(/\bpublic(?:Get|Page|Route)\(/g)].map(({ index, 0: begin }) => {
    let depth = 1;
    let end = index + begin.length;
    for (; depth > 0 && end < text.length; end++) depth += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
    return text.slice(index, end);
  });
}

describe('a public answer', () => {
  it('is sent with the state it was made from, in one place', () => {
    expect(files.filter((file) => read(file).includes('publicAnswers.send('))).toEqual(['http/get.ts']);
  });

  it('is made from the state that it is handed: nothing that adds one looks at the present one', () => {
    const calls = files.flatMap((file) => callsIn(read(file)).map((call) => ({ file, call })));
    expect(calls.length).toBeGreaterThan(40);
    for (const { file, call } of calls) expect([file, call.match(/\bcurrent\(\)|\bspeakers\b/g)]).toEqual([file, null]);
  });

  it('stands in a file where only these look at the present state, for other answers', () => {
    const looks = files
      .map((file) => ({ file, text: read(file) }))
      .filter(({ file, text }) => file !== 'http/get.ts' && callsIn(text).length > 0)
      .map(({ file, text }) => [file, text.match(/\bcurrent\(\)/g)?.length ?? 0] as const)
      .filter(([, count]) => count > 0);
    expect(Object.fromEntries(looks)).toEqual({
      // Advice, which is private, and whose it is.
      'advice/routes.ts': 2,
      // What is found in a file that was sent, which is kept nowhere.
      'exchange/chatonsinfos/routes.ts': 1,
      // The workbook of everything, which is for administrators.
      'exchange/spreadsheets/routes.ts': 1,
      // What a document that was only tried would change.
      'host-documents/routes.ts': 3,
      // The answer to a need.
      'matching/routes.ts': 1,
      // What a chosen host means, for days sent by a form.
      'pages/decided/pages.tsx': 1,
      // What a map shows, sent by a form.
      'pages/diagnosis/pages.tsx': 1,
      // The way from a domain to a page.
      'pages/host/pages.tsx': 1,
      // Whether there is such an entry, for what a form says of it.
      'pages/mend/pages.tsx': 1,
      // The answers to questions, sent by a form, and whose need is erased by its number.
      'pages/need/pages.tsx': 2,
      // Several needs at one host, for the federation that sent them.
      'recommendations/pools/routes.ts': 1,
    });
  });
});

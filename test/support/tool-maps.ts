import type { ToolMap } from '../../src/diagnosis/schema.ts';
import examples from '../reference/needs-examples.json' with { type: 'json' };
import type { TestApp } from './app.ts';

interface Declaration extends Record<string, unknown> {
  key: string;
  expectedFindings: unknown;
}

/** The published maps, by the name of the file in which an association would have kept it. */
export const DECLARED_MAPS: readonly { name: string; map: ToolMap }[] = (
  examples.declarations as unknown as Declaration[]
).map(({ expectedFindings: _expected, ...map }) => ({ name: `${map.key}.json`, map: map as unknown as ToolMap }));

export const mapNamed = (key: string): ToolMap => DECLARED_MAPS.find(({ name }) => name === `${key}.json`)!.map;

/** A map whose names are as hostile as a map takes: markup, the widest letters, as long as may be, and letters that turn. */
export const HOSTILE_MAP: ToolMap = {
  currentTools: [
    { tool: '<script>alert(1)</script> & "quotes"', usages: ['website'], adminCount: 1 },
    { tool: 'W'.repeat(200), label: '</svg><b>'.repeat(20), usages: ['website', 'email-hosting'] },
    { tool: 'שלום עולם', usages: ['website'] },
    { tool: '__proto__' },
    { tool: 'constructor', usages: ['email-hosting'] },
  ],
  needs: [{ usage: 'wiki-knowledge-base' }],
};

/** Sends files as a browser does. */
export async function sendFiles(
  test: TestApp,
  path: string,
  files: readonly { name: string; text: string }[],
  fields: Readonly<Record<string, string>> = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { name, text } of files) form.append('files', new Blob([text], { type: 'application/json' }), name);
  const sent = new Response(form);
  return test.ask('POST', path, {
    body: Buffer.from(await sent.arrayBuffer()),
    headers: { 'content-type': sent.headers.get('content-type')!, accept: 'text/html' },
  });
}

import { readFileSync, writeFileSync } from 'node:fs';
import { breaksBetween } from './breaks.ts';

/*
 * `npm run openapi:freeze`, at a release: what was added to the description is promised from now on. Refused while it
 * breaks what was promised before.
 */

const read = (name: string) => readFileSync(new URL(`../openapi/${name}`, import.meta.url), 'utf8');
const today = read('openapi.json');
const found = breaksBetween(JSON.parse(read('v1.json')), JSON.parse(today));
if (found.length > 0) {
  process.stderr.write(`What was promised would be broken:\n${found.map((line) => `  ${line}\n`).join('')}`);
  process.exit(1);
}
writeFileSync(new URL('../openapi/v1.json', import.meta.url), today);
process.stdout.write('openapi/v1.json promises what openapi/openapi.json says.\n');

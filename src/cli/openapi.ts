import { readFileSync, writeFileSync } from 'node:fs';
import { describeOpenApi, OPENAPI_FILE } from '../describe.ts';
import { type Command, tell } from './command.ts';

export const openApiCommand: Command = {
  name: 'openapi',
  usage: '[--write | --check]',
  summary: 'Prints the description of the API; writes it, or checks the written one',
  options: { write: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
  run: async (asked) => {
    const text = await describeOpenApi();
    if (asked.options.write) {
      writeFileSync(OPENAPI_FILE, text);
      tell(asked, { written: 'openapi/openapi.json' }, () => 'openapi/openapi.json written.');
    } else if (asked.options.check) {
      if (readFileSync(OPENAPI_FILE, 'utf8') !== text)
        throw new Error('openapi/openapi.json is not what the routes say. Run: npm run openapi');
      tell(asked, { upToDate: true }, () => 'openapi/openapi.json is up to date.');
    } else process.stdout.write(text);
  },
};

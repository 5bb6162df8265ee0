import { readFileSync, writeFileSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { openInMemory } from '../database/pglite.ts';
import { describeOpenApi, OPENAPI_FILE } from '../describe.ts';
import { applicationOn } from './application.ts';
import { type Command, tell } from './command.ts';

/** The description needs a database to be made with, and nothing that is in it. */
async function describe(): Promise<string> {
  const { db, close } = await openInMemory();
  const app = await applicationOn(db, readConfig({}));
  try {
    return await describeOpenApi(app);
  } finally {
    await app.close();
    await close();
  }
}

export const openApiCommand: Command = {
  name: 'openapi',
  usage: '[--write | --check]',
  summary: 'Prints the description of the API; writes it, or checks the written one',
  options: { write: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
  run: async (asked) => {
    const text = await describe();
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

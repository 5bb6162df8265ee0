import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { followCatalogue } from '../catalogue/follow.ts';
import { CatalogueError } from '../ground/errors.ts';
import type { Match } from '../matching/answer/schema.ts';
import { type PolicyFile, readPolicy } from '../matching/engine/policy.ts';
import { createMatcher } from '../matching/run.ts';
import { Need } from '../matching/schema.ts';
import { keepTieSecret } from '../matching/store.ts';
import { mustHaveShape } from '../requests/shape.ts';
import { readReference, readSeed } from '../vocabulary/reference.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { type Command, languageOf, tell } from './command.ts';
import { hereOrThere, throughServer, upToDate, withDatabase } from './database.ts';
import { printMatch } from './print.ts';

function readNeed(file: string): Need {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new CatalogueError(
      'malformed-request',
      `${file} cannot be read: give the name of a JSON file, or - for standard input`,
    );
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new CatalogueError('malformed-request', `${file} is not JSON: ${(error as Error).message}`);
  }
  mustHaveShape(Need, parsed);
  return parsed;
}

const matchHere = (file: string, need: Need, lang: 'fr' | 'en', everything: boolean): Promise<Match> =>
  withDatabase(async (database, context, config) => {
    await upToDate(database);
    const { db, reference, clock } = context;
    const policy = readPolicy(readSeed<PolicyFile>('policy.json'));
    const model = (await followCatalogue({ db, reference, clock, costRules: policy })).current();
    if (model.documents.length === 0)
      throw new Error(
        'The catalogue is empty. Load one first: npm run seed; or name the folder of your server: DATA_DIR=…',
      );
    const secret = config.tieSecret ?? (await keepTieSecret(db, () => randomBytes(32).toString('hex')));
    const matcher = createMatcher(policy, reference, secret);
    const faults = matcher.faults(need, model);
    if (faults.length > 0)
      throw new CatalogueError('meaningless-request', `${file} cannot be read as it is`, { faults });
    return matcher.answer(need, model, speaker(lang, reference), { everything });
  });

export const matchCommand: Command = {
  name: 'match',
  usage: '<need.json | -> [--lang fr|en] [--everything]',
  summary: 'Answers a need, such as docs/examples/brass-band.json; - is standard input',
  notes: ['--everything with --json: each excluded host, and its reasons'],
  options: { lang: { type: 'string' }, everything: { type: 'boolean', default: false } },
  takes: { least: 1, most: 1 },
  run: async (asked) => {
    const [file] = asked.words as [string];
    const lang = languageOf(asked);
    const everything = asked.options.everything === true;
    const need = readNeed(file);
    const path = `/v1/matches?lang=${lang}${everything ? '&explain=all' : ''}`;
    const answer = await hereOrThere<Match>(
      () => matchHere(file, need, lang, everything),
      (address) => throughServer(address, 'POST', path, { body: need }),
    );
    tell(asked, answer, () => printMatch(answer, speaker(lang, readReference())));
  },
};

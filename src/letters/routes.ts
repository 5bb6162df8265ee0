import type { Catalogue } from '../catalogue/follow.ts';
import type { Speakers } from '../catalogue/writer.ts';
import type { Operator } from '../config.ts';
import type { Database } from '../database/open.ts';
import { HostPath } from '../documents/host.ts';
import { byText } from '../ground/texts.ts';
import { privateGet } from '../http/get.ts';
import { nextAddress, readCursor } from '../http/pagination.ts';
import { write } from '../http/write.ts';
import type { Policy } from '../matching/engine/need/policy.ts';
import { administrator } from '../record/context.ts';
import type { Routes } from '../record/writer.ts';
import type { Reference } from '../vocabulary/reference.ts';
import {
  HostLetter,
  LetterList,
  LetterQuery,
  letterLanguage,
  letterTo,
  noteLetter,
  readLetter,
  readLetters,
  SentLetter,
  WrittenLetter,
} from './letter.ts';

const PATH = '/v1/letters';

/** Letters that ask hosts to confirm their entries, for administrators, who send them themselves. */
export const letterRoutes: Routes<
  'only' | 'contextFor',
  {
    catalogue: Catalogue;
    db: Database;
    speakers: Speakers;
    reference: Reference;
    publicUrl: string;
    operator: Operator;
    policy: Policy;
  }
> = (app, bercail) => {
  const { only, contextFor, catalogue, db, speakers, reference, publicUrl, operator, policy } = bercail;
  const tag = 'Writing';
  const allow = only(administrator);

  privateGet(app, PATH, {
    operationId: 'listLetters',
    summary: 'Which hosts were asked to confirm their entries, and what came of it: for administrators',
    tag,
    query: LetterQuery,
    answer: LetterList,
    allow,
    errors: ['invalid-cursor'],
    handler: async ({ query }) => {
      const { limit = 20, state } = query;
      const asked = { path: PATH, query };
      const after = readCursor(asked, (place) => place.length === 1)?.[0];
      const all = (await readLetters(db, catalogue.current())).filter((one) => !state || one.state === state);
      const rest = after === undefined ? all : all.filter(({ host }) => byText(host, after) > 0);
      const items = rest.slice(0, limit);
      const next = rest.length > limit ? nextAddress(asked, [items.at(-1)!.host]) : null;
      return { body: { items, total: all.length, next }, next };
    },
  });

  privateGet(app, `${PATH}/:host`, {
    operationId: 'getLetter',
    summary: 'The letter that asks a host to confirm its entry, in its language, and a message for a forum',
    tag,
    params: HostPath,
    answer: WrittenLetter,
    allow: { refuses: [...allow.refuses, 'host-not-found'], check: allow.check },
    handler: async ({ params }) => {
      const model = catalogue.current();
      const { host, letter } = await readLetter(db, model, params.host);
      const say = speakers[letterLanguage(host)];
      const written = letterTo(host, { publicUrl, operator, reference, costRules: policy, day: model.day, say });
      return { body: { ...letter, ...written } };
    },
  });

  write(app, 'PUT', `${PATH}/:host`, {
    operationId: 'noteLetter',
    summary: 'Note on which day a host was asked to confirm its entry; nobody’s name is kept',
    tag,
    params: HostPath,
    body: SentLetter,
    answers: { 200: HostLetter },
    allow,
    errors: ['host-not-found'],
    handler: async ({ caller, params, body }) => {
      await noteLetter(contextFor(caller), params.host, body);
      return { status: 200, body: (await readLetter(db, catalogue.current(), params.host)).letter };
    },
  });
};

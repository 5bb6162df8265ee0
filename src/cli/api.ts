import type { InjectOptions } from 'fastify';
import { buildApp } from '../app.ts';
import { followCatalogue } from '../catalogue/follow.ts';
import { type PolicyFile, readPolicy } from '../matching/engine/policy.ts';
import { createReplay } from '../matching/replay.ts';
import { createMatcher } from '../matching/run.ts';
import { createOutgoing } from '../outgoing/fetch.ts';
import { readSeed } from '../vocabulary/reference.ts';
import {
  adminHeaders,
  answerIn,
  COMMAND_LINE,
  hereOrThere,
  refusalOf,
  throughServer,
  upToDate,
  withDatabase,
} from './database.ts';

export interface ApiQuestion {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: object;
  /** A file, in the place of a body. */
  csv?: Buffer;
  /** Whatever version it is: whoever types a command has not read one. */
  anyVersion?: true;
  /** The version that was read. */
  version?: number;
}

const headersOf = ({ anyVersion, version, csv }: ApiQuestion) => ({
  'accept-language': 'en',
  ...(anyVersion && { 'if-match': '*' }),
  ...(version !== undefined && { 'if-match': `"v${version}"` }),
  ...(csv && { 'content-type': 'text/csv' }),
});

/** The whole application on the database of the environment, without a listener, asked by an administrator. */
const askHere = <T>(question: ApiQuestion): Promise<T> =>
  withDatabase(async (database, { db, reference, clock, newId }, config) => {
    await upToDate(database);
    const policyFile = readSeed<PolicyFile>('policy.json');
    const policy = readPolicy(policyFile);
    const catalogue = await followCatalogue({ db, reference, clock, costRules: policy });
    // Nothing is matched here: the order of equal hosts does not matter.
    const tieSecret = '';
    const { app } = await buildApp({
      config,
      db,
      catalogue,
      reference,
      costRules: policy,
      matcher: createMatcher(policy, reference, tieSecret),
      replay: createReplay({ db, reference, tieSecret, current: catalogue.current }),
      policyFile,
      clock,
      newId,
      outgoing: createOutgoing({ allowed: new Set(config.outgoingAllow), userAgent: `Bercail (${config.publicUrl})` }),
      authenticate: async () => COMMAND_LINE,
    });
    try {
      const { method, path, body, csv } = question;
      const asked: InjectOptions = {
        method,
        url: path,
        headers: { authorization: 'Bearer command-line', ...headersOf(question) },
        ...((csv ?? body) && { payload: csv ?? body! }),
      };
      const { statusCode, body: text, headers } = await app.inject(asked);
      const answer = answerIn(text, String(headers['content-type']));
      if (statusCode >= 400) throw refusalOf(statusCode, answer as object);
      return answer as T;
    } finally {
      await app.close();
    }
  });

/** Asks the API as an administrator: of the database itself, or of the server that holds it. */
export const askApi = <T = undefined>(question: ApiQuestion): Promise<T> =>
  hereOrThere(
    () => askHere<T>(question),
    (address) =>
      throughServer<T>(address, question.method, question.path, {
        ...((question.csv ?? question.body) && { body: question.csv ?? question.body }),
        headers: { ...adminHeaders(address), ...headersOf(question) },
      }),
  );

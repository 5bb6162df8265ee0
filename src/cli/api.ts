import type { InjectOptions } from 'fastify';
import { applicationOn } from './application.ts';
import { adminHeaders, answerIn, hereOrThere, refusalOf, throughServer, upToDate, withDatabase } from './database.ts';

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
  withDatabase(async (database, { db }, config) => {
    await upToDate(database);
    const app = await applicationOn(db, config);
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

import type { pino } from 'pino';
import type { ImportLog } from '../exchange/sources/importer.ts';
import { describeFailure } from '../http/problems.ts';

/* What the process says at its start, and of its work in the background. */

/** Why the server does not start, as a sentence for the operator. */
export class StartError extends Error {}

/** Which port cannot be used, and what to do. @param setting the name of the setting that says it */
export const whyNotListening =
  (host: string, port: number, setting: 'PORT' | 'HEALTH_PORT') =>
  (error: NodeJS.ErrnoException): never => {
    if (error.code === 'EADDRINUSE')
      throw new StartError(
        `Port ${port} of ${host} is taken: by another program, or by another process of this service. Stop it, or choose another port: ${setting}=${port + 1}`,
      );
    if (error.code === 'EACCES')
      throw new StartError(
        `Port ${port} of ${host} may not be used by this account. Choose one above 1023: ${setting}=8081`,
      );
    throw error;
  };

/** Logs import runs by id and counts: addresses and names of files never reach the log. */
export const importLog = (log: pino.Logger): ImportLog => ({
  onRun: (
    event,
    { id, kind, state, deaths, requests, notModified, bytes, created, changed, unchanged, proposals, toCheck },
  ) =>
    event === 'ends'
      ? log.info(
          { import: id, kind, state, requests, notModified, bytes, created, changed, unchanged, proposals, toCheck },
          'an import ends',
        )
      : log.info({ import: id, kind, deaths }, `an import ${event}`),
  onFailed: (error) => log.error(describeFailure(error), 'an import failed'),
});

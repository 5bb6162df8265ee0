import { describeFailure } from '../http/problems.ts';

/* What the process says of its start: as text on a terminal, otherwise as a JSON line, as every line of its log. */

const FATAL = 60;
const INFO = 30;
const jsonLine = (level: number, said: object): string => JSON.stringify({ level, time: Date.now(), ...said });

/** The need of a brass band: files for 12 people and 30 GB, mail for 4 people, 60 € a year, in the Creuse. */
const EXAMPLE_NEED = {
  usages: [
    { usage: 'file-storage-sharing', accounts: 12, storageGb: 30 },
    { usage: 'email-hosting', accounts: 4 },
  ],
  budgetPerYear: 60,
  territory: { level: 'departement', code: '23' },
};

/** Tells the address and one example request. */
export function tellAddress(publicUrl: string, hosts: number): void {
  const request = `curl -s ${publicUrl}/v1/matches -H 'content-type: application/json' -d '${JSON.stringify(EXAMPLE_NEED)}'`;
  const line = process.stdout.isTTY
    ? `Bercail answers at ${publicUrl} (${hosts} hosts at work). Try:\n  ${request}`
    : jsonLine(INFO, { publicUrl, hosts, request, msg: 'Bercail answers' });
  process.stdout.write(`${line}\n`);
}

/**
 * Tells why the server does not start.
 * @param sentence what to do about it; undefined: nobody foresaw the error
 */
export function tellFailure(sentence: string | undefined, error: unknown): void {
  const line = process.stderr.isTTY
    ? (sentence ?? String((error as Error)?.stack ?? error))
    : jsonLine(FATAL, sentence ? { msg: sentence } : { ...describeFailure(error), msg: 'the server does not start' });
  process.stderr.write(`${line}\n`);
}

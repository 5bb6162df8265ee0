import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostLetter, WrittenLetter } from '../letters/letter.ts';
import { askApi, askForAll } from './api.ts';
import { type Command, type Invocation, printAnswer, textOption, UsageError } from './command.ts';

const PATH = '/v1/letters';

const letterText = ({ subject, text, post, sentOn }: WrittenLetter): string =>
  [
    ...(sentOn == null ? [] : [`(Asked on ${sentOn} already.)\n`]),
    `${subject}\n\n${text}`,
    `--- Forum ---\n\n${post}`,
  ].join('\n\n');

const list = async (invocation: Invocation): Promise<void> => {
  const items = await askForAll<HostLetter>(`${PATH}?limit=100`);
  printAnswer(invocation, { items, total: items.length }, () =>
    items.map(({ host, state, sentOn }) => `${state.padEnd(10)} ${(sentOn ?? '').padEnd(10)} ${host}`).join('\n'),
  );
};

/** Writes one file for each host that was not asked yet, or for one host. */
async function writeLetters(invocation: Invocation, folder: string, host: string | undefined): Promise<void> {
  const hosts = host === undefined ? await askForAll<HostLetter>(`${PATH}?limit=100&state=to-write`) : [{ host }];
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (const one of hosts) {
    const letter = await askApi<WrittenLetter>({ method: 'GET', path: `${PATH}/${encodeURIComponent(one.host)}` });
    const file = join(folder, `${letter.host}.txt`);
    writeFileSync(file, `${letterText(letter)}\n`);
    files.push(file);
  }
  printAnswer(invocation, { files, total: files.length }, () => `${files.length} letter(s) in ${folder}.`);
}

export const lettersCommand: Command = {
  name: 'letters',
  usage: '[--host <slug>] [--out <folder> | --sent <day>]',
  summary:
    'Lists which hosts were asked to confirm their entries, writes the letters, notes the day of one that was sent',
  notes: [
    'Without an option: the list. --host alone prints its letter; --out writes it, or those of all hosts not asked yet.',
    '--sent notes the day on which the letter to --host was sent. Send each once, by hand; nobody’s name is kept.',
  ],
  options: { host: { type: 'string' }, out: { type: 'string' }, sent: { type: 'string' } },
  run: async (invocation) => {
    const [host, out, sent] = ['host', 'out', 'sent'].map((name) => textOption(invocation, name));
    if (out !== undefined && sent !== undefined) throw new UsageError('Give --out or --sent, not both.');
    if (out !== undefined) return await writeLetters(invocation, out, host);
    if (host === undefined && sent !== undefined) throw new UsageError('Give --host: whose letter was sent.');
    if (host === undefined) return await list(invocation);
    const path = `${PATH}/${encodeURIComponent(host)}`;
    if (sent === undefined)
      return printAnswer(invocation, await askApi<WrittenLetter>({ method: 'GET', path }), letterText);
    const noted = await askApi<HostLetter>({ method: 'PUT', path, body: { sentOn: sent } });
    printAnswer(invocation, noted, ({ sentOn }) => `${noted.host} was asked on ${sentOn}.`);
  },
};

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import type { Host } from '../src/documents/host.ts';
import { figuresOf, judgedHosts, mean, SERVERS, standings } from '../test/judgement/agreement.ts';
import {
  type Answer,
  agreementOf,
  type JudgedNeed,
  type Judgement,
  judgedNeeds,
  judgementsOf,
  READERS,
  type Standing,
} from '../test/judgement/judgement.ts';

/*
 * How far the service agrees with advisers on the needs of `test/judgement`, beside how far they agree among themselves.
 */

const { values: options } = parseArgs({
  options: {
    half: { type: 'string', default: 'both' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const HALVES = ['rules', 'report'] as const;
if (options.help || !['both', ...HALVES].includes(options.half)) {
  process.stdout.write(`npm run judgement [-- --half rules|report] [--json] [--write]

Answers the forty needs of test/judgement on ${SERVERS.length} servers and prints how far the answers agree with those of advisers.
--write makes docs/answers.md anew.
`);
  process.exit(options.help ? 0 : 1);
}

async function hosts(): Promise<Host[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bercail-judgement-'));
  const { db, close } = await openDatabase({ dataDir });
  try {
    await migrate(db);
    return await judgedHosts(db);
  } finally {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const named = (answer: Answer): string => (answer.length === 0 ? 'nobody' : answer.join(' + '));
const judgementOf = (reader: string, id: number): Judgement => judgementsOf(reader).find((one) => one.id === id)!;

function amongReaders(needs: readonly JudgedNeed[]) {
  const ids = new Set(needs.map(({ id }) => id));
  const its = (reader: string) => judgementsOf(reader).filter(({ id }) => ids.has(id));
  const pairs = READERS.flatMap((one, at) => READERS.slice(at + 1).map((other) => [one, other] as const));
  return pairs.map(([one, other]) => ({ readers: `${one}, ${other}`, ...agreementOf(its(one), its(other)) }));
}

interface Row {
  readonly judged: JudgedNeed;
  readonly all: readonly Standing[];
  /** The share of servers whose first answer is among the first two of a reader. */
  readonly mark: number;
  readonly shown: string;
}

const needs = judgedNeeds().filter(({ half }) => options.half === 'both' || half === options.half);
const rows = [...standings(await hosts(), needs)].map(
  ([judged, all]): Row => ({
    judged,
    all,
    mark: mean(all.map(({ isAmongFirstTwo }) => Number(isAmongFirstTwo))),
    shown: all[0]!.shown.map(named).join(' · ') || 'nobody',
  }),
);
const halves = HALVES.filter((half) => needs.some((one) => one.half === half)).map((half) => {
  const own = rows.filter(({ judged }) => judged.half === half);
  return { half, ours: figuresOf(own.map(({ all }) => all)), readers: amongReaders(own.map(({ judged }) => judged)) };
});

const percent = (part: number, whole: number) => `${Math.round((100 * part) / whole)} %`;

function inText(): string {
  const lines = rows.flatMap(({ judged: { id, half, kind }, mark, shown }) => [
    `${String(id).padStart(2)} ${half.padEnd(6)} ${mark.toFixed(1)} ${shown}   (${kind})`,
    ...READERS.map((reader) => {
      const { first, second } = judgementOf(reader, id);
      return `             ${reader}: ${named(first)} · ${named(second)}`;
    }),
  ]);
  for (const { half, ours, readers } of halves)
    lines.push(
      '',
      `${half}, ${ours.needs} needs: the first answer is among the first two of a reader in ${ours.amongFirstTwo.toFixed(1)}, the first of one in ${ours.first.toFixed(1)}`,
      `  of ${ours.shown.toFixed(1)} answers shown a reader would show ${percent(ours.acceptable, ours.shown)}; ${ours.never.toFixed(1)} hold a host that two readers would never show`,
      ...readers.map(
        ({ readers: two, first, amongFirstTwo }) =>
          `  readers ${two}: the same first in ${first}, among the first two in ${amongFirstTwo}`,
      ),
    );
  return lines.join('\n');
}

function inMarkdown(): string {
  const list = rows.map(({ judged: { id, half, sentence }, mark, shown }) => {
    const readers = READERS.map((reader) => {
      const { first, second } = judgementOf(reader, id);
      return `${reader}: ${named(first)} · ${named(second)}`;
    });
    const indent = ' '.repeat(`${id}. `.length);
    const lines = [`the service, first server: ${shown}; ${mark.toFixed(1)}`, ...readers].map(
      (line) => `${indent}- ${line}`,
    );
    return `${id}. _${sentence.fr}_ (${half})\n${lines.join('\n')}`;
  });
  const figures = halves.map(
    ({ half, ours, readers }) =>
      `- \`${half}\`, ${ours.needs} needs: the first answer is among the first two of a reader in ${ours.amongFirstTwo.toFixed(1)}, and the first of one in ${ours.first.toFixed(1)}; of what is shown, a reader would show ${percent(ours.acceptable, ours.shown)}; ${ours.never.toFixed(1)} answers hold a host that two readers would never show. Among readers: ${readers.map(({ readers: two, first, amongFirstTwo }) => `${two} the same first in ${first}, among the first two in ${amongFirstTwo}`).join('; ')}.`,
  );
  return `# Answers that an adviser would sign

For developers. Forty needs, as associations write them, are in [\`test/judgement\`](../test/judgement), with the catalogue of that day. Readers, as advisers,
wrote down for each whom they would name first and second, what else may be shown and whom never. They saw no answer of the service and not each other's
judgements. Rules were looked for on the half \`rules\`; the half \`report\` is there to report.

\`npm run judgement -- --write\` makes this page. Equal hosts take turns by their identifiers, so each figure is the mean over ${SERVERS.length} servers.

${figures.join('\n')}

Behind each answer of the service stands the share of servers on which its first is among the first two of a reader.

${list.join('\n')}
`;
}

if (options.write) {
  writeFileSync('docs/answers.md', inMarkdown());
  process.stdout.write('docs/answers.md written.\n');
} else process.stdout.write(options.json ? `${JSON.stringify(halves, null, 2)}\n` : `${inText()}\n`);

import { readConfig } from '../config.ts';
import { type Command, printLine, textOption } from './command.ts';
import { lookAtDatabase, lookAtMail, lookAtTasks } from './doctor/database.ts';
import type { Finding } from './doctor/finding.ts';
import { lookAtBackups, lookAtDisk } from './doctor/places.ts';
import { lookFromOutside } from './doctor/proxy.ts';

const STATES = { fine: 'fine     ', wrong: 'WRONG    ', unknown: 'not known' } as const;

const lineOf = ({ looked, state, is, todo }: Finding): string =>
  `${STATES[state]}  ${looked}: ${is}.${todo ? `\n           → ${todo}.` : ''}`;

export const doctorCommand: Command = {
  name: 'doctor',
  usage: '[--backups DIR]',
  summary: 'Looks at what an operator must know: service, database, backups, mail, tasks, proxy, disk, clocks',
  notes: [
    'Give it the environment of the server. It changes nothing.',
    '--backups: the folder whose newest file must not be older than 26 hours',
    'Exit code 1: something is wrong. What could not be found out is “not known”, and no fault.',
  ],
  options: { backups: { type: 'string' } },
  run: async (invocation) => {
    const config = readConfig(process.env);
    const backups = textOption(invocation, 'backups');
    const now = new Date();
    const { findings, state } = await lookAtDatabase(config);
    const all: Finding[] = [
      ...(await lookFromOutside(config)),
      ...findings,
      lookAtMail(config, state, now),
      ...lookAtTasks(state, now),
      lookAtBackups(backups, now),
      ...(config.databaseUrl ? [] : [lookAtDisk(config.dataDir, 'the data')]),
      ...(backups === undefined ? [] : [lookAtDisk(backups, 'the backups')]),
    ];
    const isWrong = all.some((one) => one.state === 'wrong');
    if (isWrong) process.exitCode = 1;
    printLine(invocation.json ? JSON.stringify({ ok: !isWrong, findings: all }, null, 2) : all.map(lineOf).join('\n'));
  },
};

import { readConfig } from '../config.ts';
import { type Command, printLine, textOption } from './command.ts';
import { lookAtDatabase, lookAtTasks } from './doctor/database.ts';
import { type Finding, fine } from './doctor/finding.ts';
import { lookAtMail } from './doctor/mail.ts';
import { lookAtBackups, lookAtDisk, RECIPIENTS } from './doctor/places.ts';
import { lookFromOutside } from './doctor/proxy.ts';

const STATES = { fine: 'fine     ', wrong: 'WRONG    ', unknown: 'not known' } as const;

const lineOf = ({ looked, state, is, todo }: Finding): string =>
  `${STATES[state]}  ${looked}: ${is}.${todo ? `\n           → ${todo}.` : ''}`;

export const doctorCommand: Command = {
  name: 'doctor',
  usage: '[--backups DIR]',
  summary: 'Looks at what an operator must know: service, database, backups, mail, tasks, proxy, disk, clocks',
  notes: [
    'Give it the environment of the server. It changes nothing, and sends no mail.',
    '--backups: the folder whose newest file must not be older than 26 hours',
    'Exit code 1: something is wrong. What could not be found out is “not known”, and no fault.',
  ],
  options: { backups: { type: 'string' } },
  run: async (invocation) => {
    const config = readConfig(process.env);
    const backups = textOption(invocation, 'backups');
    const recipients = process.env.BACKUP_RECIPIENTS?.trim() || RECIPIENTS;
    const now = new Date();
    const { findings, state } = await lookAtDatabase(config);
    const onlyReads = !config.databaseUrl && config.databaseReadUrl !== undefined;
    const all: Finding[] = [
      ...(await lookFromOutside(config)),
      ...findings,
      ...(onlyReads
        ? [fine('mail, tasks and backups', 'none is expected here: with DATABASE_READ_URL alone a server only reads')]
        : [...(await lookAtMail(config, state, now)), ...lookAtTasks(state, now)]),
      ...(onlyReads && backups === undefined ? [] : [lookAtBackups(backups, recipients, now)]),
      ...(config.databaseUrl || onlyReads ? [] : [lookAtDisk(config.dataDir, 'the data')]),
      ...(backups === undefined ? [] : [lookAtDisk(backups, 'the backups')]),
    ];
    const isWrong = all.some((one) => one.state === 'wrong');
    if (isWrong) process.exitCode = 1;
    printLine(invocation.json ? JSON.stringify({ ok: !isWrong, findings: all }, null, 2) : all.map(lineOf).join('\n'));
  },
};

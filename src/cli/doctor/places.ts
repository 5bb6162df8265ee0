import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { durationOf, type Finding, fine, unknown, wrong } from './finding.ts';

/* Folders of this machine: backups, and room on the disk. */

/** A backup each night, and two hours for it to take. */
const OLDEST_SECONDS = 26 * 3600;

/** Less than this, or a twentieth of the disk: a day of backups and logs may not fit. */
const LEAST_BYTES = 1_000_000_000;
const LEAST_PART = 0.05;

const BACKUPS = 'backups';
const said = (error: unknown): string => (error as Error).message;

/** For whom docs/examples/operating/backup.sh encrypts, unless BACKUP_RECIPIENTS says otherwise. */
export const RECIPIENTS = '/etc/bercail/backup.recipients';

/**
 * The newest backup below a folder.
 * @param recipients the file that says for whom backups are encrypted, or `none`
 */
export function lookAtBackups(folder: string | undefined, recipients: string, now: Date): Finding {
  if (folder === undefined) return unknown(BACKUPS, 'no folder was named', 'Name it: --backups DIR');
  let files: { name: string; bytes: number; at: number }[];
  try {
    files = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => {
        const { size, mtimeMs } = statSync(join(folder, name));
        return { name, bytes: size, at: mtimeMs };
      });
  } catch (error) {
    return wrong(
      BACKUPS,
      said(error),
      `Make ${folder}, and let the backup write there; or name another: --backups DIR`,
    );
  }
  const newest = files.sort((a, b) => b.at - a.at)[0];
  if (!newest) return wrong(BACKUPS, `${folder} holds none`, 'Run the backup by hand, and look at what it says');
  const is = `the newest, ${newest.name}, is ${durationOf((now.getTime() - newest.at) / 1000)} old`;
  if (newest.bytes === 0)
    return wrong(BACKUPS, `${is}, and is empty`, 'Run the backup by hand, and look at what it says');
  if (recipients !== 'none' && existsSync(recipients) && !newest.name.endsWith('.age'))
    return wrong(
      BACKUPS,
      `${is}, and is not encrypted, though ${recipients} is there`,
      `Run the backup by hand, look at what it says, and remove ${newest.name}`,
    );
  return now.getTime() - newest.at > OLDEST_SECONDS * 1000
    ? wrong(BACKUPS, is, 'Look at the timer, and at what its last run said: journalctl -u bercail-backup')
    : fine(BACKUPS, `${is}. Whether it can be restored, only a restore shows`);
}

/** The room left on the disk of a folder. */
export function lookAtDisk(folder: string, what: string): Finding {
  const looked = `disk of ${what}`;
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    const left = bavail * bsize;
    const is = `${(left / 1e9).toFixed(1)} GB left at ${folder}`;
    return left < LEAST_BYTES || bavail < blocks * LEAST_PART
      ? wrong(looked, is, 'Remove old backups or logs, or enlarge the disk: a full disk takes no writes')
      : fine(looked, is);
  } catch (error) {
    return unknown(looked, said(error));
  }
}

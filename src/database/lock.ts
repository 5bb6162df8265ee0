import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/*
 * PGlite does not notice when two processes open the same folder, and one of them then loses its writes: hence this
 * lock. Lock files are numbered; the one with the highest number is in force. A stale lock is not removed first: a new
 * holder creates the next number, and the file system lets only one process do that.
 */

/** The process that holds a folder. `address` is known once its server listens. */
interface Holder {
  pid: number;
  address: string | null;
}

interface LockFile extends Holder {
  /** Distinguishes processes with the same id: in containers every server has process id 1. */
  token: string;
  /** Start time of the process, where the system provides it: process ids are reused. */
  born: string | null;
}

/**
 * How the command line reaches the server that holds a folder: its address on this machine, and a secret of this run. In
 * a file of its own, because only the owner of the server may read it, and anybody the lock.
 */
interface CommandAccess {
  address: string;
  secret: string;
}

export interface Lock {
  /**
   * Writes the address of the server into the lock, for processes that find the folder locked, and how the command line
   * of its owner goes through it.
   */
  announce(address: string, access?: CommandAccess): void;
  /** Releases the folder; may be called twice. */
  release(): void;
}

const NAME = /^lock\.(\d+)$/;
const ACCESS = 'lock-command-line';
const OUR_TOKEN = randomUUID();

function bornOf(pid: number): string | null {
  try {
    // The name in parentheses may contain spaces, so count fields after it. Field 22 is the start time.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isAlive({ pid, token, born }: LockFile): boolean {
  if (pid === process.pid) return token === OUR_TOKEN;
  if (!isRunning(pid)) return false;
  const now = bornOf(pid);
  return born === null || now === null || born === now;
}

const generations = (folder: string): number[] =>
  readdirSync(folder)
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);

/** The content of a lock file; null when it is unreadable, undefined when it is gone. */
function read(folder: string, generation: number): LockFile | null | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, `lock.${generation}`), 'utf8')) as LockFile;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : null;
  }
}

/** The lock of the living process that holds the folder; undefined when none does. */
function lockInForce(folder: string): LockFile | undefined {
  for (const generation of generations(folder)) {
    const file = read(folder, generation);
    if (file) return isAlive(file) ? file : undefined;
  }
  return undefined;
}

/** The living process that holds the folder; undefined when none does. */
export function holderOf(folder: string): Holder | undefined {
  const file = lockInForce(folder);
  return file && { pid: file.pid, address: file.address };
}

/**
 * How the command line reaches the server that holds the folder; undefined when this account may not read it. What a
 * process left that was killed is not the word of the one that holds the folder now, so it counts for nothing.
 */
export function accessTo(folder: string): CommandAccess | undefined {
  try {
    const { token, address, secret } = JSON.parse(readFileSync(join(folder, ACCESS), 'utf8')) as Record<string, string>;
    return token === lockInForce(folder)?.token ? { address: address!, secret: secret! } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a lock file atomically. @throws EEXIST when another process has created this number */
function create(folder: string, generation: number, content: LockFile): void {
  const draft = join(folder, `.lock-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(content));
  try {
    linkSync(draft, join(folder, `lock.${generation}`));
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Locks an existing folder, even when the previous holder died. Returns the holder instead when a living process holds
 * the lock.
 */
export function takeLock(folder: string): Lock | Holder {
  const content: LockFile = { pid: process.pid, address: null, token: OUR_TOKEN, born: bornOf(process.pid) };
  for (;;) {
    const before = generations(folder);
    const [latest = 0] = before;
    const stale = latest > 0 ? read(folder, latest) : null;
    if (stale === undefined) continue;
    if (stale && isAlive(stale)) return { pid: stale.pid, address: stale.address };
    const generation = latest + 1;
    try {
      create(folder, generation, content);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    // Others may have locked and released the folder meanwhile: the lock is ours only if the file before it is the
    // stale one that was read.
    const undisturbed = latest === 0 || read(folder, latest)?.token === stale?.token;
    if (!undisturbed || generations(folder)[0] !== generation) {
      rmSync(join(folder, `lock.${generation}`), { force: true });
      continue;
    }
    for (const old of before) rmSync(join(folder, `lock.${old}`), { force: true });
    return lockOn(folder, generation, content);
  }
}

const OWNER_ONLY = 0o600;

/** Writes a file atomically, in place of what was there. */
function replace(folder: string, name: string, content: object, mode?: number): void {
  const draft = join(folder, `.lock-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(content), { ...(mode !== undefined && { mode }) });
  renameSync(draft, join(folder, name));
}

function lockOn(folder: string, generation: number, content: LockFile): Lock {
  const path = join(folder, `lock.${generation}`);
  let held = true;
  const release = (): void => {
    if (!held) return;
    held = false;
    process.off('exit', release);
    rmSync(join(folder, ACCESS), { force: true });
    rmSync(path, { force: true });
  };
  // Also release it when the process exits before closing the database.
  process.on('exit', release);
  return {
    announce(address, access) {
      if (!held) return;
      if (access) replace(folder, ACCESS, { token: content.token, ...access }, OWNER_ONLY);
      replace(folder, basename(path), { ...content, address });
    },
    release,
  };
}

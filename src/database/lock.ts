import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The embedded database opens one folder twice without a word, and then one of the two loses what it wrote: so we
 * keep a lock of our own. Its files are numbered, and the highest number holds the folder. A stale lock is never
 * removed first: who takes over creates the next number, which the file system grants to one taker only.
 */

/** Who holds a folder. `address` is known once the server listens. */
export interface Holder {
  pid: number;
  address: string | null;
}

interface LockFile extends Holder {
  /** Tells two processes with the same number apart: in a container every server is number 1. */
  token: string;
  /** When that process started, where the system says it: numbers are used again after a restart. */
  born: string | null;
}

export interface Lock {
  /** Writes where the server answers, for those who find the folder taken. */
  announce(address: string): void;
  /** Gives the folder back; harmless when done twice. */
  release(): void;
}

const NAME = /^lock\.(\d+)$/;
const OUR_TOKEN = randomUUID();

function bornOf(pid: number): string | null {
  try {
    // The name, in brackets, may hold spaces: count fields from behind it. Field 22 is the start time.
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

/** What a lock file says; null when it says nothing readable, undefined when it is gone. */
function read(folder: string, generation: number): LockFile | null | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, `lock.${generation}`), 'utf8')) as LockFile;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : null;
  }
}

/** Who holds the folder now, if anybody lives who does. */
export function holderOf(folder: string): Holder | undefined {
  for (const generation of generations(folder)) {
    const file = read(folder, generation);
    if (file) return isAlive(file) ? { pid: file.pid, address: file.address } : undefined;
  }
  return undefined;
}

/** Writes a lock file in one step: no reader ever sees half of it. @throws EEXIST when the number is taken. */
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
 * Takes the folder, also from a process that died. Returns the holder instead when somebody lives who has it.
 * The folder must exist.
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
    // Others may have come and gone since we looked: the folder is ours if we are on top of what we found stale.
    const undisturbed = latest === 0 || read(folder, latest)?.token === stale?.token;
    if (!undisturbed || generations(folder)[0] !== generation) {
      rmSync(join(folder, `lock.${generation}`), { force: true });
      continue;
    }
    for (const old of before) rmSync(join(folder, `lock.${old}`), { force: true });
    return lockOn(folder, generation, content);
  }
}

function lockOn(folder: string, generation: number, content: LockFile): Lock {
  const path = join(folder, `lock.${generation}`);
  let held = true;
  return {
    announce(address) {
      if (!held) return;
      const draft = join(folder, `.lock-${randomUUID()}`);
      writeFileSync(draft, JSON.stringify({ ...content, address }));
      renameSync(draft, path);
    },
    release() {
      if (!held) return;
      held = false;
      rmSync(path, { force: true });
    },
  };
}

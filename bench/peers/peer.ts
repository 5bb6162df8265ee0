import type { Told } from '../support/load.ts';
import { at } from '../support/numbers.ts';
import type { Server } from '../support/servers.ts';

/* What a peer is asked for, and what its writes are measured by. */

export interface Seen {
  summary: string;
  /** Sent back with a change where the peer knows of it. */
  version: string | null;
}

export interface Peer extends Server {
  name: string;
  /** Of its readers; writers have their own. */
  headers: Record<string, string>;
  list: (index: number) => string;
  search: (index: number) => string;
  one: (index: number) => string;
  /** Null: it has nothing of the kind. */
  match: string | null;
  read: (index: number) => Promise<Seen>;
  /** Changes the summary of a host. @param seen what the editor has read before; absent: nothing */
  write: (index: number, summary: string, seen?: Seen) => Promise<boolean>;
}

const WRITERS = 8;
export const EDITS = 50;

export const sent = async (
  url: string,
  headers: Record<string, string>,
  method: string,
  body: object,
): Promise<boolean> => {
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  await response.arrayBuffer();
  return response.ok;
};

/** Two editors read the same text, and each adds a word: how many of the changes that were answered with yes are gone. */
export async function editsLost({ read, write }: Peer): Promise<number> {
  let lost = 0;
  for (let index = 0; index < EDITS; index++) {
    const [first, second] = [await read(index), await read(index)];
    const words = [`premier${index}`, `second${index}`] as const;
    const isTaken = [
      await write(index, `${first.summary} ${words[0]}`, first),
      await write(index, `${second.summary} ${words[1]}`, second),
    ];
    const { summary } = await read(index);
    lost += words.filter((word, editor) => isTaken[editor] && !summary.includes(word)).length;
  }
  return lost;
}

/** How many writes a second of eight writers, and the 99th of a hundred waits. */
export async function writes({ write }: Peer, seconds: number): Promise<string> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let index = writer; performance.now() < until; index += WRITERS) {
        const from = performance.now();
        if (!(await write(index, `Texte ${writer} ${index}`))) throw new Error('a write was refused');
        times.push(performance.now() - from);
      }
    }),
  );
  return told({ perSecond: times.length / seconds, refusedPerSecond: 0, p99Ms: at(0.99, times) });
}

const rate = (perSecond: number): string => perSecond.toFixed(perSecond < 10 ? 1 : 0);

export const told = ({ perSecond, refusedPerSecond, p99Ms }: Omit<Told, 'medianMs'>): string =>
  `${rate(perSecond)} /s, ${p99Ms.toFixed(0)} ms${refusedPerSecond > 0 ? `, ${rate(refusedPerSecond)} refused` : ''}`;

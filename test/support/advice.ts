import { createAdviser } from '../../src/advice/adviser.ts';
import type { Position } from '../../src/advice/position.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { matchHosts, policy, reference } from './matching.ts';

/** An adviser over needs of a test instead of the panel in force. */
export const adviserOn = (needs: readonly Need[]) =>
  createAdviser(policy, reference, {
    version: 'test',
    needs: needs.map((need, index) => ({ key: `need-${index}`, label: { fr: 'Un besoin', en: 'A need' }, need })),
  });

/** A place in a real answer, or in none of its lists. */
export interface Place {
  list: 'fits' | 'to-check' | 'none';
  rank: number | null;
  low: number | null;
}

/** Where a host really stands when the whole catalogue is matched, its own document being the one given. */
export function reallyStands(hosts: readonly Host[], changed: Host, need: Need): Place {
  const catalogue = hosts.map((host) => (host.id === changed.id ? changed : host));
  const { fits, toCheck } = matchHosts(catalogue, need);
  const find = (list: 'fits' | 'to-check', ranked: typeof fits): Place[] =>
    ranked
      .filter(({ placed }) => placed.candidate.host.id === changed.id)
      .map(({ rank, placed }) => ({ list, rank, low: placed.low }));
  return [...find('fits', fits), ...find('to-check', toCheck)][0] ?? { list: 'none', rank: null, low: null };
}

/** A standing as a reader of the answer sees it. */
export const announced = ({ list, rank, low }: Position): Place =>
  rank === null ? { list: 'none', rank: null, low: null } : { list: list as 'fits' | 'to-check', rank, low };

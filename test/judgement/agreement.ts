import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/database/open.ts';
import type { Host } from '../../src/documents/host.ts';
import type { SeedFile } from '../../src/exchange/seed/check.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import { type PolicyFile, readPolicy } from '../../src/matching/engine/need/policy.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { hostOnDay } from '../../src/record/assemble.ts';
import { readPublished } from '../../src/record/changes.ts';
import { readReference, readSeed } from '../../src/vocabulary/reference.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import {
  JUDGED_ON,
  type JudgedNeed,
  judgedCatalogue,
  judgementsOf,
  READERS,
  type Standing,
  shownIn,
  standingOf,
  withIdsOf,
} from './judgement.ts';

/* The answers of the service to the judged needs. Equal hosts take turns by identifier, so five servers answer each. */

export const SERVERS = [1, 2, 3, 4, 5];

/** The hosts of the judged catalogue as of that day, by way of an empty migrated database. */
export async function judgedHosts(db: Database): Promise<Host[]> {
  const reference = readReference();
  const caller = { role: 'admin', label: 'checks', tokenId: null } as const;
  const clock = () => new Date(`${JUDGED_ON}T12:00:00Z`);
  const file = judgedCatalogue() as SeedFile;
  await seedCatalogue({ db, caller, reference, clock, newId: randomUUID }, { file });
  const { hosts } = await readPublished(db);
  return hosts.map((facts) => hostOnDay(facts, reference, JUDGED_ON));
}

/** The standing of the answers of each server, by need. */
export function standings(hosts: readonly Host[], needs: readonly JudgedNeed[]): Map<JudgedNeed, Standing[]> {
  const reference = readReference();
  const matcher = createMatcher(readPolicy(readSeed<PolicyFile>('policy.json')), reference, 'a secret of the checks');
  const say = speaker('fr', reference);
  const catalogues = SERVERS.map((server) => ({
    ...{ epoch: 'e', revision: server, day: JUDGED_ON, reference },
    ...{ groups: [withIdsOf(server, hosts)], federationBySlug: new Map() },
  }));
  const readers = READERS.map(judgementsOf);
  return new Map(
    needs.map((judged) => [
      judged,
      catalogues.map((catalogue) =>
        standingOf(
          shownIn(matcher.answer(judged.need, catalogue, say, { everything: false })),
          readers.map((all) => all.find(({ id }) => id === judged.id)!),
        ),
      ),
    ]),
  );
}

export const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** The figures of some needs: counts of needs and of answers, each the mean over the servers. */
export function figuresOf(some: readonly (readonly Standing[])[]) {
  const perServer = SERVERS.map((_, server) => some.map((standing) => standing[server]!));
  const average = (count: (standing: Standing) => number) =>
    mean(perServer.map((all) => all.reduce((sum, one) => sum + count(one), 0)));
  return {
    needs: some.length,
    first: average(({ isFirst }) => Number(isFirst)),
    amongFirstTwo: average(({ isAmongFirstTwo }) => Number(isAmongFirstTwo)),
    shown: average(({ shown }) => shown.length),
    acceptable: average(({ acceptable }) => acceptable),
    never: average(({ never }) => never.length),
  };
}

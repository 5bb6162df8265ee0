import type { Host } from '../documents/host.ts';
import { atOnce, createTurns, inTurns } from '../ground/turns.ts';
import type { Candidate } from '../matching/engine/host/candidate.ts';
import { compileNeed } from '../matching/engine/need/need.ts';
import type { Policy } from '../matching/engine/need/policy.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { type Advice, advising } from './advise.ts';
import { type Exposed, exposureOf } from './exposure.ts';
import { type Panel, topicsOf } from './panel.ts';
import { candidateOf, type ListedHost, type ListedNeed, listedFor, type Position, positionIn } from './position.ts';

/** What of the read model advice needs: an immutable whole, as of one day. */
export interface AdvisedCatalogue {
  readonly day: string;
  readonly documents: readonly Host[];
}

export interface Adviser {
  readonly panel: Panel;
  readonly policyVersion: string;
  /** What would help a host, whose document need not be in the catalogue yet. @param target a rank, from 1 */
  advise(host: Host, catalogue: AdvisedCatalogue, target: number): Advice;
  /** The same without making others wait. */
  adviseInTurn(host: Host, catalogue: AdvisedCatalogue, target: number): Promise<Advice>;
  /** Where a host would be for each need of the panel, in its order, without making others wait. */
  positions(host: Host, catalogue: AdvisedCatalogue): Promise<readonly Position[]>;
  /** Exposure of every host at work. */
  exposure(catalogue: AdvisedCatalogue): readonly Exposed[];
  /** Works out what depends on the catalogue alone, without making others wait: the first to ask would take seconds. */
  prepare(catalogue: AdvisedCatalogue): Promise<void>;
}

/** A host that takes part in matches. */
interface Participant {
  readonly candidate: Candidate;
  /** What it is in the lists of each need, in the order of the panel. */
  readonly listed: readonly (ListedHost | null)[];
}

/** All hosts that take part, and where they are. */
interface Listing {
  readonly candidates: readonly Candidate[];
  readonly needs: readonly ListedNeed[];
}

/** An adviser over one panel, under one policy. What depends on the catalogue alone is worked out once for each. */
export function createAdviser(policy: Policy, reference: Reference, panel: Panel): Adviser {
  const needs = panel.needs.map((typical) => ({
    typical,
    compiled: compileNeed(typical.need, policy, reference),
  }));
  const topics = topicsOf(needs.map(({ compiled }) => compiled));

  // What a host is in the lists depends on no other: most documents stay the same from one revision to the next.
  const participants = new WeakMap<Host, { day: string; participant: Participant | null }>();
  const participantOf = (host: Host, day: string): Participant | null => {
    const known = participants.get(host);
    if (known?.day === day) return known.participant;
    const context = { policy, reference, day };
    const candidate = candidateOf(host, context);
    const listed = candidate && needs.map(({ compiled }) => listedFor(compiled, candidate, context));
    const participant = candidate && listed && { candidate, listed };
    participants.set(host, { day, participant });
    return participant;
  };

  // A new revision or a new day is a new catalogue.
  const listings = new WeakMap<AdvisedCatalogue, Listing>();
  function* listing(catalogue: AdvisedCatalogue): Generator<'pause', Listing, unknown> {
    const known = listings.get(catalogue);
    if (known) return known;
    const present: Participant[] = [];
    for (const host of catalogue.documents) {
      const participant = participantOf(host, catalogue.day);
      if (participant) present.push(participant);
      yield 'pause';
    }
    const made = {
      candidates: present.map(({ candidate }) => candidate),
      needs: needs.map((need, index) => ({ ...need, listed: present.flatMap(({ listed }) => listed[index] ?? []) })),
    };
    listings.set(catalogue, made);
    return made;
  }

  function* advice(host: Host, catalogue: AdvisedCatalogue, target: number): Generator<'pause', Advice, unknown> {
    const { needs } = yield* listing(catalogue);
    return yield* advising(host, target, { policy, reference, topics, day: catalogue.day, needs });
  }

  function* positioning(host: Host, catalogue: AdvisedCatalogue): Generator<'pause', Position[], unknown> {
    const context = { policy, reference, day: catalogue.day };
    const { needs } = yield* listing(catalogue);
    const candidate = candidateOf(host, context);
    const positions: Position[] = [];
    for (const need of needs) {
      yield 'pause';
      positions.push(positionIn(need, candidate, context));
    }
    return positions;
  }

  const turns = createTurns();

  return {
    panel,
    policyVersion: policy.version,
    advise: (host, catalogue, target) => atOnce(advice(host, catalogue, target)),
    adviseInTurn: (host, catalogue, target) => inTurns(turns, advice(host, catalogue, target)),
    positions: (host, catalogue) => inTurns(turns, positioning(host, catalogue)),
    exposure: (catalogue) => {
      const { candidates, needs } = atOnce(listing(catalogue));
      return exposureOf(candidates, needs);
    },
    prepare: async (catalogue) => {
      if (!listings.has(catalogue)) await inTurns(turns, listing(catalogue));
    },
  };
}

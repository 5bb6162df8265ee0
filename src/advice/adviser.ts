import type { Host } from '../documents/host.ts';
import { createSlices, runAtOnce, runInSlices } from '../ground/slices.ts';
import type { Candidate } from '../matching/engine/host/candidate.ts';
import { compileNeed } from '../matching/engine/need/need.ts';
import type { Policy } from '../matching/engine/need/policy.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { type Advice, adviseInSteps } from './advise.ts';
import { type Exposed, exposureOf } from './exposure.ts';
import { type Panel, topicsOf } from './panel.ts';
import { candidateOf, type ListedHost, type ListedNeed, listedFor } from './position.ts';

/** The part of the read model that advice needs: immutable, for one day. */
interface AdvisedCatalogue {
  readonly day: string;
  readonly documents: readonly Host[];
}

export interface Adviser {
  readonly panel: Panel;
  readonly policyVersion: string;
  /**
   * Advice for a host, whose document need not be in the catalogue yet.
   * @param target a rank, from 1
   */
  advise(host: Host, catalogue: AdvisedCatalogue, target: number): Advice;
  /** The same without delaying other requests. */
  adviseInTurn(host: Host, catalogue: AdvisedCatalogue, target: number): Promise<Advice>;
  /** The exposure of every active host. */
  exposure(catalogue: AdvisedCatalogue): readonly Exposed[];
  /** Computes in advance what depends only on the catalogue: otherwise the first request would take seconds. */
  prepare(catalogue: AdvisedCatalogue): Promise<void>;
}

/** A host that takes part in matches. */
interface Participant {
  readonly candidate: Candidate;
  /** Its data in the lists of each need, in the order of the panel. */
  readonly listed: readonly (ListedHost | null)[];
}

/** All participating hosts, and the lists with their data. */
interface Listing {
  readonly candidates: readonly Candidate[];
  readonly needs: readonly ListedNeed[];
}

/** Creates an adviser for one panel and policy. What depends only on the catalogue is computed once per catalogue. */
export function createAdviser(policy: Policy, reference: Reference, panel: Panel): Adviser {
  const needs = panel.needs.map((typical) => ({
    typical,
    compiled: compileNeed(typical.need, policy, reference),
  }));
  const topics = topicsOf(needs.map(({ compiled }) => compiled));

  // A host's data in the lists depend on no other host, and most documents do not change between revisions.
  const participants = new WeakMap<Host, { day: string; participant: Participant | null }>();
  const participantOf = (host: Host, day: string): Participant | null => {
    const cached = participants.get(host);
    if (cached?.day === day) return cached.participant;
    const context = { policy, reference, day };
    const candidate = candidateOf(host, context);
    const listed = candidate && needs.map(({ compiled }) => listedFor(compiled, candidate, context));
    const participant = candidate && listed && { candidate, listed };
    participants.set(host, { day, participant });
    return participant;
  };

  // Keyed by catalogue: every revision and every day has a new one.
  const listings = new WeakMap<AdvisedCatalogue, Listing>();
  function* listing(catalogue: AdvisedCatalogue): Generator<'pause', Listing, unknown> {
    const cached = listings.get(catalogue);
    if (cached) return cached;
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
    return yield* adviseInSteps(host, target, { policy, reference, topics, day: catalogue.day, needs });
  }

  const slices = createSlices();

  return {
    panel,
    policyVersion: policy.version,
    advise: (host, catalogue, target) => runAtOnce(advice(host, catalogue, target)),
    adviseInTurn: (host, catalogue, target) => runInSlices(slices, advice(host, catalogue, target)),
    exposure: (catalogue) => {
      const { candidates, needs } = runAtOnce(listing(catalogue));
      return exposureOf(candidates, needs);
    },
    prepare: async (catalogue) => {
      if (!listings.has(catalogue)) await runInSlices(slices, listing(catalogue));
    },
  };
}

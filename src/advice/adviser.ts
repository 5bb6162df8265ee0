import type { Host } from '../documents/host.ts';
import { type Candidate, toCandidate } from '../matching/engine/host/candidate.ts';
import { compileNeed } from '../matching/engine/need.ts';
import type { Policy } from '../matching/engine/policy.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { type Action, actionsOf } from './actions/actions.ts';
import { type Advice, advise } from './advise.ts';
import { type Exposed, exposureOf } from './exposure.ts';
import { type Panel, topicsOf } from './panel.ts';
import { type Field, type Listed, listedFor } from './standing.ts';

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
  /** Exposure of every host at work. */
  exposure(catalogue: AdvisedCatalogue): readonly Exposed[];
}

/** An adviser over one panel, under one policy. What depends on the catalogue alone is worked out once for each. */
export function createAdviser(policy: Policy, reference: Reference, panel: Panel): Adviser {
  const compiled = panel.needs.map((entry) => ({ entry, need: compileNeed(entry.need, policy, reference) }));
  const topics = topicsOf(compiled.map(({ need }) => need));

  interface Entered {
    readonly candidate: Candidate;
    /** What the host is in the lists of each need, in the order of the panel. */
    readonly listed: readonly (Listed | null)[];
  }
  // What a host is in the lists depends on no other: most documents stay the same from one revision to the next.
  const entered = new WeakMap<Host, { day: string; entry: Entered | null }>();
  const enter = (host: Host, day: string): Entered | null => {
    const candidate = toCandidate(host, day, policy, reference.territories.lineage);
    const context = { policy, reference, day };
    return candidate && { candidate, listed: compiled.map(({ need }) => listedFor(need, candidate, context)) };
  };
  const entryOf = (host: Host, day: string): Entered | null => {
    const known = entered.get(host);
    if (known?.day === day) return known.entry;
    const entry = enter(host, day);
    entered.set(host, { day, entry });
    return entry;
  };

  interface Ground {
    readonly candidates: readonly Candidate[];
    readonly fields: readonly Field[];
  }
  // A new revision or a new day is a new catalogue.
  const grounds = new WeakMap<AdvisedCatalogue, Ground>();
  const groundOf = (catalogue: AdvisedCatalogue): Ground => {
    const known = grounds.get(catalogue);
    if (known) return known;
    const entries = catalogue.documents.flatMap((host) => entryOf(host, catalogue.day) ?? []);
    const ground = {
      candidates: entries.map(({ candidate }) => candidate),
      fields: compiled.map(({ entry, need }, index) => ({
        entry,
        need,
        listed: entries.flatMap(({ listed }) => listed[index] ?? []),
      })),
    };
    grounds.set(catalogue, ground);
    return ground;
  };

  return {
    panel,
    policyVersion: policy.version,
    advise: (host, catalogue, target) => {
      const { day } = catalogue;
      const found = { policy, reference, topics, day };
      // Needs lead to the same supposed documents again and again: each is made, arranged and looked at once.
      const changes = remembered((_before: Host) => new Map<Action, Host>());
      return advise(host, target, {
        ...found,
        fields: groundOf(catalogue).fields,
        candidateOf: remembered((changed: Host) => toCandidate(changed, day, policy, reference.territories.lineage)),
        actionsOf: remembered((changed: Host) => actionsOf(changed, found)),
        apply: (action, before) => {
          const known = changes(before).get(action) ?? action.apply(before);
          changes(before).set(action, known);
          return known;
        },
      });
    },
    exposure: (catalogue) => {
      const { candidates, fields } = groundOf(catalogue);
      return exposureOf(candidates, fields);
    },
  };
}

/** A function of documents that remembers what it gave for each of them. */
function remembered<T>(make: (host: Host) => T): (host: Host) => T {
  const made = new WeakMap<Host, { value: T }>();
  return (host) => {
    const known = made.get(host) ?? { value: make(host) };
    made.set(host, known);
    return known.value;
  };
}

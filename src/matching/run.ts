import { createHash, createHmac } from 'node:crypto';
import { isoWeek } from '../clock.ts';
import type { Federation } from '../federations/schema.ts';
import type { Host } from '../hosts/schema.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Fault } from '../errors.ts';
import { toAnswer } from './answer.ts';
import { type Candidate, toCandidate } from './engine/candidate.ts';
import { match } from './engine/match.ts';
import { compileNeed, MAX_HARD_NEEDS } from './engine/need.ts';
import type { Policy } from './engine/policy.ts';
import { helpersFor, toHelp } from './help.ts';
import type { Match, Need } from './schema.ts';

/** What of the read model a match needs: an immutable whole, as of one day. */
export interface MatchableCatalogue {
  readonly epoch: string;
  readonly revision: number;
  readonly day: string;
  readonly documents: readonly Host[];
  readonly federations: ReadonlyMap<string, Federation>;
}

export interface Matcher {
  /**
   * Answers a need from the catalogue of the moment. Same need, epoch, revision, policy and day: same answer.
   * The need is neither kept nor logged.
   */
  answer(need: Need, catalogue: MatchableCatalogue, say: Speaker, options: { everything: boolean }): Match;
  /** What the shape of a need cannot say: keys that do not exist, contradictions. Empty when it is meaningful. */
  faults(need: Need, catalogue: Pick<MatchableCatalogue, 'federations'>): Fault[];
}

const DEFAULT_LIMIT = 3;

/** A matcher under one policy; `tieSecret` keys the weekly order of equal hosts, so that no id can be chosen for it. */
export function createMatcher(policy: Policy, reference: Reference, tieSecret: string): Matcher {
  const { lineage } = reference.territories;
  // One candidate per document and day: most documents stay the same from one revision to the next.
  const known = new WeakMap<Host, { day: string; candidate: Candidate | null }>();
  const candidateOf = (host: Host, day: string): Candidate | null => {
    const cached = known.get(host);
    if (cached?.day === day) return cached.candidate;
    const candidate = toCandidate(host, day, policy, lineage);
    known.set(host, { day, candidate });
    return candidate;
  };
  const candidatesOf = new WeakMap<readonly Host[], Candidate[]>();
  const allCandidates = ({ documents, day }: MatchableCatalogue): Candidate[] => {
    const cached = candidatesOf.get(documents);
    if (cached) return cached;
    const candidates = documents.flatMap((host) => candidateOf(host, day) ?? []);
    candidatesOf.set(documents, candidates);
    return candidates;
  };

  return {
    answer: (need, catalogue, say, { everything }) => {
      const compiled = compileNeed(need, policy, reference);
      const context = { policy, reference, day: catalogue.day };
      const seed = isoWeek(catalogue.day);
      const hash = createHash('sha256').update(canonical(need)).digest('hex');
      const tieKey = (id: string) => createHmac('sha256', tieSecret).update(`${hash}|${seed}|${id}`).digest('hex');
      const candidates = allCandidates(catalogue);
      const eligible =
        need.onlyFrom === 'members' ? candidates.filter(({ memberOf }) => memberOf.has(need.federation!)) : candidates;
      const result = match(eligible, compiled, context, { limit: need.limit ?? DEFAULT_LIMIT, tieKey });
      const federationName = (slug: string) => catalogue.federations.get(slug)?.name;
      return {
        catalogueRevision: catalogue.revision,
        asOf: catalogue.day,
        policyVersion: policy.version,
        seed,
        ...toAnswer(result, compiled, { ...context, say, federationName, everything }),
        help: toHelp(helpersFor(compiled.territory, reference, policy), say.language),
      };
    },
    faults: (need, catalogue) => needFaults(need, reference, catalogue.federations),
  };
}

/** A need as text, whatever the order of its keys and lists. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).sort().join()}}`;
}

function needFaults(need: Need, reference: Reference, federations: ReadonlyMap<string, Federation>): Fault[] {
  const faults: Fault[] = [];
  const fault = (pointer: string, code: string, message: string) => faults.push({ pointer, code, message });
  const known = <T>(map: ReadonlyMap<T, unknown>, key: T, pointer: string, what: string, list: string) => {
    if (!map.has(key)) fault(pointer, `unknown-${what}`, `“${String(key)}” is not a ${what.replaceAll('-', ' ')} of this catalogue: see ${list}`);
  };
  const seen = new Set<string>();
  need.usages.forEach(({ usage }, index) => {
    known(reference.usages, usage, `/usages/${index}/usage`, 'usage', '/v1/usages');
    if (seen.has(usage)) fault(`/usages/${index}/usage`, 'duplicate-usage', `“${usage}” is asked twice: give it once, with all its accounts`);
    seen.add(usage);
  });
  if (need.usages.every(({ priority }) => priority !== undefined && priority !== 'must'))
    fault('/usages', 'no-must', 'At least one usage must be a must');
  need.require?.criteria?.forEach(({ criterion }, index) =>
    known(reference.criteria, criterion, `/require/criteria/${index}/criterion`, 'criterion', '/v1/criteria'),
  );
  need.require?.commitments?.forEach(({ kind }, index) =>
    known(reference.commitmentKinds, kind, `/require/commitments/${index}/kind`, 'commitment-kind', '/v1/commitment-kinds'),
  );
  for (const key of Object.keys(need.wish?.criteria ?? {}))
    known(reference.criteria, key, `/wish/criteria/${key}`, 'criterion', '/v1/criteria');
  for (const key of Object.keys(need.wish?.commitments ?? {}))
    known(reference.commitmentKinds, key, `/wish/commitments/${key}`, 'commitment-kind', '/v1/commitment-kinds');
  for (const key of Object.keys(need.wish?.support ?? {}))
    known(reference.supportKinds as ReadonlyMap<string, unknown>, key, `/wish/support/${key}`, 'support-kind', 'the documentation');
  need.currentTools?.forEach((tool, index) => known(reference.tools, tool, `/currentTools/${index}`, 'tool', '/v1/tools'));
  if (need.territory && !reference.territories.find(need.territory))
    fault('/territory', 'unknown-territory', `No ${need.territory.level} has the code “${need.territory.code}”: see /v1/territories?q=`);
  if (need.federation !== undefined) known(federations, need.federation, '/federation', 'federation', '/v1/federations');
  else if (need.onlyFrom) fault('/onlyFrom', 'federation-missing', 'Say whose members: give federation too');
  const hard = need.usages.length + (need.require?.criteria?.length ?? 0) + (need.require?.commitments?.length ?? 0) + (need.require?.support?.length ?? 0);
  // Ten more may come from budget, territory, audience and the like.
  if (hard > MAX_HARD_NEEDS - 10) fault('/require', 'too-many-hard-needs', `At most ${MAX_HARD_NEEDS - 10} usages and requirements together`);
  return faults;
}

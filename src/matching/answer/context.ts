import type { HostFacts } from '../../record/host-facts.ts';
import type { Helper } from '../../vocabulary/reference.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Candidate } from '../engine/host/candidate.ts';
import type { EngineContext } from '../engine/host/choose.ts';
import { nearBy } from '../engine/host/near-usages.ts';
import type { Option, Way } from '../engine/host/ways.ts';
import type { HardNeed } from '../engine/need/hard-needs.ts';
import type { CompiledNeed } from '../engine/need/need.ts';
import type { HardNeedNamed, Reason } from '../engine/need/parameters.ts';
import { sentence } from '../words/sentence.ts';
import type { Said } from './matched-host.ts';
import type { Match } from './schema.ts';

/** What is needed to turn codes into an answer that a person can read. */
export interface AnswerContext extends EngineContext {
  readonly say: Speaker;
  /** Name of a federation by slug. */
  readonly federationName: (slug: string) => string | undefined;
  /** Name of a host by slug. */
  readonly hostName: (slug: string) => string | undefined;
  /** Every helper, those of federations included. */
  readonly helpers: readonly Helper[];
  /** Whether a host takes part in matches, even if this need is limited to other hosts. */
  readonly takesPart: (slug: string) => boolean;
  /** The facts of a host by identifier, which say where each comes from; undefined: they are not at hand. */
  readonly factsOf: (hostId: string) => HostFacts | undefined;
  readonly everything: boolean;
}

/** The near usage by which a service meets a wanted one, and what one then gets; empty if it offers the usage. */
export function nearOf(
  candidate: Candidate,
  way: Way,
  need: CompiledNeed,
  { wanted, service }: Pick<Option, 'wanted' | 'service'>,
  { say }: Pick<AnswerContext, 'say'>,
): { via?: string; lost?: string } {
  const near = nearBy(candidate, way, need, { wanted, service });
  return near === null ? {} : { via: near.usage, lost: near.as[say.language] };
}

/** A hard need as sentences name it. */
export const needParams = ({ name, key }: HardNeed, need: CompiledNeed): HardNeedNamed => ({
  name,
  key: key ?? null,
  territory: need.territory,
});

export const euros = (cents: number): number => cents / 100;

/** A code with its sentence; a federation is given by its name instead of its slug. */
export function inWords(reason: Reason, context: AnswerContext): Said {
  const named = withFederationName(reason, context);
  // Field by field: a spread is slower, and every answer has dozens of these.
  return { code: named.code, params: named.params, text: sentence(named, context.say) } as Said;
}

function withFederationName(reason: Reason, { federationName }: AnswerContext): Reason {
  const { params } = reason;
  if (!('federation' in params) || params.federation === null) return reason;
  const { federation } = params;
  return { ...reason, params: { ...params, federationName: federationName(federation) ?? federation } } as Reason;
}

/** Slugs of the services of a host that an answer uses. */
export const servicesIn = (used: readonly { service: string }[]): string[] => [
  ...new Set(used.map(({ service }) => service)),
];

/** Slugs of the services that a host brings to a combination. */
export const servicesOf = (slug: string, { covers }: Match['combinations'][number]): string[] =>
  servicesIn(covers.filter(({ host }) => host === slug));

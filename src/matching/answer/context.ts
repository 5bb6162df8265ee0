import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Reason } from '../engine/explain/reasons.ts';
import type { EngineContext } from '../engine/host/choose.ts';
import { sentence } from '../words/sentence.ts';
import type { Match, Said } from './schema.ts';

/** What turns codes into an answer that a person reads. */
export interface AnswerContext extends EngineContext {
  readonly say: Speaker;
  /** Name of a federation by slug. */
  readonly federationName: (slug: string) => string | undefined;
  /** Name of a host by slug. */
  readonly hostName: (slug: string) => string | undefined;
  readonly everything: boolean;
}

export const euros = (cents: number): number => cents / 100;

/** A code with its sentence; a federation is named as people know it. */
export function inWords({ code, params }: Reason, context: AnswerContext): Said {
  const named =
    typeof params.federation === 'string'
      ? { ...params, federationName: context.federationName(params.federation) ?? params.federation }
      : params;
  return { code, params: named, text: sentence({ code, params: named }, context.say) };
}

/** The services of a host that an answer counts on, by slug. */
export const servicesIn = (used: readonly { service: string }[]): string[] => [
  ...new Set(used.map(({ service }) => service)),
];

/** The services that a host brings to a combination, by slug. */
export const servicesOf = (slug: string, { covers }: Match['combinations'][number]): string[] =>
  servicesIn(covers.filter(({ host }) => host === slug));

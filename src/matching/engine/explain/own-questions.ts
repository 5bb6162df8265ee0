import { isThirdParty } from '../../../documents/evidence.ts';
import type { Claim, Commitment } from '../../../documents/statement.ts';
import type { EvidenceLevel } from '../../../vocabulary/terms.ts';
import type { RatedWay } from '../host/choose.ts';
import { serviceCommitment } from '../host/eligibility.ts';
import { isForUnsaid } from '../host/offers.ts';
import { partsOf } from '../host/parts.ts';
import { atLeastAsStrong } from '../need/interval.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Reason } from '../need/parameters.ts';
import type { Policy } from '../need/policy.ts';
import { MAIL } from '../need/wanted.ts';

/** The host that a question is for: alone, or with its share of a combination. */
export type HostToAsk = Pick<RatedWay, 'candidate' | 'way' | 'unknown' | 'intervals'>;

/** A criterion or commitment in question, with the weakest evidence that counts. */
interface About {
  readonly kind: 'criterion' | 'commitment';
  readonly key: string;
  readonly least: EvidenceLevel;
}

/** The question about an unsettled criterion or commitment. A host that answered is asked for what is missing. */
export function statementQuestion(subject: HostToAsk, { kind, key, least }: About): Reason {
  const held = kind === 'criterion' ? [subject.candidate.claims.get(key)] : commitmentsOf(subject, key);
  const answered = held.filter((one): one is Claim | Commitment => one !== undefined && one.evidence !== 'unknown');
  const params = { key };
  if (answered.length === 0 || answered.length < held.length) return { code: `ask-${kind}`, params };
  if (answered.some(({ contested }) => contested))
    return answered.every(({ statements }) => statements.every(isThirdParty))
      ? { code: `ask-${kind}`, params }
      : { code: `ask-${kind}-contested`, params };
  if (kind === 'criterion' && answered[0]!.value === 'partial') return { code: 'ask-criterion-partial', params };
  if (answered.some(({ evidence }) => !atLeastAsStrong(evidence, least)))
    return { code: `ask-${kind}-evidence`, params: { ...params, evidence: least } };
  return { code: `ask-${kind}`, params };
}

/** The commitment for each service used: the service's own, else the host's. */
function commitmentsOf({ candidate, way }: HostToAsk, key: string): (Commitment | undefined)[] {
  if (way.options.length === 0) return [candidate.commitments.get(key)];
  return way.options.map(({ service }) => serviceCommitment(candidate, candidate.services[service]!, key));
}

/** Asks for whom the price is, when the plan does not say and it changes the amount. */
export function whomQuestion({ candidate, way }: HostToAsk, need: CompiledNeed, policy: Policy): Reason | null {
  const unsaid = partsOf(candidate, way, need).some(({ plan, demand }) =>
    isForUnsaid(plan, demand.accounts ?? policy.assumptions.accounts),
  );
  return unsaid ? { code: 'ask-price-for', params: {} } : null;
}

/** Mail with the association's own domain: asked when a service does not say whether it accepts one. */
export function domainQuestion({ candidate, way }: HostToAsk, need: CompiledNeed): Reason | null {
  const isOpen = way.options.some(
    ({ wanted, service }) =>
      need.wanted[wanted]!.usage === MAIL && candidate.services[service]!.service.ownDomain === undefined,
  );
  return isOpen ? { code: 'ask-own-domain', params: {} } : null;
}

/** Questions for every host when a leak would harm people; they follow the questions that are asked first. */
export function sensitiveQuestions(subject: HostToAsk, { need }: CompiledNeed): Reason[] {
  if (!need.sensitive) return [];
  const agreement = statementQuestion(subject, { kind: 'commitment', key: 'processing-agreement', least: 'declared' });
  const isAgreed = subject.candidate.commitments.get('processing-agreement') !== undefined;
  return [
    { code: 'ask-who-reads', params: {} },
    { code: 'ask-encrypted', params: {} },
    ...(isAgreed ? [] : [agreement]),
    { code: 'ask-authorities', params: {} },
  ];
}

import { isThirdParty } from '../../../documents/evidence.ts';
import type { Claim, Commitment } from '../../../documents/statement.ts';
import type { EvidenceLevel } from '../../../vocabulary/terms.ts';
import { atLeastAsStrong, serviceCommitment } from '../host/eligibility.ts';
import type { Asking } from './asking.ts';
import type { Reason } from './reason.ts';

/** A criterion or a commitment that is asked for, with the least evidence that counts. */
interface About {
  readonly kind: 'criterion' | 'commitment';
  readonly key: string;
  readonly least: EvidenceLevel;
}

/**
 * What to ask of a criterion or a commitment that is not settled. Who has answered is not asked the same again: what
 * is asked is what the answer lacks.
 */
export function saidQuestion(asking: Asking, { kind, key, least }: About): Reason {
  const said = kind === 'criterion' ? [asking.candidate.claims.get(key)] : commitmentsOf(asking, key);
  const answered = said.filter((one): one is Claim | Commitment => one !== undefined && one.evidence !== 'unknown');
  const params = { key };
  if (answered.length === 0 || answered.length < said.length) return { code: `ask-${kind}`, params };
  if (answered.some(({ contested }) => contested))
    return answered.every(({ statements }) => statements.every(isThirdParty))
      ? { code: `ask-${kind}`, params }
      : { code: `ask-${kind}-contested`, params };
  if (kind === 'criterion' && answered[0]!.value === 'partial') return { code: 'ask-criterion-partial', params };
  if (answered.some(({ evidence }) => !atLeastAsStrong(evidence, least)))
    return { code: `ask-${kind}-evidence`, params: { ...params, evidence: least } };
  return { code: `ask-${kind}`, params };
}

/** A commitment as each service used holds it: its own, else that of the host. */
function commitmentsOf({ candidate, way }: Asking, key: string): (Commitment | undefined)[] {
  if (way.options.length === 0) return [candidate.commitments.get(key)];
  return way.options.map(({ service }) => serviceCommitment(candidate, candidate.services[service]!, key));
}

import type { Commitment } from '../../../documents/statement.ts';
import { lastDayOf } from '../../../ground/clock.ts';
import type { CommitmentKind } from '../../../vocabulary/reference.ts';
import type { Measure, Territory } from '../../../vocabulary/shapes.ts';
import { EVIDENCE_LEVELS, type EvidenceLevel } from '../../../vocabulary/terms.ts';
import type { CompiledNeed } from '../need.ts';
import { type Candidate, type CandidateService, zonesHold } from './candidate.ts';

/** Answer to a hard need. Worst wins: no, then unknown, then yes. */
export type Answer = 'yes' | 'unknown' | 'no';

/** Hard needs answered no, and those unknown, as bit masks; `assumed` holds what was taken for granted. */
export interface Standing {
  no: number;
  unknown: number;
  assumed: number;
}

type Lineage = (territory: Territory) => readonly Territory[];

const note = (standing: Standing, bit: number, answer: Answer) => {
  if (answer === 'no') standing.no |= bit;
  else if (answer === 'unknown') standing.unknown |= bit;
};

/** How a host as a whole answers the hard needs that do not depend on the service chosen. */
export function hostStanding(candidate: Candidate, need: CompiledNeed, lineage: Lineage): Standing {
  const standing: Standing = { no: 0, unknown: 0, assumed: 0 };
  const { bits } = need;
  const { host, confirmed } = candidate;
  // What an entry nobody confirmed does not list may still be so.
  const notListed: Answer = confirmed ? 'no' : 'unknown';
  if (candidate.closing) standing.no |= bits.closing;
  if (need.territory) {
    if (host.serves === undefined) {
      const assumed = candidate.country === need.country;
      note(standing, bits.territory, assumed ? 'yes' : 'unknown');
      if (assumed) standing.assumed |= bits.territory;
    } else {
      const held = zonesHold(host.serves, need.territory, lineage);
      note(standing, bits.territory, held === 'yes' ? 'yes' : held === 'part' ? 'unknown' : notListed);
    }
  }
  const foreign = candidate.country !== null && candidate.country !== need.country;
  const unsaid: Answer = foreign && !confirmed ? 'unknown' : 'yes';
  const { audience, language } = need.need;
  if (audience)
    note(standing, bits.audience, host.audiences ? (host.audiences.includes(audience) ? 'yes' : notListed) : unsaid);
  if (language)
    note(standing, bits.language, host.languages ? (host.languages.includes(language) ? 'yes' : notListed) : unsaid);
  for (const { kind, bit } of need.support) note(standing, bit, supportAnswer(candidate, kind, need, lineage));
  for (const { criterion, evidence, bit } of need.criteria) {
    const claim = candidate.claims.get(criterion);
    if (!claim || claim.evidence === 'unknown' || claim.contested) note(standing, bit, 'unknown');
    else if (claim.value === 'no') note(standing, bit, 'no');
    else note(standing, bit, claim.value === 'yes' && atLeastAsStrong(claim.evidence, evidence) ? 'yes' : 'unknown');
  }
  for (const required of need.commitments)
    if (required.kind.scope === 'host')
      note(standing, required.bit, commitmentAnswer(candidate.commitments.get(required.kind.key), required));
  return standing;
}

/** How one service answers the hard needs that depend on it. */
export function serviceStanding(candidate: Candidate, offer: CandidateService, need: CompiledNeed): Standing {
  const standing: Standing = { no: 0, unknown: 0, assumed: 0 };
  const { bits } = need;
  const { service } = offer;
  if (offer.open === 'closing') standing.no |= bits.closing;
  if (bits['open-to-newcomers']) {
    if (offer.open === 'full') standing.no |= bits['open-to-newcomers'];
    else if (offer.open === 'unknown') standing.unknown |= bits['open-to-newcomers'];
    else if (offer.open === 'unconfirmed') standing.assumed |= bits['open-to-newcomers'];
  }
  const countries = need.need.require?.dataCountries;
  if (countries)
    note(
      standing,
      bits['data-country'],
      service.dataCountry ? (countries.includes(service.dataCountry) ? 'yes' : 'no') : 'unknown',
    );
  // The only place where unknown excludes: health data wait for a certificate in force.
  if (bits['health-data'] && !holdsHdsCertificate(candidate, offer)) standing.no |= bits['health-data'];
  if (need.need.startsBy) {
    const { capacity } = service;
    const from = capacity?.openFrom && lastDayOf(capacity.openFrom);
    const fullUntil = capacity?.state === 'full' && capacity.until ? lastDayOf(capacity.until) : undefined;
    const late = [from, fullUntil].some((date) => date !== undefined && date > need.need.startsBy!);
    note(standing, bits.deadline, late ? 'no' : capacity?.state === 'waiting-list' ? 'unknown' : 'yes');
  }
  for (const required of need.commitments)
    if (required.kind.scope === 'service')
      note(standing, required.bit, commitmentAnswer(serviceCommitment(candidate, offer, required.kind.key), required));
  return standing;
}

/** A service's own commitment, else the host's, which stands for all its services. */
export const serviceCommitment = (
  candidate: Candidate,
  offer: CandidateService,
  kind: string,
): Commitment | undefined => offer.commitments.get(kind) ?? candidate.commitments.get(kind);

/** Whether evidence is at least as strong as a minimum. */
export const atLeastAsStrong = (evidence: EvidenceLevel, minimum: EvidenceLevel): boolean =>
  EVIDENCE_LEVELS.indexOf(evidence) >= EVIDENCE_LEVELS.indexOf(minimum);

/** Whether a kind of help is offered; help in person counts only inside the zones the host visits. */
export function supportAnswer(candidate: Candidate, kind: string, need: CompiledNeed, lineage: Lineage): Answer {
  const { support, visits } = candidate.host;
  if (support === undefined) return 'unknown';
  const offered = support.filter((offer) => offer.kind === kind);
  const notListed: Answer = candidate.confirmed ? 'no' : 'unknown';
  if (offered.length === 0) return notListed;
  if (offered.some(({ mode }) => mode !== 'in-person')) return 'yes';
  if (visits === undefined || need.territory === null) return 'unknown';
  const held = zonesHold(visits, need.territory, lineage);
  return held === 'yes' ? 'yes' : held === 'part' ? 'unknown' : notListed;
}

function holdsHdsCertificate(candidate: Candidate, offer: CandidateService): boolean {
  return [offer.commitments.get('certification-hds'), candidate.commitments.get('certification-hds')].some(
    (commitment) => commitment?.evidence === 'certified' && commitment.value === true && !commitment.contested,
  );
}

/** Whether a commitment is good enough; held below the evidence that is asked, its yes is unknown, and its no is a no. */
function commitmentAnswer(
  commitment: Commitment | undefined,
  { kind, atLeast, evidence }: CompiledNeed['commitments'][number],
): Answer {
  if (!commitment || commitment.evidence === 'unknown' || commitment.contested) return 'unknown';
  const answer = measureAnswer(commitment.value, kind, atLeast);
  return answer === 'yes' && !atLeastAsStrong(commitment.evidence, evidence) ? 'unknown' : answer;
}

/** Whether a measure is at least as good as another, in the direction of its kind. */
function measureAnswer(value: Measure, kind: CommitmentKind, atLeast: Measure): Answer {
  const special = kind.specialValues?.find((answer) => answer.value === value);
  if (special) return special.utility === 1000 || value === atLeast ? 'yes' : 'no';
  if (typeof value === 'number' && typeof atLeast === 'number')
    return (kind.better === 'lower' ? value <= atLeast : value >= atLeast) ? 'yes' : 'no';
  if (kind.valueType === 'date' && typeof value === 'string' && typeof atLeast === 'string')
    return lastDayOf(value) >= lastDayOf(atLeast) ? 'yes' : 'no';
  if (kind.valueType === 'number' || kind.valueType === 'date') return 'unknown';
  const present = typeof value === 'boolean' ? value : Array.isArray(value) ? value.length > 0 : value !== '';
  return present ? 'yes' : 'no';
}

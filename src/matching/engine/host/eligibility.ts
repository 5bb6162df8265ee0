import { measureAnswer } from '../../../documents/measures.ts';
import type { Commitment } from '../../../documents/statement.ts';
import { lastDayOf } from '../../../ground/clock.ts';
import type { Territory } from '../../../vocabulary/shapes.ts';
import type { CompleteList } from '../../../vocabulary/terms.ts';
import type { SingleNeedOf } from '../need/hard-needs.ts';
import { atLeastAsStrong } from '../need/interval.ts';
import type { CompiledNeed } from '../need/need.ts';
import { type Candidate, type CandidateService, zonesHold } from './candidate.ts';

/**
 * Answer to a hard need. The worst answer counts: `no`, then `against` (nobody said no, but what is known speaks
 * against it), then `unknown` and `unrecorded` (unknown too, but not counted as open), then `assumed` (a yes taken for
 * granted), then `yes`.
 */
type HardAnswer = 'yes' | 'assumed' | 'unrecorded' | 'unknown' | 'against' | 'no';

/** The hard needs by answer, as masks. */
export interface HardAnswers {
  no: number;
  against: number;
  unknown: number;
  /** The part of `unknown` that counts as open. */
  weighing: number;
  assumed: number;
}

const nothingAnswered = (): HardAnswers => ({ no: 0, against: 0, unknown: 0, weighing: 0, assumed: 0 });

type Lineage = (territory: Territory) => readonly Territory[];

const note = (answers: HardAnswers, bit: number, answer: HardAnswer) => {
  if (answer === 'no') answers.no |= bit;
  else if (answer === 'against') answers.against |= bit;
  else if (answer === 'unknown') {
    answers.unknown |= bit;
    answers.weighing |= bit;
  } else if (answer === 'unrecorded') answers.unknown |= bit;
  else if (answer === 'assumed') answers.assumed |= bit;
};

/** The answer for something that a list lacks: no if the host declares the list complete, else unknown. */
const notListed = ({ whole }: Candidate, list: CompleteList): HardAnswer => (whole[list] ? 'no' : 'unknown');

/** The same for a list that would normally name the thing: its absence speaks against it. */
const notNamed = (candidate: Candidate, list: CompleteList): HardAnswer => (candidate.whole[list] ? 'no' : 'against');

/**
 * Whether a list of the host names something. A host that says nothing is assumed to serve everybody, unless it is
 * abroad and has not confirmed its entry.
 */
function listed(name: 'audiences' | 'languages', wanted: string, candidate: Candidate, need: CompiledNeed): HardAnswer {
  const list = name === 'audiences' ? candidate.audiences : candidate.languages;
  if (list) return list.includes(wanted) ? 'yes' : notNamed(candidate, name);
  const foreign = candidate.country !== null && candidate.country !== need.country;
  return foreign && !candidate.confirmed ? 'unknown' : 'yes';
}

/** The territories served count as complete when the host declares its list of services complete. */
function territoryAnswer(candidate: Candidate, need: CompiledNeed, lineage: Lineage): HardAnswer {
  const { serves, country } = candidate;
  const elsewhere = country !== null && country !== need.country;
  if (serves === null) return country === need.country ? 'assumed' : elsewhere ? 'against' : 'unknown';
  const held = zonesHold(serves, need.territory!, lineage);
  if (held !== 'no') return held === 'yes' ? 'yes' : 'unknown';
  // An empty list says nothing against a host in the country of the need.
  return serves.length > 0 || elsewhere ? notNamed(candidate, 'services') : notListed(candidate, 'services');
}

type HostAnswer = (candidate: Candidate, need: CompiledNeed, lineage: Lineage) => HardAnswer;

const HOST_ANSWERS: Readonly<Record<SingleNeedOf<'host'>, HostAnswer>> = {
  territory: territoryAnswer,
  audience: (candidate, need) => listed('audiences', need.audience!, candidate, need),
  language: (candidate, need) => listed('languages', need.need.language!, candidate, need),
  closing: ({ closing }) => (closing ? 'no' : 'yes'),
};

/** How a host as a whole answers the hard needs that do not depend on the service chosen. */
export function hostAnswers(candidate: Candidate, need: CompiledNeed, lineage: Lineage): HardAnswers {
  const answers = nothingAnswered();
  for (const { name, bit } of need.asked.host) note(answers, bit, HOST_ANSWERS[name](candidate, need, lineage));
  for (const { kind, bit } of need.support) note(answers, bit, supportAnswer(candidate, kind, need, lineage));
  for (const { criterion, evidence, bit } of need.criteria) {
    const claim = candidate.claims.get(criterion);
    if (!claim || claim.evidence === 'unknown' || claim.contested) note(answers, bit, 'unknown');
    else if (claim.value === 'no') note(answers, bit, 'no');
    else note(answers, bit, claim.value === 'yes' && atLeastAsStrong(claim.evidence, evidence) ? 'yes' : 'unknown');
  }
  for (const required of need.commitments)
    if (required.kind.scope === 'host')
      note(answers, required.bit, commitmentAnswer(candidate.commitments.get(required.kind.key), required));
  return answers;
}

/** Whether a service without places today will have some when the need starts. */
export const opensInTime = ({ open, placesFrom }: CandidateService, { need }: CompiledNeed): boolean =>
  placesFrom !== null &&
  open !== 'closing' &&
  (need.startsBy === undefined ? placesFrom.soon : placesFrom.day <= need.startsBy);

function deadlineAnswer({ service: { capacity }, placesFrom }: CandidateService, need: CompiledNeed): HardAnswer {
  const startsBy = need.need.startsBy!;
  // When newcomers are asked about, that need already tells whether there are places.
  if (placesFrom !== null && need.bits['open-to-newcomers'] !== 0) return 'yes';
  const from = capacity?.openFrom && lastDayOf(capacity.openFrom);
  const fullUntil = capacity?.state === 'full' && capacity.until ? lastDayOf(capacity.until) : undefined;
  const late = [from, fullUntil].some((date) => date !== undefined && date > startsBy);
  return late ? 'no' : capacity?.state === 'waiting-list' ? 'unknown' : 'yes';
}

/** The answer to “open to newcomers” for each state of a service. */
const OPENNESS: Readonly<Record<CandidateService['open'], HardAnswer>> = {
  yes: 'yes',
  unconfirmed: 'assumed',
  unknown: 'unknown',
  full: 'no',
  closing: 'yes',
};

type ServiceAnswer = (offer: CandidateService, need: CompiledNeed, candidate: Candidate) => HardAnswer;

const SERVICE_ANSWERS: Readonly<Record<SingleNeedOf<'service'>, ServiceAnswer>> = {
  closing: ({ open }) => (open === 'closing' ? 'no' : 'yes'),
  'open-to-newcomers': (offer, need) => {
    if (opensInTime(offer, need)) return 'assumed';
    const isUnsaid = offer.open === 'unknown' && !offer.isDoubtful;
    return isUnsaid ? 'unrecorded' : OPENNESS[offer.open];
  },
  'data-country': ({ service: { dataCountry } }, { need }) =>
    dataCountry ? (need.require!.dataCountries!.includes(dataCountry) ? 'yes' : 'no') : 'unknown',
  // The only need that unknown excludes: health data require a certificate in force.
  'health-data': (offer, _, candidate) => (holdsHdsCertificate(candidate, offer) ? 'yes' : 'no'),
  deadline: deadlineAnswer,
};

/** How one service answers the hard needs that depend on it. */
export function serviceAnswers(candidate: Candidate, offer: CandidateService, need: CompiledNeed): HardAnswers {
  const answers = nothingAnswered();
  for (const { name, bit } of need.asked.service) note(answers, bit, SERVICE_ANSWERS[name](offer, need, candidate));
  for (const required of need.commitments)
    if (required.kind.scope === 'service')
      note(answers, required.bit, commitmentAnswer(serviceCommitment(candidate, offer, required.kind.key), required));
  return answers;
}

/** A service's own commitment, else the host's commitment, which applies to all its services. */
export const serviceCommitment = (
  candidate: Candidate,
  offer: CandidateService,
  kind: string,
): Commitment | undefined => offer.commitments.get(kind) ?? candidate.commitments.get(kind);

/** Whether a kind of help is offered; help in person counts only inside the zones the host visits. */
export function supportAnswer(candidate: Candidate, kind: string, need: CompiledNeed, lineage: Lineage): HardAnswer {
  const { support } = candidate.host;
  if (support === undefined) return 'unknown';
  const offered = support.filter((offer) => offer.kind === kind);
  if (offered.length === 0) return notListed(candidate, 'support');
  return offered.some(({ mode }) => mode !== 'in-person') ? 'yes' : comesInPerson(candidate, need, lineage);
}

/** Whether the host comes to where the need is. */
export function comesInPerson(candidate: Candidate, need: CompiledNeed, lineage: Lineage): HardAnswer {
  const { visits } = candidate.host;
  if (visits === undefined || need.territory === null) return 'unknown';
  const held = zonesHold(visits, need.territory, lineage);
  return held === 'yes' ? 'yes' : held === 'part' ? 'unknown' : notListed(candidate, 'support');
}

function holdsHdsCertificate(candidate: Candidate, offer: CandidateService): boolean {
  return [offer.commitments.get('certification-hds'), candidate.commitments.get('certification-hds')].some(
    (commitment) => commitment?.evidence === 'certified' && commitment.value === true && !commitment.contested,
  );
}

/** Whether a commitment is good enough. With evidence below the required level, only a no still counts. */
function commitmentAnswer(
  commitment: Commitment | undefined,
  { kind, atLeast, evidence }: CompiledNeed['commitments'][number],
): HardAnswer {
  if (!commitment || commitment.evidence === 'unknown' || commitment.contested) return 'unknown';
  const answer = measureAnswer(commitment.value, kind, atLeast);
  return answer === 'yes' && !atLeastAsStrong(commitment.evidence, evidence) ? 'unknown' : answer;
}

import type { Closing } from '../../documents/closing.ts';
import type { Service } from '../../documents/service.ts';
import { addDays, addMonths, lastDayOf } from '../../ground/clock.ts';
import { byText, known } from '../../ground/texts.ts';
import { type CostRules, hasPrice } from '../../services/cost.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import { addressOf, DAYS_AHEAD, isNear, type TodoFact, type TodoSources } from './waiting.ts';

/* Pure: what is still missing in a closing that a host announced. */

/** What closes: the host, or one of its services. */
interface Subject {
  closing: Closing;
  path: string;
  of: Pick<TodoFact, 'subject' | 'about'>;
}

function closingsOf({ host }: TodoSources): Subject[] {
  const at = addressOf(host);
  const ofServices = host.services.flatMap(({ slug, name, closing }): Subject[] =>
    closing
      ? [
          {
            closing,
            path: `${at}/services/${slug}/closing`,
            of: { subject: `service:${slug}`, about: { service: name } },
          },
        ]
      : [],
  );
  return [...(host.closing ? [{ closing: host.closing, path: `${at}/closing`, of: {} }] : []), ...ofServices];
}

const exactly = (date: string | undefined): string | undefined => (date?.length === 10 ? date : undefined);

function waitsFor({ closing, path, of }: Subject, { host, registeredOn }: TodoSources, day: string): TodoFact[] {
  const { announcedOn, stages, reason, successor, exportGuide } = closing;
  if (closing.stage === 'dataErased') return [];
  const call = {
    method: 'PUT' as const,
    path,
    body: { stages, ...known({ reason, successor: successor?.host, exportGuide }) },
  };
  const common = { ...of, since: exactly(announcedOn ?? undefined) ?? registeredOn, call };
  const until = (date: string | undefined) => (date !== undefined && date >= day ? date : null);
  const next = CLOSING_STAGES.find((stage) => (exactly(stages[stage]) ?? '') >= day);
  const on = next && stages[next]!;
  const isOver = closing.stage === 'closed' || host.state === 'closed';
  return [
    ...(on && isNear(on, day)
      ? [{ ...common, kind: 'closing-stage' as const, due: on, since: addDays(on, -DAYS_AHEAD), stage: next }]
      : []),
    ...(exportGuide === undefined
      ? [{ ...common, kind: 'closing-guide' as const, due: until(exactly(stages.closed)) }]
      : []),
    // Whoever has closed can no longer hand anything over.
    ...(successor?.agreed || isOver
      ? []
      : [
          {
            ...common,
            kind: 'closing-successor' as const,
            due: until(exactly(stages.closed)),
            ...known({ name: successor?.host }),
          },
        ]),
  ];
}

/** The next day that was announced, and what people will look for: their data, and who comes after. */
export const closingWaits = (desk: TodoSources, day: string): TodoFact[] =>
  closingsOf(desk).flatMap((subject) => waitsFor(subject, desk, day));

/* Pure: what waits because of what federations say of a host, or whom they send. */

/** No answer is given in its place: each is final, and counted. */
export const referralWaits = ({ host, referrals }: TodoSources): TodoFact[] =>
  referrals.map(({ id, federation, sentOn }) => ({
    kind: 'referral',
    subject: `referral:${id}`,
    due: null,
    since: sentOn,
    name: federation,
    call: { method: 'PUT', path: `${addressOf(host)}/referrals/${id}` },
  }));

/** Yes, partial or no: what its federations ask of it has no answer that could be guessed. */
export const requiredWaits = ({ host, required }: TodoSources): TodoFact[] =>
  required.map(({ criterion, federation, definedOn }) => ({
    kind: 'criterion-required',
    subject: `criterion:${criterion}`,
    about: { criterion },
    due: null,
    since: definedOn,
    name: federation,
    call: { method: 'PUT', path: `${addressOf(host)}/claims/${criterion}` },
  }));

/** A federation may confirm before the host asks: the host says whether it is true. */
export const membershipWaits = ({ host, registeredOn, unasked }: TodoSources): TodoFact[] =>
  unasked.map(({ federation, name }) => {
    const path = `/v1/federations/${federation}/members`;
    return {
      kind: 'membership-unasked',
      subject: `federation:${federation}`,
      due: null,
      since: registeredOn,
      name,
      call: { method: 'POST', path, body: {} },
      otherwise: { method: 'DELETE', path: `${path}/${host.slug}?never=true` },
    };
  });

/* Pure: prices that will count no more. */

/** The last day on which the oldest price of a service counts; null when nothing dates it, undefined without a price. */
function pricesHoldUntil({ plans = [] }: Service, { host }: TodoSources, months: number): string | null | undefined {
  const ends = plans.filter(hasPrice).map((plan) => {
    const dates = [plan.observedOn ?? host.observed?.asOf, host.confirmedAt].flatMap((date) =>
      date ? lastDayOf(date) : [],
    );
    const last = dates.sort(byText).at(-1);
    return last === undefined ? null : addMonths(last, months);
  });
  return ends.includes(null) ? null : (ends as string[]).sort(byText)[0];
}

/** One for each service: its prices are said again together, as seen today. */
export const priceWaits = (desk: TodoSources, day: string, { months }: Pick<CostRules, 'months'>): TodoFact[] =>
  desk.host.services.flatMap((service) => {
    const due = pricesHoldUntil(service, desk, months.price);
    if (due === undefined || !isNear(due, day)) return [];
    const { slug, name, plans } = service;
    return {
      kind: 'price-expires' as const,
      subject: `service:${slug}`,
      due,
      since: due === null ? desk.registeredOn : addDays(due, -DAYS_AHEAD),
      about: { service: name },
      call: {
        method: 'PATCH' as const,
        path: `${addressOf(desk.host)}/services/${slug}`,
        body: { plans: plans?.map((plan) => ({ ...plan, observedOn: day })) },
      },
    };
  });

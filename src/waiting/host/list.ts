import type { Closing } from '../../documents/closing.ts';
import { addDays, exactDay } from '../../ground/clock.ts';
import { definedOnly } from '../../ground/texts.ts';
import type { SiteTrouble } from '../../record/tables.ts';
import type { CostRules } from '../../services/cost.ts';
import { textFact } from '../../vocabulary/shapes.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import { silentOn, toldTroubles } from '../../watching/absence.ts';
import { DAYS_AHEAD, isDueSoon, isLate } from '../open-items.ts';
import {
  confirmationWaits,
  domainWaits,
  draftWaits,
  mergedWaits,
  ownershipWaits,
  priceWaits,
  proposalWaits,
  reportWaits,
  successionWaits,
  tokenWaits,
  webhookWaits,
} from './entry.ts';
import {
  type AnsweredRequest,
  addressOf,
  byUrgency,
  type TodoFact,
  type TodoFinding,
  type TodoSources,
} from './schema.ts';
import { statementWaits } from './statements.ts';

/* Pure: what is still missing in a closing that a host announced. */

/** What closes: the host, or one of its services. */
interface Subject {
  closing: Closing;
  path: string;
  of: Pick<TodoFinding, 'subject' | 'about'>;
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

function waitsFor(
  { closing, path, of }: Subject,
  { host, registeredOn, successorNames }: TodoSources,
  day: string,
): TodoFinding[] {
  const { announcedOn, stages, reason, successor, exportGuide } = closing;
  if (closing.stage === 'dataErased') return [];
  const call = {
    method: 'PUT' as const,
    path,
    body: { stages, ...definedOnly({ reason, successor: successor?.host, exportGuide }) },
  };
  const common = { ...of, since: exactDay(announcedOn) ?? registeredOn, call };
  const until = (date: string | null) => (date !== null && date >= day ? date : null);
  const next = CLOSING_STAGES.find((stage) => (exactDay(stages[stage]) ?? '') >= day);
  const on = next && stages[next]!;
  const isOver = closing.stage === 'closed' || host.state === 'closed';
  return [
    ...(on && isDueSoon(on, day)
      ? [{ ...common, kind: 'closing-stage' as const, due: on, since: addDays(on, -DAYS_AHEAD), stage: next }]
      : []),
    ...(exportGuide === undefined
      ? [{ ...common, kind: 'closing-guide' as const, due: until(exactDay(stages.closed)) }]
      : []),
    // A closed host can no longer hand anything over.
    ...(successor?.agreed || isOver
      ? []
      : [
          {
            ...common,
            kind: 'closing-successor' as const,
            due: until(exactDay(stages.closed)),
            ...definedOnly({ name: successor ? (successorNames.get(successor.host) ?? successor.host) : undefined }),
          },
        ]),
  ];
}

/** The next announced day, and what people will need: their data, and a successor. */
const closingWaits = (sources: TodoSources, day: string): TodoFinding[] =>
  closingsOf(sources).flatMap((subject) => waitsFor(subject, sources, day));

/* Pure: items about the site of a host, from daily visits. */

/** Nothing during a closing: a host that closes may take its site down. */
function unanswered({ host, site }: TodoSources): TodoFinding[] {
  const due = site && silentOn(site);
  if (!site?.toldOn || !due || host.closing !== null) return [];
  const call = { method: 'POST', path: `${addressOf(host)}/presence` } as const;
  return [{ kind: 'site-unanswered', due, since: site.toldOn, ...definedOnly({ from: site.failingSince }), call }];
}

/** The request that corrects a broken address: that of a service, or the contact page. */
function correcting({ host }: TodoSources, gone: string | undefined): TodoFinding['call'] {
  const service = host.services.find(({ url }) => url === gone);
  const path = addressOf(host);
  if (service) return { method: 'PATCH', path: `${path}/services/${service.slug}`, body: { url: gone } };
  return { method: 'PATCH', path, body: { contact: { url: gone } } };
}

function troubled(sources: TodoSources, { kind, since, url }: SiteTrouble): TodoFinding {
  const { host } = sources;
  if (kind === 'page-gone') {
    const service = host.services.find((one) => one.url === url)?.name;
    const about = definedOnly({ service });
    return {
      kind: 'site-page-gone',
      subject: `page:${url}`,
      ...{ about, due: null, since, call: correcting(sources, url) },
      ...definedOnly({ name: url }),
    };
  }
  const call = { method: 'PATCH', path: addressOf(host), body: { website: url ?? host.website } } as const;
  return { kind: `site-${kind}`, due: null, since, call, ...definedOnly({ name: url }) };
}

/** A site that does not answer, and other troubles of a site that does. */
const siteWaits = (sources: TodoSources): TodoFinding[] => [
  ...unanswered(sources),
  ...(sources.site ? toldTroubles({ troubles: [...sources.site.troubles] }) : []).map((one) => troubled(sources, one)),
];

/* Pure: items about statements of federations, or about people whom they refer to this host. */

/** Without a prepared body: an answer is final and is counted, so none is suggested. */
const referralWaits = ({ host, referrals }: TodoSources): TodoFinding[] =>
  referrals.map(({ id, federation, sentOn }) => ({
    kind: 'referral',
    subject: `referral:${id}`,
    due: null,
    since: sentOn,
    name: federation,
    call: { method: 'PUT', path: `${addressOf(host)}/referrals/${id}/answer` },
  }));

/** Without a prepared body: the right answer cannot be guessed. */
const requiredWaits = ({ host, required }: TodoSources): TodoFinding[] =>
  required.map(({ criterion, federation, definedOn }) => ({
    kind: 'criterion-required',
    subject: `criterion:${criterion}`,
    about: { criterion },
    due: null,
    since: definedOn,
    name: federation,
    call: { method: 'PUT', path: `${addressOf(host)}/claims/${criterion}` },
  }));

/** What a federation answered to a membership request is settled by asking anew, with the present body, or by taking it back. */
const answeredWaits = (
  kind: 'membership-question' | 'membership-refused',
  requests: readonly AnsweredRequest[],
  { host }: TodoSources,
): TodoFinding[] =>
  requests.map(({ row: { since, charter, charterVersion, note, askedOn, answeredOn }, federation, name }) => {
    const path = `/v1/federations/${federation}/members`;
    return {
      kind,
      subject: `federation:${federation}`,
      due: null,
      since: answeredOn ?? askedOn,
      name,
      call: { method: 'POST', path, body: definedOnly({ since, charter, charterVersion, note: textFact(note) }) },
      otherwise: { method: 'DELETE', path: `${path}/${host.slug}` },
    };
  });

/** A federation may list a member that never asked: the host should say whether that is true. */
const membershipWaits = ({ host, registeredOn, unasked }: TodoSources): TodoFinding[] =>
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

/** The vouching was for the earlier data of the draft; only the federation can renew it. */
const vouchWaits = ({ host, registeredOn, lapsed }: TodoSources): TodoFinding[] =>
  lapsed.map(({ federation, name }) => ({
    kind: 'vouch-lapsed',
    subject: `federation:${federation}`,
    due: null,
    since: registeredOn,
    name,
    call: { method: 'PUT', path: `/v1/federations/${federation}/vouches/${host.id}` },
  }));

/** A withdrawn or closed host has no facts to keep up to date; only answers to others may still be due. */
const hasLeft = ({ host }: TodoSources): boolean => host.state === 'withdrawn' || host.state === 'closed';

/** The open items of a host on a day, most urgent first. */
export const todoOf = (sources: TodoSources, day: string, rules: Pick<CostRules, 'months'>): TodoFact[] =>
  [
    ...ownershipWaits(sources),
    ...reportWaits(sources),
    ...referralWaits(sources),
    ...tokenWaits(sources, day),
    ...webhookWaits(sources),
    ...(sources.host.state === 'withdrawn' ? [] : closingWaits(sources, day)),
    ...(hasLeft(sources)
      ? []
      : [
          ...draftWaits(sources),
          ...mergedWaits(sources),
          ...successionWaits(sources, day),
          ...vouchWaits(sources),
          ...answeredWaits('membership-question', sources.questions, sources),
          ...answeredWaits('membership-refused', sources.refusals, sources),
          ...membershipWaits(sources),
          ...requiredWaits(sources),
          ...statementWaits(sources, day),
          ...proposalWaits(sources),
          ...siteWaits(sources),
          ...domainWaits(sources),
          ...priceWaits(sources, day, rules),
          ...confirmationWaits(sources, day),
        ]),
  ]
    .sort(byUrgency(day))
    .map((found) => ({ ...found, overdue: isLate(found.due, day) }));

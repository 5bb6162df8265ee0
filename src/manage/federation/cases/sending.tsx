import { unheldHosts } from '../../../accounts/tokens.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { CopyButton } from '../../../pages/frame/parts.tsx';
import { needLines } from '../../../pages/parts/message.ts';
import { shownPrice } from '../../../pages/parts/price.ts';
import type { Proposal } from '../../../pages/parts/proposals.ts';
import { requireRecommendation } from '../../../recommendations/answer.ts';
import { CaseRecommendationDraft, CaseReferralDraft } from '../../../recommendations/cases/asked.ts';
import { recommendWithin, referWithin } from '../../../recommendations/cases/case-referrals.ts';
import { withdrawRecommendation } from '../../../recommendations/commands.ts';
import type { Referral } from '../../../recommendations/referrals/schema.ts';
import { listReferrals } from '../../../recommendations/referrals/store.ts';
import { MOST_HOSTS, WithdrawalDraft } from '../../../recommendations/schema.ts';
import { type Desk, queryParam } from '../../desk.tsx';
import { TapLink } from '../../desk-page.tsx';
import { fieldsOf } from '../../parts/field-kinds.tsx';
import { FEDERATION_DESK, ROOM } from '../../words/federation.ts';
import { federationForm } from '../form.tsx';
import { FederationPage, hostName } from '../frame.tsx';
import { answerOf } from './answer.tsx';
import { type CaseReader, type OpenedCase, openCase, openMatching } from './opened.ts';
import { CASE } from './words/case.ts';

type Choices = readonly (readonly [slug: string, name: string, text: string])[];

/** Who can be recommended: the shortlist, and without one the first hosts of the answer of today. */
async function choicesOf(opened: OpenedCase): Promise<Choices> {
  const { shortlisted } = opened.one;
  if (shortlisted.length > 0)
    return shortlisted
      .filter(({ state }) => state !== 'gone')
      .map(({ host, name, text }) => [host, curved(name), text] as const);
  const { match, shown } = (await answerOf(opened)) ?? { shown: [] };
  const isNo = ({ almost, key }: Proposal) =>
    almost && match?.nearMisses.some(({ host, because }) => host === key && because !== 'against');
  const told = ({ almost, cost, budget }: Proposal) => {
    const { text, note } = shownPrice(cost, budget, opened.matching.say);
    return almost ? almost.text : capital(text + note);
  };
  const found = shown.filter((one) => !isNo(one));
  const choices = found.flatMap((one) =>
    one.hosts.map(({ host }) => [host.slug, curved(host.name), told(one)] as const),
  );
  return [...new Map(choices.map((choice) => [choice[0], choice])).values()];
}

/** Recommends hosts from a case, and takes a recommendation of it back. */
export function caseRecommendation(desk: Desk, given: CaseReader): void {
  federationForm(desk, 'cases/:case/recommendation', 'createCaseRecommendation', async ({ visit }) => {
    const { language } = visit.page;
    const opened = await openCase(given, visit, 'createCaseRecommendation');
    const { one, part, ref, known } = opened;
    const words = CASE[language];
    const { chooseOne } = FEDERATION_DESK[language];
    const choices = await choicesOf(opened);
    // What nobody chose is not signed.
    const chosen = one.shortlisted.length > 0 ? choices : [];
    const { several, text } = fieldsOf(CaseRecommendationDraft, language);
    const isAny = choices.length > 0;
    const hosts = several('/hosts', words.hosts, { choices, hint: words.hostsHint, expects: words.hostsHint });
    return {
      heading: words.recommendHeading,
      lead: words.recommendLead,
      above: [part, curved(one.label)],
      ...(!isAny && { before: <p>{words.nobody}</p> }),
      shape: CaseRecommendationDraft,
      fields: [...(isAny ? [hosts] : []), text('/note', words.note, { hint: words.noteHint, rows: 4 })],
      body: {},
      proposed: { hosts: chosen.slice(0, MOST_HOSTS).map(([slug]) => slug) },
      send: words.recommendSend,
      faults: ({ hosts }): Readonly<Record<string, string>> => (isAny && hosts === '' ? { hosts: chooseOne } : {}),
      readsElsewhere: true,
      save: (context, draft: CaseRecommendationDraft) =>
        recommendWithin(
          context,
          ref,
          draft,
          known,
          async () => (await openMatching(given, visit, 'createCaseRecommendation')).matching,
        ),
      next: `${part}?done=recommended`,
    };
  });

  federationForm(
    desk,
    'cases/:case/recommendations/:recommendation/withdrawal',
    'withdrawRecommendation',
    async (of) => {
      const { visit } = of;
      const { language } = visit.page;
      const { one, part, known } = await openCase(given, visit, 'withdrawRecommendation');
      const id = visit.params.recommendation!;
      const stored = await requireRecommendation(of.context.db, id);
      if (stored.caseId !== one.id || stored.federationId !== known.id) throw notOfCase();
      const words = CASE[language];
      const { eitherText } = fieldsOf(WithdrawalDraft, language);
      return {
        heading: words.withdrawHeading,
        lead: words.withdrawLead,
        above: [part, curved(one.label)],
        shape: WithdrawalDraft,
        body: stored.withdrawnReason ? { reason: stored.withdrawnReason } : {},
        fields: [eitherText('/reason', words.withdrawReason, { expects: FEDERATION_DESK[language].textExpected })],
        send: words.withdrawSend,
        save: (context, draft: WithdrawalDraft) => withdrawRecommendation(context, id, draft),
        next: `${part}?done=withdrawn`,
      };
    },
  );
}

const notOfCase = () =>
  new CatalogueError('recommendation-not-found', {
    fr: 'Cette recommandation n’est pas de ce dossier.',
    en: 'This recommendation is not of this case.',
  });

/* To which hosts of its shortlist the association of a case was sent, and what they answered. */

const SHOWN = 10;

/** The last referrals of a case, the newest first, and how many there are besides. */
export async function referralsOf({ context, one: { referrals }, matching: { model } }: OpenedCase) {
  const { db, clock } = context;
  const found = (await listReferrals(db, referrals.slice(-SHOWN))).reverse();
  const idOf = (slug: string) => model.bySlug.get(slug)?.id ?? '';
  const ids = [...new Set(found.map(({ host }) => idOf(host)).filter((id) => id !== ''))];
  const unheld = await unheldHosts(db, ids, clock());
  const shown = found.map((one) => ({ ...one, isUnheld: unheld.has(idOf(one.host)) }));
  return { shown, more: referrals.length - shown.length };
}

export function Referrals({ opened, of }: { opened: OpenedCase; of: Awaited<ReturnType<typeof referralsOf>> }) {
  const words = useWords(CASE);
  const { more } = useWords(ROOM);
  const { say } = usePage();
  if (of.shown.length === 0) return null;
  return (
    <section>
      <h2>{words.referrals}</h2>
      <ul class="list">
        {of.shown.map(({ id, host, usages, sentOn, outcome, answeredOn, isUnread, isUnheld }) => (
          <li key={id}>
            {words.referred(hostName(opened.visit, host), say.date(sentOn))}
            <p class="small soft">
              {usages.map((usage) => say.usageShort(usage)).join(', ')}
              {' · '}
              {outcome && answeredOn
                ? words.referralAnswers[outcome](say.date(answeredOn))
                : isUnread
                  ? words.referralUnread
                  : isUnheld
                    ? words.referralUnheld
                    : words.referralWaits}
            </p>
            {isUnheld && outcome === null && <LetterInstead {...{ opened, host, usages, id }} />}
          </li>
        ))}
      </ul>
      {of.more > 0 && <p>{more(of.more)}</p>}
    </section>
  );
}

/** What to send to a host that reads no referral, because nobody holds its entry: its page, and a letter. */
function LetterInstead({
  opened,
  host,
  usages,
  id,
}: { opened: OpenedCase } & Pick<Referral, 'host' | 'usages' | 'id'>) {
  const words = useWords(CASE);
  const { say } = usePage();
  const { need, number } = opened.one;
  // It was noted just now: the letter is what comes next.
  const isNext = queryParam(opened.visit, 'done') === 'referredUnheld';
  const asked = needed(opened).filter(({ usage }) => usages.includes(usage));
  return (
    <>
      <TapLink to={`/hosts/${host}`} name={words.howToReach} of={hostName(opened.visit, host)} />
      {asked.length > 0 && (
        <details open={isNext}>
          <summary>{words.letterInstead}</summary>
          <p class="letter" id={`letter-${id}`}>
            {words.letter(curved(opened.known.name), needLines({ ...need, usages: asked }, say), number)}
          </p>
          <CopyButton of={`letter-${id}`} />
        </details>
      )}
    </>
  );
}

/** The usages of a need; one of another version, which cannot be matched, may have none. */
const needed = ({ one: { need } }: OpenedCase) => (Array.isArray(need.usages) ? need.usages : []);

/** What is ticked at first for a host: what it is known to offer of all that must be; all of it when nothing of that is known. */
function usagesFor(opened: OpenedCase, host: string | undefined): string[] {
  const musts = needed(opened)
    .filter(({ priority = 'must' }) => priority === 'must')
    .map(({ usage }) => usage);
  const known = host === undefined ? undefined : opened.matching.model.bySlug.get(host);
  const offered = known?.services.flatMap(({ usages }) => usages) ?? [];
  const does = musts.filter((usage) => offered.includes(usage));
  const saysAll = known?.complete.includes('services') && offered.length > 0;
  return does.length > 0 || saysAll ? does : musts;
}

/** Notes that the association of a case was sent to a host, for usages of its need. */
export function caseReferral(desk: Desk, given: CaseReader): void {
  federationForm(desk, 'cases/:case/referral', 'createCaseReferral', async ({ visit }, sending) => {
    const { language, say } = visit.page;
    const opened = await openCase(given, visit, 'createCaseReferral');
    const { one, part, at, ref, matching } = opened;
    // Its page tells why it cannot be matched.
    if (one.faults.length > 0) return { to: `${at}/${part}` };
    const words = CASE[language];
    const expects = FEDERATION_DESK[language].chooseOne;
    const present = one.shortlisted.filter(({ state }) => state !== 'gone');
    const idOf = (slug: string) => matching.model.bySlug.get(slug)?.id ?? '';
    const ids = present.map((one) => idOf(one.host));
    const unheld = await unheldHosts(opened.context.db, ids, opened.context.clock());
    const lead = unheld.size > 0 && unheld.size === present.length ? words.referLeadUnheld : words.referLead;
    const around = { heading: words.referHeading, lead, above: [part, curved(one.label)] } as const;
    if (present.length === 0)
      return (
        <FederationPage {...{ ...around, opened }}>
          <p>{words.referNone}</p>
        </FederationPage>
      );
    const sent = new Map<string, Referral>();
    for (const referral of await listReferrals(opened.context.db, one.referrals))
      if (!referral.isUnread) sent.set(referral.host, referral);
    const host = one.shortlist.find((slug) => slug === queryParam(visit, 'host'));
    const only = present.length === 1 ? present[0]!.host : undefined;
    const { choice, several } = fieldsOf(CaseReferralDraft, language);
    return {
      ...around,
      shape: CaseReferralDraft,
      fields: [
        choice('/host', words.referHost, {
          expects,
          choices: present.map(({ host, name }) => {
            const before = sent.get(host);
            const told = [
              ...(before ? [words.referredBefore(say.date(before.sentOn))] : []),
              ...(unheld.has(idOf(host)) ? [words.unheldBefore] : []),
            ];
            return told.length > 0 ? ([host, curved(name), told.join(' ')] as const) : ([host, curved(name)] as const);
          }),
        }),
        several('/usages', words.referUsages, {
          choices: [...new Set(needed(opened).map(({ usage }) => usage))].map((usage) => [usage, say.usage(usage)]),
        }),
      ],
      body: {},
      proposed: { host, usages: usagesFor(opened, host ?? only) },
      send: words.referSend,
      faults: ({ usages }): Readonly<Record<string, string>> => (usages === '' ? { usages: expects } : {}),
      save: (context, draft: CaseReferralDraft) => referWithin(context, ref, draft, matching),
      next: `${part}?done=${unheld.has(idOf(sending?.get('host') ?? '')) ? 'referredUnheld' : 'referred'}`,
    };
  });
}

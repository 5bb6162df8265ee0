import type { Bercail } from '../../../bercail.ts';
import { curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { CaseReferralDraft } from '../../../recommendations/cases/schema.ts';
import { referWithin } from '../../../recommendations/cases/within.ts';
import type { Referral } from '../../../recommendations/referrals/schema.ts';
import { listReferrals } from '../../../recommendations/referrals/store.ts';
import { type Desk, parameter } from '../../desk.tsx';
import { fieldsOf } from '../../parts/kinds.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { federationForm } from '../form.tsx';
import { FederationPage, hostName, ROOM } from '../frame.tsx';
import { type OpenedCase, openCase } from './opened.ts';
import { CASE } from './words/case.ts';

/* To which hosts of its shortlist the association of a case was sent, and what they answered. */

const SHOWN = 10;

/** The last referrals of a case, the newest first, and how many there are besides. */
export async function referralsOf({ db }: Bercail, { one: { referrals } }: OpenedCase) {
  const shown = (await listReferrals(db, referrals.slice(-SHOWN))).reverse();
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
        {of.shown.map(({ id, host, usages, sentOn, outcome, answeredOn, isUnread }) => (
          <li key={id}>
            {words.referred(hostName(opened.visit, host), say.date(sentOn))}
            <p class="small soft">
              {usages.map((usage) => say.usageShort(usage)).join(', ')}
              {' · '}
              {outcome && answeredOn
                ? words.referralAnswers[outcome](say.date(answeredOn))
                : isUnread
                  ? words.referralUnread
                  : words.referralWaits}
            </p>
          </li>
        ))}
      </ul>
      {of.more > 0 && <p>{more(of.more)}</p>}
    </section>
  );
}

/** The usages of a need; one of another version, which cannot be matched, may have none. */
const needed = ({ one: { need } }: OpenedCase) => (Array.isArray(need.usages) ? need.usages : []);

/** What is ticked at first for a host: all that must be, but for what it says it does not offer. */
function usagesFor(opened: OpenedCase, host: string | undefined): string[] {
  const musts = needed(opened)
    .filter(({ priority = 'must' }) => priority === 'must')
    .map(({ usage }) => usage);
  const known = host === undefined ? undefined : opened.matching.model.bySlug.get(host);
  const offered = known?.services.flatMap(({ usages }) => usages) ?? [];
  if (!known?.complete.includes('services') || offered.length === 0) return musts;
  return musts.filter((usage) => offered.includes(usage));
}

/** Notes that the association of a case was sent to a host, for usages of its need. */
export function caseReferral(desk: Desk, bercail: Bercail): void {
  federationForm(desk, 'cases/:case/referral', 'createCaseReferral', async ({ visit }) => {
    const { language, say } = visit.page;
    const opened = await openCase(bercail, visit, 'createCaseReferral');
    const { one, part, at, ref, matching } = opened;
    // Its page tells why it cannot be matched.
    if (one.faults.length > 0) return { to: `${at}/${part}` };
    const words = CASE[language];
    const expects = FEDERATION_DESK[language].chooseOne;
    const around = { heading: words.referHeading, lead: words.referLead, above: [part, curved(one.label)] } as const;
    const present = one.shortlisted.filter(({ state }) => state !== 'gone');
    if (present.length === 0)
      return (
        <FederationPage {...{ ...around, opened }}>
          <p>{words.referNone}</p>
        </FederationPage>
      );
    const sent = new Map<string, Referral>();
    for (const referral of await listReferrals(bercail.db, one.referrals))
      if (!referral.isUnread) sent.set(referral.host, referral);
    const host = one.shortlist.find((slug) => slug === parameter(visit, 'host'));
    const { choice, several } = fieldsOf(CaseReferralDraft, language);
    return {
      ...around,
      shape: CaseReferralDraft,
      fields: [
        choice('/host', words.referHost, {
          expects,
          choices: present.map(({ host, name }) => {
            const before = sent.get(host);
            return before
              ? ([host, curved(name), words.referredBefore(say.date(before.sentOn))] as const)
              : ([host, curved(name)] as const);
          }),
        }),
        several('/usages', words.referUsages, {
          choices: [...new Set(needed(opened).map(({ usage }) => usage))].map((usage) => [usage, say.usage(usage)]),
        }),
      ],
      body: {},
      proposed: { host, usages: usagesFor(opened, host) },
      send: words.referSend,
      faults: ({ usages }): Readonly<Record<string, string>> => (usages === '' ? { usages: expects } : {}),
      save: (context, draft: CaseReferralDraft) => referWithin(context, ref, draft, matching),
      next: `${part}?done=referred`,
    };
  });
}

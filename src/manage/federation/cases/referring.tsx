import type { Bercail } from '../../../bercail.ts';
import { curved } from '../../../ground/texts.ts';
import { Checkboxes, EMPTY, type Filled, Radios } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { referWithin } from '../../../recommendations/cases/within.ts';
import type { Referral } from '../../../recommendations/referrals/schema.ts';
import { listReferrals } from '../../../recommendations/referrals/store.ts';
import { type Desk, parameter, type Shown } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { takenOr } from '../../taking.ts';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage, hostName, ROOM } from '../frame.tsx';
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

interface ReferProps {
  opened: OpenedCase;
  /** Of this case, by host. */
  sent: ReadonlyMap<string, Referral>;
  filled: Filled;
}

function ReferPage({ opened, sent, filled }: ReferProps) {
  const words = useWords(CASE);
  const { say } = usePage();
  const { at, part, one } = opened;
  const action = `${at}/${part}/referral`;
  const present = one.shortlisted.filter(({ state }) => state !== 'gone');
  const choices = present.map(({ host, name }) => {
    const before = sent.get(host);
    return before
      ? ([host, curved(name), words.referredBefore(say.date(before.sentOn))] as const)
      : ([host, curved(name)] as const);
  });
  return (
    <FederationPage
      {...{ opened, filled }}
      heading={words.referHeading}
      lead={words.referLead}
      above={[part, curved(one.label)]}
      form={action}
    >
      {present.length === 0 ? (
        <p>{words.referNone}</p>
      ) : (
        <DeskForm id="desk" action={action} send={words.referSend}>
          <Radios {...{ filled, choices, name: 'host', label: words.referHost }} />
          <Checkboxes
            {...{ filled, name: 'usages', label: words.referUsages }}
            choices={[...new Set(needed(opened).map(({ usage }) => usage))].map(
              (usage) => [usage, say.usage(usage)] as const,
            )}
          />
        </DeskForm>
      )}
    </FederationPage>
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
  const path = `${FEDERATION}/cases/:case/referral`;
  const operation = 'createCaseReferral';
  const sentIn = async (opened: OpenedCase) =>
    new Map(
      (await listReferrals(bercail.db, opened.one.referrals)).flatMap((one) => (one.isUnread ? [] : [[one.host, one]])),
    );

  desk.page(path, async (visit) => {
    const opened = await openCase(bercail, visit, operation);
    // Its page tells why it cannot be matched.
    if (opened.one.faults.length > 0) return { to: `${opened.at}/${opened.part}` };
    const asked = parameter(visit, 'host');
    const host = opened.one.shortlist.find((slug) => slug === asked);
    const typed = { host, usages: usagesFor(opened, host) };
    return <ReferPage opened={opened} sent={await sentIn(opened)} filled={{ ...EMPTY, typed }} />;
  });

  desk.form(path, async (visit, { fields, isStay }): Promise<Shown> => {
    const { page, reply } = visit;
    const opened = await openCase(bercail, visit, operation);
    const { context, ref, at, part, matching } = opened;
    const host = fields.get('host') ?? '';
    const usages = [...new Set(fields.getAll('usages'))];
    const sent = await sentIn(opened);
    const show = (status: number, filled: Omit<Filled, 'typed'>) => ({
      status,
      view: <ReferPage {...{ opened, sent }} filled={{ typed: { host, usages }, ...filled }} />,
    });
    if (isStay) return show(200, { faults: {} });
    const { chooseOne } = FEDERATION_DESK[page.language];
    const lacking = {
      ...(host === '' && { host: chooseOne }),
      ...(usages.length === 0 && { usages: chooseOne }),
    };
    if (Object.keys(lacking).length > 0) return show(422, { faults: lacking });
    return await takenOr(
      visit,
      async () => {
        await referWithin(context, ref, { host, usages }, matching);
        return { to: `${at}/${part}?done=referred` };
      },
      (refused) => show(reply.statusCode, refused),
      { places: (['host', 'usages'] as const).map((name) => ({ name, at: [`/${name}`] })) },
    );
  });
}

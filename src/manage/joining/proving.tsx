import type { Bercail } from '../../bercail.ts';
import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import { checkDomain, type ProofState, readProof } from '../../hosts/ownership/commands.ts';
import type { Challenge, DomainCheck } from '../../hosts/ownership/schema.ts';
import { sayDomainCheck, waysToProve } from '../../hosts/ownership/words.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { EMPTY, type Filled } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Notice, OutsideLink, Sentence } from '../../pages/frame/parts.tsx';
import { findHost } from '../../record/hosts.ts';
import { DESK, type Desk, type SignedIn } from '../desk.tsx';
import { DeskForm, DeskPage, TapLink } from '../desk-page.tsx';
import { crumbOf, deskOfHost } from '../host/form.tsx';
import { takenOr } from '../taking.ts';
import { DESK_WORDS } from '../words/desk.ts';
import { PROVING } from '../words/proving.ts';

interface ProofPageProps {
  state: ProofState;
  isClaim: boolean;
  action: string;
  /** What came of the last look. */
  checked?: DomainCheck | undefined;
  filled?: Filled;
}

/** Whoever only claims an entry has no desk for it yet. */
const crumbFor = (host: Host, isClaim: boolean, mine: string) => (isClaim ? ([DESK, mine] as const) : crumbOf(host));

/** What was seen at each place. Each is another way: what was not chosen is missing there, rightly. */
export function Looked({ checked: { looked = [], problem } }: { checked: Pick<DomainCheck, 'looked' | 'problem'> }) {
  const words = useWords(PROVING);
  if (looked.length === 0)
    return problem ? <Notice>{problem.code === 'new-challenge' ? words.newTextReady : problem.text}</Notice> : null;
  return (
    <Notice>
      <p>
        <strong>{words.notYet}</strong>
      </p>
      <ul>
        {looked.map(({ place, at, problem: { text } }) => (
          <li key={place}>
            <strong>{words.places[place]}</strong> ({at})
            <br />
            <Sentence text={text} />
          </li>
        ))}
      </ul>
      <p>{words.thenDo}</p>
    </Notice>
  );
}

/** How to publish a text, for whatever somebody has in hand. */
export function PlacesToPublish({ challenge }: { challenge: Challenge }) {
  const words = useWords(PROVING);
  const { language } = usePage();
  return (
    <>
      {waysToProve(challenge, language).map(({ having, place, text: how }) => (
        <details key={having}>
          <summary>{words.having[having]}</summary>
          <p>
            <Sentence text={how} />
          </p>
          <div class="field">
            <label for={`text-${having}`}>{words.theText}</label>
            <input
              class="wide"
              type="text"
              id={`text-${having}`}
              readOnly
              value={place === 'meta' ? challenge.meta.tag : challenge.content}
            />
          </div>
        </details>
      ))}
    </>
  );
}

/** How to publish the text, for whatever somebody has in hand, and the button that looks for it. */
function ProofPage({ state: { host, challenge, isProven }, isClaim, action, checked, filled = EMPTY }: ProofPageProps) {
  const words = useWords(PROVING);
  const desk = useWords(DESK_WORDS);
  const { say } = usePage();
  const { website, ownerChangesOn } = host;
  const crumb = crumbFor(host, isClaim, desk.mine);
  if (isProven)
    return (
      <DeskPage
        heading={isClaim && ownerChangesOn ? words.provenWaits(say.date(ownerChangesOn)) : words.proven}
        crumb={crumb}
      >
        {isClaim && <p>{words.provenWaitsMore}</p>}
      </DeskPage>
    );
  if (website === undefined) return <DeskPage heading={words.prove} lead={words.noWebsite} crumb={crumb} />;
  const site = website.replace(/^https?:\/\/|\/$/g, '');
  return (
    <DeskPage heading={words.prove} lead={words.proveLead(site)} crumb={crumb} filled={filled}>
      {checked && <Looked checked={checked} />}
      {challenge ? (
        <>
          <PlacesToPublish challenge={challenge} />
          <p>{words.until(say.date(challenge.expiresOn))}</p>
        </>
      ) : (
        <p>{words.noText}</p>
      )}
      <DeskForm action={action} send={challenge ? words.lookNow : words.newText} />
      <p>
        <OutsideLink to={website}>{words.seeSite(site)}</OutsideLink>
      </p>
      {!isClaim && host.state === 'draft' && (
        <p>
          <TapLink to={deskOfHost(host)} name={words.proveLater} />
        </p>
      )}
    </DeskPage>
  );
}

/** The proof that a site is one's own: for the holder of a draft or an entry, and for whoever claims one. */
export function provingPages(desk: Desk, { db, outgoing, rateLimits }: Bercail): void {
  const path = `${DESK}/hosts/:host/proof`;
  const contextOf = async ({ session, params, as }: SignedIn) => {
    const host = await findHost(db, params.host!);
    const own = session.callers.find((one) => 'hostId' in one && one.hostId === host?.id);
    return as(own ?? session.callers[0]!, 'checkDomain');
  };
  const actionOf = ({ params }: SignedIn) => `${DESK}/hosts/${params.host}/proof`;

  desk.page(path, async (visit) => {
    const context = await contextOf(visit);
    const state = await readProof(context, visit.params.host!);
    return <ProofPage state={state} isClaim={context.caller.role === 'claimant'} action={actionOf(visit)} />;
  });

  desk.form(path, async (visit) => {
    const { params, page, request } = visit;
    const context = await contextOf(visit);
    const isClaim = context.caller.role === 'claimant';
    const action = actionOf(visit);
    const show = async (more: { checked?: DomainCheck; filled?: Filled }) => (
      <ProofPage state={await readProof(context, params.host!)} isClaim={isClaim} action={action} {...more} />
    );
    return await takenOr(
      visit,
      async () => {
        const countRequest = (db: Database) => rateLimits.check(db, senderOf(context.caller, request.ip));
        const checked = await checkDomain(context, outgoing, params.host!, countRequest);
        if (checked.ownerChangesOn) return { to: action };
        const host = await findHost(db, params.host!);
        if (checked.provenBy) return { to: `${deskOfHost(host!)}?done=proven` };
        return await show({ checked: sayDomainCheck(checked, page.language) });
      },
      (refused) => show({ filled: { ...EMPTY, ...refused } }),
    );
  });
}

import type { Bercail } from '../../bercail.ts';
import type { Database } from '../../database/open.ts';
import { checkDomain, readProof } from '../../hosts/ownership/commands.ts';
import type { Challenge, DomainCheck } from '../../hosts/ownership/schema.ts';
import { sayDomainCheck, waysToProve } from '../../hosts/ownership/words.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { EMPTY, type Filled } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Notice, Sentence } from '../../pages/frame/parts.tsx';
import { findHost } from '../../record/hosts.ts';
import { DESK, type Desk } from '../desk.tsx';
import { DeskForm, DeskPage, LinkLine, OutsideLine } from '../desk-page.tsx';
import { crumbOf, deskOfHost } from '../host/form.tsx';
import { actPage } from '../parts/pages.tsx';
import { DESK_WORDS } from '../words/desk.ts';
import { PROVING } from '../words/joining.ts';

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
        {looked.map(({ place, address, problem: { text } }) => (
          <li key={place}>
            <strong>{words.places[place]}</strong> ({address})
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

/** The proof that a site is one's own: for the holder of a draft or an entry, and for anyone who claims one. */
export function provingPages(
  desk: Desk,
  { db, outgoing, rateLimits }: Pick<Bercail, 'db' | 'outgoing' | 'rateLimits'>,
): void {
  actPage(desk, `${DESK}/hosts/:host/proof`, async ({ session, params, as, request, page: { language, say } }) => {
    const words = PROVING[language];
    const row = await findHost(db, params.host!);
    const own = session.callers.find((one) => 'hostId' in one && one.hostId === row?.id);
    const context = as(own ?? session.callers[0]!, 'checkDomain');
    const isClaim = context.caller.role === 'claimant';
    const action = `${DESK}/hosts/${params.host}/proof`;
    /** @param checked what came of the last look */
    const show = async (filled: Filled, checked?: DomainCheck) => {
      const { host, challenge, isProven } = await readProof(context, params.host!);
      const { website, ownerChangesOn } = host;
      // Anyone who only claims an entry has no desk for it yet.
      const crumb = isClaim ? ([DESK, DESK_WORDS[language].mine] as const) : crumbOf(host);
      if (isProven) {
        const heading = isClaim && ownerChangesOn ? words.provenWaits(say.date(ownerChangesOn)) : words.proven;
        return (
          <DeskPage heading={heading} crumb={crumb}>
            {isClaim && <p>{words.provenWaitsMore}</p>}
          </DeskPage>
        );
      }
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
          <OutsideLine to={website} name={words.seeSite(site)} />
          {!isClaim && host.state === 'draft' && <LinkLine to={deskOfHost(host)} name={words.proveLater} />}
        </DeskPage>
      );
    };
    return {
      view: show,
      act: async () => {
        const countRequest = (db: Database) => rateLimits.check(db, senderOf(context.caller, request.ip));
        const checked = await checkDomain(context, outgoing, params.host!, countRequest);
        if (checked.ownerChangesOn) return { to: action };
        if (checked.provenBy) return { to: `${deskOfHost((await findHost(db, params.host!))!)}?done=proven` };
        return await show(EMPTY, sayDomainCheck(checked, language));
      },
    };
  });
}

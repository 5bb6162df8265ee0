import { Type } from 'typebox';
import type { Bercail } from '../../bercail.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { claimOwnership, readClaimable } from '../../hosts/ownership/commands.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { refusedIn } from '../../pages/frame/forms.ts';
import { List } from '../../pages/frame/lists.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { holdOwn } from '../../persons/persons.ts';
import { isPerson, type OpenedSession, type Session } from '../../persons/sessions.ts';
import type { Context } from '../../record/context.ts';
import type { CountRequest } from '../../record/counts.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { DESK, type Desk } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { deskOfHost } from '../host/form.tsx';
import type { FormField } from '../parts/form.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { openPageForm } from '../parts/page-form.tsx';
import { Labelled, labelField, ShownOnce } from '../parts/person.tsx';
import { JOINING } from '../words/joining.ts';
import { JOIN } from './looking.tsx';

/** Why an entry cannot be claimed, and whom to ask. */
function CannotPage({ why, isOpen }: { why: string; isOpen: boolean }) {
  const words = useWords(JOINING);
  return (
    <DeskPage heading={words.cannot} lead={why} crumb={[JOIN, words.askHere]} isOpen={isOpen}>
      <p>
        <Link to="/for-hosts">{words.join}</Link>
      </p>
    </DeskPage>
  );
}

/** The token, shown this once, how to keep it, and what comes next. */
export function KeepPage({ host, token, what }: { host: Host; token: string; what: 'registered' | 'claimed' }) {
  const words = useWords(JOINING);
  const at = deskOfHost(host);
  const proves = host.website !== undefined;
  return (
    <DeskPage heading={words[what]} lead={words.once}>
      <ShownOnce label={words.token} value={token} />
      <List of={words.keeping} />
      {what === 'claimed' && <p>{words.claimOnly}</p>}
      <p class="row">
        <Link to={proves ? `${at}/proof` : at} class="button">
          {proves ? words.next : words.toDesk}
        </Link>
      </p>
    </DeskPage>
  );
}

export const Terms = Type.Object({ terms: Type.Literal('2026-1') });

/** Accepting the terms of use, as registering and taking over ask for it. */
export function termsField(language: Language): FormField {
  const words = JOINING[language];
  return fieldsOf(Terms, language).tick('/terms', words.terms, {
    hint: (
      <>
        {words.termsHint} <Link to="/terms">{words.termsRead}</Link>
      </>
    ),
    choice: ['2026-1', words.termsAccept],
    is: '2026-1',
    expects: words.termsMissing,
  });
}

const OfNewcomer = Type.Object({ ...Terms.properties, ...Labelled.properties });

/** Whoever comes by a form: how they are called here, and what they hold already. */
export interface Comer {
  label: string;
  session: Session | undefined;
}

/** A person who holds one entry more, with its token, which is shown this once. */
export interface Joined {
  host: Host;
  token: string;
  opened: OpenedSession;
}

/**
 * Claims an entry, and signs in who did it, as somebody who can only prove it so far.
 * @throws CatalogueError as `claimOwnership`
 */
const claimAs = (outer: Context, ref: string, { label, session }: Comer, countRequest: CountRequest): Promise<Joined> =>
  inTransaction(outer.db, async (db) => {
    const context = { ...outer, db };
    const { host, token, tokenId } = await claimOwnership(context, ref, { terms: '2026-1' }, countRequest);
    return { host, token, opened: await holdOwn(db, context, tokenId, label, session) };
  });

/** What taking an entry over means for everybody, and the form for it. */
export function takingOverPages(desk: Desk, { contextFor, rateLimits }: Bercail): void {
  openPageForm(desk, `${DESK}/hosts/:host/take-over`, async ({ params, session, page, request, reply, keep }) => {
    const { language } = page;
    const words = JOINING[language];
    const context = contextFor({ role: 'anonymous', operation: 'claimOwnership' });
    const found = await readClaimable(context, params.host!).catch((thrown: unknown) => {
      const { error, sentence } = refusedIn(thrown, page, request, reply);
      if (error.code !== 'not-claimable') throw thrown;
      return sentence;
    });
    if (typeof found === 'string') return <CannotPage why={found} isOpen={!session} />;
    const { host, owned } = found;
    const caller = session?.callers.find((one) => 'hostId' in one && one.hostId === host.id);
    // Whoever claims it, or holds it, already.
    if (caller) return { to: caller.role === 'claimant' ? `${deskOfHost(host)}/proof` : deskOfHost(host) };
    const name = curved(host.name);
    return {
      heading: words.takeOver(name),
      lead: words.takeOverLead,
      crumb: [`/hosts/${host.slug}`, name],
      isOpen: !isPerson(session),
      before: (
        <>
          <h2>{words.happens}</h2>
          <List of={words[owned ? 'held' : 'free']} />
        </>
      ),
      shape: isPerson(session) ? Terms : OfNewcomer,
      fields: [...(isPerson(session) ? [] : [labelField(language)]), termsField(language)],
      body: {},
      send: words.takeIt,
      save: async ({ label = '' }: Partial<Labelled>) => {
        const countRequest = (db: Database) => rateLimits.claim(db, senderOf(context.caller, request.ip));
        const claimed = await claimAs(context, host.id, { label, session }, countRequest);
        keep(claimed.opened);
        return <KeepPage host={host} token={claimed.token} what="claimed" />;
      },
    };
  });
}

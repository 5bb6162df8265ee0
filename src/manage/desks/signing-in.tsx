import { hashOf } from '../../accounts/tokens.ts';
import type { Bercail } from '../../bercail.ts';
import type { Database } from '../../database/open.ts';
import { curved } from '../../ground/texts.ts';
import { findEndedClaim } from '../../hosts/ownership/store.ts';
import type { Authenticate } from '../../http/asking/guards.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { signIn } from '../../persons/persons.ts';
import { endAllSessions, endSession } from '../../persons/sessions.ts';
import type { Caller, TokenHolder } from '../../requests/caller.ts';
import { DESK, type Desk, type DeskVisit, deskAddress, queryParam } from '../desk.tsx';
import { openActPage } from '../parts/pages.tsx';
import { BackPage, type InterruptedForm, SignInPage } from '../sign-in-page.tsx';
import { DESK_WORDS } from '../words/desk.ts';

const isHolder = (caller: Caller | undefined): caller is TokenHolder =>
  caller !== undefined && caller.role !== 'anonymous' && caller.role !== 'catalogue';

/**
 * Whose the token in a form is; else what to say next to it, which is the same for any that opens nothing, but for a claim
 * that was stopped: nothing else tells the person who made it.
 * @throws CatalogueError database-unavailable
 */
export async function holderOf(
  authenticate: Authenticate,
  db: Database,
  { page }: DeskVisit,
  fields: URLSearchParams,
): Promise<TokenHolder | Filled> {
  const token = (fields.get('token') ?? '').trim();
  const caller = token === '' ? undefined : await authenticate(token, () => {});
  if (isHolder(caller)) return caller;
  const words = DESK_WORDS[page.language];
  const ended = token === '' ? undefined : await findEndedClaim(db, hashOf(token));
  return { typed: {}, faults: { token: ended ? words.claimEnded(curved(ended.name)) : words.noSuchToken } };
}

/** What a form to sign in carries on. */
export const interruptedFormIn = (fields: URLSearchParams): InterruptedForm => ({
  to: deskAddress(fields.get('to')),
  sent: fields.get('sent') ?? undefined,
});

/** Signing in by a token, and out. */
export function signingIn(
  desk: Desk,
  { db, clock, newId, sendsMail }: Pick<Bercail, 'db' | 'clock' | 'newId' | 'sendsMail'>,
  authenticate: Authenticate,
): void {
  const way = { db, clock, newId };
  const path = `${DESK}/sign-in`;

  openActPage(desk, path, (visit, sent) => {
    const { session, keep } = visit;
    if (!sent && session) return { to: deskAddress(queryParam(visit, 'to')) ?? DESK };
    const carried = sent ? interruptedFormIn(sent) : { to: deskAddress(queryParam(visit, 'to')) };
    const out = !sent && queryParam(visit, 'out') !== undefined;
    const isOver = !sent && queryParam(visit, 'over') !== undefined;
    return {
      view: (filled) => <SignInPage {...{ carried, filled, out, isOver, sendsMail }} />,
      // A secret is never shown again.
      typed: {},
      act: async () => {
        const holder = await holderOf(authenticate, db, visit, sent!);
        if ('typed' in holder) return holder;
        keep(await signIn(way, holder, session));
        const { to, sent: before } = carried as InterruptedForm;
        return to !== undefined && before !== undefined ? <BackPage to={to} sent={before} /> : { to: to ?? DESK };
      },
    };
  });

  desk.openForm(`${DESK}/sign-out`, async ({ session, keep }, { fields }) => {
    if (session) await (fields.get('go') === 'everywhere' ? endAllSessions : endSession)(db, session);
    keep(null);
    return { to: `${path}?out=` };
  });
}

import { hashOf } from '../accounts/tokens.ts';
import type { Bercail } from '../bercail.ts';
import { curved } from '../ground/texts.ts';
import { findEndedClaim } from '../hosts/ownership/store.ts';
import type { Authenticate } from '../http/asking/guards.ts';
import type { Filled } from '../pages/frame/fields.tsx';
import { signIn } from '../persons/persons.ts';
import { endAllSessions, endSession } from '../persons/sessions.ts';
import type { Caller, TokenHolder } from '../requests/caller.ts';
import { DESK, type Desk, deskAddress, type Visit } from './desk.tsx';
import { BackPage, type Carried, SignInPage } from './sign-in-page.tsx';
import { takenOr } from './taking.ts';
import { DESK_WORDS } from './words/desk.ts';

const isHolder = (caller: Caller | undefined): caller is TokenHolder =>
  caller !== undefined && caller.role !== 'anonymous' && caller.role !== 'check';

/**
 * Whose the token in a form is; else what to say beside it, which is the same for any that opens nothing, but for a claim
 * that was stopped: nothing else tells whoever made it.
 * @throws CatalogueError database-unavailable
 */
export async function holderOf(
  authenticate: Authenticate,
  { page, bercail: { db } }: Visit,
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
export const carriedIn = (fields: URLSearchParams): Carried => ({
  to: deskAddress(fields.get('to')),
  sent: fields.get('sent') ?? undefined,
});

/** Signing in by a token, and out. */
export function signingIn(desk: Desk, { db, clock, newId, sendsMail }: Bercail, authenticate: Authenticate): void {
  const way = { db, clock, newId };
  const path = `${DESK}/sign-in`;

  desk.openPage(path, ({ request, session }) => {
    const { to, out } = request.query as Record<string, unknown>;
    if (session) return { to: deskAddress(to) ?? DESK };
    return <SignInPage carried={{ to: deskAddress(to) }} out={out !== undefined} sendsMail={sendsMail} />;
  });

  desk.openForm(path, async (visit, { fields, isStay }) => {
    const { reply, session, keep } = visit;
    const carried = carriedIn(fields);
    if (isStay) return <SignInPage carried={carried} sendsMail={sendsMail} />;
    const again = (status: number, filled: Filled) => ({
      status,
      view: <SignInPage carried={carried} filled={filled} sendsMail={sendsMail} />,
    });
    return await takenOr(
      visit,
      async () => {
        const holder = await holderOf(authenticate, visit, fields);
        if ('typed' in holder) return again(422, holder);
        keep(await signIn(way, holder, session));
        const { to, sent } = carried;
        return to !== undefined && sent !== undefined ? <BackPage to={to} sent={sent} /> : { to: to ?? DESK };
      },
      (refused) => again(reply.statusCode, { typed: {}, ...refused }),
    );
  });

  desk.openForm(`${DESK}/sign-out`, async ({ session, keep }, { fields }) => {
    if (session) await (fields.get('go') === 'everywhere' ? endAllSessions : endSession)(db, session);
    keep(null);
    return { to: `${path}?out=` };
  });
}

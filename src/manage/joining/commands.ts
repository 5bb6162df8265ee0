import { inTransaction } from '../../database/transaction.ts';
import type { Host, HostDraft } from '../../documents/host.ts';
import { domainOf } from '../../ground/addresses.ts';
import { registerHost } from '../../hosts/entries/commands.ts';
import { freeSlug } from '../../hosts/entries/free-slug.ts';
import { claimOwnership } from '../../hosts/ownership/commands.ts';
import { holdOwn } from '../../persons/persons.ts';
import type { OpenedSession, Session } from '../../persons/sessions.ts';
import type { Context } from '../../record/context.ts';
import type { CountRequest } from '../../record/counts.ts';

/** Whoever comes by a form: how they are called here, and what they hold already. */
interface Comer {
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
 * Registers a host whose slug nobody chose, and signs in who did it; neither happens without the other.
 * @throws CatalogueError as `registerHost`
 */
export const registerAs = (
  outer: Context,
  draft: Omit<HostDraft, 'slug'>,
  { label, session }: Comer,
  countRequest: CountRequest,
): Promise<Joined> =>
  inTransaction(outer.db, async (db) => {
    const context = { ...outer, db };
    const slug = await freeSlug(db, draft.name, domainOf(draft.website));
    const { document, token, tokenId } = await registerHost(context, { ...draft, slug }, { countRequest });
    return { host: document, token, opened: await holdOwn(db, context, tokenId, label, session) };
  });

/**
 * Claims an entry, and signs in who did it, as somebody who can only prove it so far.
 * @throws CatalogueError as `claimOwnership`
 */
export const claimAs = (
  outer: Context,
  ref: string,
  { label, session }: Comer,
  countRequest: CountRequest,
): Promise<Joined> =>
  inTransaction(outer.db, async (db) => {
    const context = { ...outer, db };
    const { host, token, tokenId } = await claimOwnership(context, ref, { terms: '2026-1' }, countRequest);
    return { host, token, opened: await holdOwn(db, context, tokenId, label, session) };
  });

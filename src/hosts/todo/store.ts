import { and, asc, eq, gt, isNull, ne } from 'drizzle-orm';
import { isPublic } from '../../catalogue/documents/rows.ts';
import type { Database } from '../../database/open.ts';
import { closings, hosts, tokens } from '../../database/tables.ts';

/** Tokens of a host in force that will end. */
export const listEndingTokens = (
  db: Database,
  hostId: string,
  now: Date,
): Promise<{ id: string; label: string; expiresAt: Date | null }[]> =>
  db
    .select({ id: tokens.id, label: tokens.label, expiresAt: tokens.expiresAt })
    .from(tokens)
    .where(
      and(eq(tokens.hostId, hostId), eq(tokens.isClaim, false), isNull(tokens.revokedAt), gt(tokens.expiresAt, now)),
    );

/** Public hosts that name a host as successor of theirs, or of a service, without its word; the closing that comes first. */
export const listAskedSuccessions = (
  db: Database,
  { id, slug }: { id: string; slug: string },
): Promise<{ host: string; name: string; announcedOn: string | null; closesOn: string | null }[]> =>
  db
    .selectDistinctOn([hosts.slug], {
      host: hosts.slug,
      name: hosts.name,
      announcedOn: closings.announcedOn,
      closesOn: closings.closedOn,
    })
    .from(closings)
    .innerJoin(hosts, eq(closings.hostId, hosts.id))
    .where(and(isPublic(), eq(closings.successor, slug), eq(closings.successorAgreed, false), ne(hosts.id, id)))
    .orderBy(asc(hosts.slug), asc(closings.closedOn));

import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Database } from '../database/open.ts';
import { tokens } from '../database/tables.ts';
import type { Token } from './schema.ts';
import { hashOf, newSecret, prefixOf } from './secret.ts';
import { insertToken, listTokenRows } from './store.ts';

/** A token that was just made; `secret` is the token itself, which is shown this once. */
export interface NewToken {
  token: Token;
  secret: string;
}

export type TokenSubject =
  | { role: 'admin' }
  | { role: 'host'; hostId: string; isClaim?: boolean }
  | { role: 'federation'; federationId: string };

/** Makes a token inside a transaction whose command has checked the right to. */
export async function issueToken(
  db: Database,
  { clock, newId }: Pick<Context, 'clock' | 'newId'>,
  subject: TokenSubject,
  label: string,
  expiresAt?: string,
): Promise<NewToken> {
  const secret = newSecret();
  const id = newId();
  await insertToken(db, {
    id,
    ...subject,
    label,
    prefix: prefixOf(secret),
    hash: hashOf(secret),
    createdAt: clock(),
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
  });
  const [token] = await listTokenRows(db, eq(tokens.id, id));
  return { token: token!, secret };
}

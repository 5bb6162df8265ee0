import { eq } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Context } from '../record/context.ts';
import type { TokenRow } from '../record/rows.ts';
import { tokens } from '../record/tables.ts';
import type { Token } from './schema.ts';
import { hashOf, newSecret, prefixOf } from './secret.ts';
import { insertToken, listTokenRows, updateToken } from './store.ts';

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

const earlier = (a: Date, b: Date | null): Date => (b !== null && b < a ? b : a);

/** Gives a token another secret; the old one works for the minutes of grace, and never longer than it would have. */
export async function replaceSecret(
  db: Database,
  { clock }: Pick<Context, 'clock'>,
  token: TokenRow,
  { expiresAt, graceMinutes }: { expiresAt: Date | null; graceMinutes: number },
): Promise<NewToken> {
  const secret = newSecret();
  const now = clock();
  const former =
    graceMinutes === 0
      ? { formerHash: null, formerUntil: null }
      : {
          formerHash: token.hash,
          formerUntil: earlier(new Date(now.getTime() + graceMinutes * 60_000), token.expiresAt),
        };
  await updateToken(db, token.id, {
    hash: hashOf(secret),
    prefix: prefixOf(secret),
    rotatedAt: now,
    expiresAt,
    ...former,
  });
  const [rotated] = await listTokenRows(db, eq(tokens.id, token.id));
  return { token: rotated!, secret };
}

import { randomBytes } from 'node:crypto';
import type { Database } from '../../database/open.ts';
import { bareDomain } from '../../ground/addresses.ts';
import { instantAfter, parisDay } from '../../ground/clock.ts';
import type { Context } from '../../record/context.ts';
import type { DomainChallengeRow } from '../../record/rows.ts';
import type { Challenge } from './schema.ts';
import { findChallenge, putChallenge } from './store.ts';

const PATH = '/.well-known/bercail-challenge';
/** Days for which a challenge is valid. */
export const CHALLENGE_DAYS = 7;
/** Days in which the holder of an entry may object to a claim. */
export const DAYS_TO_OBJECT = 7;

/** Name of the meta tag on the home page, and of the DNS record below the domain. */
export const META_NAME = 'bercail-challenge';
const RECORD_LABEL = '_bercail';

/** A challenge as the API answers it, with three places to publish it; one is enough. */
export const toChallenge = ({
  origin,
  content,
  expiresAt,
}: Pick<DomainChallengeRow, 'origin' | 'content' | 'expiresAt'>): Challenge => ({
  url: origin + PATH,
  content,
  expiresOn: parisDay(expiresAt),
  meta: { url: `${origin}/`, tag: `<meta name="${META_NAME}" content="${content}">` },
  record: { name: `${RECORD_LABEL}.${bareDomain(new URL(origin).hostname)}`, type: 'TXT', text: content },
});

export const newContent = (): string => `bercail-challenge=${randomBytes(32).toString('base64url')}`;

/**
 * The challenge of a token for the origin of a website: the present one, otherwise a new one of 256 random bits. It
 * belongs to the token: a published text proves nothing for the holder of another token.
 */
export async function challengeFor(
  db: Database,
  { clock }: Pick<Context, 'clock'>,
  host: { id: string; origin: string },
  tokenId: string,
): Promise<{ challenge: DomainChallengeRow; isNew: boolean }> {
  const now = clock();
  const { origin } = host;
  const kept = await findChallenge(db, tokenId);
  if (kept && kept.origin === origin && kept.expiresAt > now) return { challenge: kept, isNew: false };
  const challenge: DomainChallengeRow = {
    tokenId,
    hostId: host.id,
    origin,
    content: newContent(),
    expiresAt: instantAfter(now, CHALLENGE_DAYS),
    checkedAt: null,
  };
  await putChallenge(db, challenge);
  return { challenge, isNew: true };
}

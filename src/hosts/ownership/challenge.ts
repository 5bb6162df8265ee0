import { randomBytes } from 'node:crypto';
import type { Database } from '../../database/open.ts';
import { instantAfter, parisDay } from '../../ground/clock.ts';
import type { Fetched } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import type { DomainChallengeRow } from '../../record/rows.ts';
import type { Challenge } from './schema.ts';
import { findChallenge, putChallenge } from './store.ts';

const PATH = '/.well-known/bercail-challenge';
const DAYS = 7;
/** How long whoever holds an entry may say that the newcomer is not theirs. */
export const DAYS_TO_OBJECT = 7;

/** A challenge in words for who must meet it. */
export const toChallenge = ({ origin, content, expiresAt }: DomainChallengeRow): Challenge => ({
  url: origin + PATH,
  content,
  expiresOn: parisDay(expiresAt),
});

/**
 * The challenge of a token for a website: the one there is, else a new one, 256 bits that nobody can guess. It is bound
 * to the token, so that what one has published cannot serve another.
 */
export async function challengeFor(
  db: Database,
  { clock }: Pick<Context, 'clock'>,
  host: { id: string; website: string },
  tokenId: string,
): Promise<{ challenge: DomainChallengeRow; isNew: boolean }> {
  const now = clock();
  const { origin } = new URL(host.website);
  const kept = await findChallenge(db, tokenId);
  if (kept && kept.origin === origin && kept.expiresAt > now) return { challenge: kept, isNew: false };
  const challenge: DomainChallengeRow = {
    tokenId,
    hostId: host.id,
    origin,
    content: `bercail-challenge=${randomBytes(32).toString('base64url')}`,
    expiresAt: instantAfter(now, DAYS),
    checkedAt: null,
  };
  await putChallenge(db, challenge);
  return { challenge, isNew: true };
}

/** Why what a site answered is no proof; null when it is one. Editors add a line end: that alone is forgiven. */
export function proofProblem(answer: Fetched, content: string): string | null {
  if (answer.problem !== null) return answer.problem;
  if (answer.status !== 200) return 'wrong-status';
  return answer.body.toString('utf8').trimEnd() === content ? null : 'wrong-content';
}

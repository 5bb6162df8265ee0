import { randomBytes } from 'node:crypto';
import { isSameSecret } from '../../accounts/tokens.ts';
import { withoutNote } from '../../database/transaction.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Fetched, Outgoing } from '../../outgoing/fetch.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import type { FetchProblem, Language } from '../../vocabulary/terms.ts';
import { keptSince, readWebhook, withWebhook } from './commands.ts';
import { challengeMessage, headersOf } from './message.ts';
import { secretsInForce } from './queue.ts';
import { DELIVERY_LIMITS, postLimits } from './schedule.ts';
import type { Webhook } from './schema.ts';
import { resume, updateWebhook } from './store.ts';

/** Why a challenge failed. */
type ChallengeProblem = FetchProblem | 'wrong-status' | 'wrong-content';

const SECONDS_BETWEEN = 60;

/**
 * Limits how often challenges are sent.
 * @throws CatalogueError too-many-requests
 */
function refuseHaste(challengedAt: Date | null, now: Date): void {
  const ago = challengedAt ? now.getTime() - challengedAt.getTime() : -1;
  if (ago < 0 || ago >= SECONDS_BETWEEN * 1000) return;
  throw new CatalogueError(
    'too-many-requests',
    {
      fr: 'Ce webhook a reçu un texte à renvoyer il y a moins d’une minute. Réessayez dans une minute.',
      en: 'This webhook was sent a challenge less than a minute ago. Try again in a minute.',
    },
    { retryAfterSeconds: SECONDS_BETWEEN },
  );
}

/** Whether a response contains the challenge: as its whole body, or in the field `challenge` of a JSON object. */
function isEchoed(body: string, challenge: string): boolean {
  if (isSameSecret(body.trim(), challenge)) return true;
  try {
    const { challenge: echoed } = JSON.parse(body) as { challenge?: unknown };
    return typeof echoed === 'string' && isSameSecret(echoed, challenge);
  } catch {
    return false;
  }
}

function problemOf(answer: Fetched, challenge: string): ChallengeProblem | null {
  if (answer.problem !== null) return answer.problem;
  if (answer.status < 200 || answer.status > 299) return 'wrong-status';
  return isEchoed(answer.body.toString('utf8'), challenge) ? null : 'wrong-content';
}

/**
 * Sends a challenge to a webhook. If the webhook returns it, the webhook becomes active and waiting deliveries are sent
 * at once.
 * @throws CatalogueError no-token, not-yours, webhook-not-found, too-many-requests
 */
export async function verifyWebhook(
  context: Context,
  outgoing: Pick<Outgoing, 'post'>,
  id: string,
): Promise<{ webhook: Webhook; problem: ChallengeProblem | null }> {
  const { clock } = context;
  const { url, secrets } = await withoutNote(() =>
    withWebhook(context, id, async (db, webhook) => {
      refuseHaste(webhook.challengedAt, clock());
      await updateWebhook(db, webhook.id, { challengedAt: clock() });
      await noteAction(db, context, 'verifyWebhook', { hostId: webhook.hostId, federationId: webhook.federationId });
      return { url: webhook.url, secrets: (await secretsInForce(db, [webhook.id], clock()))(webhook.id) };
    }),
  );
  // Outside of any transaction, so that a slow receiver does not hold locks.
  const challenge = randomBytes(32).toString('base64url');
  const message = challengeMessage(challenge, clock());
  const answer = await outgoing.post(
    url,
    message.body,
    postLimits(DELIVERY_LIMITS),
    headersOf(message, secrets, clock()),
  );
  const problem = problemOf(answer, challenge);
  if (problem === null)
    await withWebhook(context, id, async (db, webhook) => {
      const now = clock();
      await updateWebhook(db, webhook.id, {
        ...{ state: 'active', verifiedAt: now, disabledAt: null, disabledWhy: null },
        ...{ failures: 0, failingSince: null, pausedUntil: null },
        // The token that created it may have ended: from now on the webhook depends on the token of the caller.
        ...(webhook.role === context.caller.role && { tokenId: context.caller.tokenId }),
      });
      await resume(db, webhook.id, { now, since: keptSince(now) });
    });
  return { webhook: await readWebhook(context, id), problem };
}

const SENTENCES: Record<ChallengeProblem, { fr: string; en: string }> = {
  'not-http': { fr: 'Ce n’est pas une adresse du web.', en: 'This is no web address.' },
  'https-needed': { fr: 'Il faut une adresse en https.', en: 'An https address is needed.' },
  'with-credentials': {
    fr: 'L’adresse contient un nom ou un mot de passe : ôtez-les.',
    en: 'The address holds a name or a password: leave them out.',
  },
  'unusual-port': { fr: 'L’adresse nomme un port : ôtez-le.', en: 'The address names a port: leave it out.' },
  'ip-address': { fr: 'Donnez un nom de domaine, et non un numéro.', en: 'Give a domain name, and no number.' },
  'not-public-name': {
    fr: 'Ce nom n’existe que sur un réseau privé. Donnez une adresse publique.',
    en: 'This name exists on a private network only. Give a public address.',
  },
  'not-public-machine': {
    fr: 'Ce nom mène à une machine privée. Donnez une adresse publique.',
    en: 'This name leads to a private machine. Give a public address.',
  },
  'name-not-found': { fr: 'Ce nom de domaine n’existe pas.', en: 'This domain name does not exist.' },
  'no-answer': { fr: 'Rien ne répond à cette adresse.', en: 'Nothing answers at this address.' },
  'bad-certificate': { fr: 'Son certificat n’est pas valable.', en: 'Its certificate is not valid.' },
  'too-slow': { fr: 'La réponse n’est pas venue à temps.', en: 'The answer did not come in time.' },
  'too-large': { fr: 'La réponse est trop longue.', en: 'The answer is too long.' },
  'too-many-redirects': { fr: 'Les redirections ne sont pas suivies.', en: 'Redirects are not followed.' },
  'redirected-elsewhere': { fr: 'Les redirections ne sont pas suivies.', en: 'Redirects are not followed.' },
  'wrong-status': {
    fr: 'La réponse n’a pas un statut de 200 à 299. Les redirections ne sont pas suivies.',
    en: 'The status of the answer is none from 200 to 299. Redirects are not followed.',
  },
  'wrong-content': {
    fr: 'La réponse ne contient pas le texte reçu dans « data.challenge ». Renvoyez-le seul, ou comme « challenge » d’un objet JSON.',
    en: 'The answer does not hold the text that came as "data.challenge". Give it back alone, or as "challenge" of a JSON object.',
  },
};

export const tellProblem = (code: ChallengeProblem, language: Language) => ({ code, text: SENTENCES[code][language] });

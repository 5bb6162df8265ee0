import { randomBytes } from 'node:crypto';
import type { Database } from '../../database/open.ts';
import { instantAfter, parisDay } from '../../ground/clock.ts';
import type { Fetched } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import type { DomainChallengeRow } from '../../record/rows.ts';
import type { FetchProblem } from '../../vocabulary/terms.ts';
import type { Challenge } from './schema.ts';
import { findChallenge, putChallenge } from './store.ts';

const PATH = '/.well-known/bercail-challenge';
const DAYS = 7;
/** Days in which the holder of an entry may object to a claim. */
export const DAYS_TO_OBJECT = 7;

/** A challenge as answered by the API. */
export const toChallenge = ({ origin, content, expiresAt }: DomainChallengeRow): Challenge => ({
  url: origin + PATH,
  content,
  expiresOn: parisDay(expiresAt),
});

/**
 * The challenge of a token for the origin of a website: the present one, else a new one of 256 random bits. It belongs to the token, so
 * that a published text cannot prove anything for somebody else.
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
    content: `bercail-challenge=${randomBytes(32).toString('base64url')}`,
    expiresAt: instantAfter(now, DAYS),
    checkedAt: null,
  };
  await putChallenge(db, challenge);
  return { challenge, isNew: true };
}

/**
 * Why the answer of a site is no proof; null when it is one. White space at the end is ignored, because editors add it.
 */
export function proofProblem(answer: Fetched, content: string): string | null {
  if (answer.problem !== null) return answer.problem;
  if (answer.status !== 200) return 'wrong-status';
  return answer.body.toString('utf8').trimEnd() === content ? null : 'wrong-content';
}

type Problem =
  | FetchProblem
  | 'no-website'
  | 'no-challenge'
  | 'new-challenge'
  | 'wrong-status'
  | 'wrong-content'
  | 'website-changed';

/** Why a domain is not proven, and what to do. Nothing of what the site answered is repeated. */
export const PROOF_PROBLEMS: Record<Problem, { fr: string; en: string }> = {
  'no-website': {
    fr: 'Cet hébergeur n’a pas de site web : indiquez-le d’abord.',
    en: 'This host has no website: give one first.',
  },
  'no-challenge': {
    fr: 'La preuve se fait avec le jeton de l’hébergeur.',
    en: 'The proof is made with the token of the host.',
  },
  'new-challenge': {
    fr: 'Voici le texte à publier. Mettez-le à cette adresse, puis recommencez.',
    en: 'Here is the text to publish. Put it at this address, then try again.',
  },
  'website-changed': {
    fr: 'Le site web a changé entre-temps : recommencez.',
    en: 'The website changed meanwhile: try again.',
  },
  'wrong-status': {
    fr: 'Rien n’est publié à cette adresse : elle doit répondre 200.',
    en: 'Nothing is published at this address: it must answer 200.',
  },
  'wrong-content': {
    fr: 'Cette adresse répond autre chose que le texte demandé. Il doit y être seul.',
    en: 'This address answers something else than the text. The text must stand there alone.',
  },
  'not-http': { fr: 'L’adresse du site n’est pas une adresse web.', en: 'The website is not a web address.' },
  'https-needed': {
    fr: 'Le site doit répondre en https : sans lui, n’importe qui pourrait répondre à sa place.',
    en: 'The site must answer over https: without it, anybody could answer in its place.',
  },
  'with-credentials': {
    fr: 'L’adresse du site ne doit contenir ni nom ni mot de passe.',
    en: 'The website must hold neither a name nor a password.',
  },
  'unusual-port': {
    fr: 'Le site doit répondre au port habituel (443).',
    en: 'The site must answer on the usual port (443).',
  },
  'ip-address': {
    fr: 'Il faut un nom de domaine, pas une adresse en chiffres.',
    en: 'A domain name is needed, not a numeric address.',
  },
  'not-public-name': {
    fr: 'Ce nom n’existe pas sur l’internet public.',
    en: 'This name is not on the public internet.',
  },
  'not-public-machine': {
    fr: 'Ce nom mène à une machine qui n’est pas publique.',
    en: 'This name leads to a machine that is not public.',
  },
  'name-not-found': { fr: 'Ce nom de domaine est introuvable.', en: 'This domain name cannot be found.' },
  'no-answer': { fr: 'Le site ne répond pas.', en: 'The site does not answer.' },
  'bad-certificate': {
    fr: 'Le certificat du site n’est pas valable.',
    en: 'The certificate of the site is not valid.',
  },
  'too-slow': { fr: 'Le site met trop de temps à répondre.', en: 'The site takes too long to answer.' },
  'too-large': { fr: 'La réponse du site est trop longue.', en: 'The answer of the site is too long.' },
  'too-many-redirects': { fr: 'Le site redirige trop de fois.', en: 'The site redirects too many times.' },
  'redirected-elsewhere': {
    fr: 'L’adresse renvoie vers un autre nom : la preuve doit venir du site lui-même.',
    en: 'The address leads to another name: the proof must come from the site itself.',
  },
};

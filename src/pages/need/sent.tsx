import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Bercail } from '../../bercail.ts';
import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { curved } from '../../ground/texts.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { readNumber } from '../../recommendations/cases/need.ts';
import { countErasure, countNeed, eraseSent, hasReaders, sendNeed } from '../../recommendations/cases/received.ts';
import { territoryIn } from '../asking/place.ts';
import type { Form } from '../asking/questions.ts';
import { refusedIn } from '../frame/forms.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { addressIn, type Page, useWords } from '../frame/page.ts';
import { Go, OutsideLink, PrintButton, Tap } from '../frame/parts.tsx';
import { SEND_ON } from '../words/send-on.ts';
import { toNeed } from './answers.ts';

/** A need is sent by nobody, even when a browser sends a token. */
const ANYBODY = { role: 'anonymous' } as const;
const LONGEST_ONCE = 100;

/**
 * Other sites must not make their readers send needs. Our pages tell no other site where one comes from, so their forms
 * say `null`; what says nothing is no browser, or an old one, and is counted like everybody.
 * @throws CatalogueError from-another-site
 */
function requireOwnPage({ headers: { origin = 'null', ...headers } }: FastifyRequest, site: string): void {
  const isOwn = (headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin';
  if (isOwn && (origin === 'null' || origin === new URL(site).origin)) return;
  throw new CatalogueError('from-another-site', {
    fr: `Ce formulaire n’est pas venu d’une page de ${site} : rien n’est parti. Ouvrez ${site}/match et répondez aux questions.`,
    en: `This form did not come from a page of ${site}: nothing was sent. Open ${site}/match and answer the questions.`,
  });
}

interface Sending {
  request: FastifyRequest;
  reply: FastifyReply;
  page: Page;
  model: Model;
  federation: Federation;
  form: Form;
  once: string | null;
}

/** What a need is sent with. */
export type SentNeeds = Pick<Bercail, 'contextFor' | 'db' | 'matcher' | 'rateLimits' | 'reference'>;

/**
 * Sends a need, and returns the number under which it is found; else why it was not taken, in the words of the page.
 * @throws CatalogueError from-another-site
 */
export async function sendFromPage(
  { db, reference, matcher, contextFor, rateLimits }: SentNeeds,
  { request, reply, page, model, federation, form, once }: Sending,
): Promise<{ number: string; refusal?: never } | { refusal: string }> {
  requireOwnPage(request, page.site);
  try {
    const { territories } = reference;
    const need = toNeed(form, territoryIn(form, territories), reference);
    const matching = { db, matcher, model, say: page.say };
    return await sendNeed(contextFor(ANYBODY), federation, need, matching, {
      countRequest: countNeed(rateLimits, senderOf(ANYBODY, request.ip), federation),
      once: once?.slice(0, LONGEST_ONCE),
    });
  } catch (error) {
    return { refusal: refusedIn(error, page, request, reply).sentence };
  }
}

/** Whether a need can be sent from a page. Without the database none can, and the answer is shown all the same. */
export const canBeSent = (needs: Pick<Bercail, 'db' | 'clock'>, federation: Federation): Promise<boolean> =>
  hasReaders(needs, federation).catch(() => false);

/** Goes on to the page that shows the number: reading it again sends nothing. */
export const showNumber = (reply: FastifyReply, page: Page, path: string, number: string): FastifyReply =>
  reply.header('cache-control', 'no-store').redirect(addressIn(page, `${path}/sent`, { number }), 303);

/** The number that an address or a form gives. @throws CatalogueError route-not-found */
export function requireNumber(number: unknown, federation: Federation | undefined): string {
  const read = typeof number === 'string' ? readNumber(number) : undefined;
  if (federation && read) return read;
  throw new CatalogueError('route-not-found', {
    fr: 'Cette adresse ne montre aucun numéro. Revenez à votre réponse, et envoyez-la de là.',
    en: 'This address shows no number. Go back to your answer, and send it from there.',
  });
}

/**
 * Erases what was sent under a number, for anyone who was shown it; else says why it was not, in the words of the page.
 * @throws CatalogueError from-another-site
 */
export async function eraseFromPage(
  { contextFor, rateLimits }: Pick<SentNeeds, 'contextFor' | 'rateLimits'>,
  { request, reply, page, federation }: Pick<Sending, 'request' | 'reply' | 'page' | 'federation'>,
  number: string,
): Promise<{ refusal?: string }> {
  requireOwnPage(request, page.site);
  try {
    const countRequest = countErasure(rateLimits, senderOf(ANYBODY, request.ip));
    await eraseSent(contextFor(ANYBODY), federation.slug, number, countRequest);
    return {};
  } catch (error) {
    return { refusal: refusedIn(error, page, request, reply).sentence };
  }
}

interface ErasedPageProps {
  number: string;
  /** Of the questions. */
  path: string;
  refusal?: string | undefined;
}

/** What became of the wish to erase what was sent. */
export function ErasedPage({ number, path, refusal }: ErasedPageProps) {
  const { sent } = useWords(SEND_ON);
  const heading = refusal === undefined ? sent.erased(number) : sent.notErased;
  return (
    <Layout
      title={heading}
      more={<meta name="robots" content="noindex" />}
      roof={<Roof heading={heading} {...(refusal !== undefined && { lead: refusal })} />}
    >
      <Tap line to={path} class="button first" text={sent.answerAnew} />
    </Layout>
  );
}

/** What was sent, the number by which it is found, and what to do with it. @param action of the form that erases it */
export function SentPage({ federation, number, action }: { federation: Federation; number: string; action: string }) {
  const { sent, accompanied } = useWords(SEND_ON);
  const name = curved(federation.name);
  return (
    <Layout
      title={sent.title(name)}
      more={<meta name="robots" content="noindex" />}
      roof={
        <Roof
          heading={
            <>
              {sent.number} <strong class="unbroken">{number}</strong>
            </>
          }
          lead={sent.title(name)}
        />
      }
    >
      <p>
        <strong>{sent.say(name)}</strong> {sent.only(name)}
      </p>
      {federation.website && (
        <p>
          <OutsideLink to={federation.website}>{accompanied.site(name)}</OutsideLink>
        </p>
      )}
      <p>
        {sent.eraseUntil} {sent.anew}
      </p>
      <form method="post" action={action}>
        <input type="hidden" name="number" value={number} />
        <Go class="second" text={sent.erase} />
      </form>
      <p>{sent.backBy}</p>
      <p class="row">
        <button type="button" class="button first" data-do="back" hidden>
          {sent.back}
        </button>
        <PrintButton />
      </p>
    </Layout>
  );
}

import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Bercail } from '../bercail.ts';
import type { Model } from '../catalogue/model.ts';
import { requireOwnFederation } from '../federations/rights.ts';
import { CatalogueError } from '../ground/errors.ts';
import { requireOwnHost } from '../hosts/rights.ts';
import { takeBytes, takeForms } from '../pages/frame/forms.ts';
import { addressIn, type Page, render } from '../pages/frame/page.ts';
import { PAGE_TYPE, pageOf } from '../pages/frame/pages.ts';
import { findSession, type OpenedSession, type Session } from '../persons/sessions.ts';
import type { Context } from '../record/context.ts';
import { findFederation } from '../record/federations.ts';
import { findHost } from '../record/hosts.ts';
import { mayAnswer, mayDoAll, requireAdmin, type TokenHolder } from '../requests/caller.ts';
import { SignInPage } from './sign-in-page.tsx';

/*
 * The frame of every page of the desks: who is signed in, forms that only our own pages can send, nothing kept by
 * browsers or caches. The commands underneath, which are those of the API, check rights.
 */

export const DESK = '/manage';
const COOKIE = 'bercail-desk';
/** Bytes of a form: it carries what it showed and what was typed, where one letter with an accent takes six bytes. */
const FORM_MAX = 120_000;
/** Bytes of the form that signs somebody in again: it carries the other one, encoded once more. */
export const CARRIED_MAX = 200_000;
/** Bytes of a file sent along, which are a third longer in the form that follows. */
const FILE_MAX = 100_000;

/** What a page of a desk may ask while it is made. */
type PageNeeds = Pick<Bercail, 'adviser' | 'catalogue' | 'catchUp' | 'matcher' | 'policy' | 'sendsMail'>;
type DeskNeeds = PageNeeds & Pick<Bercail, 'clock' | 'contextFor' | 'db' | 'publicUrl'>;

/** Somebody asks for a page of the desks, or sends a form. */
export interface DeskVisit {
  request: FastifyRequest;
  reply: FastifyReply;
  page: Page;
  model: Model;
  bercail: PageNeeds;
  params: Readonly<Record<string, string>>;
  session: Session | undefined;
  /** Puts a session that just began into the cookie; null takes it out. */
  keep(opened: OpenedSession | null): void;
}

export interface SignedIn extends DeskVisit {
  session: Session;
  /**
   * The context of a command on a host, as the member of this session who may write there.
   * @param operation operationId of the same command in the API, for the audit
   * @throws CatalogueError host-not-found, not-yours
   */
  asHost(ref: string, operation: string): Promise<Context>;
  /** The same on a federation. @throws CatalogueError federation-not-found, not-yours */
  asFederation(ref: string, operation: string): Promise<Context>;
  /** @throws CatalogueError not-yours */
  asAdmin(operation: string): Context;
  /** As one of those whom the session may act as. */
  as(caller: TokenHolder, operation: string): Context;
}

/** A form as it was sent. */
export interface SentFields {
  fields: URLSearchParams;
  /** It only wants to be shown again, filled: in the other language, or after signing in. */
  isStay: boolean;
}

/** A page, with its status; where to go on, so that reloading sends nothing twice; or a file to keep. */
export type DeskAnswer =
  | VNode
  | { status: number; view: VNode }
  | { to: string }
  | { file: string | Buffer; type: string; name: string };
export type Awaitable<T> = T | Promise<T>;

export interface Desk {
  /** A page for somebody who is signed in; others are asked to sign in first. */
  page(path: string, view: (visit: SignedIn) => Awaitable<DeskAnswer>): void;
  /** A form of such a page. When the session ended meanwhile, it comes back filled after signing in (`isStay`). @param most letters */
  form(path: string, take: (visit: SignedIn, sent: SentFields) => Awaitable<DeskAnswer>, most?: number): void;
  /** The same without signing in. */
  openPage(path: string, view: (visit: DeskVisit) => Awaitable<DeskAnswer>): void;
  openForm(path: string, take: (visit: DeskVisit, sent: SentFields) => Awaitable<DeskAnswer>): void;
}

/**
 * Only pages of this site may send a form here: a browser says where a form comes from, and what says nothing is no
 * browser. `null` is what a page hides behind.
 * @throws CatalogueError from-another-site
 */
function requireOwnSite({ headers }: FastifyRequest, origin: string): void {
  const isOwn = headers.origin === undefined ? headers['sec-fetch-site'] === 'same-origin' : headers.origin === origin;
  if (isOwn) return;
  throw new CatalogueError('from-another-site', {
    fr: `Ce formulaire n’est pas venu d’une page de ${origin} : rien n’a été fait. Ouvrez ${origin}${DESK} et recommencez de là.`,
    en: `This form did not come from a page of ${origin}: nothing was done. Open ${origin}${DESK} and start again from there.`,
  });
}

/** An address of the desks to come back to after signing in; any other is not followed. */
export const deskAddress = (to: unknown): string | undefined =>
  typeof to === 'string' && to.length < 2000 && /^\/manage(?:\/[\w\-.~/]*)?(?:\?[\w\-.~=&:%]*)?$/.test(to)
    ? to
    : undefined;

/** One parameter of an address. */
export const queryParam = ({ request }: DeskVisit, name: string): string | undefined => {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
};

/** Words of what was done last, by the parameter `done` of an address. */
export function doneIn<T>(visit: DeskVisit, words: Readonly<Record<string, T>>): T | undefined {
  const done = queryParam(visit, 'done') ?? '';
  return Object.hasOwn(words, done) ? words[done] : undefined;
}

/** Of several accesses to one thing, one that was accepted, and of those one with the most rights. */
function withMostRights(callers: readonly TokenHolder[]): TokenHolder | undefined {
  const accepted = callers.filter((caller) => !('awaitsOfficer' in caller && caller.awaitsOfficer));
  const most = (of: readonly TokenHolder[]) => of.find(mayDoAll) ?? of.find(mayAnswer) ?? of[0];
  return most(accepted) ?? most(callers);
}

/** Adds pages of the desks to a scope, which then takes forms and nothing else. */
export function deskOn(app: FastifyInstance, bercail: DeskNeeds): Desk {
  const { db, clock, catalogue, publicUrl, contextFor } = bercail;
  const { origin, protocol } = new URL(publicUrl);
  takeForms(app, { most: CARRIED_MAX });
  takeBytes(app, FILE_MAX);

  const visitOf = async (request: FastifyRequest, reply: FastifyReply): Promise<DeskVisit> => {
    const model = catalogue.current();
    const secret = parseCookie(request.headers.cookie ?? '')[COOKIE];
    return {
      request,
      reply,
      model,
      bercail,
      page: pageOf(request, model.reference, publicUrl, { reads: 'all' }),
      params: request.params as Record<string, string>,
      session: secret ? await findSession(db, secret, clock()) : undefined,
      keep: (opened) =>
        void reply.header(
          'set-cookie',
          stringifySetCookie({
            ...{ name: COOKIE, value: opened?.secret ?? '', path: DESK, httpOnly: true, sameSite: 'lax' },
            secure: protocol === 'https:',
            ...(opened === null ? { maxAge: 0 } : opened.expiresAt && { expires: opened.expiresAt }),
          }),
        ),
    };
  };
  const signedIn = (visit: DeskVisit & { session: Session }): SignedIn => {
    const { callers } = visit.session;
    const admin = callers.find(({ role }) => role === 'admin');
    const as = (caller: TokenHolder, operation: string) => contextFor({ ...caller, operation });
    return {
      ...visit,
      as,
      asHost: async (ref, operation) => {
        const host = await findHost(db, ref);
        // A claim of the same entry, which may be older, opens nothing here.
        const own = withMostRights(callers.filter((caller) => caller.role === 'host' && caller.hostId === host?.id));
        const caller = own ?? admin ?? callers[0]!;
        requireOwnHost(caller, host);
        return as(caller, operation);
      },
      asFederation: async (ref, operation) => {
        const federation = await findFederation(db, ref);
        const own = withMostRights(
          callers.filter((caller) => 'federationId' in caller && caller.federationId === federation?.id),
        );
        const caller = own ?? admin ?? callers[0]!;
        requireOwnFederation(caller, federation);
        return as(caller, operation);
      },
      asAdmin: (operation) => {
        const caller = admin ?? callers[0]!;
        requireAdmin(caller);
        return as(caller, operation);
      },
    };
  };
  const send = ({ reply, page }: DeskVisit, shown: DeskAnswer): FastifyReply => {
    reply.header('cache-control', 'no-store');
    if ('to' in shown) {
      const [address = '', part] = shown.to.split('#');
      const [path, query] = address.split('?') as [string, string?];
      const to = addressIn(page, path, Object.fromEntries(new URLSearchParams(query)));
      return reply.redirect(part === undefined ? to : `${to}#${part}`, 303);
    }
    if ('file' in shown)
      return reply
        .headers({ 'content-type': shown.type, 'content-disposition': `attachment; filename="${shown.name}"` })
        .send(shown.file);
    const { status, view } = 'view' in shown ? shown : { status: reply.statusCode, view: shown };
    return reply
      .code(status)
      .headers({ 'content-type': PAGE_TYPE, 'content-language': page.language })
      .send(render(page, view));
  };

  const options = {
    config: { headers: 'desk', crossOrigin: false },
    schema: { hide: true },
  } as const;
  const openPage: Desk['openPage'] = (path, view) =>
    app.get(path, options, async (request, reply) => {
      const visit = await visitOf(request, reply);
      return send(visit, await view(visit));
    });
  const openForm = (
    path: string,
    take: (visit: DeskVisit, sent: SentFields) => Awaitable<DeskAnswer>,
    most = FORM_MAX,
  ): void => {
    app.post<{ Body: URLSearchParams | undefined }>(
      path,
      {
        ...options,
        bodyLimit: most,
        onRequest: async (request) => requireOwnSite(request, origin),
      },
      async (request, reply) => {
        const visit = await visitOf(request as FastifyRequest, reply);
        const fields = request.body ?? new URLSearchParams();
        return send(visit, await take(visit, { fields, isStay: fields.get('go') === 'stay' }));
      },
    );
  };
  return {
    openPage,
    openForm: (path, take) => openForm(path, take, CARRIED_MAX),
    page: (path, view) =>
      openPage(path, (visit) => {
        const { session, request } = visit;
        if (session) return view(signedIn({ ...visit, session }));
        return { to: `${DESK}/sign-in?${new URLSearchParams({ to: request.url })}` };
      }),
    form: (path, take, most) =>
      openForm(
        path,
        (visit, sent) => {
          const { session, request } = visit;
          if (session) return take(signedIn({ ...visit, session }), sent);
          const carried = { to: request.url, sent: sent.fields.toString() };
          return { status: 403, view: <SignInPage carried={carried} sendsMail={bercail.sendsMail} /> };
        },
        most,
      ),
  };
}

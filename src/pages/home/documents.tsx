import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import { hasReadTexts } from '../../catalogue/build.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { bestByWords, findByDomain, type Model } from '../../catalogue/model.ts';
import { parseAddress } from '../../ground/addresses.ts';
import { FAULT_CODES } from '../../ground/fault-codes.ts';
import { curved, nearestTo } from '../../ground/texts.ts';
import { PROBLEMS } from '../../http/problem-kinds.ts';
import type { Problem } from '../../http/problems.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { render, usePage, useWords } from '../frame/page.ts';
import { pageOf } from '../frame/pages.ts';
import { Link } from '../frame/parts.tsx';
import { ERRORS } from '../words/site.ts';
import { FindHost, Home } from './home.tsx';
import { PromiseLink } from './promise.tsx';

/** A page that was likely meant. */
export interface Near {
  name: string;
  path: string;
}

const TYPED_MAX = 100;
const SHOWN = 3;

/** What was typed as the name of a host or of a federation, in an address where nothing is. */
function typedIn(path: string): { of: 'hosts' | 'federations'; name: string } | undefined {
  const [, of, typed] = /^\/(hosts|federations)\/([^/]+)/.exec(path) ?? [];
  if (of === undefined || typed === undefined) return undefined;
  try {
    const name = decodeURIComponent(typed).slice(0, TYPED_MAX);
    return { of: of as 'hosts' | 'federations', name };
  } catch {
    return undefined;
  }
}

/**
 * Pages near to one that is not there: one whose name differs by few letters, then what a search for it finds. Just
 * after a start it is not searched for: reading the texts of all hosts here would hold up all other requests.
 */
export function nearTo(path: string, model: Model): Near[] {
  const typed = typedIn(path);
  if (!typed) return [];
  const slug = typed.name.toLowerCase();
  if (typed.of === 'federations') {
    const federation = model.federationBySlug.get(nearestTo(slug, model.federationBySlug.keys()) ?? '');
    return federation ? [{ name: federation.name, path: `/federations/${federation.slug}` }] : [];
  }
  const found = hasReadTexts(model) ? bestByWords(model, slug.replaceAll(/[-_.]+/g, ' '), SHOWN) : [];
  const hosts = [model.bySlug.get(nearestTo(slug, model.bySlug.keys()) ?? ''), findByDomain(model, slug), ...found];
  return [...new Set(hosts)]
    .flatMap((host) => (host ? [{ name: host.name, path: `/hosts/${host.slug}` }] : []))
    .slice(0, SHOWN);
}

/** What the codes of errors mean, each at its stable address. */
function ProblemList() {
  const words = useWords(ERRORS);
  const { language } = usePage();
  return (
    <Layout title={words.codes} roof={<Roof heading={words.codes} lead={words.codesLead} />} note={<PromiseLink />}>
      <dl>
        {Object.entries(PROBLEMS).map(([code, { status, title }]) => (
          <div key={code} id={code}>
            <dt>
              <code>{code}</code> · {status}
            </dt>
            <dd>{title[language]}</dd>
          </div>
        ))}
      </dl>
      <h2>{words.faultCodes}</h2>
      <p>{words.faultCodesLead}</p>
      <ul>
        {FAULT_CODES.map((code) => (
          <li key={code} id={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Layout>
  );
}

interface ProblemProps {
  problem: Problem;
  /** The kind of address that was asked for. */
  kind: NonNullable<FastifyContextConfig['headers']>;
  model: Model;
  /** It answers a form. */
  isForm: boolean;
  /** The page of the desks that led here. */
  before?: URL | undefined;
}

/** Where nothing is: what was likely meant, and a way to look for it. */
function Elsewhere({ model }: Pick<ProblemProps, 'model'>) {
  const words = useWords(ERRORS);
  const { path } = usePage();
  const near = nearTo(path, model);
  return (
    <>
      {near.length > 0 && (
        <p>
          {words.meant}{' '}
          {near.map(({ name, path: to }, at) => (
            <>
              {at > 0 && (at < near.length - 1 ? ', ' : words.or)}
              <Link key={to} to={to}>
                {curved(name)}
              </Link>
            </>
          ))}
          {words.meantEnd}
        </p>
      )}
      <h2>{words.search}</h2>
      <FindHost q={typedIn(path)?.name} />
    </>
  );
}

/** Statuses after which the same request may well be answered. */
const LATER: ReadonlySet<number> = new Set([429, 503]);

/** An error for people: what happened, where, what to do. */
function ProblemPage({ problem, kind, model, isForm, before }: ProblemProps) {
  const words = useWords(ERRORS);
  const { detail, code, status, errors = [], instance } = problem;
  const { path } = usePage();
  const isPage = kind !== 'data';
  const isAway = isPage && code === 'database-unavailable';
  const title = isAway ? words.away : isPage && code === 'invalid-request' ? words.notShown : problem.title;
  const lead = isAway ? words.awayLead : code === 'route-not-found' ? words.nothingHere : detail;
  return (
    <Layout title={title} roof={<Roof heading={title} lead={lead} />}>
      {errors.length > 0 && (
        <ul>
          {errors.map(({ pointer, message }) => (
            <li key={pointer}>
              {message} {kind === 'data' && pointer && <code>{pointer}</code>}
            </li>
          ))}
        </ul>
      )}
      {status === 404 && kind !== 'embedded' && <Elsewhere model={model} />}
      <h2>{words.next}</h2>
      <ul>
        {(kind === 'embedded' || kind === 'builder') && (
          <li>
            <Link to="/embed">{words.prepare}</Link>
          </li>
        )}
        {isForm && LATER.has(status) && <li>{words.resend}</li>}
        {isAway && !isForm && (
          <li>
            <Link to={path}>{words.reload}</Link>
          </li>
        )}
        {before !== undefined && (
          <li>
            <Link to={before.pathname} query={Object.fromEntries(before.searchParams)}>
              {words.before}
            </Link>
          </li>
        )}
        <li>{kind === 'desk' ? <Link to="/manage">{words.desk}</Link> : <Link to="/match">{words.find}</Link>}</li>
        <li>
          <Link to="/">{words.home}</Link>
        </li>
      </ul>
      {status >= 500 && (
        <p class="soft">
          {words.again} <code>{instance.replace('urn:uuid:', '')}</code>
        </p>
      )}
    </Layout>
  );
}

/** The page of the desks that led to an address; what a browser says of others is not followed. */
function deskBefore({ headers, url }: FastifyRequest, site: string): URL | undefined {
  const { referer = '' } = headers;
  const before = parseAddress(referer);
  const isDesk = before?.origin === new URL(site).origin && before.pathname.startsWith('/manage');
  return isDesk && `${before.pathname}${before.search}` !== url ? before : undefined;
}

/* Whole documents, for rooms that know nothing of views. */

export const homePage = (request: FastifyRequest, model: Model, site: string): string =>
  render(pageOf(request, model.reference, site), <Home model={model} />);

export const problemListPage = (request: FastifyRequest, reference: Reference, site: string): string =>
  render(pageOf(request, reference, site), <ProblemList />);

/** An error as a browser shows it. */
export const problemPage =
  (catalogue: Pick<Catalogue, 'current'>, site: string) =>
  (problem: Problem, request: FastifyRequest): string => {
    const model = catalogue.current();
    const { headers: kind = 'data' } = request.routeOptions?.config ?? {};
    const page = pageOf(request, model.reference, site, { embedded: kind === 'embedded', reads: 'all' });
    const isForm = request.method === 'POST';
    const before = kind === 'desk' ? deskBefore(request, site) : undefined;
    return render(page, <ProblemPage {...{ problem, kind, model, isForm, before }} />);
  };

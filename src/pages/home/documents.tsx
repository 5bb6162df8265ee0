import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import { PROBLEMS, type Problem } from '../../http/problems.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { render, usePage, useWords } from '../frame/page.ts';
import { pageOf } from '../frame/pages.ts';
import { Link } from '../frame/parts.tsx';
import { ERRORS } from '../words/site.ts';
import { Home, type HomeFacts } from './home.tsx';

/** What the codes of errors mean, each at its stable address. */
function ProblemList() {
  const words = useWords(ERRORS);
  const { language } = usePage();
  return (
    <Layout title={words.codes} roof={<Roof heading={words.codes} lead={words.codesLead} />}>
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
    </Layout>
  );
}

interface ProblemProps {
  problem: Problem;
  /** The kind of address that was asked for. */
  kind: NonNullable<FastifyContextConfig['headers']>;
}

/** An error for people: what happened, where, what to do. */
function ProblemPage({ problem, kind }: ProblemProps) {
  const words = useWords(ERRORS);
  const { detail, code, status, errors = [], instance } = problem;
  const title = kind !== 'data' && code === 'invalid-request' ? words.notShown : problem.title;
  return (
    <Layout
      title={title}
      roof={<Roof heading={title} lead={code === 'route-not-found' ? words.nothingHere : detail} />}
    >
      {errors.length > 0 && (
        <ul>
          {errors.map(({ pointer, message }) => (
            <li key={pointer}>
              {message} {kind === 'data' && pointer && <code>{pointer}</code>}
            </li>
          ))}
        </ul>
      )}
      <h2>{words.next}</h2>
      <ul>
        {(kind === 'embedded' || kind === 'builder') && (
          <li>
            <Link to="/embed">{words.prepare}</Link>
          </li>
        )}
        <li>
          <Link to="/match">{words.find}</Link>
        </li>
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

/* Whole documents, for rooms that know nothing of views. */

export const homePage = (request: FastifyRequest, reference: Reference, site: string, facts: HomeFacts): string =>
  render(pageOf(request, reference, site), <Home {...facts} />);

export const problemListPage = (request: FastifyRequest, reference: Reference, site: string): string =>
  render(pageOf(request, reference, site), <ProblemList />);

/** An error as a browser shows it. */
export const problemPage =
  (reference: Reference, site: string) =>
  (problem: Problem, request: FastifyRequest): string => {
    const { headers: kind = 'data' } = request.routeOptions?.config ?? {};
    const page = pageOf(request, reference, site, { embedded: kind === 'embedded' });
    return render(page, <ProblemPage problem={problem} kind={kind} />);
  };

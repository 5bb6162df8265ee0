import type { FastifyContextConfig } from 'fastify';
import type { Problem } from '../../http/problems.ts';
import { Layout } from '../frame/layout.tsx';
import { Link } from '../frame/link.tsx';
import { useWords } from '../frame/page.ts';
import { ERRORS } from '../words/errors.ts';

interface ProblemProps {
  problem: Problem;
  /** Of what was asked for. */
  kind: NonNullable<FastifyContextConfig['headers']>;
}

/** An error for people: what happened, where, what to do. */
export function ProblemPage({ problem, kind }: ProblemProps) {
  const words = useWords(ERRORS);
  const { detail, code, status, errors = [], instance } = problem;
  const title = kind !== 'data' && code === 'invalid-request' ? words.notShown : problem.title;
  return (
    <Layout title={title}>
      <h1>{title}</h1>
      <p>{code === 'route-not-found' ? words.nothingHere : detail}</p>
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

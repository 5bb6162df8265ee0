import type { Problem } from '../../http/problems.ts';
import { Layout } from '../frame/layout.tsx';
import { Link } from '../frame/link.tsx';
import { useWords } from '../frame/page.ts';
import { ERRORS } from '../words/errors.ts';

/** An error for people: what happened, where, what to do. */
export function ProblemPage({ problem }: { problem: Problem }) {
  const words = useWords(ERRORS);
  const { title, detail, code, status, errors = [], instance } = problem;
  return (
    <Layout title={title}>
      <h1>{title}</h1>
      <p>{code === 'route-not-found' ? words.nothingHere : detail}</p>
      {errors.length > 0 && (
        <ul>
          {errors.map(({ pointer, message }) => (
            <li key={pointer}>
              {message} {pointer && <code>{pointer}</code>}
            </li>
          ))}
        </ul>
      )}
      <h2>{words.next}</h2>
      <ul>
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

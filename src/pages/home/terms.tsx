import type { Operator } from '../../config.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { TERMS } from '../words/terms.ts';
import { Operated } from './legal.tsx';
import { Sections } from './sections.tsx';

/** What somebody accepts who registers a host: who decides, how to object, what is kept, under which licences. */
export function Terms({ operator }: { operator: Operator }) {
  const words = useWords(TERMS);
  return (
    <Layout title={words.title} roof={<Roof heading={words.title} lead={words.version} />}>
      <h2>{words.operator}</h2>
      <Operated operator={operator} />
      {operator.contact !== undefined && <p>{words.write}</p>}
      <p>{words.decides}</p>
      <Sections sections={words.sections} />
      <p>
        {words.how} <a href="/docs">{words.documentation}</a> · <Link to="/ns">{words.openData}</Link> ·{' '}
        <Link to="/legal">{words.legal}</Link>
      </p>
    </Layout>
  );
}

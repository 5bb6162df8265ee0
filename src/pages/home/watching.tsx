import { Layout, Roof } from '../frame/layout.tsx';
import { useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { WATCHING } from '../words/watching.ts';
import { Sections } from './sections.tsx';

/** What a site asks of this catalogue alone, so that it comes no more. */
const LEAVE_ALONE = 'User-agent: Bercail\nDisallow: /';

/** What the catalogue does on the sites of others: its name there leads here. */
export function Watching() {
  const words = useWords(WATCHING);
  return (
    <Layout title={words.title} roof={<Roof heading={words.title} lead={words.lead} />}>
      <Sections sections={words.sections} />
      <pre>{LEAVE_ALONE}</pre>
      <p>
        {words.or} <Link to="/legal">{words.legal}</Link>
      </p>
    </Layout>
  );
}

import type { Operator } from '../../config.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { List } from '../frame/lists.tsx';
import { useWords } from '../frame/page.ts';
import { Link, OutsideLink } from '../frame/parts.tsx';
import { LEGAL } from '../words/site.ts';
import { TERMS, WATCHING } from '../words/terms.ts';

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

interface Section {
  heading: string;
  lines: readonly string[];
  /** Where links from elsewhere lead. */
  id?: string;
}

/** Short texts under headings, each line a statement that stands alone. */
export const Sections = ({ sections }: { sections: readonly Section[] }) => (
  <>
    {sections.map(({ heading, lines, id }) => (
      <section key={heading} id={id}>
        <h2>{heading}</h2>
        <List of={lines} />
      </section>
    ))}
  </>
);

/** Who answers for this instance. */
export function Operated({ operator: { name, contact } }: { operator: Operator }) {
  const words = useWords(LEGAL);
  if (name === undefined && contact === undefined) return <p>{words.unnamed}</p>;
  return (
    <ul>
      <li>{name === undefined ? words.unnamed : words.runBy(name)}</li>
      {contact !== undefined && (
        <li>
          {words.writeTo}{' '}
          {contact.includes('://') ? <OutsideLink to={contact} /> : <a href={mailtoOf(contact)}>{contact}</a>}
        </li>
      )}
    </ul>
  );
}

/** Who runs this, what is kept, where facts come from, how the order is chosen. */
export function Legal({ operator }: { operator: Operator }) {
  const words = useWords(LEGAL);
  return (
    <Layout title={words.title} roof={<Roof heading={words.title} />}>
      <h2>{words.operator}</h2>
      <Operated operator={operator} />
      <Sections sections={words.sections} />
      <p>
        <Link to="/for-hosts">{words.forHosts}</Link> · <Link to="/terms">{words.terms}</Link> ·{' '}
        <Link to="/watching">{words.visits}</Link> · <a href="/v1/policy">{words.rules}</a> ·{' '}
        <a href="/docs">{words.docs}</a>
      </p>
    </Layout>
  );
}

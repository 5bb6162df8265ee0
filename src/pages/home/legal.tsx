import type { Operator } from '../../config.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { useWords } from '../frame/page.ts';
import { Link, OutsideLink } from '../frame/parts.tsx';
import { LEGAL } from '../words/site.ts';
import { Sections } from './sections.tsx';

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

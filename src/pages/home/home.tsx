import type { Missing } from '../../catalogue/missing.ts';
import type { Operator } from '../../config.ts';
import type { Federation } from '../../documents/federation.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, OutsideLink } from '../frame/parts.tsx';
import { BUILDER } from '../words/builder.ts';
import { HOME, LEGAL } from '../words/site.ts';
import { curved } from '../words/typeset.ts';

export interface HomeFacts {
  hosts: number;
  services: number;
  /** What nobody has said yet, of so many hosts. */
  missing: Missing;
  asOf: string;
  federations: readonly Pick<Federation, 'slug' | 'name'>[];
}

/** The first page: what this is, and the way to begin. */
export function Home({ hosts, services, missing, asOf, federations }: HomeFacts) {
  const words = useWords(HOME);
  const builder = useWords(BUILDER);
  const { say } = usePage();
  return (
    <Layout title={words.title} description={words.lead} roof={<Roof heading={words.heading} lead={words.lead} />}>
      <p class="row">
        <Link to="/match" class="button">
          {words.start}
        </Link>
        <span class="soft">{words.length}</span>
      </p>
      <h2>{words.howTitle}</h2>
      <ol>
        {words.how.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h2>{words.knownTitle}</h2>
      <p>
        {words.known(hosts, services, say.date(asOf))} {words.order}
      </p>
      <p>{words.missing(hosts, missing)}</p>
      {federations.length > 0 && (
        <>
          <p>{words.federations}</p>
          <ul>
            {federations.map(({ slug, name }) => (
              <li key={slug}>
                <Link to={`/federations/${slug}`}>{curved(name)}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{words.programsTitle}</h2>
      <p>{words.programs}</p>
      <ul>
        <li>
          <Link to="/embed">{builder.title}</Link>
        </li>
        <li>
          <a href="/docs">{words.docs}</a>
        </li>
        <li>
          <a href="/openapi.json">{words.openapi}</a>
        </li>
        <li>
          <a href="/v1/hosts">{words.hosts}</a>
        </li>
        <li>
          <Link to="/docs/problems">{words.problems}</Link>
        </li>
      </ul>
    </Layout>
  );
}

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
      {words.sections.map(({ heading, lines, documented }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
            {documented && (
              <li>
                {documented.before} <a href="/docs">{documented.link}</a>.
              </li>
            )}
          </ul>
        </section>
      ))}
      <p>
        <Link to="/terms">{words.terms}</Link> · <a href="/v1/policy">{words.rules}</a> ·{' '}
        <a href="/docs">{words.docs}</a>
      </p>
    </Layout>
  );
}

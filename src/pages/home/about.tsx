import type { Operator } from '../../config.ts';
import { type Host, isReadByHost } from '../../documents/host.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { TERMS_VERSION } from '../../vocabulary/reference.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { Fold, List, Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, OutsideLink, Tap } from '../frame/parts.tsx';
import { FOR_HOSTS } from '../words/for-hosts.ts';
import { GUIDE_FOR_HOSTS } from '../words/guide-for-hosts.ts';
import { LEGAL } from '../words/legal.ts';
import { MEND } from '../words/mend.ts';
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

interface TextSection {
  heading: string;
  lines: readonly string[];
  /** Where links from elsewhere lead. */
  id?: string;
}

/** Short texts under headings. Each line can be read without the others. */
export const Sections = ({ sections }: { sections: readonly TextSection[] }) => (
  <>
    {sections.map(({ heading, lines, id }) => (
      <Section key={heading} id={id} title={heading}>
        <List of={lines} />
      </Section>
    ))}
  </>
);

/** Who answers for this instance. */
function Operated({ operator: { name, contact } }: { operator: Operator }) {
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

/** How one takes an entry over, and how one registers: what it takes today follows at once. */
const WAYS_IN = 2;

/** How a host keeps its entry, takes one over, registers, and leaves; about one entry where its page leads here. */
export function ForHosts({ operator, host }: { operator: Operator; host: Host | undefined }) {
  const words = useWords(FOR_HOSTS);
  const guide = useWords(GUIDE_FOR_HOSTS);
  const { site } = usePage();
  const post = (path: string, rest: string) => `curl -sS -X POST ${site}/v1/hosts${path} ${rest}`;
  const json = "-H 'content-type: application/json' -d";
  const slug = host?.slug ?? words.yourSlug;
  const isReachable = operator.contact !== undefined;
  return (
    <Layout
      title={words.title}
      description={words.lead}
      roof={
        <Roof heading={words.heading} lead={words.lead}>
          {!host && (
            <p class="row">
              <Tap to="/manage/join" class="button" text={words.join} />
              <Tap to="/hosts" text={words.hosts} />
              <Tap to="/guide/hosts" text={guide.link} />
            </p>
          )}
        </Roof>
      }
    >
      {host && (
        <Section class="card" title={words.yours(host.name)}>
          <p>{isReadByHost(host) ? words.confirmed : words.compiled}</p>
          <p class="row">
            <Tap to={`/manage/hosts/${host.slug}/take-over`} class="button" text={words.takeThisOver} />
            <Tap to={`/hosts/${host.slug}`} text={words.see} />
          </p>
          <MendLinks slug={host.slug} />
        </Section>
      )}
      <Sections sections={words.sections.slice(0, WAYS_IN)} />
      <Section title={words.desk}>
        <p>{words.deskLead}</p>
        <Tap line to="/manage" class="button" text={words.manage} />
        <Tap line to="/manage/check-file" text={words.checkFile} />
        <h2>{words.commands}</h2>
        <p>{words.commandsLead}</p>
        <Fold title={words.commandsFold}>
          <p>{words.takeOver}</p>
          <p class="letter code">{post(`/${slug}/ownership`, `${json} '{"terms":"${TERMS_VERSION}"}'`)}</p>
          <p>{words.register}</p>
          <p class="letter code">
            {post('', `${json} '{"name":"Les Aulnes","website":"https://aulnes.example","terms":"${TERMS_VERSION}"}'`)}
          </p>
          <p>{words.prove}</p>
          <p class="letter code">{post(`/${slug}/domain-checks`, "-H 'authorization: Bearer bcl_…'")}</p>
          <p>
            <a href="/docs">{words.documentation}</a> · <Link to="/terms">{words.terms}</Link>
          </p>
        </Fold>
      </Section>
      <Sections sections={words.sections.slice(WAYS_IN)} />
      {!host && (
        <Section title={words.network}>
          <p>{words.networkLead}</p>
          <Tap line to="/manage/join/federation" class="button" text={words.joinNetwork} />
        </Section>
      )}
      <Section title={words.operator}>
        <p>{words.withoutKey[isReachable ? 'reachable' : 'nobody']}</p>
        {(isReachable || operator.name !== undefined) && <Operated operator={operator} />}
      </Section>
    </Layout>
  );
}

/** Where a reader says that an entry is wrong, or asks that it be removed. */
function MendLinks({ slug }: { slug: string }) {
  const { report, removal } = useWords(MEND);
  return (
    <p class="row screen">
      <Tap to={`/hosts/${slug}/report`} text={report.heading} />
      <Tap to={`/hosts/${slug}/removal`} text={removal.heading} />
    </p>
  );
}

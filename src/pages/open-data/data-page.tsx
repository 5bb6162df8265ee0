import type { Routes } from '../../bercail.ts';
import { isListed, type Model } from '../../catalogue/model.ts';
import { TABLES } from '../../exchange/dumps/tables.ts';
import { curved } from '../../ground/texts.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { List, Section } from '../frame/lists.tsx';
import { addressIn, inLanguage, usePage, useWords } from '../frame/page.ts';
import { pageOf, publicPage } from '../frame/pages.ts';
import { Link } from '../frame/parts.tsx';
import { networksIn } from '../parts/network.tsx';
import { DATA } from '../words/data.ts';
import { FRAME } from '../words/site.ts';

/** Where something is to be had, and what it is. */
const Way = ({ to, told: [name, text] }: { to: string; told: readonly string[] }) => {
  const { colon } = useWords(FRAME);
  return (
    <>
      <a href={to}>{name}</a>
      {colon}
      {text}
    </>
  );
};

/** All that one may take away from here, in plain words. */
function DataPage({ model, address }: { model: Model; address: string }) {
  const words = useWords(DATA);
  const files: Readonly<Record<string, readonly string[]>> = words.files;
  const { language, say } = usePage();
  const told = (path: string) => addressIn({ query: inLanguage(language) }, path);
  const ways = (all: readonly (readonly [to: string, told: readonly string[]])[]) => (
    <List of={all}>{([to, one]) => <Way to={to} told={one} />}</List>
  );
  const example = model.documents.find((host) => isListed(host) && host.services.length > 0);
  const networks = networksIn(model).filter(({ members }) => members > 0);
  return (
    <Layout
      title={words.title}
      description={words.description}
      more={<link rel="alternate" type="application/atom+xml" title="Bercail" href={told('/feed.atom')} />}
      roof={<Roof heading={words.title} lead={words.lead} />}
    >
      <Section title={words.may}>
        <List of={words.licences}>{(one) => one}</List>
      </Section>
      <Section title={words.tables}>
        <p>{words.tablesLead}</p>
        {ways([
          ...TABLES.map(({ name }) => [`/v1/export/${name}.csv`, files[name]!] as const),
          ['/v1/export/datapackage.json', words.columns] as const,
        ])}
        <p>{words.excel}</p>
        <List of={TABLES}>
          {({ name }) => <a href={`/v1/export/${name}.csv?separator=semicolon`}>{words.forExcel(files[name]![0]!)}</a>}
        </List>
      </Section>
      <Section title={words.cite}>
        <p>{words.citeLead}</p>
        <blockquote>{words.citation(String(model.revision), say.date(model.day), address)}</blockquote>
        <p>{words.citeMore}</p>
      </Section>
      {example && (
        <Section title={words.one}>
          <p>{words.oneLead}</p>
          <p>
            {words.example(curved(example.name))} <Link to={`/hosts/${example.slug}`}>/hosts/{example.slug}</Link>
          </p>
          {ways([
            [`/v1/hosts/${example.slug}.properties`, words.ofOne.properties],
            [told(`/hosts/${example.slug}/feed.atom`), words.ofOne.feed],
            [told(`/hosts/${example.slug}/dates.ics`), words.ofOne.dates],
            [`/v1/hosts/${example.slug}`, words.ofOne.json],
          ])}
        </Section>
      )}
      <Section title={words.follow}>
        <p>
          <a href={told('/feed.atom')}>{words.followAll}</a>
        </p>
        {networks.length > 0 && (
          <>
            <p>{words.followNetwork}</p>
            <List of={networks}>
              {({ federation: { slug, name } }) => <a href={told(`/federations/${slug}/feed.atom`)}>{curved(name)}</a>}
            </List>
          </>
        )}
      </Section>
      <Section title={words.programs}>
        {ways([
          ['/docs', words.api],
          ['/openapi.json', words.openapi],
          ['/v1/changes', words.changes],
          ['/v1/export/hosts.ndjson', words.lines],
          ['/v1/export/hosts.ndjson?state=closed', words.closedLines],
          ['/v1/export/catalogue.jsonld', words.linked],
          ['/v1/export/dcat.jsonld', words.dcat],
          [told('/ns'), words.ns],
          [told('/embed'), words.embed],
        ])}
      </Section>
      <Section title={words.code}>
        <p>{words.codeText}</p>
        <p>
          <Link to="/legal">{words.legal}</Link>
        </p>
      </Section>
    </Layout>
  );
}

/** The page of data and code. */
export const dataPage: Routes = (app, { catalogue, publicUrl }) => {
  publicPage(app, '/data', { dependsOn: catalogue, headers: 'page' }, (request, model) => [
    pageOf(request, model.reference, publicUrl),
    <DataPage key="data" model={model} address={`${publicUrl}/data`} />,
  ]);
};

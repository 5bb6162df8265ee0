import { TERM_LIST } from '../../exchange/linked-data/terms.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { OPEN_DATA } from '../words/open-data.ts';

type Listed = (typeof TERM_LIST)[number];

function TermEntry({ term }: { term: Listed }) {
  const words = useWords(OPEN_DATA);
  const { language } = usePage();
  const { name, label, meaning, value, words: oneOf } = term;
  return (
    <div id={name}>
      <dt>
        <code>{name}</code> · {label[language]}
      </dt>
      <dd>
        <p>{meaning[language]}</p>
        {value && (
          <p class="soft">
            {words.value}: {words.values[value]}
          </p>
        )}
        {oneOf && (
          <p class="soft">
            {words.words}: <code>{oneOf.join(' · ')}</code>
          </p>
        )}
      </dd>
    </div>
  );
}

function TermSection({ heading, terms }: { heading: string; terms: readonly Listed[] }) {
  return (
    <>
      <h2>{heading}</h2>
      <dl>
        {terms.map((term) => (
          <TermEntry key={term.name} term={term} />
        ))}
      </dl>
    </>
  );
}

/** What may be taken away from here, and the words of linked data, each at its stable address. */
export function VocabularyPage() {
  const words = useWords(OPEN_DATA);
  const files = [
    ['/v1/export/hosts.ndjson', words.hosts],
    ['/v1/export/services.csv', words.services],
    ['/v1/export/catalogue.jsonld', words.linked],
    ['/v1/export/dcat.jsonld', words.catalogue],
    ['/ns/context.jsonld', words.context],
  ] as const;
  return (
    <Layout title={words.title} roof={<Roof heading={words.title} lead={words.lead} />}>
      <h2>{words.files}</h2>
      <ul>
        {files.map(([path, label]) => (
          <li key={path}>
            <a href={path}>{label}</a>
          </li>
        ))}
      </ul>
      <p>{words.unknown}</p>
      <p>{words.intro}</p>
      <TermSection heading={words.kinds} terms={TERM_LIST.filter(({ value }) => value === undefined)} />
      <TermSection heading={words.properties} terms={TERM_LIST.filter(({ value }) => value !== undefined)} />
    </Layout>
  );
}

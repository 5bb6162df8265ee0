import { Type } from 'typebox';
import type { Routes } from '../../bercail.ts';
import { LINKED_TYPE, LinkedData } from '../../catalogue/linked.ts';
import { addressesOn } from '../../exchange/linked-data/addresses.ts';
import { TERM_LIST, vocabularyOn } from '../../exchange/linked-data/context.ts';
import { prefers } from '../../http/asking/negotiation.ts';
import { publicGet } from '../../http/get.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { render, usePage, useWords } from '../frame/page.ts';
import { PAGE_TYPE, pageOf } from '../frame/pages.ts';
import { Link } from '../frame/parts.tsx';
import { PromiseLink } from '../home/promise.tsx';
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
function VocabularyPage() {
  const words = useWords(OPEN_DATA);
  return (
    <Layout title={words.title} roof={<Roof heading={words.title} lead={words.lead} />} note={<PromiseLink />}>
      <p>
        <Link to="/data">{words.files}</Link>
      </p>
      <p>{words.unknown}</p>
      <p>{words.intro}</p>
      <TermSection heading={words.kinds} terms={TERM_LIST.filter(({ value }) => value === undefined)} />
      <TermSection heading={words.properties} terms={TERM_LIST.filter(({ value }) => value !== undefined)} />
    </Layout>
  );
}

/** The vocabulary of linked data, for people and for programs. */
export const openDataPages: Routes = (app, { reference, publicUrl }) => {
  const vocabulary = Buffer.from(JSON.stringify(vocabularyOn(addressesOn(publicUrl))));
  publicGet(app, '/ns', {
    dependsOn: 'build',
    operationId: 'getVocabulary',
    summary: 'The words of linked data that schema.org lacks: a page for people, or RDF Schema for programs',
    tag: 'Open data',
    answer: {
      content: { [LINKED_TYPE]: LinkedData, 'text/html': Type.String({ description: 'A page for people' }) },
    },
    reading: { byLanguage: true, byFormat: 'text/html' },
    headers: 'page',
    handler: (request) =>
      prefers('text/html', request.headers.accept)
        ? { body: render(pageOf(request, reference, publicUrl), <VocabularyPage />), type: PAGE_TYPE }
        : { body: vocabulary, type: LINKED_TYPE },
  });
};

import { Type } from 'typebox';
import type { Routes } from '../../bercail.ts';
import { addressesOn } from '../../exchange/linked-data/addresses.ts';
import { vocabularyOn } from '../../exchange/linked-data/context.ts';
import { LINKED_TYPE, LinkedData } from '../../exchange/linked-data/documents.ts';
import { prefers } from '../../http/asking/negotiation.ts';
import { publicGet } from '../../http/get.ts';
import { render } from '../frame/page.ts';
import { PAGE_TYPE, pageOf } from '../frame/pages.ts';
import { VocabularyPage } from './vocabulary-page.tsx';

/** The vocabulary of linked data, for people and for programs. */
export const openDataPages: Routes = (app, { reference, publicUrl }) => {
  const vocabulary = Buffer.from(JSON.stringify(vocabularyOn(addressesOn(publicUrl))));
  publicGet(
    app,
    '/ns',
    {
      dependsOn: 'build',
      operationId: 'getVocabulary',
      summary: 'The words of linked data that schema.org lacks: a page for people, or RDF Schema for programs',
      tag: 'Open data',
      answer: {
        content: { [LINKED_TYPE]: LinkedData, 'text/html': Type.String({ description: 'A page for people' }) },
      },
      reading: { byLanguage: true, byFormat: 'text/html' },
      headers: 'page',
    },
    (request) =>
      prefers('text/html', request.headers.accept)
        ? { body: render(pageOf(request, reference, publicUrl), <VocabularyPage />), type: PAGE_TYPE }
        : { body: vocabulary, type: LINKED_TYPE },
  );
};

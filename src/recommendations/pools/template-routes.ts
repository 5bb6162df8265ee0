import type { Routes } from '../../bercail.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { OnlyLang, publicGet } from '../../http/get.ts';
import { WORKBOOK_CONTENT, workbookAnswer } from '../../spreadsheets/files.ts';
import { needTemplate } from './sheet.ts';

/** The sheet of needs, to be filled in. */
export const poolTemplateRoutes: Routes = (app, { reference }) => {
  publicGet(
    app,
    '/v1/pools/template.xlsx',
    {
      dependsOn: 'build',
      operationId: 'downloadNeedsTemplate',
      isData: false,
      summary:
        'A workbook of needs to fill in, one row for each organisation; a federation sends it on its desk, where what it comes to is shown and nothing is kept',
      tag: 'Federations',
      answer: WORKBOOK_CONTENT,
      reading: { byLanguage: true },
      query: OnlyLang,
    },
    async (request) => workbookAnswer(needTemplate(languageOf(request), reference)),
  );
};

import { languageOf } from '../../http/asking/negotiation.ts';
import { OnlyLang, publicGet } from '../../http/get.ts';
import type { Routes } from '../../record/writer.ts';
import { WORKBOOK_CONTENT, workbookAnswer } from '../../spreadsheets/files.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { needTemplate } from './sheet.ts';

/** The file name under which people save it and send it on. */
const FILE_NAME = { fr: 'besoins-de-plusieurs-groupes.xlsx', en: 'needs-of-several-groups.xlsx' } as const;

/** The sheet of needs to fill in. */
export const poolTemplateRoutes: Routes<never, { reference: Reference }> = (app, { reference }) => {
  publicGet(app, '/v1/pools/template.xlsx', {
    dependsOn: 'build',
    operationId: 'downloadNeedsTemplate',
    isData: false,
    summary:
      'A workbook of needs to fill in, one row for each organisation; a federation sends it on its desk, where what it comes to is shown and nothing is kept',
    tag: 'Federations',
    answer: WORKBOOK_CONTENT,
    reading: { byLanguage: true },
    query: OnlyLang,
    handler: async (request) => {
      const language = languageOf(request);
      return { ...(await workbookAnswer(needTemplate(language, reference))), fileName: FILE_NAME[language] };
    },
  });
};

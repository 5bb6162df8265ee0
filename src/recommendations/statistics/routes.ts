import { Type } from 'typebox';
import type { Adviser } from '../../advice/adviser.ts';
import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { madeFrom } from '../../catalogue/list-json.ts';
import type { Model } from '../../catalogue/model.ts';
import { FederationPath } from '../../documents/federation.ts';
import { answerJson } from '../../ground/absent.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { publicGet } from '../../http/get.ts';
import type { Routes } from '../../record/writer.ts';
import { CSV_TYPE, csvAnswer } from '../../spreadsheets/csv.ts';
import { WORKBOOK_CONTENT, workbookOfCsv } from '../../spreadsheets/files.ts';
import { FederationStatistics, statisticsOf, statisticsSheet } from './statistics.ts';

const PATH = '/v1/federations/:federation/statistics';

export const statisticsRoutes: Routes<never, { catalogue: Catalogue; adviser: Adviser }> = (
  app,
  { catalogue, adviser },
) => {
  const read = async (ref: string, model: Model): Promise<FederationStatistics> => {
    const federation = requireFederation(model, ref);
    await adviser.prepare(model);
    const numbers = statisticsOf(federation, model.documents, adviser.exposure(model), model.day);
    const { policyVersion, panel } = adviser;
    return { ...numbers, ...madeFrom(model), policyVersion, panelVersion: panel.version };
  };

  publicGet(app, PATH, {
    dependsOn: catalogue,
    operationId: 'getFederationStatistics',
    summary: 'A federation in numbers: members, reviews, closings, promises kept or broken, exposure',
    tag: 'Federations',
    answer: FederationStatistics,
    params: FederationPath,
    errors: ['federation-not-found'],
    handler: async ({ params }, model) => ({ body: answerJson(await read(params.federation, model)) }),
  });

  publicGet(app, `${PATH}.csv`, {
    dependsOn: catalogue,
    operationId: 'downloadFederationStatistics',
    summary: 'The same as /statistics, for a spreadsheet: a number a line, with what it counts',
    tag: 'Federations',
    answer: { content: { [CSV_TYPE]: Type.String() } },
    reading: { byLanguage: true },
    params: FederationPath,
    errors: ['federation-not-found'],
    handler: async (request, model) =>
      csvAnswer(statisticsSheet(await read(request.params.federation, model), languageOf(request))),
  });

  publicGet(app, `${PATH}.xlsx`, {
    dependsOn: catalogue,
    operationId: 'downloadFederationStatisticsWorkbook',
    summary: 'The same as /statistics, as a workbook',
    tag: 'Federations',
    answer: WORKBOOK_CONTENT,
    params: FederationPath,
    errors: ['federation-not-found'],
    reading: { byLanguage: true },
    handler: async (request, model) => {
      const language = languageOf(request);
      const sheet = statisticsSheet(await read(request.params.federation, model), language);
      return workbookOfCsv(sheet, language === 'fr' ? 'Chiffres' : 'Numbers');
    },
  });
};

import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Speakers } from '../../catalogue/writer.ts';
import { FederationPath } from '../../documents/federation.ts';
import { federationOwner } from '../../federations/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { OnlyLang, publicGet } from '../../http/get.ts';
import { write } from '../../http/write.ts';
import type { Policy } from '../../matching/engine/need/policy.ts';
import type { Matcher } from '../../matching/run.ts';
import type { Routes } from '../../record/writer.ts';
import { WORKBOOK_CONTENT, workbookAnswer } from '../../spreadsheets/files.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { pool } from './pool.ts';
import { Pool, PoolDraft } from './schema.ts';
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

/** Matches several needs together; nothing is stored. */
export const poolRoutes: Routes<
  'only' | 'catchUp',
  { catalogue: Catalogue; speakers: Speakers; matcher: Matcher; policy: Policy }
> = (app, { only, catalogue, speakers, matcher, policy, catchUp }) => {
  write(app, 'POST', '/v1/federations/:federation/pools', {
    operationId: 'computePool',
    summary: 'What several needs come to at one host: the group’s answer, each one’s, who pays what; nothing is kept',
    tag: 'Federations',
    onlyComputes: true,
    params: FederationPath,
    body: PoolDraft,
    answers: { 200: Pool },
    allow: only(federationOwner),
    handler: async (request) => {
      await catchUp();
      const model = catalogue.current();
      const federation = requireFederation(model, request.params.federation);
      const say = speakers[languageOf(request)];
      return { status: 200, body: await pool(request.body, federation, { matcher, model, say, policy }) };
    },
  });
};

import { Type } from 'typebox';
import { federationGet } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { wholeList } from '../../catalogue/list-json.ts';
import { findHost } from '../../catalogue/model.ts';
import { ChoiceDraft, Federation, MemberPath } from '../../documents/federation.ts';
import { answerJson } from '../../ground/absent.ts';
import { prefers } from '../../http/asking/negotiation.ts';
import type { Routes } from '../../record/writer.ts';
import { CSV_TYPE, csvAnswer } from '../../spreadsheets/csv.ts';
import { byFederation, byFederationOfAnyHost } from '../statement.ts';
import { putChoice, removeChoice } from './commands.ts';
import { ListedChoice, listedChoice, listedSelection, SelectionList, selectionSheet } from './sheet.ts';

const LIST = '/v1/federations/:federation/selection';
const ONE = `${LIST}/:host`;
const tag = 'Federations';

/** The federation's own list: which hosts, why, with what ties, and until when. */
export const selectionRoutes: Routes<'change' | 'remove', { catalogue: Catalogue }> = (
  app,
  { catalogue, change, remove },
) => {
  const common = { tag, params: MemberPath } as const;

  federationGet(app, catalogue, LIST, {
    operationId: 'listSelection',
    comesWhole: true,
    summary: 'The hosts that a federation chose, with its reasons and its ties, all in one page',
    answer: { content: { 'application/json': SelectionList, [CSV_TYPE]: Type.String() } },
    reading: { byFormat: 'text/csv' },
    handler: async (federation, { headers }, model) => {
      const listed = listedSelection(model, federation);
      return prefers('text/csv', headers.accept)
        ? csvAnswer(await selectionSheet(listed))
        : { body: await wholeList(listed, model) };
    },
  });

  federationGet(app, catalogue, ONE, {
    operationId: 'getChoice',
    summary: 'Why a federation chose a host',
    answer: ListedChoice,
    params: MemberPath,
    errors: ['choice-not-found'],
    handler: (federation, { params }, model) => ({
      body: answerJson(listedChoice(model, federation, findHost(model, params.host)?.slug)),
    }),
  });

  change(app, 'PUT', ONE, {
    ...common,
    operationId: 'putChoice',
    summary: 'Put a host on the federation’s own list, with why, ties, and when to look again',
    body: ChoiceDraft,
    answers: Federation,
    allow: byFederation,
    command: putChoice,
  });

  remove(app, ONE, {
    ...common,
    operationId: 'removeChoice',
    summary: 'Take a host off the federation’s own list',
    answers: Federation,
    allow: byFederationOfAnyHost,
    errors: ['choice-not-found'],
    command: removeChoice,
  });
};

import { Type } from 'typebox';
import { federationGet } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { listJson, madeFrom } from '../../catalogue/list-json.ts';
import { findHost } from '../../catalogue/model.ts';
import { Federation, ReviewDraft, ReviewPath } from '../../documents/federation.ts';
import { answerJson } from '../../ground/absent.ts';
import { mapInSlices } from '../../ground/slices.ts';
import { hostNotFound } from '../../hosts/rights.ts';
import { prefers } from '../../http/asking/negotiation.ts';
import type { Routes } from '../../record/writer.ts';
import { CSV_TYPE, csvAnswer } from '../../spreadsheets/csv.ts';
import { byFederation } from '../statement.ts';
import { putReview, removeReview, reviewNotFound } from './commands.ts';
import { ListedReview, listedReviews, progressOf, ReviewList, reviewsOf } from './listed.ts';
import { reviewsSheet } from './sheet.ts';

const LIST = '/v1/federations/:federation/reviews';
const ONE = `${LIST}/:host/:subject`;
const tag = 'Federations';

/** What a federation checked: its reviews of claims and commitments, and those that are due again. */
export const reviewRoutes: Routes<'change' | 'remove', { catalogue: Catalogue }> = (
  app,
  { catalogue, change, remove },
) => {
  const common = { tag, params: ReviewPath } as const;

  federationGet(app, catalogue, LIST, {
    operationId: 'listReviews',
    comesWhole: true,
    summary: 'Every review of a federation, the first to be done again first, and how far they have come',
    answer: { content: { 'application/json': ReviewList, [CSV_TYPE]: Type.String() } },
    reading: { byFormat: 'text/csv' },
    handler: async (federation, { headers }, model) => {
      const reviews = listedReviews(federation, model.documents);
      if (prefers('text/csv', headers.accept)) return csvAnswer(await reviewsSheet(reviews, model.reference));
      const rest = {
        ...{ total: reviews.length, next: null, ...madeFrom(model) },
        progress: progressOf(federation, reviews, model.day),
      };
      return { body: listJson(await mapInSlices(reviews, (review) => Buffer.from(answerJson(review))), rest) };
    },
  });

  federationGet(app, catalogue, ONE, {
    operationId: 'getReview',
    summary: 'The word of a federation on a claim or a commitment, and what it is worth today',
    params: ReviewPath,
    answer: ListedReview,
    errors: ['host-not-found', 'review-not-found'],
    handler: (federation, { params: { host: ref, subject } }, model) => {
      const host = findHost(model, ref);
      if (!host) throw hostNotFound();
      const review = reviewsOf(federation.slug, host).find((one) => one.subject === subject);
      if (!review) throw reviewNotFound();
      return { body: answerJson(review) };
    },
  });

  change(app, 'PUT', ONE, {
    ...common,
    operationId: 'putReview',
    summary: 'Give the federation’s word on a claim or a commitment: reviewed, or certified with a certificate',
    body: ReviewDraft,
    answers: Federation,
    allow: byFederation,
    command: putReview,
  });

  remove(app, ONE, {
    ...common,
    operationId: 'removeReview',
    summary: 'Take a review back, and with it the reply of the host',
    answers: Federation,
    allow: byFederation,
    errors: ['review-not-found'],
    command: removeReview,
  });
};

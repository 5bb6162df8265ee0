import type { ByFederation } from '../../../src/history/words/parts.ts';
import type { HistorySentences } from '../../../src/history/words/sentences.ts';
import { all, COMMITMENTS, CRITERIA, type Examples, LONG_NAME, measuresOf, turn } from './examples.ts';

const BY: ByFederation[] = [{ federation: 'reseau-x' }, { federation: 'reseau-x', federationName: LONG_NAME }];
const BY_NAME = all(BY);
const SERVICES = [{}, { service: 'Nuage' }, { service: LONG_NAME }];
const NAMED_SERVICES = all([{ service: 'Nuage' }, { service: LONG_NAME }]);
const DATES = ['2026', '2026-03', '2026-03-01'];

const MANY_FORMATS = Array.from({ length: 40 }, (_, at) => `Format numéro ${at}`);

/** Every value of every commitment, beside another one of its kind. */
const VALUES = COMMITMENTS.flatMap((kind) => {
  const values = [...measuresOf(kind), ...(kind.valueType === 'list' ? [MANY_FORMATS] : [])];
  return values.flatMap((value) => values.map((other) => ({ kind: kind.key, value, other })));
});
const MADE = all(VALUES.map(({ kind, value }, at) => ({ kind, value, ...turn(SERVICES, at) })));
const MOVED = all(
  VALUES.map(({ kind, value, other }, at) => ({ kind, from: value, to: other, ...turn(SERVICES, at) })),
);
const PASTS = all(
  VALUES.flatMap(({ kind, value, other }, at) =>
    [1, 3, 4, 9].map((length, index) => ({
      kind,
      values: Array.from({ length }, (_, i) => (i % 2 ? other : value)),
      weakened: turn([0, 1, 7], at + index),
      isOver: (at + index) % 2 === 0,
      ...turn(SERVICES, at + index),
    })),
  ),
);

const ANSWERS = ['yes', 'partial', 'no'] as const;
const CLAIMED = all(CRITERIA.map((criterion, at) => ({ criterion, value: turn(ANSWERS, at) })));
const CLAIM_MOVED = all(
  CRITERIA.map((criterion, at) => ({ criterion, from: turn(ANSWERS, at), to: turn(ANSWERS, at + 1) })),
);
const PAGES = all([
  ...CRITERIA.map((criterion) => ({ criterion })),
  ...COMMITMENTS.map(({ key: kind }, at) => ({ kind, ...turn(SERVICES, at) })),
]);
const SUCCESSORS = all(
  SERVICES.flatMap((service) => [
    { ...service, successor: 'les-noyers' },
    { ...service, successor: 'les-noyers', successorName: LONG_NAME },
  ]),
);

/** What a federation may review, with each value that it may find. */
const REVIEWED = [
  ...CRITERIA.map((criterion, at) => ({ criterion, value: turn(ANSWERS, at), other: 'no' })),
  ...VALUES,
].flatMap((subject) => BY.map((by) => ({ ...by, ...subject })));
const REVIEWS = all(REVIEWED.map(({ other: _other, ...review }) => review));
const DATED_REVIEWS = all(REVIEWS.map((review, at) => ({ ...review, on: turn(DATES, at) })));
const REPLIES = all(REVIEWS.map(({ value: _value, ...of }) => of));

/** Examples of every sentence of a past. */
export const HISTORY: Examples<HistorySentences> = {
  published: [{}],
  'published-again': [{}],
  suspended: [{}],
  'suspension-explained': [{}],
  'suspension-lifted': [{}],
  'fell-silent': [{}],
  'heard-again': [{}],
  withdrawn: [{}],
  redacted: [{}],
  confirmed: [{}],
  renamed: [{ from: 'Les Aulnes', to: 'Les Aulnes du Limousin' }],
  'website-moved': [
    { from: 'aulnes.example', to: 'aulnes-limousin.example' },
    { from: 'aulnes.example', to: null },
  ],
  'slug-changed': [{ from: 'les-aulnes', to: 'aulnes-du-limousin' }],
  merged: [{ slug: 'les-aulnes-asso', name: 'Les Aulnes, association' }],
  'lists-whole': [{ lists: ['services'] }, { lists: ['services', 'plans', 'support', 'audiences', 'languages'] }],
  'lists-samples': [{ lists: ['plans'] }, { lists: ['audiences', 'languages'] }],
  'commitment-made': MADE,
  'commitment-strengthened': MOVED,
  'commitment-weakened': MOVED,
  'commitment-changed': MOVED,
  'commitment-taken-back': MADE,
  'commitment-past': PASTS,
  'claim-made': CLAIMED,
  'claim-strengthened': CLAIM_MOVED,
  'claim-weakened': CLAIM_MOVED,
  'claim-changed': CLAIM_MOVED,
  'claim-taken-back': CLAIMED,
  'page-lost': PAGES,
  'page-back': PAGES,
  'page-changed': PAGES,
  'service-added': NAMED_SERVICES,
  'service-removed': NAMED_SERVICES,
  'price-changed': all(
    (['month', 'quarter', 'year'] as const).flatMap((period) =>
      [12.5, 80].map((to, at) => ({
        ...turn(NAMED_SERVICES, at),
        plan: turn([LONG_NAME, 'Petit'], at),
        from: 40,
        to,
        period,
      })),
    ),
  ),
  'prices-changed': NAMED_SERVICES,
  'coming-prices-changed': NAMED_SERVICES,
  'price-rise': all(
    [null, 0, 90].flatMap((promised, at) =>
      [0, 1, 90].map((actual) => ({
        ...turn(NAMED_SERVICES, at),
        ...{ serviceSlug: 'nuage', plan: turn([LONG_NAME, 'Petit'], at), on: '2027-01-01', promised, actual },
      })),
    ),
  ),
  'price-rise-taken-back': all([
    { service: LONG_NAME, serviceSlug: 'nuage', plan: LONG_NAME, on: '2027-01-01', promised: 30, actual: 4 },
    { service: 'Nuage', serviceSlug: 'nuage', plan: 'Petit', on: '2027-01-01', promised: null, actual: 4 },
  ]),
  'closing-announced': all(
    SERVICES.flatMap((service) => [null, '2027', '2027-07-01'].map((on) => ({ ...service, on }))),
  ),
  'closing-changed': all(
    SERVICES.flatMap((service) =>
      [null, '2027', '2027-07-01'].flatMap((from) =>
        [null, '2027-07', '2027-08-01'].map((to) => ({ ...service, from, to })),
      ),
    ),
  ),
  'closing-cancelled': all(SERVICES),
  'closing-breaks-promise': all(
    ['closing-notice', 'data-retrieval-after-end'].flatMap((kind, at) =>
      [0, 1, 30].map((actual, index) => ({ kind, promised: 90, actual, ...turn(SERVICES, at + index) })),
    ),
  ),
  'successor-named': SUCCESSORS,
  'successor-agreed': SUCCESSORS,
  'successor-withdrew': SUCCESSORS,
  'successor-no-longer-named': SUCCESSORS,
  'succession-promise-agreed': SUCCESSORS,
  'succession-promise-left': SUCCESSORS,
  'membership-confirmed': all([
    ...BY,
    ...DATES.flatMap((since, at) => [
      { ...turn(BY, at), since },
      { ...turn(BY, at), since, askedOn: '2026-03-02' },
    ]),
  ]),
  'membership-uncertain': BY_NAME,
  'membership-followed': BY_NAME,
  'membership-unfollowed': BY_NAME,
  'membership-ended': all([...BY, ...DATES.map((until, at) => ({ ...turn(BY, at), until }))]),
  'membership-erased': BY_NAME,
  'membership-reviewed': all(DATES.map((on, at) => ({ ...turn(BY, at), on }))),
  'membership-corrected': BY_NAME,
  'charter-changed': BY_NAME,
  'exceptions-noted': BY_NAME,
  'exceptions-changed': BY_NAME,
  'exceptions-lifted': BY_NAME,
  reviewed: DATED_REVIEWS,
  'review-renewed': DATED_REVIEWS,
  'review-contests': REVIEWS,
  'review-certified': all(
    REVIEWS.map((review, at) => ({ ...review, issuer: turn([LONG_NAME, 'AFNOR'], at), until: '2027-01-01' })),
  ),
  'review-changed': all(REVIEWED.map(({ value, other, ...of }) => ({ ...of, from: value, to: other }))),
  'review-detailed': REVIEWS,
  'review-removed': REVIEWS,
  'reply-made': REPLIES,
  'reply-changed': REPLIES,
  'reply-taken-back': REPLIES,
};

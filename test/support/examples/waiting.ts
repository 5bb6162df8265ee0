import { CLOSING_STAGES, MISTAKE_KINDS } from '../../../src/vocabulary/terms.ts';
import type { DueSentences } from '../../../src/waiting/federation/words.ts';
import type { TodoSentences } from '../../../src/waiting/host/words.ts';
import { all, CRITERIA, type Examples, LONG_NAME, turn } from './examples.ts';

const DUE_FACT = { host: 'les-noyers', name: 'Les Noyers', overdue: false, since: '2026-11-12' } as const;
const DATED = { ...DUE_FACT, kind: 'review', due: '1er\u00a0décembre 2026', isPast: false, isDated: true } as const;
const UNDATED = { ...DATED, due: '', isDated: false };
const SUBJECTS = ['criterion:ad-free', 'commitment:closing-notice'];
const REVIEWS = all(
  [DATED, { ...DATED, isPast: true }].flatMap((due) => SUBJECTS.map((subject) => ({ ...due, subject }))),
);
const CLOSING = {
  service: null,
  announcedOn: '2026-11-01',
  stages: { closed: '2027-07-01' },
  stage: null,
  successor: null,
  alternatives: '/v1/hosts/les-noyers/alternatives',
};

const BROKEN = { commitment: 'closing-notice', promised: 90, actual: 30, state: 'broken' } as const;

const CASES = all(
  [1, 12].flatMap((count) => ['2026-11-12', null].map((since) => ({ ...DATED, since, cases: { count } }))),
);

const SITE = { since: '2026-11-12' };

/** Examples of everything that is due for a federation. */
export const DUE: Examples<DueSentences> = {
  cases: CASES,
  'promise-broken': [
    { ...UNDATED, promise: { commitment: 'closing-notice', service: null, promised: 90, actual: 30 } },
    {
      ...UNDATED,
      promise: {
        commitment: 'price-change-notice',
        service: { slug: 'nuage', name: 'Nuage' },
        promised: 90,
        actual: 1,
      },
    },
  ],
  closing: [
    { ...DATED, closing: CLOSING },
    { ...DATED, closing: { ...CLOSING, promises: [BROKEN] } },
    { ...UNDATED, closing: { ...CLOSING, service: { slug: 'nuage', name: 'Nuage' } } },
    { ...DATED, closing: { ...CLOSING, successor: { host: 'les-aulnes', name: 'Les Aulnes', agreed: true } } },
  ],
  'membership-request': [DATED],
  'membership-review': [DATED, UNDATED],
  review: [...REVIEWS, UNDATED],
  'selection-review': [DATED],
  'selection-gone': [UNDATED],
  'site-unanswered': [
    { ...DATED, site: { failingSince: '2026-10-29' } },
    { ...DATED, isPast: true, site: { failingSince: '2026-10-29' } },
  ],
  'site-parked': [{ ...UNDATED, site: SITE }],
  'site-moved': [{ ...UNDATED, site: { ...SITE, url: 'https://ailleurs.example/' } }],
  'site-certificate': [{ ...UNDATED, site: SITE }],
  'site-robots': [{ ...UNDATED, site: SITE }],
  'vouch-lapsed': [
    { ...UNDATED, vouched: { name: 'Le Fournil', website: 'https://fournil.example' } },
    { ...UNDATED, vouched: { name: 'Le Fournil', website: null } },
  ],
};

const WAITING = {
  kind: 'contested',
  since: '2026-11-12',
  call: { method: 'PUT', path: '/v1/hosts/les-noyers' },
  due: '1er\u00a0décembre 2026',
  overdue: false,
  isPast: false,
  isDated: true,
} as const;
const PAST = { ...WAITING, isPast: true };
const UNDATED_WAITING = { ...WAITING, due: '', isDated: false };
const NAMED = { ...WAITING, name: LONG_NAME };
const ASKED = all(
  CRITERIA.map((criterion, at) => ({ ...turn([WAITING, NAMED], at), about: { criterion }, name: 'Réseau' })),
);

/** Examples of everything that waits for a host. */
export const TODO: Examples<TodoSentences> = {
  'owner-changes': [WAITING],
  'draft-expires': [WAITING],
  'closing-stage': all(CLOSING_STAGES.map((stage) => ({ ...WAITING, stage }))),
  'closing-guide': [WAITING, UNDATED_WAITING],
  'closing-successor': [WAITING, NAMED],
  referral: [NAMED],
  'vouch-lapsed': [NAMED],
  'membership-question': [NAMED],
  'membership-refused': [NAMED],
  'membership-unasked': [NAMED],
  succession: [NAMED, { ...UNDATED_WAITING, name: LONG_NAME }],
  'succession-promised': [NAMED, { ...UNDATED_WAITING, name: LONG_NAME }],
  contested: [WAITING],
  'question-changed': ASKED,
  'criterion-required': ASKED,
  proposals: [
    { ...WAITING, count: 1 },
    { ...WAITING, count: 12 },
  ],
  'webhook-disabled': all((['gone', 'failing', 'token-ended'] as const).map((why) => ({ ...NAMED, why }))),
  merged: [NAMED],
  report: all(MISTAKE_KINDS.map((report) => ({ ...WAITING, report }))),
  'page-lost': [WAITING],
  'page-failing': [WAITING],
  'page-changed': [WAITING],
  'site-unanswered': [
    { ...WAITING, from: '2026-10-29' },
    { ...PAST, from: '2026-10-29' },
  ],
  'site-parked': [WAITING],
  'site-moved': [{ ...WAITING, name: 'https://ailleurs.example/' }],
  'site-certificate': [WAITING],
  'site-robots': [WAITING],
  'site-page-gone': [{ ...WAITING, name: 'https://aulnes.example/inscription' }],
  'domain-unproven': [WAITING],
  'token-expires': [NAMED],
  'price-expires': [WAITING, PAST, UNDATED_WAITING],
  'fact-expires': [WAITING, PAST, UNDATED_WAITING],
  confirmation: [WAITING, PAST, UNDATED_WAITING],
};

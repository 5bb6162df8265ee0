import type { ActionSentences, AdviceSentences, EffectSentences } from '../../../src/advice/words/sentences.ts';
import { AUDIENCES, SUPPORT_KINDS } from '../../../src/vocabulary/terms.ts';
import { all, COMMITMENTS, CREUSE, CRITERIA, type Examples, LYON, measuresOf, turn, USAGES } from './examples.ts';

const CRITERION_KEYS = all(CRITERIA.map((key) => ({ key })));
const PROMISED = all(COMMITMENTS.flatMap((kind) => measuresOf(kind).map((value) => ({ key: kind.key, value }))));
const CHECKERS = [{ federation: 'reseau', federationName: 'Le Réseau' }, { federation: null }];

/** Examples of everything that a host is asked to do. */
export const ACTIONS: Examples<ActionSentences> = {
  'answer-criterion': CRITERION_KEYS,
  'answer-commitment': PROMISED,
  'confirm-entry': [{ confirmed: true }, { confirmed: false }],
  'say-audience': all(AUDIENCES.map((audience) => ({ audience }))),
  'say-data-country': [{ country: 'FR' }],
  'say-language': [{ language: 'br' }],
  'say-open': [{}],
  'say-price': [{}],
  'say-price-within': [{ perYear: 0 }, { perYear: 12.5 }],
  'say-room': [
    { accounts: 1, gigabytes: 20 },
    { accounts: 12, gigabytes: 0.5 },
  ],
  'say-seat': [{ territory: CREUSE }, { territory: LYON }],
  'say-support': all(SUPPORT_KINDS.map((key) => ({ key }))),
  'say-territory': [{ territory: CREUSE }, { territory: LYON }],
  'say-usage': all(USAGES.map((key) => ({ key }))),
  'publish-criterion': CRITERION_KEYS,
  'publish-commitment': PROMISED,
  'extend-commitment': all(
    COMMITMENTS.filter(({ valueType }) => valueType === 'number').map(({ key }) => ({ key, from: 1, value: 90 })),
  ),
  'renew-commitment': all(COMMITMENTS.map(({ key }) => ({ key }))),
  'check-criterion': all(CRITERIA.map((key, at) => ({ key, value: 'yes', ...turn(CHECKERS, at) }))),
  'check-commitment': all(PROMISED.map((promised, at) => ({ ...promised, ...turn(CHECKERS, at) }))),
};

const TRIED = all(
  [1, 2, 5].flatMap((count) => [count, 5].flatMap((of) => [1, 3].map((most) => ({ count, of, most })))),
);

/** Examples of every effect of an action. */
export const EFFECTS: Examples<EffectSentences> = {
  'moves-to-fits': TRIED,
  'is-listed': TRIED,
  'gains-places': TRIED,
  'gains-points': TRIED,
};

/** Examples of every whole sentence of an advice. */
export const ADVICE: Examples<AdviceSentences> = {
  'moves-out': [{ count: 1 }, { count: 3 }],
  today: all(
    [0, 1, 4].flatMap((fits) =>
      [0, 2].flatMap((toCheck) =>
        [0, 1].map((leftOut) => ({
          confirmed: fits > 1,
          needs: fits + toCheck + 2,
          fits,
          toCheck,
          leftOut,
          unknown: 1 - leftOut,
        })),
      ),
    ),
  ),
  'target-reached': [
    { actions: 1, rank: 1 },
    { actions: 2, rank: 3 },
  ],
  'target-out-of-reach': [{}],
  'draft-as-published': [{}],
  'takes-no-part': [{}],
};

import type { AlternativeSentences } from '../../../src/alternatives/words.ts';
import type { PoolSentences } from '../../../src/recommendations/pools/words.ts';
import type { PreviewSentences } from '../../../src/recommendations/preview/words.ts';
import { AUDIENCES } from '../../../src/vocabulary/terms.ts';
import { all, type Examples, groups, turn, USAGES } from './examples.ts';
import { PLACES, RULES } from './matching-parts.ts';

const NOYERS = { host: 'les-noyers', name: 'Les Noyers' };

/** Examples of every sentence about who could take over. */
export const ALTERNATIVES: Examples<AlternativeSentences> = {
  'succession-agreed': [NOYERS],
  'succession-named': [NOYERS],
  'succession-promise-agreed': [NOYERS],
  'succession-promise-named': [NOYERS],
  'successor-not-here': [{ host: 'les-noyers' }],
  'successor-not-at-work': [NOYERS],
  'all-usages': [{}],
  'some-usages': all(groups(USAGES, 3).map((missing, at) => ({ missing, isSure: at % 2 === 0 }))),
  'no-usage-known': [{}],
  open: [{}],
  'open-to-ask': [{}],
  full: [{}],
  'places-all': [{}],
  'places-part': [{}],
  'places-none': [{}],
  'places-unknown': [{}],
  'audiences-missing': all([...AUDIENCES.map((one) => ({ missing: [one] })), { missing: AUDIENCES }]),
  'audiences-unknown': [{}],
};

const MEMBERS = Array.from({ length: 18 }, (_, at) => `Amis ${at + 1}`);

/** Examples of every sentence about needs that are put together. */
export const POOL: Examples<PoolSentences> = {
  'one-account-assumed': [{}],
  'mail-storage-assumed': [{ gigabytes: 5 }],
  'storage-unsaid': all(
    USAGES.map((usage, at) => ({ usage, members: MEMBERS.slice(0, 1 + (at % 4)), atLeast: turn([null, 30], at) })),
  ),
  'no-common-territory': [{}],
  'wider-territory': [{}],
  'audience-differs': [{}],
  'language-differs': [{}],
  'no-common-budget': [{}],
  host: [
    { name: 'Les Noyers', perYear: null, alone: null, members: 3 },
    { name: 'Les Noyers', perYear: 120, alone: null, members: 3 },
    { name: 'Les Noyers', perYear: 120, alone: 180.5, members: 3 },
  ],
  without: [
    { label: 'La fanfare', more: null },
    { label: 'La fanfare', more: 0 },
    { label: 'La fanfare', more: 12.5 },
    { label: 'La fanfare', more: -3 },
  ],
  'over-budget': [{ label: 'La fanfare', perYear: 40, budget: 30 }],
  worst: all(
    (['no', 'to-check', 'fits'] as const).flatMap((suits) =>
      [null, MEMBERS.slice(0, 1), MEMBERS.slice(0, 2), MEMBERS].map((members) => ({
        members,
        name: 'Les Noyers',
        suits,
        low: 420,
      })),
    ),
  ),
};

const CHANGED = RULES.map((rule, at) => ({ ...rule, change: turn(['added', 'changed', 'removed'] as const, at) }));
const HOSTS = ['Aulnes', 'Bouleaux', 'Charmes', 'Érables', 'Frênes'];

/** Examples of every sentence about a policy that is tried. */
export const PREVIEW: Examples<PreviewSentences> = {
  change: all(CHANGED),
  moves: all(
    groups(CHANGED, 5).map((rules, at) => {
      const [without, now] = turn(PLACES, at);
      return { host: 'Les Noyers', rules, without, with: now };
    }),
  ),
  'first-place': [
    { before: [], after: ['Aulnes'] },
    { before: HOSTS, after: HOSTS.slice(0, 4) },
  ],
  fares: [
    { host: 'Les Noyers', better: 0, worse: 1 },
    { host: 'Les Noyers', better: 1, worse: 0 },
    { host: 'Les Noyers', better: 2, worse: 3 },
  ],
  'left-out': [
    { host: 'Les Noyers', count: 1 },
    { host: 'Les Noyers', count: 2 },
  ],
  refused: [{ count: 1 }, { count: 2 }],
  'nothing-changes': [{ needs: 1 }, { needs: 2 }],
  whole: [
    { needs: 1, first: 0, leftOut: 0 },
    { needs: 9, first: 2, leftOut: 3 },
  ],
};

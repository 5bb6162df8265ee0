import type { ListChangeSentences } from '../../../src/hosts/confirmations/words.ts';
import type { Examples } from './examples.ts';

export const BECOMING: Examples<ListChangeSentences> = {
  'other-usages': [
    { listed: [], missing: ['website'] },
    { listed: ['email-hosting', 'file-storage-sharing'], missing: ['website'] },
    {
      listed: ['email-hosting', 'file-storage-sharing', 'shared-calendar', 'mailing-lists', 'newsletter'],
      missing: ['website'],
    },
  ],
  'other-places': [{ zones: [{ level: 'departement', code: '23' }] }, { zones: [{ level: 'country', code: 'FR' }] }],
  'more-room': [
    { service: 'Nuage', accounts: 10, gigabytes: 50 },
    { service: 'Nuage', accounts: 10, gigabytes: null },
    { service: 'Courrier', accounts: null, gigabytes: 5 },
  ],
  'other-support': [
    { listed: [], missing: ['migration'] },
    { listed: ['training', 'helpdesk'], missing: ['migration'] },
  ],
  'other-visits': [{ zones: [{ level: 'departement', code: '23' }] }, { zones: [{ level: 'region', code: '53' }] }],
  'other-audiences': [
    { listed: [], missing: ['schools'] },
    { listed: ['associations', 'individuals'], missing: ['schools'] },
  ],
  'other-languages': [{ listed: [] }, { listed: ['fr'] }, { listed: ['fr', 'br'] }],
  'not-said': [{ list: 'support' }, { list: 'plans' }],
  'taken-back': [{ list: 'services' }, { list: 'languages' }],
};

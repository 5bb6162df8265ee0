import { KEYS } from '../../../src/exchange/chatonsinfos/keys.ts';
import type { LackingSentences } from '../../../src/exchange/chatonsinfos/missing.ts';
import { FILE_CLASSES, type FileSentences } from '../../../src/exchange/chatonsinfos/words/problems.ts';
import { FETCH_PROBLEMS } from '../../../src/vocabulary/terms.ts';
import { all, type Examples, LONG_NAME } from './examples.ts';

const VALUES = all([{ value: 'peut-être' }, { value: 'AWAY' }]);
const COUNTS = all([{ count: 12 }, { count: 4000 }]);
const LINES = all([{ first: 2 }, { first: 1200 }]);
const CLASSES = all(FILE_CLASSES.map((one) => ({ class: one })));

/** Examples of every problem of a file. */
export const FILE_PROBLEMS: Examples<FileSentences> = {
  'not-fetched': all(FETCH_PROBLEMS.map((why) => ({ why }))),
  'wrong-status': [{ status: 404 }, { status: 500 }],
  'html-instead': [{}],
  'json-instead': [{}],
  'not-text': [{}],
  'empty-file': [{}],
  'too-large': [{ most: 2000 }, { most: 500 }],
  'too-many-lines': [{ most: 50_000 }, { most: 200 }],
  'not-utf-8': [{ encoding: 'ISO-8859-1' }, { encoding: 'UTF-16' }],
  'mixed-encoding': [{}],
  'value-too-long': [{ most: 20_000 }, { most: 300 }],
  'bad-escape': [{}],
  'no-sign': [{}],
  'duplicate-key': [{ counts: 4 }, { counts: 1200 }],
  'unknown-key': [{}, { near: 'organization.logo' }],
  'retired-key': [{}, { now: 'organization.startdate' }],
  'misspelt-key': [{ now: 'organization.funding.tipeee' }, { now: 'organization.logo' }],
  'key-elsewhere': CLASSES,
  'class-unknown': [{}],
  'class-assumed': CLASSES,
  'class-unexpected': all(
    FILE_CLASSES.flatMap((one) => FILE_CLASSES.map((expected) => ({ class: one, expected }))).filter(
      ({ class: one, expected }) => one !== expected,
    ),
  ),
  'missing-key': [{}],
  'wished-keys': all([1, 2, 4, 5, 20].map((count) => ({ keys: KEYS.slice(0, count).map(({ key }) => key) }))),
  'unknown-value': [
    { value: 'peut-être', allowed: ['OPEN', 'FULL'] },
    { value: 'Asso', allowed: ['ASSOCIATION', 'INFORMAL', 'COOPERATIVE', 'MICROCOMPANY', 'COMPANY', 'OTHER'] },
  ],
  'several-values': [{ taken: 'Free' }, { taken: 'None' }],
  'bad-date': [{ value: '12/31/2020' }, { value: 'printemps' }],
  'date-not-iso': [
    { value: '06/07/2020', read: '2020-07-06' },
    { value: '2020/07/06', read: '2020-07-06' },
  ],
  'future-date': [{ value: '2030-01-01' }, { value: '2031' }],
  'bad-url': [{ value: 'www.aulnes.example' }, { value: 'ftp' }],
  'bad-email': [{}],
  'personal-address': [{}],
  'bad-number': VALUES,
  'bad-element': [
    { value: 'douze', at: 3 },
    { value: 'x', at: 300 },
  ],
  'list-too-long': [
    { count: 13, most: 12 },
    { count: 400, most: 366 },
  ],
  'bad-country': [{ value: 'France' }, { value: 'XX' }],
  'invalid-pair': [
    { provider: 'HOME', server: 'CLOUD' },
    { provider: 'HOSTEDSERVER', server: 'NANO' },
  ],
  'bad-sub': VALUES,
  'duplicate-sub': LINES,
  'same-sub-name': LINES,
  'location-not-kept': [{}],
  'person-not-kept': [{}],
  'status-unclear': VALUES,
  'no-usage': [{}, { software: 'Bidule' }, { software: LONG_NAME }],
  'more-problems': COUNTS,
};

const WITH_KEY = all([{ key: 'organization.website' }, { key: 'software.name' }]);

/** Examples of everything that a file may lack. */
export const LACKS: Examples<LackingSentences> = {
  contact: WITH_KEY,
  website: WITH_KEY,
  'where-it-serves': [{}],
  'for-whom': [{}],
  help: [{}],
  promises: [{}],
  price: [{}],
  usages: [{}, ...WITH_KEY],
  'who-may-join': WITH_KEY,
  places: WITH_KEY,
  'data-country': WITH_KEY,
  leaving: [{}],
};

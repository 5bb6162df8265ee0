import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LONGEST_CERTIFICATE_MONTHS, LONGEST_REVIEW_MONTHS } from '../../src/federations/reviews/commands.ts';
import { addMonths, lastDayOf } from '../../src/ground/clock.ts';
import { READABLE } from '../../src/vocabulary/shapes.ts';
import { type Owned, useApp } from '../support/app.ts';
import { aDay, aPartialDate } from '../support/arbitraries.ts';
import { savedByExcel, sheetsOf } from '../support/sheets.ts';

/*
 * What was downloaded and comes back says nothing new, whatever was written in it, and also once a spreadsheet has
 * written it again in its own way. What windows-1252 cannot hold is lost by whoever saves in it: not drawn there.
 */

const RUNS = Number(process.env.PROPERTY_RUNS ?? 8);
const api = useApp();
let federation: Owned;
const sheets = sheetsOf(api, () => federation);
const HOSTS = ['aulne', 'bouleau', 'cedre'];

beforeAll(async () => {
  for (const slug of HOSTS) await api.published({ slug });
});
beforeEach(async () => {
  // No host is its own, so that "none" is always a tie that may be said.
  federation = await api.federation();
});

const put = async (what: string, body: object) => {
  const url = `/v1/federations/${federation.slug}/${what}`;
  const answer = await api.ask('PUT', url, { token: federation.token, ifMatch: '*', body });
  expect([200, 201], answer.text).toContain(answer.status);
};

/** Pieces that mean something to a spreadsheet, to a table, or to us. */
const TRAPS = [
  "'",
  '=',
  '+',
  '@',
  '-',
  '"',
  ';',
  ',',
  '\t',
  '\n',
  '\r\n',
  '\r',
  ' ',
  'none',
  'oui',
  '25/11/2026',
  '""',
];
const PRINTED = fc.constantFrom(...'abcdEFGH 0123456789éèàçœŒ’«»—€…#&<>/?!');
const anything = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 12 })
  .filter((text) => new RegExp(READABLE, 'u').test(text));

const texts = (piece: fc.Arbitrary<string>) => {
  const words = fc
    .array(fc.oneof(piece, fc.constantFrom(...TRAPS)), { minLength: 1, maxLength: 8 })
    .map((pieces) => pieces.join(''))
    .filter((text) => new RegExp(READABLE, 'u').test(text));
  return fc.oneof(fc.record({ fr: words }), fc.record({ en: words }), fc.record({ fr: words, en: words }));
};

const choicesOf = (text: ReturnType<typeof texts>) =>
  fc
    .record({ why: text, ties: fc.oneof(fc.constant('none'), text), days: fc.tuple(aDay, aDay) })
    .map(({ days, ...said }) => {
      const [decidedOn, reviewBy] = [...days].sort() as [string, string];
      return { ...said, decidedOn: decidedOn > '2026-11-25' ? '2026-11-25' : decidedOn, reviewBy };
    });

const MEASURES: Record<string, fc.Arbitrary<unknown>> = {
  'criterion:no-advertising': fc.constantFrom('yes', 'partial', 'no'),
  'commitment:closing-notice': fc.nat(3650),
  'commitment:switching-fee': fc.nat(10_000).map((hundredths) => hundredths / 100),
  'commitment:backup-offsite': fc.boolean(),
  'commitment:status-page': fc.constantFrom('https://aulnes.example/?a=1;b=2,3', 'http://état.example/'),
  'commitment:last-restore-test': fc.constantFrom('2025', '2026-03', '2026-03-01'),
  'commitment:export-formats': fc.array(fc.constantFrom('ics', 'a; b', ' x ', '"q"', '=1', ';'), { maxLength: 3 }),
  'commitment:support-response': fc.constantFrom('none', 48, 0.5),
};

const reviewsOf = (text: ReturnType<typeof texts>) =>
  fc
    .record({
      subject: fc.constantFrom(...Object.keys(MEASURES)),
      value: fc.constant(null),
    })
    .chain(({ subject }) =>
      fc
        .record(
          {
            subject: fc.constant(subject),
            value: MEASURES[subject]!,
            reviewedOn: aPartialDate.filter((date) => date <= '2026-11-25'),
            evidenceUrl: fc.constant('https://communs.example/revue'),
            tie: fc.oneof(fc.constant('none'), text),
            expiresOn: fc.constant(true),
            note: text,
            certificate: fc.record({
              ...{ issuer: fc.constantFrom('LNE', '=LNE', ' LNE '), number: fc.constantFrom('12', '00', "'-1") },
              expiresOn: fc.constant(''),
            }),
          },
          { requiredKeys: ['subject', 'value', 'reviewedOn', 'evidenceUrl', 'tie'] },
        )
        // Each lasts as long as it may.
        .map(({ expiresOn, certificate, ...said }) => ({
          ...said,
          ...(expiresOn && { expiresOn: addMonths(lastDayOf(said.reviewedOn), LONGEST_REVIEW_MONTHS) }),
          ...(certificate && {
            certificate: {
              ...certificate,
              expiresOn: addMonths(lastDayOf(said.reviewedOn), LONGEST_CERTIFICATE_MONTHS),
            },
          }),
        })),
    );

const membersOf = (text: ReturnType<typeof texts>) =>
  fc.record(
    {
      state: fc.constantFrom('member', 'former', 'follower'),
      since: aPartialDate.filter((date) => date <= '2026-11-25'),
      charter: fc.constant('chatons'),
      toCheck: fc.boolean(),
      exceptions: text,
    },
    { requiredKeys: ['state'] },
  );

type Resaved = (csv: string) => string | Buffer;
async function comesBackUnchanged(list: string, resaved: Resaved, query?: string): Promise<void> {
  const before = await api.revision();
  const { csv, version } = await sheets.down(list, query);
  const { body, headers } = await sheets.up(list, resaved(csv), { ifMatch: version });
  expect(body).toMatchObject({ added: [], changed: [], absent: [] });
  expect(body.unchanged).toBeGreaterThan(0);
  expect([headers.etag, await api.revision()]).toEqual([version, before]);
}

const asItWas: Resaved = (csv) => csv;

describe.each([
  ['as it was downloaded', anything, asItWas, ''],
  ['as it was downloaded for Excel in France', anything, asItWas, '?separator=semicolon'],
  ['as Excel saves it in France', PRINTED, savedByExcel as Resaved, ''],
])('a sheet that comes back %s', (_how, piece, resaved, query) => {
  it('changes nothing of the federation’s own list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(...HOSTS.map(() => choicesOf(texts(piece)))), async (choices) => {
        for (const [i, choice] of choices.entries()) await put(`selection/${HOSTS[i]}`, choice);
        await comesBackUnchanged('selection', resaved, query);
      }),
      { numRuns: RUNS },
    );
  });

  it('changes nothing of the members', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(...HOSTS.map(() => membersOf(texts(piece)))), async (members) => {
        for (const [i, member] of members.entries()) await put(`members/${HOSTS[i]}`, member);
        await comesBackUnchanged('members', resaved, query);
      }),
      { numRuns: RUNS },
    );
  });

  it('changes nothing of the reviews', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(...HOSTS.map(() => reviewsOf(texts(piece)))), async (reviews) => {
        for (const [i, { subject, ...review }] of reviews.entries())
          await put(`reviews/${HOSTS[i]}/${subject}`, review);
        await comesBackUnchanged('reviews', resaved, query);
      }),
      { numRuns: RUNS },
    );
  });
});

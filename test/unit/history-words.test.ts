import { describe, expect, it } from 'vitest';
import { tellHistory } from '../../src/history/entries.ts';
import { HISTORY, type Told, tell } from '../../src/history/words.ts';
import type { Change } from '../../src/record/changes.ts';
import type { CommitmentKind } from '../../src/vocabulary/reference.ts';
import type { Measure } from '../../src/vocabulary/shapes.ts';
import { speakers } from '../support/answers.ts';
import { aDocument, anOffer } from '../support/documents.ts';
import { factsOf } from '../support/facts.ts';
import { reference } from '../support/matching.ts';

const NAME = 'Un très long nom de service que personne ne devrait donner, et qui pourtant tient dans le catalogue';

function valuesOf({ valueType, specialValues }: CommitmentKind): Measure[] {
  const special = specialValues?.map(({ value }) => value) ?? [];
  if (valueType === 'number') return [1, 1500.5, ...special];
  if (valueType === 'boolean') return [true, false];
  if (valueType === 'date') return ['2026-05', '2026-10-01'];
  if (valueType === 'list') return [['ODT', 'CSV'], Array.from({ length: 40 }, (_, i) => `Format numéro ${i}`), []];
  return ['https://aulnes.example/fermeture', 'noyer'];
}

const federations = [{ federation: 'reseau-x' }, { federation: 'reseau-x', federationName: NAME }];
const DATES = ['2026', '2026-03', '2026-03-01'];
const ofFederations: Told[] = federations.flatMap((of) => [
  ...[
    'membership-uncertain',
    'membership-followed',
    'membership-unfollowed',
    'membership-erased',
    'membership-corrected',
    'charter-changed',
    'exceptions-noted',
    'exceptions-changed',
    'exceptions-lifted',
  ].map((code) => ({ code, params: of })),
  { code: 'membership-confirmed', params: of },
  { code: 'membership-ended', params: of },
  ...DATES.flatMap((date) => [
    { code: 'membership-confirmed', params: { ...of, since: date } },
    { code: 'membership-confirmed', params: { ...of, since: date, askedOn: '2026-03-02' } },
    { code: 'membership-ended', params: { ...of, until: date } },
    { code: 'membership-reviewed', params: { ...of, on: date } },
  ]),
  ...[
    ...[...reference.criteria.keys()].map((criterion) => ({ criterion, values: ['yes', 'no'] as Measure[] })),
    ...[...reference.commitmentKinds.values()].map((kind) => ({ kind: kind.key, values: valuesOf(kind) })),
  ].flatMap(({ values, ...subject }) => [
    ...['reply-made', 'reply-changed', 'reply-taken-back'].map((code) => ({ code, params: { ...of, ...subject } })),
    ...values.flatMap((value) => [
      ...['review-contests', 'review-detailed', 'review-removed'].map((code) => ({
        code,
        params: { ...of, ...subject, value },
      })),
      ...['reviewed', 'review-renewed'].flatMap((code) =>
        DATES.map((on) => ({ code, params: { ...of, ...subject, value, on } })),
      ),
      { code: 'review-changed', params: { ...of, ...subject, from: values[0], to: value } },
      { code: 'review-certified', params: { ...of, ...subject, value, issuer: NAME, until: '2027-01-01' } },
    ]),
  ]),
]);

const services = [{}, { service: 'Nuage' }, { service: NAME }];
const TOLD: Told[] = [
  ...ofFederations,
  ...['published', 'published-again', 'suspended', 'suspension-explained', 'suspension-lifted'].map((code) => ({
    code,
    params: {},
  })),
  ...['withdrawn', 'redacted', 'confirmed'].map((code) => ({ code, params: {} })),
  ...services.flatMap((service) => [
    ...[...reference.commitmentKinds.values()].flatMap((kind) =>
      valuesOf(kind).flatMap((value) =>
        valuesOf(kind).flatMap((other) => [
          { code: 'commitment-made', params: { kind: kind.key, value, ...service } },
          { code: 'commitment-taken-back', params: { kind: kind.key, value, ...service } },
          ...['strengthened', 'weakened', 'changed'].map((judgement) => ({
            code: `commitment-${judgement}`,
            params: { kind: kind.key, from: value, to: other, ...service },
          })),
          ...[0, 1, 7].flatMap((weakened) =>
            [true, false].flatMap((isOver) =>
              [1, 3, 4, 9].map((length) => ({
                code: 'commitment-past',
                params: {
                  kind: kind.key,
                  values: Array.from({ length }, (_, i) => (i % 2 ? other : value)),
                  weakened,
                  isOver,
                  ...service,
                },
              })),
            ),
          ),
        ]),
      ),
    ),
    ...[null, '2027', '2027-07-01'].flatMap((from) => [
      { code: 'closing-announced', params: { on: from, ...service } },
      ...[null, '2027-07', '2027-08-01'].map((to) => ({ code: 'closing-changed', params: { from, to, ...service } })),
    ]),
    { code: 'closing-cancelled', params: service },
    ...['page-lost', 'page-back', 'page-changed'].flatMap((code) => [
      ...[...reference.criteria.keys()].map((criterion) => ({ code, params: { criterion } })),
      ...[...reference.commitmentKinds.keys()].map((kind) => ({ code, params: { kind, ...service } })),
    ]),
    ...['successor-named', 'successor-agreed', 'successor-withdrew', 'successor-no-longer-named'].map((code) => ({
      code,
      params: { successor: 'les-noyers', ...service, ...('service' in service && { successorName: NAME }) },
    })),
    ...['closing-notice', 'data-retrieval-after-end'].flatMap((kind) =>
      [0, 1, 30].map((actual) => ({
        code: 'closing-breaks-promise',
        params: { kind, promised: 90, actual, ...service },
      })),
    ),
  ]),
  ...services
    .slice(1)
    .flatMap((service) => [
      ...['service-added', 'service-removed', 'prices-changed'].map((code) => ({ code, params: service })),
      ...['month', 'quarter', 'year'].flatMap((period) =>
        [12.5, 80].map((to) => ({ code: 'price-changed', params: { ...service, plan: NAME, from: 40, to, period } })),
      ),
    ]),
  ...[...reference.criteria.keys()].flatMap((criterion) => [
    ...['made', 'taken-back'].map((what) => ({ code: `claim-${what}`, params: { criterion, value: 'partial' } })),
    ...['strengthened', 'weakened', 'changed'].map((judgement) => ({
      code: `claim-${judgement}`,
      params: { criterion, from: 'no', to: 'partial' },
    })),
  ]),
];

describe('the sentences of a past', () => {
  it('are all tried here', () => {
    expect(new Set(TOLD.map(({ code }) => code))).toEqual(new Set(Object.keys(HISTORY)));
  });

  it.each(['fr', 'en'] as const)('are plain in %s: short, no percent sign, no key, nothing missing', (language) => {
    const keys = [...reference.commitmentKinds.keys(), ...reference.criteria.keys()].filter((key) => key.includes('-'));
    const labels = [...reference.criteria.values(), ...reference.commitmentKinds.values()]
      .map(({ label }) => label.en.toLowerCase())
      .join();
    const shown = keys.filter((key) => !labels.includes(key));
    for (const told of TOLD) {
      const text = tell(told, speakers[language]);
      expect(text).not.toMatch(/%|undefined|null|NaN|\[object|\(\)|^\s|\s\s|\s$/);
      expect(text).toMatch(/^[\p{Lu}\p{N}«“].*\.$/u);
      expect(shown.filter((key) => text.includes(key))).toEqual([]);
      for (const sentence of text.split(/(?<=[.?!])\s/))
        expect(sentence.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0, sentence).toBeLessThanOrEqual(25);
    }
  });
});

describe('a closing', () => {
  const stages = (closed: string) => ({
    announcedOn: '2026-11-01',
    stages: { closed },
    stage: null,
    approximate: false,
    successor: null,
    promises: [],
  });
  const change = (revision: number, document: Change['document']): Change => ({
    revision,
    at: new Date(`2026-11-${String(revision).padStart(2, '0')}T12:00:00Z`),
    kind: revision === 1 ? 'created' : 'changed',
    hostId: 'h',
    federationId: null,
    slug: 'h',
    by: 'host',
    byLabel: null,
    reason: null,
    document,
  });

  it('is told when it is announced, moved and cancelled, of the host and of a service; a stage that comes is no news', () => {
    const services = [anOffer()];
    const documents = [
      aDocument({ services }),
      aDocument({ services, closing: stages('2027-07-01') }),
      aDocument({ services, closing: { ...stages('2027-07-01'), stage: 'restricted' } }),
      aDocument({ services, closing: stages('2027-09-01') }),
      aDocument({ services: [anOffer({ closing: stages('2027-07-01') })] }),
    ];
    const { items } = tellHistory(
      documents.map((document, i) => change(i + 1, factsOf(document))),
      { reference, say: speakers.fr, nameOf: () => undefined, federationName: () => undefined },
    );
    expect(items.map(({ sentences }) => sentences.map(({ text }) => text.replaceAll('\u00a0', ' ')))).toEqual([
      ['La fermeture annoncée est annulée.', 'Service « Nuage ». Fermeture annoncée. Date prévue : 1er juillet 2027.'],
      ['Date de fermeture : 1er juillet 2027, puis 1er septembre 2027.'],
      [],
      ['Fermeture annoncée. Date prévue : 1er juillet 2027.'],
      ['La fiche est publiée.'],
    ]);
  });
});

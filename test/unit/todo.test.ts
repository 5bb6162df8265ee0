import { describe, expect, it } from 'vitest';
import type { Closing } from '../../src/documents/closing.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Service } from '../../src/documents/service.ts';
import type { Claim, ClaimStatement, Commitment } from '../../src/documents/statement.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { CLOSING_STAGES, MISTAKE_KINDS } from '../../src/vocabulary/terms.ts';
import { todoOf } from '../../src/waiting/host/list.ts';
import { TODO_KINDS, type TodoFact, type TodoKind, type TodoSources } from '../../src/waiting/host/schema.ts';
import { tellTodo } from '../../src/waiting/host/words.ts';
import { isLate } from '../../src/waiting/open-items.ts';
import { reference } from '../support/matching.ts';

const DAY = '2026-11-25';
const rules = { months: { price: 24, seen: 24 } };
const speakers = { fr: speaker('fr', reference), en: speaker('en', reference) };

/** A host for which nothing waits. */
const aHost = (over: Partial<Host> = {}): Host => ({
  schemaVersion: 1,
  id: '11111111-1111-4111-8111-111111111111',
  slug: 'les-aulnes',
  name: 'Les Aulnes',
  website: 'https://aulnes.example',
  version: 3,
  state: 'published',
  confirmedByHost: true,
  confirmedOn: '2026-11-01',
  domainVerifiedOn: '2026-11-01',
  complete: ['services', 'plans'],
  memberships: [],
  claims: [],
  commitments: [],
  closing: null,
  services: [],
  ...over,
});
const aDesk = (host: Partial<Host> = {}, over: Partial<TodoSources> = {}): TodoSources => ({
  host: aHost(host),
  registeredOn: '2024-01-10',
  reports: [],
  tokens: [],
  webhooks: [],
  successorNames: new Map(),
  successions: [],
  promisedSuccessions: [],
  referrals: [],
  questions: [],
  refusals: [],
  unasked: [],
  lapsed: [],
  site: undefined,
  required: [],
  proposals: 0,
  retired: new Set(),
  ...over,
});
const said = (over: Partial<ClaimStatement> = {}): ClaimStatement => ({
  value: 'yes',
  by: 'host',
  level: 'documented',
  evidence: 'documented',
  asOf: '2026-11-01',
  until: '2028-11-01',
  aged: false,
  ...over,
});
const aClaim = (statements: ClaimStatement[], over: Partial<Claim> = {}): Claim => ({
  criterion: 'free-software-only',
  value: 'yes',
  evidence: 'documented',
  contested: false,
  statements,
  ...over,
});
const aCommitment = (until: string | null): Commitment => ({
  kind: 'closing-notice',
  value: 90,
  evidence: 'declared',
  contested: false,
  statements: [{ ...said({ level: 'declared', until }), value: 90 }],
});
const aService = (over: Partial<Service> = {}): Service => ({
  id: '22222222-2222-4222-8222-222222222222',
  slug: 'nuage',
  name: 'Nuage',
  usages: ['file-storage-sharing'],
  commitments: [],
  closing: null,
  ...over,
});

const kindsOf = (desk: TodoSources) => todoOf(desk, DAY, rules).map(({ kind }) => kind);
const dueOf = (desk: TodoSources) => todoOf(desk, DAY, rules).map(({ kind, due }) => [kind, due]);
const withClaim = (over: Partial<ClaimStatement>, claim: Partial<Claim> = {}) =>
  aDesk({ claims: [aClaim([said(over)], claim)] });

describe('what waits for a host', () => {
  it('is nothing when all is in order', () => {
    expect(todoOf(aDesk(), DAY, rules)).toEqual([]);
    expect(todoOf(withClaim({}), DAY, rules)).toEqual([]);
  });

  it.each([
    ['2027-01-24', ['fact-expires']],
    ['2027-01-25', []],
    ['2026-11-24', ['fact-expires']],
    ['2019-05-01', ['fact-expires']],
    [null, ['fact-expires']],
  ])('are facts that grow old within 60 days, or have: %s', (until, kinds) => {
    expect(kindsOf(withClaim({ until }))).toEqual(kinds);
    expect(kindsOf(aDesk({ commitments: [aCommitment(until)] }))).toEqual(kinds);
  });

  it('says a fact again as it stands, at its own address', () => {
    const claim = aClaim([said({ until: '2026-12-01', evidenceUrl: 'https://a.example/x', note: { fr: 'Tout.' } })]);
    const desk = aDesk({ claims: [claim], services: [aService({ commitments: [aCommitment('2026-12-02')] })] });
    expect(todoOf(desk, DAY, rules)).toMatchObject([
      {
        subject: 'criterion:free-software-only',
        due: '2026-12-01',
        since: '2026-10-02',
        call: {
          method: 'PUT',
          path: '/v1/hosts/les-aulnes/claims/free-software-only',
          body: { value: 'yes', evidenceUrl: 'https://a.example/x', note: { fr: 'Tout.' } },
        },
      },
      {
        subject: 'service:nuage/commitment:closing-notice',
        call: { path: '/v1/hosts/les-aulnes/services/nuage/commitments/closing-notice', body: { value: 90 } },
      },
    ]);
  });

  it('is not what its charter or a federation says of it', () => {
    for (const by of ['charter', 'federation'] as const) expect(kindsOf(withClaim({ by, until: null }))).toEqual([]);
  });

  it('are pages of evidence that fail, are lost, or changed since the statement', () => {
    const page = (facts: object) => dueOf(withClaim({ page: facts as NonNullable<ClaimStatement['page']> }));
    expect(page({ state: 'found' })).toEqual([]);
    expect(page({ state: 'failing', failingSince: '2026-11-20' })).toEqual([['page-failing', '2026-12-04']]);
    expect(page({ state: 'lost', failingSince: '2026-11-01' })).toEqual([['page-lost', '2026-11-15']]);
    expect(page({ state: 'found', changedOn: '2026-11-02' })).toEqual([['page-changed', null]]);
    expect(page({ state: 'found', changedOn: '2026-11-01' })).toEqual([]);
  });

  it('is the right of reply, also where the host said nothing', () => {
    const denial = said({ value: 'no', by: 'federation', federation: 'reseau', asOf: '2026-10-01' });
    const [waits, ...others] = todoOf(aDesk({ claims: [aClaim([denial], { contested: true })] }), DAY, rules);
    expect(others).toEqual([]);
    expect(waits).toMatchObject({ kind: 'contested', due: null, since: '2026-10-01' });
    expect(waits!.call).toEqual({ method: 'PUT', path: '/v1/hosts/les-aulnes/claims/free-software-only' });
    expect(waits!.otherwise).toEqual({
      method: 'PUT',
      path: '/v1/hosts/les-aulnes/replies/reseau/criterion:free-software-only',
    });
  });

  it('is no longer the right of reply once it was used', () => {
    const reply = { text: { fr: 'Le pilote est libre.' }, repliedOn: DAY };
    const denial = said({ value: 'no', by: 'federation', federation: 'reseau', asOf: '2026-10-01' });
    const contested = (...statements: ClaimStatement[]) =>
      kindsOf(aDesk({ claims: [aClaim(statements, { contested: true })] }));
    expect(contested(said(), { ...denial, reply })).toEqual([]);
    expect(contested(said(), { ...denial, reply }, { ...denial, federation: 'autre' })).toEqual(['contested']);
  });

  it('are those who were sent to it, and federations that count it as a member without its word', () => {
    const desk = aDesk(
      {},
      {
        referrals: [{ id: 'r', federation: 'Le Réseau', sentOn: '2026-11-20' }],
        unasked: [{ federation: 'reseau', name: 'Le Réseau' }],
      },
    );
    expect(todoOf(desk, DAY, rules)).toMatchObject([
      {
        kind: 'referral',
        subject: 'referral:r',
        since: '2026-11-20',
        call: { path: '/v1/hosts/les-aulnes/referrals/r/answer' },
      },
      {
        kind: 'membership-unasked',
        subject: 'federation:reseau',
        call: { method: 'POST', path: '/v1/federations/reseau/members', body: {} },
        otherwise: { method: 'DELETE', path: '/v1/federations/reseau/members/les-aulnes?never=true' },
      },
    ]);
  });

  it('is what its own closing still lacks: the next day, the way to the data, who comes after', () => {
    const closing = (over: Partial<Closing> = {}): Closing => ({
      announcedOn: '2026-11-01',
      stages: { readOnly: '2026-12-20', closed: '2027-07-01', dataErased: '2027-09-01' },
      stage: null,
      approximate: false,
      reason: { fr: 'Fin.' },
      successor: null,
      promises: [],
      ...over,
    });
    const path = '/v1/hosts/les-aulnes/closing';
    const body = { stages: closing().stages, reason: { fr: 'Fin.' } };
    expect(todoOf(aDesk({ closing: closing() }), DAY, rules)).toMatchObject([
      { kind: 'closing-stage', due: '2026-12-20', since: '2026-10-21', stage: 'readOnly', call: { path, body } },
      { kind: 'closing-guide', due: '2027-07-01', since: '2026-11-01', call: { method: 'PUT', path, body } },
      { kind: 'closing-successor', due: '2027-07-01', call: { path } },
    ]);
    const complete = { exportGuide: 'https://a.example/export', successor: { host: 'noyer', agreed: true } };
    expect(dueOf(aDesk({ closing: closing(complete) }))).toEqual([['closing-stage', '2026-12-20']]);
    const unsure = { ...complete, successor: { host: 'noyer', agreed: false } };
    expect(kindsOf(aDesk({ closing: closing(unsure) }))).toEqual(['closing-stage', 'closing-successor']);
    const over = { stages: { closed: '2026-11-01', dataErased: '2026-12-01' }, stage: 'closed' as const };
    expect(kindsOf(aDesk({ state: 'closed', closing: closing(over) }))).toEqual(['closing-guide', 'closing-stage']);
    expect(kindsOf(aDesk({ state: 'withdrawn', closing: closing(over) }))).toEqual([]);
    expect(kindsOf(aDesk({ state: 'closed', closing: closing({ ...over, stage: 'dataErased' }) }))).toEqual([]);
    expect(todoOf(aDesk({ services: [aService({ closing: closing(complete) })] }), DAY, rules)).toMatchObject([
      {
        kind: 'closing-stage',
        subject: 'service:nuage',
        call: { path: '/v1/hosts/les-aulnes/services/nuage/closing' },
      },
    ]);
  });

  it('are prices that nobody saw or confirmed for two years, once for each service', () => {
    const service = (...observed: (string | undefined)[]) =>
      aService({ plans: observed.map((observedOn) => ({ name: 'x', fixed: 5, ...(observedOn && { observedOn }) })) });
    const desk = (confirmedOn: string | null, ...observed: (string | undefined)[]) =>
      aDesk({ confirmedOn, services: [service(...observed)] });
    const prices = (of: TodoSources) => dueOf(of).filter(([kind]) => kind === 'price-expires');
    expect(prices(desk('2026-11-01', '2020'))).toEqual([]);
    expect(prices(desk(null, '2025', '2024-12'))).toEqual([['price-expires', '2026-12-31']]);
    expect(prices(desk('2024-01-01', '2023'))).toEqual([['price-expires', '2026-01-01']]);
    expect(prices(desk(null, undefined))).toEqual([['price-expires', null]]);
    expect(prices(aDesk({ confirmedOn: null, services: [aService({ plans: [{ name: 'Sur devis' }] })] }))).toEqual([]);
    const [waits] = todoOf(desk(null, '2024-12'), DAY, rules).filter(({ kind }) => kind === 'price-expires');
    expect(waits!.call).toEqual({
      method: 'PATCH',
      path: '/v1/hosts/les-aulnes/services/nuage',
      body: { plans: [{ name: 'x', fixed: 5, observedOn: DAY }] },
    });
  });

  it('is a confirmation once a year, and a first one', () => {
    expect(dueOf(aDesk({ confirmedOn: '2026-01-24' }))).toEqual([['confirmation', '2027-01-24']]);
    expect(dueOf(aDesk({ confirmedOn: '2026-01-25' }))).toEqual([]);
    expect(dueOf(aDesk({ confirmedOn: null }))).toEqual([['confirmation', null]]);
  });

  it('is a draft to publish before it goes, by its identifier, and its domain to prove', () => {
    const draft = aDesk({ state: 'draft', confirmedOn: null, domainVerifiedOn: null }, { registeredOn: '2026-11-20' });
    expect(todoOf(draft, DAY, rules)).toMatchObject([
      { kind: 'domain-unproven', due: null, call: { path: `/v1/hosts/${draft.host.id}/domain-checks` } },
      { kind: 'draft-expires', due: '2026-12-20', call: { path: `/v1/hosts/${draft.host.id}/publication` } },
    ]);
    expect(kindsOf(aDesk({ domainVerifiedOn: null }))).toEqual(['domain-unproven']);
  });

  it('are tokens that end within 30 days, and hosts that name it as their successor', () => {
    const token = (id: string, expiresOn: string) => ({ id, label: 'poste', expiresOn });
    const successor = (host: string, closesOn: string | null) => ({
      ...{ host, name: host, announcedOn: '2026-11-01', closesOn },
    });
    const desk = aDesk(
      {},
      {
        tokens: [token('a', '2026-12-25'), token('b', '2026-12-26')],
        successions: [successor('noyer', '2027-03-01'), successor('tilleul', '2019-01-01')],
      },
    );
    expect(todoOf(desk, DAY, rules)).toMatchObject([
      { subject: 'host:tilleul', due: null },
      { subject: 'token:a', due: '2026-12-25', call: { path: '/v1/tokens' } },
      {
        subject: 'host:noyer',
        due: '2027-03-01',
        call: { method: 'PUT', path: '/v1/hosts/les-aulnes/successions/noyer' },
      },
    ]);
  });

  it('tells of a program that is sent nothing any more, and of an entry that was merged in, until it is confirmed', () => {
    const webhooks = [{ id: 'w', receiver: 'aulnes.example:443', why: 'failing' as const, disabledOn: '2026-11-20' }];
    const merged = [{ id: 'm', slug: 'anciens', name: 'Les Anciens', on: '2026-11-10' }];
    const waiting = todoOf(aDesk({ merged }, { webhooks }), DAY, rules);
    expect(waiting).toMatchObject([
      { kind: 'merged', subject: 'host:anciens', call: { path: '/v1/hosts/les-aulnes/confirmations' } },
      {
        ...{ kind: 'webhook-disabled', subject: 'webhook:w', call: { path: '/v1/webhooks/w/verifications' } },
        otherwise: { method: 'DELETE', path: '/v1/webhooks/w' },
      },
    ]);
    expect(waiting.map((one) => tellTodo(one, speakers.fr).replaceAll(/\s/g, ' '))).toEqual([
      'La fiche « Les Anciens » a été réunie à la vôtre le 10 novembre 2026. Relisez l’ensemble, corrigez ce qui est faux, puis confirmez.',
      expect.stringContaining('Il n’a rien accepté pendant trois jours'),
    ]);
    expect(todoOf(aDesk({ merged, confirmedOn: '2026-11-11' }), DAY, rules)).toEqual([]);
  });

  it('comes most urgent first: the entry itself, what is late, what waits now, what comes', () => {
    const desk = aDesk(
      {
        ownerChangesOn: '2026-11-30',
        claims: [aClaim([said({ until: '2026-12-01' })]), aClaim([said({ until: '2020-01-01' })], { criterion: 'b' })],
      },
      { reports: [{ id: 'r', kind: 'wrong', about: null, reportedOn: '2026-11-24' }] },
    );
    expect(dueOf(desk)).toEqual([
      ['owner-changes', '2026-11-30'],
      ['fact-expires', '2020-01-01'],
      ['report', null],
      ['fact-expires', '2026-12-01'],
    ]);
  });

  it('is only the answers that others wait for, once it has closed or left', () => {
    const over = { confirmedOn: null, domainVerifiedOn: null, claims: [aClaim([said({ until: null })])] };
    const reports: TodoSources['reports'] = [{ id: 'r', kind: 'closed', about: null, reportedOn: DAY }];
    for (const state of ['closed', 'withdrawn'] as const)
      expect(kindsOf(aDesk({ ...over, state }, { reports }))).toEqual(['report']);
  });
});

describe('the words for what waits', () => {
  const names = ['Le Noyer', '</title>]]>\u0001\u2028x', `Un nom qui ne finit jamais ${'et encore '.repeat(10)}`];
  const abouts = [
    {},
    ...[...reference.criteria.keys()].map((criterion) => ({ criterion })),
    ...[...reference.commitmentKinds.keys()].flatMap((commitment) => [
      { commitment },
      { commitment, service: names[1]! },
    ]),
  ];
  const DATED = ['site-unanswered', 'owner-changes', 'draft-expires', 'token-expires', 'page-failing', 'closing-stage'];
  const topics: Pick<TodoFact, 'about' | 'name'>[] = [
    ...abouts.map((about) => ({ about, name: names[0]! })),
    ...names.map((name) => ({ name })),
  ];
  const OF_A_CRITERION = ['criterion-required', 'question-changed'];
  const topicsOf = (kind: TodoKind) =>
    topics.filter(({ about }) => !OF_A_CRITERION.includes(kind) || about?.criterion !== undefined);
  const every: TodoFact[] = TODO_KINDS.flatMap((kind) =>
    [null, '2020-01-01', '2026-12-01']
      .filter((due) => due !== null || !DATED.includes(kind))
      .flatMap((due) =>
        (kind === 'report' ? MISTAKE_KINDS : (['wrong'] as const)).flatMap((report) =>
          topicsOf(kind).map((topic, i) => ({
            ...{
              kind,
              due,
              overdue: isLate(due, DAY),
              report,
              why: 'failing' as const,
              ...topic,
              since: '2026-11-01',
              from: '2026-10-18',
              stage: CLOSING_STAGES[i % CLOSING_STAGES.length]!,
              count: i + 1,
            },
            call: { method: 'POST' as const, path: '/' },
          })),
        ),
      ),
  );

  it.each(['fr', 'en'] as const)('are short plain sentences on one line, in %s', (language) => {
    for (const waiting of every) {
      const text = tellTodo(waiting, speakers[language]);
      expect(text).not.toMatch(/undefined|null|NaN|\[object|[\p{Cc}\p{Cs}\p{Zl}]|'|[.] [.]|le [.,]|\s$/u);
      for (const sentence of text.split(/(?<=[.?!])\s/)) {
        const words = sentence.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
        expect(words, sentence).toBeLessThanOrEqual(25);
      }
    }
  });

  it('tell of late and coming dates apart, and what they are about first', () => {
    const tell = (due: string | null, language: 'fr' | 'en' = 'fr') => {
      const [waiting] = todoOf(aDesk({ services: [aService({ commitments: [aCommitment(due)] })] }), DAY, rules);
      return tellTodo(waiting!, speakers[language]).replaceAll('\u00a0', ' ');
    };
    expect(tell('2026-12-01')).toBe(
      'Service « Nuage ». Préavis avant fermeture. Ce fait comptera comme ancien après le 1er décembre 2026. Dites-le de nouveau.',
    );
    expect(tell('2025-05-03')).toBe(
      'Service « Nuage ». Préavis avant fermeture. Ce fait compte comme ancien depuis le 3 mai 2025. Dites-le de nouveau.',
    );
    expect(tell(null, 'en')).toBe(
      'Service “Nuage”. Notice before closing. Nobody knows how old this fact is. Say it again.',
    );
  });
});

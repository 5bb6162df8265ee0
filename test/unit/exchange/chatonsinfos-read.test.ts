import { describe, expect, it } from 'vitest';
import { readChatonsInfos } from '../../../src/exchange/chatonsinfos/read.ts';
import {
  AT_HOME,
  EVERY_FILE,
  FEDERATION,
  HTML,
  METRICS,
  MIXED_ENCODING,
  OLD_NAMES,
  ORGANIZATION,
  SERVICE,
  WAYS_TO_WRITE,
} from '../../support/chatonsinfos.ts';
import { reference } from '../../support/matching.ts';

const ADDRESS = 'https://aulnes.example/aulnes.properties';
const DAY = '2026-11-27';

const read = (file: string | Buffer, more: object = {}) =>
  readChatonsInfos(Buffer.from(file as string), { address: ADDRESS, reference, day: DAY, ...more });
const codesOf = (file: string | Buffer, more: object = {}) =>
  read(file, more).problems.map(({ line, code }) => `${line}: ${code}`);
const organization = (...lines: string[]) =>
  read(['file.class = Organization', 'organization.name = Les Aulnes', ...lines].join('\n'));

describe('The file of an organisation', () => {
  it('is read in the words of the catalogue', () => {
    const { class: fileClass, host, subs, problems } = read(ORGANIZATION);
    expect(fileClass).toBe('organization');
    expect(host).toEqual({
      source: ADDRESS,
      asOf: '2026-10-01',
      name: 'Les Aulnes',
      website: 'https://aulnes.example/',
      facts: {
        summary: { fr: 'Fichiers et courriel\npour les associations.' },
        foundedOn: '2014-05-02',
        legalForm: 'association',
        seat: { country: 'FR' },
        contact: { url: 'https://aulnes.example/contact', email: 'contact@aulnes.example' },
      },
      observed: { state: 'active', asOf: '2026-10-01' },
      membership: { state: 'member', since: '2016-11-05' },
    });
    expect(subs).toEqual([
      { id: 'nuage', url: 'https://aulnes.example/nuage.properties', line: 20 },
      { id: 'pad', url: 'https://aulnes.example/pad.properties', line: 21 },
    ]);
    expect(problems).toEqual([]);
  });

  it('says that it closed, or left a federation, from the day it gives', () => {
    expect(organization('organization.enddate = 2025-01-31').host?.observed).toEqual({
      state: 'closed',
      asOf: '2025-01-31',
    });
    expect(organization('organization.enddate = 2040-01-31').host?.observed).toBeUndefined();
    expect(organization('organization.memberof.chatons.enddate = 2023-05-01').host?.membership).toEqual({
      state: 'former',
      until: '2023-05-01',
    });
  });

  it('says nothing of a membership by a word that may mean two things', () => {
    const { host, problems } = organization('organization.memberof.chatons.status.level = AWAY');
    expect(host?.membership).toBeUndefined();
    expect(problems).toMatchObject([{ line: 3, code: 'status-unclear', params: { value: 'AWAY' } }]);
  });

  it('reads the membership of the federation that led here, and of no other', () => {
    const two = `${ORGANIZATION}organization.memberof.rives.startdate = 2020\n`;
    expect(read(two, { federation: 'rives' }).host?.membership).toEqual({ state: 'member', since: '2020' });
    expect(read(two, { federation: 'marais' }).host?.membership).toBeUndefined();
    expect(read(two).host?.membership).toBeUndefined();
  });

  it('keeps neither the mailbox, the place nor the name of a person', () => {
    const { host, problems } = read(OLD_NAMES);
    expect(host?.facts.contact).toBeUndefined();
    expect(JSON.stringify({ host, problems })).not.toMatch(/martin|46|Guéret/i);
    expect(problems.filter(({ code }) => /personal|not-kept/.test(code))).toMatchObject([
      { line: 9, code: 'location-not-kept' },
      { line: 10, code: 'location-not-kept' },
      { line: 17, code: 'personal-address' },
      { line: 18, code: 'person-not-kept' },
    ]);
    const at = (email: string) => organization(`organization.contact.email = ${email}`).host?.facts.contact?.email;
    expect(at('jeanne.martin@aulnes.example')).toBeUndefined();
    expect(at('les.aulnes@aulnes.example')).toBe('les.aulnes@aulnes.example');
    expect(at('les-aulnes@free.fr')).toBe('les-aulnes@free.fr');
  });

  it('is not read without a name', () => {
    const file = 'file.class = Organization\norganization.type = COMPANY';
    expect(read(file).host).toBeUndefined();
    expect(read(file).problems).toMatchObject([{ line: null, key: 'organization.name', code: 'missing-key' }]);
  });
});

describe('The file of a service', () => {
  it('is read in the words of the catalogue', () => {
    const { service, problems } = read(SERVICE);
    expect(service).toEqual({
      source: ADDRESS,
      asOf: '2026-09-30',
      slug: 'nuage-des-aulnes',
      facts: {
        name: 'Nuage des Aulnes',
        usages: ['file-storage-sharing'],
        summary: { fr: 'Fichiers à plusieurs' },
        software: { name: 'Seafile', licence: 'AGPL-3.0-only' },
        url: 'https://nuage.aulnes.example/',
        registration: 'members',
        capacity: { state: 'open' },
        dataCountry: 'FR',
        startedOn: '2016-03-01',
      },
    });
    expect(problems).toEqual([]);
  });

  it('is read however its lines are written', () => {
    const { service, problems } = read(WAYS_TO_WRITE);
    expect(service?.facts).toMatchObject({
      name: 'Le nuage',
      summary: { fr: 'Des fichiers, des agendas et écrire à plusieurs\nici' },
      software: { name: 'nextcloud' },
      url: 'https://nuage.aulnes.example',
      registration: 'open',
      capacity: { state: 'full' },
    });
    expect(service?.facts.usages).toContain('shared-calendar');
    expect(problems.map(({ line, code }) => `${line}: ${code}`)).toEqual([
      '14: several-values',
      '15: retired-key',
      '16: list-too-long',
    ]);
  });

  it('proposes usages only for a program that the vocabulary names', () => {
    const of = (name: string) => read(`file.class=Service\nservice.name=X1\nsoftware.name=${name}`);
    expect(of('Etherpad Lite').service?.facts.usages).toEqual(['collaborative-text']);
    expect(of('Etherpod').service?.facts.usages).toBeUndefined();
    expect(of('Etherpod').problems).toMatchObject([{ line: 3, code: 'no-usage', params: { software: 'Etherpod' } }]);
  });

  it('is over from its last day on, or by its status', () => {
    const ended = (line: string) => read(`file.class=Service\nservice.name=Pad\n${line}`).ended;
    expect(ended('service.enddate = 2025-01-01')).toEqual({ on: '2025-01-01' });
    expect(ended('service.status.level = over')).toEqual({ on: null });
    expect(ended('service.enddate = 2040-01-01')).toBeUndefined();
    expect(ended('service.status.level = ERROR')).toBeUndefined();
  });

  it('is warned of a machine that its provider cannot house, and says nothing of who hosts at home', () => {
    const { problems, service } = read(AT_HOME);
    expect(problems).toMatchObject([
      { line: 3, code: 'person-not-kept' },
      { line: 5, code: 'invalid-pair', severity: 'warning', params: { provider: 'HOME', server: 'SHARED' } },
    ]);
    expect(JSON.stringify(service)).not.toContain('Jeanne');
    expect(service?.facts.dataCountry).toBe('FR');
  });
});

describe('Other files', () => {
  it('lead from a federation to its members', () => {
    const { class: fileClass, subs, problems } = read(FEDERATION);
    expect(fileClass).toBe('federation');
    expect(subs.map(({ id }) => id)).toEqual(['aulnes', 'noyers']);
    expect(problems).toEqual([]);
  });

  it('tell figures, of which one may be empty', () => {
    expect(read(METRICS)).toMatchObject({ class: 'metrics', problems: [] });
    expect(codesOf('file.class=Metrics\nmetrics.a.2020.days = 1;2')).toEqual(['2: bad-element']);
  });

  it('are no files of properties: one problem, and nothing read', () => {
    expect(read(HTML)).toMatchObject({ class: undefined, subs: [], problems: [{ line: 1, code: 'html-instead' }] });
    expect(codesOf(Buffer.from([0x1f, 0x8b, 0, 0, 1, 2]))).toEqual(['1: not-text']);
    expect(codesOf('')).toEqual(['null: empty-file']);
    expect(codesOf('# nothing\n\n')).toEqual(['null: empty-file']);
  });
});

describe('What is wrong with a file', () => {
  it('is told by line, and the rest is read', () => {
    expect(codesOf(OLD_NAMES)).toEqual([
      '2: duplicate-key',
      '4: retired-key',
      '4: date-not-iso',
      '5: retired-key',
      '5: bad-date',
      '6: retired-key',
      '7: retired-key',
      '7: duplicate-key',
      '9: retired-key',
      '9: location-not-kept',
      '10: location-not-kept',
      '11: misspelt-key',
      '12: misspelt-key',
      '13: misspelt-key',
      '14: unknown-key',
      '15: unknown-key',
      '16: unknown-value',
      '17: personal-address',
      '18: person-not-kept',
      '19: status-unclear',
      '21: same-sub-name',
      '22: duplicate-sub',
      '23: bad-sub',
      '24: bad-sub',
    ]);
    const { host, subs, problems } = read(OLD_NAMES);
    expect(host).toMatchObject({ name: 'Les Aulnes', facts: { foundedOn: '2014-02-05', seat: { country: 'FR' } } });
    expect(host?.facts.legalForm).toBeUndefined();
    expect(subs.map(({ url }) => url.slice(-17))).toEqual(['/nuage.properties', 'e/pad.properties'.padStart(17, 'l')]);
    expect(problems.find(({ line }) => line === 14)).toMatchObject({ params: { near: 'organization.type' } });
  });

  it.each(['with a mark, lines of Windows', 'utf-16'])('is not how it is encoded: %s', (name) => {
    const { host } = read(EVERY_FILE[name]!);
    expect(host).toEqual(read(ORGANIZATION).host);
  });

  it('is its encoding, on the line where it stops being UTF-8 or changes', () => {
    const { host, problems } = read(MIXED_ENCODING);
    expect(problems).toMatchObject([{ line: 3, code: 'mixed-encoding' }]);
    expect(host).toMatchObject({ name: 'Les Chênes', facts: { summary: { fr: 'Hébergeur libre' } } });
    expect(codesOf(EVERY_FILE['latin-1']!)[0]).toBe('2: duplicate-key');
    expect(codesOf(EVERY_FILE['latin-1']!)).toContain('9: not-utf-8');
  });

  it('is a date written month first, which is never guessed', () => {
    const founded = (date: string) => organization(`organization.startdate = ${date}`).host?.facts.foundedOn;
    expect(founded('2014-02-31')).toBeUndefined();
    expect(founded('12/31/2013')).toBeUndefined();
    expect(founded('01/02/2013')).toBe('2013-02-01');
    expect(founded('2013-02-01T10:00:00')).toBe('2013-02-01');
    expect(founded('2030-01-01')).toBeUndefined();
  });

  it('is a class that is missing, wrong, or another than expected', () => {
    expect(codesOf('organization.name = A1')).toEqual(['null: class-assumed']);
    expect(codesOf('file.class = Chat\nservice.name = A1')).toContain('1: unknown-value');
    expect(read('file.class = Chat\nservice.name = A1').class).toBe('service');
    expect(codesOf(ORGANIZATION, { expected: 'service' })).toEqual(['2: class-unexpected']);
    expect(codesOf('x = y')).toEqual(['null: class-unknown', '1: unknown-key']);
    expect(codesOf('file.class = Organization\norganization.name = A1\nsoftware.name = B')).toEqual([
      '3: key-elsewhere',
    ]);
  });

  it('is told 500 times at most', () => {
    const { problems } = read('a = b\n'.repeat(3000));
    expect(problems).toHaveLength(501);
    expect(problems.at(-1)).toMatchObject({ code: 'more-problems' });
  });

  it('is an address with a password, or none at all', () => {
    const website = (address: string) => organization(`organization.website = ${address}`).host?.website;
    expect(website('https://me:secret@aulnes.example/')).toBeUndefined();
    expect(website('www.aulnes.example')).toBeUndefined();
    expect(website('HTTPS://aulnes.example')).toBe('https://aulnes.example');
    expect(website('javascript:alert(1)')).toBeUndefined();
  });
});

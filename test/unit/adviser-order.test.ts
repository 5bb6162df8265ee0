import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Service } from '../../src/documents/service.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { answerTo, imported } from '../support/answers.ts';
import { anOffer, aPlan } from '../support/documents.ts';

/* The order of an adviser (docs/matching.md): what stands before the wishes are weighed. */

const offer = (usage: string, more: Partial<Service> = {}): Service =>
  anOffer({ slug: usage, name: usage, usages: [usage], plans: [aPlan({ name: usage, fixed: 20 })], ...more });
const entry = (name: string, usages: readonly string[], more: Partial<Host> = {}): Host =>
  imported(
    name,
    '2026-05',
    usages.map((usage) => offer(usage)),
    { seat: { country: 'FR' }, ...more },
  );
const needOf = (...usages: string[]): Need => ({
  usages: usages.map((usage) => ({ usage })),
  budgetPerYear: 100,
  territory: { level: 'departement', code: '23' },
});
const shownTo = (hosts: Host[], need: Need) => answerTo(hosts, need).shown.map((one) => one.hosts.join(' + '));
const listed = (hosts: Host[], need: Need) => answerTo(hosts, need).toCheck.map(({ host }) => host);

describe('One contact before two', () => {
  const unpriced = (name: string, usage: string) =>
    imported(name, '2026-05', [offer(usage, { plans: [] })], { seat: { country: 'FR' } });
  const mail = entry('Courrier', ['email-hosting']);
  const need = needOf('email-hosting', 'file-storage-sharing');

  it('a usage that a list does not name is a question to one host, and no reason for a second one', () => {
    const hosts = [unpriced('Un', 'email-hosting'), unpriced('Deux', 'file-storage-sharing')];
    expect(answerTo(hosts, need).shown.map(({ kind }) => kind)).toEqual(['host', 'host', 'together']);
  });

  it('where a usage is that of a specialist, the host and the specialist come first', () => {
    const books = entry('Comptes', ['accounting']);
    expect(shownTo([mail, books], needOf('email-hosting', 'accounting'))[0]).toMatch(/comptes/);
    expect(answerTo([mail, books], needOf('email-hosting', 'accounting')).shown[0]!.hosts).toHaveLength(2);
  });

  it('where nobody names the usage of a specialist, nobody is the answer, and whom to ask is said', () => {
    const answer = answerTo([mail], needOf('email-hosting', 'accounting'));
    expect(answer.shown).toEqual([]);
    expect(answer.toCheck.map(({ host }) => host)).toEqual(['courrier']);
    expect(answer.help.length).toBeGreaterThan(0);
  });
});

describe('Who is near, and says so, stands first among those that leave as much open', () => {
  const need = needOf('email-hosting', 'file-storage-sharing');
  const near = { territory: { level: 'departement', code: '87' }, country: 'FR' } as const;
  const cases: [string, Partial<Host>, Partial<Host>][] = [
    ['a seat in the region', { seat: near }, {}],
    ['a territory that it says it serves', { serves: [{ level: 'country', code: 'FR' }] }, {}],
    ['the audience that it says it is there for', { audiences: ['associations'] }, {}],
    ['an address to write to', { contact: { email: 'contact@un.example' } }, {}],
  ];
  it.each(cases)('%s', (_, one, other) => {
    // Several others, so that no lot among equals puts the right one first.
    const others = ['Alpha', 'Bravo', 'Delta', 'Echo', 'Golf', 'Hotel', 'Kilo'];
    const hosts = [...others.map((name) => entry(name, ['email-hosting'], other)), entry('Un', ['email-hosting'], one)];
    expect(listed(hosts, need)[0]).toBe('un');
    const [compared] = answerTo(hosts, need).comparisons;
    expect(compared!.better).toBe('un');
    expect(compared!.text).toMatch(/^Un passe avant \w+, où il reste autant à savoir : /);
  });

  it('and says so at the first question that decides', () => {
    const hosts = [
      entry('Loin', ['email-hosting'], { contact: { email: 'contact@loin.example' } }),
      entry('Pres', ['email-hosting'], { seat: near }),
    ];
    expect(answerTo(hosts, need).comparisons[0]!.text).toContain('son siège est dans votre région');
  });
});

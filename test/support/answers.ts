import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Plan, Service } from '../../src/documents/service.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { aDocument, anOffer, aPlan } from './documents.ts';
import { DAY, policy, reference } from './matching.ts';

/** Small catalogues, asked through the whole matcher, and their answers as a treasurer reads them. */

export const FILES = 'file-storage-sharing';
export const MAIL = 'email-hosting';
export const VIDEO = 'video-conferencing';

export const speakers = { fr: speaker('fr', reference), en: speaker('en', reference) };
/** The federation that speaks in the statements of the tests. */
const federationBySlug: ReadonlyMap<string, Federation> = new Map([
  [
    'reseau',
    { id: 'reseau', slug: 'reseau', name: 'Le Réseau', website: 'https://reseau.example', version: 1, members: [] },
  ],
]);
const matcher = createMatcher(policy, reference, 'a secret of the tests');

export const answerTo = (documents: Host[], need: Need, language: 'fr' | 'en' = 'fr'): Match =>
  matcher.answer(
    need,
    { epoch: 'e', revision: 1, day: DAY, reference, groups: [documents], federationBySlug },
    speakers[language],
    {
      everything: true,
    },
  );

/** A host by name; its slug is the name in small letters. */
export const host = (name: string, services: Service[], overrides: Partial<Host> = {}): Host =>
  aDocument({ slug: name.toLowerCase().replaceAll(' ', '-'), name, services, ...overrides });

/** An entry that nobody confirmed, last seen at work in a month. */
export const imported = (name: string, seen: string, services: Service[], overrides: Partial<Host> = {}): Host =>
  host(name, services, {
    confirmedByHost: false,
    confirmedOn: null,
    observed: { state: 'active', asOf: seen },
    ...overrides,
  });

/** `undefined` leaves out an amount that a plan of the tests has by default: absent is how unknown is written. */
type PlanParts = { [K in keyof Plan]?: Plan[K] | undefined };
const planOf = (parts: PlanParts): Plan =>
  Object.fromEntries(Object.entries({ ...aPlan(), ...parts }).filter(([, value]) => value !== undefined)) as Plan;

const service =
  (slug: string, usage: string) =>
  (plan: PlanParts, overrides: Partial<Service> = {}): Service =>
    anOffer({ slug, name: slug, usages: [usage], plans: [planOf(plan)], ...overrides });
export const files = service('nuage', FILES);
export const mail = service('courrier', MAIL);
export const video = service('visio', VIDEO);

/** Files for one person and a hundred gigabytes, so that nothing is assumed; with a budget of 100 € and the given wishes. */
export const filesFor = (wish: NonNullable<Need['wish']>, more: Partial<Need> = {}): Need => ({
  usages: [{ usage: FILES, accounts: 1, storageGb: 100 }],
  budgetPerYear: 100,
  wish,
  ...more,
});

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

/** All that an answer says beside its hosts, empty parts left out; `1= Noyer` is a tie at the first place. */
export function gist(answer: Match): Record<string, unknown> {
  const texts = (parts: readonly { text: string }[]) => parts.map(({ text }) => plain(text));
  const places = (list: Match['fits']) => list.map(({ rank, tied, name }) => `${rank}${tied ? '=' : ''} ${name}`);
  const all = {
    // Whom every need asks for that does not say it: said in each answer.
    notes: texts(answer.notes.filter(({ code }) => code !== 'audience-assumed')),
    fits: places(answer.fits),
    toCheck: places(answer.toCheck),
    combinations: texts(answer.combinations),
    nearMisses: texts(answer.nearMisses),
    relaxations: texts(answer.relaxations),
    comparisons: texts(answer.comparisons),
    robustness: answer.robustness ? [plain(answer.robustness.text)] : [],
    conflicts: texts(answer.conflicts ?? []),
    excluded: (answer.excluded.hosts ?? []).map(({ host: slug, reasons }) => `${slug}: ${reasons.join(', ')}`),
  };
  return Object.fromEntries(Object.entries(all).filter(([, part]) => part.length > 0));
}

/** What is said of one listed host: reasons (+), cautions (!) and questions (?). */
export function saidOf(answer: Match, name: string): string[] {
  const found = [...answer.fits, ...answer.toCheck].find((entry) => entry.name === name);
  if (!found) throw new Error(`${name} is not listed`);
  return [
    ...found.reasons.map(({ text }) => `+ ${plain(text)}`),
    ...found.cautions.map(({ text }) => `! ${plain(text)}`),
    ...found.questions.map(({ text }) => `? ${plain(text)}`),
  ];
}

import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, type TestApp } from './app.ts';
import { aClosing } from './closings.ts';
import { aFederation, aHost, aService } from './record.ts';

/** Writes at random, as hosts, federations and administrators do; some are refused, as some of theirs are. */
export interface RandomChanges {
  /** Writes until so many revisions were added. */
  add(revisions: number): Promise<void>;
}

/** A generator of numbers that a seed repeats (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function randomChanges(api: TestApp, random: () => number): RandomChanges {
  const hosts: string[] = [];
  const federations: string[] = [];
  let count = 0;
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const write = (method: string, url: string, body?: object) =>
    api.ask<{ slug: string }>(method, url, { token: ADMIN_TOKEN, ifMatch: '*', body });
  const at = () => `/v1/hosts/${one(hosts)}`;
  const member = () => `${one(federations)}/members/${one(hosts)}`;
  const slug = (base: string) => `${base}-${++count}`;

  const arrive = async () => {
    const name = slug('hote');
    hosts.push((await api.published({ ...aHost(), slug: name, name, website: `https://${name}.example` })).slug);
  };
  const found = async () => {
    const { body } = await write('POST', '/v1/federations', aFederation({ slug: slug('reseau') }));
    federations.push(`/v1/federations/${body.slug}`);
  };
  const CRITERIA = ['free-software-only', 'ad-free', 'encrypted-backups'];
  const DOINGS: readonly (() => Promise<unknown>)[] = [
    arrive,
    () => write('PATCH', at(), { name: `Nom ${below(1000)}`, summary: { fr: `Résumé ${below(1000)}` } }),
    () => write('PATCH', at(), { languages: one([['fr'], ['fr', 'br'], null]), legalForm: 'association' }),
    () =>
      write('PUT', `${at()}/services/s${below(3)}`, {
        ...aService({ name: `Service ${below(9)}` }),
        plans: [{ name: 'Groupe', period: 'year', fixed: below(100) }],
      }),
    () => write('DELETE', `${at()}/services/s${below(3)}`),
    () => write('PUT', `${at()}/claims/${one(CRITERIA)}`, { value: one(['yes', 'partial', 'no']) }),
    () => write('DELETE', `${at()}/claims/${one(CRITERIA)}`),
    () => write('PUT', `${at()}/commitments/closing-notice`, { value: below(365) }),
    () => write('DELETE', `${at()}/commitments/closing-notice`),
    () => write('PUT', `${at()}/closing`, aClosing(`2027-0${1 + below(9)}-15`)),
    () => write('DELETE', `${at()}/closing`),
    () => write('PUT', member(), { state: one(['member', 'follower', 'former']), since: '2020' }),
    () => write('DELETE', member()),
    () =>
      write('PUT', `${one(federations)}/reviews/${one(hosts)}/criterion:${one(CRITERIA)}`, {
        ...{ value: one(['yes', 'no']), reviewedOn: '2026-11-01' },
        ...{ evidenceUrl: 'https://preuve.example', tie: 'none' },
      }),
    () => write('PATCH', one(federations), { summary: { fr: `Réseau ${below(1000)}` } }),
    () =>
      write('PUT', `${one(federations)}/criteria/critere-${below(2)}-${one(federations).split('-').at(-1)}`, {
        label: { fr: 'visites' },
        question: { fr: `Peut-on venir voir ${below(9)} fois ?` },
        howToProve: { fr: 'Les jours d’ouverture.' },
      }),
    () => write('POST', `${at()}/confirmations`, {}),
    () => write('PUT', `${at()}/suspension`, { reason: { fr: 'À vérifier.' } }),
    () => write('DELETE', `${at()}/suspension`),
    () => write('DELETE', at()),
    () => write('POST', `${at()}/publication?force=true`),
    () => write('POST', `${at()}/redactions`, { text: `Résumé ${below(1000)}`.slice(0, 8) }),
  ];

  return {
    add: async (revisions) => {
      while (hosts.length < 5) await arrive();
      while (federations.length < 2) await found();
      for (const until = (await api.revision()) + revisions; (await api.revision()) < until; ) await one(DOINGS)();
    },
  };
}

/** A document of a list as the feed has it: without the sentences of closings and prices, and what lists add. */
export function asInFeed(listed: object): object {
  const {
    updatedAt: _at,
    revision: _revision,
    ...document
  } = structuredClone(listed) as Partial<Host> & {
    updatedAt?: string;
    revision?: number;
  };
  const parts = [
    document.closing,
    ...(document.services ?? []).map(({ closing }) => closing),
    ...(document.priceChanges ?? []),
  ];
  for (const part of parts) if (part) delete part.text;
  return document;
}

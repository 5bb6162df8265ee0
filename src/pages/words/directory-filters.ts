import type { CAPACITY_STATES, REGISTRATIONS } from '../../vocabulary/terms.ts';
import { bilingual, frenchPlural, plural } from './typeset.ts';

type Registration = (typeof REGISTRATIONS)[number];
type Capacity = (typeof CAPACITY_STATES)[number];

/** What the directory says of what an address asks for and its form does not offer, and of what it does not understand. */
export const DIRECTORY_FILTERS = bilingual(
  {
    values: 'Ses valeurs',
    moreValues: 'Voir toutes les valeurs',
    holds: (values: string) => `valeurs : ${values}`,
    more: {
      usage: (what: string) => what,
      criterion: (what: string) => `valeurs : ${what}`,
      commitment: (what: string) => `promet : ${what}`,
      country: (what: string) => `données en : ${what}`,
      registration: (what: string) => `inscription : ${what}`,
      capacity: (what: string) => `places : ${what}`,
      software: (what: string) => `logiciel : ${what}`,
      support: (what: string) => `aide : ${what}`,
      'support.all': (what: string) => `aide : ${what}`,
      supportMode: (what: string) => `aide : ${what}`,
      language: (what: string) => `parle : ${what}`,
      audience: (what: string) => `s’adresse à : ${what}`,
      seat: (what: string) => `siège : ${what}`,
      legalForm: (what: string) => `forme : ${what}`,
      state: (what: string) => `fiches : ${what}`,
    },
    registrations: {
      'none-needed': 'inutile',
      open: 'ouverte',
      members: 'pour les adhérents',
      customers: 'pour les clients',
      'on-application': 'sur demande',
    } satisfies Record<Registration, string> as Record<string, string>,
    capacities: {
      open: 'il en reste',
      'waiting-list': 'liste d’attente',
      full: 'complet',
    } satisfies Record<Capacity, string> as Record<string, string>,
    states: {
      published: 'publiées',
      silent: 'sans nouvelles',
      suspended: 'suspendues',
      closed: 'hébergeurs fermés',
    } as Record<string, string>,
    or: ' ou ',
    price: (amount: string, accounts: string | undefined, room: string | undefined) =>
      `au plus ${amount} par an${accounts ? ` pour ${accounts}` : ''}${room ? `, ${room}` : ''}`,
    accounts: (count: number) => `${count} compte${frenchPlural(count, '', 's')}`,
    chosen: 'Vous avez choisi :',
    remove: 'Retirer',
  },
  {
    values: 'Its values',
    moreValues: 'See all values',
    holds: (values) => `values: ${values}`,
    more: {
      usage: (what) => what,
      criterion: (what) => `values: ${what}`,
      commitment: (what) => `promises: ${what}`,
      country: (what) => `data in: ${what}`,
      registration: (what) => `sign-up: ${what}`,
      capacity: (what) => `places: ${what}`,
      software: (what) => `software: ${what}`,
      support: (what) => `help: ${what}`,
      'support.all': (what) => `help: ${what}`,
      supportMode: (what) => `help: ${what}`,
      language: (what) => `speaks: ${what}`,
      audience: (what) => `is for: ${what}`,
      seat: (what) => `seat: ${what}`,
      legalForm: (what) => `form: ${what}`,
      state: (what) => `entries: ${what}`,
    },
    registrations: {
      'none-needed': 'not needed',
      open: 'open',
      members: 'for members',
      customers: 'for customers',
      'on-application': 'on application',
    },
    capacities: { open: 'some left', 'waiting-list': 'waiting list', full: 'full' },
    states: {
      published: 'published',
      silent: 'not heard from',
      suspended: 'suspended',
      closed: 'hosts that have closed',
    },
    or: ' or ',
    price: (amount, accounts, room) =>
      `at most ${amount} a year${accounts ? ` for ${accounts}` : ''}${room ? `, ${room}` : ''}`,
    accounts: (count) => `${count} account${plural(count, '', 's')}`,
    chosen: 'You chose:',
    remove: 'Remove',
  },
);

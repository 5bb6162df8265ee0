import { type Static, Type } from 'typebox';
import { mergePatchOf } from '../requests/shape.ts';
import { TERMS_VERSION } from '../vocabulary/reference.ts';
import { SchemaVersion } from '../vocabulary/schema-version.ts';
import {
  CountryCode,
  Day,
  Email,
  HttpUrl,
  Id,
  Key,
  LanguageCode,
  namedObject,
  orNull,
  PartialDate,
  PHONE,
  pathName,
  Slug,
  shortText,
  strictObject,
  Territory,
  Text,
  termOf,
  Zone,
} from '../vocabulary/shapes.ts';
import {
  ALIAS_KINDS,
  AUDIENCES,
  COMPLETE_LISTS,
  HOST_STATES,
  LEGAL_FORMS,
  MEMBERSHIP_AUTHORS,
  MEMBERSHIP_STATES,
  OBSERVED_STATES,
  SUPPORT_KINDS,
  SUPPORT_MODES,
} from '../vocabulary/terms.ts';
import { Closing } from './closing.ts';
import { PRICE_CHANGES_KEPT, PriceChange } from './price-change.ts';
import { Origin, ProvenanceOrder } from './provenance.ts';
import { plansOn, Service } from './service.ts';
import { Claim, Commitment } from './statement.ts';

export const Seat = namedObject('Seat', { country: CountryCode, territory: Type.Optional(Territory) });

export type Seat = Static<typeof Seat>;

export const Support = namedObject('Support', {
  kind: termOf(SUPPORT_KINDS),
  mode: Type.Optional(termOf(SUPPORT_MODES)),
});

export type Support = Static<typeof Support>;

/** Role addresses only, never the mailbox of a person. */
export const Contact = namedObject(
  'Contact',
  {
    url: Type.Optional(HttpUrl),
    email: Type.Optional(Email),
    roleAddress: Type.Optional(
      Type.Boolean({ description: 'true: the email is that of the organisation, although it looks like a person’s' }),
    ),
    phone: Type.Optional(Type.String({ pattern: PHONE })),
    hours: Type.Optional(Text),
  },
  { minProperties: 1 },
);

export type Contact = Static<typeof Contact>;

const described = {
  summary: Type.Optional(Text),
  foundedOn: Type.Optional(PartialDate),
  legalForm: Type.Optional(termOf(LEGAL_FORMS)),
  seat: Type.Optional(Seat),
  serves: Type.Optional(Type.Array(Zone, { maxItems: 200 })),
  visits: Type.Optional(Type.Array(Zone, { maxItems: 200 })),
  audiences: Type.Optional(Type.Array(termOf(AUDIENCES), { uniqueItems: true })),
  languages: Type.Optional(Type.Array(LanguageCode, { uniqueItems: true, maxItems: 50 })),
  support: Type.Optional(Type.Array(Support, { maxItems: 50 })),
  contact: Type.Optional(Contact),
};

/** The optional facts of a host; absent means unknown. Their names are also keys of `provenance`. */
export const HOST_FACTS = Object.keys(described) as (keyof typeof described)[];
export type HostFact = (typeof HOST_FACTS)[number];

/** A host to register. Everyone except administrators must accept the terms of use. */
export const HostDraft = namedObject(
  'HostDraft',
  {
    slug: Slug,
    name: shortText(),
    website: Type.Optional(HttpUrl),
    ...described,
    terms: Type.Optional(
      Type.Literal(TERMS_VERSION, {
        description:
          'Terms of use accepted (the page /terms): facts CC0, texts CC BY. Required; only an administrator, who registers for somebody else, may leave it out',
      }),
    ),
  },
  {
    examples: [
      {
        slug: 'les-sorbiers',
        name: 'Les Sorbiers',
        website: 'https://sorbiers.example',
        summary: { fr: 'Fichiers et visioconférences pour les associations de la Creuse.' },
        seat: { country: 'FR', territory: { level: 'departement', code: '23' } },
        audiences: ['associations'],
        languages: ['fr'],
        contact: { email: 'contact@sorbiers.example' },
        terms: TERMS_VERSION,
      },
    ],
    'x-required': ['terms'],
  },
);

export type HostDraft = Static<typeof HostDraft>;

/** Merge patch of a host; without the terms of use, which were accepted at registration. */
export const HostPatch = mergePatchOf(Type.Omit(HostDraft, ['terms']), 'HostPatch', {
  summary: { fr: 'Fichiers et courriel.' },
  foundedOn: '2014',
  contact: { email: 'contact@aulnes.example' },
});

export const HostPath = Type.Object({
  host: pathName('Slug or identifier of a host; where one reads, a former one answers 308', 'les-aulnes'),
});

export const Membership = namedObject('Membership', {
  federation: Slug,
  state: termOf(MEMBERSHIP_STATES),
  since: Type.Optional(PartialDate),
  charter: Type.Optional(Key),
  charterVersion: Type.Optional(shortText(60)),
  lastReviewedOn: Type.Optional(PartialDate),
  until: Type.Optional(PartialDate),
  exceptions: Type.Optional(Text),
  evidenceUrl: Type.Optional(
    Type.Unsafe<string>({
      ...HttpUrl,
      description: 'A page of the federation, on its own site, that names the host',
    }),
  ),
  askedOn: Type.Optional(
    Type.String({ format: 'date', description: 'The host asked, or agreed; absent: only the federation says so' }),
  ),
  toCheck: Type.Optional(Type.Boolean({ description: 'Uncertain: shown as such, declares nothing' })),
  statedBy: Type.Optional(
    termOf(MEMBERSHIP_AUTHORS, {
      description: 'Who wrote it last; catalogue: compiled here from public pages; absent: not known',
    }),
  ),
});

export type Membership = Static<typeof Membership>;

export const Observed = strictObject({
  state: termOf(OBSERVED_STATES),
  asOf: Type.Optional(PartialDate),
});

export type Observed = Static<typeof Observed>;

/** Why an administrator suspended a host, which removes it from lists and matches. */
export const SuspensionDraft = namedObject(
  'SuspensionDraft',
  { reason: Text },
  { examples: [{ reason: { fr: 'Le site ne répond plus depuis un mois.' } }] },
);

export type SuspensionDraft = Static<typeof SuspensionDraft>;

export const Suspension = namedObject(
  'Suspension',
  { reason: Text, since: Day },
  { description: 'In no match, and in no list unless it is asked for' },
);

export type Suspension = Static<typeof Suspension>;

/** A former slug, name or domain of a host. It proves nothing. */
export const Alias = namedObject('Alias', {
  kind: termOf(ALIAS_KINDS),
  value: shortText(253),
  until: Type.Optional(
    Type.Unsafe<string>({ ...PartialDate, description: 'The last day, month or year in which it was in use' }),
  ),
});
export type Alias = Static<typeof Alias>;

export const MergedEntry = namedObject('MergedEntry', { id: Id, slug: Slug, name: shortText(), on: Day });
export type MergedEntry = Static<typeof MergedEntry>;
/** How often the website answered the catalogue's daily check. Not a measure of availability. */
export const SeenAtWork = namedObject(
  'SeenAtWork',
  {
    answered: Type.Integer({ minimum: 0 }),
    of: Type.Integer({ minimum: 1, maximum: 90, description: 'Days looked at, of the 90 before today' }),
    lastOn: orNull(Day, { description: 'The last of them with an answer; absent: none had' }),
  },
  {
    description:
      'On how many of the last 90 days the site answered one visit; absent: nobody looked. It moves with the day and without a revision, and counts in nothing',
  },
);

export type SeenAtWork = Static<typeof SeenAtWork>;

/** A host, an organisation that operates services: the whole public document. */
export const Host = namedObject('Host', {
  id: Id,
  slug: Slug,
  name: shortText(),
  website: Type.Optional(HttpUrl),
  ...described,
  version: Type.Integer({ minimum: 1 }),
  schemaVersion: SchemaVersion,
  state: termOf(HOST_STATES),
  confirmedByHost: Type.Boolean({
    description: 'Whether it was ever said that this entry is true, by the host or on its behalf',
  }),
  confirmedOn: orNull(Day),
  confirmedOnBehalf: Type.Optional(
    Type.Literal(true, { description: 'An administrator said so on this day, and not the host itself' }),
  ),
  domainVerifiedOn: orNull(Day),
  complete: Type.Array(termOf(COMPLETE_LISTS), {
    uniqueItems: true,
    description:
      'Lists that the host says are whole: what they lack is a no. All others are samples: what they lack is unknown',
  }),
  ownerChangesOn: Type.Optional(
    Type.String({
      format: 'date',
      description: 'Somebody else proved the domain: the tokens there are end on this day, unless they stop it',
    }),
  ),
  aliases: Type.Optional(
    Type.Array(Alias, {
      description:
        'Former slugs (each answers 308), names and domains (each finds the entry, and proves nothing); absent: none is known',
    }),
  ),
  merged: Type.Optional(
    Type.Array(MergedEntry, {
      description: 'Entries that were merged into this one: their ids and slugs lead here (308)',
    }),
  ),
  memberships: Type.Array(Membership),
  claims: Type.Array(Claim),
  commitments: Type.Array(Commitment),
  closing: orNull(Closing),
  services: Type.Array(Service),
  priceChanges: Type.Optional(
    Type.Array(PriceChange, {
      description: `Prices that the host raised, oldest first: the latest ${PRICE_CHANGES_KEPT}, those that it took back last of all. The history tells all of them`,
    }),
  ),
  suspension: Type.Optional(Suspension),
  observed: Type.Optional(Observed),
  factsAsOf: Type.Optional({
    ...PartialDate,
    description:
      'When the undated facts of an imported entry were compiled; absent: when it was observed. A later sign of life makes no old price fresh',
  }),
  seen: Type.Optional(SeenAtWork),
  sources: Type.Optional(Type.Array(HttpUrl)),
  provenance: Type.Optional(
    Type.Record(Type.String(), Origin, {
      description:
        'Fields that were read elsewhere, and how old each is; a field the host edits leaves this list. With `?with=provenance` every field, with its source',
    }),
  ),
  provenanceOrder: Type.Optional(ProvenanceOrder),
});

export type Host = Static<typeof Host>;

/** Whether the host itself said last that its entry is true; what an administrator said in its place is not its word. */
export const isReadByHost = ({ confirmedByHost, confirmedOnBehalf }: Host): boolean =>
  confirmedByHost && !confirmedOnBehalf;

/** The host with only the plans in force on a day; the same object when no plan has a first day. */
export const withPlansOn = (host: Host, day: string): Host =>
  host.services.some(({ plans }) => plans?.some(({ from }) => from !== undefined))
    ? { ...host, services: host.services.map((one) => (one.plans ? { ...one, plans: plansOn(one, day) } : one)) }
    : host;

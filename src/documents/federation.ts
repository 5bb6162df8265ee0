import { type Static, Type } from 'typebox';
import { mergePatchOf } from '../requests/shape.ts';
import {
  CountryCode,
  Day,
  Email,
  HttpUrl,
  Id,
  Key,
  Measure,
  namedObject,
  orNull,
  PartialDate,
  pathName,
  Slug,
  shortText,
  strictObject,
  Text,
  Zone,
} from '../vocabulary/shapes.ts';
import { FederationPolicy, OwnCriterion } from './federation-policy.ts';
import { Contact, Membership } from './host.ts';
import { Certificate } from './statement.ts';

const described = {
  name: shortText(),
  website: HttpUrl,
  summary: Type.Optional(Text),
  country: Type.Optional(CountryCode),
  charter: Type.Optional(Key),
};

export const FederationDraft = namedObject(
  'FederationDraft',
  { slug: Slug, ...described },
  {
    examples: [
      {
        slug: 'les-rives',
        name: 'Les Rives',
        website: 'https://rives.example',
        summary: { fr: 'Hébergeurs associatifs du bord de Loire.' },
        country: 'FR',
      },
    ],
  },
);
export type FederationDraft = Static<typeof FederationDraft>;

export const FederationPatch = mergePatchOf(FederationDraft, 'FederationPatch', {
  summary: { fr: 'Hébergeurs associatifs de la Loire.' },
});

export const FederationPath = Type.Object({
  federation: pathName('Slug or identifier of a federation', 'les-communs'),
});

export const MemberPath = Type.Object({
  ...FederationPath.properties,
  host: pathName('Slug or identifier of a host', 'les-aulnes'),
});

export const ReviewPath = Type.Object({
  ...MemberPath.properties,
  subject: pathName('What is reviewed: criterion:<key> or commitment:<kind>', 'criterion:free-software-only'),
});

/** One host of a federation, as the federation's document lists it. */
export const Member = namedObject('Member', { host: Slug, ...Type.Omit(Membership, ['federation']).properties });
export type Member = Static<typeof Member>;

const Tie = Type.Union([Type.Literal('none'), Text]);

/** A host in the selection of a federation, as the federation writes it. */
export const ChoiceDraft = namedObject(
  'ChoiceDraft',
  {
    why: Text,
    ties: Type.Unsafe<Static<typeof Tie>>({ ...Tie, description: 'Ties with the host, or "none"' }),
    decidedOn: Day,
    reviewBy: Type.String({ format: 'date', description: 'The day by which the federation looks at it again' }),
  },
  {
    examples: [
      { why: { fr: 'Répond sous deux jours.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' },
    ],
  },
);
export type ChoiceDraft = Static<typeof ChoiceDraft>;

/** A host in the selection of a federation. */
export const Choice = namedObject('Choice', { host: Slug, ...ChoiceDraft.properties });
export type Choice = Static<typeof Choice>;

const Word = Type.String({ minLength: 1, maxLength: 80 });

/** An organisation that helps people; without names or telephone numbers of persons. */
export const FederationHelperDraft = namedObject(
  'FederationHelperDraft',
  {
    name: shortText(),
    kind: Type.String({ ...Word, description: 'As /v1/helpers names kinds', examples: ['guidasso'] }),
    serves: Type.Array(Zone, { minItems: 1, maxItems: 200 }),
    audiences: Type.Optional(
      Type.Array(Word, {
        ...{ minItems: 1, maxItems: 20, uniqueItems: true },
        description: 'Whom it serves, as /v1/helpers names audiences; absent: whoever asks',
        examples: [['all-associations']],
      }),
    ),
    offers: Type.Optional(
      Type.Array(Word, {
        ...{ minItems: 1, maxItems: 20, uniqueItems: true },
        description: 'How it helps, as /v1/helpers names offers; absent: not known',
        examples: [['training']],
      }),
    ),
    phone: Contact.properties.phone,
    email: Type.Optional(Type.Unsafe<string>({ ...Email, description: 'Of a role, never of a person' })),
    contactUrl: Type.Optional(HttpUrl),
    url: Type.Optional(HttpUrl),
    observedOn: PartialDate,
  },
  {
    examples: [
      {
        name: 'Le Pivot',
        kind: 'training',
        serves: [{ level: 'departement', code: '23' }],
        url: 'https://pivot.example',
        observedOn: '2026-10',
      },
    ],
  },
);
export type FederationHelperDraft = Static<typeof FederationHelperDraft>;

export const FederationHelper = namedObject('FederationHelper', { id: Slug, ...FederationHelperDraft.properties });
export type FederationHelper = Static<typeof FederationHelper>;

/** A network of hosts with shared requirements: the whole public document. */
export const Federation = namedObject('Federation', {
  id: Id,
  slug: Slug,
  ...described,
  version: Type.Integer({ minimum: 1 }),
  members: Type.Array(Member, { description: 'Published hosts only' }),
  selection: Type.Optional(
    Type.Array(Choice, { description: 'Its own list, published hosts only; absent: it keeps none' }),
  ),
  helpers: Type.Optional(Type.Array(FederationHelper, { description: 'Organisations that accompany' })),
  criteria: Type.Optional(Type.Array(OwnCriterion, { description: 'Its own criteria, those no longer asked too' })),
  policy: Type.Optional(FederationPolicy),
  sources: Type.Optional(Type.Array(HttpUrl)),
});
export type Federation = Static<typeof Federation>;

/** A federation after a PUT of its policy, with notes about unexpected effects. */
export const FederationWithNotes = namedObject('FederationWithNotes', {
  ...Federation.properties,
  notes: Type.Optional(
    Type.Array(strictObject({ code: Type.String(), text: Type.String() }), {
      description: 'policy-without-rules: those of before, if any, no longer apply',
    }),
  ),
});

export const MemberDraft = namedObject(
  'MemberDraft',
  Type.Omit(Membership, ['federation', 'askedOn', 'statedBy']).properties,
  { examples: [{ state: 'member', since: '2024-03' }] },
);
export type MemberDraft = Static<typeof MemberDraft>;

/** A federation's statement about a claim or commitment of a host; with a certificate its level is `certified`. */
export const ReviewDraft = namedObject(
  'ReviewDraft',
  {
    value: Measure,
    reviewedOn: PartialDate,
    expiresOn: Type.Optional(Day),
    note: Type.Optional(Text),
    evidenceUrl: Type.Optional(HttpUrl),
    tie: Type.Optional(
      Type.Union([Type.Literal('none'), Text], {
        description: 'Tie with the host, or "none"; required for a no, and of a host with the site of the federation',
      }),
    ),
    certificate: Type.Optional(Certificate),
  },
  { examples: [{ value: 'yes', reviewedOn: '2026-11-01', evidenceUrl: 'https://rives.example/revues/2026' }] },
);
export type ReviewDraft = Static<typeof ReviewDraft>;

/** A federation vouches for a host as it is on that day: the vouch lapses when the slug, name or website changes. */
export const Vouch = namedObject('Vouch', {
  federation: Slug,
  host: Type.String({ description: 'slug, or id of a draft' }),
  vouchedOn: Day,
  of: strictObject(
    { slug: Slug, name: shortText(), website: orNull(HttpUrl) },
    { description: 'What is vouched for; the vouch no longer counts once one of these changes' },
  ),
});
export type Vouch = Static<typeof Vouch>;

import type { HostDocument } from '../../host-documents/schema.ts';

/*
 * Where each fact of an entry is asked. A fact of the schemas without a line here does not compile; a line whose form does
 * not ask for it makes a test red.
 */

/** What one control asks for, whatever its parts: a text in two languages, a zone, a seat. */
type Whole = string | number | boolean | { level: string } | { country: string };

/** JSON Pointers of all facts in a document; `*` is any item of a list, and any key of a vocabulary. */
type FactsIn<T, At extends string = ''> = T extends readonly (infer Item)[]
  ? Item extends Whole
    ? At
    : FactsIn<Item, `${At}/*`>
  : string extends keyof T
    ? FactsIn<T[string], `${At}/*`>
    : T extends Whole
      ? At
      : 'fr' extends keyof T
        ? At
        : { [Key in keyof T & string]: FactsIn<NonNullable<T[Key]>, `${At}/${Key}`> }[keyof T & string];

export type Fact = FactsIn<Omit<HostDocument, '$schema' | 'schemaVersion'>>;

/**
 * The forms of an entry, below its desk: those that ask the first facts, and have ten fields at most; those of one theme;
 * those that few hosts need.
 */
export const FORMS_OF_FACTS = {
  identity: 'first',
  facts: 'first',
  questions: 'first',
  'services/*': 'first',
  'services/*/plans/*': 'first',
  rooms: 'theme',
  help: 'theme',
  'promises/*': 'theme',
  'services/*/promises': 'theme',
  'services/*/plans/*/limits': 'theme',
  'services/*/plans/*/terms': 'theme',
  'services/*/details': 'rare',
  evidence: 'rare',
} as const;
export type FormOfFacts = keyof typeof FORMS_OF_FACTS;

/** Why no form asks for a fact. */
const NOT_ASKED = {
  'others-link-there': 'It is made from the name; addresses of others hold it.',
  'written-on-saving': 'A form writes it with what it is about.',
  'administrators-only': 'Others may not say it.',
} as const;

/** A form and its control, called like the fact where nothing else is said; or why there is none. */
type Asked = FormOfFacts | readonly [form: FormOfFacts, control: string] | { because: keyof typeof NOT_ASKED };

export const ASKED_IN: Readonly<Record<Fact, Asked>> = {
  '/host/slug': { because: 'others-link-there' },
  '/host/name': 'identity',
  '/host/website': 'identity',
  '/host/legalForm': 'identity',
  '/host/foundedOn': 'identity',
  '/host/seat': 'identity',
  '/host/serves': 'facts',
  '/host/audiences': 'facts',
  '/host/languages': 'facts',
  '/host/contact/email': 'facts',
  '/host/contact/roleAddress': ['facts', 'role'],
  '/host/contact/url': 'facts',
  '/host/contact/phone': 'facts',
  '/host/contact/hours': 'facts',
  '/host/summary': 'facts',
  '/host/support/*/kind': ['help', 'support-*'],
  '/host/support/*/mode': ['help', 'support-*'],
  '/host/visits': 'help',
  '/claims/*/value': ['promises/*', '*'],
  '/claims/*/evidenceUrl': ['evidence', 'page-*'],
  '/claims/*/note': ['evidence', 'note-*'],
  '/claims/*/asOf': { because: 'administrators-only' },
  '/commitments/*/value': ['promises/*', '*'],
  '/commitments/*/evidenceUrl': ['evidence', 'page-*'],
  '/commitments/*/note': ['evidence', 'note-*'],
  '/commitments/*/asOf': { because: 'administrators-only' },
  '/services/*/slug': { because: 'others-link-there' },
  '/services/*/name': 'services/*',
  '/services/*/usages': 'services/*',
  '/services/*/software/name': ['services/*', 'software'],
  '/services/*/url': 'services/*',
  '/services/*/registration': 'services/*',
  '/services/*/dataCountry': ['services/*', 'country'],
  '/services/*/ownDomain': 'services/*',
  '/services/*/summary': 'services/*',
  '/services/*/capacity/state': ['rooms', 'capacity-*'],
  '/services/*/capacity/openFrom': ['rooms', 'from-*'],
  '/services/*/capacity/until': ['rooms', 'until-*'],
  '/services/*/exportFormats': ['services/*/details', 'formats'],
  '/services/*/imports/*/tool': ['services/*/details', 'imports'],
  '/services/*/imports/*/guideUrl': ['services/*/details', 'imports'],
  '/services/*/startedOn': 'services/*/details',
  '/services/*/certifications': 'services/*/details',
  '/services/*/software/licence': 'services/*/details',
  '/services/*/commitments/*/value': ['services/*/promises', '*'],
  '/services/*/commitments/*/evidenceUrl': ['evidence', 'page-*'],
  '/services/*/commitments/*/note': ['evidence', 'note-*'],
  '/services/*/commitments/*/asOf': { because: 'administrators-only' },
  '/services/*/plans/*/name': 'services/*/plans/*',
  '/services/*/plans/*/fixed': 'services/*/plans/*',
  '/services/*/plans/*/period': 'services/*/plans/*',
  '/services/*/plans/*/for': 'services/*/plans/*',
  '/services/*/plans/*/maxAccounts': 'services/*/plans/*',
  '/services/*/plans/*/maxGb': 'services/*/plans/*',
  '/services/*/plans/*/freeAmount/advised': 'services/*/plans/*',
  '/services/*/plans/*/membershipFee': 'services/*/plans/*/terms',
  '/services/*/plans/*/from': 'services/*/plans/*',
  '/services/*/plans/*/limits/*': ['services/*/plans/*/limits', 'most-*'],
  '/services/*/plans/*/perAccount': 'services/*/plans/*/limits',
  '/services/*/plans/*/includedAccounts': 'services/*/plans/*/limits',
  '/services/*/plans/*/perGb': 'services/*/plans/*/limits',
  '/services/*/plans/*/includedGb': 'services/*/plans/*/limits',
  '/services/*/plans/*/includedGbPerAccount': 'services/*/plans/*/limits',
  '/services/*/plans/*/freeAmount/floor': 'services/*/plans/*',
  '/services/*/plans/*/membershipFree/advised': ['services/*/plans/*/terms', 'membership-advised'],
  '/services/*/plans/*/membershipFree/floor': ['services/*/plans/*/terms', 'membership-floor'],
  '/services/*/plans/*/setupFee': 'services/*/plans/*/terms',
  '/services/*/plans/*/taxIncluded': ['services/*/plans/*/terms', 'tax'],
  '/services/*/plans/*/onQuote': 'services/*/plans/*/terms',
  '/services/*/plans/*/covers': 'services/*/plans/*/terms',
  '/services/*/plans/*/conditions': 'services/*/plans/*/terms',
  '/services/*/plans/*/observedOn': { because: 'written-on-saving' },
};

/** The form that asks for a fact, and its control; undefined: none does. */
export function askedIn(fact: Fact): { form: FormOfFacts; control: string } | undefined {
  const asked = ASKED_IN[fact];
  if (typeof asked === 'string') return { form: asked, control: fact.split('/').at(-1)! };
  return 'because' in asked ? undefined : { form: asked[0], control: asked[1] };
}

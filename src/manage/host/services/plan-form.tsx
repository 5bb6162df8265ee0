import type { Plan } from '../../../documents/service.ts';
import { statedNumber, statedPrice } from '../../../ground/stated-numbers.ts';
import { curved } from '../../../ground/texts.ts';
import { HostDocument } from '../../../host-documents/schema.ts';
import { Checkboxes } from '../../../pages/frame/fields.tsx';
import { COVERED_BY_PRICE, PERIODS } from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';
import { unitsOf } from '../../../vocabulary/units.ts';
import type { SignedIn } from '../../desk.tsx';
import { partAt, setPart } from '../../parts/body.ts';
import { fieldsOf, termChoices } from '../../parts/field-kinds.tsx';
import { numberTyped } from '../../parts/numbers.ts';
import { SERVICES } from '../../words/services.ts';
import type { HostField, HostFormSpec } from '../form.tsx';
import { fixedQuestion, freeFaults } from './free-amounts.tsx';
import { More } from './more.tsx';
import { periodFaults } from './periods.ts';
import { announcedAfter, meantField, risePreview } from './rise.tsx';
import { planAt, serviceAt } from './service-form.tsx';

type Amount = number | 'unlimited';

const UNLIMITED = /^(illimitee?s?|sans limite|unlimited)$/;
const limitIn = (typed: string): Amount | undefined =>
  UNLIMITED.test(fold(typed)) ? 'unlimited' : statedNumber(typed);

/** A plan of a service in the document of its host. */
interface PlanPlace {
  /** Indexes of the service in the entry, and of the plan in the service. */
  service: number;
  index: number;
}

/** The JSON Pointer of a plan. */
export const pointerTo = ({ service, index }: PlanPlace): string => `/services/${service}/plans/${index}`;

interface Named {
  name?: string;
  hint?: string;
}

/** What a plan costs, what is included, and how far it goes: its amounts. @param at JSON Pointer of the plan */
export function amountsOf({ page: { language, say } }: SignedIn, at: string) {
  const words = SERVICES[language];
  const { number } = fieldsOf(HostDocument, language);
  const shown = (amount: unknown) =>
    amount === 'unlimited' ? words.unlimited : numberTyped(amount as number, language);
  const count = (pointer: string, label: string, said: Named & { written?(typed: string): unknown } = {}): HostField =>
    number(`${at}/${pointer}`, label, { faultLabel: label, expects: words.noNumber, shown, ...said });
  /** Euros; the period that was typed with them is compared with that of the plan (`periodFaults`). */
  const amount = (pointer: string, label: string, said: Named = {}): HostField =>
    count(pointer, label, { ...said, written: (typed) => statedPrice(typed)?.value });
  const limit = (pointer: string, label: string, name?: string): HostField =>
    number(`${at}/${pointer}`, label, {
      ...{ name, hint: words.limitHint, faultLabel: label, expects: words.noLimit },
      ...{ shown, written: limitIn },
    });
  return {
    amount,
    count,
    limit,
    /** How many at most of a unit that only some usages have. */
    unitLimit: (unit: string) => limit(`limits/${unit}`, words.most(say.unit(unit, 2)), `most-${unit}`),
    /** What is advised, or the least, where everybody pays what they can. */
    chosen: (what: 'freeAmount' | 'membershipFree', key: 'advised' | 'floor'): HostField => {
      const isMembership = what === 'membershipFree';
      const label = isMembership ? words.membershipChosen[key] : words[key];
      const field = amount(`${what}/${key}`, label, isMembership ? { name: `membership-${key}` } : {});
      return {
        ...field,
        write: (document, values) => {
          const isFree = partAt(document, `${at}/${what}`) !== undefined;
          field.write(document, values);
          // Everybody may pay what they can although nothing is advised.
          if (isFree && partAt(document, `${at}/${what}`) === undefined)
            setPart(HostDocument, document, `${at}/${what}`, {});
        },
      };
    },
  };
}

/** A single box. @param ticked what is written where it is, and nothing is there yet */
function box(at: string, name: string, label: string, yes: string, ticked: true | object): HostField {
  return {
    name,
    at: [],
    read: (document) => (partAt(document, at) ? ['yes'] : []),
    write: (document, values) =>
      // What is there stays; a program may have written `false`.
      setPart(HostDocument, document, at, values.length > 0 ? partAt(document, at) || ticked : undefined),
    tell: (values) => (values.length > 0 ? yes : ''),
    view: (filled) => <Checkboxes filled={filled} name={name} label={label} choices={[['yes', yes]]} />,
  };
}

/** Other services that the plan includes; none when there are no others. */
function coversOf({ page: { language, say } }: SignedIn, { services }: HostDocument, place: PlanPlace): HostField[] {
  const others = services.filter((_, index) => index !== place.service);
  if (others.length === 0) return [];
  return [
    fieldsOf(HostDocument, language).several(`${pointerTo(place)}/covers`, SERVICES[language].covers, {
      choices: others.map(({ slug, name }) => [slug, curved(name)]),
      tell: (values) => say.list(values.map((slug) => services.find((one) => one.slug === slug)?.name ?? slug)),
    }),
  ];
}

/**
 * Units that the usages of a plan are counted in, besides accounts and gigabytes; and those of its limits: it may cover a
 * service that is not there.
 */
function unitsIn({ model }: SignedIn, { services }: HostDocument, { service, index }: PlanPlace): string[] {
  const { covers = [], limits = {} } = services[service]!.plans![index]!;
  const covered = services.filter(({ slug }, one) => one === service || covers.includes(slug));
  const usages = covered.flatMap((one) => one.usages);
  return [...new Set([...unitsOf(usages, model.reference), ...Object.keys(limits)])];
}

export type FieldsOfPlan = (visit: SignedIn, document: HostDocument, place: PlanPlace) => HostField[];

const planIn = ({ services }: HostDocument, { service, index }: PlanPlace): Plan | undefined =>
  services[service]!.plans?.[index];

/** What a plan costs, and for how many. */
const firstFields: FieldsOfPlan = (visit, document, place) => {
  const { language } = visit.page;
  const words = SERVICES[language];
  const at = pointerTo(place);
  const { line, choice, date } = fieldsOf(HostDocument, language);
  const { amount, limit, chosen } = amountsOf(visit, at);
  const period = choice(`${at}/period`, words.period, { choices: termChoices(PERIODS, words.periods) });
  return [
    line(`${at}/name`, words.planName, { hint: words.planNameHint, expects: words.nameExpected }),
    amount('fixed', words.fixed, { hint: words.fixedHint }),
    // A period that is not said is a year.
    { ...period, read: (one) => [String(partAt(one, `${at}/period`) ?? 'year')] },
    // Where a plan does not say whom its price covers, an association of several people has to ask.
    choice(`${at}/for`, words.for, {
      ...{ hint: words.forHint, choices: termChoices(COVERED_BY_PRICE, words.covered), unsaid: words.unsaid },
    }),
    limit('maxAccounts', words.maxAccounts),
    limit('maxGb', words.maxGb),
    box(`${at}/freeAmount`, 'free', words.free, words.freeYes, {}),
    chosen('freeAmount', 'advised'),
    chosen('freeAmount', 'floor'),
    fixedQuestion(visit, at, planIn(document, place)).field,
    date(`${at}/from`, words.from, { hint: words.fromHint }),
  ];
};

/** What is included, what more costs, and the limits that only some usages have. */
const limitsFields: FieldsOfPlan = (visit, document, place) => {
  const words = SERVICES[visit.page.language];
  const { amount, count, unitLimit } = amountsOf(visit, pointerTo(place));
  return [
    ...unitsIn(visit, document, place).map(unitLimit),
    amount('perAccount', words.perAccount, { hint: words.perAccountHint }),
    count('includedAccounts', words.includedAccounts, { hint: words.includedAccountsHint }),
    amount('perGb', words.perGb),
    count('includedGb', words.includedGb),
    count('includedGbPerAccount', words.includedGbPerAccount),
  ];
};

/** What else one pays, and on which terms. */
const termsFields: FieldsOfPlan = (visit, document, place) => {
  const { language } = visit.page;
  const words = SERVICES[language];
  const at = pointerTo(place);
  const { yesNo, text } = fieldsOf(HostDocument, language);
  const { amount, chosen } = amountsOf(visit, at);
  return [
    amount('membershipFee', words.membershipFee, { hint: words.membershipFeeHint }),
    box(`${at}/membershipFree`, 'membershipFree', words.membershipFree, words.freeYes, {}),
    chosen('membershipFree', 'advised'),
    chosen('membershipFree', 'floor'),
    amount('setupFee', words.setupFee),
    yesNo(`${at}/taxIncluded`, words.tax, words.taxes, { name: 'tax', unsaid: words.unsaid }),
    box(`${at}/onQuote`, 'onQuote', words.onQuote, words.onQuoteYes, true),
    ...coversOf(visit, document, place),
    text(`${at}/conditions`, words.conditions),
  ];
};

/** The fields of a plan in an entry: what the host writes of a price was seen by it today. */
export const dated = (fieldsOf: FieldsOfPlan, visit: SignedIn, document: HostDocument, place: PlanPlace): HostField[] =>
  fieldsOf(visit, document, place).map((field) => ({
    ...field,
    write: (one, values) => {
      field.write(one, values);
      setPart(HostDocument, one, `${pointerTo(place)}/observedOn`, visit.model.day);
    },
  }));

export const common = ({ page, params }: SignedIn) => {
  const words = SERVICES[page.language];
  return { lead: words.planLead, shows: { service: params.service! }, above: { part: 'services', name: words.title } };
};

/** A form about a plan that is there. */
const formOf =
  (fieldsOf: FieldsOfPlan, part?: PlanPart) =>
  (visit: SignedIn, document: HostDocument): HostFormSpec => {
    const { planParts } = SERVICES[visit.page.language];
    const service = serviceAt(document, visit.params.service);
    const index = planAt(document, service, visit.params.plan);
    const { slug, name, plans } = document.services[service]!;
    const meant = fieldsOf === firstFields ? meantField(visit, plans![index]!, { service, index }) : undefined;
    const at = pointerTo({ service, index });
    const plan = `${curved(name)} · ${curved(plans![index]!.name)}`;
    const { lead, ...others } = common(visit);
    const announced = announcedAfter(visit, document.services[service]!, plans![index]!);
    return {
      ...others,
      ...(announced && { before: announced }),
      ...(part ? { heading: planParts[part], lead: `${plan}. ${lead}` } : { heading: plan, lead }),
      fields: (one) => [...dated(fieldsOf, visit, one, { service, index }), ...(meant ? [meant.field] : [])],
      faults: (typed) => ({
        ...periodFaults(typed, plans![index], visit),
        ...freeFaults(typed, plans![index]!, visit),
        ...(!part && fixedQuestion(visit, at, plans![index]).faults(typed)),
        ...meant?.faults(typed),
      }),
      preview: risePreview(visit, slug),
      // A limit in a unit that only a service has which is not included any more.
      ...(part === 'terms' && { fieldOf: { 'unit-of-no-usage': 'covers' } }),
      ...(!part && { after: <More of={visit} parts={PLAN_PARTS} words={planParts} /> }),
    };
  };

const PLAN_PARTS = ['limits', 'terms'] as const;
type PlanPart = (typeof PLAN_PARTS)[number];

export const planForm = formOf(firstFields);
export const planLimitsForm = formOf(limitsFields, 'limits');
export const planTermsForm = formOf(termsFields, 'terms');

/** A plan that is new, or begins as a copy of another one; it needs a name of its own, or a day. */
export function newPlanForm(visit: SignedIn, document: HostDocument): HostFormSpec {
  const service = serviceAt(document, visit.params.service);
  const { slug, name, plans = [] } = document.services[service]!;
  const copied: Plan | undefined =
    visit.params.plan === undefined ? undefined : plans[planAt(document, service, visit.params.plan)];
  const place = { service, index: plans.length };
  return {
    ...common(visit),
    heading: `${curved(name)} · ${SERVICES[visit.page.language].newPlan}`,
    start: ({ services }) => {
      const own = services[service]!;
      own.plans = [...(own.plans ?? []), { ...structuredClone(copied), name: '' }];
    },
    fields: (one) => dated(firstFields, visit, one, place),
    faults: (typed) => ({
      ...periodFaults(typed, copied, visit),
      ...fixedQuestion(visit, pointerTo(place), copied).faults(typed),
    }),
    preview: risePreview(visit, slug),
  };
}

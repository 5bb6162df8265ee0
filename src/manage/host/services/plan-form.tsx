import type { Plan } from '../../../documents/service.ts';
import { curved } from '../../../ground/texts.ts';
import { HostDocument } from '../../../host-documents/schema.ts';
import { statedNumber } from '../../../pages/asking/numbers.ts';
import { Checkboxes } from '../../../pages/frame/fields.tsx';
import { COVERED_BY_PRICE, PERIODS } from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';
import { unitsOf } from '../../../vocabulary/units.ts';
import type { SignedIn } from '../../desk.tsx';
import { partAt, setPart } from '../../parts/body.ts';
import { among, fieldsOf } from '../../parts/kinds.tsx';
import { SERVICES } from '../../words/services.ts';
import type { HostField, HostFormSpec } from '../form.tsx';
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

/** What a plan costs, what is included, and how far it goes: its amounts. @param at JSON Pointer of the plan */
function amountsOf({ page: { language, say } }: SignedIn, at: string) {
  const words = SERVICES[language];
  const { number } = fieldsOf(HostDocument, language);
  /** An amount as people write it: in French with a comma. */
  const shown = (amount: unknown) =>
    amount === 'unlimited' ? words.unlimited : language === 'fr' ? String(amount).replace('.', ',') : String(amount);
  const amount = (pointer: string, label: string, said: { name?: string; hint?: string } = {}): HostField =>
    number(`${at}/${pointer}`, label, { ...said, faultLabel: label, expects: words.noNumber, shown });
  const limit = (pointer: string, label: string, name?: string): HostField =>
    number(`${at}/${pointer}`, label, {
      ...{ name, hint: words.limitHint, faultLabel: label, expects: words.noLimit },
      ...{ shown, written: limitIn },
    });
  return {
    amount,
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
      setPart(HostDocument, document, at, values.length > 0 ? (partAt(document, at) ?? ticked) : undefined),
    tell: (values) => (values.length > 0 ? yes : ''),
    view: (filled) => <Checkboxes filled={filled} name={name} label={label} choices={[['yes', yes]]} />,
  };
}

/** Other services that the plan includes; none when there are no others. */
function coversOf({ page: { language, say } }: SignedIn, { services }: HostDocument, place: PlanPlace): HostField[] {
  const at = `/services/${place.service}/plans/${place.index}/covers`;
  const others = services.filter((_, index) => index !== place.service);
  if (others.length === 0) return [];
  const coveredBy = (document: HostDocument) => (partAt(document, at) as string[] | undefined) ?? [];
  const covers = fieldsOf(HostDocument, language).several(at, SERVICES[language].covers, {
    choices: others.map(({ slug, name }) => [slug, curved(name)]),
    tell: (values) => say.list(values.map((slug) => services.find((one) => one.slug === slug)?.name ?? slug)),
  });
  return [
    {
      ...covers,
      read: (document) => others.map(({ slug }) => slug).filter((slug) => coveredBy(document).includes(slug)),
      // Services that are announced but not here yet stay covered.
      write: (document, values) => {
        const unknown = coveredBy(document).filter((slug) => services.every((other) => other.slug !== slug));
        covers.write(document, [...values, ...unknown]);
      },
    },
  ];
}

/** Units that the usages of a plan are counted in, besides accounts and gigabytes. */
function unitsIn({ model }: SignedIn, { services }: HostDocument, { service, index }: PlanPlace): string[] {
  const { covers = [] } = services[service]!.plans![index]!;
  const covered = services.filter(({ slug }, one) => one === service || covers.includes(slug));
  return unitsOf(
    covered.flatMap(({ usages }) => usages),
    model.reference,
  );
}

/** What one plan costs, what is included, and how far it goes. */
function planFields(visit: SignedIn, document: HostDocument, place: PlanPlace): HostField[] {
  const { language } = visit.page;
  const words = SERVICES[language];
  const at = `/services/${place.service}/plans/${place.index}`;
  const { line, choice, yesNo, text, plainDate } = fieldsOf(HostDocument, language);
  const { amount, limit, unitLimit, chosen } = amountsOf(visit, at);
  const period = choice(`${at}/period`, words.period, { choices: among(PERIODS, words.periods) });
  const fields: HostField[] = [
    line(`${at}/name`, words.planName, { hint: words.planNameHint, expects: words.nameExpected }),
    amount('fixed', words.fixed, { hint: words.fixedHint }),
    // A period that is not said is a year.
    { ...period, read: (one) => [String(partAt(one, `${at}/period`) ?? 'year')] },
    // Where a plan does not say whom its price covers, an association of several people has to ask.
    choice(`${at}/for`, words.for, {
      ...{ hint: words.forHint, choices: among(COVERED_BY_PRICE, words.covered), unsaid: words.unsaid },
    }),
    amount('perAccount', words.perAccount, { hint: words.perAccountHint }),
    amount('includedAccounts', words.includedAccounts, { hint: words.includedAccountsHint }),
    limit('maxAccounts', words.maxAccounts),
    amount('perGb', words.perGb),
    amount('includedGb', words.includedGb),
    amount('includedGbPerAccount', words.includedGbPerAccount),
    limit('maxGb', words.maxGb),
    ...unitsIn(visit, document, place).map(unitLimit),
    box(`${at}/freeAmount`, 'free', words.free, words.freeYes, {}),
    chosen('freeAmount', 'advised'),
    chosen('freeAmount', 'floor'),
    box(`${at}/onQuote`, 'onQuote', words.onQuote, words.onQuoteYes, true),
    amount('membershipFee', words.membershipFee, { hint: words.membershipFeeHint }),
    box(`${at}/membershipFree`, 'membershipFree', words.membershipFree, words.freeYes, {}),
    chosen('membershipFree', 'advised'),
    chosen('membershipFree', 'floor'),
    amount('setupFee', words.setupFee),
    yesNo(`${at}/taxIncluded`, words.tax, words.taxes, { name: 'tax', unsaid: words.unsaid }),
    ...coversOf(visit, document, place),
    text(`${at}/conditions`, words.conditions),
    plainDate(`${at}/from`, words.from, { hint: words.fromHint, expects: words.dayExpected }),
  ];
  return fields.map((field) => ({
    ...field,
    // What the host writes of a price was seen by it today.
    write: (one, values) => {
      field.write(one, values);
      setPart(HostDocument, one, `${at}/observedOn`, visit.model.day);
    },
  }));
}

const common = ({ page, params }: SignedIn) => {
  const words = SERVICES[page.language];
  return { lead: words.planLead, shows: { service: params.service! }, above: { part: 'services', name: words.title } };
};

/** A plan that is there. */
export function planForm(visit: SignedIn, document: HostDocument): HostFormSpec {
  const service = serviceAt(document, visit.params.service);
  const index = planAt(document, service, visit.params.plan);
  const { name, plans } = document.services[service]!;
  return {
    ...common(visit),
    heading: `${curved(name)} · ${curved(plans![index]!.name)}`,
    fields: (one) => planFields(visit, one, { service, index }),
  };
}

/** A plan that is new, or begins as a copy of another one; it needs a name of its own. */
export function newPlanForm(visit: SignedIn, document: HostDocument): HostFormSpec {
  const service = serviceAt(document, visit.params.service);
  const { name, plans = [] } = document.services[service]!;
  const copied: Plan | undefined =
    visit.params.plan === undefined ? undefined : plans[planAt(document, service, visit.params.plan)];
  return {
    ...common(visit),
    heading: `${curved(name)} · ${SERVICES[visit.page.language].newPlan}`,
    start: ({ services }) => {
      const own = services[service]!;
      own.plans = [...(own.plans ?? []), { ...structuredClone(copied), name: '' }];
    },
    fields: (one) => planFields(visit, one, { service, index: plans.length }),
  };
}

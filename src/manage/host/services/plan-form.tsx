import type { Plan } from '../../../documents/service.ts';
import { curved } from '../../../ground/texts.ts';
import type { HostDocument } from '../../../host-documents/schema.ts';
import { Checkboxes, NumberLine, Radios, TextArea, TextLine } from '../../../pages/frame/fields.tsx';
import { PERIODS } from '../../../vocabulary/terms.ts';
import { unitsOf } from '../../../vocabulary/units.ts';
import type { SignedIn } from '../../desk.tsx';
import { SERVICES } from '../../words/services.ts';
import type { HostField, HostFormSpec } from '../form.tsx';
import { type Amount, amountShown, limitIn, numberIn, propertyOf, textField } from './fields.tsx';
import { planAt, serviceAt } from './service-form.tsx';

const EUROS = ['fixed', 'perAccount', 'perGb', 'membershipFee', 'setupFee'] as const;
const INCLUDED = ['includedAccounts', 'includedGb', 'includedGbPerAccount'] as const;
const LIMITS = ['maxAccounts', 'maxGb'] as const;

/** What one plan costs, what is included, and how far it goes. */
function planFields(
  { page: { language, say }, model: { reference, day } }: SignedIn,
  document: HostDocument,
  service: number,
  index: number,
): HostField[] {
  const words = SERVICES[language];
  const comma = language === 'fr' ? ',' : '.';
  const at = `/services/${service}/plans/${index}`;
  const place = (one: HostDocument): Plan => one.services[service]!.plans![index]!;
  const { services } = document;
  const own = services[service]!;

  const amountField = <K extends string>(
    name: string,
    holder: (one: HostDocument) => { [key in K]?: Amount },
    key: K,
    pointer: string,
    { label, hint, isLimit = false }: { label: string; hint?: string; isLimit?: boolean },
  ): HostField => {
    const readTyped: (typed: string) => Amount | undefined = isLimit ? limitIn : numberIn;
    const fault = isLimit ? words.noLimit : words.noNumber;
    return {
      name,
      at: [pointer],
      expects: fault,
      read: (one) => [holder(one)[key] ?? []].flat().map((value) => amountShown(value, words.unlimited, comma)),
      fault: ([typed]) => (typed !== undefined && readTyped(typed) === undefined ? fault : undefined),
      write: (one, [typed]) => {
        const value = typed === undefined ? undefined : readTyped(typed);
        if (value === undefined) delete holder(one)[key];
        else holder(one)[key] = value as { [key in K]?: Amount }[K];
      },
      view: (filled) => <NumberLine filled={filled} name={name} label={label} {...(hint && { hint })} />,
    };
  };
  const ofPlan = (key: (typeof EUROS | typeof INCLUDED | typeof LIMITS)[number], hint?: string): HostField =>
    amountField(key, place, key, `${at}/${key}`, {
      label: words[key],
      isLimit: LIMITS.some((one) => one === key),
      ...(hint && { hint }),
    });
  const ofUnit = (unit: string): HostField => {
    const field = amountField(
      `most-${unit}`,
      (one) => {
        const plan = place(one);
        plan.limits ??= {};
        return plan.limits;
      },
      unit,
      `${at}/limits/${unit}`,
      { label: words.most(say.unit(unit, 2)), hint: words.limitHint, isLimit: true },
    );
    return {
      ...field,
      read: (one) =>
        [place(one).limits?.[unit] ?? []].flat().map((value) => amountShown(value, words.unlimited, comma)),
      write: (one, values) => {
        field.write(one, values);
        if (Object.keys(place(one).limits ?? {}).length === 0) delete place(one).limits;
      },
    };
  };
  const ofFree = (key: 'advised' | 'floor'): HostField => {
    const pointer = `${at}/freeAmount/${key}`;
    const holder = (one: HostDocument) => place(one).freeAmount ?? {};
    const field = amountField(key, holder, key, pointer, { label: words[key] });
    return {
      ...field,
      write: (one, values) => {
        const { [key]: _, ...rest } = holder(one);
        const value = values[0] === undefined ? undefined : numberIn(values[0]);
        if (value !== undefined) place(one).freeAmount = { ...rest, [key]: value };
        else if (place(one).freeAmount) place(one).freeAmount = rest;
      },
    };
  };
  const ticked = (
    name: string,
    label: string,
    yes: string,
    read: (plan: Plan) => boolean,
    write: (plan: Plan, isYes: boolean) => void,
  ): HostField => ({
    name,
    at: [],
    read: (one) => (read(place(one)) ? ['yes'] : []),
    write: (one, values) => write(place(one), values.length > 0),
    tell: (values) => (values.length > 0 ? yes : ''),
    view: (filled) => <Checkboxes filled={filled} name={name} label={label} choices={[['yes', yes]]} />,
  });

  const name = textField(
    { place, key: 'name', at },
    { name: 'name', label: words.planName, hint: words.planNameHint, expects: words.nameExpected },
  );
  const period: HostField = {
    ...propertyOf({ place, key: 'period', at }),
    name: 'period',
    // A period that is not said is a year.
    read: (one) => [place(one).period ?? 'year'],
    tell: ([value]) => words.periods[value as 'year'] ?? '',
    view: (filled) => (
      <Radios
        filled={filled}
        name="period"
        label={words.period}
        choices={PERIODS.map((one) => [one, words.periods[one]])}
      />
    ),
  };
  const free = ticked(
    'free',
    words.free,
    words.freeYes,
    ({ freeAmount }) => freeAmount !== undefined,
    (plan, isYes) => {
      if (isYes) plan.freeAmount ??= {};
      else delete plan.freeAmount;
    },
  );
  const onQuote = ticked(
    'onQuote',
    words.onQuote,
    words.onQuoteYes,
    (plan) => plan.onQuote === true,
    (plan, isYes) => {
      if (isYes) plan.onQuote = true;
      else delete plan.onQuote;
    },
  );
  const tax: HostField = {
    name: 'tax',
    at: [`${at}/taxIncluded`],
    read: (one) => [place(one).taxIncluded ?? []].flat().map(String),
    write: (one, [value]) => {
      if (value === undefined) delete place(one).taxIncluded;
      else place(one).taxIncluded = value === 'true';
    },
    tell: ([value]) => words.taxes[value as 'true'] ?? '',
    view: (filled) => (
      <Radios
        filled={filled}
        name="tax"
        label={words.tax}
        choices={[
          ['true', words.taxes.true],
          ['false', words.taxes.false],
          ['', words.unsaid],
        ]}
      />
    ),
  };
  const others = services.filter((one) => one !== own);
  const covers: HostField = {
    name: 'covers',
    at: [`${at}/covers`],
    read: (one) => others.map(({ slug }) => slug).filter((slug) => place(one).covers?.includes(slug)),
    write: (one, values) => {
      // Services that are announced but not here yet stay covered.
      const unknown = (place(one).covers ?? []).filter((slug) => services.every((service) => service.slug !== slug));
      const next = [...values, ...unknown];
      if (next.length > 0) place(one).covers = next;
      else delete place(one).covers;
    },
    tell: (values) => say.list(values.map((slug) => services.find((one) => one.slug === slug)?.name ?? slug)),
    view: (filled) => (
      <Checkboxes
        filled={filled}
        name="covers"
        label={words.covers}
        choices={others.map(({ slug, name: other }) => [slug, curved(other)])}
      />
    ),
  };
  const conditions: HostField = {
    name: 'conditions',
    at: [`${at}/conditions`],
    read: (one) => [place(one).conditions?.[language] ?? []].flat(),
    write: (one, [value]) => {
      const { [language]: _, ...rest } = place(one).conditions ?? {};
      const next = { ...rest, ...(value !== undefined && { [language]: value }) };
      if (Object.keys(next).length > 0) place(one).conditions = next;
      else delete place(one).conditions;
    },
    view: (filled) => <TextArea filled={filled} name="conditions" label={words.conditions} most={4000} />,
  };
  const from: HostField = {
    ...propertyOf({ place, key: 'from', at }),
    name: 'from',
    expects: words.dayExpected,
    view: (filled) => (
      <TextLine filled={filled} name="from" label={words.from} hint={words.fromHint} most={10} autocomplete="off" />
    ),
  };
  const covered = [own, ...services.filter(({ slug }) => place(document).covers?.includes(slug))];
  const units = unitsOf(
    covered.flatMap(({ usages }) => usages),
    reference,
  );
  return [
    name,
    ofPlan('fixed', words.fixedHint),
    period,
    ofPlan('perAccount', words.perAccountHint),
    ofPlan('includedAccounts'),
    ofPlan('maxAccounts', words.limitHint),
    ofPlan('perGb'),
    ofPlan('includedGb'),
    ofPlan('includedGbPerAccount'),
    ofPlan('maxGb', words.limitHint),
    ...units.map(ofUnit),
    free,
    ofFree('advised'),
    ofFree('floor'),
    onQuote,
    ofPlan('membershipFee'),
    ofPlan('setupFee'),
    tax,
    ...(others.length > 0 ? [covers] : []),
    conditions,
    from,
  ].map((field) => ({
    ...field,
    // What the host writes of a price was seen by it today.
    write: (one, values) => {
      field.write(one, values);
      place(one).observedOn = day;
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
    fields: (one) => planFields(visit, one, service, index),
  };
}

/** A plan that is new, or begins as a copy of another one; it needs a name of its own. */
export function newPlanForm(visit: SignedIn, document: HostDocument): HostFormSpec {
  const service = serviceAt(document, visit.params.service);
  const { name, plans = [] } = document.services[service]!;
  const copied = visit.params.plan === undefined ? undefined : plans[planAt(document, service, visit.params.plan)];
  const index = plans.length;
  return {
    ...common(visit),
    heading: `${curved(name)} · ${SERVICES[visit.page.language].newPlan}`,
    start: ({ services }) => {
      const own = services[service]!;
      own.plans = [...(own.plans ?? []), { ...structuredClone(copied), name: '' }];
    },
    fields: (one) =>
      planFields(visit, one, service, index).map((field) =>
        field.name === 'name' ? { ...field, read: () => [] } : field,
      ),
  };
}

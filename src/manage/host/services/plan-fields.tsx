import type { Plan } from '../../../documents/service.ts';
import { curved } from '../../../ground/texts.ts';
import { dateIn } from '../../../ground/written-dates.ts';
import { Checkboxes, Radios, TextArea, TextLine } from '../../../pages/frame/fields.tsx';
import { COVERED_BY_PRICE, PERIODS } from '../../../vocabulary/terms.ts';
import { unitsOf } from '../../../vocabulary/units.ts';
import { SERVICES } from '../../words/services.ts';
import type { HostField } from '../form.tsx';
import { chosenAmount, type PlanPlace, planAmount, planLimit, unitLimit } from './amounts.tsx';
import { propertyOf, textField } from './fields.tsx';

/* What is told of a plan. */

/** A single box; `write` is told whether it is ticked. */
function ticked(
  { plan }: PlanPlace,
  name: string,
  { label, yes }: { label: string; yes: string },
  read: (plan: Plan) => boolean,
  write: (plan: Plan, isYes: boolean) => void,
): HostField {
  return {
    name,
    at: [],
    read: (one) => (read(plan(one)) ? ['yes'] : []),
    write: (one, values) => write(plan(one), values.length > 0),
    tell: (values) => (values.length > 0 ? yes : ''),
    view: (filled) => <Checkboxes filled={filled} name={name} label={label} choices={[['yes', yes]]} />,
  };
}

const wordsIn = ({ visit }: PlanPlace) => SERVICES[visit.page.language];

function planName(place: PlanPlace): HostField {
  const words = wordsIn(place);
  return textField(
    { place: place.plan, key: 'name', at: place.at },
    { name: 'name', label: words.planName, hint: words.planNameHint, expects: words.nameExpected },
  );
}

function period(place: PlanPlace): HostField {
  const words = wordsIn(place);
  return {
    ...propertyOf({ place: place.plan, key: 'period', at: place.at }),
    name: 'period',
    // A period that is not said is a year.
    read: (one) => [place.plan(one).period ?? 'year'],
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
}

/** Whom the price covers. Where a plan does not say it, an association of several people has to ask. */
function covered(place: PlanPlace): HostField {
  const words = wordsIn(place);
  return {
    ...propertyOf({ place: place.plan, key: 'for', at: place.at }),
    name: 'for',
    tell: ([value]) => words.covered[value as 'person'] ?? '',
    view: (filled) => (
      <Radios
        filled={filled}
        name="for"
        label={words.for}
        hint={words.forHint}
        choices={[...COVERED_BY_PRICE.map((one) => [one, words.covered[one]] as const), ['', words.unsaid]]}
      />
    ),
  };
}

/** A box for what everybody pays as they can: a price, or a membership. */
function payWhatOneCan(place: PlanPlace, key: 'freeAmount' | 'membershipFree', label: string): HostField {
  return ticked(
    place,
    key === 'freeAmount' ? 'free' : key,
    { label, yes: wordsIn(place).freeYes },
    (plan) => plan[key] !== undefined,
    (plan, isYes) => {
      if (isYes) plan[key] ??= {};
      else delete plan[key];
    },
  );
}

function onQuote(place: PlanPlace): HostField {
  const words = wordsIn(place);
  return ticked(
    place,
    'onQuote',
    { label: words.onQuote, yes: words.onQuoteYes },
    (plan) => plan.onQuote === true,
    (plan, isYes) => {
      if (isYes) plan.onQuote = true;
      else delete plan.onQuote;
    },
  );
}

function taxes(place: PlanPlace): HostField {
  const words = wordsIn(place);
  const { plan, at } = place;
  return {
    name: 'tax',
    at: [`${at}/taxIncluded`],
    read: (one) => [plan(one).taxIncluded ?? []].flat().map(String),
    write: (one, [value]) => {
      if (value === undefined) delete plan(one).taxIncluded;
      else plan(one).taxIncluded = value === 'true';
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
}

/** Other services that the plan includes; none when there are no others. */
function covers(place: PlanPlace): HostField[] {
  const words = wordsIn(place);
  const { visit, document, service, plan, at } = place;
  const { services } = document;
  const others = services.filter((_, index) => index !== service);
  if (others.length === 0) return [];
  return [
    {
      name: 'covers',
      at: [`${at}/covers`],
      read: (one) => others.map(({ slug }) => slug).filter((slug) => plan(one).covers?.includes(slug)),
      write: (one, values) => {
        // Services that are announced but not here yet stay covered.
        const unknown = (plan(one).covers ?? []).filter((slug) => services.every((other) => other.slug !== slug));
        const next = [...values, ...unknown];
        if (next.length > 0) plan(one).covers = next;
        else delete plan(one).covers;
      },
      tell: (values) =>
        visit.page.say.list(values.map((slug) => services.find((one) => one.slug === slug)?.name ?? slug)),
      view: (filled) => (
        <Checkboxes
          filled={filled}
          name="covers"
          label={words.covers}
          choices={others.map(({ slug, name }) => [slug, curved(name)])}
        />
      ),
    },
  ];
}

function conditions(place: PlanPlace): HostField {
  const { visit, plan, at } = place;
  const { language } = visit.page;
  return {
    name: 'conditions',
    at: [`${at}/conditions`],
    read: (one) => [plan(one).conditions?.[language] ?? []].flat(),
    write: (one, [value]) => {
      const { [language]: _, ...rest } = plan(one).conditions ?? {};
      const next = { ...rest, ...(value !== undefined && { [language]: value }) };
      if (Object.keys(next).length > 0) plan(one).conditions = next;
      else delete plan(one).conditions;
    },
    view: (filled) => <TextArea filled={filled} name="conditions" label={SERVICES[language].conditions} most={4000} />,
  };
}

/** The day from which a coming price holds. */
function from(place: PlanPlace): HostField {
  const words = wordsIn(place);
  const property = propertyOf({ place: place.plan, key: 'from', at: place.at });
  return {
    ...property,
    name: 'from',
    write: (one, values) => property.write(one, values.map(dateIn)),
    expects: words.dayExpected,
    view: (filled) => (
      <TextLine filled={filled} name="from" label={words.from} hint={words.fromHint} most={20} autocomplete="off" />
    ),
  };
}

/** Units that the usages of a plan are counted in, besides accounts and gigabytes. */
function unitsIn({ visit, document, service, plan }: PlanPlace): string[] {
  const { services } = document;
  const covered = services.filter(({ slug }, index) => index === service || plan(document).covers?.includes(slug));
  return unitsOf(
    covered.flatMap(({ usages }) => usages),
    visit.model.reference,
  );
}

/** What one plan costs, what is included, and how far it goes. */
export function planFields(place: PlanPlace): HostField[] {
  const words = wordsIn(place);
  const { visit, plan } = place;
  return [
    planName(place),
    planAmount(place, 'fixed', words.fixedHint),
    period(place),
    covered(place),
    planAmount(place, 'perAccount', words.perAccountHint),
    planAmount(place, 'includedAccounts', words.includedAccountsHint),
    planLimit(place, 'maxAccounts'),
    planAmount(place, 'perGb'),
    planAmount(place, 'includedGb'),
    planAmount(place, 'includedGbPerAccount'),
    planLimit(place, 'maxGb'),
    ...unitsIn(place).map((unit) => unitLimit(place, unit)),
    payWhatOneCan(place, 'freeAmount', words.free),
    chosenAmount(place, 'freeAmount', 'advised'),
    chosenAmount(place, 'freeAmount', 'floor'),
    onQuote(place),
    planAmount(place, 'membershipFee', words.membershipFeeHint),
    payWhatOneCan(place, 'membershipFree', words.membershipFree),
    chosenAmount(place, 'membershipFree', 'advised'),
    chosenAmount(place, 'membershipFree', 'floor'),
    planAmount(place, 'setupFee'),
    taxes(place),
    ...covers(place),
    conditions(place),
    from(place),
  ].map((field) => ({
    ...field,
    // What the host writes of a price was seen by it today.
    write: (one, values) => {
      field.write(one, values);
      plan(one).observedOn = visit.model.day;
    },
  }));
}

import type { Plan } from '../../../documents/service.ts';
import type { HostDocument } from '../../../host-documents/schema.ts';
import { statedNumber } from '../../../pages/asking/numbers.ts';
import { NumberLine } from '../../../pages/frame/fields.tsx';
import { fold } from '../../../vocabulary/territories.ts';
import type { SignedIn } from '../../desk.tsx';
import { SERVICES } from '../../words/services.ts';
import type { HostField } from '../form.tsx';

/* The amounts of a plan: what it costs, what is included, and how far it goes. */

/** A plan in the document of its host. */
export interface PlanPlace {
  visit: SignedIn;
  document: HostDocument;
  /** Where its service stands among those of the host, and it among the plans of that one. */
  service: number;
  index: number;
  /** Finds it in any copy of the document. */
  plan(one: HostDocument): Plan;
  /** Its JSON Pointer. */
  at: string;
}

export const placeOf = (visit: SignedIn, document: HostDocument, service: number, index: number): PlanPlace => ({
  ...{ visit, document, service, index },
  plan: (one) => one.services[service]!.plans![index]!,
  at: `/services/${service}/plans/${index}`,
});

type Amount = number | 'unlimited';

const UNLIMITED = /^(illimitee?s?|sans limite|unlimited)$/;
const limitIn = (typed: string): Amount | undefined =>
  UNLIMITED.test(fold(typed)) ? 'unlimited' : statedNumber(typed);

interface AmountLine<K extends string> {
  name: string;
  label: string;
  hint?: string | undefined;
  isLimit?: boolean;
  /** The object that holds it. */
  holder(one: HostDocument): { [key in K]?: Amount };
  key: K;
  pointer: string;
}

/** An amount as it is typed: whoever reads French writes a comma. */
function shownIn({ page: { language } }: SignedIn, amount: Amount | undefined): string[] {
  if (amount === undefined) return [];
  if (amount === 'unlimited') return [SERVICES[language].unlimited];
  return [language === 'fr' ? String(amount).replace('.', ',') : String(amount)];
}

function amountField<K extends string>(visit: SignedIn, line: AmountLine<K>): HostField {
  const { name, label, hint, isLimit = false, holder, key, pointer } = line;
  const words = SERVICES[visit.page.language];
  const readTyped: (typed: string) => Amount | undefined = isLimit ? limitIn : statedNumber;
  const fault = isLimit ? words.noLimit : words.noNumber;
  return {
    name,
    label,
    at: [pointer],
    expects: fault,
    read: (one) => shownIn(visit, holder(one)[key]),
    fault: ([typed]) => (typed !== undefined && readTyped(typed) === undefined ? fault : undefined),
    write: (one, [typed]) => {
      const value = typed === undefined ? undefined : readTyped(typed);
      if (value === undefined) delete holder(one)[key];
      else holder(one)[key] = value as { [key in K]?: Amount }[K];
    },
    view: (filled) => <NumberLine filled={filled} name={name} label={label} {...(hint && { hint })} />,
  };
}

type PlanAmount =
  | 'fixed'
  | 'perAccount'
  | 'perGb'
  | 'membershipFee'
  | 'setupFee'
  | 'includedAccounts'
  | 'includedGb'
  | 'includedGbPerAccount';

/** Euros, or what is included. */
export const planAmount = ({ visit, plan, at }: PlanPlace, key: PlanAmount, hint?: string): HostField =>
  amountField(visit, {
    ...{ name: key, label: SERVICES[visit.page.language][key], hint },
    ...{ holder: plan, key, pointer: `${at}/${key}` },
  });

/** How many accounts or gigabytes at most. */
export function planLimit({ visit, plan, at }: PlanPlace, key: 'maxAccounts' | 'maxGb'): HostField {
  const words = SERVICES[visit.page.language];
  return amountField(visit, {
    ...{ name: key, label: words[key], hint: words.limitHint, isLimit: true },
    ...{ holder: plan, key, pointer: `${at}/${key}` },
  });
}

/** How many at most of a unit that only some usages have. */
export function unitLimit({ visit, plan, at }: PlanPlace, unit: string): HostField {
  const { language, say } = visit.page;
  const words = SERVICES[language];
  const field = amountField(visit, {
    ...{ name: `most-${unit}`, label: words.most(say.unit(unit, 2)), hint: words.limitHint, isLimit: true },
    holder: (one) => {
      const { limits = {} } = plan(one);
      plan(one).limits = limits;
      return limits;
    },
    ...{ key: unit, pointer: `${at}/limits/${unit}` },
  });
  return {
    ...field,
    read: (one) => shownIn(visit, plan(one).limits?.[unit]),
    write: (one, values) => {
      field.write(one, values);
      if (Object.keys(plan(one).limits ?? {}).length === 0) delete plan(one).limits;
    },
  };
}

/** What is advised, or the least, where everybody pays what they can. */
export function chosenAmount(
  { visit, plan, at }: PlanPlace,
  what: 'freeAmount' | 'membershipFree',
  key: 'advised' | 'floor',
): HostField {
  const words = SERVICES[visit.page.language];
  const holder = (one: HostDocument) => plan(one)[what] ?? {};
  const line =
    what === 'freeAmount'
      ? { name: key, label: words[key] }
      : { name: `membership-${key}`, label: words.membershipChosen[key] };
  const field = amountField(visit, { ...line, holder, key, pointer: `${at}/${what}/${key}` });
  return {
    ...field,
    write: (one, [typed]) => {
      const { [key]: _, ...rest } = holder(one);
      const value = typed === undefined ? undefined : statedNumber(typed);
      if (value !== undefined) plan(one)[what] = { ...rest, [key]: value };
      else if (plan(one)[what]) plan(one)[what] = rest;
    },
  };
}

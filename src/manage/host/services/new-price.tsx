import { curved } from '../../../ground/texts.ts';
import { isWholeDay } from '../../../ground/written-dates.ts';
import { HostDocument } from '../../../host-documents/schema.ts';
import type { SignedIn } from '../../desk.tsx';
import { fieldsOf } from '../../parts/field-kinds.tsx';
import { RISES } from '../../words/rises.ts';
import { SERVICES } from '../../words/services.ts';
import type { HostFormSpec } from '../form.tsx';
import { periodFaults } from './periods.ts';
import { amountsOf, common, dated, type FieldsOfPlan, pointerTo } from './plan-form.tsx';
import { Promised, risePreview } from './rise.tsx';
import { planAt, serviceAt } from './service-form.tsx';

/** Amounts of a plan that a new price may change, besides the one that is asked of every plan. */
const AMOUNTS = ['perAccount', 'perGb', 'membershipFee', 'setupFee'] as const;
const CHOSEN_AMOUNTS = ['freeAmount', 'membershipFree'] as const;

/** A new price of a plan from a day on: a copy with its own day, next to today's price, which stays. */
export function newPriceForm(visit: SignedIn, document: HostDocument): HostFormSpec {
  const { language } = visit.page;
  const words = RISES[language];
  const { day } = visit.model;
  const service = serviceAt(document, visit.params.service);
  const { slug, name, plans = [] } = document.services[service]!;
  const before = planAt(document, service, visit.params.plan);
  const plan = plans[before]!;
  const index = before + 1;
  const at = pointerTo({ service, index });
  const { amount, chosen } = amountsOf(visit, at);
  const labels = SERVICES[language];
  const { date } = fieldsOf(HostDocument, language);
  const { from: _, ...copied } = plan;
  const asked: FieldsOfPlan = () => [
    amount('fixed', labels.fixed),
    ...AMOUNTS.flatMap((one) => (plan[one] === undefined ? [] : amount(one, labels[one]))),
    ...CHOSEN_AMOUNTS.flatMap((one) => (plan[one] ? [chosen(one, 'advised'), chosen(one, 'floor')] : [])),
  ];
  const amounts = (one: HostDocument) => dated(asked, visit, one, { service, index });
  return {
    ...common(visit),
    heading: words.announceOf(`${curved(name)} · ${curved(plan.name)}`),
    lead: words.lead,
    before: (host) => <Promised {...{ host, slug, day }} />,
    send: words.look,
    start: ({ services }) => {
      services[service]!.plans!.splice(index, 0, { ...structuredClone(copied), observedOn: day });
    },
    fields: (one) => [date(`${at}/from`, words.from, { missing: words.fromExpected }), ...amounts(one)],
    faults: (typed) => {
      const present = amounts(document).map((field) => [field.name, field.read(document)[0] ?? ''] as const);
      const isSame = present.every(([field, value]) => typed[field] === value);
      return {
        // What is no day is said by the field.
        ...((!typed.from || (isWholeDay(typed.from) && typed.from <= day)) && { from: words.fromExpected }),
        ...periodFaults(typed, plan, visit),
        ...(isSame && { fixed: words.samePrice }),
      };
    },
    preview: risePreview(visit, slug, true),
  };
}

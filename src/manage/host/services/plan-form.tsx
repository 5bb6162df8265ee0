import { curved } from '../../../ground/texts.ts';
import type { HostDocument } from '../../../host-documents/schema.ts';
import type { SignedIn } from '../../desk.tsx';
import { SERVICES } from '../../words/services.ts';
import type { HostFormSpec } from '../form.tsx';
import { placeOf } from './amounts.tsx';
import { planFields } from './plan-fields.tsx';
import { planAt, serviceAt } from './service-form.tsx';

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
    fields: (one) => planFields(placeOf(visit, one, service, index)),
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
      planFields(placeOf(visit, one, service, index)).map((field) =>
        field.name === 'name' ? { ...field, read: () => [] } : field,
      ),
  };
}

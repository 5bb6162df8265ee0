import type { Host } from '../../documents/host.ts';
import { documentChanges, factChanges } from '../../exchange/spreadsheets/in-words.ts';
import { curved } from '../../ground/texts.ts';
import type { PastFact } from '../../history/entries.ts';
import type { HostDocument } from '../../host-documents/schema.ts';
import { documentOf } from '../../host-documents/write.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { PAST } from '../words/past.ts';

type Service = HostDocument['services'][number];
type Plan = NonNullable<Service['plans']>[number];

const areSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const isSamePlan = (one: Plan, other: Plan): boolean => one.name === other.name && one.from === other.from;

/** The facts of the plans of a service: what was added, changed or taken out. */
function planFacts(
  old: readonly Plan[],
  now: readonly Plan[],
  service: string,
  reference: Reference,
  language: Language,
): PastFact[] {
  const words = PAST[language];
  const of = (plan: Plan) => `${service} · ${curved(plan.name)}`;
  return [
    ...now.flatMap((plan) => {
      const before = old.find((one) => isSamePlan(one, plan)) ?? {};
      return factChanges('plans', before, plan, reference, language).map((fact) => ({ of: of(plan), ...fact }));
    }),
    ...old
      .filter((plan) => !now.some((one) => isSamePlan(one, plan)))
      .map((plan) => ({ of: service, title: words.plan, before: curved(plan.name), after: null })),
  ];
}

/** The facts of a host in which two documents differ, under the titles that workbooks give them. */
export function pastFacts(before: Host, after: Host, reference: Reference, language: Language): PastFact[] {
  const [old, now] = [documentOf(before), documentOf(after)];
  const oldOf = ({ slug }: Service) => old.services.find((one) => one.slug === slug);
  // Most services are as they were: comparing cells is slow.
  const changed = now.services.filter((service) => !areSame(service, oldOf(service)));
  const facts = documentChanges(old, { ...now, services: changed }, reference, language)
    // Of a new service a sentence tells already.
    .filter(({ added }) => !added)
    .flatMap(({ service, facts }) => facts.map((fact) => ({ ...(service && { of: curved(service) }), ...fact })));
  const plans = changed.flatMap((service) => {
    const before = oldOf(service);
    return before ? planFacts(before.plans ?? [], service.plans ?? [], curved(service.name), reference, language) : [];
  });
  return [...facts, ...plans];
}

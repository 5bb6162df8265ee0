import { curved } from '../../ground/texts.ts';
import type { HostDocument } from '../../host-documents/schema.ts';
import { idOf } from '../../pages/frame/fields.tsx';
import type { SignedIn } from '../desk.tsx';
import type { PlaceElsewhere } from '../form-command.ts';
import { partAt } from '../parts/body.ts';
import { HOST_FACTS_ASKED } from '../words/host-facts.ts';
import { SERVICES } from '../words/services.ts';
import { ASKED_IN, askedIn, type Fact } from './fact-forms.ts';
import { controlOf, planKey, themeOf } from './names-in-addresses.ts';

const FACTS = Object.keys(ASKED_IN) as Fact[];

/** Whether a pointer is to a fact, or to a part of it. */
function isWithin(pointer: string, fact: Fact): boolean {
  const parts = pointer.split('/');
  return fact.split('/').every((one, place) => (one === '*' ? Boolean(parts[place]) : one === parts[place]));
}

/**
 * Where a part of an entry is asked, and what it is called there; undefined: no form asks for it.
 * @param stored the entry before anything is changed: what is not in it has no page yet
 */
export function placeElsewhere(
  { page: { language, say }, model: { reference }, params }: SignedIn,
  document: HostDocument,
  stored: HostDocument,
  at: string,
): (pointer: string) => PlaceElsewhere | undefined {
  const words = SERVICES[language];
  /** What an item is called in addresses and by controls. @param list pointer to it */
  function nameOf(list: string, item: string): string {
    const of = list.split('/').at(-1);
    if (of === 'services') return document.services[Number(item)]?.slug ?? '';
    if (of === 'support') return document.host.support?.[Number(item)]?.kind ?? '';
    if (of === 'commitments') return controlOf(item, reference);
    if (of !== 'plans') return item;
    const plans = document.services[Number(list.split('/')[2])]?.plans ?? [];
    return plans[Number(item)] ? planKey(plans[Number(item)]!, plans) : '';
  }
  function labelOf(form: string, control: string, last: string): string | undefined {
    if (control === 'most-*') return words.most(say.unit(last, 2));
    const isPlanName = form === 'services/*/plans/*' && control === 'name';
    const asked = form.startsWith('services') ? words : HOST_FACTS_ASKED[language];
    const label: unknown = partAt(asked, `/${isPlanName ? 'planName' : control}`);
    return typeof label === 'string' ? label : undefined;
  }
  /** The service and the plan that it is about, where the page is about another one. */
  const ownersOf = (pointer: string, [service, plan]: readonly string[]): string[] => {
    const [, list, index, , number] = pointer.split('/');
    const one = list === 'services' ? document.services[Number(index)] : undefined;
    if (!one) return [];
    const ofPlan = pointer.includes('/plans/') && plan !== params.plan ? one.plans?.[Number(number)]?.name : undefined;
    return [service === params.service ? undefined : one.name, ofPlan].flatMap((name) => (name ? curved(name) : []));
  };
  const isStored = (pointer: string, [service, plan]: readonly string[]): boolean => {
    if (!pointer.startsWith('/services/')) return true;
    const plans = stored.services.find(({ slug }) => slug === service)?.plans;
    if (!pointer.includes('/plans/')) return plans !== undefined || stored.services.some((one) => one.slug === service);
    return plans?.some((one) => planKey(one, plans) === plan) ?? false;
  };
  return (pointer) => {
    const fact = FACTS.find((one) => isWithin(pointer, one));
    const asked = fact && askedIn(fact);
    if (!fact || !asked) return undefined;
    const parts = pointer.split('/');
    const names = fact
      .split('/')
      .flatMap((one, i) => (one === '*' ? nameOf(parts.slice(0, i).join('/'), parts[i]!) : []));
    const last = names.at(-1) ?? '';
    const question = reference.criteria.get(parts[2] ?? '') ?? reference.commitmentKinds.get(parts[2] ?? '');
    const left = [...names];
    const form =
      asked.form === 'promises/*'
        ? question && themeOf(question)
        : asked.form.replaceAll('*', () => left.shift() ?? '');
    const control = idOf(asked.control.replace('*', last));
    const label = [...ownersOf(pointer, names), labelOf(asked.form, asked.control, last)].filter(Boolean).join(' · ');
    return {
      ...(label && { label }),
      ...(form !== undefined && isStored(pointer, names) && { to: `${at}/${form}#${control}` }),
    };
  };
}

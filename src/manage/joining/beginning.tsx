import { pricedAt, statedNumber, statedPrice } from '../../ground/stated-numbers.ts';
import { capital, curved } from '../../ground/texts.ts';
import { HostDocument } from '../../host-documents/schema.ts';
import { Checkboxes, Select } from '../../pages/frame/fields.tsx';
import { COMPLETE_LIST_LABELS } from '../../vocabulary/labels.ts';
import { CAPACITY_STATES } from '../../vocabulary/terms.ts';
import type { SignedIn } from '../desk.tsx';
import type { HostField, HostFormSpec } from '../host/form.tsx';
import { slugFor } from '../host/services/service-form.tsx';
import { fieldsOf, termChoices } from '../parts/field-kinds.tsx';
import { numberTyped } from '../parts/numbers.ts';
import { HOST_DESK } from '../words/host-desk.ts';
import { JOINING } from '../words/joining.ts';

const SERVICE = '/services/0';
const PLAN = `${SERVICE}/plans/0`;

/** The least that can be proposed to somebody: one service, what it is for, its price and whether there is room. */
export function firstServiceForm({ page: { language, say }, model }: SignedIn): HostFormSpec {
  const words = JOINING[language];
  const desk = HOST_DESK[language];
  const { line, number, choice } = fieldsOf(HostDocument, language);
  const usages = [...model.reference.usages.values()].map(({ key, startHere }) => ({ key, startHere }));
  const shown = usages.filter(({ startHere }) => startHere !== undefined).sort((a, b) => a.startHere! - b.startHere!);
  const others = usages.filter(({ startHere }) => startHere === undefined);
  const isShown = new Set(shown.map(({ key }) => key));

  const name = line(`${SERVICE}/name`, words.service, {
    ...{ name: 'service', faultsAt: [`${SERVICE}/name`, `${SERVICE}/slug`] },
    ...{ hint: words.serviceHint, missing: words.serviceMissing },
  });
  const usesOf = (isMine: (key: string) => boolean): Pick<HostField, 'read' | 'write' | 'tell' | 'expects'> => ({
    expects: words.usagesMissing,
    read: ({ services: [first] }) => (first?.usages ?? []).filter(isMine),
    write: ({ services }, typed) => {
      services[0]!.usages = [...services[0]!.usages.filter((key) => !isMine(key)), ...typed];
    },
    tell: (keys) => say.list(keys.map((key) => say.usageShort(key))),
  });
  const choices = (keys: readonly { key: string }[]) =>
    keys.map(({ key }) => [key, capital(curved(say.usage(key)))] as const);
  /** Euros, or accounts, of which there are whole ones only. */
  const amount = (what: 'price' | 'accounts', key: 'fixed' | 'maxAccounts'): HostField => {
    const field = number(`${PLAN}/${key}`, words[what], {
      ...{ name: what, faultLabel: words[what], hint: words[`${what}Hint`], faultsAt: [`${SERVICE}/plans`] },
      shown: (value) => (typeof value === 'number' ? numberTyped(value, language) : ''),
      written: (typed) => {
        if (what === 'price') return statedPrice(typed)?.value;
        const value = statedNumber(typed);
        return Number.isInteger(value) ? value : undefined;
      },
      unread: () => words.noNumber,
    });
    return {
      ...field,
      write: (document, values) => {
        const [service] = document.services;
        if (!service!.plans?.length) service!.plans = [{ name: words.plan }];
        field.write(document, values);
        const price = what === 'price' ? statedPrice(values[0] ?? '') : undefined;
        if (price) Object.assign(service!.plans![0]!, pricedAt(price));
        // What the host writes of a price was seen by it today.
        service!.plans![0]!.observedOn = model.day;
      },
    };
  };
  const fields: HostField[] = [
    name,
    {
      ...usesOf((key) => isShown.has(key)),
      ...{ name: 'usages', at: [`${SERVICE}/usages`] },
      view: (filled) => <Checkboxes filled={filled} name="usages" label={words.usages} choices={choices(shown)} />,
    },
    {
      ...usesOf((key) => !isShown.has(key)),
      ...{ name: 'other', at: [] },
      view: (filled) => (
        <Select
          filled={filled}
          name="other"
          label={words.otherUsage}
          groups={[['', [['', words.noOther], ...choices(others)]]]}
        />
      ),
    },
    amount('price', 'fixed'),
    amount('accounts', 'maxAccounts'),
    choice(`${SERVICE}/capacity/state`, words.room, {
      ...{ name: 'room', within: `${SERVICE}/capacity` },
      ...{ choices: termChoices(CAPACITY_STATES, desk.capacities), unsaid: desk.unsaid },
    }),
  ];
  return {
    heading: words.firstService,
    lead: words.firstServiceLead,
    lists: { services: COMPLETE_LIST_LABELS.services[language], plans: COMPLETE_LIST_LABELS.plans[language] },
    fields: () =>
      fields.map((field) => ({
        ...field,
        write: (document, values) => {
          // What is said of a service makes it; its name comes first.
          const slug = field === name ? slugFor(values[0] ?? '', []) : 'service';
          if (document.services.length === 0) document.services.push({ slug, name: '', usages: [] });
          field.write(document, values);
        },
      })),
  };
}

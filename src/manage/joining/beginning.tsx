import { capital, curved } from '../../ground/texts.ts';
import type { DocumentService, HostDocument } from '../../host-documents/schema.ts';
import { statedNumber } from '../../pages/asking/numbers.ts';
import { Checkboxes, NumberLine, Radios, Select, TextLine } from '../../pages/frame/fields.tsx';
import { CAPACITY_STATES } from '../../vocabulary/terms.ts';
import type { SignedIn } from '../desk.tsx';
import type { HostField, HostFormSpec } from '../host/form.tsx';
import { slugFor } from '../host/services/service-form.tsx';
import { asAddress } from '../parts/texts.ts';
import { HOST_DESK } from '../words/host-desk.ts';
import { JOINING } from '../words/joining.ts';
import { MOST } from './looking.tsx';

const SERVICE_MAX = 200;

/** The first service of a document, made when there is none. */
function firstIn(document: HostDocument): DocumentService {
  const { services } = document;
  if (services.length === 0) services.push({ slug: 'service', name: '', usages: [] });
  return services[0]!;
}

/** The first plan of a service, made when there is none. */
function planIn(service: DocumentService, name: string) {
  service.plans ??= [];
  if (service.plans.length === 0) service.plans.push({ name });
  return service.plans[0]!;
}

/** The least that can be proposed to somebody: one service, what it is for, its price and whether there is room. */
export function firstServiceForm({ page: { language, say }, model }: SignedIn): HostFormSpec {
  const words = JOINING[language];
  const desk = HOST_DESK[language];
  const usages = [...model.reference.usages.values()].map(({ key, startHere }) => ({ key, startHere }));
  const shown = usages.filter(({ startHere }) => startHere !== undefined).sort((a, b) => a.startHere! - b.startHere!);
  const isShown = new Set(shown.map(({ key }) => key));
  /** Euros or accounts, of which there are whole ones only. */
  const numberOf = (what: 'price' | 'accounts', typed: string) => {
    const value = statedNumber(typed);
    return what === 'price' || Number.isInteger(value) ? value : undefined;
  };

  const name: HostField = {
    name: 'service',
    at: ['/services/0/name', '/services/0/slug'],
    expects: words.serviceMissing,
    read: ({ services: [first] }) => [first?.name || []].flat(),
    write: (document, [typed = '']) => {
      const isNew = document.services.length === 0;
      const service = firstIn(document);
      service.name = typed;
      if (isNew) service.slug = slugFor(typed, []);
    },
    view: (filled) => (
      <TextLine
        filled={filled}
        name="service"
        label={words.service}
        hint={words.serviceHint}
        most={SERVICE_MAX}
        autocomplete="off"
      />
    ),
  };
  const usesOf = (what: 'usages' | 'other', isMine: (key: string) => boolean): Omit<HostField, 'view'> => ({
    name: what,
    at: what === 'usages' ? ['/services/0/usages'] : [],
    expects: words.usagesMissing,
    read: ({ services: [first] }) => (first?.usages ?? []).filter(isMine),
    write: (document, typed) => {
      const service = firstIn(document);
      service.usages = [...service.usages.filter((key) => !isMine(key)), ...typed];
    },
    tell: (keys) => say.list(keys.map((key) => say.usageShort(key))),
  });
  const choices = (keys: readonly { key: string }[]) =>
    keys.map(({ key }) => [key, capital(curved(say.usage(key)))] as const);
  const amount = (
    what: 'price' | 'accounts',
    read: (plan: NonNullable<DocumentService['plans']>[number]) => unknown,
    keys: readonly ('fixed' | 'includedAccounts' | 'maxAccounts')[],
  ): HostField => ({
    name: what,
    label: words[what],
    at: ['/services/0/plans'],
    read: ({ services: [first] }) => {
      const value = first?.plans?.[0] && read(first.plans[0]);
      return typeof value === 'number' ? [String(value)] : [];
    },
    fault: ([typed]) => (typed !== undefined && numberOf(what, typed) === undefined ? words.noNumber : undefined),
    write: (document, [typed]) => {
      const value = typed === undefined ? undefined : numberOf(what, typed);
      const plan = planIn(firstIn(document), words.plan);
      for (const key of keys)
        if (typeof value === 'number') plan[key] = value;
        else delete plan[key];
      // What the host writes of a price was seen by it today.
      plan.observedOn = model.day;
    },
    view: (filled) => <NumberLine filled={filled} name={what} label={words[what]} hint={words[`${what}Hint`]} />,
  });
  const room: HostField = {
    name: 'room',
    at: ['/services/0/capacity'],
    read: ({ services: [first] }) => [first?.capacity?.state ?? []].flat(),
    write: (document, [state]) => {
      const service = firstIn(document);
      if (state === undefined) delete service.capacity;
      else service.capacity = { ...service.capacity, state: state as (typeof CAPACITY_STATES)[number] };
    },
    tell: ([state]) => desk.capacities[state as (typeof CAPACITY_STATES)[number]] ?? '',
    view: (filled) => (
      <Radios
        filled={filled}
        name="room"
        label={words.room}
        choices={[...CAPACITY_STATES.map((state) => [state, desk.capacities[state]] as const), ['', desk.unsaid]]}
      />
    ),
  };
  return {
    heading: words.firstService,
    lead: words.firstServiceLead,
    fields: () => [
      name,
      {
        ...usesOf('usages', (key) => isShown.has(key)),
        view: (filled) => <Checkboxes filled={filled} name="usages" label={words.usages} choices={choices(shown)} />,
      },
      {
        ...usesOf('other', (key) => !isShown.has(key)),
        view: (filled) => (
          <Select
            filled={filled}
            name="other"
            label={words.otherUsage}
            groups={[['', [['', words.noOther], ...choices(usages.filter(({ key }) => !isShown.has(key)))]]]}
          />
        ),
      },
      amount('price', ({ fixed }) => fixed, ['fixed']),
      amount('accounts', ({ maxAccounts }) => maxAccounts, ['includedAccounts', 'maxAccounts']),
      room,
    ],
  };
}

/** What a host is recognised by. */
export function identityForm({ page: { language } }: SignedIn): HostFormSpec {
  const words = JOINING[language];
  return {
    heading: words.identity,
    lead: words.identityLead,
    fields: () => [
      {
        name: 'name',
        at: ['/host/name'],
        expects: words.nameMissing,
        read: ({ host }) => [host.name],
        write: ({ host }, [typed = '']) => {
          host.name = typed;
        },
        view: (filled) => (
          <TextLine filled={filled} name="name" label={words.name} most={MOST.name} autocomplete="organization" />
        ),
      },
      {
        name: 'website',
        at: ['/host/website'],
        expects: words.websiteWrong,
        read: ({ host }) => [host.website ?? []].flat(),
        write: ({ host }, [typed]) => {
          if (typed === undefined) delete host.website;
          else host.website = asAddress(typed);
        },
        view: (filled) => (
          <TextLine
            filled={filled}
            name="website"
            label={words.website}
            hint={words.websiteHint}
            most={MOST.website}
            autocomplete="url"
          />
        ),
      },
    ],
  };
}

import { dateIn } from '../../ground/written-dates.ts';
import type { HostDocument } from '../../host-documents/schema.ts';
import { Radios, TextArea, TextLine } from '../../pages/frame/fields.tsx';
import type { Zone } from '../../vocabulary/shapes.ts';
import { CAPACITY_STATES } from '../../vocabulary/terms.ts';
import type { SignedIn } from '../desk.tsx';
import { faultInZones, zoneLine, zonesKnown } from '../parts/places.ts';
import { HOST_DESK } from '../words/host-desk.ts';
import type { HostField, HostFormSpec } from './form.tsx';

type Capacity = NonNullable<HostDocument['services'][number]['capacity']>;

/** What a service says of its places. A day without a state is left for the check of shapes to refuse. */
function setCapacity(service: HostDocument['services'][number], { state, ...rest }: Partial<Capacity>): void {
  if (state === undefined && rest.openFrom === undefined) delete service.capacity;
  else service.capacity = { ...(state !== undefined && { state }), ...rest } as Capacity;
}

const without = <T extends object>(value: T | undefined): T | undefined =>
  value && Object.keys(value).length > 0 ? value : undefined;

type ContactText = 'url' | 'email' | 'phone';

/** The facts that people look for first; the price stands with the services. */
export function factsForm({ page, model }: SignedIn): HostFormSpec {
  const { language } = page;
  const words = HOST_DESK[language];
  const { territories } = model.reference;

  const places = (document: HostDocument): HostField[] =>
    document.services.flatMap(({ slug, name }, index): HostField[] => {
      const of = (one: HostDocument) => one.services.find((service) => service.slug === slug)!;
      const states = CAPACITY_STATES.map((state) => [state, words.capacities[state]] as const);
      return [
        {
          name: `capacity-${slug}`,
          label: words.capacity(name),
          expects: words.capacityExpected,
          at: [`/services/${index}/capacity/state`],
          read: (one) => [of(one).capacity?.state ?? []].flat(),
          write: (one, [state]) => {
            const { state: _, ...capacity }: Partial<Capacity> = of(one).capacity ?? {};
            setCapacity(of(one), { ...capacity, ...(state !== undefined && { state: state as Capacity['state'] }) });
          },
          tell: ([state]) => words.capacities[state as Capacity['state']] ?? '',
          view: (filled) => (
            <Radios
              filled={filled}
              name={`capacity-${slug}`}
              label={words.capacity(name)}
              choices={[...states, ['', words.unsaid]]}
            />
          ),
        },
        {
          name: `from-${slug}`,
          label: words.openFrom(name),
          expects: words.dateExpected,
          at: [`/services/${index}/capacity/openFrom`, `/services/${index}/capacity/until`],
          read: (one) => [of(one).capacity?.openFrom ?? []].flat(),
          write: (one, [openFrom]) => {
            const { openFrom: _, ...capacity }: Partial<Capacity> = of(one).capacity ?? {};
            setCapacity(of(one), { ...capacity, ...(openFrom !== undefined && { openFrom: dateIn(openFrom) }) });
          },
          view: (filled) => (
            <TextLine
              filled={filled}
              name={`from-${slug}`}
              label={words.openFrom(name)}
              hint={words.openFromHint}
              most={20}
              autocomplete="off"
            />
          ),
        },
      ];
    });

  const serves = ({ host: { serves: zones = [] } }: HostDocument): HostField => {
    const known = new Map<string, Zone>(zones.map((zone) => [zoneLine(zone, territories, language), zone]));
    return {
      name: 'serves',
      at: ['/host/serves'],
      read: ({ host }) => [host.serves?.map((zone) => zoneLine(zone, territories, language)).join('\n') || []].flat(),
      fault: ([text = '']) => faultInZones(text, known, territories, language),
      write: ({ host }, [text = '']) => {
        const zones = zonesKnown(text, known);
        if (zones.length === 0) delete host.serves;
        else host.serves = zones;
      },
      view: (filled) => (
        <TextArea filled={filled} name="serves" label={words.serves} hint={words.servesHint} most={5000} />
      ),
    };
  };

  const contact = (name: ContactText, most: number, autocomplete: string): HostField => ({
    name,
    at: [`/host/contact/${name}`],
    expects: words[`${name}Expected`],
    read: ({ host }) => [host.contact?.[name] ?? []].flat(),
    write: ({ host }, [value]) => {
      const { [name]: _, ...rest } = host.contact ?? {};
      const next = without({ ...rest, ...(value !== undefined && { [name]: value }) });
      if (next) host.contact = next;
      else delete host.contact;
    },
    view: (filled) => (
      <TextLine
        filled={filled}
        name={name}
        label={words[name]}
        hint={words[`${name}Hint`]}
        most={most}
        autocomplete={autocomplete}
      />
    ),
  });

  const summary: HostField = {
    name: 'summary',
    at: ['/host/summary'],
    read: ({ host }) => [host.summary?.[language] ?? []].flat(),
    write: ({ host }, [value]) => {
      const { [language]: _, ...rest } = host.summary ?? {};
      const next = without({ ...rest, ...(value !== undefined && { [language]: value }) });
      if (next) host.summary = next;
      else delete host.summary;
    },
    view: (filled) => <TextArea filled={filled} name="summary" label={words.summary} most={4000} />,
  };

  return {
    heading: words.facts,
    lead: words.factsLead,
    shows: 'facts',
    fields: (document) => [
      ...places(document),
      serves(document),
      contact('email', 254, 'email'),
      contact('url', 2000, 'url'),
      contact('phone', 30, 'tel'),
      summary,
    ],
  };
}

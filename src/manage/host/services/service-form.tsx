import { createHash } from 'node:crypto';
import type { Plan } from '../../../documents/service.ts';
import { shortNameFrom } from '../../../exchange/spreadsheets/service-names.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { curved } from '../../../ground/texts.ts';
import type { DocumentService, HostDocument } from '../../../host-documents/schema.ts';
import { Checkboxes, Radios, Select, TextArea } from '../../../pages/frame/fields.tsx';
import { serviceNotFound } from '../../../services/rights.ts';
import { type Reference, textIn } from '../../../vocabulary/reference.ts';
import { type Language, REGISTRATIONS } from '../../../vocabulary/terms.ts';
import type { SignedIn } from '../../desk.tsx';
import { zoneOf } from '../../parts/places.ts';
import { SERVICES } from '../../words/services.ts';
import type { HostField, HostFormSpec } from '../form.tsx';
import { propertyOf, textField } from './fields.tsx';

/** All usages by family, as the choices of a list. */
export const usageGroups = ({ usages, families }: Reference, language: Language) =>
  [...families].map(
    ([family, label]) =>
      [
        curved(textIn(label, language)),
        [...usages.values()]
          .filter((usage) => usage.family === family)
          .map(({ key, label: name }) => [key, curved(textIn(name, language))] as const),
      ] as const,
  );

/** Software that is often used for some usages. */
export const usualSoftware = (usages: readonly string[], reference: Reference): string[] => [
  ...new Set(usages.flatMap((usage) => reference.usages.get(usage)?.typicalLibreTools ?? [])),
];

export function serviceAt(document: HostDocument, slug: string | undefined): number {
  const index = document.services.findIndex((service) => service.slug === slug);
  if (index < 0) throw serviceNotFound();
  return index;
}

/**
 * What a plan is called in addresses: its place may change meanwhile, and its name may hold anything. Of plans that share
 * name and day, all that they say tells which is meant.
 */
export function planKey(plan: Plan, plans: readonly Plan[]): string {
  const { name, from } = plan;
  const isShared = plans.filter((one) => one.name === name && one.from === from).length > 1;
  return createHash('sha256')
    .update(JSON.stringify(isShared ? plan : [name, from ?? null]))
    .digest('hex')
    .slice(0, 12);
}

/** @throws CatalogueError service-not-found */
export function planAt(document: HostDocument, service: number, key: string | undefined): number {
  const { plans = [] } = document.services[service]!;
  const index = plans.findIndex((plan) => planKey(plan, plans) === key);
  if (index >= 0) return index;
  throw new CatalogueError('service-not-found', {
    fr: 'Cette formule n’existe pas, ou a changé de nom. Revenez à la liste des services.',
    en: 'There is no such plan, or its name has changed. Go back to the list of services.',
  });
}

/** A short name for a new service that no other one of the host has. */
export function slugFor(name: string, services: readonly DocumentService[]): string {
  const made = shortNameFrom(name).slice(0, 70);
  const wanted = made.length < 2 ? 'service' : made;
  const taken = new Set(services.map(({ slug }) => slug));
  for (let number = 1; ; number++) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

const UNDER_A_DOMAIN: ReadonlySet<string> = new Set(['email-hosting', 'website']);

/** The facts of one service. */
function serviceFields({ page, model: { reference } }: SignedIn, document: HostDocument, index: number): HostField[] {
  const { language, say } = page;
  const words = SERVICES[language];
  const at = `/services/${index}`;
  const place = (one: HostDocument) => one.services[index]!;
  const { usages } = place(document);
  const tools = usualSoftware(usages, reference).slice(0, 4);
  const usageField: HostField = {
    name: 'usages',
    at: [`${at}/usages`],
    expects: words.usageExpected,
    read: (one) => place(one).usages,
    write: (one, values) => {
      place(one).usages = [...values];
    },
    tell: (values) => say.list(values.map((one) => say.usage(one))),
    view: (filled) => (
      <Checkboxes
        filled={filled}
        name="usages"
        label={words.addUsage}
        hint={words.usageHint}
        choices={usages.map((one) => [one, curved(say.usageShort(one))])}
      />
    ),
  };
  const software: HostField = {
    ...textField(
      { place, key: 'software', at },
      {
        name: 'software',
        label: words.softwareAsk,
        ...(tools.length > 0 && { hint: words.softwareHint(say.list(tools.map((tool) => say.tool(tool)))) }),
        most: 200,
      },
    ),
    read: (one) => [place(one).software?.name ?? []].flat(),
    write: (one, [name]) => {
      // The licence was that of another software.
      if (name === undefined) delete place(one).software;
      else place(one).software = { name };
    },
  };
  const country: HostField = {
    ...textField({ place, key: 'dataCountry', at }, { name: 'country', label: words.country, most: 100 }),
    read: (one) => [place(one).dataCountry ?? []].flat().map((code) => say.country(code)),
    fault: ([typed]) => {
      const zone = typed === undefined ? undefined : zoneOf(typed, reference.territories, language);
      const isCountry = zone === undefined || (typeof zone === 'object' && zone.level === 'country');
      return isCountry ? undefined : words.countryFault(typed!);
    },
    write: (one, [typed]) => {
      const zone = typed === undefined ? undefined : zoneOf(typed, reference.territories, language);
      if (typeof zone === 'object' && 'code' in zone) place(one).dataCountry = zone.code;
      else delete place(one).dataCountry;
    },
  };
  const more: HostField = {
    name: 'more-usage',
    at: [],
    read: () => [],
    write: (one, [usage]) => {
      if (usage !== undefined && !place(one).usages.includes(usage)) place(one).usages.push(usage);
    },
    view: (filled) => (
      <Select
        filled={filled}
        name="more-usage"
        label={words.moreUsage}
        groups={[['', [['', words.noMore]]], ...usageGroups(reference, language)]}
      />
    ),
  };
  const registration: HostField = {
    ...propertyOf({ place, key: 'registration', at }),
    name: 'registration',
    tell: ([value]) => words.registrations[value as 'open'] ?? '',
    view: (filled) => (
      <Radios
        filled={filled}
        name="registration"
        label={words.registration}
        choices={[...REGISTRATIONS.map((one) => [one, words.registrations[one]] as const), ['', words.unsaid]]}
      />
    ),
  };
  const ownDomain: HostField = {
    name: 'ownDomain',
    at: [`${at}/ownDomain`],
    read: (one) => [place(one).ownDomain ?? []].flat().map(String),
    write: (one, [value]) => {
      if (value === undefined) delete place(one).ownDomain;
      else place(one).ownDomain = value === 'true';
    },
    tell: ([value]) => words.ownDomains[value as 'true'] ?? '',
    view: (filled) => (
      <Radios
        filled={filled}
        name="ownDomain"
        label={words.ownDomain}
        hint={words.ownDomainHint}
        choices={[
          ['true', words.ownDomains.true],
          ['false', words.ownDomains.false],
          ['', words.unsaid],
        ]}
      />
    ),
  };
  const formats: HostField = {
    name: 'formats',
    at: [`${at}/exportFormats`],
    read: (one) => [place(one).exportFormats?.join('\n') || []].flat(),
    write: (one, [text]) => {
      if (text === undefined) delete place(one).exportFormats;
      else place(one).exportFormats = text.split('\n').flatMap((line) => line.trim() || []);
    },
    view: (filled) => (
      <TextArea filled={filled} name="formats" label={words.formats} hint={words.formatsHint} most={3000} />
    ),
  };
  const summary: HostField = {
    name: 'summary',
    at: [`${at}/summary`],
    read: (one) => [place(one).summary?.[language] ?? []].flat(),
    write: (one, [value]) => {
      const { [language]: _, ...rest } = place(one).summary ?? {};
      const next = { ...rest, ...(value !== undefined && { [language]: value }) };
      if (Object.keys(next).length > 0) place(one).summary = next;
      else delete place(one).summary;
    },
    view: (filled) => <TextArea filled={filled} name="summary" label={words.summary} most={4000} />,
  };
  const name = textField(
    { place, key: 'name', at },
    { name: 'name', label: words.name, hint: words.nameHint, expects: words.nameExpected },
  );
  const url = textField(
    { place, key: 'url', at },
    { name: 'url', label: words.url, hint: words.urlHint, expects: words.urlExpected, most: 2000 },
  );
  // Only mail and sites have a name of their own.
  const named = usages.some((usage) => UNDER_A_DOMAIN.has(usage)) ? [ownDomain] : [];
  return [name, usageField, more, software, url, registration, country, ...named, formats, summary];
}

const above = ({ page }: SignedIn) => ({ part: 'services', name: SERVICES[page.language].title });

/** A service that is there. */
export function serviceForm(visit: SignedIn, document: HostDocument): HostFormSpec {
  const index = serviceAt(document, visit.params.service);
  return {
    heading: curved(document.services[index]!.name),
    lead: SERVICES[visit.page.language].serviceLead,
    fields: (one) => serviceFields(visit, one, index),
    shows: { service: visit.params.service! },
    above: above(visit),
  };
}

/** A service that is new, whose first usage is in its address. */
export function newServiceForm(visit: SignedIn, { services }: HostDocument): HostFormSpec {
  const words = SERVICES[visit.page.language];
  const { usage } = visit.params;
  if (!visit.model.reference.usages.has(usage!)) throw serviceNotFound();
  const index = services.length;
  return {
    heading: words.newService,
    lead: words.serviceLead,
    start: (document) => document.services.push({ slug: slugFor('', services), name: '', usages: [usage!] }),
    fields: (document) =>
      serviceFields(visit, document, index).map((field) => {
        if (field.name !== 'name') return field;
        return {
          ...field,
          read: () => [],
          write: (one, values) => {
            field.write(one, values);
            one.services[index]!.slug = slugFor(values[0] ?? '', services);
          },
        };
      }),
    above: above(visit),
  };
}

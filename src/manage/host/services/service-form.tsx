import { fieldTerms } from '../../../exchange/spreadsheets/sheets/terms.ts';
import { addressTyped } from '../../../ground/addresses.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { curved } from '../../../ground/texts.ts';
import { type DocumentService, HostDocument } from '../../../host-documents/schema.ts';
import { Select } from '../../../pages/frame/fields.tsx';
import { shortNameFrom } from '../../../requests/meaning.ts';
import { serviceNotFound } from '../../../services/rights.ts';
import { type Reference, textIn } from '../../../vocabulary/reference.ts';
import { CERTIFICATIONS, type Language, REGISTRATIONS } from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';
import type { SignedIn } from '../../desk.tsx';
import { setPart } from '../../parts/body.ts';
import { fieldsOf, termChoices } from '../../parts/field-kinds.tsx';
import { LONGEST_NAME, zoneOf } from '../../parts/places.ts';
import { SERVICES } from '../../words/services.ts';
import type { HostField, HostFormSpec } from '../form.tsx';
import { planKey } from '../names-in-addresses.ts';
import { More } from './more.tsx';

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
const usualSoftware = (usages: readonly string[], reference: Reference): string[] => [
  ...new Set(usages.flatMap((usage) => reference.usages.get(usage)?.typicalLibreTools ?? [])),
];

export function serviceAt({ services }: Pick<HostDocument, 'services'>, slug: string | undefined): number {
  const index = services.findIndex((service) => service.slug === slug);
  if (index < 0) throw serviceNotFound();
  return index;
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
  const { line, address, several, choice, yesNo, text } = fieldsOf(HostDocument, language);
  const at = `/services/${index}`;
  const { usages } = document.services[index]!;
  const tools = usualSoftware(usages, reference).slice(0, 4);
  const software = line(`${at}/software/name`, words.softwareAsk, {
    ...{ name: 'software', within: `${at}/software` },
    hint: tools.length > 0 ? words.softwareHint(say.list(tools.map((tool) => say.tool(tool)))) : undefined,
  });
  return [
    line(`${at}/name`, words.name, { hint: words.nameHint, expects: words.nameExpected }),
    several(`${at}/usages`, words.addUsage, {
      ...{ hint: words.usageHint, expects: words.usageExpected },
      choices: usages.map((one) => [one, curved(say.usageShort(one))]),
      tell: (values) => say.list(values.map((one) => say.usage(one))),
    }),
    {
      name: 'more-usage',
      at: [],
      read: () => [],
      write: (one, [usage]) => {
        const kept = one.services[index]!.usages ?? [];
        if (usage !== undefined && !kept.includes(usage)) one.services[index]!.usages = [...kept, usage];
      },
      view: (filled) => (
        <Select
          filled={filled}
          name="more-usage"
          label={words.moreUsage}
          groups={[['', [['', words.noMore]]], ...usageGroups(reference, language)]}
        />
      ),
    },
    {
      ...software,
      write: (one, [name]) => {
        const was = one.services[index]!.software;
        // The licence was that of another software, unless only its spelling is put right.
        const isSame = name !== undefined && was !== undefined && fold(name) === fold(was.name);
        setPart(HostDocument, one, `${at}/software`, name && { ...(isSame && was), name });
      },
    },
    address(`${at}/url`, words.url, { hint: words.urlHint, expects: words.urlExpected }),
    choice(`${at}/registration`, words.registration, {
      choices: termChoices(REGISTRATIONS, words.registrations),
      unsaid: words.unsaid,
    }),
    line(`${at}/dataCountry`, words.country, {
      ...{ name: 'country', most: LONGEST_NAME, shown: (code) => say.country(String(code)) },
      written: (typed) => {
        const zone = zoneOf(typed, reference.territories, language);
        return typeof zone === 'object' && zone.level === 'country' ? zone.code : undefined;
      },
      unread: words.countryFault,
    }),
    // Only mail and sites have a name of their own.
    ...(usages.some((usage) => UNDER_A_DOMAIN.has(usage))
      ? [
          yesNo(`${at}/ownDomain`, words.ownDomain, words.ownDomains, {
            hint: words.ownDomainHint,
            unsaid: words.unsaid,
          }),
        ]
      : []),
    text(`${at}/summary`, words.summary),
  ];
}

/** The tools whose data a service takes over, one a line, each with the page that says how. */
function importsField({ page: { language, say }, model }: SignedIn, at: string): HostField {
  const words = SERVICES[language];
  const { tools } = fieldTerms(model.reference);
  const read = (line: string) => {
    const text = line.trim();
    const whole = text.search(/https?:\/\/\S/);
    const addressAt = whole < 0 ? text.search(/\s\S+$/) + 1 : whole;
    // A tool may be named as a site is.
    const isName = addressAt === 0 || tools.keyOf(text) !== undefined;
    const guideUrl = isName || /\s/.test(text.slice(addressAt)) ? undefined : addressTyped(text.slice(addressAt));
    let name = guideUrl ? text.slice(0, addressAt).trimEnd() : text;
    while (name.endsWith(':')) name = name.slice(0, -1).trimEnd();
    return { name, tool: tools.keyOf(name), ...(guideUrl && { guideUrl }) };
  };
  const linesIn = (typed: string) => typed.split('\n').flatMap((line) => (line.trim() ? read(line) : []));
  return fieldsOf(HostDocument, language).list(`${at}/imports`, words.imports, {
    ...{ hint: words.importsHint, rows: 3, most: IMPORTS_MAX },
    shown: (imports) =>
      (imports as NonNullable<DocumentService['imports']>)
        .map(({ tool, guideUrl }) => [say.tool(tool), guideUrl].filter(Boolean).join(' '))
        .join('\n'),
    written: (typed) => {
      const lines = linesIn(typed);
      return lines.some(({ tool }) => tool === undefined) ? undefined : lines.map(({ name: _, ...one }) => one);
    },
    unread: (typed) => words.noTool(linesIn(typed).find(({ tool }) => tool === undefined)?.name ?? ''),
  });
}

/** Letters of a list of tools with their pages. */
const IMPORTS_MAX = 10_000;

/** What is asked of a service after its first facts. */
export function serviceDetailsForm(visit: SignedIn, document: HostDocument): HostFormSpec {
  const { page, params } = visit;
  const words = SERVICES[page.language];
  const { line, list, several, date } = fieldsOf(HostDocument, page.language);
  const index = serviceAt(document, params.service);
  const at = `/services/${index}`;
  return {
    heading: words.detailsOf(curved(document.services[index]!.name)),
    lead: words.serviceLead,
    shows: { service: params.service! },
    above: above(visit),
    fields: () => [
      list(`${at}/exportFormats`, words.formats, { name: 'formats', hint: words.formatsHint }),
      importsField(visit, at),
      date(`${at}/startedOn`, words.startedOn),
      several(`${at}/certifications`, words.certifications, {
        ...{ hint: words.certificationsHint, choices: CERTIFICATIONS.map((one) => [one, words.certified[one]]) },
        tell: (values) => values.map((one) => words.certified[one as 'hds']).join(', '),
      }),
      line(`${at}/software/licence`, words.licence, {
        ...{ hint: words.licenceHint, expects: words.licenceExpected, faultsAt: [`${at}/software`] },
      }),
    ],
  };
}

const above = ({ page }: SignedIn) => ({ part: 'services', name: SERVICES[page.language].title });

/** A service that is there. */
export function serviceForm(visit: SignedIn, document: HostDocument): HostFormSpec {
  const index = serviceAt(document, visit.params.service);
  return {
    heading: curved(document.services[index]!.name),
    lead: SERVICES[visit.page.language].serviceLead,
    fields: (one) => serviceFields(visit, one, index),
    fieldOf: { 'unit-of-no-usage': 'usages' },
    shows: { service: visit.params.service! },
    after: <More of={visit} parts={['details', 'promises']} words={SERVICES[visit.page.language].serviceParts} />,
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
          write: (one, values) => {
            field.write(one, values);
            one.services[index]!.slug = slugFor(values[0] ?? '', services);
          },
        };
      }),
    above: above(visit),
  };
}

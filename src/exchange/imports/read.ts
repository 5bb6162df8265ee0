import type { TSchema } from 'typebox';
import { HostDraft, type Membership, type Observed } from '../../documents/host.ts';
import { ServiceDraft } from '../../documents/service.ts';
import type { Fault } from '../../ground/errors.ts';
import { hostFaults } from '../../hosts/entries/meaning.ts';
import type { Context } from '../../record/context.ts';
import { MOST_OF_AN_ENTRY } from '../../record/entry-size.ts';
import { today } from '../../requests/meaning.ts';
import { shapeFaults } from '../../requests/shape.ts';
import { serviceFaults } from '../../services/meaning.ts';
import { type ImportProblem, problemOfImport } from './problems.ts';

/*
 * The content of imported files in the terms of this catalogue, whatever the format. Readers of a format create it, and
 * the import writes it. An absent field is unknown, so it removes nothing from an entry.
 */

/** One organisation in one file. */
export interface ImportedHost {
  /** The address of the file: it identifies the organisation from one run to the next. */
  source: string;
  /** The day on which the file says that it was written; null: it does not say. */
  asOf: string | null;
  name: string;
  website?: string;
  facts: Partial<Omit<HostDraft, 'slug' | 'name' | 'website' | 'terms'>>;
  observed?: Observed;
  /** Its membership of the federation whose file links here. */
  membership?: Pick<Membership, 'state' | 'since' | 'until'>;
  services: ImportedService[];
}

/** One service of an organisation in one file. */
export interface ImportedService {
  source: string;
  asOf: string | null;
  slug: string;
  /** Its facts; a service without usages waits until somebody names them. */
  facts: Partial<Omit<ServiceDraft, 'slug'>> & Pick<ServiceDraft, 'name'>;
}

/* The content of a file that an entry may contain, by the same rules as for all writers. */

export type ImportedFacts = Record<string, unknown>;

export interface ReadService {
  source: string;
  asOf: string | null;
  slug: string;
  facts: ImportedFacts;
}

export interface ReadHost {
  /** Includes `name` and `website`. */
  facts: ImportedFacts;
  services: ReadService[];
  observed: Observed | undefined;
  problems: ImportProblem[];
}

const { services: MOST_SERVICES } = MOST_OF_AN_ENTRY;

const HOST_FIELDS: ReadonlySet<string> = new Set(
  Object.keys(HostDraft.properties).filter((field) => !['slug', 'terms'].includes(field)),
);
/** Files never create prices: no format describes them well. */
const SERVICE_FIELDS: ReadonlySet<string> = new Set(
  Object.keys(ServiceDraft.properties).filter((field) => !['slug', 'plans'].includes(field)),
);

const fieldOf = ({ pointer }: Fault): string => pointer.split('/')[1] ?? '';

/** The facts that pass the schema and the rules; the others become problems. */
function sound(
  facts: ImportedFacts,
  fields: ReadonlySet<string>,
  schema: { properties: object },
  meaning: (facts: ImportedFacts) => Fault[],
  at: string,
): { facts: ImportedFacts; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const refuse = (field: string, { message }: Fault) =>
    problems.push(problemOfImport('fact-refused', { field: `${at}${field}`, reason: message }));
  // In the form in which they are stored and compared: without undefined values.
  const plain = JSON.parse(JSON.stringify(facts)) as ImportedFacts;
  const shaped = Object.entries(plain).filter(([field, value]) => {
    if (value === undefined || value === null || !fields.has(field)) return false;
    const [first] = shapeFaults((schema.properties as Record<string, TSchema>)[field]!, value);
    if (first) refuse(field, first);
    return !first;
  });
  const refused = new Map(meaning(Object.fromEntries(shaped)).map((fault) => [fieldOf(fault), fault]));
  for (const [field, fault] of refused) refuse(field, fault);
  return { facts: Object.fromEntries(shaped.filter(([field]) => !refused.has(field))), problems };
}

function readService(context: Context, service: ImportedService): ReadService & { problems: ImportProblem[] } {
  const { source, asOf, slug } = service;
  const { usages, ...rest } = service.facts;
  const said: ImportedFacts = usages && usages.length > 0 ? { ...rest, usages } : rest;
  const meaning = (facts: ImportedFacts) =>
    serviceFaults(
      slug,
      { usages: [], ...facts } as unknown as ServiceDraft,
      new Map(),
      context.reference,
      today(context),
    );
  const { facts, problems } = sound(said, SERVICE_FIELDS, ServiceDraft, meaning, `services/${slug}/`);
  return { source, asOf, slug, facts, problems };
}

/** What a file says about an organisation, without anything that an entry may not contain. */
export function readHost(context: Context, imported: ImportedHost): ReadHost {
  const { name, website, observed } = imported;
  const said: ImportedFacts = { ...imported.facts, name, ...(website !== undefined && { website }) };
  const meaning = (facts: ImportedFacts) =>
    hostFaults({ slug: 'imported', name, ...facts } as HostDraft, context.reference, today(context));
  const { facts, problems } = sound(said, HOST_FIELDS, HostDraft, meaning, '');
  const services = new Map<string, ReadService>();
  for (const one of imported.services.slice(0, MOST_SERVICES)) {
    const { problems: refused, ...service } = readService(context, one);
    if (services.has(service.slug)) {
      problems.push(problemOfImport('same-service-twice', { service: service.slug }));
      continue;
    }
    problems.push(...refused);
    if (service.facts.name !== undefined && shapeFaults(ServiceDraft.properties.slug, service.slug).length === 0)
      services.set(service.slug, service);
  }
  if (imported.services.length > MOST_SERVICES)
    problems.push(problemOfImport('too-many-services', { most: MOST_SERVICES }));
  if (observed?.state === 'closed') problems.push(problemOfImport('says-closed'));
  return {
    facts,
    services: [...services.values()],
    observed: observed?.state === 'closed' ? undefined : observed,
    problems,
  };
}

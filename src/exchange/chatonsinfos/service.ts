import { namesOf } from '../../diagnosis/recognise.ts';
import { definedOnly } from '../../ground/texts.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { fold } from '../../vocabulary/territories.ts';
import type { ImportedService } from '../imports/read.ts';
import type { Context, KnownEntries } from './interpret.ts';
import { SERVERS_OF } from './keys.ts';
import { countryOf, LONGEST_NAME, LONGEST_TEXT, pastDate } from './organization.ts';
import { lineOf, shown, textOf } from './values.ts';

/*
 * The usages of a program, only as the vocabulary states them. Nothing is guessed: users would accept a draft with
 * wrong usages.
 */

const lists = new WeakMap<Reference, ReadonlyMap<string, readonly string[]>>();

const letters = (name: string): string => fold(name).replaceAll(' ', '');

function usagesByName({ tools }: Reference): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, Set<string>>();
  for (const tool of tools.values())
    for (const name of namesOf(tool).map(letters)) owners.set(name, (owners.get(name) ?? new Set()).add(tool.key));
  return new Map(
    [...owners].flatMap(([name, [key, ...others]]) =>
      // A name that two programs have is ambiguous.
      name === '' || others.length > 0 ? [] : [[name, tools.get(key!)!.usages] as const],
    ),
  );
}

/** The usages of the program with this name, ignoring case, accents and spaces; undefined: unknown. */
function usagesOfSoftware(name: string, reference: Reference): readonly string[] | undefined {
  const known = lists.get(reference) ?? usagesByName(reference);
  lists.set(reference, known);
  const usages = known.get(letters(name));
  return usages && usages.length > 0 ? usages : undefined;
}

/* Converts the file of a service into the terms of this catalogue. */

/** From the most open registration to the most restricted; of several, the most open one applies to newcomers. */
export const REGISTRATION_OF = {
  None: 'none-needed',
  Free: 'open',
  Member: 'members',
  Client: 'customers',
} as const;

const LONGEST_SLUG = 80;
const SHORTEST_SLUG = 2;
const LONGEST_LICENCE = 100;

/** A name as a slug within the maximum length, without a hyphen at the end. */
const slugFrom = (name: string): string => fold(name).slice(0, LONGEST_SLUG).trim().replaceAll(' ', '-');

const slugOf = (...names: readonly (string | undefined)[]): string =>
  names.map((name) => slugFrom(name ?? '')).find(({ length }) => length >= SHORTEST_SLUG) ?? 'service';

function registrationOf(read: KnownEntries, { found }: Context) {
  const words = read.get('service.registration')?.split(';') ?? [];
  const [widest] = Object.entries(REGISTRATION_OF).filter(([word]) => words.includes(word));
  if (!widest) return undefined;
  const key = 'service.registration';
  if (words.length > 1) found.add('several-values', { taken: widest[0] }, read.line(key), key);
  return widest[1];
}

function capacityOf(read: KnownEntries) {
  const load = read.get('service.registration.load');
  if (load === undefined) return undefined;
  return load === 'FULL' ? ({ state: 'full' } as const) : ({ state: 'open' } as const);
}

/** Reports impossible pairs of server owner and building; they change nothing else. */
function checkPair(read: KnownEntries, { found }: Context): void {
  const provider = read.get('host.provider.type');
  const server = read.get('host.server.type');
  if (provider === undefined || server === undefined || SERVERS_OF[provider]!.includes(server)) return;
  found.add('invalid-pair', { provider, server }, read.line('host.server.type'), 'host.server.type');
}

function softwareOf(read: KnownEntries) {
  const name = lineOf(read.get('software.name') ?? '', LONGEST_NAME);
  const licence = lineOf(read.get('software.license.name') ?? '', LONGEST_LICENCE);
  return name === undefined ? undefined : { name, ...(licence !== undefined && { licence }) };
}

/** Whether the file says that the service has ended, and on which day, if known. */
export function endOf(read: KnownEntries, context: Context): { on: string | null } | undefined {
  const on = pastDate('service.enddate', read, context);
  if (on !== undefined) return { on };
  const level = read.get('service.status.level');
  return level === 'OVER' || level === 'OFF' ? { on: null } : undefined;
}

/** The service. Undefined without a name, which is reported as missing. */
export function serviceOf(read: KnownEntries, context: Context): ImportedService | undefined {
  checkPair(read, context);
  const name = lineOf(read.get('service.name') ?? '', LONGEST_NAME);
  if (name === undefined) return undefined;
  const description = textOf(read.get('service.description') ?? '', LONGEST_TEXT);
  const software = softwareOf(read);
  const usages = software && usagesOfSoftware(software.name, context.reference);
  if (!usages) {
    const key = 'software.name';
    context.found.add('no-usage', software ? { software: shown(software.name) } : {}, read.line(key), key);
  }
  const facts = definedOnly({
    name,
    usages: usages && [...usages],
    summary: description === undefined ? undefined : { fr: description },
    software,
    url: read.get('service.website'),
    registration: registrationOf(read, context),
    capacity: capacityOf(read),
    dataCountry: countryOf('host.country.code', read, context),
    startedOn: pastDate('service.startdate', read, context),
  });
  const { address, asOf } = context;
  return { source: address, asOf, slug: slugOf(name, software?.name), facts: { ...facts, name } };
}

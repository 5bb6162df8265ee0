import { definedOnly } from '../../ground/texts.ts';
import type { ImportedHost, ImportedService } from '../imports/read.ts';
import { type Circumstances, type Context, interpret, KnownEntries, type Meant, type Sub } from './interpret.ts';
import { classOf, hasSection, sectionOf } from './keys.ts';
import { contactOf, LEGAL_FORM_OF, LONGEST_NAME, organizationOf, pastDate } from './organization.ts';
import { type Item, isEntry, readProperties } from './properties.ts';
import { endOf, serviceOf } from './service.ts';
import { isMissing, lineOf, shown } from './values.ts';
import { FILE_CLASSES, type FileClass, Findings, type Problem } from './words/problems.ts';

/* Reads a ChatonsInfos file: everything that can be understood, and a problem for everything else. */

export interface FileRead {
  /** undefined: the class is unknown, and only `subs` were read. */
  class: FileClass | undefined;
  host?: Omit<ImportedHost, 'services'>;
  service?: ImportedService;
  /** The service has ended, on a known or unknown day: it is not offered. */
  ended?: { on: string | null };
  subs: Sub[];
  problems: Problem[];
}

/** The class stated in the file, else the class of its first sections, else the expected one. */
function classIn(read: KnownEntries, { expected, found }: Pick<Context, 'expected' | 'found'>): FileClass | undefined {
  const said = FILE_CLASSES.find((one) => one === read.get('file.class')?.toLowerCase());
  if (said) {
    if (expected && expected !== said && said !== 'device')
      found.add('class-unexpected', { class: said, expected }, read.line('file.class'), 'file.class');
    return said;
  }
  const sections = [...read.all()].filter(({ rule }) => rule !== undefined).map(({ key }) => sectionOf(key));
  const meant = sections.map(classOf).find((one) => one !== undefined) ?? expected;
  const assumed = meant ?? (sections.includes('metrics') ? 'metrics' : undefined);
  if (assumed) found.add('class-assumed', { class: assumed }, null, 'file.class');
  else found.add('class-unknown', {}, null, 'file.class');
  return assumed;
}

const LISTS = { months: 12, weeks: 53, days: 366 } as const;

/** Reports faults of a list of figures: `metrics.http.visits.humans.2021.months = 12,,30`. The catalogue stores none. */
function checkFigures({ key, value = '', entry }: Meant, found: Findings): void {
  const parts = key.split('.');
  // Without a name before its year, it says nothing of what it counts.
  if (parts.slice(1, -2).join('') === '') return;
  const most = LISTS[parts.at(-1) as keyof typeof LISTS];
  const cells = value.split(',').map((cell) => cell.trim());
  const isFigure = (cell: string) => /^[+-]?\d{1,20}(\.\d{1,20})?$/.test(cell) || isMissing(cell);
  const at = cells.findIndex((cell) => !isFigure(cell));
  if (at >= 0) found.add('bad-element', { value: shown(cells[at]!), at: at + 1 }, entry.line, entry.key);
  if (cells.length > most) found.add('list-too-long', { count: cells.length, most }, entry.line, entry.key);
}

const LOCATION = /^organization\.(geolocation|geography)(\.|$)/;
const OWNER = 'organization.owner.';
const AT_HOME = new Set(['host.name', 'host.description']);
/** Types of organisations; only their owner is certainly not a person. */
const ORGANISED = new Set(['association', 'cooperative', 'company']);

/** Reports values about a person: where somebody hosts at home, who owns the machines. They are never stored. */
function reportPersons(meant: readonly Meant[], read: KnownEntries, found: Findings): void {
  const isHome = read.get('host.provider.type') === 'HOME';
  const isOrganised = ORGANISED.has(LEGAL_FORM_OF[read.get('organization.type') ?? ''] ?? '');
  for (const { key, value, counts, entry } of meant) {
    if (!counts || value === undefined) continue;
    if (LOCATION.test(key)) found.add('location-not-kept', {}, entry.line, entry.key);
    else if ((isHome && AT_HOME.has(key)) || (!isOrganised && key.startsWith(OWNER)))
      found.add('person-not-kept', {}, entry.line, entry.key);
  }
}

const NAME_OF: Partial<Record<FileClass, string>> = {
  federation: 'federation.name',
  organization: 'organization.name',
  service: 'service.name',
};

function readClass(fileClass: FileClass | undefined, read: KnownEntries, context: Context) {
  const nameKey = fileClass && NAME_OF[fileClass];
  const name = nameKey && lineOf(read.get(nameKey) ?? '', LONGEST_NAME);
  if (nameKey && name === undefined) context.found.add('missing-key', {}, read.line(nameKey), nameKey);
  switch (fileClass) {
    case 'federation':
      // The catalogue takes nothing from here; the address of a person is reported all the same.
      if (name !== undefined) contactOf('federation', read, { name, website: read.get('federation.website') }, context);
      return {};
    case 'organization':
      return definedOnly({ host: organizationOf(read, context) });
    case 'service':
      return definedOnly({ service: serviceOf(read, context), ended: endOf(read, context) });
    default:
      return {};
  }
}

const reportElsewhere = (meant: readonly Meant[], fileClass: FileClass, found: Findings): void => {
  for (const { rule, key, entry } of meant)
    if (rule && !hasSection(fileClass, sectionOf(key)))
      found.add('key-elsewhere', { class: fileClass }, entry.line, entry.key);
};

/** A file, the meaning of its entries, and everything that it says. */
export interface InterpretedFile {
  items: Item[];
  meant: Meant[];
  read: FileRead;
}

/** Reads a file and keeps the interpretation of each entry. */
export function readWhole(bytes: Uint8Array, circumstances: Circumstances): InterpretedFile {
  const found = new Findings();
  const items = readProperties(bytes, found) ?? [];
  const entries = items.filter(isEntry);
  const nothing = { class: undefined, subs: [] };
  if (entries.length === 0) {
    if (found.list().every(({ severity }) => severity !== 'error')) found.add('empty-file', {}, null);
    return { items, meant: [], read: { ...nothing, problems: found.list() } };
  }
  const meant = interpret(entries, found);
  const all = new KnownEntries(meant);
  const fileClass = classIn(all, { expected: circumstances.expected, found });
  if (fileClass) reportElsewhere(meant, fileClass, found);
  const { day } = circumstances;
  const asOf = pastDate('file.datetime', all, { day, found }) ?? null;
  const said = readClass(fileClass, all, { ...circumstances, asOf, found });
  for (const one of meant) if (one.counts && one.rule?.type === 'list') checkFigures(one, found);
  const subs = subsOf(meant, found);
  reportPersons(meant, all, found);
  return { items, meant, read: { class: fileClass, ...said, subs, problems: found.list() } };
}

/**
 * Reads a file of any class. It never throws, whatever the bytes: what it cannot read is a problem with a line number.
 * Time is linear in the bytes.
 */
export const readChatonsInfos = (bytes: Uint8Array, circumstances: Circumstances): FileRead =>
  readWhole(bytes, circumstances).read;

/** The files to which a file links, each address once, in the order of the file. */
function subsOf(meant: readonly Meant[], found: Findings): Sub[] {
  const lines = new Map<string, number>();
  return meant.flatMap(({ rule, key, parsed, entry }) => {
    if (rule?.type !== 'sub' || parsed.text === undefined) return [];
    const url = parsed.text;
    const first = lines.get(url);
    if (first !== undefined) {
      found.add('duplicate-sub', { first }, entry.line, entry.key);
      return [];
    }
    lines.set(url, entry.line);
    return [{ id: key.slice('subs.'.length), url, line: entry.line }];
  });
}

import type { Contact } from '../../documents/host.ts';
import { definedOnly } from '../../ground/texts.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import type { ImportedHost, ImportedService } from '../imported.ts';
import { contactOf } from './contact.ts';
import type { Circumstances, Context, Sub } from './context.ts';
import { interpret, Known, type Meant } from './interpret.ts';
import { classOf, holds, sectionOf } from './keys.ts';
import { type Metric, metricOf } from './metrics.ts';
import { LONGEST_NAME, LONGEST_TEXT, organizationOf } from './organization.ts';
import { type Item, isEntry, readProperties } from './properties.ts';
import { rawOf } from './raw.ts';
import { endOf, serviceOf } from './service.ts';
import { lineOf, textOf } from './values.ts';
import { FILE_CLASSES, type FileClass, Findings, type Problem } from './words/problems.ts';

/* Reads a ChatonsInfos file: everything that can be understood, and a problem for everything else. */

/** What the file of a federation says about it. The catalogue does not take it from there. */
export interface ImportedFederation {
  source: string;
  asOf: string | null;
  name: string;
  website?: string;
  summary?: Text;
  contact?: Contact;
}

export interface FileRead {
  /** undefined: the class is unknown, and only `subs` and `raw` were read. */
  class: FileClass | undefined;
  host?: Omit<ImportedHost, 'services'>;
  service?: ImportedService;
  /** The service has ended, on a known or unknown day: it is not offered. */
  ended?: { on: string | null };
  federation?: ImportedFederation;
  subs: Sub[];
  metrics: Metric[];
  /** Keys without a field in the catalogue, unknown keys included; without personal data. */
  raw: Record<string, string>;
  problems: Problem[];
}

/** The class stated in the file, else the class of its first sections, else the expected one. */
function classIn(read: Known, { expected, found }: Pick<Context, 'expected' | 'found'>): FileClass | undefined {
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

function federationOf(read: Known, { address, asOf, reference, found }: Context): ImportedFederation | undefined {
  const name = lineOf(read.get('federation.name') ?? '', LONGEST_NAME);
  if (name === undefined) return undefined;
  const website = read.get('federation.website');
  const summary = textOf(read.get('federation.description') ?? '', LONGEST_TEXT);
  const contact = contactOf('federation', read, { name, website }, reference, found);
  return {
    source: address,
    asOf,
    name,
    ...definedOnly({ website, contact, summary: summary === undefined ? undefined : { fr: summary } }),
  };
}

/** The day on which the file says that it was written. */
function writtenOn(read: Known, day: string, found: Findings): string | null {
  const date = read.get('file.datetime')?.slice(0, 10);
  if (date === undefined || date <= day.slice(0, date.length)) return date ?? null;
  found.add('future-date', { value: date }, read.line('file.datetime'), 'file.datetime');
  return null;
}

const NAME_OF: Partial<Record<FileClass, string>> = {
  federation: 'federation.name',
  organization: 'organization.name',
  service: 'service.name',
};

function readClass(fileClass: FileClass | undefined, read: Known, context: Context) {
  const nameKey = fileClass && NAME_OF[fileClass];
  if (nameKey && lineOf(read.get(nameKey) ?? '', LONGEST_NAME) === undefined)
    context.found.add('missing-key', {}, read.line(nameKey), nameKey);
  switch (fileClass) {
    case 'federation':
      return definedOnly({ federation: federationOf(read, context) });
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
    if (rule && !holds(fileClass, sectionOf(key)))
      found.add('key-elsewhere', { class: fileClass }, entry.line, entry.key);
};

/** A file, the meaning of its entries, and everything that it says. */
export interface Reading {
  items: Item[];
  meant: Meant[];
  read: FileRead;
}

/** Reads a file and keeps the interpretation of each entry. */
export function readWhole(bytes: Uint8Array, circumstances: Circumstances): Reading {
  const found = new Findings();
  const items = readProperties(bytes, found) ?? [];
  const entries = items.filter(isEntry);
  const nothing = { class: undefined, subs: [], metrics: [], raw: {} };
  if (entries.length === 0) {
    if (found.list().every(({ severity }) => severity !== 'error')) found.add('empty-file', {}, null);
    return { items, meant: [], read: { ...nothing, problems: found.list() } };
  }
  const meant = interpret(entries, found);
  const all = new Known(meant);
  const fileClass = classIn(all, { expected: circumstances.expected, found });
  if (fileClass) reportElsewhere(meant, fileClass, found);
  const asOf = writtenOn(all, circumstances.day, found);
  const said = readClass(fileClass, all, { ...circumstances, asOf, found });
  const metrics = meant.flatMap((one) => (one.counts && one.rule?.type === 'list' ? (metricOf(one, found) ?? []) : []));
  const rest = { subs: subsOf(meant, found), metrics, raw: rawOf(meant, all, found) };
  return { items, meant, read: { class: fileClass, ...said, ...rest, problems: found.list() } };
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

import { Alias, HostDraft } from '../../documents/host.ts';
import { ServiceDraft } from '../../documents/service.ts';
import { parisDay } from '../../ground/clock.ts';
import { type Fault, fault } from '../../ground/errors.ts';
import { definedOnly } from '../../ground/texts.ts';
import { FIELDS, type Marks } from '../../record/provenance.ts';
import { inputPart } from '../../requests/shape.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { SCHEMA_VERSION } from '../../vocabulary/schema-version.ts';

/*
 * Reads a hosts.ndjson file of this or another catalogue into entries to load. Statements of hosts themselves are taken
 * over; statements of others are not, because they must make them here too. Lenient: fields of later versions are
 * ignored, and an entry that cannot be checked has its own faults.
 */

/** Maximum size of a line; one line is one host. */
export const MOST_BYTES_A_LINE = 4_000_000;
const MOST_HOSTS = 20_000;

/** The faults of one line; nothing of it is written. */
export interface RefusedLine {
  line: number;
  slug?: string;
  faults: Fault[];
}

export interface ReadDump {
  /** Entries for `seedCatalogue`, which checks them. */
  hosts: Json[];
  /** Line numbers of hosts, by slug. */
  lines: Map<string, number>;
  refused: RefusedLine[];
  /** Parts of each host that were left out because this catalogue does not know them. */
  leftOut: { line: number; slug: string; pointers: string[] }[];
}

/** What the reader needs to know about this catalogue and about the origin of the dump. */
interface DumpWorld {
  reference: Reference;
  /** Slugs of the federations in this catalogue. */
  federations: ReadonlySet<string>;
  /** The address of the service that published the dump; absent: unknown. */
  from?: string | undefined;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const defined = (value: Json): Json => Object.fromEntries(Object.entries(value).filter(([, one]) => one != null));

/** Lines without their line ends; undefined for a line that is too long. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    length += part.length;
    if (length > MOST_BYTES_A_LINE) parts = [];
    else parts.push(part);
  };
  const take = () => {
    const line = length > MOST_BYTES_A_LINE ? undefined : Buffer.concat(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      add(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    add(chunk.subarray(from));
  }
  if (length > 0) yield take();
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parsed(line: Buffer): Json | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(line));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The statement about one subject that the host made, or that was imported in its name. */
function ownStatement(subject: Json): Json | undefined {
  const own = objects(subject.statements).find(({ by }) => by === 'host' || by === 'import');
  if (!own) return undefined;
  const { value, evidenceUrl, note, asOf } = own;
  return defined({ value, evidenceUrl, note, asOf });
}

const statements = (subjects: unknown, key: 'criterion' | 'kind', more: Json = {}): Json[] =>
  objects(subjects).flatMap((subject) => {
    const own = ownStatement(subject);
    return own ? [{ ...more, [key]: subject[key], ...own }] : [];
  });

function closingOf(closing: unknown): { closing?: Json } {
  if (!isObject(closing)) return {};
  const { announcedOn, stages, approximate, reason, successor, exportGuide } = closing;
  const promised = Object.fromEntries(
    objects(closing.promises).map(({ commitment, promised }) => [commitment, promised ?? null]),
  );
  // The successor agreed on the other catalogue, not here, so the agreement is not taken over.
  const named = isObject(successor) ? { successor: successor.host } : {};
  return {
    closing: defined({ announcedOn, stages, approximate, reason, exportGuide, promised, ...named }),
  };
}

const dayOf = ({ confirmedOn, updatedAt }: Json): string | null => {
  if (typeof confirmedOn === 'string') return confirmedOn;
  const at = typeof updatedAt === 'string' ? new Date(updatedAt) : undefined;
  return at && !Number.isNaN(at.getTime()) ? parisDay(at) : null;
};

/** The provenance of all facts: the dump, with the dates that the dump states. */
function marksOf(line: Json, slugs: readonly string[], from: string | undefined): Marks {
  const source = from === undefined ? null : `${from.replace(/\/$/, '')}/v1/hosts/${String(line.id)}`;
  const stated = isObject(line.provenance) ? line.provenance : {};
  const fields = [...FIELDS.filter((field) => line[field] !== undefined), ...slugs.map((slug) => `services/${slug}`)];
  return Object.fromEntries(
    fields.map((field) => {
      const mark = stated[field];
      const asOf = isObject(mark) ? ((mark.asOf ?? null) as string | null) : dayOf(line);
      return [field, { by: 'import' as const, source, asOf }];
    }),
  );
}

/** The entry of one line, and the parts that it leaves out. */
function entryOf(line: Json, { reference, federations, from }: DumpWorld): { entry: Json; leftOut: string[] } {
  const leftOut: string[] = [];
  const only = (list: Json[], part: string, key: string, isKnown: (name: string) => boolean) =>
    list.filter((one) => {
      const name = String(one[key]);
      if (!isKnown(name)) leftOut.push(`/${part}/${name}`);
      return isKnown(name);
    });
  const services = objects(line.services);
  const promises = services.flatMap(({ slug, commitments }) => statements(commitments, 'kind', { service: slug }));
  const { observed, factsAsOf, sources, complete } = line;
  const entry = {
    ...inputPart(HostDraft, line),
    ...definedOnly({ observed, factsAsOf, sources, complete }),
    ...(Array.isArray(line.aliases) && { aliases: objects(line.aliases).map((one) => inputPart(Alias, one)) }),
    confirmedByHost: false,
    services: services.map((service) => ({ ...inputPart(ServiceDraft, service), ...closingOf(service.closing) })),
    claims: only(statements(line.claims, 'criterion'), 'claims', 'criterion', (key) => reference.criteria.has(key)),
    commitments: only([...statements(line.commitments, 'kind'), ...promises], 'commitments', 'kind', (key) =>
      reference.commitmentKinds.has(key),
    ),
    memberships: only(objects(line.memberships), 'memberships', 'federation', (slug) => federations.has(slug)),
    ...closingOf(line.closing),
    provenance: marksOf(
      line,
      services.map(({ slug }) => String(slug)),
      from,
    ),
  };
  return { entry, leftOut };
}

const both = (fr: string, en: string) => ({ fr, en });
const wrongLine = (code: Fault['code'], fr: string, en: string) => [fault('', code, both(fr, en))];

/** Reads a dump line by line. Faults of a line are reported and do not stop the other lines. */
export async function readDump(chunks: AsyncIterable<Buffer>, world: DumpWorld): Promise<ReadDump> {
  const read: ReadDump = { hosts: [], lines: new Map(), refused: [], leftOut: [] };
  let number = 0;
  for await (const text of linesOf(chunks)) {
    number++;
    const refuse = (faults: Fault[], slug?: string) =>
      read.refused.push({ line: number, ...(slug !== undefined && { slug }), faults });
    if (text === undefined) {
      refuse(wrongLine('too-long', 'Cette ligne dépasse 4 Mo.', 'This line is longer than 4 MB.'));
      continue;
    }
    if (text.every((byte) => byte <= 0x20)) continue;
    const line = parsed(text);
    const slug = line?.slug;
    const { schemaVersion = SCHEMA_VERSION } = line ?? {};
    if (!line || typeof slug !== 'string') {
      refuse(
        wrongLine(
          'wrong-shape',
          'Cette ligne n’est pas un hébergeur en JSON (UTF-8).',
          'This line is not a host in JSON (UTF-8).',
        ),
      );
      continue;
    }
    if (typeof schemaVersion !== 'number' || schemaVersion > SCHEMA_VERSION) {
      refuse(
        wrongLine(
          'unknown-value',
          `${slug} est écrit dans une forme plus récente (schemaVersion ${String(schemaVersion)}) que celle d’ici (${SCHEMA_VERSION}). Mettez ce service à jour.`,
          `${slug} is written in a later shape (schemaVersion ${String(schemaVersion)}) than the one known here (${SCHEMA_VERSION}). Update this service.`,
        ),
        slug,
      );
      continue;
    }
    if (read.lines.has(slug)) {
      refuse(wrongLine('twice', `${slug} vient deux fois.`, `${slug} comes twice.`), slug);
      continue;
    }
    if (line.state === 'suspended') {
      refuse(wrongLine('suspended', `${slug} est suspendu là-bas.`, `${slug} is suspended there.`), slug);
      continue;
    }
    if (read.hosts.length >= MOST_HOSTS) {
      refuse(wrongLine('too-many', `Plus de ${MOST_HOSTS} hébergeurs.`, `More than ${MOST_HOSTS} hosts.`));
      break;
    }
    const { entry, leftOut } = entryOf(line, world);
    read.hosts.push(entry);
    read.lines.set(slug, number);
    if (leftOut.length > 0) read.leftOut.push({ line: number, slug, pointers: leftOut });
  }
  return read;
}

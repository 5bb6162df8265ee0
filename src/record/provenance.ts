import { isDeepStrictEqual } from 'node:util';
import { HOST_FACTS } from '../documents/host.ts';
import type { Origin } from '../documents/provenance.ts';
import { byText } from '../ground/texts.ts';
import { ORIGIN_RANKS } from '../vocabulary/terms.ts';
import type { HostFacts } from './host-facts.ts';

/*
 * Provenance: where each field of an entry comes from. Only exceptions are stored, as marks. A field without a mark was
 * written by the host and is dated by its last confirmation. A mark of a service applies to all its fields that have no
 * mark of their own. A mark of a missing field means that a person removed this field by hand.
 */

/** Marks by field, as rows and facts contain them. */
export type Marks = Record<string, Origin>;

export const FIELDS = ['name', 'website', ...HOST_FACTS] as const;

const SERVICE_FIELD = /^(services\/[^/]+)\/[^/]+$/;

/** The mark name of the service that a field belongs to; undefined for a field of the host itself. */
const groupOf = (field: string): string | undefined => SERVICE_FIELD.exec(field)?.[1];

/** The mark of a field: its own, otherwise that of its service. */
export const provenanceMarkOf = (marks: Marks | null | undefined, field: string): Origin | undefined => {
  if (!marks) return undefined;
  if (Object.hasOwn(marks, field)) return marks[field];
  const group = groupOf(field);
  return group !== undefined && Object.hasOwn(marks, group) ? marks[group] : undefined;
};

/** Whether a person wrote the field by hand: the host, or an administrator for it. */
export const isWrittenByHand = ({ by }: Pick<Origin, 'by'>): boolean => ORIGIN_RANKS[by] === ORIGIN_RANKS.host;

/** Whether a field was imported, and not written by hand since. */
export const isImported = (marks: Marks | null | undefined, field: string): boolean => {
  const mark = provenanceMarkOf(marks, field);
  return mark !== undefined && !isWrittenByHand(mark);
};

/** All fields of an entry, with their values. */
export function fieldsOf({ fields, services }: Pick<HostFacts, 'fields' | 'services'>): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const field of FIELDS) if (fields[field] !== undefined) found.set(field, fields[field]);
  for (const service of services)
    for (const [field, value] of Object.entries(service.fields)) found.set(`services/${service.slug}/${field}`, value);
  return found;
}

/** The marks after a write of fields or whole services; the written values may equal the previous ones. */
export function withMarksOf(
  marks: Marks | null,
  written: readonly (readonly [field: string, origin: Origin])[],
): Marks {
  const anew = new Set(written.map(([field]) => field));
  const isAnew = (field: string): boolean => {
    for (let end = field.length; end > 0; end = field.lastIndexOf('/', end - 1))
      if (anew.has(field.slice(0, end))) return true;
    return false;
  };
  return Object.fromEntries([...Object.entries(marks ?? {}).filter(([field]) => !isAnew(field)), ...written]);
}

/** Like `withMarksOf`, for fields with one common origin. */
export const withMarks = (marks: Marks | null, fields: readonly string[], origin: Origin): Marks =>
  withMarksOf(
    marks,
    fields.map((field) => [field, origin]),
  );

const same = (a: Origin | undefined, b: Origin | undefined): boolean =>
  a?.by === b?.by && (a?.source ?? null) === (b?.source ?? null) && (a?.asOf ?? null) === (b?.asOf ?? null);

/** The facts of an entry that marks depend on, before or after a write. */
type Entry = Pick<HostFacts, 'fields' | 'services' | 'confirmedOn'> & { provenance?: Marks | null | undefined };

function settledMark(
  field: string,
  [before, after]: readonly [Entry, Entry],
  [oldValue, newValue]: readonly [unknown, unknown],
  writer: Origin | null,
): Origin | undefined {
  const [oldMark, newMark] = [provenanceMarkOf(before.provenance, field), provenanceMarkOf(after.provenance, field)];
  if (writer === null) return newValue === undefined ? oldMark : newMark;
  if (!isDeepStrictEqual(oldValue, newValue)) {
    // When the write set a mark for this field itself, that mark is more precise than the writer.
    return newMark !== undefined && !same(oldMark, newMark) ? newMark : writer;
  }
  if (newValue === undefined || same(oldMark, newMark)) return oldMark;
  if (newMark === undefined) {
    if (oldMark && isWrittenByHand(oldMark)) return oldMark.by === 'host' ? oldMark : undefined;
    return after.confirmedOn !== before.confirmedOn ? undefined : writer;
  }
  // The same value written again by an author of the same kind keeps the old mark.
  return isWrittenByHand(newMark) && (oldMark?.by ?? 'host') === newMark.by ? oldMark : newMark;
}

/** Drops a mark that means the same as no mark: written by the host, not after its last confirmation. */
const unlessRedundant = (mark: Origin | undefined, { confirmedOn }: Entry): Origin | undefined =>
  mark?.by === 'host' && confirmedOn !== null && mark.asOf !== null && mark.asOf <= confirmedOn ? undefined : mark;

type FieldMark = readonly [field: string, mark: Origin | undefined];

/**
 * The marks of one service, as few as possible.
 * @param own the marks of its fields
 */
function* marksOfService(group: string, own: readonly FieldMark[], after: Entry) {
  const [first] = own;
  const stated = after.provenance?.[group];
  const wanted = stated && own.some(([, mark]) => same(mark, stated)) ? stated : undefined;
  const shared = wanted ?? (first && own.every(([, mark]) => same(mark, first[1])) ? first[1] : undefined);
  if (shared) yield [group, shared] as const;
  for (const [field, mark] of own)
    if (!same(mark, shared)) {
      const byHost: Origin = { by: 'host', source: null, asOf: after.confirmedOn };
      if (mark ?? shared) yield [field, mark ?? byHost] as const;
    }
}

/**
 * The marks of an entry after a write. A changed field gets the writer as its origin, unless the write set another mark
 * for it. An unchanged field keeps its mark.
 * @param writer null: the write has marked everything that it changed
 */
export function marksAfterWrite(before: Entry, after: Entry, writer: Origin | null): Marks | null {
  const [oldFields, newFields] = [fieldsOf(before), fieldsOf(after)];
  const services = new Map(after.services.map(({ slug }): [string, FieldMark[]] => [`services/${slug}`, []]));
  const takenAway = Object.keys(before.provenance ?? {}).filter(
    (field) => groupOf(field) !== undefined || FIELDS.some((one) => one === field),
  );
  const kept: (readonly [string, Origin])[] = [];
  for (const field of new Set([...newFields.keys(), ...oldFields.keys(), ...takenAway])) {
    const group = groupOf(field);
    const ofService = group === undefined ? undefined : services.get(group);
    if (group !== undefined && !ofService) continue;
    const values = [oldFields.get(field), newFields.get(field)] as const;
    const settled = settledMark(field, [before, after], values, writer);
    const mark = newFields.has(field) ? unlessRedundant(settled, after) : settled;
    if (ofService) ofService.push([field, mark]);
    else if (mark) kept.push([field, mark]);
  }
  for (const [group, own] of services) kept.push(...marksOfService(group, own, after));
  // Memberships are not fields of the entry; they have a mark only when it comes from a file.
  for (const [field, mark] of Object.entries(after.provenance ?? {}))
    if (field.startsWith('memberships/')) kept.push([field, mark]);
  if (kept.length === 0) return null;
  return Object.fromEntries(kept.sort(([a], [b]) => byText(a, b)));
}

/**
 * The marks that every document shows: imported fields and services that nobody has edited by hand. All marks are in
 * the separate answer about provenance.
 */
export function fromElsewhere(marks: Marks): Marks | undefined {
  const byHand = new Set(
    Object.entries(marks)
      .filter(([, mark]) => isWrittenByHand(mark))
      .map(([field]) => groupOf(field)),
  );
  const shown = Object.entries(marks).filter(
    ([field, mark]) =>
      !isWrittenByHand(mark) &&
      groupOf(field) === undefined &&
      field !== 'name' &&
      !field.startsWith('memberships/') &&
      !byHand.has(field),
  );
  return shown.length === 0
    ? undefined
    : Object.fromEntries(
        shown.map(([field, { by, source, asOf }]) => [field, { by, ...(source && { source }), asOf }]),
      );
}

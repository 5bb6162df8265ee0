import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Host } from '../documents/host.ts';
import { byText } from '../ground/texts.ts';
import type { ProposalRow } from './rows.ts';
import { proposals } from './tables.ts';

/* Proposals: values from imported files that differ from the entry. An obsolete proposal no longer differs. */

const canonical = (list: readonly unknown[]): unknown[] =>
  [...list].sort((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));

/** Whether two values are equal; the order of a list does not matter. */
export const saysTheSame = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && isDeepStrictEqual(canonical(a), canonical(b))
    : isDeepStrictEqual(a, b);

const SERVICE = /^\/services\/([^/]+)/;
/** The slug of the service that a proposal concerns; undefined: the host itself. */
export const serviceAt = (pointer: string): string | undefined => SERVICE.exec(pointer)?.[1];

type Place = Pick<ProposalRow, 'pointer' | 'kind'>;

/** The present value at the place of a proposal; undefined: none. */
export function presentAt({ pointer, kind }: Place, host: Host): unknown {
  const slug = serviceAt(pointer);
  if (slug === undefined) return host[pointer.slice(1) as keyof Host];
  const service = host.services.find((one) => one.slug === slug);
  if (!service || kind === 'service') return service;
  return service[pointer.split('/').at(-1) as keyof typeof service];
}

type Parts = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How a file that says one part of a fact completes what the entry says. */
const COMPLETED: Readonly<Record<string, (said: Parts, present: Parts) => Parts>> = {
  summary: (said, present) => ({ ...present, ...said }),
  // A territory is in its country.
  seat: (said, present) => (said.country === present.country ? { ...present, ...said } : said),
  contact: (said, { roleAddress, ...present }) => ({
    ...present,
    ...(roleAddress !== undefined && (said.email ?? present.email) === present.email && { roleAddress }),
    ...said,
  }),
};

/** What a file says of a field, with the parts that only the entry says: what a file does not say removes nothing. */
export const completed = (field: string, said: unknown, present: unknown): unknown =>
  isObject(said) && isObject(present) ? (COMPLETED[field]?.(said, present) ?? said) : said;

/** The value that a field would have after a proposal is accepted. */
export const proposedValue = (row: Place & Pick<ProposalRow, 'proposed'>, host: Host): unknown => {
  const [[field, said] = ['', undefined]] = Object.entries(row.proposed);
  return serviceAt(row.pointer) === undefined ? completed(field, said, presentAt(row, host)) : said;
};

/** Whether a proposal equals the present value, or concerns a service that no longer exists. */
export function isObsolete(row: Place & Pick<ProposalRow, 'proposed'>, host: Host): boolean {
  const present = presentAt(row, host);
  if (row.kind === 'service') return present !== undefined;
  const slug = serviceAt(row.pointer);
  if (slug !== undefined && !host.services.some((one) => one.slug === slug)) return true;
  // A redaction may have removed the proposed value.
  return Object.keys(row.proposed).length === 0 || saysTheSame(present, proposedValue(row, host));
}

/** The open proposals for a host that are not obsolete, in a fixed order. */
export async function waitingProposals(db: Database, host: Host): Promise<ProposalRow[]> {
  const rows = await db
    .select()
    .from(proposals)
    .where(and(eq(proposals.hostId, host.id), eq(proposals.state, 'open')))
    .orderBy(asc(proposals.pointer), asc(proposals.id));
  return rows.filter((row) => !isObsolete(row, host));
}

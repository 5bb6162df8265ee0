import type { StoredProblem } from '../../record/tables.ts';
import type { FileClass } from '../../vocabulary/import-terms.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { readChatonsInfos } from '../chatonsinfos/read.ts';
import { sayFileProblem } from '../chatonsinfos/words/problems.ts';
import type { ImportedHost, ImportedService } from '../imports/read.ts';

/* From bytes to the stored content of a file, and from the stored content of several files to one organisation. */

/** A file after reading. */
export interface FileRead {
  class: FileClass | null;
  problems: StoredProblem[];
  /** Whether it contains anything usable. */
  isReadable: boolean;
  content: FileContent;
}

export interface Sub {
  name: string;
  url: string;
  line: number;
}

/** The stored content of a file, as JSON. */
export interface FileContent {
  /** The files to which it links. */
  subs: Sub[];
  host?: Omit<ImportedHost, 'services'>;
  service?: ImportedService;
  /** true: the service has ended and is not offered. */
  isOver?: true;
  /** Its membership status is unclear: being named by the federation says nothing about it. */
  isUnclear?: true;
  /** The document of a host, unchanged. */
  document?: unknown;
  /** The lines of its places. */
  lines?: Readonly<Record<string, number>>;
}

interface ReadingOptions {
  reference: Reference;
  day: string;
  say: Readonly<Record<Language, Speaker>>;
  /** The name of the federation whose files are read. */
  federation?: string | undefined;
}

const MOST_SUBS = 20_000;
const LONGEST_KEY = 200;

/** Reads a properties file. */
export function readFile(
  body: Buffer,
  address: string,
  expected: FileClass | undefined,
  { say, ...options }: ReadingOptions,
): FileRead {
  const found = readChatonsInfos(body, {
    address,
    expected: expected === 'document' ? undefined : expected,
    ...options,
  });
  const problems = found.problems.map(
    (one): StoredProblem => ({
      ...(one.line !== null && { line: one.line }),
      ...(one.key !== null && { key: one.key.slice(0, LONGEST_KEY) }),
      code: one.code,
      message: { fr: sayFileProblem(one, say.fr), en: sayFileProblem(one, say.en) },
    }),
  );
  const isUnclear = found.problems.some(({ code }) => code === 'status-unclear');
  const says = found.host !== undefined || found.service !== undefined || found.subs.length > 0;
  return {
    class: found.class ?? null,
    problems,
    isReadable: says || found.class === 'metrics' || found.class === 'federation',
    content: {
      subs: found.subs.slice(0, MOST_SUBS).map(({ id, url, line }) => ({ name: id.slice(0, LONGEST_KEY), url, line })),
      ...(found.host && { host: found.host }),
      ...(found.service && { service: found.service }),
      ...(found.ended && { isOver: true }),
      ...(isUnclear && { isUnclear: true }),
    },
  };
}

/** A slug that no earlier service has. */
function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  for (let count = 2; ; count++) {
    const end = `-${count}`;
    const next = slug.slice(0, 80 - end.length).replace(/-$/, '') + end;
    if (!taken.has(next)) return next;
  }
}

/**
 * One organisation, from its own file and those of its services; undefined when its file has no name for it.
 * @param isNamed whether a federation's file names it, which makes it a member unless its own file says otherwise
 */
export function organisationOf(
  { host, isUnclear }: FileContent,
  services: readonly FileContent[],
  { isNamed }: { isNamed: boolean },
): ImportedHost | undefined {
  if (!host) return undefined;
  const taken = new Set<string>();
  const offered = services.flatMap(({ service, isOver }): ImportedService[] => {
    if (!service || isOver) return [];
    const slug = freeSlug(service.slug, taken);
    taken.add(slug);
    return [{ ...service, slug }];
  });
  const { membership, ...rest } = host;
  const place = isNamed ? (membership ?? (isUnclear ? undefined : { state: 'member' as const })) : undefined;
  return { ...rest, ...(place && { membership: place }), services: offered };
}

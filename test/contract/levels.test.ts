import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ON_BOTH_ENGINES, OTHER_ROOMS } from '../support/both-engines.ts';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/**
 * Each folder of `src/`, and what it is for; the lowest level comes first. A file imports from its own folder and from
 * lower levels, which are earlier in this list; never from another folder of its level: values and types, routes too.
 */
const LEVELS: readonly Readonly<Record<string, string>>[] = [
  { ground: 'time, errors, texts' },
  { vocabulary: 'the lists of the field, the shapes of values, and how they are said' },
  { requests: 'who asks, and whether what was sent has a shape and a meaning' },
  { documents: 'hosts, services, statements and federations as they are read, and what they are worth on a day' },
  {
    database: 'PostgreSQL, or the one that comes along',
    http: 'what every route needs',
    outgoing: 'addresses that others gave',
    spreadsheets: 'rows and cells, whatever they mean',
  },
  { leases: 'work that stands in rows, and that one process at a time is at' },
  { record: 'tables, rows, the log of changes, locks' },
  { accounts: 'tokens' },
  { mail: 'addresses that were confirmed, and what is sent to them' },
  { persons: 'who uses the desks: what they hold, sessions, invitations' },
  { hosts: 'organisations that run services: registration, ownership, leaving' },
  { services: 'what a host offers' },
  { statements: 'what a host says of itself' },
  { closings: 'how a host or a service ends' },
  { watching: 'the sites of hosts, visited once a day' },
  { catalogue: 'the read model: search, filters, lists' },
  { federations: 'networks of hosts: members, reviews, lists, criteria, policies' },
  { matching: 'a need, and who could meet it' },
  {
    alternatives: 'who could take over from a host',
    advice: 'what would help a host most',
    diagnosis: 'what a map of tools shows, and the need that it makes',
    history: 'what happened to a host',
    letters: 'letters that ask hosts to confirm their entries',
    audit: 'who did what',
    redaction: 'words that are taken out of every copy',
  },
  {
    recommendations: 'what federations build on a match',
    'host-documents': 'all that a host writes, in one document',
  },
  {
    waiting: 'what waits for hosts, federations and administrators',
    workshops: 'the maps of several associations, looked at together',
  },
  {
    following: 'what people hear of a host that they follow',
    feed: 'what programs of others are told of changes: the feed, and webhooks',
  },
  { exchange: 'data in and out: what a new database starts with, files of others, spreadsheets, open data' },
  { 'bercail.ts': 'puts together what answers are made with' },
  { reference: 'the vocabularies over HTTP', pages: 'what people see' },
  { manage: 'the desks of hosts, federations and administrators' },
  { discovery: 'the first page, the description, health' },
  { 'rooms.ts': 'the routes of all rooms' },
  { 'app.ts': 'the application over HTTP' },
  { tasks: 'what the catalogue does unasked' },
  { 'describe.ts': 'the OpenAPI document' },
  { cli: 'the command line' },
  { start: 'what a start needs, and says' },
  { 'main.ts': 'the process' },
  { 'cli.ts': 'the command line’s process, which may be the server' },
];

const levelOf = new Map(LEVELS.flatMap((rooms, level) => Object.keys(rooms).map((room) => [room, level] as const)));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesIn(join(folder, entry.name))
      : /\.(ts|tsx|mjs)$/.test(entry.name)
        ? [join(folder, entry.name)]
        : [],
  );

/** The room of a file below `src/`: its folder, or the file itself beside the rooms. */
const roomOf = (path: string): string => path.split(sep)[0]!;

const HTTP = String.raw`^(fastify|fastify-plugin|@fastify\/.*)$|^http\/`;
const SQL = String.raw`^(drizzle-orm(\/.*)?|pg|@electric-sql\/pglite)$|^record\/tables`;

/** What a kind of file never imports, wherever it stands. */
const KINDS: readonly { files: RegExp; never: RegExp; why: string }[] = [
  {
    files: /^(ground|vocabulary|matching\/engine)\//,
    never: new RegExp(`${HTTP}|${SQL}|/(store|commands|routes)\\.tsx?$`),
    why: 'takes data and gives data',
  },
  {
    files: /^matching\/engine\//,
    never: /^node:|\/words\//,
    why: 'gives codes, which others put into words',
  },
  {
    files: /\/(store|commands)\.ts$/,
    never: new RegExp(`${HTTP}|/routes\\.tsx?$`),
    why: 'knows rows and rules, and nothing of HTTP',
  },
  {
    files: /routes\.tsx?$/,
    never: new RegExp(`${SQL}|/store\\.ts$`),
    why: 'asks commands or the read model, never SQL',
  },
  {
    files: /^manage\/(parts|words)\//,
    never: /^manage\/(administration|federation|host|joining)\//,
    why: 'is what every desk may take',
  },
  {
    files: /^manage\/federation\//,
    never: /^manage\/(administration|host|joining)\//,
    why: 'takes from no other desk what is not a part of all',
  },
];

/** Every import of `src/`: of the house as a path below it, of a package by its name. */
const imports = filesIn(SRC).flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name]) => ({
    file: relative(SRC, path),
    imported: name!.startsWith('.') ? relative(SRC, join(dirname(path), name!)) : name!,
    ofHouse: name!.startsWith('.'),
  })),
);

/** From room to room. */
const arrows = imports
  .filter(({ ofHouse }) => ofHouse)
  .map(({ file, imported }) => ({ file, imported, from: roomOf(file), to: roomOf(imported) }))
  .filter(({ from, to }) => from !== to);

describe('the house', () => {
  it('has a level for every folder, and no folder that is gone', () => {
    const rooms = readdirSync(SRC, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() || entry.name.endsWith('.ts') ? [entry.name] : [],
    );
    expect([...levelOf.keys()].sort()).toEqual([...rooms.filter((room) => levelOf.has(room)).sort()]);
    expect(rooms.filter((room) => !levelOf.has(room))).toEqual(['config.ts', 'version.ts']);
  });

  it('has tests on both engines for every folder with SQL of its own', () => {
    const speaking = imports.filter(({ imported }) => imported === 'drizzle-orm').map(({ file }) => dirname(file));
    expect(Object.keys(ON_BOTH_ENGINES).sort()).toEqual([...new Set(speaking)].sort());
  });

  it('has tests without PostgreSQL for every room with routes', () => {
    const answering = imports.filter(({ file }) => /routes\.tsx?$/.test(file)).map(({ file }) => roomOf(file));
    const tried = new Set([...Object.keys(ON_BOTH_ENGINES).map(roomOf), ...Object.keys(OTHER_ROOMS)]);
    expect([...new Set(answering)].filter((room) => !tried.has(room))).toEqual([]);
    const named = [ON_BOTH_ENGINES, OTHER_ROOMS].flatMap((rooms) => Object.values(rooms).flat());
    const missing = named.filter((name) => !existsSync(new URL(`../${name}.test.ts`, import.meta.url)));
    expect(missing).toEqual([]);
  });

  it('lets imports go down only, values and types alike', () => {
    const upwards = arrows.filter(({ from, to }) => {
      if (['config.ts', 'version.ts'].includes(to)) return false;
      return levelOf.get(to)! >= levelOf.get(from)!;
    });
    expect(upwards.map(({ file, imported, from, to }) => `${from} → ${to}: ${file} imports ${imported}`)).toEqual([]);
  });

  it('has no folders of one room that need each other', () => {
    const below = new Map<string, Map<string, string>>();
    for (const { file, imported, ofHouse } of imports) {
      const [from, to] = [dirname(file), dirname(imported)];
      if (!ofHouse || from === to || from.split(sep)[0] !== to.split(sep)[0]) continue;
      below.set(from, (below.get(from) ?? new Map()).set(to, `${file} imports ${imported}`));
    }
    const reachedFrom = (folder: string, seen = new Set<string>()): Set<string> => {
      for (const next of below.get(folder)?.keys() ?? [])
        if (!seen.has(next)) {
          seen.add(next);
          reachedFrom(next, seen);
        }
      return seen;
    };
    const knots = [...below].flatMap(([from, theirs]) =>
      [...theirs].flatMap(([to, how]) => (reachedFrom(to).has(from) ? [how] : [])),
    );
    expect(knots).toEqual([]);
  });

  it.each(KINDS)('has no file that imports against its kind: $why', ({ files, never }) => {
    const wrong = imports.filter(({ file, imported }) => files.test(file) && never.test(imported));
    expect(wrong.map(({ file, imported }) => `${file} imports ${imported}`)).toEqual([]);
  });
});

describe('The routes of a room', () => {
  it('are known to no other room: rooms.ts alone names them', () => {
    const known = arrows.filter(({ from, imported }) => /routes\.tsx?$/.test(imported) && from !== 'rooms.ts');
    expect(known.map(({ file, imported }) => `${file} imports ${imported}`)).toEqual([]);
  });

  it('have an address: rooms.ts names them, or other routes that it names', () => {
    const declared = filesIn(SRC).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/^export const (\w+): Routes\b/gm)].map(([, name]) => ({
        path,
        name: name!,
      })),
    );
    const used = filesIn(SRC)
      .filter((path) => /(^|[\\/])(rooms\.ts|\w*-?routes\.tsx?|pages\.tsx?)$/.test(path))
      .map((path) => ({ path, text: readFileSync(path, 'utf8').replace(/^import [^;]*;$/gm, '') }));
    const isNamed = ({ path, name }: (typeof declared)[number]) =>
      used.some((other) => other.path !== path && new RegExp(`\\b${name}\\b`).test(other.text));
    expect(declared.filter((one) => !isNamed(one)).map(({ name }) => name)).toEqual([]);
    expect(declared.length).toBeGreaterThan(60);
  });
});

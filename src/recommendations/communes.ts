import { and, eq, like, sql } from 'drizzle-orm';
import { inTransaction } from '../database/transaction.ts';
import type { Context } from '../record/context.ts';
import { recommendations } from '../record/tables.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Territory } from '../vocabulary/shapes.ts';
import { type Speaker, speaker } from '../vocabulary/speaker.ts';

/*
 * Rewrites answers that earlier versions stored for sensitive needs: these needs no longer contain a commune, but the
 * sentences of their answers still do. New answers are made without it. The values and ranks computed from the distance
 * stay.
 */

type Values = Record<string, unknown>;
const isCommune = (value: unknown): value is Territory => (value as Territory | null)?.level === 'commune';

/** Parts of an answer about organisations that help: they contain their own places. */
const HELP: ReadonlySet<string> = new Set(['help', 'helpFrom']);

/** The communes that the sentences of an answer give as the place of the need. */
function communesIn(value: unknown, found = new Map<string, Territory>()): Map<string, Territory> {
  if (typeof value !== 'object' || value === null) return found;
  const { territory } = value as Values;
  if (isCommune(territory)) found.set(territory.code, territory);
  for (const part of Object.values(value)) communesIn(part, found);
  return found;
}

const PART_OF_A_WORD = /[\p{L}\p{N}-]/u;

/** The names of hosts in an answer: a name may contain the name of its commune. */
function hostNamesIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, part] of Object.entries(value))
    if (typeof part === 'string' && (key === 'name' || key === 'host')) found.add(part);
    else hostNamesIn(part, found);
  return found;
}

/** Replaces a name in a text, only as separate words, and not inside the names in `kept`. */
function renamed(text: string, name: string, other: string, [kept, ...more]: readonly string[]): string {
  if (kept !== undefined)
    return text
      .split(kept)
      .map((part) => renamed(part, name, other, more))
      .join(kept);
  const [first = '', ...rest] = text.split(name);
  return rest.reduce((before, after) => {
    const isWithin = PART_OF_A_WORD.test(before.slice(-1)) || PART_OF_A_WORD.test(after.slice(0, 1));
    return `${before}${isWithin ? name : other}${after}`;
  }, first);
}

/** The answer with the département in place of the need's commune; undefined when it contains no commune. */
function withoutCommunes(match: unknown, say: Speaker, { territories }: Reference): unknown {
  const widerOf = (commune: Territory): Territory =>
    territories.lineage(commune).find(({ level }) => level !== 'commune') ?? { level: 'country', code: 'FR' };
  const hosts = [...hostNamesIn(match)];
  const names = [...communesIn(match).values()].map((commune) => {
    const name = say.territory(commune);
    return {
      name,
      wider: say.territory(widerOf(commune)),
      kept: hosts.filter((host) => host !== name && host.includes(name)),
    };
  });
  if (names.length === 0) return undefined;
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return key === 'text'
        ? names.reduce((text, { name, wider, kept }) => renamed(text, name, wider, kept), value)
        : value;
    if (Array.isArray(value)) return value.map((item) => visit(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        name,
        name === 'territory' && isCommune(part) ? widerOf(part) : HELP.has(name) ? part : visit(part, name),
      ]),
    );
  };
  return visit(match, '');
}

/** Removes communes from stored answers to sensitive needs; returns how many were rewritten. */
export async function widenStoredAnswers({ db, clock, reference }: Omit<Context, 'caller'>): Promise<number> {
  const concerned = and(
    like(recommendations.need, '%"sensitive":"unknown"%'),
    sql`position('"territory":{"level":"commune"' in ${recommendations.match}) > 0`,
  );
  const found = await db.select({ id: recommendations.id }).from(recommendations).where(concerned);
  for (const { id } of found)
    await inTransaction(db, async (db) => {
      const [row] = await db
        .select()
        .from(recommendations)
        .where(and(eq(recommendations.id, id), concerned))
        .for('update');
      if (!row) return;
      const match = withoutCommunes(JSON.parse(row.match), speaker(row.language, reference), reference);
      await db
        .update(recommendations)
        .set({ match: JSON.stringify(match), redactedAt: clock() })
        .where(eq(recommendations.id, id));
    });
  return found.length;
}

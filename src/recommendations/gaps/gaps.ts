import { hash } from 'node:crypto';
import { and, asc, count, gte, lte } from 'drizzle-orm';
import { type Static, Type } from 'typebox';
import type { Database } from '../../database/open.ts';
import { requireOwnFederation } from '../../federations/rights.ts';
import { addMonths } from '../../ground/clock.ts';
import { oneFault } from '../../ground/errors.ts';
import { FEWEST, shownAs } from '../../ground/small-numbers.ts';
import { Lang } from '../../http/get.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Context } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import { unmetAsks } from '../../record/tables.ts';
import { orderFaults, today } from '../../requests/meaning.ts';
import { refuseFaults } from '../../requests/version.ts';
import { toCsv } from '../../spreadsheets/csv.ts';
import { type Reference, textIn } from '../../vocabulary/reference.ts';
import { MONTH, namedObject, orNull, strictObject, type Territory } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';

const Month = Type.String({
  pattern: MONTH,
  description: 'A month that is over, such as 2026-10',
});

export const GapsQuery = strictObject({ lang: Lang, from: Type.Optional(Month), to: Type.Optional(Month) });
export type GapsQuery = Static<typeof GapsQuery>;

/** Unmet needs of all federations. Small cells are left out, and there are no totals. */
export const Gaps = namedObject('Gaps', {
  from: Month,
  to: Month,
  cells: Type.Array(
    strictObject({
      month: Month,
      family: Type.String(),
      familyLabel: Type.String(),
      region: orNull(Type.String(), { description: 'Code; absent: none was said' }),
      regionLabel: orNull(Type.String()),
      atLeast: Type.Integer({ minimum: 5, description: 'A multiple of five' }),
    }),
  ),
  text: Type.String({ description: 'How to read it' }),
});
export type Gaps = Static<typeof Gaps>;

/* Statistics of unmet needs that reveal no single need. */

/** The number of unmet needs of one federation, by family of usages, région and month. Never published. */
export interface Contribution {
  readonly month: string;
  readonly family: string;
  readonly region: string;
  readonly federationId: string;
  readonly asks: number;
}

/** A number that may be published. */
interface Cell {
  readonly month: string;
  readonly family: string;
  readonly region: string;
  readonly atLeast: number;
}

/** Maximum number of needs of one federation that count in a cell, so that repeating a need changes nothing. */
const MOST_OF_ONE = 5;

/**
 * The cells that may be published. A federation knows its own needs and can invent some, so a cell is published only if
 * at least five needs remain without the federation that made most of them: whatever one federation adds, the others in
 * a published cell are never fewer than five. Two federations that cooperate could defeat this; only administrators
 * create federations. Numbers are rounded down to multiples of five. There are no totals, and the number of hidden
 * cells is not published: to compute a difference one would need both.
 */
export function cellsOf(contributions: readonly Contribution[]): Cell[] {
  const cells = new Map<string, { cell: Omit<Cell, 'atLeast'>; counts: number[] }>();
  for (const { month, family, region, asks } of contributions) {
    const key = `${month} ${family} ${region}`;
    const known = cells.get(key) ?? { cell: { month, family, region }, counts: [] };
    known.counts.push(Math.min(asks, MOST_OF_ONE));
    cells.set(key, known);
  }
  return [...cells.values()].flatMap(({ cell, counts }) => {
    const total = counts.reduce((sum, asks) => sum + asks, 0);
    const atLeast = shownAs(total);
    if (atLeast === null || total - Math.max(...counts) < FEWEST) return [];
    return [{ ...cell, atLeast }];
  });
}

/** An unmet need: the families of its missing usages, its région (empty: none given), and a hash that identifies it. */
interface Unmet {
  readonly families: readonly string[];
  readonly region: string;
  readonly request: string;
}

/** The région of a territory; empty for a country or without a territory. */
export const regionOf = (territory: Territory | undefined, { territories }: Reference): string =>
  (territory ? territories.lineage(territory).find(({ level }) => level === 'region')?.code : undefined) ?? '';

const familiesOf = (usages: readonly string[], reference: Reference): string[] => [
  ...new Set(usages.flatMap((usage) => reference.usages.get(usage)?.family ?? [])),
];

const digestOf = (parts: unknown): string => hash('sha256', JSON.stringify(parts), 'base64url');

/**
 * The unmet part of a need.
 * @param missing its usages for which no host can be proposed
 */
export const unmetNeed = (need: Need, missing: readonly string[], reference: Reference): Unmet => ({
  families: familiesOf(missing, reference),
  region: regionOf(need.territory, reference),
  request: digestOf(need),
});

/** The same within a case: it counts once a month, and nothing of the need is stored, not even its hash. */
export const unmetWithin = (unmet: Unmet, caseId: string): Unmet => ({ ...unmet, request: digestOf(caseId) });

/** A referral that its host refused. The same referral to several hosts has the same hash, so it counts once. */
export const unmetReferral = (
  { usages, region }: { usages: readonly string[]; region: string | null },
  reference: Reference,
): Unmet => ({
  families: familiesOf(usages, reference),
  region: region ?? '',
  request: digestOf([[...usages].sort(), region]),
});

/** Stores an unmet need; storing the same one again in the same month changes nothing. */
export async function noteUnmet(
  db: Database,
  federationId: string,
  day: string,
  { families, region, request }: Unmet,
): Promise<void> {
  const month = day.slice(0, 7);
  if (families.length === 0) return;
  await db
    .insert(unmetAsks)
    .values(families.map((family) => ({ federationId, month, family, region, request })))
    .onConflictDoNothing();
}

/** Unmet needs of each federation by month. Only for `cellsOf`: these numbers are never published. */
async function listContributions(db: Database, from: string, to: string): Promise<Contribution[]> {
  const { month, family, region, federationId } = unmetAsks;
  return await db
    .select({ month, family, region, federationId, asks: count() })
    .from(unmetAsks)
    .where(and(gte(month, from), lte(month, to)))
    .groupBy(month, family, region, federationId)
    .orderBy(asc(month), asc(family), asc(region));
}

/** An explanation of how to read the statistics. */
const READ_GAPS = {
  fr: 'Pour ces usages, personne n’était à proposer, même à vérifier, ou l’hébergeur a dit non. Les petits nombres ne sont pas montrés, pour que personne ne soit reconnu. Une case absente ne veut pas dire zéro.',
  en: 'Nobody could be proposed for these usages, not even to be asked, or the host said no. Small numbers are not shown, so that nobody is recognised. A missing cell does not mean zero.',
};

const GAP_COLUMNS = {
  fr: { month: 'mois', family: 'famille', region: 'région', atLeast: 'au moins' },
  en: { month: 'month', family: 'family', region: 'region', atLeast: 'at least' },
};

const MONTHS = 12;

/**
 * Unmet needs of all federations by month. The present month is left out, because a growing number would reveal each
 * new need.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request
 */
export async function gapsFor(context: Context, ref: string, query: GapsQuery, language: Language): Promise<Gaps> {
  const { db, caller, reference } = context;
  requireOwnFederation(caller, await findFederation(db, ref));
  const day = today(context);
  const last = addMonths(day, -1).slice(0, 7);
  const { to = last, from = addMonths(`${to}-01`, 1 - MONTHS).slice(0, 7) } = query;
  const inQuery = [
    ...(to > last
      ? oneFault('/to', 'month-not-over', {
          fr: `Seuls les mois finis sont donnés : jusqu’à ${last}.`,
          en: `Only months that are over are given: up to ${last}.`,
        })
      : []),
    ...orderFaults('/to', from, to),
  ];
  refuseFaults(inQuery.map((one) => ({ ...one, in: 'query' as const })));
  const cells = cellsOf(await listContributions(db, from, to)).map(({ month, family, region, atLeast }) => ({
    month,
    family,
    familyLabel: textIn(reference.families.get(family) ?? {}, language) || family,
    region: region || null,
    regionLabel: region ? reference.territories.name({ level: 'region', code: region }, language) : null,
    atLeast,
  }));
  return { from, to, cells, text: READ_GAPS[language] };
}

/** Unmet needs as CSV, one cell per line. */
export function gapsSheet({ cells }: Gaps, language: Language): string {
  const { month, family, region, atLeast } = GAP_COLUMNS[language];
  return toCsv(
    [month, family, region, atLeast],
    cells.map((cell) => ({
      [month]: cell.month,
      [family]: cell.familyLabel,
      [region]: cell.regionLabel,
      [atLeast]: cell.atLeast,
    })),
  );
}

import { mustOwnFederation } from '../../federations/rights.ts';
import { addMonths } from '../../ground/clock.ts';
import { fault } from '../../ground/errors.ts';
import type { Context } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import { orderFaults, today } from '../../requests/meaning.ts';
import { refuseFaults } from '../../requests/version.ts';
import { textIn } from '../../vocabulary/reference.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { cellsOf } from './cells.ts';
import type { Gaps, GapsQuery } from './schema.ts';
import { listContributions } from './store.ts';
import { READ_GAPS } from './words.ts';

const MONTHS = 12;

/**
 * What was asked for and not met, over all federations, month by month. The present month is never told: a number that
 * still grows gives away each new ask.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request
 */
export async function gapsFor(context: Context, ref: string, query: GapsQuery, language: Language): Promise<Gaps> {
  const { db, caller, reference } = context;
  mustOwnFederation(caller, await findFederation(db, ref));
  const day = today(context);
  const last = addMonths(day, -1).slice(0, 7);
  const { to = last, from = addMonths(`${to}-01`, 1 - MONTHS).slice(0, 7) } = query;
  const inQuery = [
    ...(to > last
      ? [
          fault('/to', 'month-not-over', {
            fr: `Seuls les mois finis sont donnés : jusqu’à ${last}.`,
            en: `Only months that are over are given: up to ${last}.`,
          }),
        ]
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

import type { Label, Reference } from '../../../vocabulary/reference.ts';
import { ACCOUNTS, STORAGE, toInteger } from '../../../vocabulary/units.ts';
import { isCareful } from './discreet.ts';
import type { Reason } from './parameters.ts';
import type { Policy } from './policy.ts';
import type { Need, UsageNeed } from './schema.ts';

/** An amount of a unit of capacity, as an integer: gigabytes are converted to megabytes. */
export interface Amount {
  readonly unit: string;
  readonly amount: number;
  /** The near usage that meets the usage has no such unit, so no plan limit applies: the amount becomes a question. */
  readonly isApart?: boolean;
}

/** A wanted usage with its amounts. Room is in megabytes; null: not stated, so nothing is required. */
export interface Wanted {
  readonly usage: string;
  readonly accounts: number | null;
  readonly megabytes: number | null;
  /** Additional megabytes each year. */
  readonly growth: number;
  /** Amounts in other units, by unit. */
  readonly amounts: readonly Amount[];
  readonly priority: 'must' | 'should' | 'could';
  /** Accounts or storage, if they size the usage and the need does not state them: the price assumes an amount. */
  readonly unsaid: readonly string[];
}

/** A usage whose services also meet another usage, with some loss. */
export interface Near {
  readonly usage: string;
  /** What one gets instead. */
  readonly as: Label;
  /** Units of capacity that both usages have: amounts in other units become a question. */
  readonly units: readonly string[];
}

/** Records about people in need are never met by another usage, whatever a vocabulary says. */
const NEVER_NEAR = 'beneficiary-tracking';

const NO_NEAR: readonly Near[] = [];
/** By usage, computed once per vocabulary. */
const nearByUsage = new WeakMap<Reference['usages'], ReadonlyMap<string, readonly Near[]>>();

function nearIn(usages: Reference['usages']): ReadonlyMap<string, readonly Near[]> {
  const cached = nearByUsage.get(usages);
  if (cached) return cached;
  const made = new Map(
    [...usages.values()].flatMap(({ key, alsoMetBy = [], capacityUnits }) =>
      key === NEVER_NEAR || alsoMetBy.length === 0
        ? []
        : [
            [
              key,
              alsoMetBy.map(({ usage, as }) => {
                const units = usages.get(usage)!.capacityUnits.filter((unit) => capacityUnits.includes(unit));
                return { usage, as, units };
              }),
            ] as const,
          ],
    ),
  );
  nearByUsage.set(usages, made);
  return made;
}

/** Usages that may replace a wanted one; none for a sensitive need. Not transitive. */
export const nearUsages = ({ usage }: Wanted, need: Need, policy: Policy, { usages }: Reference): readonly Near[] =>
  isCareful(need, policy) ? NO_NEAR : (nearIn(usages).get(usage) ?? NO_NEAR);

/** The usage whose room is assumed for each account when the need does not state it. */
export const MAIL = 'email-hosting';

/** Megabytes assumed for a usage when a need does not state its room; null: no room is required. */
export const assumedMegabytes = (
  usage: string,
  accounts: number | undefined,
  { assumptions }: Policy,
): number | null =>
  usage === MAIL ? Math.round((accounts ?? assumptions.accounts) * assumptions.mailGbPerAccount * 1000) : null;

/** Accounts and storage, when they size a usage and the need does not state them. */
export function unsaidUnits(
  {
    usage,
    accounts,
    storageGb,
  }: Pick<UsageNeed, 'usage'> & { accounts: number | undefined; storageGb: number | undefined },
  { usages }: Reference,
): string[] {
  const units = usages.get(usage)?.capacityUnits ?? [];
  return [...(accounts ? [] : [ACCOUNTS]), ...(storageGb ? [] : [STORAGE])].filter((unit) => units.includes(unit));
}

const PRIORITY_ORDER = { must: 0, should: 1, could: 2 } as const;

/** The wanted usages: musts first, each priority sorted by key, so that the order in the need does not matter. */
export function wantedUsages(need: Need, policy: Policy, reference: Reference): Wanted[] {
  return need.usages
    .map(({ usage, accounts, storageGb, growthGbPerYear, amounts, priority }) => {
      const stated = storageGb ? Math.round(storageGb * 1000) : null;
      return {
        usage,
        accounts: accounts ?? null,
        megabytes: stated ?? assumedMegabytes(usage, accounts, policy),
        growth: stated === null ? 0 : Math.round((growthGbPerYear ?? 0) * 1000),
        amounts: Object.entries(amounts ?? {})
          .map(([unit, amount]) => ({ unit, amount: toInteger(unit, amount) }))
          .sort((a, b) => compareText(a.unit, b.unit)),
        priority: priority ?? 'must',
        unsaid: unsaidUnits({ usage, accounts, storageGb }, reference),
      };
    })
    .sort((a, b) => PRIORITY_ORDER[a.priority] - PRIORITY_ORDER[b.priority] || compareText(a.usage, b.usage));
}

/** Reference price of the must-usages in cents a year, multiplied by the factor for needs without a budget. */
export function referenceCents(wanted: readonly Wanted[], policy: Policy): number {
  const prices = policy.referencePrices;
  const sum = wanted
    .filter(({ priority }) => priority === 'must')
    .reduce((total, { usage }) => total + (prices[usage] ?? prices.other!), 0);
  return sum * 100 * policy.budgetAbsentFactor;
}

/** Notes about assumed amounts, so that nobody mistakes a price for assumed amounts for their own price. */
export function assumedNotes(need: Need, wanted: readonly Wanted[], policy: Policy, reference: Reference): Reason[] {
  const { assumptions } = policy;
  const notes: Reason[] = [];
  const musts = wanted.filter(({ priority }) => priority === 'must');
  const unsaidOf = (unit: string) => musts.filter(({ unsaid }) => unsaid.includes(unit)).map(({ usage }) => usage);
  // Mail has its own notes: its accounts are mailboxes, and its room depends on their number.
  const peopleUnsaid = unsaidOf(ACCOUNTS).filter((usage) => usage !== MAIL);
  const roomUnsaid = unsaidOf(STORAGE).filter((usage) => usage !== MAIL);
  if (need.usages.some(({ storageGb, growthGbPerYear }) => growthGbPerYear && !storageGb))
    notes.push({ code: 'growth-needs-storage', params: {} });
  if (peopleUnsaid.length + roomUnsaid.length > 0)
    notes.push({
      code: 'amounts-assumed',
      params: {
        accounts: peopleUnsaid.length > 0 ? assumptions.accounts : null,
        gigabytes: roomUnsaid.length > 0 ? assumptions.storageGb : null,
        accountsFor: peopleUnsaid,
        gigabytesFor: roomUnsaid,
      },
    });
  if (unsaidOf(ACCOUNTS).includes(MAIL))
    notes.push({ code: 'mailboxes-assumed', params: { mailboxes: assumptions.accounts } });
  const asks = (usage: string) => need.usages.some((one) => one.usage === usage);
  if (need.usages.some(({ usage, storageGb }) => usage === MAIL && !storageGb))
    notes.push({ code: 'mail-storage-assumed', params: { gigabytes: assumptions.mailGbPerAccount } });
  const hasDomain =
    need.hasDomainName ?? need.currentTools?.some((tool) => reference.tools.get(tool)?.usages.includes('domain-name'));
  if (need.audience === undefined)
    notes.push({ code: 'audience-assumed', params: { audience: policy.defaultAudience } });
  if (!hasDomain && !asks('domain-name') && (asks(MAIL) || asks('website')))
    notes.push({ code: 'domain-name-apart', params: { euros: assumptions.domainNameEuros } });
  return notes;
}

/** Compares by code unit: the same on every machine, in every locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

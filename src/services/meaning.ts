import type { Plan, ServiceDraft } from '../documents/service.ts';
import { type Fault, fault, type Sentence } from '../ground/errors.ts';
import { amountFaults, countryFaults, dateFaults, decimalsFaults, keyFaults, pastFaults } from '../requests/meaning.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { unitsOf } from '../vocabulary/units.ts';

const exceeds = (included: number | undefined, maximum: number | 'unlimited' | undefined): boolean =>
  included !== undefined && typeof maximum === 'number' && included > maximum;

/** Faults of amounts that people choose themselves. */
function chosenFaults(at: string, { advised, floor }: NonNullable<Plan['freeAmount']> = {}): Fault[] {
  const faults = [...decimalsFaults(`${at}/advised`, advised, 2), ...decimalsFaults(`${at}/floor`, floor, 2)];
  if (advised !== undefined && floor !== undefined && floor > advised)
    faults.push(
      fault(`${at}/floor`, 'floor-above-advised', {
        fr: 'Le minimum dépasse le montant conseillé.',
        en: 'The floor is above the amount advised.',
      }),
    );
  return faults;
}

/** Two statements of the same amount: nobody could tell which one is paid. */
function contradictions(at: string, plan: Plan): Fault[] {
  const byAccount = (['perAccount', 'includedAccounts'] as const).filter((amount) => plan[amount] !== undefined);
  const faults = (plan.for === 'person' ? byAccount : []).map((amount) =>
    fault(`${at}/${amount}`, 'contradicts', {
      fr: 'Le prix vaut déjà pour chaque personne. Laissez ceci vide, ou dites que le prix vaut pour toute l’association.',
      en: 'The price is for each person already. Leave this empty, or say that the price is for the whole organisation.',
    }),
  );
  if (plan.membershipFree && plan.membershipFee !== undefined)
    faults.push(
      fault(`${at}/membershipFee`, 'contradicts', {
        fr: 'L’adhésion est à prix libre. Laissez ce montant vide, ou dites que l’adhésion n’est pas libre.',
        en: 'One pays what one can as a member. Leave this amount empty, or say that membership has a fixed price.',
      }),
    );
  return faults;
}

function planFaults(at: string, plan: Plan, day: string): Fault[] {
  const { includedAccounts, maxAccounts, includedGb, maxGb } = plan;
  const faults = pastFaults(`${at}/observedOn`, plan.observedOn, day);
  for (const amount of ['fixed', 'membershipFee', 'setupFee', 'perAccount', 'perGb'] as const)
    faults.push(...decimalsFaults(`${at}/${amount}`, plan[amount], 2));
  for (const room of ['includedGb', 'includedGbPerAccount', 'maxGb'] as const) {
    const value = plan[room];
    if (typeof value === 'number') faults.push(...decimalsFaults(`${at}/${room}`, value, 3));
  }
  faults.push(...chosenFaults(`${at}/freeAmount`, plan.freeAmount));
  faults.push(...chosenFaults(`${at}/membershipFree`, plan.membershipFree));
  faults.push(...contradictions(at, plan));
  if (exceeds(includedAccounts, maxAccounts))
    faults.push(
      fault(`${at}/includedAccounts`, 'included-above-maximum', {
        fr: 'Il y a plus de comptes compris que de comptes possibles.',
        en: 'More accounts are included than there may be.',
      }),
    );
  if (exceeds(includedGb, maxGb))
    faults.push(
      fault(`${at}/includedGb`, 'included-above-maximum', {
        fr: 'Il y a plus de gigaoctets compris que de gigaoctets possibles.',
        en: 'More gigabytes are included than there may be.',
      }),
    );
  return faults;
}

/** First days per plan name: today's price and two future ones. The limit bounds the comparison of prices. */
const MOST_FIRST_DAYS = 3;

const sameFirstDay = (name: string, from: string | undefined): Sentence =>
  from === undefined
    ? {
        fr: `Deux formules s’appellent «\u00a0${name}\u00a0», sans jour de début. Donnez à l’une un autre nom, ou un jour.`,
        en: `Two plans are called “${name}”, without a first day. Give one of them another name, or a day.`,
      }
    : {
        fr: `Deux formules «\u00a0${name}\u00a0» commencent le ${from}. Donnez à l’une un autre nom, ou un autre jour.`,
        en: `Two plans “${name}” begin on ${from}. Give one of them another name, or another day.`,
      };

/**
 * Refuses two plans of one name that begin on the same day, or both without a day, because nobody could tell which is
 * in force; and too many first days. Duplicates that exist already may stay, so that they can be removed one by one.
 */
function firstDayFaults(plans: readonly Plan[], plansBefore: readonly Plan[]): Fault[] {
  const countIn = (among: readonly Plan[], { name, from }: Plan) =>
    among.filter((one) => one.name === name && one.from === from).length;
  return plans.flatMap((plan, i) => {
    const { name, from } = plan;
    const before = plans.slice(0, i);
    const at = `/plans/${i}/from`;
    const same = countIn(before, plan);
    if (same > 0 && same >= countIn(plansBefore, plan)) return fault(at, 'same-first-day', sameFirstDay(name, from));
    if (same > 0 || from === undefined) return [];
    const days = new Set(before.flatMap((one) => (one.name === name ? (one.from ?? []) : [])));
    return days.size < MOST_FIRST_DAYS
      ? []
      : fault(at, 'too-many', {
          fr: `Une formule a ${MOST_FIRST_DAYS} premiers jours au plus. Retirez les prix qui ne comptent plus.`,
          en: `A plan has ${MOST_FIRST_DAYS} first days at most. Take out the prices that count no more.`,
        });
  });
}

/** Refuses unknown tools, and a tool named twice: two guides would be two answers to one question. */
function importFaults(imports: ServiceDraft['imports'] = [], { tools }: Reference): Fault[] {
  return imports.flatMap(({ tool }, i) => {
    const at = `/imports/${i}/tool`;
    return imports.findIndex((other) => other.tool === tool) < i
      ? fault(at, 'twice', {
          fr: `« ${tool} » est nommé deux fois. Gardez une seule ligne par outil.`,
          en: `“${tool}” is named twice. Keep one line for each tool.`,
        })
      : keyFaults(at, 'tool', tool, tools);
  });
}

/** Usages of a host's services, by slug. */
type UsagesBySlug = ReadonlyMap<string, readonly string[]>;

/**
 * The plans of a service after another service of its host was removed: none covers it any more, nor has a limit in a
 * unit that only the removed one had.
 */
export function plansWithout(
  removed: string,
  { plans = [], usages }: Pick<ServiceDraft, 'plans' | 'usages'>,
  usagesOf: UsagesBySlug,
  reference: Reference,
): Plan[] {
  return plans.map((plan) => {
    if (!plan.covers?.includes(removed)) return plan;
    const { covers, limits, ...others } = plan;
    const left = covers.filter((slug) => slug !== removed);
    const units = unitsOf([...usages, ...left.flatMap((slug) => usagesOf.get(slug) ?? [])], reference);
    const lost = unitsOf(usagesOf.get(removed) ?? [], reference).filter((unit) => !units.includes(unit));
    const kept = Object.entries(limits ?? {}).filter(([unit]) => !lost.includes(unit));
    return {
      ...others,
      ...(left.length > 0 && { covers: left }),
      ...(kept.length > 0 && { limits: Object.fromEntries(kept) }),
    };
  });
}

/**
 * Refuses limits in units that no usage covered by the plan has. A covered service that does not exist yet may have any
 * usage.
 */
function limitFaults(
  at: string,
  { limits, covers = [] }: Plan,
  ownUsages: readonly string[],
  usagesOf: (slug: string) => readonly string[] | undefined,
  reference: Reference,
): Fault[] {
  if (limits === undefined) return [];
  const usages = covers.every((slug) => usagesOf(slug) !== undefined)
    ? [...ownUsages, ...covers.flatMap((slug) => usagesOf(slug) ?? [])]
    : [...reference.usages.keys()];
  return amountFaults(`${at}/limits`, limits, unitsOf(usages, reference), reference);
}

/**
 * Faults of meaning in a service with a valid shape. Plans may cover services that do not exist yet.
 * @param others usages of the host's services
 * @param plansBefore the service's plans before the write
 */
export function serviceFaults(
  slug: string,
  draft: ServiceDraft,
  others: UsagesBySlug,
  reference: Reference,
  day: string,
  plansBefore: readonly Plan[] = [],
): Fault[] {
  const usagesOf = (other: string) => (other === slug ? draft.usages : others.get(other));
  const faults = draft.usages.flatMap((usage, i) => keyFaults(`/usages/${i}`, 'usage', usage, reference.usages));
  if (draft.slug !== undefined && draft.slug !== slug)
    faults.push(
      fault('/slug', 'slug-mismatch', {
        fr: `L’adresse dit ${slug}, et le document un autre identifiant.`,
        en: `The address says ${slug}, and the document another slug.`,
      }),
    );
  return [
    ...faults,
    ...countryFaults('/dataCountry', draft.dataCountry, reference),
    ...dateFaults('/startedOn', draft.startedOn),
    ...dateFaults('/capacity/until', draft.capacity?.until),
    ...dateFaults('/capacity/openFrom', draft.capacity?.openFrom),
    ...importFaults(draft.imports, reference),
    ...firstDayFaults(draft.plans ?? [], plansBefore),
    ...(draft.plans ?? []).flatMap((plan, i) => [
      ...planFaults(`/plans/${i}`, plan, day),
      ...limitFaults(`/plans/${i}`, plan, draft.usages, usagesOf, reference),
    ]),
  ];
}

import type { Fault, Sentence } from '../errors.ts';
import type { Federation } from '../federations/schema.ts';
import { atLeastFaults } from '../statements/measure.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { amountFaults, unitsOf } from '../vocabulary/units.ts';
import { requirementsUnder, rulesOf } from './engine/federation-policy.ts';
import { MAX_HARD_NEEDS } from './engine/need.ts';
import type { Need } from './schema.ts';

/** Hard needs that a match adds by itself: budget, territory, room, audience and the like. */
const IMPLIED_HARD_NEEDS = 10;

/** What the shape of a need cannot say: keys that do not exist, a usage asked twice, contradictions. All at once. */
export function needFaults(
  need: Need,
  reference: Reference,
  federations: ReadonlyMap<string, Pick<Federation, 'name' | 'policy'>>,
  day: string,
): Fault[] {
  const faults: Fault[] = [];
  const add = (pointer: string, code: string, message: Sentence) => {
    faults.push({ pointer, code, message });
  };
  const mustKnow = (
    entries: ReadonlyMap<string, unknown>,
    key: string,
    pointer: string,
    what: string,
    address: string,
  ) => {
    if (!entries.has(key))
      add(pointer, `unknown-${what}`, {
        fr: `« ${key} » n’est pas dans la liste : voir ${address}`,
        en: `“${key}” is not in the list: see ${address}`,
      });
  };

  const seen = new Set<string>();
  for (const [index, { usage, amounts }] of need.usages.entries()) {
    const pointer = `/usages/${index}/usage`;
    mustKnow(reference.usages, usage, pointer, 'usage', '/v1/usages');
    if (seen.has(usage))
      add(pointer, 'duplicate-usage', {
        fr: `« ${usage} » est demandé deux fois : dites-le une fois, avec tous ses comptes`,
        en: `“${usage}” is asked twice: give it once, with all its accounts`,
      });
    seen.add(usage);
    if (reference.usages.has(usage))
      faults.push(...amountFaults(`/usages/${index}/amounts`, amounts, unitsOf([usage], reference), reference));
  }
  if (!need.usages.some(({ priority }) => priority === undefined || priority === 'must'))
    add('/usages', 'no-must', {
      fr: 'Un usage au moins doit être indispensable (« must »)',
      en: 'At least one usage must be a must',
    });

  const { criteria = [], commitments = [], support = [] } = need.require ?? {};
  for (const [index, { criterion }] of criteria.entries())
    mustKnow(reference.criteria, criterion, `/require/criteria/${index}/criterion`, 'criterion', '/v1/criteria');
  for (const [index, { kind, atLeast }] of commitments.entries()) {
    const pointer = `/require/commitments/${index}`;
    mustKnow(reference.commitmentKinds, kind, `${pointer}/kind`, 'commitment-kind', '/v1/commitment-kinds');
    const known = reference.commitmentKinds.get(kind);
    if (known) faults.push(...atLeastFaults(`${pointer}/atLeast`, atLeast, known, day));
  }
  for (const key of Object.keys(need.wish?.criteria ?? {}))
    mustKnow(reference.criteria, key, `/wish/criteria/${key}`, 'criterion', '/v1/criteria');
  for (const key of Object.keys(need.wish?.commitments ?? {}))
    mustKnow(reference.commitmentKinds, key, `/wish/commitments/${key}`, 'commitment-kind', '/v1/commitment-kinds');
  for (const key of Object.keys(need.wish?.support ?? {}))
    mustKnow(reference.supportKinds, key, `/wish/support/${key}`, 'support-kind', '/docs');
  for (const [index, tool] of (need.currentTools ?? []).entries())
    mustKnow(reference.tools, tool, `/currentTools/${index}`, 'tool', '/v1/tools');

  if (need.territory && !reference.territories.find(need.territory))
    add('/territory', 'unknown-territory', {
      fr: `Aucun territoire de ce niveau n’a le code « ${need.territory.code} » : voir /v1/territories?q=`,
      en: `No territory of this level has the code “${need.territory.code}”: see /v1/territories?q=`,
    });
  if (need.federation !== undefined)
    mustKnow(federations, need.federation, '/federation', 'federation', '/v1/federations');
  else if (need.onlyFrom !== undefined)
    add('/onlyFrom', 'federation-missing', {
      fr: 'Dites de qui : donnez aussi « federation »',
      en: 'Say whose: give “federation” too',
    });

  const most = MAX_HARD_NEEDS - IMPLIED_HARD_NEEDS;
  if (need.usages.length + criteria.length + commitments.length + support.length > most)
    add('/require', 'too-many-hard-needs', {
      fr: `Au plus ${most} usages et exigences ensemble`,
      en: `At most ${most} usages and requirements together`,
    });
  // Keys that do not exist are told first: what they would require is not known.
  const federation = faults.length === 0 ? federations.get(need.federation ?? '') : undefined;
  if (federation?.policy) {
    const required = requirementsUnder(rulesOf(federation.policy), need.require, reference);
    const count = need.usages.length + required.criteria.length + required.commitments.length + support.length;
    if (count > most)
      add('/federation', 'too-many-hard-needs-with-policy', {
        fr: `Avec les exigences de ${federation.name}, cela fait ${count} usages et exigences : ${most} au plus`,
        en: `With what ${federation.name} requires, this makes ${count} usages and requirements: at most ${most}`,
      });
  }
  return faults;
}

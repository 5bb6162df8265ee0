import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import type { Fault, FaultCode, Sentence } from '../ground/errors.ts';
import { amountFaults, keyFaults } from '../requests/meaning.ts';
import { atLeastFaults } from '../statements/meaning.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { unitsOf } from '../vocabulary/units.ts';
import { MOST_NAMED_NEEDS } from './engine/need/hard-needs.ts';
import { requirementsUnder, rulesOf } from './engine/need/rules.ts';
import type { Need } from './engine/need/schema.ts';

/** Where the keys of a need are looked up. */
export interface NeedContext {
  readonly reference: Reference;
  readonly federationBySlug: ReadonlyMap<string, Pick<Federation, 'name' | 'policy'>>;
  readonly day: string;
  readonly groups: readonly (readonly Pick<Host, 'slug'>[])[];
}

/** All errors in a need that its JSON schema cannot find: unknown keys, a usage given twice, contradictions. */
export function needFaults(
  need: Need,
  { reference, federationBySlug: federations, day, groups }: NeedContext,
): Fault[] {
  const faults: Fault[] = [];
  const add = (pointer: string, code: FaultCode, message: Sentence) => {
    faults.push({ pointer, code, message });
  };
  const seen = new Set<string>();
  for (const [index, { usage, amounts }] of need.usages.entries()) {
    const pointer = `/usages/${index}/usage`;
    faults.push(...keyFaults(pointer, 'usage', usage, reference.usages));
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
    faults.push(...keyFaults(`/require/criteria/${index}/criterion`, 'criterion', criterion, reference.criteria));
  for (const [index, { kind, atLeast }] of commitments.entries()) {
    const pointer = `/require/commitments/${index}`;
    faults.push(...keyFaults(`${pointer}/kind`, 'commitment-kind', kind, reference.commitmentKinds));
    const known = reference.commitmentKinds.get(kind);
    if (known) faults.push(...atLeastFaults(`${pointer}/atLeast`, atLeast, known, day));
  }
  for (const key of Object.keys(need.wish?.criteria ?? {}))
    faults.push(...keyFaults(`/wish/criteria/${key}`, 'criterion', key, reference.criteria));
  for (const key of Object.keys(need.wish?.commitments ?? {}))
    faults.push(...keyFaults(`/wish/commitments/${key}`, 'commitment-kind', key, reference.commitmentKinds));
  for (const key of Object.keys(need.wish?.support ?? {}))
    faults.push(...keyFaults(`/wish/support/${key}`, 'support-kind', key, reference.supportKinds));
  for (const [index, tool] of (need.currentTools ?? []).entries())
    faults.push(...keyFaults(`/currentTools/${index}`, 'tool', tool, reference.tools));

  const named = new Map(need.hosts?.length ? groups.flat().map((host) => [host.slug, host]) : []);
  for (const [index, host] of (need.hosts ?? []).entries())
    faults.push(...keyFaults(`/hosts/${index}`, 'host', host, named));

  if (need.territory && !reference.territories.find(need.territory))
    add('/territory', 'unknown-territory', {
      fr: `Aucun territoire de ce niveau n’a le code « ${need.territory.code} » : voir /v1/territories?q=`,
      en: `No territory of this level has the code “${need.territory.code}”: see /v1/territories?q=`,
    });
  if (need.federation !== undefined)
    faults.push(...keyFaults('/federation', 'federation', need.federation, federations));
  else if (need.onlyFrom !== undefined)
    add('/onlyFrom', 'federation-missing', {
      fr: 'Dites de qui : donnez aussi « federation »',
      en: 'Say whose: give “federation” too',
    });

  const most = MOST_NAMED_NEEDS;
  if (need.usages.length + criteria.length + commitments.length + support.length > most)
    add('/require', 'too-many-hard-needs', {
      fr: `Au plus ${most} usages et exigences ensemble`,
      en: `At most ${most} usages and requirements together`,
    });
  // Only when all keys exist: otherwise the requirements cannot be counted.
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

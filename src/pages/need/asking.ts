import type { Model } from '../../catalogue/model.ts';
import type { Reference, Usage } from '../../vocabulary/reference.ts';
import type { NamedTerritory } from '../../vocabulary/territories.ts';
import type { Form } from './form.ts';
import { type FormFault, LISTS, NEWSLETTER, STARTING, usagesMeant } from './questions.ts';

/** What the screens of a need are made from. */
export interface Asking {
  form: Form;
  faults: readonly FormFault[];
  /** Communes to choose from, when several bear the name that was typed. */
  communes: readonly NamedTerritory[];
  reference: Reference;
  /** Usages that some host at work is known to offer. */
  offered: ReadonlySet<string>;
  /** Where the form goes. */
  action: string;
}

const offeredBy = new WeakMap<Model, ReadonlySet<string>>();

/** Usages that a host at work is known to offer. */
export function offeredUsages(model: Model): ReadonlySet<string> {
  const known =
    offeredBy.get(model) ??
    new Set(
      model.documents
        .filter(({ state }) => state === 'published' || state === 'silent')
        .flatMap(({ services }) => services.flatMap(({ usages }) => usages)),
    );
  offeredBy.set(model, known);
  return known;
}

/** Whether somebody is known to offer what an answer stands for. */
export const isOffered = (use: string, offered: ReadonlySet<string>): boolean =>
  usagesMeant(use).some((usage) => offered.has(usage));

/** Usages that are not among those to start with, by family. */
export function otherUsages({ usages, families }: Reference): [family: string, usages: Usage[]][] {
  const started = new Set<string>([...STARTING, LISTS, NEWSLETTER]);
  const others = [...usages.values()].filter(({ key }) => !started.has(key));
  return [...families.keys()].map((family) => [family, others.filter((usage) => usage.family === family)]);
}

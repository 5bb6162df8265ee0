import type { Territory } from '../../vocabulary/shapes.ts';
import { fold, type NamedTerritory, type Territories } from '../../vocabulary/territories.ts';
import { type Form, first, withValues } from './form.ts';
import type { FormFault } from './questions.ts';

const SEARCHED = 500;
const MOST_CHOICES = 15;

/** The territory that a field names, such as `departement:23`; undefined when it names none. */
export function territoryIn(form: Form, territories: Territories): Territory | undefined {
  const [, level, code] = /^(departement|commune):([0-9AB]{2,5})$/.exec(first(form, 'place') ?? '') ?? [];
  const found = level && code ? territories.find({ level: level as 'commune', code }) : undefined;
  return found && { level: found.level, code: found.code };
}

export interface Settled {
  form: Form;
  /** Communes of that name, when there are several. */
  choices: readonly NamedTerritory[];
  faults: FormFault[];
}

/** Finds the commune that was typed: one gives the place, several are shown to choose from. */
export function settlePlace(form: Form, territories: Territories): Settled {
  const typed = first(form, 'commune');
  const found = first(form, 'found');
  const settled = (place: string) => withValues(form, { place: [place], commune: [], found: [] });
  if (typed === undefined) return { form: withValues(form, { found: [] }), choices: [], faults: [] };
  if (found !== undefined && territoryIn({ place: [found] }, territories))
    return { form: settled(found), choices: [], faults: [] };
  const departement = territoryIn(form, territories);
  const communes = territories
    .search(typed, 'fr', SEARCHED)
    .filter(({ level }) => level === 'commune')
    .filter((one) => departement?.level !== 'departement' || isWithin(one, departement, territories));
  const exact = communes.filter(({ name }) => fold(name) === fold(typed));
  const choices = exact.length > 0 ? exact : communes;
  if (choices.length === 0) return { form, choices, faults: [{ question: 'place', code: 'no-such-commune' }] };
  if (choices.length === 1) return { form: settled(`commune:${choices[0]!.code}`), choices: [], faults: [] };
  return {
    form,
    choices: choices.slice(0, MOST_CHOICES),
    faults: [{ question: 'place', code: 'which-commune' }],
  };
}

const isWithin = (one: Territory, { level, code }: Territory, { lineage }: Territories): boolean =>
  lineage(one).some((wider) => wider.level === level && wider.code === code);

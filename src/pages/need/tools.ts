import type { Reference, Tool } from '../../vocabulary/reference.ts';
import type { Form } from './form.ts';
import { STARTING, usagesMeant, usesOf } from './questions.ts';

/* Pure: which of the tools of today are worth naming to somebody who looks for these usages. */

const PROPRIETARY = 4;
const LIBRE = 1;

export interface ToolChoices {
  /** The best known, in turn of each usage. */
  shown: readonly Tool[];
  /** All others that serve one of the usages, by name. */
  others: readonly Tool[];
}

/** Tools of the usages that were chosen; before any was, of those to start with. */
export function toolChoices(form: Form, { usages, tools }: Reference): ToolChoices {
  const chosen = usesOf(form);
  const wanted = new Set((chosen.length > 0 ? chosen : STARTING).flatMap(usagesMeant));
  const typical = [...wanted].flatMap((key) => {
    const usage = usages.get(key);
    if (!usage) return [];
    return [[...usage.typicalProprietaryTools.slice(0, PROPRIETARY), ...usage.typicalLibreTools.slice(0, LIBRE)]];
  });
  const inTurn = Array.from({ length: PROPRIETARY + LIBRE }, (_, place) =>
    typical.flatMap((keys) => keys[place] ?? []),
  );
  const shown = [...new Set(inTurn.flat())].flatMap((key) => tools.get(key) ?? []);
  const others = [...tools.values()]
    .filter((tool) => !shown.includes(tool) && tool.usages.some((usage) => wanted.has(usage)))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return { shown, others };
}

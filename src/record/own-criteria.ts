import type { OwnCriterion } from '../documents/own-criterion.ts';
import { byText, known, textFact } from '../vocabulary/facts.ts';
import type { OwnCriterionRow } from './rows.ts';

const versionOf = (
  { version, adoptedOn, asked }: OwnCriterionRow,
  meaning: { definedOn: string; definedIn: number },
) => ({
  version,
  adoptedOn,
  ...meaning,
  label: textFact(asked.label)!,
  question: textFact(asked.question)!,
  ...known({ askHost: textFact(asked.askHost), definition: textFact(asked.definition) }),
  howToProve: textFact(asked.howToProve)!,
  level: asked.level ?? 'recommended',
});

/** One criterion from its versions, oldest first. @param rows one at least */
function criterionOf(rows: readonly OwnCriterionRow[]): OwnCriterion {
  let meaning = { definedOn: rows[0]!.adoptedOn, definedIn: 1 };
  const versions = rows.map((row) => {
    if (!row.sameMeaning) meaning = { definedOn: row.adoptedOn, definedIn: row.version };
    return versionOf(row, meaning);
  });
  const { key, retired } = rows.at(-1)!;
  const earlier = versions.slice(0, -1);
  return {
    key,
    ...versions.at(-1)!,
    ...(retired && { retired: true as const }),
    ...(earlier.length > 0 && { earlier }),
  };
}

/** The criteria of one federation, in the order of their keys, from all their versions. */
export function ownCriteriaOf(rows: readonly OwnCriterionRow[]): OwnCriterion[] {
  const byKey = new Map<string, OwnCriterionRow[]>();
  for (const row of rows.toSorted((a, b) => a.version - b.version))
    byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  return [...byKey.values()].map(criterionOf).sort((a, b) => byText(a.key, b.key));
}

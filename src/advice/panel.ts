import type { CompiledNeed } from '../matching/engine/need/need.ts';
import type { Need } from '../matching/engine/need/schema.ts';
import { type Label, readSeed } from '../vocabulary/reference.ts';
import type { SupportKind } from '../vocabulary/terms.ts';
import type { Topics } from './actions/action.ts';

/** A need that many associations have; written by us and not taken from anybody. */
export interface TypicalNeed {
  readonly key: string;
  readonly label: Label;
  readonly need: Need;
}

/** The public panel for advice and exposure; its version changes when its needs change. */
export interface Panel {
  readonly version: string;
  readonly needs: readonly TypicalNeed[];
}

export const readPanel = (): Panel => readSeed<Panel>('panel.json');

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** The value at a fraction of a sorted list, from 0 to 1; 1 when the list is empty. */
const valueAt = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 1;

/** The questions of a panel, in the order of their first occurrence. */
export function topicsOf(needs: readonly CompiledNeed[]): Topics {
  const keysOf = (kind: CompiledNeed['wishes'][number]['kind']) =>
    needs.flatMap(({ wishes }) => wishes.filter((entry) => entry.kind === kind).map(({ key }) => key));
  const departements = needs.flatMap(({ place }) => place.departement ?? []);
  const count = (code: string) => departements.filter((other) => other === code).length;
  const wanted = needs.map((need) => need.wanted.filter(({ priority }) => priority === 'must'));
  const largest = wanted.flatMap((usages) => Math.max(0, ...usages.map(({ accounts }) => accounts ?? 0)) || []);
  const sums = wanted.flatMap((usages) => usages.reduce((sum, { megabytes }) => sum + (megabytes ?? 0), 0) || []);
  return {
    criteria: distinct([...keysOf('criterion'), ...needs.flatMap((need) => need.criteria.map((c) => c.criterion))]),
    commitments: distinct([
      ...keysOf('commitment'),
      ...needs.flatMap((need) => need.commitments.map((c) => c.kind.key)),
    ]),
    support: distinct([
      ...(keysOf('support') as SupportKind[]),
      ...needs.flatMap((need) => need.support.map(({ kind }) => kind)),
    ]),
    usages: distinct(needs.flatMap((need) => need.wanted.map(({ usage }) => usage))),
    audiences: distinct(needs.flatMap(({ audience }) => audience ?? [])),
    languages: distinct(needs.flatMap(({ need }) => need.language ?? [])),
    countries: distinct(needs.flatMap(({ territory, country }) => (territory ? country : []))),
    dataCountries: distinct(needs.flatMap(({ need }) => need.require?.dataCountries ?? [])),
    departements: distinct(departements)
      .sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))
      .map((code) => ({ level: 'departement', code })),
    rooms: [0.5, 1].map((share) => ({
      accounts: valueAt(largest, share),
      gigabytes: Math.ceil(valueAt(sums, share) / 1000),
    })),
  };
}

import type { Reference } from '../vocabulary/reference.ts';
import { distinctIds, type Entry } from './entries.ts';
import type { Overview } from './overview.ts';

/** One shared space covers the usages of this free software, as the vocabulary lists them. */
const SHARED_SPACE = 'nextcloud';

/** What one shared space or one tool could replace. */
export interface Consolidation {
  kind: 'one-space' | 'one-tool';
  usages: string[];
  /** Tools that it could replace. */
  tools: string[];
}

/** Tools that one shared space could replace together, then usages for which one tool would be enough. */
export function consolidationsOf(
  overview: Overview,
  entries: readonly Entry[],
  { tools, usages }: Reference,
): Consolidation[] {
  const covered = tools.get(SHARED_SPACE)?.usages ?? [];
  const inSpace = entries.filter(
    ({ said, tool }) =>
      tool?.key !== SHARED_SPACE && said.usages?.length && said.usages.every((usage) => covered.includes(usage)),
  );
  const replaced = distinctIds(inSpace);
  const space = [...usages.keys()].filter((usage) => inSpace.some(({ said }) => said.usages?.includes(usage)));
  // Replacing one tool by another does not reduce the number of tools.
  const oneSpace: Consolidation[] = replaced.length > 1 ? [{ kind: 'one-space', usages: space, tools: replaced }] : [];
  const rest = overview.usages
    .filter(({ beyond, tools: some }) => beyond > 0 && !some.every((one) => oneSpace[0]?.tools.includes(one)))
    .map(({ usage, tools: some }): Consolidation => ({ kind: 'one-tool', usages: [usage], tools: some }));
  return [...oneSpace, ...rest];
}

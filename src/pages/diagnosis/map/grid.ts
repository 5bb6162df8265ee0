import type { Diagnosis } from '../../../diagnosis/answer.ts';

/* The map as rows and columns. Nothing here knows a length or a word. */

export interface ToolRow {
  id: string;
  law: string;
  /** `big`: of a large platform; `unknown`: not recognised, so that nobody knows whose it is. */
  whose: 'big' | 'other' | 'unknown';
  /** The large platform that it belongs to. */
  group: string | undefined;
  isOnOnePerson: boolean;
  /** What was found of it, in sentences. */
  points: readonly string[];
  /** Usages that it serves; empty: nobody said. */
  usages: readonly string[];
}

export interface UsageColumn {
  usage: string;
  tools: readonly string[];
  /** Tools above what is fine. */
  beyond: number;
  tolerated: number;
  /** No tool serves it; `perhaps`: a tool may, of which the usages are not known. */
  gap: 'sure' | 'perhaps' | undefined;
}

export interface Grid {
  tools: ToolRow[];
  usages: UsageColumn[];
}

/** Tools in the order of the usages that they serve, those of which no usage is known last; gaps after what is served. */
export function gridOf({
  usages,
  gaps,
  withoutUsage,
  bigPlatforms,
  laws,
  onOnePerson,
  points,
}: Diagnosis['map']): Grid {
  const ids = [
    ...new Set([...usages.flatMap(({ tools }) => tools), ...withoutUsage, ...laws.flatMap(({ tools }) => tools)]),
  ];
  return {
    tools: ids.map((id) => {
      const group = bigPlatforms.groups.find(({ tools }) => tools.includes(id))?.group;
      return {
        id,
        law: laws.find(({ tools }) => tools.includes(id))?.zone ?? 'UNKNOWN',
        whose: group ? 'big' : bigPlatforms.notRecognised.includes(id) ? 'unknown' : 'other',
        group,
        isOnOnePerson: onOnePerson.includes(id),
        points: points.filter(({ tool }) => tool === id).map(({ text }) => text),
        usages: usages.filter(({ tools }) => tools.includes(id)).map(({ usage }) => usage),
      };
    }),
    usages: [
      ...usages.map((one): UsageColumn => ({ ...one, gap: undefined })),
      ...gaps.map(
        ({ usage, isSure }): UsageColumn => ({
          usage,
          tools: [],
          beyond: 0,
          tolerated: 0,
          gap: isSure ? 'sure' : 'perhaps',
        }),
      ),
    ],
  };
}

/** A text in lines of so many letters, at most so many; the last one ends with “…” where something is left out. */
export function linesOf(text: string, letters: number, most: number): string[] {
  const lines: string[] = [];
  let rest = [...text.trim()];
  while (rest.length > 0 && lines.length < most) {
    const isLast = lines.length === most - 1;
    if (rest.length <= letters) return [...lines, rest.join('')];
    if (isLast)
      return [
        ...lines,
        `${rest
          .slice(0, letters - 1)
          .join('')
          .trimEnd()}…`,
      ];
    const space = rest.slice(0, letters + 1).lastIndexOf(' ');
    const at = space > letters / 3 ? space : letters;
    lines.push(rest.slice(0, at).join('').trimEnd());
    rest = [...rest.slice(at).join('').trimStart()];
  }
  return lines;
}

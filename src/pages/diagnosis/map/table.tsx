import type { ComponentChildren } from 'preact';
import type { Diagnosis } from '../../../diagnosis/answer.ts';
import type { CurrentTool } from '../../../diagnosis/schema.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { Cells } from '../../frame/lists.tsx';
import { TOOL_MAP } from '../../words/tool-map.ts';

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

interface UsageColumn {
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

/** What is wider than a telephone scrolls in a frame of its own, by the keyboard too; on paper it does not. */
export const Sideways = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
  <section class="drawing" tabIndex={0} aria-label={label}>
    {children}
  </section>
);

interface TableProps {
  diagnosis: Pick<Diagnosis, 'map' | 'tools'>;
  /** What was said of each tool, in the order of the map. */
  said: readonly CurrentTool[];
  say: Speaker;
}

/** What only names a tool, or is filled in from what is known of it: no answer about it. */
const NAMING: readonly string[] = ['tool', 'label', 'usages'];

/** Tools of which nothing was answered: what is to be seen there is not known. */
function unsaidIn({ tools }: Pick<Diagnosis, 'tools'>, said: readonly CurrentTool[]): (id: string) => boolean {
  const isSaid = (one: CurrentTool | undefined) =>
    Object.entries(one ?? {}).some(([field, value]) => !NAMING.includes(field) && value != null);
  const answered = new Set(tools.filter((_, index) => isSaid(said[index])).map(({ tool, typed }) => tool ?? typed));
  return (id) => !answered.has(id);
}

/** The map of tools as two tables, by usage and by tool, with what each means. All that the drawing shows is here too. */
export function ToolMapTable({ diagnosis, said, say }: TableProps) {
  const words = TOOL_MAP[say.language];
  const { map } = diagnosis;
  const isUnsaid = unsaidIn(diagnosis, said);
  const { tools } = gridOf(map);
  return (
    <div class="stack">
      <p>{words.told.big(map.bigPlatforms.count, map.bigPlatforms.of, map.bigPlatforms.notRecognised.length)}</p>
      <UsageTable {...{ diagnosis, said, say }} />
      {tools.length > 0 && (
        <Cells
          caption={words.byTool}
          heads={[words.tool, words.servesWhat, words.whose, words.heads.law, words.heldBy, words.seen]}
          isLastLong
          rows={tools.map(({ id, law, whose, group, isOnOnePerson, points, usages: served }) => [
            say.tool(id),
            served.length > 0 ? say.list(served.map(say.usageShort)) : words.notSaid,
            words.owner(whose, group),
            words.lawNames[law] ?? words.lawNames.UNKNOWN,
            isOnOnePerson ? <strong key="alone">{words.alone}</strong> : words.notAlone,
            points.length > 0
              ? points.map((text) => <div key={text}>{text}</div>)
              : isUnsaid(id)
                ? words.unsaid(1)
                : words.fine,
          ])}
        />
      )}
      <p class="small">{words.lawNote}</p>
    </div>
  );
}

/** What serves each usage, and what that means. */
export function UsageTable({ diagnosis, said, say }: TableProps) {
  const words = TOOL_MAP[say.language];
  const { usages, tools } = gridOf(diagnosis.map);
  const isUnsaid = unsaidIn(diagnosis, said);
  const seenOf = (usage: UsageColumn) => {
    if (usage.gap) return words.gap[usage.gap];
    const withPoints = tools.filter(({ id, points }) => points.length > 0 && usage.tools.includes(id));
    if (usage.beyond === 0 && withPoints.length === 0)
      return usage.tools.every(isUnsaid) ? words.unsaid(usage.tools.length) : words.fine;
    return (
      <>
        {usage.beyond > 0 && <strong>{words.beyond(usage.beyond, usage.tolerated)}</strong>}
        {withPoints.map(({ id, points }) => (
          <div key={id}>{words.points(say.tool(id), points.length)}</div>
        ))}
      </>
    );
  };
  if (usages.length === 0) return null;
  return (
    <Cells
      caption={words.byUsage}
      heads={[words.usage, words.tools, words.seen]}
      rows={usages.map((one) => [
        say.usageShort(one.usage),
        one.tools.length > 0 ? say.list(one.tools.map(say.tool)) : words.none,
        seenOf(one),
      ])}
    />
  );
}

import type { ComponentChildren } from 'preact';
import type { Diagnosis } from '../../../diagnosis/answer.ts';
import type { CurrentTool } from '../../../diagnosis/schema.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { Cells } from '../../frame/lists.tsx';
import { TOOL_MAP } from '../../words/tool-map.ts';
import { gridOf, type UsageColumn } from './grid.ts';

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
          heads={[words.tool, words.servesWhat, words.whose, words.underLaw, words.heldBy, words.seen]}
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

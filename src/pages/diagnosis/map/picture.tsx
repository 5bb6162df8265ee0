import type { Diagnosis } from '../../../diagnosis/answer.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { TOOL_MAP, type ToolMapWords } from '../../words/tool-map.ts';
import { type Grid, gridOf, linesOf, type ToolRow } from './table.tsx';

type MarkName = 'dot' | 'square' | 'big' | 'unknown' | 'person' | 'gap' | 'perhaps';

/** A sign of the map, centred on a point. */
function Mark({ name, x, y }: { name: MarkName; x: number; y: number }) {
  const box = { x: x - 8, y: y - 8, width: 16, height: 16, stroke: 'currentColor', 'stroke-width': 1.6 };
  const letter = (text: string) => (
    <text x={x} y={y + 5} text-anchor="middle" font-size="13">
      {text}
    </text>
  );
  switch (name) {
    case 'dot':
      return <circle cx={x} cy={y} r={6.5} />;
    case 'square':
      return <rect x={x - 7} y={y - 7} width={14} height={14} />;
    case 'big':
      return <rect {...box} fill="url(#map-hatch)" />;
    case 'unknown':
      return (
        <>
          <rect {...box} fill="none" stroke-dasharray="3 2" />
          {letter('?')}
        </>
      );
    case 'person':
      return (
        <>
          <circle cx={x} cy={y - 5} r={3.6} />
          <path d={`M${x - 7} ${y + 8}a7 7.5 0 0 1 14 0z`} />
        </>
      );
    default:
      return (
        <>
          <circle cx={x} cy={y} r={9} fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="3 2" />
          {letter(name === 'gap' ? '0' : '?')}
        </>
      );
  }
}

const SIGNS: readonly MarkName[] = ['dot', 'square', 'big', 'unknown', 'person', 'gap', 'perhaps'];
const STEP = 23;

interface LegendProps {
  words: ToolMapWords;
  /** Signs that the drawing has: the others are not explained. */
  used: ReadonlySet<MarkName>;
}

const legendLines = ({ words: { legend }, used }: LegendProps) =>
  SIGNS.filter((name) => used.has(name)).flatMap((name) =>
    legend[name].map((text, at) => ({ name: at === 0 ? name : undefined, text })),
  );

const legendHeight = (props: LegendProps): number => (legendLines(props).length + props.words.laws.length) * STEP + 12;

/** What each sign means, inside the drawing: it must still be there on paper. */
function Legend({ top, ...props }: LegendProps & { top: number }) {
  const lines = legendLines(props);
  const { laws } = props.words;
  return (
    <>
      {[...lines, ...laws.map((text) => ({ name: undefined, text }))].map(({ name, text }, at) => (
        <g key={text}>
          {name && <Mark name={name} x={14} y={top + 12 + at * STEP} />}
          <text x={lines.length > at ? 34 : 4} y={top + 17 + at * STEP}>
            {text}
          </text>
        </g>
      ))}
    </>
  );
}

interface PictureProps {
  diagnosis: Pick<Diagnosis, 'map'>;
  say: Speaker;
}

const LINE = 18;
const COLUMN = 28;
const NAME_LETTERS = 17;
const LEFT = 156;
const LEAST_WIDTH = 400;
const FOOT = 40;
/** Columns after the usages: the platform, who looks after it, and the law, which is a word. */
const AFTER = { whose: 22, person: 50, law: 72, all: 120 };
/** Letters of the widest system face, at 15 units. */
const LETTER = 9.3;

interface Placed {
  row: ToolRow;
  lines: string[];
  top: number;
  height: number;
}

const middleOf = ({ top, height }: Placed): number => top + height / 2;
const xOf = (at: number): number => LEFT + at * COLUMN + COLUMN / 2;

function rowsOf({ tools }: Grid, say: Speaker, from: number): { placed: Placed[]; end: number } {
  let top = from;
  const placed = tools.map((row) => {
    const lines = linesOf(say.tool(row.id), NAME_LETTERS, 2);
    const one = { row, lines, top, height: lines.length * LINE + 10 };
    top += one.height;
    return one;
  });
  return { placed, end: top };
}

/** A name is cut to its place, however wide its letters are; its whole is its title. */
function ToolName({ placed: { row, lines, top, height }, name }: { placed: Placed; name: string }) {
  return (
    <svg x={0} y={top} width={LEFT - 6} height={height}>
      <title>{name}</title>
      {lines.map((line, at) => (
        <text key={`${row.id} ${line}`} x={2} y={LINE * (at + 1)}>
          {line}
        </text>
      ))}
    </svg>
  );
}

/** The signs of which a drawing has one at least. */
const signsOf = ({ tools, usages }: Grid): ReadonlySet<MarkName> =>
  new Set([
    ...usages.flatMap(({ beyond, gap }) =>
      gap
        ? [gap === 'sure' ? ('gap' as const) : ('perhaps' as const)]
        : [beyond > 0 ? ('square' as const) : ('dot' as const)],
    ),
    ...tools.flatMap(({ whose, isOnOnePerson }) => [
      ...(whose === 'other' ? [] : [whose]),
      ...(isOnOnePerson ? (['person'] as const) : []),
    ]),
  ]);

/** Aslant, so that a narrow column has room for its words. */
const Head = ({ x, y, text, bold }: { x: number; y: number; text: string; bold?: boolean }) => (
  <text transform={`translate(${x} ${y})rotate(-50)`} {...(bold && { 'font-weight': 'bold' })}>
    {text}
  </text>
);

/** What serves what: round where it is fine, square and joined where there are too many. */
function Marks({ placed, usages }: { placed: readonly Placed[]; usages: Grid['usages'] }) {
  const marks = usages.map(({ tools, beyond }, at) => ({
    x: xOf(at),
    isCrowded: beyond > 0,
    ys: placed.filter(({ row }) => tools.includes(row.id)).map(middleOf),
  }));
  const points = (crowded: boolean) =>
    marks.flatMap(({ x, ys, isCrowded }) => (isCrowded === crowded ? ys.map((y) => `M${x} ${y}h.01`) : [])).join('');
  const [dots, squares] = [points(false), points(true)];
  const joints = marks.flatMap(({ x, ys, isCrowded }) => (isCrowded ? [`M${x} ${ys[0]}V${ys.at(-1)}`] : [])).join('');
  return (
    <g stroke="currentColor">
      {joints && <path d={joints} stroke-width="4" />}
      {dots && <path d={dots} stroke-width="13" stroke-linecap="round" />}
      {squares && <path d={squares} stroke-width="14" stroke-linecap="square" />}
    </g>
  );
}

/**
 * The map of tools as a drawing: a line for each tool, a column for each usage. Everything is told by shapes, in the
 * colour of the text around it, so that it holds in black and white and in the dark. Its title and description say what
 * it shows; `ToolMapTable` says the rest, and belongs next to it. Nothing to draw: nothing.
 */
export function ToolMapPicture({ diagnosis: { map }, say }: PictureProps) {
  const words = TOOL_MAP[say.language];
  const grid = gridOf(map);
  const { tools, usages } = grid;
  if (tools.length + usages.length === 0) return null;
  const labels = usages.map(({ usage }) => say.usageShort(usage));
  const longest = Math.max(...[...labels, ...Object.values(words.heads)].map((label) => label.length)) * LETTER;
  const head = Math.ceil(longest * 0.77) + 24;
  const { placed, end } = rowsOf(grid, say, head);
  const right = LEFT + usages.length * COLUMN;
  const used = signsOf(grid);
  const edge = right + AFTER.all;
  const width = Math.max(LEAST_WIDTH, Math.ceil(right + AFTER.law + longest * 0.64 + 16));
  const height = end + FOOT + legendHeight({ words, used }) + 8;
  return (
    <svg
      role="img"
      aria-labelledby="map-title map-told"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-size="15"
      fill="currentColor"
    >
      <title id="map-title">{words.title(tools.length, usages.length)}</title>
      <desc id="map-told">{told(map, say)}</desc>
      <pattern id="map-hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v4" stroke="currentColor" stroke-width="2.4" />
      </pattern>
      {usages.map(({ usage, beyond }, at) => (
        <Head key={usage} x={xOf(at) + 4} y={head - 8} text={labels[at]!} bold={beyond > 0} />
      ))}
      {(['whose', 'person', 'law'] as const).map((name) => (
        <Head key={name} x={right + AFTER[name] + (name === 'law' ? 12 : 4)} y={head - 8} text={words.heads[name]} />
      ))}
      <g stroke="currentColor" stroke-opacity=".3">
        <path
          d={[
            ...[...placed.map(({ top }) => top), end].map((y) => `M0 ${y}H${edge}`),
            ...[...usages.map((_, at) => LEFT + at * COLUMN), edge].map((x) => `M${x} ${head}V${end}`),
          ].join('')}
        />
        <path d={`M${right} ${head}V${end}`} stroke-opacity="1" stroke-width="2" />
      </g>
      {placed.map((one) => (
        <g key={one.row.id}>
          <ToolName placed={one} name={say.tool(one.row.id)} />
          {one.row.whose !== 'other' && <Mark name={one.row.whose} x={right + AFTER.whose} y={middleOf(one)} />}
          {one.row.isOnOnePerson && <Mark name="person" x={right + AFTER.person} y={middleOf(one)} />}
          <text x={right + AFTER.law} y={middleOf(one) + 5}>
            {words.lawCodes[one.row.law] ?? words.lawCodes.UNKNOWN}
          </text>
        </g>
      ))}
      <Marks placed={placed} usages={usages} />
      {usages.map(({ usage, beyond, gap }, at) =>
        beyond > 0 ? (
          <text key={usage} x={xOf(at)} y={end + 22} text-anchor="middle" font-weight="bold">
            +{beyond}
          </text>
        ) : (
          gap && <Mark key={usage} name={gap === 'sure' ? 'gap' : 'perhaps'} x={xOf(at)} y={end + 17} />
        ),
      )}
      <Legend words={words} used={used} top={end + FOOT} />
    </svg>
  );
}

/** What the drawing shows, for anyone who does not see it. */
function told(map: Diagnosis['map'], say: Speaker): string {
  const words = TOOL_MAP[say.language];
  const { usages, gaps, bigPlatforms, onOnePerson } = map;
  const listed = (ids: readonly string[]) => say.list(ids.map(say.tool));
  const crowded = usages.filter(({ beyond }) => beyond > 0);
  return [
    ...(crowded.length > 0
      ? crowded.map(({ usage, tools }) => words.told.tooMany(say.usageShort(usage), tools.length, listed(tools)))
      : [words.told.noneTooMany]),
    ...(gaps.length > 0 ? [words.told.gaps(say.list(gaps.map(({ usage }) => say.usageShort(usage))))] : []),
    words.told.big(bigPlatforms.count, bigPlatforms.of, bigPlatforms.notRecognised.length),
    onOnePerson.length > 0 ? words.told.alone(listed(onOnePerson)) : words.told.nobodyAlone,
    words.told.rest,
  ].join(' ');
}

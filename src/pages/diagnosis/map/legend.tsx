import type { ToolMapWords } from '../../words/tool-map.ts';

export type MarkName = 'dot' | 'square' | 'big' | 'unknown' | 'person' | 'gap' | 'perhaps';

/** A sign of the map, centred on a point. */
export function Mark({ name, x, y }: { name: MarkName; x: number; y: number }) {
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

const linesOf = ({ words: { legend }, used }: LegendProps) =>
  SIGNS.filter((name) => used.has(name)).flatMap((name) =>
    legend[name].map((text, at) => ({ name: at === 0 ? name : undefined, text })),
  );

export const legendHeight = (props: LegendProps): number =>
  (linesOf(props).length + props.words.laws.length) * STEP + 12;

/** What each sign means, inside the drawing: it must still be there on paper, and in a file. */
export function Legend({ top, ...props }: LegendProps & { top: number }) {
  const lines = linesOf(props);
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

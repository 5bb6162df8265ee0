import type { SharedUsage } from '../../../workshops/workshop.ts';
import { usePage, useWords } from '../../frame/page.ts';
import { WORKSHOP } from '../../words/workshop.ts';

const LABEL_WIDTH = 170;
const STEP = 17;
const ROW = 28;

/** A line for each usage, a square for each association: shapes alone, so that it holds in black and white and in the dark. */
export function SharedPicture({ usages, associations }: { usages: readonly SharedUsage[]; associations: number }) {
  const { say } = usePage();
  const words = useWords(WORKSHOP);
  const width = LABEL_WIDTH + STEP * associations + 8;
  const height = ROW * usages.length + 8;
  const at = (square: number, row: number) => ({
    x: LABEL_WIDTH + square * STEP,
    y: row * ROW + 8,
    width: 13,
    height: 13,
    stroke: 'currentColor',
    'stroke-width': 1.4,
  });
  return (
    <svg
      role="img"
      aria-labelledby="shared-title shared-told"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-size="15"
      fill="currentColor"
    >
      <title id="shared-title">{words.usages}</title>
      <desc id="shared-told">
        {usages
          .map(
            ({ usage, usedBy, tooManyBy, wantedBy }) =>
              `${say.usageShort(usage)}\u00a0: ${words.told(usedBy.length, tooManyBy.length, wantedBy.length)}.`,
          )
          .join(' ')}
      </desc>
      <pattern id="shared-hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v4" stroke="currentColor" stroke-width="2.4" />
      </pattern>
      {usages.map(({ usage, usedBy, tooManyBy, wantedBy }, row) => {
        const fine = usedBy.length - tooManyBy.length;
        const wantedOnly = wantedBy.filter((label) => !usedBy.includes(label)).length;
        const fills = [
          ...Array<string>(fine).fill('currentColor'),
          ...Array<string>(tooManyBy.length).fill('url(#shared-hatch)'),
          ...Array<string>(wantedOnly).fill('none'),
        ];
        return (
          <g key={usage}>
            <text x={0} y={row * ROW + 20}>
              {say.usageShort(usage)}
            </text>
            {fills.map((fill, square) => (
              <rect key={`${usage} ${square}`} {...at(square, row)} fill={fill} />
            ))}
          </g>
        );
      })}
    </svg>
  );
}

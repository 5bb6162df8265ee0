import { PRICE_PROMISE } from '../../documents/price-change.ts';
import { usePage, useWords } from '../frame/page.ts';
import { HOST } from '../words/host.ts';
import { FRAME } from '../words/site.ts';
import type { HostView } from './host-view.tsx';

const STATES = ['kept', 'broken', 'pending'] as const;
type Outcome = (typeof STATES)[number];

/** Kinds of promises of which one was broken: by an end that came too soon, or a price. */
export const brokenKinds = ({ closing, services, priceChanges = [] }: HostView['host']): ReadonlySet<string> =>
  new Set([
    ...[closing, ...services.map((service) => service.closing)].flatMap((end) =>
      (end?.promises ?? []).flatMap(({ state, commitment }) => (state === 'broken' ? commitment : [])),
    ),
    ...(priceChanges.some(({ state }) => state === 'broken') ? [PRICE_PROMISE] : []),
  ]);

/** How often a closing or a higher price came as it was promised; what was taken back or never promised counts nowhere. */
export function outcomesOf({ closing, services, priceChanges = [] }: HostView['host']): Record<Outcome, number> {
  const judged = [
    ...[closing, ...services.map((service) => service.closing)].flatMap((end) => end?.promises ?? []),
    ...priceChanges,
  ];
  const count = (outcome: Outcome) => judged.filter(({ state }) => state === outcome).length;
  return { kept: count('kept'), broken: count('broken'), pending: count('pending') };
}

const DRAWN = { kept: 'fill', broken: 'over', pending: 'free' } as const;

/** Promises kept, broken and under way, side by side, and the same in words; nothing where none came to the test. */
export function Tested({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const outcomes = outcomesOf(host);
  const total = STATES.reduce((sum, state) => sum + outcomes[state], 0);
  if (total === 0) return null;
  const shown = STATES.filter((state) => outcomes[state] > 0);
  let from = 0;
  return (
    <div class="tested">
      <p>
        <strong>{words.tested}</strong>
        {colon}
        {say.list(shown.map((state) => words[state](outcomes[state])))}.
      </p>
      <svg class="bar" aria-hidden="true">
        {shown.map((state) => {
          const share = (outcomes[state] / total) * 99;
          const x = from;
          from += share;
          return (
            <rect
              key={state}
              class={DRAWN[state]}
              x={`${x.toFixed(1)}%`}
              y={1}
              width={`${(share - 1).toFixed(1)}%`}
              height={12}
              rx={4}
            />
          );
        })}
      </svg>
    </div>
  );
}

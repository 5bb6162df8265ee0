import { useWords } from '../../frame/page.ts';
import { WORKSHOP } from '../../words/workshop.ts';
import type { Room } from './brought.ts';

const MOST_NAMES = 10;

/** Files that are no map, by name, with why. */
export function Refused({ room: { refused, isCut } }: { room: Room }) {
  const words = useWords(WORKSHOP);
  if (refused.length === 0 && !isCut) return null;
  return (
    <div class="faults screen" role="alert">
      {refused.length > 0 && <p class="fault">{words.refused(refused.length)}</p>}
      <ul>
        {refused.slice(0, MOST_NAMES).map(({ name, why }, at) => (
          <li key={`${at} ${name}`}>
            <strong>{name}</strong>&nbsp;: {why}
          </li>
        ))}
      </ul>
      {refused.length > MOST_NAMES && <p>{words.moreFiles(refused.length - MOST_NAMES)}</p>}
      {isCut && <p>{words.cut}</p>}
    </div>
  );
}

import { useWords } from '../../frame/page.ts';
import { WORKSHOP } from '../../words/workshop.ts';
import type { Room } from './brought.ts';

/** Files that are no map, by name, with why. */
export function Refused({ room: { refused, isCut } }: { room: Room }) {
  const words = useWords(WORKSHOP);
  if (refused.length === 0 && !isCut) return null;
  return (
    <div class="faults screen" role="alert">
      {refused.length > 0 && <p class="fault">{words.refused(refused.length)}</p>}
      <ul>
        {refused.map(({ name, why }, at) => (
          <li key={`${at} ${name}`}>
            <strong>{name}</strong>&nbsp;: {why}
          </li>
        ))}
      </ul>
      {isCut && <p>{words.cut}</p>}
    </div>
  );
}

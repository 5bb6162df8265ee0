import type { ListedChoice } from '../../federations/selection/listed.ts';
import { HostCard } from '../directory/card.tsx';
import type { Entry } from '../directory/entry.ts';
import { usePage, useWords } from '../frame/page.ts';
import { WrittenText } from '../frame/parts.tsx';
import { FEDERATION } from '../words/federation.ts';

/** A chosen host, as lists show it. */
export interface ChosenEntry {
  choice: ListedChoice;
  entry: Entry;
}

/** The hosts of its own list, each with the reason for the choice and the ties that it declares. */
export function OwnList({ chosen, name }: { chosen: readonly ChosenEntry[]; name: string }) {
  const words = useWords(FEDERATION);
  const { say } = usePage();
  const last = chosen
    .map(({ choice }) => choice.decidedOn)
    .sort()
    .at(-1)!;
  return (
    <section>
      <h2>{words.chosen}</h2>
      <p class="small soft">{words.ownList(name, say.date(last))}</p>
      <ul class="cards two">
        {chosen.map(({ choice: { host, why, ties, decidedOn, reviewBy, overdue, proposed }, entry }) => (
          <HostCard
            key={host}
            entry={entry}
            withoutNetworks
            more={
              <>
                {!proposed && !entry.state && <p class="state not">{words.gone}</p>}
                <dl class="pairs">
                  <dt>{words.why}</dt>
                  <dd>
                    <WrittenText text={why} />
                  </dd>
                  <dt>{words.ties}</dt>
                  <dd>{ties === 'none' ? words.noTies : <WrittenText text={ties} />}</dd>
                </dl>
                <p class="soft small">
                  {(overdue ? words.overdue : words.decided)(say.date(decidedOn), say.date(reviewBy))}
                </p>
              </>
            }
          />
        ))}
      </ul>
    </section>
  );
}

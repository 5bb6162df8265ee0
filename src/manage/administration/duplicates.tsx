import type { Bercail } from '../../bercail.ts';
import { type Duplicate, duplicatesIn } from '../../catalogue/alike/alike.ts';
import { tellDuplicate } from '../../catalogue/alike/words.ts';
import { curved } from '../../ground/texts.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link, Sentence } from '../../pages/frame/parts.tsx';
import type { Desk } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { LETTER_DESK } from '../words/letters.ts';
import { ADMIN, entryAt } from './frame.tsx';

const SHOWN = 20;

function DuplicatesPage({ pairs }: { pairs: readonly Duplicate[] }) {
  const words = useWords(LETTER_DESK);
  const { heading } = useWords(ADMINISTRATION);
  const { language } = usePage();
  return (
    <DeskPage heading={words.duplicates} lead={words.duplicatesLead} crumb={[ADMIN, heading]}>
      {pairs.length === 0 && <p>{words.noDuplicate}</p>}
      {pairs.length > SHOWN && <p>{words.firstPairs(SHOWN, pairs.length)}</p>}
      <ul class="list" hidden={pairs.length === 0}>
        {pairs.slice(0, SHOWN).map((pair) => {
          const { kept, other } = pair;
          return (
            <li key={`${kept.id} ${other.id}`}>
              <p>
                <Sentence text={curved(tellDuplicate(pair, language))} />
              </p>
              <p class="row">
                {[kept, other].map((host) => (
                  <Link key={host.id} to={entryAt(host)} class="tap">
                    {host.slug}
                  </Link>
                ))}
                <Link to={`${entryAt(kept)}/merging`} query={{ from: other.slug }} class="tap">
                  {words.merge}
                </Link>
              </p>
            </li>
          );
        })}
      </ul>
    </DeskPage>
  );
}

/** Entries that may be of one organisation, each pair with the form that merges it. */
export function duplicatesPage(desk: Desk, { catalogue }: Bercail): void {
  desk.page(`${ADMIN}/duplicates`, ({ asAdmin }) => {
    asAdmin('listDuplicates');
    return <DuplicatesPage pairs={duplicatesIn(catalogue.current())} />;
  });
}

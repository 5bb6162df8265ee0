import { capital } from '../../ground/texts.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { STORAGE } from '../../vocabulary/units.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { ANSWER } from '../words/answer.ts';
import { FRAME } from '../words/site.ts';
import { lowerFirst } from '../words/typeset.ts';
import { pointsOf } from './proposals.ts';

type NearMiss = Match['nearMisses'][number];

/** Lines shown; the sentences of all of them stand in the rest of the answer. */
const SHOWN = 2;

/** Lacks more than this of what is wanted, or of what is to be paid: nobody would let go of so much. */
const MOST_LACKING = 1 / 2;

const isNear = ({ missing: need, params: { missing, has } }: NearMiss): boolean =>
  typeof missing !== 'number' ||
  typeof has !== 'number' ||
  missing <= (has + missing) * MOST_LACKING ||
  // Whoever wants to pay nothing may still like to know what little there is to pay.
  (need === 'budget' && has === 0);

/** Whether a host may have larger plans than those that are known. */
const isAsked = ({ params: { unit, allPlans } }: NearMiss): boolean => typeof unit === 'string' && allPlans === false;

/** What keeps a host out, as something to let go: “2 comptes, sur 12”; as a question where it may have larger plans. */
function lacking(miss: NearMiss, say: Speaker): string {
  const { missing, params } = miss;
  const words = ANSWER[say.language];
  const { missing: lacks, has, wanted, unit, key } = params as Record<string, unknown>;
  if (missing === 'budget' && typeof lacks === 'number') return words.morePerYear(say.euros(lacks));
  if (typeof lacks === 'number' && typeof has === 'number' && typeof wanted === 'number' && typeof unit === 'string') {
    const amount = (count: number) => (unit === STORAGE ? say.gigabytes(count) : say.amount(unit, count));
    const all = unit === STORAGE ? say.gigabytes(wanted) : say.number(wanted);
    return isAsked(miss) ? words.larger(amount(has), all) : words.lack(amount(lacks), all);
  }
  const named = pointsOf([missing], typeof key === 'string' ? [key] : [], say);
  return capital(named.join(', '));
}

/** What one may let go, and who is possible then. */
export function WaysOut({ match: { nearMisses, relaxations } }: { match: Match }) {
  const words = useWords(ANSWER);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const single = relaxations.filter(({ giveUp }) => giveUp.length === 1);
  const lines = [
    ...nearMisses.filter(isNear).map((miss) => ({
      what: lacking(miss, say),
      isAsked: isAsked(miss),
      who: (
        <Link to={`/hosts/${miss.host}`} {...(!isAsked(miss) && { class: 'tap' })}>
          {miss.name}
        </Link>
      ),
    })),
    ...single.map(({ giveUp, keys, count }) => ({
      isAsked: false,
      what: capital(pointsOf(giveUp, keys[0] ? [keys[0]] : [], say).join(', ')),
      who: <span>{lowerFirst(words.possible(count))}</span>,
    })),
  ].slice(0, SHOWN);
  if (lines.length === 0) return null;
  // On paper the rest of the answer is open, and says it in full.
  return (
    <section class="screen">
      <h2>{words.giveUp}</h2>
      <ul class="list">
        {lines.map(({ what, who, isAsked }) => (
          <li class="swap" key={what}>
            {isAsked ? (
              <span>
                {who}
                {colon}
                {what}
              </span>
            ) : (
              <>
                <span>{what}</span>
                {who}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

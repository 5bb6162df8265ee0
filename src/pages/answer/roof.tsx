import { usePage, useWords } from '../frame/page.ts';
import { ANSWER } from '../words/answer.ts';
import { FRAME } from '../words/site.ts';
import { HostLinks } from './card.tsx';
import { needInShort } from './message.ts';
import { priceInShort } from './price.ts';
import { type AnsweredNeed, type Proposal, verdictOf } from './proposals.ts';
import { askFirstIn } from './rest.tsx';

/** A name above this length is for its card, not for a heading. */
const LONGEST_NAME = 60;

/** The advice of the page, as its heading. */
function useAdvice({ match }: AnsweredNeed, proposals: readonly Proposal[]): string {
  const words = useWords(ANSWER);
  if (match.askFirst && match.askFirst.name.length <= LONGEST_NAME) return askFirstIn(match.askFirst)[0];
  const fits = proposals.filter(({ state }) => state === 'fits');
  const [first, second] = fits;
  if (!first) {
    const hasGroup = proposals.some(({ hosts }) => hosts.length > 1);
    return (hasGroup ? words.advice.askGroups : words.advice.ask)(Math.min(proposals.length, 3));
  }
  if (first.hosts.length === 1 && first.title.length <= LONGEST_NAME && (!second || first.holdsFirstPlace))
    return words.advice[verdictOf(first) === 'fits' ? 'fits' : 'seems'](first.title);
  const isConfirmed = fits.every((proposal) => verdictOf(proposal) === 'fits');
  const kind = second ? 'several' : first.hosts.length > 1 ? 'together' : 'one';
  return words[isConfirmed ? 'fits' : 'seems'][kind];
}

/** Names with their prices, as a list in a sentence; a price that all have in common is said once. */
function Priced({ proposals }: { proposals: readonly Proposal[] }) {
  const { say } = usePage();
  const { colon } = useWords(FRAME);
  const prices = proposals.map(({ cost, budget }) => priceInShort(cost, budget, say));
  const isOne = prices.length > 1 && new Set(prices).size === 1;
  const hosts = proposals.flatMap((proposal, index) =>
    proposal.hosts.map(({ host }, place) => ({
      host,
      after: isOne || place < proposal.hosts.length - 1 ? '' : ` (${prices[index]})`,
    })),
  );
  return (
    <>
      <HostLinks hosts={hosts} />
      {isOne && `${colon}${prices[0]}`}
    </>
  );
}

/** Who, for how much, and what is left to ask. */
function Lead({ answered: { match }, proposals }: { answered: AnsweredNeed; proposals: readonly Proposal[] }) {
  const words = useWords(ANSWER);
  const [first, ...others] = proposals;
  if (!first) return <>{match.considered === 0 ? words.nobodyLead(match.help.length > 0) : words.nothingLead}</>;
  if (!match.askFirst && first.state === 'to-check')
    return (
      <>
        <strong>{words.notSure}</strong> {words.choose} <Priced proposals={proposals} />.
      </>
    );
  return (
    <>
      <Priced proposals={[first]} />. {match.askFirst && `${askFirstIn(match.askFirst)[1]} `}
      {others.length > 0 && (
        <>
          {words.otherwise} <Priced proposals={others} />.
        </>
      )}
    </>
  );
}

/** The need, the advice, and who: the first screen of a telephone. On paper also the day and where it was found. */
export function AnswerRoof({ answered, proposals }: { answered: AnsweredNeed; proposals: readonly Proposal[] }) {
  const words = useWords(ANSWER);
  const { say, site } = usePage();
  const advice = useAdvice(answered, proposals);
  return (
    <div class="roof">
      <ul class="need" aria-label={words.need}>
        {needInShort(answered.need, say).map((part) => (
          <li key={part}>{part}</li>
        ))}
        <li class="screen">
          <button type="submit" form="need" class="link" name="go" value="whole">
            {words.changeAll}
          </button>
        </li>
      </ul>
      <h1>{advice}</h1>
      <p class="text">
        <Lead answered={answered} proposals={proposals} />
      </p>
      <p class="paper">{words.printed(say.date(answered.match.asOf), site)}</p>
    </div>
  );
}

import { curved } from '../../ground/texts.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Go, PhoneLink, Sentence } from '../frame/parts.tsx';
import { needInShort } from '../parts/message.ts';
import { shownPrice } from '../parts/price.ts';
import type { AnsweredNeed, Proposal } from '../parts/proposals.ts';
import { ANSWER } from '../words/answer.ts';
import { sharedBy, shortName } from './card-lines.ts';
import { nobodyOffers } from './nobody.tsx';
import { HostLinks } from './rest.tsx';
import { isNobody } from './shown.ts';

/** Names above this length are for their card, not for a heading. */
const LONGEST_NAMES = 90;

interface RoofProps {
  answered: AnsweredNeed;
  proposals: readonly Proposal[];
  /** Usages that somebody is known to offer. */
  offered: ReadonlySet<string>;
}

/** The advice of the page, as its heading. */
function useAdvice({ answered, proposals, offered }: RoofProps): string {
  const words = useWords(ANSWER);
  const { say } = usePage();
  if (isNobody(proposals)) {
    const usages = nobodyOffers(answered.need, offered).map((usage) => say.usage(usage));
    return usages.length > 0 ? words.nobody.of(say.list(usages)) : words.nobody.title;
  }
  const names = proposals[0]!.hosts.map(({ host }) => shortName(host.name));
  return names.join().length > LONGEST_NAMES ? words.advice.count(names.length) : words.advice.ask(names, say.list);
}

/** How much, then who else. */
function Lead({ proposals }: { proposals: readonly Proposal[] }) {
  const words = useWords(ANSWER);
  const { say } = usePage();
  const [first, ...others] = proposals;
  if (!first) return null;
  const { almost, cost, budget } = first;
  const { text, note } = shownPrice(cost, budget, say, { isSaid: sharedBy(proposals).unread });
  const price = text + note;
  const named = first.hosts.map(({ host }) => host.slug);
  const rest = others.flatMap(({ hosts }) => {
    const unnamed = hosts.filter(({ host }) => !named.includes(host.slug));
    named.push(...unnamed.map(({ host }) => host.slug));
    return unnamed.length > 0 ? [unnamed] : [];
  });
  return (
    <>
      {almost ? <Sentence {...almost} /> : words.price(price)}{' '}
      {rest.length > 0 && (
        <>
          {words.otherwise}
          {rest.map((hosts, place) => (
            <>
              {place > 0 && words.afterwards}
              <HostLinks hosts={hosts} />
            </>
          ))}
          .
        </>
      )}
    </>
  );
}

/** Nothing presses, and who is there to talk to. */
function CalmLead({ match: { help, considered } }: AnsweredNeed) {
  const words = useWords(ANSWER);
  if (considered === 0) return <>{words.nobodyLead(help.length > 0)}</>;
  const [first] = help;
  const name = first && curved(first.name);
  return (
    <>
      {words.nobody.calm}{' '}
      {name &&
        (first.phone ? (
          <>
            {words.nobody.call}
            <PhoneLink phone={first.phone} /> ({name}).
          </>
        ) : (
          words.nobody.talk(name)
        ))}
    </>
  );
}

/** The need, the advice, and who: the first screen of a telephone. On paper also the day, and who prepared it. */
export function AnswerRoof(props: RoofProps) {
  const { answered, proposals } = props;
  const words = useWords(ANSWER);
  const { say, site } = usePage();
  const advice = useAdvice(props);
  return (
    <div class="roof">
      <ul class="need" aria-label={words.need}>
        {needInShort(answered.need, say).map((part) => (
          <li key={part}>{part}</li>
        ))}
        <li class="screen">
          <Go form="need" go="whole" text={words.change} />
        </li>
      </ul>
      <h1>{advice}</h1>
      <p class="text">{isNobody(proposals) ? <CalmLead {...answered} /> : <Lead proposals={proposals} />}</p>
      <p class="paper">
        {words.printed(say.date(answered.match.asOf), site)} {words.preparedWith} <span class="write" />
      </p>
    </div>
  );
}

import type { Federation } from '../../documents/federation.ts';
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
  /** In whose name the page is shown. */
  federation: Federation | undefined;
  /** Usages that somebody is known to offer. */
  offered: ReadonlySet<string>;
}

/** That nobody fits: of the hosts that the page proposes. */
export const nobodyFits = (
  { onlyFrom }: AnsweredNeed['need'],
  federation: Federation | undefined,
  { nobody: words }: (typeof ANSWER)['fr'],
): string => (onlyFrom && federation ? words.ofNetwork[onlyFrom](curved(federation.name)) : words.title);

/** The advice of the page, as its heading. */
function useAdvice({ answered, proposals, offered, federation }: RoofProps): string {
  const words = useWords(ANSWER);
  const { say } = usePage();
  if (isNobody(proposals)) {
    const usages = nobodyOffers(answered.need, offered).map((usage) => say.usage(usage));
    if (usages.length > 0) return words.nobody.of(say.list(usages));
    return nobodyFits(answered.need, federation, words);
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
function CalmLead({ match: { help, considered }, need }: AnsweredNeed) {
  const words = useWords(ANSWER);
  if (considered === 0 && need.onlyFrom === undefined) return <>{words.nobodyLead(help.length > 0)}</>;
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

import { parisDay } from '../../ground/clock.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { StoredRecommendation } from '../../recommendations/store.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { HostLinks, Sentences } from '../answer/rest.tsx';
import { List } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Tap, WrittenText } from '../frame/parts.tsx';
import { needLines, placeTold } from '../parts/message.ts';
import type { Proposal } from '../parts/proposals.ts';
import { ANSWER } from '../words/answer.ts';
import { RECOMMENDATION } from '../words/recommendation.ts';
import type { FrozenAnswer } from './advice.ts';

export const slugsIn = (proposals: readonly Proposal[]): string[] =>
  proposals.flatMap(({ hosts }) => hosts.map(({ host }) => host.slug));

/** What was said with the answer, as far as it is about no host that is above. */
export function SaidBeside({
  stored,
  frozen: { match, need, proposals },
  federation,
}: Pick<RoofProps, 'stored' | 'federation'> & { frozen: FrozenAnswer }) {
  const words = useWords(RECOMMENDATION);
  const answer = useWords(ANSWER);
  const lang = stored.language;
  const told = slugsIn(proposals);
  const asked = match.asked.filter(({ host }) => !told.includes(host));
  // Hosts of the federation's own list are asked about too: the reader has not named these.
  const named = asked.filter(({ host }) => need.hosts?.includes(host));
  const listed = asked.filter((one) => !named.includes(one));
  const additions = match.additions.filter(({ to, host }) => told.includes(to) && !told.includes(host));
  const lists = [asked, additions, match.notes];
  if (lists.every((list) => list.length === 0)) return null;
  return (
    <details>
      <summary class="screen">{words.saidBeside}</summary>
      <div class="stack">
        <Sentences title={answer.asked} lines={named} lang={lang} />
        <Sentences title={words.listed(federation)} lines={listed} lang={lang} />
        <Sentences title={answer.additions} lines={additions} lang={lang} />
        <Sentences title={answer.assumed} lines={match.notes} lang={lang} />
      </div>
    </details>
  );
}

/** Names above this length are for the cards, not for a heading. */
const LONGEST_NAMES = 60;

/** The whole need as it was sent: it is on the same sheet of paper as the questions. */
function NeedAsPut({ need, reference }: { need: Need; reference: Reference }) {
  const words = useWords(RECOMMENDATION);
  const { say } = usePage();
  const tools = (need.currentTools ?? []).flatMap((key) => reference.tools.get(key)?.name ?? []);
  const lines = [
    ...needLines(need, say),
    need.budgetPerYear != null && words.budget(say.euros(need.budgetPerYear)),
    placeTold(need, say),
    tools.length > 0 && words.presentTools(say.list(tools)),
  ].filter((line) => typeof line === 'string');
  return <List class="need" aria-label={words.sought} of={lines} />;
}

interface RoofProps {
  stored: StoredRecommendation;
  need: Need;
  reference: Reference;
  federation: string;
  /** Answers that still hold, and how many were given. */
  holding: readonly Proposal[];
  given: number;
  /** The first of them is the first place, then and now. */
  isFirstSure: boolean;
}

/** The names in the heading, and the answers that are named below it instead. */
function advised({ holding, isFirstSure }: RoofProps, say: Speaker): [names: string, others: readonly Proposal[]] {
  const [first, ...others] = holding;
  const isOne = isFirstSure || others.length === 0;
  const names = isOne ? (first?.title ?? '') : say.list(holding.map(({ title }) => title));
  if (names.length > LONGEST_NAMES) return [RECOMMENDATION[say.language].answers(holding.length), []];
  return [names, isOne ? others : []];
}

function useHeading(props: RoofProps, names: string): string {
  const words = useWords(RECOMMENDATION);
  const { nobody } = useWords(ANSWER);
  if (props.stored.withdrawnAt) return words.adviceWithdrawn;
  if (props.given === 0) return nobody.title;
  return props.holding.length === 0 ? words.adviceLost : words.advice(props.federation, names);
}

/** Who recommends whom, when, and for which need: the first screen of a telephone. */
export function RecommendationRoof(props: RoofProps) {
  const words = useWords(RECOMMENDATION);
  const { nobody, preparedWith } = useWords(ANSWER);
  const { say, language } = usePage();
  const { stored, need, reference, federation, given } = props;
  const { createdAt, withdrawnAt, withdrawnReason } = stored;
  const [names, others] = advised(props, say);
  const heading = useHeading(props, names);
  return (
    <div class="roof">
      <NeedAsPut need={need} reference={reference} />
      <h1>{heading}</h1>
      <p class="text">
        {withdrawnAt && withdrawnReason && (
          <>
            <strong>{words.withdrawn(federation, say.date(parisDay(withdrawnAt)))}</strong> {words.reason}{' '}
            <WrittenText text={withdrawnReason} />{' '}
          </>
        )}
        {given === 0 && `${nobody.calm} `}
        {others.length > 0 && !withdrawnAt && (
          <>
            {words.otherwise} <HostLinks hosts={others.flatMap(({ hosts }) => hosts)} />.{' '}
          </>
        )}
        {words.given(federation, say.date(parisDay(createdAt)))} {words.kept}
        {stored.language !== language && ` ${words.language}`}
        {stored.redactedAt && ` ${words.redacted}`}{' '}
        <Tap to={`/federations/${stored.federation}`} class="screen" text={words.about(federation)} />
      </p>
      <p class="paper">
        {preparedWith} <span class="write" />
      </p>
    </div>
  );
}

import type { StoredRecommendation } from '../../recommendations/store.ts';
import type { Proposal } from '../answer/proposals.ts';
import { Sentences } from '../answer/rest.tsx';
import { useWords } from '../frame/page.ts';
import { ANSWER } from '../words/answer.ts';
import { RECOMMENDATION } from '../words/recommendation.ts';
import type { FrozenAnswer } from './frozen-answer.ts';

export const slugsIn = (proposals: readonly Proposal[]): string[] =>
  proposals.flatMap(({ hosts }) => hosts.map(({ host }) => host.slug));

/** What was said with the answer, as far as it is about no host that stands above. */
export function SaidBeside({
  stored,
  frozen: { match, need, proposals },
  federation,
}: {
  stored: StoredRecommendation;
  frozen: FrozenAnswer;
  federation: string;
}) {
  const words = useWords(RECOMMENDATION);
  const answer = useWords(ANSWER);
  const lang = stored.language;
  const told = slugsIn(proposals);
  const asked = (match.asked ?? []).filter(({ host }) => !told.includes(host));
  // Hosts of the federation's own list are asked about too: whoever reads has not named these.
  const named = asked.filter(({ host }) => need.hosts?.includes(host));
  const listed = asked.filter((one) => !named.includes(one));
  const additions = (match.additions ?? []).filter(({ to, host }) => told.includes(to) && !told.includes(host));
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

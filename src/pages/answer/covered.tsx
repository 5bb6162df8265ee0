import { usePage, useWords } from '../frame/page.ts';
import { type Answered, Glyph, UsagePicture } from '../frame/pictures.tsx';
import type { Proposal } from '../parts/proposals.ts';
import { CARD } from '../words/card.ts';

const Mark = ({ usage, answered }: { usage: string; answered: Answered }) => {
  const words = useWords(CARD).answered;
  const { say } = usePage();
  return (
    <li class="mark">
      <UsagePicture usage={usage} small />
      <span class={answered === 'no' ? 'no-word' : undefined}>{say.usageShort(usage)}</span>
      <Glyph answered={answered} />
      <span class="vh">{words[answered]}</span>
    </li>
  );
};

/** What was asked for: offered, to be asked, or a stated no; told by a shape, and by a word for the ear. */
export function Covered({ covered, toAsk, refused }: Pick<Proposal, 'covered' | 'toAsk' | 'refused'>) {
  const marks = (usages: readonly string[], answered: Answered) =>
    usages.map((usage) => <Mark key={usage} usage={usage} answered={answered} />);
  return (
    <ul class="marks">
      {marks(refused, 'no')}
      {marks(toAsk, 'ask')}
      {marks(covered, 'yes')}
    </ul>
  );
}

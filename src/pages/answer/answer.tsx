import type { ComponentChildren } from 'preact';
import { Hidden, PrintButton } from '../frame/controls.tsx';
import type { HeadingLevel } from '../frame/heading.tsx';
import { LanguageButton } from '../frame/language.tsx';
import { Layout } from '../frame/layout.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import type { Asking } from '../need/asking.ts';
import { ANSWER } from '../words/answer.ts';
import { ProposalCard } from './card.tsx';
import { Helpers, NearMisses, Sentences } from './parts.tsx';
import { type Found, type Proposal, proposalsOf, shownOf } from './proposals.ts';
import { Summary } from './summary.tsx';

interface AnswerProps {
  asking: Asking;
  found: Found;
  /** Everything known, one step away from the three answers. */
  everything: boolean;
  note?: ComponentChildren;
}

/** How an answer that fits is announced: a host alone, several together, or a choice. */
const kindOf = ([first, second]: readonly Proposal[]): 'one' | 'together' | 'several' => {
  if (second) return 'several';
  return first && first.hosts.length > 1 ? 'together' : 'one';
};

/** At most three answers in plain words, whom to ask for help, and what to do next. */
export function Answer({ asking, found, everything, note }: AnswerProps) {
  const words = useWords(ANSWER);
  const page = usePage();
  const { match } = found;
  const all = proposalsOf(found);
  const shown = everything ? all : shownOf(all);
  const fits = shown.filter(({ state }) => state === 'fits');
  const toCheck = shown.filter(({ state }) => state === 'to-check');
  const cards = (list: typeof shown, level: HeadingLevel) =>
    list.map((proposal) => (
      <ProposalCard key={proposal.key} proposal={proposal} level={level} isStateSaid={proposal.state === 'to-check'} />
    ));
  return (
    <Layout title={words.title} note={note} otherLanguage={<LanguageButton action={asking.action} form="need" />}>
      <form id="need" method="post" action={addressIn(page, asking.action)}>
        <input type="hidden" name="at" value={everything ? 'everything' : 'answer'} />
        <Hidden values={asking.form} />
        <h1>{fits.length > 0 ? words.fits[kindOf(fits)] : words.nothing}</h1>
        {cards(fits, 2)}
        {fits.length === 0 && (
          <section>
            <p>{words.nothingLead}</p>
            <h2>{words.helpFirst}</h2>
            <Helpers help={match.help} level={3} />
          </section>
        )}
        {toCheck.length > 0 && (
          <section>
            <h2>{words.states['to-check']}</h2>
            <p>{words.toCheckLead}</p>
            {cards(toCheck, 3)}
          </section>
        )}
        <p class="row screen">
          {shown.length > 0 && (
            <button type="submit" name="go" value="compare">
              {words.compare}
            </button>
          )}
          <button type="submit" class="second" name="go" value={everything ? 'answer' : 'everything'}>
            {everything ? words.few : words.all}
          </button>
          <PrintButton />
        </p>
        <NearMisses title={words.almost} misses={match.nearMisses} />
        <Sentences title={words.giveUp} lines={match.relaxations} />
        {everything && (
          <>
            <Sentences title={words.groups} lines={match.combinations.filter(({ hosts }) => hosts.length > 1)} />
            <Sentences title={words.order} lines={match.comparisons} />
          </>
        )}
        <Sentences title={words.policy} lines={match.policyEffects ?? []} />
        <Sentences title={words.assumed} lines={match.notes} />
        {fits.length > 0 && (
          <section>
            <h2>{words.help}</h2>
            <Helpers help={match.help} level={3} />
          </section>
        )}
        <p class="soft">
          {words.looked(match.considered, match.excluded.nothingKnown)} {words.listNote}
        </p>
        <h2>{words.yours}</h2>
        <Summary asking={asking} />
      </form>
    </Layout>
  );
}

/** For somebody who does not know yet what is needed: people to talk to. */
export function LostAnswer({
  asking,
  help,
  note,
}: Pick<AnswerProps, 'asking' | 'note'> & { help: Found['match']['help'] }) {
  const words = useWords(ANSWER);
  const page = usePage();
  return (
    <Layout title={words.lostTitle} note={note} otherLanguage={<LanguageButton action={asking.action} form="need" />}>
      <form id="need" method="post" action={addressIn(page, asking.action)}>
        <input type="hidden" name="at" value="answer" />
        <Hidden values={asking.form} />
        <h1>{words.lostTitle}</h1>
        <p>{words.lostLead}</p>
        <Helpers help={help} level={2} />
        <h2>{words.yours}</h2>
        <Summary asking={asking} />
      </form>
    </Layout>
  );
}

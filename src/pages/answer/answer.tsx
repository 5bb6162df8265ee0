import type { ComponentChildren } from 'preact';
import type { Federation } from '../../documents/federation.ts';
import { EMPTY, Summary } from '../frame/fields.tsx';
import { LanguageButton, Layout } from '../frame/layout.tsx';
import { addressIn, tabOf, usePage, useWords } from '../frame/page.ts';
import { EraseButton, HiddenFields, Notice } from '../frame/parts.tsx';
import type { Questionnaire } from '../need/flow.ts';
import { ANSWER } from '../words/answer.ts';
import { assumedHere } from './assumed.ts';
import { ProposalCard } from './card.tsx';
import { WaysOut } from './giving-up.tsx';
import { Helpers } from './help.tsx';
import { type AnsweredNeed, askedFirst, firstProposals, proposalsOf } from './proposals.ts';
import { NearMisses, Sentences } from './rest.tsx';
import { AnswerRoof } from './roof.tsx';
import { SendOn } from './send.tsx';
import { Summary as NeedSummary } from './summary.tsx';
import { sharedBy, sharedText } from './telling.ts';
import { ToFederation } from './to-federation.tsx';

interface AnswerProps {
  questionnaire: Questionnaire;
  answered: AnsweredNeed;
  /** Shows all answers instead of the first three. */
  everything: boolean;
  note?: ComponentChildren;
  /** The federation in whose name the page is shown, to which the need may be sent. */
  federation?: Federation | undefined;
  /** Of this page alone, see `ToFederation`. */
  once: string;
  /** Why the need was not sent. */
  refusal?: string | undefined;
}

/** The answers so far travel in this form; the buttons around it belong to it. */
function NeedForm({ questionnaire: { form, action }, at }: Pick<AnswerProps, 'questionnaire'> & { at: string }) {
  const page = usePage();
  return (
    <form id="need" method="post" action={addressIn(page, action)} data-tab={tabOf(page)}>
      <input type="hidden" name="at" value={at} />
      <HiddenFields values={form} />
    </form>
  );
}

/** What the cards, the help and the ways out have no room for. */
function Rest({
  questionnaire,
  answered: { match },
  everything,
}: Omit<AnswerProps, 'note' | 'federation' | 'once' | 'refusal'>) {
  const words = useWords(ANSWER);
  const { say } = usePage();
  return (
    <details>
      <summary>{words.rest}</summary>
      <div class="stack">
        <Sentences title={words.asked} lines={match.asked ?? []} />
        <Sentences title={words.additions} lines={match.additions ?? []} />
        <Sentences title={words.groups} lines={match.combinations.filter(({ hosts }) => hosts.length > 1)} />
        <Sentences title={words.order} lines={match.comparisons} />
        <NearMisses title={words.almost} misses={match.nearMisses} />
        <Sentences title={words.giveUpInFull} lines={match.relaxations} />
        <Sentences title={words.policy} lines={match.policyEffects ?? []} />
        <Sentences title={words.assumed} lines={assumedHere(match.notes, say)} />
        <p class="soft">
          {words.looked(match.considered, match.excluded.nothingKnown)} {words.listNote}
        </p>
        <p class="screen">
          <button type="submit" form="need" class="link" name="go" value={everything ? 'answer' : 'everything'}>
            {everything ? words.few : words.all}
          </button>
        </p>
        <h2>{words.yours}</h2>
        <NeedSummary questionnaire={questionnaire} />
      </div>
    </details>
  );
}

/** At most three answers in plain words, what to do with them, whom to ask for help; all that is known of them is a fold away. */
export function Answer({ questionnaire, answered, everything, note, federation, once, refusal }: AnswerProps) {
  const words = useWords(ANSWER);
  const { say } = usePage();
  const { match } = answered;
  const all = askedFirst(proposalsOf(answered), match);
  const first = firstProposals(all);
  const shown = everything ? all : first;
  const shared = sharedBy(shown);
  const domain = match.notes.find(({ code }) => code === 'domain-name-apart')?.params.euros;
  const trueOfAll = sharedText(shared, shown.length, typeof domain === 'number' ? domain : null, say);
  const help = match.help.length > 0 && (
    <section>
      <h2>{words.help}</h2>
      <Helpers help={match.help} level={3} {...(shown.length > 0 && { most: 1 })} />
    </section>
  );
  const waysOut = <WaysOut match={match} />;
  return (
    <Layout
      title={words.title}
      wide
      note={note}
      otherLanguage={<LanguageButton action={questionnaire.action} form="need" />}
      roof={<AnswerRoof answered={answered} proposals={first} />}
    >
      <NeedForm questionnaire={questionnaire} at={everything ? 'everything' : 'answer'} />
      <Summary filled={{ ...EMPTY, refusal }} />
      {shown.length === 0 && help}
      {shown.length > 0 && (
        <>
          {trueOfAll !== '' && (
            <section class="tight">
              <Notice>{trueOfAll}</Notice>
            </section>
          )}
          <section class="cards three tight" aria-label={words.cards}>
            {shown.map((proposal, place) => (
              <ProposalCard
                key={proposal.key}
                proposal={proposal}
                level={2}
                shared={shared}
                inForm
                isFirst={place === 0 && (proposal.holdsFirstPlace || proposal.key === match.askFirst?.host)}
              />
            ))}
          </section>
        </>
      )}
      <SendOn
        questionnaire={questionnaire}
        answered={answered}
        proposals={first}
        shown={shown.length}
        shared={trueOfAll}
      />
      {federation && (
        <ToFederation {...{ federation, questionnaire, answered, once }} isRefused={refusal !== undefined} />
      )}
      {shown.length === 0 ? (
        waysOut
      ) : (
        <div class="halves">
          {waysOut}
          {help}
        </div>
      )}
      <section class="tight">
        <Rest questionnaire={questionnaire} answered={answered} everything={everything} />
      </section>
    </Layout>
  );
}

/** For somebody who does not know yet what is needed: people to talk to. */
export function LostAnswer({
  questionnaire,
  help,
  note,
}: Pick<AnswerProps, 'questionnaire' | 'note'> & { help: AnsweredNeed['match']['help'] }) {
  const words = useWords(ANSWER);
  return (
    <Layout
      title={words.lostTitle}
      note={note}
      otherLanguage={<LanguageButton action={questionnaire.action} form="need" />}
      roof={
        <>
          <h1>{words.lostTitle}</h1>
          <p class="text">{words.lostLead}</p>
        </>
      }
    >
      <NeedForm questionnaire={questionnaire} at="answer" />
      <Helpers help={help} level={2} />
      <h2>{words.yours}</h2>
      <NeedSummary questionnaire={questionnaire} />
      <p class="screen">
        <EraseButton form="need" />
      </p>
    </Layout>
  );
}

import type { ComponentChildren } from 'preact';
import { LanguageButton, Layout } from '../frame/layout.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { Heading, type HeadingLevel, HiddenFields, PrintButton } from '../frame/parts.tsx';
import { territoryIn } from '../need/answers.ts';
import type { Questionnaire } from '../need/flow.ts';
import { first, isUndecided, type Question, questionsFor, readYearly, usesOf } from '../need/questions.ts';
import { ANSWER } from '../words/answer.ts';
import { NEED, QUESTION_WORDS } from '../words/need.ts';
import { lowerFirst } from '../words/typeset.ts';
import { AskFirst, Helpers, NearMisses, ProposalCard, Sentences } from './card.tsx';
import { type AnsweredNeed, firstProposals, type Proposal, proposalsOf, verdictOf } from './proposals.ts';

function AnswerSoFar({
  question,
  questionnaire: { form, reference },
}: {
  question: Question;
  questionnaire: Questionnaire;
}) {
  const words = useWords(NEED);
  const { lost, starting, matters, questions } = useWords(QUESTION_WORDS);
  const { say } = usePage();
  const labelOf = (choice: string | [string, string] | undefined) => (Array.isArray(choice) ? choice[0] : choice);
  const typed = first(form, question.fields[0]!);
  const answerText = (): string | undefined => {
    switch (question.kind) {
      case 'uses':
        return isUndecided(form)
          ? lost[0]
          : say.list(
              usesOf(form).map((use) =>
                lowerFirst((Object.hasOwn(starting, use) && starting[use]?.[0]) || say.usage(use)),
              ),
            );
      case 'several':
        return form.matters
          ? say.list(form.matters.map((matter) => lowerFirst(matters[matter as 'price'] ?? matter)))
          : words.unanswered;
      case 'tools':
        return form.tool
          ? say.list(form.tool.flatMap((key) => reference.tools.get(key)?.name ?? []))
          : words.unanswered;
      case 'place': {
        const territory = territoryIn(form, reference.territories);
        return territory && say.territory(territory);
      }
      case 'money':
        return typed === undefined ? undefined : say.euros(readYearly(typed) ?? 0);
      case 'choice':
        return labelOf(questions[question.name].choices?.[typed ?? 'unknown']);
      default:
        return typed;
    }
  };
  return <>{answerText() ?? words.none}</>;
}

/** The answers so far, each with a button to change it. */
export function Summary({ questionnaire }: { questionnaire: Questionnaire }) {
  const words = useWords(ANSWER);
  const { questions } = useWords(QUESTION_WORDS);
  return (
    <dl class="pairs">
      {questionsFor(questionnaire.form).map((question) => {
        const { name } = questions[question.name];
        return (
          <div key={question.name}>
            <dt>{name}</dt>
            <dd>
              <AnswerSoFar question={question} questionnaire={questionnaire} />{' '}
              <button
                type="submit"
                class="link screen"
                name="go"
                value={`to:${question.name}`}
                aria-label={words.changeOf(name)}
              >
                {words.change}
              </button>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface AnswerProps {
  questionnaire: Questionnaire;
  answered: AnsweredNeed;
  /** Shows all answers instead of the first three. */
  everything: boolean;
  note?: ComponentChildren;
}

/** How an answer that fits is announced: a host alone, several together, or a choice. */
const kindOf = ([first, second]: readonly Proposal[]): 'one' | 'together' | 'several' => {
  if (second) return 'several';
  return first && first.hosts.length > 1 ? 'together' : 'one';
};

/** At most three answers in plain words, whom to ask for help, and what to do next. */
export function Answer({ questionnaire, answered, everything, note }: AnswerProps) {
  const words = useWords(ANSWER);
  const page = usePage();
  const { match } = answered;
  const all = proposalsOf(answered);
  const shown = everything ? all : firstProposals(all);
  const fits = shown.filter(({ state }) => state === 'fits');
  const toCheck = shown.filter(({ state }) => state === 'to-check');
  const isConfirmed = fits.every((proposal) => verdictOf(proposal) === 'fits');
  const cards = (list: typeof shown, level: HeadingLevel) =>
    list.map((proposal) => (
      <ProposalCard key={proposal.key} proposal={proposal} level={level} isStateSaid={proposal.state === 'to-check'} />
    ));
  return (
    <Layout
      title={words.title}
      note={note}
      otherLanguage={<LanguageButton action={questionnaire.action} form="need" />}
    >
      <form id="need" method="post" action={addressIn(page, questionnaire.action)}>
        <input type="hidden" name="at" value={everything ? 'everything' : 'answer'} />
        <HiddenFields values={questionnaire.form} />
        {match.askFirst && <AskFirst ask={match.askFirst} level={1} />}
        <Heading level={match.askFirst ? 2 : 1}>
          {fits.length > 0 ? words[isConfirmed ? 'fits' : 'seems'][kindOf(fits)] : words.nothing}
        </Heading>
        {cards(fits, match.askFirst ? 3 : 2)}
        {fits.length === 0 && (
          <section>
            <p>{toCheck.length > 0 ? words.nothingSureLead : words.nothingLead}</p>
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
        <Sentences title={words.asked} lines={match.asked ?? []} />
        <Sentences title={words.additions} lines={match.additions ?? []} />
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
        <Summary questionnaire={questionnaire} />
      </form>
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
  const page = usePage();
  return (
    <Layout
      title={words.lostTitle}
      note={note}
      otherLanguage={<LanguageButton action={questionnaire.action} form="need" />}
    >
      <form id="need" method="post" action={addressIn(page, questionnaire.action)}>
        <input type="hidden" name="at" value="answer" />
        <HiddenFields values={questionnaire.form} />
        <h1>{words.lostTitle}</h1>
        <p>{words.lostLead}</p>
        <Helpers help={help} level={2} />
        <h2>{words.yours}</h2>
        <Summary questionnaire={questionnaire} />
      </form>
    </Layout>
  );
}

import type { ComponentChildren } from 'preact';
import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { addDays } from '../../ground/clock.ts';
import { curved } from '../../ground/texts.ts';
import { calendarOf } from '../../http/answering/feeds.ts';
import type { Questionnaire } from '../asking/flow.ts';
import { AskingForm } from '../asking/parts.tsx';
import { territoryIn } from '../asking/place.ts';
import { EMPTY } from '../frame/fields.tsx';
import { LanguageButton, Layout } from '../frame/layout.tsx';
import { Fold, Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { EraseButton, Link, Notice, Sentence } from '../frame/parts.tsx';
import { Picture } from '../frame/pictures.tsx';
import { ErrorSummary } from '../frame/summary.tsx';
import { AskButton, askedOf, Message, termsOf, wayTo } from '../parts/contact.tsx';
import { mailFor } from '../parts/message.ts';
import { domainFor } from '../parts/price.ts';
import { type AnsweredNeed, type Proposal, proposalsOf } from '../parts/proposals.ts';
import { ANSWER } from '../words/answer.ts';
import { CARD } from '../words/card.ts';
import { ProposalCard } from './card.tsx';
import { sharedBy, sharedText, shortName } from './card-lines.ts';
import { Folds } from './folds.tsx';
import { TalkFirst } from './help.tsx';
import { LeftOut } from './nobody.tsx';
import { AnswerRoof, nobodyFits } from './roof.tsx';
import { SendOn, ToFederation } from './send.tsx';
import { addresseeOf, isNobody, shownIn } from './shown.ts';
import { Summary as NeedSummary } from './summary.tsx';

const DAYS = 10;

/** Whom to write to when the first do not answer, and a day in one's own calendar, with the message: it is made in the browser. */
function Later({ proposals: [first, ...others], day }: { proposals: readonly Proposal[]; day: string }) {
  const words = useWords(ANSWER).later;
  const { say, site } = usePage();
  const asked = first?.hosts.map(({ host }) => host.slug) ?? [];
  const next = others.flatMap(({ hosts }) => hosts).find(({ host }) => !asked.includes(host.slug));
  if (!next) return null;
  const { host, need, questions } = next;
  const name = shortName(host.name);
  const { body } = mailFor(
    need,
    questions.map(({ text }) => text),
    say,
    termsOf(next),
  );
  const on = addDays(day, DAYS);
  const calendar = calendarOf({ title: words.event(name), url: `${site}/hosts/${host.slug}`, at: new Date(day) }, [
    {
      id: `again.${host.id}@${new URL(site).host}`,
      day: on,
      text: words.event(name),
      // A calendar is read by others, and kept by the person who runs it.
      more: [wayTo(next)?.to, need.sensitive ? undefined : body].filter(Boolean).join('\n\n'),
      isRemembered: false,
    },
  ]);
  return (
    <Section class="later tight" title={words.ask(name)}>
      {need.sensitive !== true && (
        <>
          <p class="screen">
            <button type="button" class="button" data-do="save" data-of="again" data-name={words.file} hidden>
              <Picture name="date" small />
              {words.remind(say.date(on).replace(/ \d{4}$/, ''))}
            </button>
          </p>
          <textarea id="again" hidden readOnly aria-label={words.event(name)} value={calendar} />
        </>
      )}
    </Section>
  );
}

interface AnswerProps {
  questionnaire: Questionnaire;
  answered: AnsweredNeed;
  /** Shows all answers instead of the first three. */
  everything: boolean;
  note?: ComponentChildren;
  /** The federation in whose name the page is shown, to which the need may be sent. */
  federation?: Federation | undefined;
  /** Of this page alone, see `ToFederation`. */
  once: string | undefined;
  /** Why the need was not sent. */
  refusal?: string | undefined;
  /** Where hosts of one network only are proposed and none fits: how many others there are to look at. */
  outside?: number | undefined;
}

interface SuitsProps {
  host: Host | undefined;
  answered: AnsweredNeed;
  /** What is on cards, with a way to write to it. */
  shown: readonly Proposal[];
}

/** Whether the host that one asked about would do, wherever it is. */
function Suits({ host, answered, shown }: SuitsProps) {
  const words = useWords(ANSWER);
  const { message } = useWords(CARD);
  const { say } = usePage();
  const told = answered.match.asked.find((one) => one.host === host?.slug);
  if (!host || !told) return null;
  const isOnCard = shown.some(({ hosts }) => hosts.some((one) => one.host.slug === host.slug));
  const isOver = told.reasons.includes('closing');
  const addressee = isOnCard || isOver ? undefined : addresseeOf(host, answered);
  const id = `mail-suits-${host.slug}`;
  return (
    <Section class="tight" title={words.suits(curved(host.name))}>
      <p class="text">
        <Sentence text={told.text} /> <Link to={`/hosts/${host.slug}`}>{words.more(curved(host.name))}</Link>
      </p>
      {addressee && (
        <>
          <p class="act">
            <AskButton addressee={addressee} isFirst={false} message={id} />
          </p>
          <Fold title={message(askedOf(addressee, say).length)}>
            <div class="stack">
              <Message addressee={addressee} id={id} />
            </div>
          </Fold>
        </>
      )}
    </Section>
  );
}

/** At most three answers in plain words, or why there is none; what to do with them, and all else that is known behind folds. */
export function Answer({ questionnaire, answered, everything, note, federation, once, refusal, outside }: AnswerProps) {
  const words = useWords(ANSWER);
  const { say } = usePage();
  const { match, need } = answered;
  const first = shownIn(answered);
  const isNone = isNobody(first);
  const keys = first.map(({ key }) => key);
  const all = everything ? [...first, ...proposalsOf(answered).filter(({ key }) => !keys.includes(key))] : first;
  const shared = sharedBy(first);
  const trueOfAll = isNone ? '' : sharedText(shared, first.length, domainFor(match, first), say);
  const isSensitive = need.sensitive === true;
  const cards = (level: 2 | 3) => (
    <section class="cards answers tight" aria-label={words.cards}>
      {all.map((proposal, place) => (
        <ProposalCard
          key={proposal.key}
          proposal={proposal}
          level={level}
          {...(!isNone && { shared })}
          inForm={!isSensitive}
          helpFrom={place === 0 ? match.helpFrom : []}
          isAgain={all.slice(0, place).some(({ hosts }) => hosts.some(({ host }) => host.slug === proposal.key))}
          isFirst={place === 0 && !isNone}
        />
      ))}
    </section>
  );
  return (
    <Layout
      title={isNone ? nobodyFits(need, federation, words) : words.title}
      wide
      note={note}
      otherLanguage={<LanguageButton action={questionnaire.action} form="need" />}
      roof={<AnswerRoof {...{ answered, federation }} proposals={first} offered={questionnaire.offered} />}
    >
      <AskingForm action={questionnaire.action} at={everything ? 'everything' : 'answer'} values={questionnaire.form} />
      <ErrorSummary filled={{ ...EMPTY, refusal }} />
      {trueOfAll !== '' && (
        <section class="tight">
          <Notice>{trueOfAll}</Notice>
        </section>
      )}
      <Suits host={questionnaire.suits} answered={answered} shown={all} />
      {isNone ? (
        <div class="lone">
          {all.length > 0 && <Section title={words.almost}>{cards(3)}</Section>}
          <LeftOut questionnaire={questionnaire} answered={answered} outside={outside} />
          <TalkFirst help={match.help} need={need} territory={need.territory} />
        </div>
      ) : (
        <>
          {cards(2)}
          <Later proposals={first} day={match.asOf} />
        </>
      )}
      <SendOn
        questionnaire={questionnaire}
        answered={answered}
        proposals={first}
        shared={trueOfAll}
        isSensitive={isSensitive}
      />
      {federation && <ToFederation {...{ federation, answered, once }} isRefused={refusal !== undefined} />}
      <Folds {...{ questionnaire, answered, everything, isNobody: isNone }} proposals={first} />
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
      <AskingForm action={questionnaire.action} at="answer" values={questionnaire.form} />
      <TalkFirst help={help} territory={territoryIn(questionnaire.form, questionnaire.reference.territories)} />
      <h2>{words.yours}</h2>
      <NeedSummary questionnaire={questionnaire} />
      <p class="screen">
        <EraseButton form="need" />
      </p>
    </Layout>
  );
}

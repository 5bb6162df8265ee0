import type { Match } from '../../matching/answer/schema.ts';
import { inEnglish } from '../../matching/words/parts-en.ts';
import { inFrench } from '../../matching/words/parts-fr.ts';
import { sentence } from '../../matching/words/sentence.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { STORAGE } from '../../vocabulary/units.ts';
import type { Questionnaire } from '../asking/flow.ts';
import { BY_ROOM } from '../asking/questions.ts';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Go, Link, Sentence } from '../frame/parts.tsx';
import type { AnsweredNeed, Phrase, Proposal } from '../parts/proposals.ts';
import { ANSWER } from '../words/answer.ts';
import { FRAME } from '../words/site.ts';
import { Helpers } from './help.tsx';
import { NearMisses, Sentences } from './rest.tsx';
import { Summary as NeedSummary } from './summary.tsx';

type Note = Match['notes'][number];

/**
 * What was assumed, as the guided questions may say it: nothing of the room of a usage that they never ask, and of what
 * matters only what is looked at, for with many questions that one is left out. What was asked and left open is told.
 */
const assumedHere = (notes: readonly Note[], say: Speaker): { text: string }[] =>
  notes.flatMap((note) => {
    if (note.code === 'default-wishes') {
      const { criteria } = say.language === 'fr' ? inFrench : inEnglish;
      return { text: ANSWER[say.language].weighed(criteria(note.params.names as readonly string[], say)) };
    }
    if (note.code !== 'amounts-assumed') return note;
    const { accounts, gigabytes, accountsFor, gigabytesFor } = note.params as {
      accounts: number | null;
      gigabytes: number | null;
      accountsFor: readonly string[];
      gigabytesFor: readonly string[];
    };
    const asked = gigabytesFor.filter((usage) => BY_ROOM.includes(usage));
    if (asked.length === gigabytesFor.length) return note;
    if (asked.length + accountsFor.length === 0) return [];
    const params = { accounts, accountsFor, gigabytes: asked.length > 0 ? gigabytes : null, gigabytesFor: asked };
    return { text: sentence({ code: 'amounts-assumed', params }, say) };
  });

type NearMiss = Match['nearMisses'][number];

/** Lacks more than this of what is wanted, or of what is to be paid: nobody would let go of so much. */
const MOST_LACKING = 1 / 2;

const isNear = ({ missing: need, params: { missing, has } }: NearMiss): boolean =>
  typeof missing === 'number' &&
  typeof has === 'number' &&
  // Anyone who wants to pay nothing may still like to know what little there is to pay.
  (missing <= (has + missing) * MOST_LACKING || (need === 'budget' && has === 0));

/** What one accepts so that a host will do: an amount less, or a price. */
function accepted({ missing, params }: NearMiss, say: Speaker): string | undefined {
  const words = ANSWER[say.language].accept;
  const { missing: lacks, has, wanted, unit } = params as Record<string, unknown>;
  if (missing === 'budget' && typeof lacks === 'number') return words.pay(say.euros(lacks));
  if (typeof has !== 'number' || typeof wanted !== 'number' || typeof unit !== 'string') return undefined;
  const amount = (count: number) => (unit === STORAGE ? say.gigabytes(count) : say.amount(unit, count));
  return words.less(amount(has), unit === STORAGE ? say.gigabytes(wanted) : say.number(wanted));
}

/** What one accepts instead of a hard need, to go on after “if you accept”. */
const acceptedFor = (name: string, key: string | null, say: Speaker): string =>
  (say.language === 'fr' ? inFrench : inEnglish).accept({ name, key, territory: null }, say);

/** What one loses, then who is possible. */
export function Accept({ match: { nearMisses, relaxations } }: { match: Match }) {
  const words = useWords(ANSWER).accept;
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const amounts = nearMisses.filter(isNear).flatMap((miss) => {
    const loss = accepted(miss, say);
    return loss === undefined ? [] : { loss, gain: <Link to={`/hosts/${miss.host}`}>{miss.name}</Link> };
  });
  const single = relaxations
    .filter(({ giveUp }) => giveUp.length === 1)
    .map(({ giveUp, keys, count }) => ({
      loss: `…${acceptedFor(giveUp[0]!, keys[0] ?? null, say)}`,
      gain: words.possible(count),
    }));
  const lines = [...amounts, ...single];
  if (lines.length === 0) return null;
  return (
    <Fold title={words.title}>
      <ul class="list">
        {lines.map(({ loss, gain }) => (
          <li key={loss}>
            {loss + colon}
            {gain}.
          </li>
        ))}
      </ul>
    </Fold>
  );
}

/** Hosts that one thing keeps out, but those that are on cards. */
export function Almost({ misses, lang }: { misses: NearMiss[]; lang?: Language }) {
  const words = useWords(ANSWER);
  if (misses.length === 0) return null;
  return (
    <Fold title={words.almostCount(misses.length)}>
      <NearMisses misses={misses} {...(lang && { lang })} />
    </Fold>
  );
}

interface OrderProps {
  match: Match;
  proposals: readonly Proposal[];
  /** The language of the sentences; absent: that of the page. */
  lang?: Language;
}

/** Why one answer shown is before the next: sentences about two others would explain another order. */
function comparedOf(comparisons: Match['comparisons'], proposals: readonly Proposal[], say: Speaker): Phrase[] {
  const told = proposals.slice(1).flatMap(({ key }, place) => {
    const before = proposals[place]!.key;
    return comparisons.find(({ better, than }) => better === before && than === key) ?? [];
  });
  if (told.length > 0) return told;
  const { stillToAsk, allSaid } = ANSWER[say.language];
  return proposals
    .filter(({ almost }) => !almost)
    .map(({ title, open }) => ({
      text: open.length > 0 ? stillToAsk(title, say.list([...open])) : allSaid(title),
      lang: say.language,
    }));
}

/** How many were looked at, what several together bring, and why one is before the next. */
function Why({ match: { considered, excluded, comparisons, askFirst }, proposals, lang }: OrderProps) {
  const words = useWords(ANSWER);
  const { say } = usePage();
  const together = proposals.filter(({ hosts }) => hosts.length > 1).flatMap(({ reasons }) => reasons);
  return (
    <>
      <p>
        {words.looked(considered, excluded.nothingKnown)} {words.listNote}
      </p>
      {[...(askFirst ? [askFirst] : []), ...together, ...comparedOf(comparisons, proposals, say)].map((one) => (
        <p key={one.text}>
          <Sentence lang={lang} {...one} />
        </p>
      ))}
    </>
  );
}

/** The same as a fold, where the need and what was assumed are elsewhere. */
export function WhyInThisOrder(of: OrderProps) {
  const words = useWords(ANSWER);
  return (
    <Fold title={words.order}>
      <div class="stack">
        <Why {...of} />
        <Sentences title={words.policy} lines={of.match.policyEffects ?? []} {...(of.lang && { lang: of.lang })} />
      </div>
    </Fold>
  );
}

interface FoldsProps {
  questionnaire: Questionnaire;
  answered: AnsweredNeed;
  everything: boolean;
  proposals: readonly Proposal[];
  /** Nobody fits: help and what was left out are on the page. */
  isNobody: boolean;
}

/** How many were looked at, what several together bring, why one is before the next, and from what all of it was made. */
function Order({ questionnaire, answered: { match }, everything, proposals, isNobody }: FoldsProps) {
  const words = useWords(ANSWER);
  const { say } = usePage();
  const { policyEffects, additions, notes } = match;
  return (
    <Fold title={isNobody ? words.yours : words.order}>
      <div class="stack">
        <Why match={match} proposals={proposals} />
        <Sentences title={words.additions} lines={additions} />
        <Sentences title={words.policy} lines={policyEffects ?? []} />
        <Sentences title={words.assumed} lines={assumedHere(notes, say)} />
        {!isNobody && (
          <Go
            line="screen"
            form="need"
            go={everything ? 'answer' : 'everything'}
            text={everything ? words.few : words.all}
          />
        )}
        {/* On paper the need stands above the answer. */}
        <div class="screen">
          {!isNobody && <h2>{words.yours}</h2>}
          <NeedSummary questionnaire={questionnaire} />
        </div>
      </div>
    </Fold>
  );
}

/** What the cards have no room for, each behind one line. */
export function Folds(props: FoldsProps) {
  const words = useWords(ANSWER);
  const { match, need } = props.answered;
  const onCards = props.proposals.filter(({ almost }) => almost).map(({ key }) => key);
  return (
    <section class="folds tight" aria-label={words.rest}>
      <Order {...props} />
      {!props.isNobody && (
        <>
          <Accept match={match} />
          <Almost misses={match.nearMisses.filter(({ host }) => !onCards.includes(host))} />
          {match.help.length > 0 && (
            <Fold title={words.help}>
              <Helpers help={match.help} level={3} />
            </Fold>
          )}
          {match.help.length === 0 && need.sensitive === true && <p>{words.nobody.competent}</p>}
        </>
      )}
    </section>
  );
}

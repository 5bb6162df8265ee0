import type { ComponentChildren } from 'preact';
import type { Host } from '../../documents/host.ts';
import { LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Dotted, type HeadingLevel, Link, Sentence } from '../frame/parts.tsx';
import { type Answered, Glyph, Picture, type PictureName, PriceBar, UsagePicture } from '../frame/pictures.tsx';
import { ANSWER } from '../words/answer.ts';
import { CARD } from '../words/card.ts';
import { AskButton, fullness, Message, type PrintedMessage } from './contact.tsx';
import { shownPrice } from './price.ts';
import { type Addressee, type Phrase, type Proposal, verdictOf } from './proposals.ts';
import { careOf, type Shared, whyOf } from './telling.ts';

/** One thing asked for, and whether it is offered: told by a shape, and by a word for the ear. */
const Mark = ({ picture, answered, children }: { picture?: string; answered: Answered; children: string }) => {
  const words = useWords(CARD).answered;
  return (
    <li class="mark">
      {picture && <UsagePicture usage={picture} small />}
      <span class={answered === 'no' ? 'no-word' : undefined}>{children}</span>
      <Glyph answered={answered} />
      <span class="vh">{words[answered]}</span>
    </li>
  );
};

/**
 * What was asked for: offered, to be asked, or a stated no.
 * @param most usages named one by one; of more, those that are offered or to be asked are counted. No stated no is.
 */
export function Covered({
  covered,
  toAsk,
  refused,
  most = Number.POSITIVE_INFINITY,
}: Pick<Proposal, 'covered' | 'toAsk' | 'refused'> & { most?: number }) {
  const words = useWords(CARD);
  const { say } = usePage();
  const isLong = covered.length + toAsk.length + refused.length > most;
  const named = isLong ? Math.max(0, most - 1 - refused.length) : most;
  const asked = toAsk.slice(0, named);
  const offered = covered.slice(0, Math.max(0, named - asked.length));
  const marks = (usages: readonly string[], answered: Answered) =>
    usages.map((usage) => (
      <Mark key={usage} picture={usage} answered={answered}>
        {say.usageShort(usage)}
      </Mark>
    ));
  const counted = (count: number, answered: Answered) =>
    count > 0 && <Mark answered={answered}>{words.otherUsages(count)}</Mark>;
  return (
    <ul class="marks">
      {marks(refused, 'no')}
      {marks(asked, 'ask')}
      {counted(toAsk.length - asked.length, 'ask')}
      {marks(offered, 'yes')}
      {counted(covered.length - offered.length, 'yes')}
    </ul>
  );
}

const MOST_MARKS = 4;

/** How many open points a card names. All of them are among the questions of the message. */
const MOST_POINTS = 4;

/** Whether it fits, or what is still to be checked, by name. */
function State({ proposal }: { proposal: Proposal }) {
  const words = useWords(CARD);
  const { states } = useWords(ANSWER);
  const { say } = usePage();
  const full = proposal.hosts.map(fullness).find((one) => one !== undefined);
  if (full) return <p class="state not">{full.from ? words.fullUntil(say.from(full.from)) : words.full}</p>;
  const verdict = verdictOf(proposal);
  if (verdict !== 'to-check') return <p class="state">{states[verdict]}</p>;
  const { open } = proposal;
  const more = open.length - MOST_POINTS;
  const named = more > 1 ? [...open.slice(0, MOST_POINTS), words.others(more)] : open;
  return <p class="state ask">{open.length > 0 ? words.left(open.length, say.list(named)) : words.toCheck}</p>;
}

/** What a host is, and where. */
function Where({ host: { legalForm, seat } }: { host: Host }) {
  const { say, language } = usePage();
  const place = seat && (seat.territory ? say.territory(seat.territory) : say.country(seat.country));
  // « Another form » tells nothing of a host.
  const form = legalForm && legalForm !== 'other' ? textIn(LEGAL_FORM_LABELS[legalForm], language) : undefined;
  const parts = [form, place].filter(Boolean);
  return parts.length > 0 ? <p class="where">{parts.join(' · ')}</p> : null;
}

/** Links to the pages of hosts, as a list in a sentence. */
export function HostLinks({ hosts }: { hosts: readonly { host: Host; after?: string }[] }) {
  const { say } = usePage();
  // The language puts its own words between two places, which are filled with links.
  const parts = say.list(hosts.map((_, place) => `\u0000${place}\u0000`)).split('\u0000');
  return (
    <>
      {parts.map((part, index) => {
        const one = index % 2 === 1 ? hosts[Number(part)] : undefined;
        return one ? (
          <>
            <Link to={`/hosts/${one.host.slug}`}>
              <Dotted text={one.host.name} />
            </Link>
            {one.after}
          </>
        ) : (
          part
        );
      })}
    </>
  );
}

/** One sentence, or a list of several. */
function PhraseOrList({ lines }: { lines: readonly Phrase[] }) {
  if (lines.length === 1) return <Sentence {...lines[0]!} />;
  return (
    <ul class="list">
      {lines.map((line) => (
        <li key={line.text}>
          <Sentence {...line} />
        </li>
      ))}
    </ul>
  );
}

/** @param onScreen it is not printed */
function Pair({ term, lines, onScreen = false }: { term: string; lines: readonly Phrase[]; onScreen?: boolean }) {
  if (lines.length === 0) return null;
  const shown = onScreen ? 'screen' : undefined;
  return (
    <>
      <dt class={shown}>{term}</dt>
      <dd class={shown}>
        <PhraseOrList lines={lines} />
      </dd>
    </>
  );
}

/** What the card has no room for: the price by its parts, every reason and caution in full, wishes that nobody answered. */
function InFull({ proposal, printed }: { proposal: Proposal; printed: PrintedMessage }) {
  const words = useWords(ANSWER);
  const { price, cost, reasons, cautions, unknown, covered, toAsk, refused } = proposal;
  // On a sheet without the message, what the card says already is not said again.
  const isShort = printed === 'questions';
  return (
    <dl>
      {covered.length + toAsk.length + refused.length > MOST_MARKS && (
        <>
          <dt>{words.sought}</dt>
          <dd>
            <Covered {...proposal} />
          </dd>
        </>
      )}
      <Pair term={words.price} lines={[{ text: price }]} onScreen={isShort && !cost.known} />
      <Pair term={words.why} lines={reasons} onScreen={isShort} />
      <Pair term={words.beware} lines={cautions} />
      <Pair term={words.unknownWishes} lines={unknown.map((wish) => ({ text: wish }))} />
    </dl>
  );
}

/** A line of a card with its picture; `beware` is for what calls for care. */
export const Line = ({ picture = 'tick', children }: { picture?: PictureName; children: ComponentChildren }) => (
  <li class={picture === 'beware' ? 'care' : undefined}>
    <Picture name={picture} />
    <span>{children}</span>
  </li>
);

/** One answer: its state, its price, what it covers, why, what to beware of, and one way to ask. All else is a fold. */
export function ProposalCard({
  proposal,
  level,
  shared,
  isFirst = false,
  inForm = false,
  printed = 'whole',
  word,
}: {
  proposal: Proposal;
  level: HeadingLevel;
  /** What was said once above the cards. */
  shared?: Shared;
  /** The one to begin with. */
  isFirst?: boolean;
  /** The page holds the form that carries the need. */
  inForm?: boolean;
  printed?: PrintedMessage;
  /** What whoever recommends it says of one of its hosts, as lines. */
  word?: (addressee: Addressee) => ComponentChildren;
}) {
  const words = useWords(CARD);
  const { say } = usePage();
  const { hosts, cost, budget } = proposal;
  const price = shownPrice(cost, budget, say);
  const aside = [
    ...(price.note === null ? [] : [price.note]),
    ...(budget === null ? [] : [words.budget(say.euros(budget))]),
  ];
  const why = whyOf(proposal, say);
  const care = careOf(proposal, shared, say);
  const Name = `h${level}` as const;
  const questions = hosts.reduce((sum, one) => sum + one.questions.length, 0);
  return (
    <article class="card host">
      <div class="head">
        <Name class="name">
          <HostLinks hosts={hosts} />
        </Name>
        {hosts.length === 1 && <Where host={hosts[0]!.host} />}
      </div>
      <State proposal={proposal} />
      <div class="price">
        <p>
          <strong>{price.text}</strong>
          {aside.length > 0 && <span class="small">{aside.join(' · ')}</span>}
        </p>
        {price.plot && <PriceBar plot={price.plot} />}
      </div>
      <Covered {...proposal} most={MOST_MARKS} />
      <ul class="why">
        {why.map((line) => (
          <Line key={line.text}>
            <Sentence {...line} />
          </Line>
        ))}
        {care.length > 0 && (
          <Line picture="beware">
            {care.map((line) => (
              <>
                <Sentence {...line} />{' '}
              </>
            ))}
          </Line>
        )}
        {word && hosts.map(word)}
      </ul>
      <div class="act">
        {hosts.map((addressee) => (
          <AskButton key={addressee.host.slug} addressee={addressee} isFirst={isFirst} />
        ))}
      </div>
      <details>
        <summary class={printed === 'questions' ? 'screen' : undefined}>{words.message(questions)}</summary>
        <div class="stack">
          {hosts.map((addressee) => (
            <div class="stack" key={addressee.host.slug}>
              {hosts.length > 1 && <strong>{words.messageTo(addressee.host.name)}</strong>}
              <Message addressee={addressee} answer={inForm ? proposal.key : undefined} printed={printed} />
            </div>
          ))}
          <InFull proposal={proposal} printed={printed} />
        </div>
      </details>
    </article>
  );
}

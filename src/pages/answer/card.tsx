import type { ComponentChildren } from 'preact';
import type { Match } from '../../matching/answer/schema.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Sentence } from '../frame/parts.tsx';
import { Glyph, Picture, type PictureName, UsagePicture } from '../frame/pictures.tsx';
import { AskButton, askedOf, Message, type PrintedMessage } from '../parts/contact.tsx';
import { shownPrice } from '../parts/price.ts';
import type { Addressee, Phrase, Proposal } from '../parts/proposals.ts';
import { ANSWER } from '../words/answer.ts';
import { CARD } from '../words/card.ts';
import { FRAME } from '../words/site.ts';
import { lowerFirst } from '../words/typeset.ts';
import { belowOf, fitLineOf, placeOf, risksOf, type Shared, shortName, whyOf } from './card-lines.ts';
import { HostLinks } from './rest.tsx';

/** Sentences one after the other, the first of which goes on after a colon. */
function Told({ lines }: { lines: readonly Phrase[] }) {
  return (
    <>
      {lines.map((line, place) => (
        <>
          {place > 0 && ' '}
          <Sentence {...line} text={place === 0 ? lowerFirst(line.text) : line.text} />
        </>
      ))}
    </>
  );
}

/** Why this one, what it costs, what is left to ask: always in this order, so that cards are compared by eye. */
function Lines({ proposal, shared }: { proposal: Proposal; shared: Shared | undefined }) {
  const { lines } = useWords(CARD);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const { cost, budget, covered, toAsk, almost } = proposal;
  const why = whyOf(proposal, say);
  const price = shownPrice(cost, budget, say, { usages: [...covered, ...toAsk], isSaid: shared?.unread });
  const standing = fitLineOf(proposal, shared, say);
  return (
    <dl class="lines">
      {why.length > 0 && (
        <div>
          <dt>{lines.why + colon}</dt>
          <dd>
            <Told lines={why} />
          </dd>
        </div>
      )}
      {!almost && (
        <div>
          <dt>{lines.price + colon}</dt>
          <dd>
            <strong>{price.text}</strong>
            {price.note}.
          </dd>
        </div>
      )}
      <div class={standing.kind}>
        <dt>{standing.term + colon}</dt>
        <dd>{almost ? <Sentence {...almost} /> : standing.told.text}</dd>
      </div>
    </dl>
  );
}

/** What one could lose, or what the host says no to. */
function Risks({ cautions }: { cautions: Proposal['cautions'] }) {
  const { say } = usePage();
  return (
    <>
      {risksOf(cautions, say).map(({ isNo, ...line }) => (
        <p class="risk" key={line.text}>
          {isNo ? <Glyph answered="no" /> : <Picture name="beware" />}
          <span>
            <Sentence {...line} />
          </span>
        </p>
      ))}
    </>
  );
}

/** A line of a card with its picture; `beware` is for what calls for care. */
export const CardLine = ({ picture = 'tick', children }: { picture?: PictureName; children: ComponentChildren }) => (
  <li class={picture === 'beware' ? 'care' : undefined}>
    <Picture name={picture} />
    <span>{children}</span>
  </li>
);

/** What the card has no room for: every other reason and caution in full, and wishes that nobody answered. */
function InFull({ proposal }: { proposal: Proposal }) {
  const words = useWords(ANSWER);
  const { say } = usePage();
  const told = whyOf(proposal, say).map(({ text }) => text);
  const pairs: [string, readonly Phrase[]][] = [
    [words.why, proposal.reasons.filter(({ text }) => !told.includes(text))],
    [words.beware, proposal.cautions],
    [words.unknownWishes, proposal.unknown.map((text) => ({ text }))],
  ];
  return (
    <dl>
      {pairs.map(
        ([term, lines]) =>
          lines.length > 0 && (
            <>
              <dt>{term}</dt>
              {lines.map((line) => (
                <dd key={line.text}>
                  <Sentence {...line} />
                </dd>
              ))}
            </>
          ),
      )}
    </dl>
  );
}

interface DeedProps {
  proposal: Proposal;
  addressee: Addressee;
  isFirst: boolean;
  isAgain: boolean;
  answer: string | undefined;
  printed: PrintedMessage;
}

/** One way to act, and the message behind one fold. */
function Deed({ proposal, addressee, isFirst, isAgain, answer, printed }: DeedProps) {
  const words = useWords(CARD);
  const { say } = usePage();
  const isAlone = proposal.hosts.length === 1;
  const id = `mail-${proposal.key}-${addressee.host.slug}`;
  return (
    <>
      {!isAgain && (
        <p class={printed === 'questions' ? 'act screen' : 'act'}>
          <AskButton addressee={addressee} isFirst={isFirst} message={id} />
        </p>
      )}
      <details>
        <summary class={printed === 'questions' ? 'screen' : undefined}>
          {words.message(askedOf(addressee, say).length)}
        </summary>
        <div class="stack">
          <Message addressee={addressee} id={id} answer={answer} printed={printed} />
          {isAlone && (
            <div class={printed === 'whole' ? 'screen' : undefined}>
              <InFull proposal={proposal} />
            </div>
          )}
        </div>
      </details>
    </>
  );
}

type HelpFrom = readonly Pick<Match['helpFrom'][number], 'name' | 'support'>[];

interface CardProps {
  proposal: Proposal;
  level: 2 | 3;
  /** What was said once above the cards. */
  shared?: Shared | undefined;
  /** The one to begin with: its button is filled. */
  isFirst?: boolean;
  /** The page holds the form that carries the need. */
  inForm?: boolean;
  printed?: PrintedMessage;
  /** An earlier card shows this host already: this one leaves out its place, its day and its button. */
  isAgain?: boolean;
  /** Who gives the help that it does not offer. */
  helpFrom?: HelpFrom;
  /** What the federation that recommends it says of one of its hosts, as lines. */
  word?: (addressee: Addressee) => ComponentChildren;
}

/** One of several hosts: what it is for, where it is, and how to write to it. */
function Share({
  addressee,
  level,
  shared,
  children,
}: Pick<CardProps, 'level' | 'shared'> & { addressee: Addressee; children: ComponentChildren }) {
  const { say } = usePage();
  const { colon } = useWords(FRAME);
  const { host, need } = addressee;
  const usages = need.usages.map(({ usage }) => usage);
  const Name = `h${Math.min(level + 1, 6)}` as 'h3';
  return (
    <li>
      <Name>
        {usages[0] && <UsagePicture usage={usages[0]} small />}
        <span>
          {usages.map((usage) => say.usageShort(usage)).join(', ') + colon}
          <HostLinks hosts={[{ host }]} />
        </span>
      </Name>
      <p class="where">
        {[
          ...(addressee.price ? [addressee.price] : []),
          placeOf(host, need.territory, say),
          lowerFirst(belowOf(addressee, shared, say)),
        ].join(' · ')}
      </p>
      <div class="below">
        <Risks cautions={addressee.risks ?? []} />
      </div>
      {children}
    </li>
  );
}

/** One answer: why, for how much, what to ask; then a risk, and one way to ask. All else is a fold. */
export function ProposalCard({
  proposal,
  level,
  shared,
  isFirst = false,
  inForm = false,
  printed = 'whole',
  isAgain = false,
  helpFrom = [],
  word,
}: CardProps) {
  const words = useWords(CARD);
  const { say } = usePage();
  const { hosts, key } = proposal;
  const Name = `h${level}` as const;
  const [one] = hosts;
  const isTogether = hosts.length > 1;
  const deed = (addressee: Addressee, place: number) => (
    <Deed
      {...{ proposal, addressee, printed, isAgain }}
      isFirst={isFirst && place === 0}
      answer={inForm ? key : undefined}
    />
  );
  return (
    <article class={isTogether ? 'card host pair' : 'card host'}>
      <div class="head">
        <Name class="name">
          <HostLinks hosts={hosts} />
        </Name>
        {!isTogether && !isAgain && <p class="where">{placeOf(one!.host, one!.need.territory, say)}</p>}
      </div>
      <Lines proposal={proposal} shared={shared} />
      <div class="below">
        <Risks cautions={isTogether ? [] : proposal.cautions} />
        {helpFrom.length > 0 && (
          <p class="small">
            {words.helpFrom(
              say.list(helpFrom.map(({ name, support }) => `${shortName(name)} (${say.support(support)})`)),
              new Set(helpFrom.map(({ name }) => name)).size,
            )}
          </p>
        )}
        {word && <ul class="why">{hosts.map(word)}</ul>}
        {!isTogether && !isAgain && <p class="where">{belowOf(one!, shared, say)}</p>}
      </div>
      {isTogether ? (
        <ul class="share">
          {hosts.map((addressee, place) => (
            <Share key={addressee.host.slug} {...{ addressee, level, shared }}>
              {deed(addressee, place)}
            </Share>
          ))}
        </ul>
      ) : (
        deed(one!, 0)
      )}
    </article>
  );
}

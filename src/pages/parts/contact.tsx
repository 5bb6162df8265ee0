import type { Host } from '../../documents/host.ts';
import { capacityOn } from '../../documents/service.ts';
import { domainOf, mailtoOf, webAddress } from '../../ground/addresses.ts';
import { lastDayOf } from '../../ground/clock.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { List } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { CallButton, CopyButton, Dotted, Go, Link, OutsideLink, PhoneLink, Sentence, Tap } from '../frame/parts.tsx';
import { ANSWER } from '../words/answer.ts';
import { CARD } from '../words/card.ts';
import { SIDE } from '../words/compare.ts';
import { type Mail, mailFor, questionsHeld, shortestNeeded } from './message.ts';
import { isForeignMail } from './price.ts';
import type { Addressee } from './proposals.ts';

/** Pages where one writes to a host, or registers: of the services that are asked for, then its own. */
function pagesToAsk({ services, contact }: Host, slugs: readonly string[]): string[] {
  const asked = services.flatMap(({ slug, url }) => (slugs.includes(slug) && url ? url : []));
  return [...new Set([...asked, ...(contact?.url ? [contact.url] : [])])];
}

/** Pages that lead to a host: where one asks it, else its website. */
export function contactPages(host: Host, slugs: readonly string[] = []): string[] {
  const pages = pagesToAsk(host, slugs);
  return pages.length > 0 || !host.website ? pages : [host.website];
}

/** The one way to ask a host: its mail, else the page where it is written to, that of a service, its website or its telephone. */
interface Way {
  kind: 'page' | 'mail' | 'phone';
  to: string;
}

export function wayTo({ host, services }: Pick<Addressee, 'host' | 'services'>): Way | undefined {
  const { contact } = host;
  if (contact?.email) return { kind: 'mail', to: contact.email };
  const page = [contact?.url ?? '', ...contactPages(host, services)].find(webAddress);
  if (page) return { kind: 'page', to: page };
  return contact?.phone ? { kind: 'phone', to: contact.phone } : undefined;
}

/** Whether any way to a host is known, of its own or of one of its services: whom nobody can write to, nobody chooses. */
export const canBeReached = (host: Host): boolean =>
  wayTo({ host, services: host.services.map(({ slug }) => slug) }) !== undefined;

/**
 * Whether a host has no place for newcomers in one of these services on a day, and the day from which it says to have
 * some: once that has come, or the word no longer holds, nobody knows.
 * @returns undefined where it may have places
 */
export function fullness({
  host,
  services,
  day,
}: Pick<Addressee, 'host' | 'services' | 'day'>): { from?: string } | undefined {
  const full = host.services.flatMap(({ slug, capacity }) => {
    if (!services.includes(slug) || !capacity || capacity.state === 'open') return [];
    if (capacity.openFrom !== undefined) return lastDayOf(capacity.openFrom) < day ? [] : [capacity];
    return capacityOn({ capacity }, day) === 'full' ? [capacity] : [];
  });
  if (full.length === 0) return undefined;
  const days = full.map(({ openFrom }) => openFrom);
  const last = days.every((day) => day !== undefined) ? days.sort().at(-1) : undefined;
  return last === undefined ? {} : { from: last };
}

/** How to reach a host, about some of its services where they are known. */
export function Contact({ host, services = [] }: Pick<Addressee, 'host'> & Partial<Pick<Addressee, 'services'>>) {
  const words = useWords(ANSWER);
  const { contact } = host;
  if (!wayTo({ host, services })) return <p>{words.noContact}</p>;
  return (
    <ul class="plain">
      {contactPages(host, services).map((page) => (
        <li key={page}>
          <OutsideLink to={page} />
        </li>
      ))}
      {contact?.email && (
        <li>
          <a href={mailtoOf(contact.email)}>
            <Dotted text={contact.email} />
          </a>
        </li>
      )}
      {contact?.phone && (
        <li>
          {words.phone} <PhoneLink phone={contact.phone} />
        </li>
      )}
    </ul>
  );
}

/** What its message asks a host. */
export const askedOf = (addressee: Addressee, say: Speaker): Addressee['questions'] =>
  questionsHeld(addressee.host.contact?.email, addressee.need, addressee.questions, say, termsOf(addressee));

/** From when, and for how much with others, a message asks. */
export const termsOf = (addressee: Addressee) => ({
  from: fullness(addressee)?.from,
  budgetOfAll: addressee.budgetOfAll,
  isForeign: isForeignMail(addressee.host, addressee.services),
});

const messageTo = (addressee: Addressee, say: Speaker): Mail => {
  const texts = askedOf(addressee, say).map(({ text }) => text);
  return mailFor(addressee.need, texts, say, termsOf(addressee));
};

interface AskButtonProps {
  addressee: Addressee;
  isFirst: boolean;
  message: string;
}

/**
 * The button that asks a host, and says how. A host that is full is not asked before the day from which it has places.
 * @param message the identifier of the text that a page of the host is opened with
 */
export function AskButton({ addressee, isFirst, message }: AskButtonProps) {
  const words = useWords(CARD);
  const { say } = usePage();
  const way = wayTo(addressee);
  if (!way || fullness(addressee)) return null;
  const style = isFirst ? 'button first' : 'button';
  if (way.kind === 'mail')
    return (
      <a class={style} href={shortestNeeded(way.to, [messageTo(addressee, say)])}>
        {words.write(way.to)}
      </a>
    );
  if (way.kind === 'phone') return <CallButton phone={way.to} first={isFirst} />;
  const site = domainOf(way.to) ?? way.to;
  return (
    <a
      class={style}
      href={way.to}
      rel="noopener noreferrer"
      target="_blank"
      data-copies={message}
      data-then={words.copyAndOpen(site)}
    >
      {words.ask(site)}
    </a>
  );
}

/**
 * What comes next with a host: to compare it, or to choose it. On the page of an answer these are buttons of the form that
 * carries the need.
 */
function Next({ host, answer }: { host: Host; answer: string | undefined }) {
  const words = useWords(SIDE);
  const ways = { compare: words.compareOf(host.name), decided: words.decidedFor(host.name) };
  const isReached = canBeReached(host);
  return (
    <p class="row small screen">
      {answer === undefined ? (
        <>
          <Tap to="/compare" query={{ host: host.slug }} text={ways.compare} />
          {isReached && <Tap to={`/hosts/${host.slug}/decided`} text={ways.decided} />}
        </>
      ) : (
        <>
          <Go form="need" go={`compare:${answer}`} text={ways.compare} />
          {isReached && <Go form="need" go={`decided:${host.slug}`} text={ways.decided} />}
        </>
      )}
    </p>
  );
}

/** How a message is printed: whole, or only its questions, where the need is on the same sheet. */
export type PrintedMessage = 'whole' | 'questions';

/** The questions of a message, on paper only. */
function PrintedQuestions({ questions }: Pick<Addressee, 'questions'>) {
  const words = useWords(ANSWER);
  if (questions.length === 0) return null;
  return (
    <div class="paper">
      <p class="small">{words.toAsk}</p>
      <List class="list" of={questions}>
        {(question) => <Sentence {...question} />}
      </List>
    </div>
  );
}

interface MessageProps {
  addressee: Addressee;
  id: string;
  answer?: string | undefined;
  printed?: PrintedMessage;
}

/**
 * The message to one host with all its questions, to copy or to open, and every way to reach the host.
 * @param answer the answer that it is of, where the page holds the form of the need
 */
export function Message({ addressee, id, answer, printed = 'whole' }: MessageProps) {
  const words = useWords(ANSWER);
  const { say } = usePage();
  const { host, services } = addressee;
  const full = fullness(addressee);
  const mail = messageTo(addressee, say);
  const address = host.contact?.email;
  const way = wayTo(addressee);
  // The page that the button opens.
  const page = way?.kind === 'page' ? way.to : undefined;
  const isAsked = way && !(full && full.from === undefined);
  return (
    <>
      {isAsked && (
        <>
          {printed === 'questions' && <PrintedQuestions {...addressee} />}
          <p class={printed === 'whole' ? 'letter' : 'letter screen'} id={id}>
            {mail.body}
          </p>
          <p class="row screen">
            <CopyButton of={id} />
            {address && <a href={shortestNeeded(address, [mail])}>{words.mailOpen}</a>}
          </p>
          {!address && page && (
            <p class="small screen">
              {page === host.website && page !== host.contact?.url ? words.mailPaste : words.mailPastePage}{' '}
              <OutsideLink to={page} />
            </p>
          )}
        </>
      )}
      <div class={printed === 'whole' && isAsked ? 'screen' : undefined}>
        <p class="small">{words.contact}</p>
        <Contact host={host} services={services} />
      </div>
      <p class="small screen">
        <Link to={`/hosts/${host.slug}`}>{words.more(host.name)}</Link>
      </p>
      <Next host={host} answer={answer} />
    </>
  );
}

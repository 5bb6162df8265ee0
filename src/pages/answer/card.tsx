import type { Host } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import { CopyButton } from '../frame/controls.tsx';
import { Heading, type HeadingLevel } from '../frame/heading.tsx';
import { Link, Outside } from '../frame/link.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Sentence, Written } from '../frame/written.tsx';
import { ANSWER } from '../words/answer.ts';
import { mailFor } from './mail.ts';
import type { Addressee, Proposal, Spoken } from './proposals.ts';

/** What is covered, and what is still to be asked. */
export function Covered({ covered, toAsk }: Pick<Proposal, 'covered' | 'toAsk'>) {
  const words = useWords(ANSWER);
  const { say } = usePage();
  return (
    <ul class="plain covered">
      {covered.map((usage) => (
        <li key={usage}>✓ {say.usage(usage)}</li>
      ))}
      {toAsk.map((usage) => (
        <li key={usage}>
          ? {say.usage(usage)} <span class="soft">({words.toAsk})</span>
        </li>
      ))}
    </ul>
  );
}

const contactPageOf = ({ contact, website }: Host): string | undefined => contact?.url ?? website;
const canBeReached = (host: Host): boolean =>
  Boolean(host.contact?.email || host.contact?.phone || contactPageOf(host));

/** How to reach a host. */
export function Contact({ host }: Pick<Addressee, 'host'>) {
  const words = useWords(ANSWER);
  const { contact } = host;
  const url = contactPageOf(host);
  if (!canBeReached(host)) return <p>{words.noContact}</p>;
  return (
    <ul class="plain">
      {contact?.email && (
        <li>
          <a href={`mailto:${contact.email}`}>{contact.email}</a>
        </li>
      )}
      {contact?.phone && (
        <li>
          {words.phone} <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`}>{contact.phone}</a>
        </li>
      )}
      {url && (
        <li>
          <Outside to={url} />
        </li>
      )}
    </ul>
  );
}

/** A text to copy, which a mail program can also open. */
function Message({ host, questions, need }: Pick<Addressee, 'host' | 'questions' | 'need'>) {
  const words = useWords(ANSWER);
  const { say } = usePage();
  const texts = questions.map(({ text }) => text);
  const { subject, body } = mailFor(need, texts, say);
  const id = `mail-${host.slug}`;
  const address = host.contact?.email;
  const query = `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
  return (
    <details class="screen">
      <summary>{words.mail}</summary>
      <label for={id} class="small soft">
        {words.mailText(host.name)}
      </label>
      <textarea id={id} readOnly rows={12}>
        {body}
      </textarea>
      {!address && <p class="small">{words.mailPaste}</p>}
      <p class="row">
        <CopyButton of={id} />
        {address && <a href={`mailto:${address}?${query}`}>{words.mailOpen}</a>}
      </p>
    </details>
  );
}

/** Whom to write to: questions, ways to reach them, and a message that is ready. */
function Writing({
  host,
  questions,
  ties = [],
  need,
  isOneOfSeveral,
  level,
}: Omit<Addressee, 'services'> & { isOneOfSeveral: boolean; level: HeadingLevel }) {
  const words = useWords(ANSWER);
  return (
    <>
      {isOneOfSeveral && <Heading level={(level + 1) as HeadingLevel}>{host.name}</Heading>}
      <dl>
        {questions.length > 0 && (
          <>
            <dt>{words.questions}</dt>
            <dd>
              <ul>
                {questions.map((question) => (
                  <li key={question.text}>
                    <Sentence {...question} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {ties.length > 0 && (
          <>
            <dt>{words.ties}</dt>
            {ties.map((tie) => (
              <dd key={tie}>
                <Written text={tie} />
              </dd>
            ))}
          </>
        )}
        <dt>{words.contact}</dt>
        <dd>
          <Contact host={host} />
        </dd>
      </dl>
      {canBeReached(host) && <Message host={host} questions={questions} need={need} />}
      <p class="small screen">
        <Link to={`/hosts/${host.slug}`}>{words.more(host.name)}</Link>
      </p>
    </>
  );
}

/** One sentence, or a list of several. */
function Said({ lines }: { lines: readonly Spoken[] }) {
  if (lines.length === 1) return <Sentence {...lines[0]!} />;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.text}>
          <Sentence {...line} />
        </li>
      ))}
    </ul>
  );
}

/** One answer: what it covers, the price, why, what to beware of, what to ask and whom. */
export function ProposalCard({
  proposal,
  level,
  isStateSaid = false,
}: {
  proposal: Proposal;
  level: HeadingLevel;
  /** By the heading above: not again on the card. */
  isStateSaid?: boolean;
}) {
  const words = useWords(ANSWER);
  const { state, title, price, reasons, cautions, unknown, hosts } = proposal;
  return (
    <article class="card">
      {!isStateSaid && <p class={state === 'fits' ? 'state good' : 'state'}>{words.states[state]}</p>}
      <Heading level={level}>{title}</Heading>
      <p class="price">{price}</p>
      <Covered {...proposal} />
      <dl>
        {reasons.length > 0 && (
          <>
            <dt>{words.why}</dt>
            <dd>
              <Said lines={reasons} />
            </dd>
          </>
        )}
        {cautions.length > 0 && (
          <>
            <dt>{words.beware}</dt>
            <dd>
              <Said lines={cautions} />
            </dd>
          </>
        )}
        {unknown.length > 0 && (
          <>
            <dt>{words.unknownWishes}</dt>
            <dd>
              <Said lines={unknown.map((wish) => ({ text: capital(wish) }))} />
            </dd>
          </>
        )}
      </dl>
      {hosts.map((addressee) => (
        <Writing key={addressee.host.slug} {...addressee} isOneOfSeveral={hosts.length > 1} level={level} />
      ))}
    </article>
  );
}

import type { Host } from '../../documents/host.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import type { Need } from '../../matching/schema.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { usePage, useWords } from '../frame/page.ts';
import {
  CopyButton,
  Heading,
  type HeadingLevel,
  Link,
  OutsideLink,
  PhoneLink,
  Sentence,
  WrittenText,
} from '../frame/parts.tsx';
import { ANSWER, MAIL_TEXT } from '../words/answer.ts';
import type { Addressee } from './proposals.ts';

/** What is needed, one line for each usage. */
export function needLines(need: Need, say: Speaker): string[] {
  const words = MAIL_TEXT[say.language];
  return need.usages.map(({ usage, accounts, storageGb, growthGbPerYear, amounts }) => {
    const many = usage === 'email-hosting' ? words.boxes : words.people;
    const sizes = [
      accounts !== undefined && many(say.number(accounts)),
      ...Object.values(amounts ?? {}).map((amount) => words.atOnce(say.number(amount))),
      storageGb !== undefined && words.about(say.gigabytes(storageGb)),
      Boolean(growthGbPerYear) && words.growing(say.gigabytes(growthGbPerYear!)),
    ].filter((size) => size !== false);
    return `${say.usage(usage)}${sizes.length > 0 ? ` (${sizes.join(', ')})` : ''}`;
  });
}

/** A whole message: who asks, for what, and the questions that are still open. */
export function mailFor(need: Need, questions: readonly string[], say: Speaker): { subject: string; body: string } {
  const words = MAIL_TEXT[say.language];
  const { budgetPerYear, territory } = need;
  const place = territory ? say.territory(territory) : null;
  const budget =
    budgetPerYear == null ? [] : [budgetPerYear === 0 ? words.noBudget : words.budget(say.euros(budgetPerYear)), ''];
  return {
    subject: words.subject,
    body: [
      words.hello,
      '',
      words.who(place),
      ...needLines(need, say).map((line) => `- ${line}`),
      '',
      ...budget,
      words.welcome,
      '',
      ...(questions.length > 0 ? [words.ask, ...questions.map((question) => `- ${question}`), ''] : []),
      words.thanks,
      words.sign,
    ].join('\n'),
  };
}

/** Pages where one writes to a host, or registers: of the services that are asked for, then its own; else its website. */
export function contactPages({ services, contact, website }: Host, slugs: readonly string[] = []): string[] {
  const asked = services.flatMap(({ slug, url }) => (slugs.includes(slug) && url ? url : []));
  const pages = [...new Set([...asked, ...(contact?.url ? [contact.url] : [])])];
  return pages.length > 0 || !website ? pages : [website];
}

const canBeReached = (host: Host, services: readonly string[]): boolean =>
  Boolean(host.contact?.email || host.contact?.phone || contactPages(host, services).length > 0);

/** How to reach a host, about some of its services where they are known. */
export function Contact({ host, services = [] }: Pick<Addressee, 'host'> & Partial<Pick<Addressee, 'services'>>) {
  const words = useWords(ANSWER);
  const { contact } = host;
  if (!canBeReached(host, services)) return <p>{words.noContact}</p>;
  return (
    <ul class="plain">
      {contactPages(host, services).map((page) => (
        <li key={page}>
          <OutsideLink to={page} />
        </li>
      ))}
      {contact?.email && (
        <li>
          <a href={mailtoOf(contact.email)}>{contact.email}</a>
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

/** A text to copy, which a mail program can also open. */
function Message({ host, questions, need }: Omit<Addressee, 'services' | 'ties'>) {
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
      {!address && (
        <p class="small">
          {host.contact?.url ? (
            <>
              {words.mailPastePage} <OutsideLink to={host.contact.url} />
            </>
          ) : (
            words.mailPaste
          )}
        </p>
      )}
      <p class="row">
        <CopyButton of={id} />
        {address && <a href={`${mailtoOf(address)}?${query}`}>{words.mailOpen}</a>}
      </p>
    </details>
  );
}

/** Whom to write to: questions, ways to reach them, and a message that is ready. */
export function WriteToHost({
  host,
  questions,
  services,
  ties = [],
  need,
  isOneOfSeveral,
  level,
}: Addressee & { isOneOfSeveral: boolean; level: HeadingLevel }) {
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
                <WrittenText text={tie} />
              </dd>
            ))}
          </>
        )}
        <dt>{words.contact}</dt>
        <dd>
          <Contact host={host} services={services} />
        </dd>
      </dl>
      {canBeReached(host, services) && <Message host={host} questions={questions} need={need} />}
      <p class="small screen">
        <Link to={`/hosts/${host.slug}`}>{words.more(host.name)}</Link>
      </p>
    </>
  );
}

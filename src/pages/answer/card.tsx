import { domainOf } from '../../ground/addresses.ts';
import { capital } from '../../ground/texts.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Heading, type HeadingLevel, Link, OutsideLink, PhoneLink, Sentence } from '../frame/parts.tsx';
import { ANSWER } from '../words/answer.ts';
import { curved } from '../words/typeset.ts';
import { WriteToHost } from './contact.tsx';
import { type Phrase, type Proposal, verdictOf } from './proposals.ts';

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

/** One sentence, or a list of several. */
function PhraseOrList({ lines }: { lines: readonly Phrase[] }) {
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
  /** The heading above says the state already. */
  isStateSaid?: boolean;
}) {
  const words = useWords(ANSWER);
  const verdict = verdictOf(proposal);
  const { title, price, reasons, cautions, unknown, hosts } = proposal;
  return (
    <article class="card">
      {!isStateSaid && <p class={verdict === 'fits' ? 'state good' : 'state'}>{words.states[verdict]}</p>}
      <Heading level={level}>{title}</Heading>
      <p class="price">{price}</p>
      <Covered {...proposal} />
      <dl>
        {reasons.length > 0 && (
          <>
            <dt>{words.why}</dt>
            <dd>
              <PhraseOrList lines={reasons} />
            </dd>
          </>
        )}
        {cautions.length > 0 && (
          <>
            <dt>{words.beware}</dt>
            <dd>
              <PhraseOrList lines={cautions} />
            </dd>
          </>
        )}
        {unknown.length > 0 && (
          <>
            <dt>{words.unknownWishes}</dt>
            <dd>
              <PhraseOrList lines={unknown.map((wish) => ({ text: capital(wish) }))} />
            </dd>
          </>
        )}
      </dl>
      {hosts.map((addressee) => (
        <WriteToHost key={addressee.host.slug} {...addressee} isOneOfSeveral={hosts.length > 1} level={level} />
      ))}
    </article>
  );
}

/** The language of the sentences; absent: that of the page. */
interface SentenceLanguage {
  lang?: Language;
}

/** People who help associations without selling anything. */
export function Helpers({ help, level, lang }: { help: Match['help']; level: HeadingLevel } & SentenceLanguage) {
  const words = useWords(ANSWER);
  return (
    <>
      {help.map(({ name, kind, url, phone, text }) => (
        <article class="card" key={name}>
          <Heading level={level}>{curved(name)}</Heading>
          <p>
            <Sentence text={curved(text)} lang={lang} />
          </p>
          {kind === 'directory' && <p class="soft">{words.directory}</p>}
          {phone && (
            <p>
              <PhoneLink phone={phone} />
            </p>
          )}
          <p>
            <OutsideLink to={url}>{domainOf(url) ?? url}</OutsideLink>
          </p>
        </article>
      ))}
    </>
  );
}

/** Hosts that a single obstacle excludes, each with a link to its page. */
export function NearMisses({ title, misses, lang }: { title: string; misses: Match['nearMisses'] } & SentenceLanguage) {
  const words = useWords(ANSWER);
  if (misses.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {misses.map(({ host, name, text }) => (
          <li key={host}>
            <Sentence text={text} lang={lang} /> <Link to={`/hosts/${host}`}>{words.more(name)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The host to ask before any other: the first sentence, which names it, is the heading. */
export function AskFirst({
  ask: { host, name, text },
  level,
  lang,
}: { ask: NonNullable<Match['askFirst']>; level: 1 | HeadingLevel } & SentenceLanguage) {
  const words = useWords(ANSWER);
  const end = text.indexOf('. ', text.indexOf(name) + name.length);
  return (
    <>
      <Heading level={level}>
        <Sentence text={text.slice(0, end)} lang={lang} />
      </Heading>
      <p>
        <Sentence text={text.slice(end + 2)} lang={lang} /> <Link to={`/hosts/${host}`}>{words.more(name)}</Link>
      </p>
    </>
  );
}

/** Sentences under a heading; nothing when there are none. */
export function Sentences({
  title,
  lines,
  lang,
}: { title: string; lines: readonly { text: string }[] } & SentenceLanguage) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {lines.map(({ text }) => (
          <li key={text}>
            <Sentence text={text} lang={lang} />
          </li>
        ))}
      </ul>
    </section>
  );
}

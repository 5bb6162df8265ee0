import { areInDispute, isOwn } from '../../documents/evidence.ts';
import type { Statement } from '../../documents/statement.ts';
import { isOfEarlierMeaning } from '../../documents/weighing.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Link, WrittenText } from '../frame/parts.tsx';
import { Evidence, type HostView } from '../parts/host-view.tsx';
import { HOST } from '../words/host.ts';

export interface StatementLine {
  key: string;
  name: string;
  /** The slug of the host that the value names. */
  namedHost?: string;
  contested: boolean;
  /** Best evidence first. */
  statements: readonly Statement[];
  valueIn: (statement: Statement) => string;
  isNo: (statement: Statement) => boolean;
  isBroken: boolean;
}

interface Said extends Pick<HostView, 'federationName'> {
  statements: readonly Statement[];
}

/** How a statement is known, since when, and whether that still holds. */
export function HowKnown({ statement, federationName }: { statement: Statement } & Pick<HostView, 'federationName'>) {
  const words = useWords(HOST);
  const { say } = usePage();
  const { by, federation, level, asOf, aged, evidenceUrl, page, certificate, tie } = statement;
  const name = federation ? federationName(federation) : '';
  const source = () => {
    if (certificate) return words.source.certified(certificate.issuer, say.until(certificate.expiresOn));
    if (by === 'federation' || by === 'charter') return words.source[by](name);
    return by === 'host' && level === 'documented' ? words.source.published : words.source[by];
  };
  return (
    <span class="soft small">
      {source()}, {asOf ? say.date(asOf) : words.undated}
      <Evidence url={evidenceUrl} />.
      {isOfEarlierMeaning(statement) ? ` ${words.earlierQuestion}` : aged && ` ${words.aged}`}
      {tie !== undefined && tie !== 'none' && (
        <>
          {` ${words.tie} `}
          <WrittenText text={tie} />
        </>
      )}
      {page?.state === 'lost' && ` ${words.pageLost}`}
    </span>
  );
}

/** Replies of the host to reviews of one statement, marked when a reply is to an earlier version of the review. */
function Replies({ statements, federationName }: Said) {
  const words = useWords(HOST);
  const { language, say } = usePage();
  return statements.flatMap(({ federation, reply }) =>
    federation && reply ? (
      <span class="small" key={federation}>
        <br />
        {words.reply(federationName(federation), say.on(reply.repliedOn))}
        {textIn(reply.text, language)}
        <Evidence url={reply.evidenceUrl} />
        {reply.toEarlier && ` ${words.replyToEarlier}`}
      </span>
    ) : (
      []
    ),
  );
}

/** What those who say it add in their own words. */
export function Notes({ statements, federationName }: Said) {
  const words = useWords(HOST);
  return statements.flatMap(({ by, federation, note }) =>
    note && (federation || by === 'host') ? (
      <span class="small" key={`${by} ${federation}`}>
        <br />
        {words.note(federation ? federationName(federation) : null)}
        <WrittenText text={note} />
      </span>
    ) : (
      []
    ),
  );
}

type Names = Pick<HostView, 'federationName' | 'hostName' | 'isHostAtWork'>;

/** The host that would take over, and whether it said so itself; one that is not at work cannot keep its word. */
function NamedHost({
  slug,
  statements,
  hostName,
  isHostAtWork,
}: { slug: string; statements: readonly Statement[] } & Pick<Names, 'hostName' | 'isHostAtWork'>) {
  const words = useWords(HOST);
  const { say } = usePage();
  const own = statements.find(isOwn);
  const agreedOn = own?.value === slug ? own.agreedOn : undefined;
  const agreement = agreedOn === undefined ? words.namedOnly : words.bothAgreed(say.since(agreedOn));
  const name = hostName(slug);
  return (
    <>
      <strong>{name === slug ? slug : <Link to={`/hosts/${slug}`}>{name}</Link>}</strong>.{' '}
      {isHostAtWork(slug) ? agreement : words.namedGone}
    </>
  );
}

/** What is said, and by whom: the one with the best evidence where all say the same, else each of them. */
export function Voices({ contested, statements, valueIn, namedHost, ...names }: StatementLine & Names) {
  const words = useWords(HOST);
  const { federationName } = names;
  if (!areInDispute(statements))
    return (
      <>
        {namedHost === undefined ? (
          <strong>{valueIn(statements[0]!)}</strong>
        ) : (
          <NamedHost slug={namedHost} statements={statements} {...names} />
        )}
        <br />
        <HowKnown statement={statements[0]!} federationName={federationName} />
        <Notes statements={statements} federationName={federationName} />
        {contested && <span class="soft small"> {words.hostSilent}</span>}
        <Replies statements={statements} federationName={federationName} />
      </>
    );
  return (
    <>
      <strong>{words.differ}</strong>
      <ul class="voices">
        {statements.map((statement) => (
          <li key={`${statement.by} ${statement.federation}`}>
            <strong>{valueIn(statement)}</strong> <HowKnown statement={statement} federationName={federationName} />
            <Notes statements={[statement]} federationName={federationName} />
            <Replies statements={[statement]} federationName={federationName} />
          </li>
        ))}
      </ul>
    </>
  );
}

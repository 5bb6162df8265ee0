import { SUCCESSOR_PROMISE } from '../../documents/closing.ts';
import { areInDispute, isOwn } from '../../documents/evidence.ts';
import type { Claim, Commitment, Statement } from '../../documents/statement.ts';
import { isOfEarlierMeaning } from '../../documents/weighing.ts';
import { capital } from '../../ground/texts.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Link, OutsideLink, WrittenText } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { FRAME } from '../words/site.ts';
import type { HostView } from './host-view.tsx';

interface StatementLine {
  key: string;
  name: string;
  /** The slug of the host that the value names. */
  namedHost?: string;
  contested: boolean;
  /** Best evidence first. */
  statements: readonly Statement[];
  valueIn: (statement: Statement) => string;
}

/** Whether only a charter says so: such lines are shown together, charter by charter. */
const isOfCharter = ({ contested, statements: [first, ...others] }: StatementLine): boolean =>
  first!.by === 'charter' &&
  first!.value === 'yes' &&
  !contested &&
  !areInDispute([first!, ...others]) &&
  !others.some(({ reply }) => reply);

function byCharter(all: readonly StatementLine[]): StatementLine[][] {
  const groups = new Map<string, StatementLine[]>();
  for (const line of all.filter(isOfCharter)) {
    const { federation, asOf, aged } = line.statements[0]!;
    const key = `${federation} ${asOf} ${aged}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
}

/** How a statement is known, since when, and whether that still holds. */
function HowKnown({ statement, federationName }: { statement: Statement } & Pick<HostView, 'federationName'>) {
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
      <br />
      {source()}, {asOf ? say.date(asOf) : words.undated}
      {evidenceUrl && (
        <>
          {' ('}
          <OutsideLink to={evidenceUrl}>{words.evidence}</OutsideLink>)
        </>
      )}
      .{isOfEarlierMeaning(statement) ? ` ${words.earlierQuestion}` : aged && ` ${words.aged}`}
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
function Replies({
  statements,
  federationName,
}: { statements: readonly Statement[] } & Pick<HostView, 'federationName'>) {
  const words = useWords(HOST);
  const { language, say } = usePage();
  return statements.flatMap(({ federation, reply }) =>
    federation && reply ? (
      <span class="small" key={federation}>
        <br />
        {words.reply(federationName(federation), say.on(reply.repliedOn))}
        {textIn(reply.text, language)}
        {reply.evidenceUrl && (
          <>
            {' ('}
            <OutsideLink to={reply.evidenceUrl}>{words.evidence}</OutsideLink>)
          </>
        )}
        {reply.toEarlier && ` ${words.replyToEarlier}`}
      </span>
    ) : (
      []
    ),
  );
}

/** The host that would take over, and whether it said so itself; one that is not at work cannot keep its word. */
function NamedHost({
  slug,
  statements,
  hostName,
  isHostAtWork,
}: { slug: string; statements: readonly Statement[] } & Pick<HostView, 'hostName' | 'isHostAtWork'>) {
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

type VoicesProps = StatementLine & Pick<HostView, 'federationName' | 'hostName' | 'isHostAtWork'>;

/** What is said, and by whom: the one with the best evidence where all say the same, else each of them. */
function Voices({ contested, statements, valueIn, namedHost, ...names }: VoicesProps) {
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
        <HowKnown statement={statements[0]!} federationName={federationName} />
        {contested && <span class="soft small"> {words.hostSilent}</span>}
        <Replies statements={statements} federationName={federationName} />
      </>
    );
  return (
    <>
      <strong>{words.differ}</strong>
      <ul>
        {statements.map((statement) => (
          <li key={`${statement.by} ${statement.federation}`}>
            <strong>{valueIn(statement)}</strong>
            <HowKnown statement={statement} federationName={federationName} />
            <Replies statements={[statement]} federationName={federationName} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Commitments first, then the answer to each criterion; each with how it is known. */
export function Promises({
  host,
  federationName,
  hostName,
  isHostAtWork,
}: Pick<HostView, 'host' | 'federationName' | 'hostName' | 'isHostAtWork'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const promised = ({ kind, contested, statements }: Commitment, service?: string): StatementLine => ({
    key: `${service ?? ''} ${kind}`,
    name: `${say.commitment(kind)}${service ? ` (${service})` : ''}`,
    ...(kind === SUCCESSOR_PROMISE && { namedHost: String(statements[0]!.value) }),
    contested,
    statements,
    valueIn: ({ value }) => say.measure(kind, value),
  });
  const answered = ({ criterion, contested, statements }: Claim): StatementLine => ({
    key: criterion,
    name: say.criterion(criterion, statements[0]!.criterionVersion),
    contested,
    statements,
    valueIn: ({ value }) => words.says[value as Claim['value']],
  });
  const all = [
    ...host.commitments.map((one) => promised(one)),
    ...host.services.flatMap(({ name, commitments }) => commitments.map((one) => promised(one, name))),
    ...host.claims.map(answered),
  ];
  const charters = byCharter(all);
  return (
    <>
      <p class="soft">{all.length > 0 ? words.promisesLead : `${words.noPromise} ${words.promisesLead}`}</p>
      <ul>
        {all
          .filter((line) => !isOfCharter(line))
          .map((line) => (
            <li key={line.key}>
              {capital(line.name)}
              {colon}
              <Voices {...line} federationName={federationName} hostName={hostName} isHostAtWork={isHostAtWork} />
            </li>
          ))}
        {charters.map((group) => (
          <li key={group[0]!.key}>
            {capital(say.list(group.map(({ name }) => name)))}
            <HowKnown statement={group[0]!.statements[0]!} federationName={federationName} />
          </li>
        ))}
      </ul>
    </>
  );
}

import type { Alternatives } from '../../alternatives/schema.ts';
import type { Host } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, Notice, Sentence } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { lowerFirst } from '../words/typeset.ts';
import { hasClosed, Stages } from './host-view.tsx';

const isSuccession = (code: string): boolean => code.startsWith('succession-');

type AlternativesShown = Pick<Alternatives, 'items' | 'closing' | 'notes'>;

/** Says that a successor cannot take over. When it can, the sentence of the closing says so already. */
const Notes = ({ notes }: Pick<AlternativesShown, 'notes'>) => (
  <>
    {notes
      .filter(({ code }) => !isSuccession(code))
      .map(({ text }) => (
        <p key={text}>
          <strong>{text}</strong>
        </p>
      ))}
  </>
);

type Alternative = AlternativesShown['items'][number]['hosts'][number];

const textsOf = (reasons: Alternative['reasons']): string[] =>
  reasons.filter(({ code }) => !isSuccession(code)).map(({ text }) => text);

const successorName = ({ agreed, ifItCloses }: NonNullable<Alternative['successor']>, words: (typeof HOST)['fr']) =>
  ifItCloses
    ? words[agreed ? 'promisedSuccessor' : 'proposedPromisedSuccessor']
    : words[agreed ? 'successor' : 'proposedSuccessor'];

function AlternativeLine({
  alternative: { host, name, successor, reasons },
  sharedReasons,
}: {
  alternative: Alternative;
  sharedReasons: string[];
}) {
  const words = useWords(HOST);
  const remaining = textsOf(reasons).filter((text) => !sharedReasons.includes(text));
  return (
    <li>
      <Link to={`/hosts/${host}`}>{name}</Link>
      {successor && <strong> ({lowerFirst(successorName(successor, words))})</strong>}
      {remaining.length > 0 && (
        <>
          <br />
          <Sentence text={remaining.join(' ')} />
        </>
      )}
    </li>
  );
}

/** The successor, then the others: a reason that all of these share is written once. */
function Hosts({ hosts }: { hosts: readonly Alternative[] }) {
  const words = useWords(HOST);
  const successors = hosts.filter(({ successor }) => successor);
  const others = hosts.filter(({ successor }) => !successor);
  const [first, ...rest] = others.map(({ reasons }) => textsOf(reasons));
  const shared = rest.length > 0 ? first!.filter((text) => rest.every((texts) => texts.includes(text))) : [];
  const list = (some: readonly Alternative[], sharedReasons: string[]) =>
    some.length > 0 && (
      <ul>
        {some.map((alternative) => (
          <AlternativeLine key={alternative.host} alternative={alternative} sharedReasons={sharedReasons} />
        ))}
      </ul>
    );
  return (
    <>
      {list(successors, [])}
      {shared.length > 0 && (
        <p>
          {words.eachOfThem} <Sentence text={lowerFirst(shared.join(' '))} />
        </p>
      )}
      {list(others, shared)}
    </>
  );
}

/** Who could take over one service: its successor, then the nearest hosts, each with the reasons. */
function ServiceAlternatives({ item, isWhole }: { item: AlternativesShown['items'][number]; isWhole: boolean }) {
  const words = useWords(HOST);
  const { say } = usePage();
  return (
    <section>
      <h2>{item.name}</h2>
      <p class="soft">{capital(say.list(item.usages.map((usage) => say.usage(usage))))}</p>
      {!isWhole && item.closing && (
        <>
          <p>{item.closing.text}</p>
          <Stages stages={item.closing.stages} />
        </>
      )}
      <Notes notes={item.notes} />
      {item.hosts.length === 0 ? <p>{words.nobodyElse}</p> : <Hosts hosts={item.hosts} />}
    </section>
  );
}

/** Where to go when a host or some of its services end: when that is, who takes over, who offers the same. */
export function AlternativesPage({
  host,
  alternatives: { items, closing, notes },
}: {
  host: Host;
  alternatives: AlternativesShown;
}) {
  const words = useWords(HOST);
  const isWhole = closing !== null || hasClosed(host);
  const ending = items.filter((item) => item.closing !== null);
  const title = (isWhole || ending.length > 0 ? words.afterTitle : words.insteadTitle)(host.name);
  const shown = isWhole || ending.length === 0 ? items : ending;
  return (
    <Layout title={title} roof={<Roof heading={title} />}>
      {closing ? (
        <Notice>
          <p>{closing.text}</p>
          <Stages stages={closing.stages} />
        </Notice>
      ) : (
        hasClosed(host) && <p>{words.closed(null)}</p>
      )}
      <Notes notes={notes} />
      <p>{words.afterLead}</p>
      {shown.length === 0 && <p>{words.noService}</p>}
      {shown.map((item) => (
        <ServiceAlternatives key={item.service} item={item} isWhole={isWhole} />
      ))}
      <p class="row screen">
        <Link to="/match" class="button">
          {words.find}
        </Link>
        <Link to={`/hosts/${host.slug}`}>{words.back(host.name)}</Link>
      </p>
    </Layout>
  );
}

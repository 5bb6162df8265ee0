import type { Alternatives } from '../../alternatives/routes.ts';
import type { Host } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import { Layout } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, Sentence } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { small } from '../words/typeset.ts';
import { isOver, Stages } from './host-view.tsx';

const isSuccession = (code: string): boolean => code.startsWith('succession-');

type Told = Pick<Alternatives, 'items' | 'closing' | 'notes'>;

/** That a successor cannot take over. That it does, or may, is said by the sentence of the closing. */
const Notes = ({ notes }: Pick<Told, 'notes'>) => (
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

type Alternative = Told['items'][number]['hosts'][number];

function Line({ alternative: { host, name, successor, reasons }, said }: { alternative: Alternative; said: string[] }) {
  const words = useWords(HOST);
  const left = textsOf(reasons).filter((text) => !said.includes(text));
  return (
    <li>
      <Link to={`/hosts/${host}`}>{name}</Link>
      {successor && <strong> ({small(successor.agreed ? words.successor : words.proposedSuccessor)})</strong>}
      {left.length > 0 && (
        <>
          <br />
          <Sentence text={left.join(' ')} />
        </>
      )}
    </li>
  );
}

const textsOf = (reasons: Alternative['reasons']): string[] =>
  reasons.filter(({ code }) => !isSuccession(code)).map(({ text }) => text);

/** The successor, then the others: what is true of each of these is said once. */
function Hosts({ hosts }: { hosts: readonly Alternative[] }) {
  const words = useWords(HOST);
  const successors = hosts.filter(({ successor }) => successor);
  const others = hosts.filter(({ successor }) => !successor);
  const [first, ...rest] = others.map(({ reasons }) => textsOf(reasons));
  const shared = rest.length > 0 ? first!.filter((text) => rest.every((texts) => texts.includes(text))) : [];
  const list = (some: readonly Alternative[], said: string[]) =>
    some.length > 0 && (
      <ul>
        {some.map((alternative) => (
          <Line key={alternative.host} alternative={alternative} said={said} />
        ))}
      </ul>
    );
  return (
    <>
      {list(successors, [])}
      {shared.length > 0 && (
        <p>
          {words.eachOfThem} <Sentence text={small(shared.join(' '))} />
        </p>
      )}
      {list(others, shared)}
    </>
  );
}

/** Who could take over one service: its successor, as the notes say, then the nearest, each with what is known of it. */
function After({ item, isWhole }: { item: Told['items'][number]; isWhole: boolean }) {
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

/** Where to go when a host ends, or some of its services: when, who declared to take over, who offers the same. */
export function AlternativesPage({ host, told: { items, closing, notes } }: { host: Host; told: Told }) {
  const words = useWords(HOST);
  const isWhole = closing !== null || isOver(host);
  const ending = items.filter((item) => item.closing !== null);
  const title = (isWhole || ending.length > 0 ? words.afterTitle : words.insteadTitle)(host.name);
  const shown = isWhole || ending.length === 0 ? items : ending;
  return (
    <Layout title={title}>
      <h1>{title}</h1>
      {closing ? (
        <div class="notice">
          <p>{closing.text}</p>
          <Stages stages={closing.stages} />
        </div>
      ) : (
        isOver(host) && <p>{words.closed(null)}</p>
      )}
      <Notes notes={notes} />
      <p>{words.afterLead}</p>
      {shown.length === 0 && <p>{words.noService}</p>}
      {shown.map((item) => (
        <After key={item.service} item={item} isWhole={isWhole} />
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

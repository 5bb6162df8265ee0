import type { Alternatives } from '../../alternatives/answer.ts';
import { hasClosed } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import { HostCard } from '../directory/card.tsx';
import { Layout, Roof } from '../frame/layout.tsx';
import { Fold, pageAsked, Section, UsageList } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, Notice, PageNumbers, Sentence, Tap } from '../frame/parts.tsx';
import { UsagePicture } from '../frame/pictures.tsx';
import type { ListEntry } from '../parts/entry.ts';
import { Stages } from '../parts/host-view.tsx';
import { HOST } from '../words/host.ts';
import { ALTERNATIVES, OFFERS } from '../words/host-offers.ts';
import { lowerFirst } from '../words/typeset.ts';

type AlternativeService = Alternatives['items'][number];

/** A host of the list of one service by its slug, as cards show it to somebody who looks for these usages. */
type EntryAs = (slug: string, usages: readonly string[]) => ListEntry | undefined;

/** What a host offers today. */
type UsagesOf = (slug: string) => ReadonlySet<string>;

/** A host that offers several of the services that are left. */
interface Covering {
  entry: ListEntry;
  services: AlternativeService[];
}

const MOST = 3;

/** Who offers the most of these services, so that one need not move to several places: two services at least. */
function coveringMost(items: readonly AlternativeService[], entryAs: EntryAs, usagesOf: UsagesOf): Covering[] {
  const slugs = new Set(items.flatMap(({ hosts }) => hosts.map(({ host }) => host)));
  const asked = items.flatMap(({ usages }) => usages);
  return [...slugs]
    .map((slug) => {
      const offered = usagesOf(slug);
      return { slug, services: items.filter(({ usages }) => usages.every((usage) => offered.has(usage))) };
    })
    .filter(({ services }) => services.length > 1)
    .sort((a, b) => b.services.length - a.services.length)
    .slice(0, MOST)
    .flatMap(({ slug, services }) => {
      const entry = entryAs(slug, asked);
      return entry ? [{ entry, services }] : [];
    });
}

/** Cards that are open for one service; the rest is a fold. */
const HOSTS_SHOWN = 3;
/** Services that a card names one by one. */
const MOST_NAMED = 8;
/** Services that are shown one below the other; of more, each is a fold. */
const SERVICES_OPEN = 2;
/** Services on one page: each comes with cards of several hosts. */
const MOST_ON_A_PAGE = 20;

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

type Alternative = AlternativeService['hosts'][number];

const textsOf = (reasons: Alternative['reasons']): string[] =>
  reasons.filter(({ code }) => !isSuccession(code)).map(({ text }) => text);

const successorName = ({ agreed, ifItCloses }: NonNullable<Alternative['successor']>, words: (typeof HOST)['fr']) =>
  ifItCloses
    ? words[agreed ? 'promisedSuccessor' : 'proposedPromisedSuccessor']
    : words[agreed ? 'successor' : 'proposedSuccessor'];

interface HostsProps {
  item: AlternativeService;
  entryAs: EntryAs;
}

/** The successor, then the others: a reason that all of these share is written once. */
function Hosts({ item, entryAs }: HostsProps) {
  const words = useWords(ALTERNATIVES);
  const hostWords = useWords(HOST);
  const successors = item.hosts.filter(({ successor }) => successor);
  const others = item.hosts.filter(({ successor }) => !successor);
  const [first, ...rest] = others.map(({ reasons }) => textsOf(reasons));
  const shared = rest.length > 0 ? first!.filter((text) => rest.every((texts) => texts.includes(text))) : [];
  const cards = (some: readonly Alternative[], said: readonly string[]) =>
    some.length > 0 && (
      <ul class="cards two">
        {some.map(({ host, successor, reasons }) => {
          const entry = entryAs(host, item.usages);
          const own = textsOf(reasons).filter((text) => !said.includes(text));
          const more = (
            <>
              {successor && (
                <p class="state">
                  <strong>{successorName(successor, hostWords)}</strong>
                </p>
              )}
              {own.length > 0 && (
                <p class="small">
                  <Sentence text={own.join(' ')} />
                </p>
              )}
            </>
          );
          return entry && <HostCard key={host} entry={entry} more={more} />;
        })}
      </ul>
    );
  return (
    <div class="stack">
      {cards(successors, [])}
      {shared.length > 0 && (
        <p class="small">
          {words.eachOfThem} <Sentence text={lowerFirst(shared.join(' '))} />
        </p>
      )}
      {cards(others.slice(0, HOSTS_SHOWN), shared)}
      {others.length > HOSTS_SHOWN && (
        <Fold title={words.others(others.length - HOSTS_SHOWN)}>{cards(others.slice(HOSTS_SHOWN), shared)}</Fold>
      )}
    </div>
  );
}

/** Who could take over one service: its successor, then the nearest hosts, each with the reasons. */
function ServiceAlternatives({ item, entryAs, isWhole }: HostsProps & { isWhole: boolean }) {
  const words = useWords(ALTERNATIVES);
  return (
    <>
      <UsageList usages={item.usages} />
      {!isWhole && item.closing && (
        <>
          <p>{item.closing.text}</p>
          <Stages stages={item.closing.stages} />
        </>
      )}
      <Notes notes={item.notes} />
      {item.hosts.length === 0 ? <p>{words.nobodyElse}</p> : <Hosts item={item} entryAs={entryAs} />}
    </>
  );
}

/** Few services one below the other; of many, each is a fold: somebody looks for one of them. */
function Services({
  items,
  ...rest
}: { items: readonly AlternativeService[] } & Omit<HostsProps, 'item'> & { isWhole: boolean }) {
  const words = useWords(ALTERNATIVES);
  if (items.length <= SERVICES_OPEN)
    return (
      <>
        {items.map((item) => (
          <Section class="stack" key={item.service} title={item.name}>
            <ServiceAlternatives item={item} {...rest} />
          </Section>
        ))}
      </>
    );
  return (
    <Section title={words.eachService}>
      {items.map((item) => (
        <details key={item.service}>
          <summary>
            <UsagePicture usage={item.usages[0]!} small />
            {item.name}
          </summary>
          <div class="stack">
            <ServiceAlternatives item={item} {...rest} />
          </div>
        </details>
      ))}
    </Section>
  );
}

function Together({ covering }: { covering: readonly Covering[] }) {
  const words = useWords(ALTERNATIVES);
  const { say } = usePage();
  return (
    <Section title={words.together}>
      <ul class="cards two tight">
        {covering.map(({ entry, services }) => (
          <HostCard
            key={entry.host.slug}
            entry={entry}
            more={
              <p class="small">
                {services.length > MOST_NAMED
                  ? words.insteadOfMany(services.length)
                  : words.instead(say.list(services.map(({ name }) => name)))}
              </p>
            }
          />
        ))}
      </ul>
    </Section>
  );
}

interface AlternativesPageProps {
  host: Host;
  alternatives: AlternativesShown;
  entryAs: EntryAs;
  usagesOf: UsagesOf;
  /** The number of the page, as the address has it. */
  asked: unknown;
}

/** Where to go when a host or some of its services end: when that is, who takes over, who offers the same. */
export function AlternativesPage({ host, alternatives, entryAs, usagesOf, asked }: AlternativesPageProps) {
  const { items, closing, notes } = alternatives;
  const words = useWords(ALTERNATIVES);
  const hostWords = useWords(HOST);
  const offers = useWords(OFFERS);
  const isWhole = closing !== null || hasClosed(host);
  const ending = items.filter((item) => item.closing !== null);
  const title = (isWhole || ending.length > 0 ? words.afterTitle : words.insteadTitle)(host.name);
  const shown = isWhole || ending.length === 0 ? items : ending;
  const { items: onPage, ...numbers } = pageAsked(shown, asked, MOST_ON_A_PAGE);
  const covering = coveringMost(shown, entryAs, usagesOf);
  const [best] = covering;
  const advice = best ? `${words.most(best.entry.host.name, best.services.length, shown.length)} ` : '';
  return (
    <Layout
      wide
      title={title}
      roof={
        <Roof
          crumb={<Link to={`/hosts/${host.slug}`}>{words.back(host.name)}</Link>}
          heading={title}
          lead={`${advice}${words.lead}`}
        />
      }
    >
      {closing ? (
        <Notice>
          <p>{closing.text}</p>
          <Stages stages={closing.stages} />
        </Notice>
      ) : (
        hasClosed(host) && <p>{hostWords.closed(null)}</p>
      )}
      <Notes notes={notes} />
      {shown.length === 0 && <p>{offers.none}</p>}
      {shown.length > SERVICES_OPEN && covering.length > 0 && <Together covering={covering} />}
      <Services items={onPage} entryAs={entryAs} isWhole={isWhole} />
      <PageNumbers to={`/hosts/${host.slug}/alternatives`} {...numbers} />
      <Tap line="row screen tight" to="/match" class="button" text={words.find} />
    </Layout>
  );
}

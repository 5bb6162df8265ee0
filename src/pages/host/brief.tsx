import type { ComponentChildren } from 'preact';
import { hasClosed } from '../../documents/closing.ts';
import { HOST_FACTS, type HostFact } from '../../documents/host.ts';
import { countsAsDeclared, isCertain, isFormer } from '../../documents/membership.ts';
import { lastTraceOf } from '../../documents/provenance.ts';
import { AUDIENCE_LABELS, LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import type { Zone } from '../../vocabulary/shapes.ts';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, OutsideLink } from '../frame/parts.tsx';
import { Glyph } from '../frame/pictures.tsx';
import { helpTold } from '../parts/facts.tsx';
import type { HostView } from '../parts/host-view.tsx';
import { HOST } from '../words/host.ts';
import { FACT_NAMES, FACT_ROWS } from '../words/host-offers.ts';

/** The networks of a host: since when, and how sure that is. */
function Memberships({ host, day, federationName }: Pick<HostView, 'host' | 'day' | 'federationName'>) {
  const words = useWords(HOST);
  const { say } = usePage();
  return (
    <>
      {host.memberships.map((membership, place) => {
        const { federation, state, since, toCheck, evidenceUrl } = membership;
        const isPast = isFormer(membership, day);
        const isOneSided = isCertain(membership, day) && !countsAsDeclared(membership, day);
        return (
          <span key={federation}>
            {place > 0 && ', '}
            <Link to={`/federations/${federation}`}>
              {words.membership[isPast ? 'former' : state](federationName(federation), since ? say.since(since) : null)}
            </Link>
            {toCheck && !isPast && ` (${words.toCheck})`}
            {isOneSided && ` (${words.oneSided})`}
            {evidenceUrl && !isPast && (
              <>
                {' ('}
                <OutsideLink to={evidenceUrl}>{words.evidence}</OutsideLink>)
              </>
            )}
          </span>
        );
      })}
    </>
  );
}

/** Territories that are read without having been asked for. */
const ZONES_SHOWN = 8;

function Zones({ zones }: { zones: readonly Zone[] }) {
  const words = useWords(HOST);
  const { say } = usePage();
  const named = say.list(zones.map((zone) => (zone.level === 'world' ? words.everywhere : say.territory(zone))));
  if (zones.length <= ZONES_SHOWN) return <>{named}</>;
  return (
    <Fold title={words.places(say.number(zones.length))}>
      <p class="small">{named}</p>
    </Fold>
  );
}

/** In which countries the data are, as far as it is known of each service. */
function useDataCountries() {
  const words = useWords(HOST);
  const { say } = usePage();
  return ({ services }: HostView['host']): string | undefined => {
    const known = new Set(services.flatMap(({ dataCountry }) => dataCountry ?? []));
    if (known.size === 0) return undefined;
    const named = say.list([...known].map((code) => say.country(code)));
    return services.every(({ dataCountry }) => dataCountry) ? named : words.partlyUnknown(named);
  };
}

const FORMER_SHOWN = 6;

/** Names, then domains, by which people may know it; slugs say nothing to them. */
const formerNames = ({ aliases = [] }: HostView['host']): string[] =>
  aliases.flatMap(({ kind, value }) => (kind === 'slug' ? [] : value)).slice(0, FORMER_SHOWN);

type RowName = keyof typeof FACT_ROWS.fr;
/** A fact without a name among the rows can only be said by the roof. */
type Rows = Record<RowName, readonly [value: ComponentChildren, kind?: 'wide' | 'again']> &
  Record<Exclude<HostFact, RowName>, 'roof'>;

/** Who it is, whom it serves, and what of that nobody knows. */
export function Brief({
  host,
  entry,
  day,
  federationName,
}: Pick<HostView, 'host' | 'entry' | 'day' | 'federationName'>) {
  const words = useWords(HOST);
  const names = useWords(FACT_NAMES);
  const { say, language } = usePage();
  const { audiences, serves, visits, languages, legalForm, foundedOn, memberships, confirmedOn, confirmedOnBehalf } =
    host;
  const trace = lastTraceOf(host);
  const [place, around] = entry.places;
  const formerly = formerNames(host);
  const countries = useDataCountries()(host);
  const isNoHelp = host.support?.length === 0 && host.complete.includes('support');
  // In this order. What the roof says too is left out where the roof is just above.
  const rows: Rows = {
    summary: 'roof',
    seat: [place && (around ? `${say.territory(place)} (${say.territory(around)})` : say.territory(place)), 'again'],
    legalForm: [legalForm && LEGAL_FORM_LABELS[legalForm][language], 'again'],
    foundedOn: [foundedOn && say.date(foundedOn)],
    formerly: [formerly.length > 0 && say.list(formerly)],
    audiences: [audiences && say.list(audiences.map((one) => AUDIENCE_LABELS[one][language].toLowerCase()))],
    serves: [serves && <Zones zones={serves} />],
    visits: [visits && visits.length > 0 && <Zones zones={visits} />],
    data: [countries],
    languages: [languages && say.list(languages.map((code) => say.languageName(code)))],
    support: [helpTold(host, say).join(', ') || (isNoHelp && words.noSupport), 'wide'],
    members: [memberships.length > 0 && <Memberships host={host} day={day} federationName={federationName} />, 'wide'],
    readByHost: [confirmedOn && !confirmedOnBehalf ? say.on(confirmedOn) : words.notYet, 'again'],
    trace: [trace ? say.date(trace.on) : words.undated, 'again'],
    contact: 'roof',
  };
  const titles = useWords(FACT_ROWS);
  const shown = Object.entries(rows).flatMap(([name, row]) =>
    row !== 'roof' && row[0] ? [{ name: titles[name as RowName], value: row[0], kind: row[1] }] : [],
  );
  const unknown = [
    ...HOST_FACTS.filter((fact) => host[fact] === undefined).map((fact) => names[fact].toLowerCase()),
    ...(host.services.length > 0 && !countries ? [titles.data.toLowerCase()] : []),
  ];
  return (
    <aside class="card" aria-labelledby="brief">
      <h2 id="brief">{words.brief}</h2>
      <dl class={shown.every(({ kind }) => kind === 'again') ? 'facts again' : 'facts'}>
        {shown.map(({ name, value, kind }) => (
          <div key={name} class={kind}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {unknown.length > 0 && !hasClosed(host) && (
        <p class="word small">
          <Glyph answered="ask" />
          <span>
            {words.unknownFacts}
            {language === 'fr' ? '\u00a0: ' : ': '}
            {say.list(unknown)}.
          </span>
        </p>
      )}
    </aside>
  );
}

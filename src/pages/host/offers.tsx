import { Fragment } from 'preact';
import { capacityOn, type Service } from '../../documents/service.ts';
import { wholeLists } from '../../documents/whole-lists.ts';
import { COMPLETE_LIST_LABELS } from '../../vocabulary/labels.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { Fold, Pairs, pageAsked, Section, UsageList } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { OutsideLink, PageNumbers } from '../frame/parts.tsx';
import { UsagePicture } from '../frame/pictures.tsx';
import { placesTold } from '../parts/facts.tsx';
import { type HostView, isLeaving, LongText, Stages } from '../parts/host-view.tsx';
import {
  foldAfter,
  type OfferGroup,
  offerGroups,
  onlyWith,
  type PriceGroup,
  servicesIn,
} from '../parts/offer-groups.ts';
import { afterName, Prices, seenTogether } from '../parts/prices.tsx';
import { HOST } from '../words/host.ts';
import { OFFERS } from '../words/host-offers.ts';
import { FRAME } from '../words/site.ts';
import { lowerFirst } from '../words/typeset.ts';

/** Tools whose data a service takes in; the name of one leads to the page that says how. */
function TakenOver({ imports }: { imports: NonNullable<Service['imports']> }) {
  const words = useWords(OFFERS);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  if (imports.length === 0) return null;
  return (
    <p class="small">
      {words.imports + colon}
      {imports.map(({ tool, guideUrl }, index) => (
        <Fragment key={tool}>
          {index > 0 && ', '}
          {guideUrl ? <OutsideLink to={guideUrl}>{say.tool(tool)}</OutsideLink> : say.tool(tool)}
        </Fragment>
      ))}
    </p>
  );
}

/** The country of the data of every service, where it is one; then the aside says it once. */
const oneDataCountry = (services: readonly Service[]): string | undefined => {
  const [first, ...others] = new Set(services.map(({ dataCountry }) => dataCountry));
  return others.length === 0 ? first : undefined;
};

/** With which software, where the data are and how they leave, as a fold: few choose by it, and some must. */
function Technical({ host: { services } }: Pick<HostView, 'host'>) {
  const words = useWords(OFFERS);
  const { say } = usePage();
  const isOneCountry = oneDataCountry(services) !== undefined;
  const factsOf = ({ software, dataCountry, ownDomain, exportFormats }: Service): string =>
    [
      software && words.software(software.name),
      !isOneCountry && dataCountry && words.data(say.country(dataCountry)),
      ownDomain !== undefined && words.ownDomain[ownDomain ? 'yes' : 'no'],
      exportFormats?.length && words.exports(say.list(exportFormats)),
    ]
      .filter(Boolean)
      .join(' · ');
  const byFacts = new Map<string, string[]>();
  for (const service of services) {
    const facts = factsOf(service);
    if (facts !== '') byFacts.set(facts, [...(byFacts.get(facts) ?? []), service.name]);
  }
  if (byFacts.size === 0) return null;
  return (
    <Fold title={words.technical}>
      <Pairs class="pairs small" of={[...byFacts].map(([facts, names]) => [say.list(names), facts])} />
    </Fold>
  );
}

/** Services that are open in one way in; of more, the rest is a fold. */
const SERVICES_SHOWN = 12;
/** Services on one page, folds and all. */
const MOST_ON_A_PAGE = 50;

/** One service: what it is for, and what is known of it alone. */
function Offer({ service, places }: { service: Service; places: string | undefined }) {
  const words = useWords(OFFERS);
  const ofHost = useWords(HOST);
  const { say, language } = usePage();
  const { colon } = useWords(FRAME);
  const { name, usages, summary, url, certifications, closing } = service;
  const lines = [places, ...(certifications ?? []).map((one) => words.certified[one])].flatMap((line) => line || []);
  return (
    <li>
      <UsagePicture usage={usages[0]!} />
      <div>
        <strong>{name}</strong>
        {usages.length > 1 ? (
          <UsageList usages={usages} />
        ) : (
          afterName(say.usageShort(usages[0]!), name).map((usage) => `${colon}${lowerFirst(usage)}`)
        )}
        {closing?.text && <p>{closing.text}</p>}
        {closing && <Stages stages={closing.stages} />}
        {closing?.reason && <p>{ofHost.reason(textIn(closing.reason, language))}</p>}
        {closing?.exportGuide && (
          <p>
            <OutsideLink to={closing.exportGuide}>{ofHost.exportGuide}</OutsideLink>
          </p>
        )}
        {(lines.length > 0 || url) && (
          <p class="small soft">
            {lines.join(' · ')}
            {url && (
              <>
                {lines.length > 0 && ' · '}
                <OutsideLink to={url} />
              </>
            )}
          </p>
        )}
        {service.imports && <TakenOver imports={service.imports} />}
        {summary && <LongText text={summary} title={words.description} />}
      </div>
    </li>
  );
}

/** What a list that the host calls whole lacks is a stated no. */
function Whole({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  const { say, language } = usePage();
  const whole = wholeLists(host);
  if (whole.length === 0) return null;
  return <p class="small">{words.whole(say.list(whole.map((list) => COMPLETE_LIST_LABELS[list][language])))}</p>;
}

/** One way in: its services by price, those after the first ones as a fold that says how many of them have no known price. */
function Way({ group: { way, prices }, view }: { group: OfferGroup; view: OffersView }) {
  const words = useWords(OFFERS);
  const { say } = usePage();
  const { host, day, holds } = view;
  /** As far as it holds today. */
  const placesOf = ({ capacity }: Service): string | undefined =>
    capacity && capacityOn({ capacity }, day) !== undefined ? placesTold(capacity, say) : undefined;
  const isOpen = way !== undefined && way !== 'ending';
  const places = prices.flatMap(({ services }) => services.map((service) => placesOf(service)));
  const [first, ...others] = new Set(places);
  const shared = isOpen && others.length === 0 && places.length > 1 ? first : undefined;
  const isDateShown = seenTogether(view) === undefined;
  const sold = (groups: readonly PriceGroup[]) =>
    groups.map((group) => (
      <div class="sold" key={group.services[0]!.slug}>
        {!group.isGoingOn && <Prices group={group} host={host} day={day} holds={holds} isDateShown={isDateShown} />}
        <ul class="offers">
          {group.services.map((service) => (
            <Offer
              key={service.slug}
              service={service}
              places={isOpen && shared === undefined ? placesOf(service) : undefined}
            />
          ))}
        </ul>
      </div>
    ));
  const [open, folded] = foldAfter(prices, way === 'ending' ? Number.POSITIVE_INFINITY : SERVICES_SHOWN);
  const hidden = folded.flatMap(({ services }) => services).length;
  const unpriced = folded.flatMap((group) => (group.plans.length + group.coveredBy.length === 0 ? group.services : []));
  return (
    <div class="way">
      {way && <h3>{words.ways[way]}</h3>}
      {shared && <p>{shared}</p>}
      {sold(open)}
      {hidden > 0 && <Fold title={words.more(hidden, unpriced.length)}>{sold(folded)}</Fold>}
    </div>
  );
}

type OffersView = Pick<HostView, 'host' | 'day' | 'reference' | 'holds' | 'servicesAsked'>;

/** What a host offers, by how one gets in, each price said once for all that it is the price of. */
export function Offers(view: OffersView) {
  const words = useWords(OFFERS);
  const { say, path } = usePage();
  const { host, day, reference, servicesAsked } = view;
  const seen = seenTogether(view);
  const all = offerGroups(host.services, { isLeaving: isLeaving(host), day, reference });
  const { items, ...numbers } = pageAsked(servicesIn(all), servicesAsked, MOST_ON_A_PAGE);
  const groups = onlyWith(all, new Set(items));
  return (
    <Section class="card" title={words.title}>
      {host.services.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        groups.map((group) => <Way key={group.way ?? ''} group={group} view={view} />)
      )}
      <PageNumbers to={path} {...numbers} />
      {seen && <p class="small soft">{words.allSeen(say.on(seen))}</p>}
      <Whole host={host} />
      <Technical host={host} />
    </Section>
  );
}

import type { Model } from '../../catalogue/model.ts';
import type { Federation, FederationHelper } from '../../documents/federation.ts';
import { isCertain } from '../../documents/membership.ts';
import type { ListedChoice } from '../../federations/selection/listed.ts';
import { capital } from '../../ground/texts.ts';
import { Layout } from '../frame/layout.tsx';
import { Link, Outside } from '../frame/link.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Sources } from '../frame/sources.tsx';
import { Written } from '../frame/written.tsx';
import { FEDERATION } from '../words/federation.ts';
import { curved } from '../words/typeset.ts';
import { Members } from './members.tsx';

export interface FederationView {
  federation: Federation;
  /** Its own list, with what became of each host. */
  chosen: readonly ListedChoice[];
  bySlug: Model['bySlug'];
  /** The day in Paris on which it is shown. */
  day: string;
}

/** The hosts of its own list: each with its reason, and with the ties that it declares. */
function Chosen({ chosen }: Pick<FederationView, 'chosen'>) {
  const words = useWords(FEDERATION);
  const { say } = usePage();
  return (
    <>
      {chosen.map(({ host, name, why, ties, decidedOn, reviewBy, overdue, proposed }) => (
        <article class="card" key={host}>
          <h3>
            <Link to={`/hosts/${host}`}>{name}</Link>
          </h3>
          {!proposed && <p class="state">{words.gone}</p>}
          <dl>
            <dt>{words.why}</dt>
            <dd>
              <Written text={why} />
            </dd>
            <dt>{words.ties}</dt>
            <dd>{ties === 'none' ? words.noTies : <Written text={ties} />}</dd>
          </dl>
          <p class="soft small">{(overdue ? words.overdue : words.decided)(say.date(decidedOn), say.date(reviewBy))}</p>
        </article>
      ))}
    </>
  );
}

/** Organisations that accompany, as the federation names them. */
function Accompanying({ helpers }: { helpers: readonly FederationHelper[] }) {
  const words = useWords(FEDERATION);
  const { say } = usePage();
  const placesOf = ({ serves }: FederationHelper) =>
    say.list(serves.map((zone) => (zone.level === 'world' ? words.everywhere : say.territory(zone))));
  return (
    <ul>
      {helpers.map((helper) => (
        <li key={helper.id}>
          <Outside to={helper.url}>{helper.name}</Outside>
          <p class="soft small">
            {helper.phone && (
              <>
                <a href={`tel:${helper.phone.replaceAll(/[^+\d]/g, '')}`}>{helper.phone}</a>
                {' · '}
              </>
            )}
            {words.serves(placesOf(helper))} · {words.seen(say.date(helper.observedOn))}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What a host must also meet when somebody searches with the federation. */
function Requires({ policy }: Pick<Federation, 'policy'>) {
  const words = useWords(FEDERATION);
  const { say } = usePage();
  const { criteria = [], commitments = [] } = policy?.require ?? {};
  if (criteria.length + commitments.length === 0) return null;
  const colon = say.language === 'fr' ? '\u00a0: ' : ': ';
  return (
    <>
      <h2>{words.requires}</h2>
      <p>{words.requiresLead}</p>
      <ul>
        {criteria.map(({ criterion }) => (
          <li key={criterion}>{capital(say.criterion(criterion))}</li>
        ))}
        {commitments.map(({ kind, atLeast }) => (
          <li key={kind}>
            {capital(say.commitment(kind))}
            {colon}
            {say.measure(kind, atLeast)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Criteria that it wrote, as long as they are asked. */
function OwnCriteria({ criteria = [] }: Pick<Federation, 'criteria'>) {
  const words = useWords(FEDERATION);
  const asked = criteria.filter(({ retired }) => !retired);
  if (asked.length === 0) return null;
  return (
    <>
      <h2>{words.criteria}</h2>
      <p>{words.criteriaLead}</p>
      <ul>
        {asked.map(({ key, label, question, level }) => (
          <li key={key}>
            <strong>
              <Written text={label} />
            </strong>
            {level === 'required' && ` (${words.required})`}
            <br />
            <Written text={question} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who a federation is, whom it has chosen and why, who belongs to it, and whom to call. */
export function FederationPage({ federation, chosen, bySlug, day }: FederationView) {
  const words = useWords(FEDERATION);
  const { language } = usePage();
  const { slug, name, website, summary, members, helpers = [], criteria, policy, sources = [] } = federation;
  const isSearched = members.some((member) => isCertain(member, day));
  return (
    <Layout title={curved(name)}>
      <h1>{curved(name)}</h1>
      {summary && (
        <p>
          <Written text={summary} />
        </p>
      )}
      <p>
        {words.website}
        {language === 'fr' ? '\u00a0: ' : ': '}
        <Outside to={website} />
      </p>
      <p class="row screen">
        {chosen.length > 0 && (
          <Link to="/match" query={{ federation: slug, onlyFrom: 'selection' }} class="button">
            {words.findChosen}
          </Link>
        )}
        {isSearched && (
          <Link
            to="/match"
            query={{ federation: slug, onlyFrom: 'members' }}
            class={chosen.length > 0 ? 'button second' : 'button'}
          >
            {words.find}
          </Link>
        )}
      </p>
      {chosen.length > 0 && (
        <>
          <h2>{words.chosen}</h2>
          <Chosen chosen={chosen} />
        </>
      )}
      {helpers.length > 0 && (
        <>
          <h2>{words.help}</h2>
          <Accompanying helpers={helpers} />
        </>
      )}
      <Requires {...(policy && { policy })} />
      <OwnCriteria {...(criteria && { criteria })} />
      <Members members={members} bySlug={bySlug} day={day} />
      {(isSearched || chosen.length > 0) && (
        <p class="screen">
          <Link to="/embed" query={{ federation: slug, ...(!isSearched && { onlyFrom: 'selection' }) }}>
            {words.show}
          </Link>
        </p>
      )}
      <Sources title={words.sources} sources={sources} />
      <p class="small screen">
        <a href={`/v1/federations/${slug}`}>{words.programs}</a>
      </p>
    </Layout>
  );
}

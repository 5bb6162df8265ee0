import type { Routes } from '../../bercail.ts';
import { findFederation, type Model } from '../../catalogue/model.ts';
import type { Operator } from '../../config.ts';
import type { Federation, FederationHelper } from '../../documents/federation.ts';
import { isCertain } from '../../documents/membership.ts';
import { reviewsOf } from '../../federations/reviews/listed.ts';
import { listedSelection } from '../../federations/selection/sheet.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { capital, curved } from '../../ground/texts.ts';
import type { CostRules } from '../../services/cost.ts';
import { CompareTicked } from '../directory/card.tsx';
import { Layout, Roof } from '../frame/layout.tsx';
import { Fold, List, Section } from '../frame/lists.tsx';
import { addressIn, inLanguage, usePage, useWords } from '../frame/page.ts';
import { pageOf, publicPage } from '../frame/pages.ts';
import { CallButton, Link, OutsideLink, Tap, WrittenText } from '../frame/parts.tsx';
import { entryOf } from '../parts/entry.ts';
import { isActiveFederation, NetworksPage, SeveralGroups } from '../parts/network.tsx';
import { CARD } from '../words/card.ts';
import { FEDERATION } from '../words/federation.ts';
import { HOST } from '../words/host.ts';
import { FRAME } from '../words/site.ts';
import { type ChosenEntry, type MemberEntry, Members, OwnList } from './members.tsx';

interface FederationView {
  federation: Federation;
  /** Its own list, with the state of each host today. */
  chosen: readonly ChosenEntry[];
  members: readonly MemberEntry[];
  /** The day in Paris on which it is shown. */
  day: string;
  operator: Operator;
}

/** Organisations that help associations, as the federation names them; those that can be called come first. */
function Helpers({ helpers }: { helpers: readonly FederationHelper[] }) {
  const words = useWords(FEDERATION);
  const { contactPage } = useWords(CARD);
  const host = useWords(HOST);
  const { say } = usePage();
  const placesOf = ({ serves }: FederationHelper) =>
    say.list(serves.map((zone) => (zone.level === 'world' ? host.everywhere : say.territory(zone))));
  const callableFirst = helpers.toSorted((a, b) => Number(b.phone !== undefined) - Number(a.phone !== undefined));
  return (
    <Section title={words.help}>
      <ul class="cards two">
        {callableFirst.map((helper) => (
          <li key={helper.id} class="card stack">
            <h3>{helper.url ? <OutsideLink to={helper.url}>{helper.name}</OutsideLink> : helper.name}</h3>
            {helper.phone && (
              <p>
                <CallButton phone={helper.phone} picture />
              </p>
            )}
            {(helper.email || helper.contactUrl) && (
              <p class="row small">
                {helper.email && (
                  <a class="tap" href={mailtoOf(helper.email)}>
                    {helper.email}
                  </a>
                )}
                {helper.contactUrl && <OutsideLink to={helper.contactUrl}>{contactPage}</OutsideLink>}
              </p>
            )}
            <p class="soft small">
              {helper.kind === 'directory' && `${words.directory} · `}
              {words.serves(placesOf(helper))} · {words.seen(say.date(helper.observedOn))}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What is asked besides of a host when somebody searches with the federation, and its own criteria; retired ones left out. */
function Requirements({ policy, criteria = [] }: Pick<Federation, 'policy' | 'criteria'>) {
  const words = useWords(FEDERATION);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const required = policy?.require ?? {};
  const { criteria: demanded = [], commitments = [] } = required;
  const own = criteria.filter(({ retired }) => !retired);
  if (demanded.length + commitments.length + own.length === 0) return null;
  return (
    <Fold title={words.asks}>
      <div class="prose">
        {demanded.length + commitments.length > 0 && (
          <>
            <h2>{words.requires}</h2>
            <p>{words.requiresLead}</p>
            <ul>
              {demanded.map(({ criterion, evidence = 'declared' }) => (
                <li key={criterion}>
                  {capital(say.criterion(criterion))}
                  {words.withProof(evidence)}
                </li>
              ))}
              {commitments.map(({ kind, atLeast }) => (
                <li key={kind}>
                  {capital(say.commitment(kind)) + colon}
                  {say.measure(kind, atLeast)}
                </li>
              ))}
            </ul>
          </>
        )}
        {own.length > 0 && (
          <>
            <h2>{words.criteria}</h2>
            <p>{words.criteriaLead}</p>
            <ul>
              {own.map(({ key, label, question, level }) => (
                <li key={key}>
                  <strong>
                    <WrittenText text={label} />
                  </strong>
                  {level === 'required' && ` (${words.required})`}
                  <br />
                  <WrittenText text={question} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Fold>
  );
}

/** Who a federation is, whom it has chosen and why, who belongs to it, and whom to call. */
function FederationPage({ federation, chosen, members, day, operator }: FederationView) {
  const words = useWords(FEDERATION);
  const host = useWords(HOST);
  const { language } = usePage();
  const { slug, website, summary, helpers = [], criteria, policy, sources = [] } = federation;
  const name = curved(federation.name);
  const onlyAccompanies = members.length === 0 && chosen.length + helpers.length > 0;
  const isSearched = federation.members.some((member) => isCertain(member, day));
  return (
    <Layout
      title={name}
      description={(onlyAccompanies ? words.descriptionOfHelp : words.description)(name)}
      more={
        !onlyAccompanies && (
          <link
            rel="alternate"
            type="application/atom+xml"
            title={name}
            href={addressIn({ query: inLanguage(language) }, `/federations/${slug}/feed.atom`)}
          />
        )
      }
      wide
      roof={
        <Roof
          crumb={<Link to="/federations">{words.networks}</Link>}
          heading={name}
          lead={summary && <WrittenText text={summary} />}
        >
          <p class="row">
            {chosen.length > 0 && (
              <Tap
                to="/match"
                query={{ federation: slug, onlyFrom: 'selection' }}
                class="button"
                text={words.findChosen}
              />
            )}
            {isSearched && (
              <Tap
                to="/match"
                query={{ federation: slug, onlyFrom: 'members' }}
                class={chosen.length > 0 ? 'button line' : 'button'}
                text={words.find}
              />
            )}
            <OutsideLink to={website} />
            {(isSearched || chosen.length > 0) && (
              <Tap
                to="/embed"
                query={{ federation: slug, ...(!isSearched && { onlyFrom: 'selection' }) }}
                text={words.show}
              />
            )}
          </p>
        </Roof>
      }
    >
      {chosen.length > 0 && <OwnList chosen={chosen} name={name} />}
      {helpers.length > 0 && <Helpers helpers={helpers} />}
      {!onlyAccompanies && <Members federation={federation} members={members} day={day} operator={operator} />}
      {(chosen.length > 0 || members.length > 0) && (
        <section class="tight">
          <CompareTicked />
        </section>
      )}
      {isActiveFederation(federation, day) && <SeveralGroups networks={[federation]} />}
      <section>
        <Requirements {...(policy && { policy })} {...(criteria && { criteria })} />
        {sources.length > 0 && (
          <Fold title={host.sources}>
            <List of={sources}>{(source) => <OutsideLink to={source} />}</List>
          </Fold>
        )}
        <p class="small screen">
          <a href={`/v1/federations/${slug}`}>{host.programs}</a>
        </p>
      </section>
    </Layout>
  );
}

const chosenBy = (federation: Federation, model: Model, rules: CostRules): ChosenEntry[] =>
  listedSelection(model, federation).flatMap((choice) => {
    const host = model.bySlug.get(choice.host);
    return host ? [{ choice, entry: entryOf(host, model, rules) }] : [];
  });

const membersOf = ({ slug, members }: Federation, model: Model, rules: CostRules): MemberEntry[] =>
  members.flatMap((member) => {
    const host = model.bySlug.get(member.host);
    if (!host) return [];
    const reviews = reviewsOf(slug, host);
    const aged = reviews.filter(({ aged }) => aged).length;
    return [{ member, entry: entryOf(host, model, rules), reviews: { inForce: reviews.length - aged, aged } }];
  });

/** The networks, and a page for each: nothing but public documents. */
export const federationPages: Routes = (app, { catalogue, policy, publicUrl, operator }) => {
  publicPage(app, '/federations', { dependsOn: catalogue, headers: 'page' }, (request, model) => [
    pageOf(request, model.reference, publicUrl),
    <NetworksPage key="networks" model={model} />,
  ]);

  publicPage(app, '/federations/:federation', { dependsOn: catalogue, headers: 'page' }, (request, model) => {
    const federation = findFederation(model, (request.params as { federation: string }).federation);
    if (!federation)
      throw new CatalogueError('federation-not-found', {
        fr: 'Aucune fédération de ce nom n’est dans le catalogue. L’adresse est peut-être mal recopiée.',
        en: 'No federation of this name is in the catalogue. The address may be mistyped.',
      });
    const view = (
      <FederationPage
        key={federation.id}
        federation={federation}
        chosen={chosenBy(federation, model, policy)}
        members={membersOf(federation, model, policy)}
        day={model.day}
        operator={operator}
      />
    );
    return [pageOf(request, model.reference, publicUrl), view];
  });
};

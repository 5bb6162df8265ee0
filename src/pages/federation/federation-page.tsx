import type { Model } from '../../catalogue/model.ts';
import type { Operator } from '../../config.ts';
import type { Federation, FederationHelper, Member } from '../../documents/federation.ts';
import { isCertain, isCurrent, isFormer } from '../../documents/membership.ts';
import type { ListedChoice } from '../../federations/selection/listed.ts';
import { domainOf } from '../../ground/addresses.ts';
import { capital } from '../../ground/texts.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, OutsideLink, PhoneLink, Sources, WrittenText } from '../frame/parts.tsx';
import { hasClosed } from '../host/host-view.tsx';
import { ListKeeper } from '../need/federation.tsx';
import { FEDERATION } from '../words/federation.ts';
import { FRAME } from '../words/site.ts';
import { curved } from '../words/typeset.ts';

interface FederationView {
  federation: Federation;
  /** Its own list, with the state of each host today. */
  chosen: readonly ListedChoice[];
  bySlug: Model['bySlug'];
  /** The day in Paris on which it is shown. */
  day: string;
  operator: Operator;
}

/** The hosts of its own list, each with the reason for the choice and the ties that it declares. */
function OwnList({ chosen }: Pick<FederationView, 'chosen'>) {
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
              <WrittenText text={why} />
            </dd>
            <dt>{words.ties}</dt>
            <dd>{ties === 'none' ? words.noTies : <WrittenText text={ties} />}</dd>
          </dl>
          <p class="soft small">{(overdue ? words.overdue : words.decided)(say.date(decidedOn), say.date(reviewBy))}</p>
        </article>
      ))}
    </>
  );
}

const telephonesFirst = (helpers: readonly FederationHelper[]) =>
  helpers.toSorted((a, b) => Number(b.phone !== undefined) - Number(a.phone !== undefined));

/** Organisations that help associations, as the federation names them. */
function Helpers({ helpers }: { helpers: readonly FederationHelper[] }) {
  const words = useWords(FEDERATION);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const placesOf = ({ serves }: FederationHelper) =>
    say.list(serves.map((zone) => (zone.level === 'world' ? words.everywhere : say.territory(zone))));
  return (
    <ul>
      {telephonesFirst(helpers).map((helper) => (
        <li key={helper.id}>
          {helper.phone ? (
            <>
              <strong>{helper.name}</strong>
              {colon}
              <PhoneLink phone={helper.phone} /> ·{' '}
              <OutsideLink to={helper.url}>{domainOf(helper.url) ?? helper.url}</OutsideLink>
            </>
          ) : (
            <OutsideLink to={helper.url}>{helper.name}</OutsideLink>
          )}
          <p class="soft small">
            {helper.kind === 'directory' && `${words.directory} · `}
            {words.serves(placesOf(helper))} · {words.seen(say.date(helper.observedOn))}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What a host must also meet when somebody searches with the federation. */
function Requirements({ policy }: Pick<Federation, 'policy'>) {
  const words = useWords(FEDERATION);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const { criteria = [], commitments = [] } = policy?.require ?? {};
  if (criteria.length + commitments.length === 0) return null;
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

/** Its own criteria, without those that it retired. */
function OwnCriteria({ criteria = [] }: Pick<Federation, 'criteria'>) {
  const words = useWords(FEDERATION);
  const current = criteria.filter(({ retired }) => !retired);
  if (current.length === 0) return null;
  return (
    <>
      <h2>{words.criteria}</h2>
      <p>{words.criteriaLead}</p>
      <ul>
        {current.map(({ key, label, question, level }) => (
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
  );
}

type MembersProps = Omit<FederationView, 'chosen'>;

/** One member by name, with what is known of its membership and whether the host is closing. */
function MemberLine({ member, bySlug }: { member: Member } & Pick<MembersProps, 'bySlug'>) {
  const words = useWords(FEDERATION);
  const { say, language } = usePage();
  const { host: slug, since, until, exceptions } = member;
  const host = bySlug.get(slug);
  const end = host && (hasClosed(host) ? words.over : host.closing && words.closing);
  const details = [
    since && say.since(since),
    until && say.until(until),
    end,
    exceptions && words.exceptions(textIn(exceptions, language)),
  ].filter(Boolean);
  return (
    <li>
      <Link to={`/hosts/${slug}`}>{host?.name ?? slug}</Link>
      {details.length > 0 && <span class="soft small"> {details.join(', ')}</span>}
    </li>
  );
}

/** Its members; then, in lists of their own, uncertain members, followers and former members. */
function Members({ federation, bySlug, day, operator }: MembersProps) {
  const words = useWords(FEDERATION);
  const { say } = usePage();
  const nameOf = ({ host }: Member) => bySlug.get(host)?.name ?? host;
  const sorted = [...federation.members].sort((a, b) => nameOf(a).localeCompare(nameOf(b), say.language));
  const list = (some: readonly Member[]) => (
    <ul class="names">
      {some.map((member) => (
        <MemberLine key={member.host} member={member} bySlug={bySlug} />
      ))}
    </ul>
  );
  const sure = sorted.filter((member) => isCertain(member, day));
  const others = [
    [words.toCheck, sorted.filter((member) => isCurrent(member, day) && member.toCheck), words.toCheckLead],
    [words.followers, sorted.filter(({ status }) => status === 'follower')],
    [words.former, sorted.filter((member) => isFormer(member, day))],
  ] as const;
  return (
    <>
      <h2>{words.members(say.number(sure.length))}</h2>
      {sure.length > 0 && (
        <p class="soft">
          <ListKeeper federation={federation} day={day} operator={operator} />
        </p>
      )}
      {sure.length > 0 ? list(sure) : <p>{words.noMember}</p>}
      {others.map(
        ([title, some, lead]) =>
          some.length > 0 && (
            <section key={title}>
              <h3>{title}</h3>
              {lead && <p>{lead}</p>}
              {list(some)}
            </section>
          ),
      )}
    </>
  );
}

/** Who a federation is, whom it has chosen and why, who belongs to it, and whom to call. */
export function FederationPage({ federation, chosen, bySlug, day, operator }: FederationView) {
  const words = useWords(FEDERATION);
  const { colon } = useWords(FRAME);
  const { slug, name, website, summary, members, helpers = [], criteria, policy, sources = [] } = federation;
  const isSearched = members.some((member) => isCertain(member, day));
  return (
    <Layout
      title={curved(name)}
      roof={<Roof heading={curved(name)} lead={summary && <WrittenText text={summary} />} />}
    >
      <p>
        {words.website}
        {colon}
        <OutsideLink to={website} />
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
          <OwnList chosen={chosen} />
        </>
      )}
      {helpers.length > 0 && (
        <>
          <h2>{words.help}</h2>
          <Helpers helpers={helpers} />
        </>
      )}
      <Requirements {...(policy && { policy })} />
      <OwnCriteria {...(criteria && { criteria })} />
      <Members federation={federation} bySlug={bySlug} day={day} operator={operator} />
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

import { Fragment } from 'preact';
import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { isCurrent, listKeptBy } from '../../documents/membership.ts';
import { curved } from '../../ground/texts.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { Section } from '../frame/lists.tsx';
import { useWords } from '../frame/page.ts';
import { Link, OutsideLink, WrittenText } from '../frame/parts.tsx';
import { FEDERATION } from '../words/federation.ts';

/** The sheet of what several groups need, and where it is said how to hand it in. */
export const GROUPS_SHEET = '/v1/pools/template.xlsx';
export const FOR_GROUPS = '/federations#groups';

/** Whether a federation works here itself, and may be asked about several groups: others are known from public pages alone. */
export const isActiveFederation = ({ members, selection = [], helpers = [] }: Federation, day: string): boolean =>
  selection.length + helpers.length > 0 || ['federation', 'both'].includes(listKeptBy(members, day));

/** How several groups write down what they need. @param networks those that may be asked to look for them */
export function SeveralGroups({ networks }: { networks: readonly Federation[] }) {
  const words = useWords(FEDERATION).groups;
  return (
    <Section id="groups" class="text" title={words.title}>
      <p>
        {words.fill} <Link to={GROUPS_SHEET}>{words.sheet}</Link>.{' '}
        {networks.length > 0 ? words.ask(networks.length) : words.alone}{' '}
        {networks.length > 0 ? (
          networks.map(({ id, website }, place) => (
            <Fragment key={id}>
              {place > 0 && ', '}
              <OutsideLink to={website} />
            </Fragment>
          ))
        ) : (
          <Link to="/match">{words.find}</Link>
        )}
        .
      </p>
    </Section>
  );
}

/** A federation as lists show it. */
export interface Network {
  federation: Federation;
  members: number;
  toCheck: number;
  /** Members of which it is known what they offer. */
  offering: number;
}

/** The federations, by name, with how many members each has today. */
export const networksIn = ({ federations, bySlug, day }: Model): Network[] =>
  federations.map((federation) => {
    const members = federation.members.filter((member) => isCurrent(member, day));
    return {
      federation,
      members: members.length,
      toCheck: members.filter(({ toCheck }) => toCheck).length,
      offering: members.filter(({ host }) => (bySlug.get(host)?.services.length ?? 0) > 0).length,
    };
  });

/** One federation in a list. The whole card leads to its page. */
export function NetworkCard({ network: { federation, members, toCheck, offering } }: { network: Network }) {
  const words = useWords(FEDERATION);
  const { slug, name, summary } = federation;
  return (
    <li class="card entry">
      <h3>
        <Link to={`/federations/${slug}`}>{curved(name)}</Link>
      </h3>
      {summary && (
        <p>
          <WrittenText text={summary} />
        </p>
      )}
      <div class="end">
        <p class="small soft">
          {words.counted(members, toCheck)}.{members > 0 && ` ${words.known(offering, members)}`}
        </p>
      </div>
    </li>
  );
}

/** The networks of hosts that we know. */
export function NetworksPage({ model }: { model: Model }) {
  const words = useWords(FEDERATION);
  const networks = networksIn(model);
  return (
    <Layout
      title={words.networksTitle}
      description={words.networksDescription}
      roof={<Roof heading={words.networks} lead={words.networksLead} />}
      wide
    >
      {networks.length === 0 ? (
        <p>{words.noNetwork}</p>
      ) : (
        <>
          <section>
            <h2 class="vh">{words.networksTitle}</h2>
            <ul class="cards two three">
              {networks.map((network) => (
                <NetworkCard key={network.federation.id} network={network} />
              ))}
            </ul>
          </section>
          <SeveralGroups
            networks={model.federations.filter((federation) => isActiveFederation(federation, model.day))}
          />
        </>
      )}
    </Layout>
  );
}

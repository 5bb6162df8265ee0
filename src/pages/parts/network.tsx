import { Fragment } from 'preact';
import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { isCurrent, listKeptBy } from '../../documents/membership.ts';
import { curved } from '../../ground/texts.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { Section } from '../frame/lists.tsx';
import { useWords } from '../frame/page.ts';
import { Link, OutsideLink, Tap, WrittenText } from '../frame/parts.tsx';
import { FEDERATION } from '../words/federation.ts';
import { GAPS } from '../words/gaps.ts';
import { GUIDE_FOR_FEDERATIONS } from '../words/guide-for-federations.ts';

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
interface Network {
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
  const { slug, name, summary, selection = [], helpers = [] } = federation;
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
          {members === 0 && selection.length + helpers.length > 0
            ? words.accompanies(selection.length, helpers.length)
            : words.counted(members, toCheck)}
          .{members > 0 && ` ${words.known(offering, members)}`}
        </p>
      </div>
    </li>
  );
}

/** Asks a network or a federation that is not here to come. */
function AskForDesk() {
  const words = useWords(FEDERATION).join;
  return (
    <Section id="join" class="text" title={words.title}>
      <p>{words.lead}</p>
      <Tap line to="/manage/join/federation" class="button" text={words.ask} />
      <Tap line to="/guide/federations" text={useWords(GUIDE_FOR_FEDERATIONS).link} />
    </Section>
  );
}

/**
 * Networks by what they do here: those that gather hosts, those that accompany associations, and those of which neither
 * is known yet.
 */
function byWhatTheyDo(networks: readonly Network[]): Record<'hosts' | 'associations' | 'unknown', Network[]> {
  const kindOf = ({ federation: { members, selection = [], helpers = [] } }: Network) => {
    if (members.length > 0) return 'hosts';
    return selection.length + helpers.length > 0 ? 'associations' : 'unknown';
  };
  const of = (kind: ReturnType<typeof kindOf>) => networks.filter((network) => kindOf(network) === kind);
  return { hosts: of('hosts'), associations: of('associations'), unknown: of('unknown') };
}

/** The networks of hosts and the federations of associations that we know. */
export function NetworksPage({ model }: { model: Model }) {
  const words = useWords(FEDERATION);
  const gaps = useWords(GAPS);
  const kinds = byWhatTheyDo(networksIn(model));
  const isEmpty = model.federations.length === 0;
  return (
    <Layout
      title={words.networksTitle}
      description={words.networksDescription}
      roof={<Roof heading={words.networks} lead={words.networksLead} />}
      wide
    >
      {isEmpty && <p>{words.noNetwork}</p>}
      {(['hosts', 'associations', 'unknown'] as const).map(
        (kind) =>
          kinds[kind].length > 0 && (
            <Section key={kind} class="stack" title={words.kinds[kind]}>
              <ul class="cards two three">
                {kinds[kind].map((network) => (
                  <NetworkCard key={network.federation.id} network={network} />
                ))}
              </ul>
            </Section>
          ),
      )}
      {!isEmpty && (
        <SeveralGroups networks={model.federations.filter((federation) => isActiveFederation(federation, model.day))} />
      )}
      <section>
        {model.offers.some(({ service }) => service) && (
          <p>
            <Link to="/gaps">{gaps.link}</Link>
          </p>
        )}
        <Tap line to="/embed" text={words.showOfNetwork} />
      </section>
      <AskForDesk />
    </Layout>
  );
}

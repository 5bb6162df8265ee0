import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { isCurrent } from '../../documents/membership.ts';
import { curved } from '../../ground/texts.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { useWords } from '../frame/page.ts';
import { Link, OutsideLink, WrittenText } from '../frame/parts.tsx';
import { FEDERATION } from '../words/federation.ts';

/** The sheet of what several groups need, and where it is said how to hand it in. */
export const GROUPS_SHEET = '/v1/pools/template.xlsx';
export const FOR_GROUPS = '/federations#groups';

/** How several groups hand in what they need. @param website of the network; absent: of whichever is chosen */
export function SeveralGroups({ website }: { website?: string }) {
  const { title, fill, sheet, choose, write } = useWords(FEDERATION).groups;
  return (
    <section id="groups" class="text">
      <h2>{title}</h2>
      <p>
        {fill} <Link to={GROUPS_SHEET}>{sheet}</Link>. {website ? write.before : choose}
        {website && (
          <>
            {' '}
            <OutsideLink to={website} />
            {write.after}
          </>
        )}
      </p>
    </section>
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
          <SeveralGroups />
        </>
      )}
    </Layout>
  );
}

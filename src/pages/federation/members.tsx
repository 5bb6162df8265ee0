import type { Model } from '../../catalogue/model.ts';
import type { Federation, Member } from '../../documents/federation.ts';
import { isCertain, isCurrent, isFormer } from '../../documents/membership.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { Link } from '../frame/link.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { isOver } from '../host/viewed.ts';
import { FEDERATION } from '../words/federation.ts';

interface MembersProps {
  members: Federation['members'];
  day: string;
  bySlug: Model['bySlug'];
}

/** One host by name, with what is known of its membership and whether it is at its end. */
function Line({ member, bySlug }: { member: Member } & Pick<MembersProps, 'bySlug'>) {
  const words = useWords(FEDERATION);
  const { say, language } = usePage();
  const { host: slug, since, until, exceptions } = member;
  const host = bySlug.get(slug);
  const end = host && (isOver(host) ? words.over : host.closing && words.closing);
  const told = [
    since && say.since(since),
    until && say.until(until),
    end,
    exceptions && words.exceptions(textIn(exceptions, language)),
  ].filter(Boolean);
  return (
    <li>
      <Link to={`/hosts/${slug}`}>{host?.name ?? slug}</Link>
      {told.length > 0 && <span class="soft small"> {told.join(', ')}</span>}
    </li>
  );
}

/** Its members, then, apart, those that may not be, those that follow it, and those that left. */
export function Members({ members, bySlug, day }: MembersProps) {
  const words = useWords(FEDERATION);
  const { say } = usePage();
  const nameOf = ({ host }: Member) => bySlug.get(host)?.name ?? host;
  const sorted = [...members].sort((a, b) => nameOf(a).localeCompare(nameOf(b), say.language));
  const list = (some: readonly Member[]) => (
    <ul class="names">
      {some.map((member) => (
        <Line key={member.host} member={member} bySlug={bySlug} />
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

import type { Operator } from '../../config.ts';
import type { Federation, Member } from '../../documents/federation.ts';
import { isCertain, isCurrent, isFormer } from '../../documents/membership.ts';
import type { ListedChoice } from '../../federations/selection/sheet.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { HostCard } from '../directory/card.tsx';
import { Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Notice, Tap, WrittenText } from '../frame/parts.tsx';
import type { ListEntry } from '../parts/entry.ts';
import { ListKeeper } from '../parts/list-keeper.tsx';
import { FEDERATION } from '../words/federation.ts';

/** A chosen host, as lists show it. */
export interface ChosenEntry {
  choice: ListedChoice;
  entry: ListEntry;
}

/** The hosts of its own list, each with the reason for the choice and the ties that it declares. */
export function OwnList({ chosen, name }: { chosen: readonly ChosenEntry[]; name: string }) {
  const words = useWords(FEDERATION);
  const { say } = usePage();
  const last = chosen
    .map(({ choice }) => choice.decidedOn)
    .sort()
    .at(-1)!;
  return (
    <Section title={words.chosen}>
      <p class="small soft">{words.ownList(name, say.date(last))}</p>
      <ul class="cards two">
        {chosen.map(({ choice: { host, why, ties, decidedOn, reviewBy, overdue, proposed }, entry }) => (
          <HostCard
            key={host}
            entry={entry}
            withoutNetworks
            more={
              <>
                {!proposed && !entry.state && <p class="state not">{words.gone}</p>}
                <dl class="pairs">
                  <dt>{words.why}</dt>
                  <dd>
                    <WrittenText text={why} />
                  </dd>
                  <dt>{words.ties}</dt>
                  <dd>{ties === 'none' ? words.noTies : <WrittenText text={ties} />}</dd>
                </dl>
                <p class="soft small">
                  {(overdue ? words.overdue : words.decided)(say.date(decidedOn), say.date(reviewBy))}
                </p>
              </>
            }
          />
        ))}
      </ul>
    </Section>
  );
}

/** A member, as lists show it, with what the federation has looked at. */
export interface MemberEntry {
  member: Member;
  entry: ListEntry;
  /** Its reviews: in force, and to be done again. */
  reviews: { inForce: number; aged: number };
}

/** Cards of one section; all further members are in the directory, page by page. */
const SHOWN = 24;

function MemberCard({ member: { since, exceptions }, entry, reviews }: MemberEntry) {
  const words = useWords(FEDERATION);
  const { say, language } = usePage();
  const told = [
    since && words.memberSince(say.since(since)),
    reviews.inForce > 0 && words.reviewed(reviews.inForce),
    reviews.aged > 0 && words.reviewedAged(reviews.aged),
    exceptions && words.exceptions(textIn(exceptions, language)),
  ].filter(Boolean);
  return <HostCard entry={entry} withoutNetworks more={told.length > 0 && <p class="small">{told.join(' · ')}</p>} />;
}

interface MembersProps {
  federation: Federation;
  members: readonly MemberEntry[];
  day: string;
  operator: Operator;
}

/** Its members; then those that are uncertain; then, by name only, followers and former members. */
export function Members({ federation, members, day, operator }: MembersProps) {
  const words = useWords(FEDERATION);
  const { say } = usePage();
  const { slug } = federation;
  const sorted = members.toSorted((a, b) => a.entry.host.name.localeCompare(b.entry.host.name, say.language));
  const sure = sorted.filter(({ member }) => isCertain(member, day));
  const toCheck = sorted.filter(({ member }) => isCurrent(member, day) && member.toCheck);
  const beside = [
    [words.followers, sorted.filter(({ member }) => member.state === 'follower')],
    [words.former, sorted.filter(({ member }) => isFormer(member, day))],
  ] as const;
  const cards = (some: readonly MemberEntry[]) => (
    <>
      <ul class="cards two three">
        {some.slice(0, SHOWN).map((one) => (
          <MemberCard key={one.member.host} {...one} />
        ))}
      </ul>
      {some.length > SHOWN && (
        <Tap line to="/hosts" query={{ federation: slug }} text={words.allMembers(sure.length + toCheck.length)} />
      )}
    </>
  );
  return (
    <>
      <Section class="stack" title={words.members(say.number(sure.length))}>
        {sure.length > 0 && (
          <p class="soft">
            <ListKeeper federation={federation} day={day} operator={operator} />
          </p>
        )}
        {sure.length > 0 ? cards(sure) : <p>{words.noMember}</p>}
      </Section>
      {toCheck.length > 0 && (
        <section class="stack">
          <h2>
            {words.toCheck} ({say.number(toCheck.length)})
          </h2>
          <Notice>
            <p>{words.toCheckLead}</p>
          </Notice>
          {cards(toCheck)}
        </section>
      )}
      {beside.map(
        ([title, some]) =>
          some.length > 0 && (
            <Section key={title} title={title}>
              <ul class="row">
                {some.map(({ member, member: { since, until }, entry: { host } }) => (
                  <li key={host.slug}>
                    <Tap to={`/hosts/${host.slug}`} text={host.name} />
                    <span class="soft small">
                      {' '}
                      {member.state === 'former' && until === undefined
                        ? words.formerUndated
                        : [since && say.since(since), until && say.until(until)].filter(Boolean).join(', ')}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          ),
      )}
    </>
  );
}

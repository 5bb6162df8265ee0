import type { Host } from '../../../documents/host.ts';
import { isCurrent } from '../../../documents/membership.ts';
import { curved } from '../../../ground/texts.ts';
import type { Match } from '../../../matching/answer/schema.ts';
import { belowOf, placeOf, fitLineOf as standingLine, whyOf } from '../../../pages/answer/card-lines.ts';
import { Accept, Almost, WhyInThisOrder } from '../../../pages/answer/folds.tsx';
import { Helpers } from '../../../pages/answer/help.tsx';
import { isNobody, shownIn } from '../../../pages/answer/shown.ts';
import { List } from '../../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, Sentence, WrittenText } from '../../../pages/frame/parts.tsx';
import { shownPrice } from '../../../pages/parts/price.ts';
import { type Proposal, proposalsOf } from '../../../pages/parts/proposals.ts';
import { ANSWER } from '../../../pages/words/answer.ts';
import { FRAME } from '../../../pages/words/site.ts';
import { DeskForm } from '../../desk-page.tsx';
import { ListPart } from '../frame.tsx';
import type { OpenedCase } from './opened.ts';
import { CASE } from './words/case.ts';

/* What is found today for the need of a case, with who may be put on its shortlist. */

/** The identifier of a host in the list of what is found. */
export const foundAt = (slug: string): string => `found-${slug}`;

/** Hosts of each list that an answer may hold. */
const MOST = 20;
/** Members shown besides the first hosts and the own list. */
const MOST_MEMBERS = 3;

/** Of the own list, which may hold thousands, those shown at once that are not in the answer. */
const MOST_ABSENT = 50;

/** The answer to the need of a case, in the order in which everybody sees it; undefined: it cannot be matched. */
export async function answerOf({ one, known, matching }: OpenedCase) {
  if (one.faults.length > 0) return undefined;
  const { matcher, model, say } = matching;
  const own = (known.selection ?? []).map(({ host }) => host).filter((slug) => model.bySlug.has(slug));
  const need = { ...one.need, federation: known.slug, limit: MOST };
  const hosts = [...new Set([...(need.hosts ?? []), ...own])];
  const match = await matcher.answerInTurn({ ...need, hosts }, model, say, { everything: false });
  const answered = { match, need, bySlug: model.bySlug, say };
  const shown = shownIn(answered);
  const keys = shown.map(({ key }) => key);
  const further = proposalsOf(answered).filter(({ key }) => !keys.includes(key));
  const there = [...shown, ...further].flatMap((one) => one.hosts.map(({ host }) => host.slug));
  const [ofList, told] = [new Set(own), new Set(there)];
  const absent = match.asked.filter(({ host }) => ofList.has(host) && !told.has(host));
  return { match, shown, further, absent };
}

export type CaseAnswer = Awaited<ReturnType<typeof answerOf>>;

type Standing = ReturnType<typeof standingOf>;

/** Whether a federation has a host on its own list, or among its members of today. */
function standingOf({ known, matching: { model } }: OpenedCase) {
  const selected = new Map((known.selection ?? []).map(({ host, why }) => [host, why]));
  const members = new Set(known.members.filter((member) => isCurrent(member, model.day)).map(({ host }) => host));
  return {
    /** Why it is on the list. */
    whySelected: (slug: string) => selected.get(slug),
    isSelected: (slug: string) => selected.has(slug),
    isMember: (slug: string) => members.has(slug),
  };
}

interface FoundProps {
  opened: OpenedCase;
  standing: Standing;
}

/** The button that puts a host on the shortlist; or that it is there. */
export function PutOn({ opened: { at, part, one }, slug, name }: { opened: OpenedCase; slug: string; name: string }) {
  const words = useWords(CASE);
  if (one.shortlist.includes(slug)) return <span class="small soft">{words.isIn}</span>;
  return <DeskForm action={`${at}/${part}/shortlist`} send={words.add} of={name} hidden={{ add: [slug] }} isSecond />;
}

/** One host: where it is, what the federation has to do with it, and the button that puts it on the shortlist. */
function FoundHost({ host, opened, standing, place }: FoundProps & { host: Host; place: string | undefined }) {
  const words = useWords(CASE);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const { one } = opened;
  const { slug } = host;
  const name = curved(host.name);
  const why = standing.whySelected(slug);
  return (
    <>
      <div class="row" id={place}>
        <Link to={`/hosts/${slug}`}>{name}</Link>
        <span class="small soft">{placeOf(host, one.need.territory, say)}</span>
        {standing.isMember(slug) && <span class="small">{words.ofMembers}</span>}
        <PutOn {...{ opened, slug, name }} />
      </div>
      {why && (
        <p class="small">
          {words.ofList + colon}
          <WrittenText text={why} />
        </p>
      )}
    </>
  );
}

/** One answer as everybody sees it: why, for how much, what to ask. @param isPlace where the page goes on for a host */
function Found({ proposal, isPlace, ...of }: FoundProps & { proposal: Proposal; isPlace: (slug: string) => boolean }) {
  const words = useWords(CASE);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const { hosts, cost, budget, covered, toAsk, almost } = proposal;
  const price = shownPrice(cost, budget, say, { usages: [...covered, ...toAsk] });
  const line = standingLine(proposal, undefined, say);
  const why = whyOf(proposal, say);
  return (
    <li>
      {hosts.map(({ host }) => (
        <FoundHost key={host.slug} {...of} host={host} place={isPlace(host.slug) ? foundAt(host.slug) : undefined} />
      ))}
      <p class="small">
        <strong>{line.term + colon}</strong>
        <Sentence {...line.told} />
        {!almost && ` ${words.price(price.text + price.note)}`}
      </p>
      {why.length > 0 && (
        <p class="small">
          {words.why + colon}
          {why.map(({ text }) => (
            <>
              <Sentence text={text} />{' '}
            </>
          ))}
        </p>
      )}
      {hosts.map((addressee) => (
        <p class="small soft" key={addressee.host.slug}>
          {hosts.length > 1 && curved(addressee.host.name) + colon}
          {belowOf(addressee, undefined, say)}
        </p>
      ))}
    </li>
  );
}

/** Why nobody does, or what is next to those who may: near misses, what one may let go, the order, who helps. */
function Beside({ match, shown }: NonNullable<CaseAnswer>) {
  const words = useWords(ANSWER);
  const onCards = shown.flatMap(({ hosts }) => hosts.map(({ host }) => host.slug));
  const help = match.help.length > 0 && <Helpers help={match.help} level={4} />;
  return isNobody(shown) ? (
    <>
      {match.relaxations.length > 0 && <h3>{words.nobody.out}</h3>}
      <Reasons lines={match.relaxations} />
      <WhyInThisOrder match={match} proposals={shown} />
      {help && <h3>{words.help}</h3>}
      {help}
    </>
  ) : (
    <>
      <WhyInThisOrder match={match} proposals={shown} />
      <Accept match={match} />
      <Almost misses={match.nearMisses.filter(({ host }) => !onCards.includes(host))} />
      {help && (
        <details>
          <summary>{words.help}</summary>
          {help}
        </details>
      )}
    </>
  );
}

const Reasons = ({ lines }: { lines: readonly Pick<Match['relaxations'][number], 'text'>[] }) => (
  <List of={lines} class="list">
    {({ text }) => <Sentence text={text} />}
  </List>
);

interface FoundHostsProps {
  answer: NonNullable<CaseAnswer>;
  opened: OpenedCase;
}

export function FoundHosts({ answer, opened }: FoundHostsProps) {
  const words = useWords(CASE);
  const { shown, further, absent } = answer;
  const standing = standingOf(opened);
  const { isSelected, isMember } = standing;
  const isOf = ({ hosts }: Proposal, has: (slug: string) => boolean) => hosts.some(({ host }) => has(host.slug));
  const own = [
    ...further.filter((proposal) => isOf(proposal, isSelected)),
    ...further.filter((proposal) => isOf(proposal, isMember) && !isOf(proposal, isSelected)).slice(0, MOST_MEMBERS),
  ];
  const others = further.filter((proposal) => !own.includes(proposal));
  const isShortlisted = ({ hosts }: Proposal) => hosts.some(({ host }) => opened.one.shortlist.includes(host.slug));
  // One host may be in two answers: the link leads to the first.
  const all = [...shown, ...own, ...others];
  const list = (some: readonly Proposal[]) => (
    <ul class="list">
      {some.map((proposal) => (
        <Found
          key={proposal.key}
          {...{ proposal, opened, standing }}
          isPlace={(slug) => all.find((one) => isOf(one, (other) => other === slug)) === proposal}
        />
      ))}
    </ul>
  );
  return (
    <>
      {isNobody(shown) && <p>{words.nobody}</p>}
      {list(shown)}
      <Beside {...answer} />
      {own.length > 0 && (
        <>
          <h3>{words.alsoOfList}</h3>
          {list(own)}
        </>
      )}
      {absent.length > 0 && (
        <>
          <h3>{words.absent}</h3>
          <ListPart all={absent} visit={opened.visit} most={MOST_ABSENT} path={`${opened.at}/${opened.part}`}>
            {({ text }) => <Sentence text={text} />}
          </ListPart>
        </>
      )}
      {others.length > 0 && (
        <details open={others.some(isShortlisted)}>
          <summary>{words.others(others.length)}</summary>
          {list(others)}
        </details>
      )}
    </>
  );
}

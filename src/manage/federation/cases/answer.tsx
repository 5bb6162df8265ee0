import { isCurrent } from '../../../documents/membership.ts';
import { curved } from '../../../ground/texts.ts';
import { firstProposals, type Proposal, proposalsOf, verdictOf } from '../../../pages/answer/proposals.ts';
import { useWords } from '../../../pages/frame/page.ts';
import { Link, Sentence } from '../../../pages/frame/parts.tsx';
import { DeskForm } from '../../desk-page.tsx';
import type { OpenedCase } from './opened.ts';
import { CASE } from './words/case.ts';

/* What is found today for the need of a case, with who may be put on its shortlist. */

/** The identifier of a host in the list of what is found. */
export const foundAt = (slug: string): string => `found-${slug}`;

/** Hosts of each list that an answer may hold. */
const MOST = 20;
/** Members shown besides the first hosts and the own list. */
const MOST_MEMBERS = 3;

/** The answer to the need of a case; undefined: it cannot be matched. */
export async function answerOf({ one, known, matching }: OpenedCase) {
  if (one.faults.length > 0) return undefined;
  const { matcher, model, say } = matching;
  const need = { ...one.need, federation: known.slug, limit: MOST };
  const match = await matcher.answerInTurn(need, model, say, { everything: false });
  return { match, proposals: proposalsOf({ match, need, bySlug: model.bySlug, say }) };
}

export type CaseAnswer = Awaited<ReturnType<typeof answerOf>>;

type Standing = ReturnType<typeof standingOf>;

/** Whether a federation has a host on its own list, or among its members of today. */
function standingOf({ known, matching: { model } }: OpenedCase) {
  const selected = new Set((known.selection ?? []).map(({ host }) => host));
  const members = new Set(known.members.filter((member) => isCurrent(member, model.day)).map(({ host }) => host));
  return {
    isSelected: (slug: string) => selected.has(slug),
    isMember: (slug: string) => members.has(slug),
  };
}

/** One host that may do, or several together, with the button that puts each on the shortlist. */
function Found({ proposal, opened, standing }: { proposal: Proposal; opened: OpenedCase; standing: Standing }) {
  const words = useWords(CASE);
  const { at, part, one } = opened;
  const { hosts, price, reasons, open } = proposal;
  const { isSelected, isMember } = standing;
  // The price is told already.
  const reason = reasons.find(({ code }) => !code.includes('price'));
  return (
    <li>
      {hosts.map(({ host }) => (
        <div key={host.slug} class="row" id={foundAt(host.slug)}>
          <Link to={`/hosts/${host.slug}`}>{curved(host.name)}</Link>
          {isSelected(host.slug) && <span class="small">{words.ofList}</span>}
          {isMember(host.slug) && <span class="small">{words.ofMembers}</span>}
          {one.shortlist.includes(host.slug) ? (
            <span class="small soft">{words.isIn}</span>
          ) : (
            <DeskForm
              action={`${at}/${part}/shortlist`}
              send={words.add}
              of={curved(host.name)}
              hidden={{ add: [host.slug] }}
              isSecond
            />
          )}
        </div>
      ))}
      <p class="small">
        <strong>{words.verdicts[verdictOf(proposal)]}</strong> · {price}
        {'. '}
        {reason && <Sentence text={reason.text} />}
        {open.length > 0 && ` ${words.toCheck(open.join(', '))}`}
      </p>
    </li>
  );
}

export function FoundHosts({ answer, opened }: { answer: NonNullable<CaseAnswer>; opened: OpenedCase }) {
  const words = useWords(CASE);
  const { match, proposals } = answer;
  const standing = standingOf(opened);
  const { isSelected, isMember } = standing;
  const first = firstProposals(proposals);
  const further = proposals.slice(first.length);
  const isOf = ({ hosts }: Proposal, has: (slug: string) => boolean) => hosts.some(({ host }) => has(host.slug));
  const own = [
    ...further.filter((proposal) => isOf(proposal, isSelected)),
    ...further.filter((proposal) => isOf(proposal, isMember) && !isOf(proposal, isSelected)).slice(0, MOST_MEMBERS),
  ];
  const others = further.filter((proposal) => !own.includes(proposal));
  const isShortlisted = ({ hosts }: Proposal) => hosts.some(({ host }) => opened.one.shortlist.includes(host.slug));
  const list = (shown: readonly Proposal[]) => (
    <ul class="list">
      {shown.map((proposal) => (
        <Found key={proposal.key} {...{ proposal, opened, standing }} />
      ))}
    </ul>
  );
  return (
    <>
      {first.length === 0 && <p>{words.nobody}</p>}
      {list(first)}
      {first.length === 0 && (
        <ul>
          {[...match.relaxations, ...match.nearMisses, ...match.help].map(({ text }) => (
            <li key={text}>
              <Sentence text={text} />
            </li>
          ))}
        </ul>
      )}
      {own.length > 0 && (
        <>
          <h3>{words.alsoOfList}</h3>
          {list(own)}
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

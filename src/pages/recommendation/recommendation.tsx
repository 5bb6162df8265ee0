import { parisDay } from '../../ground/clock.ts';
import type { SinceThen } from '../../recommendations/reading.ts';
import type { StoredRecommendation } from '../../recommendations/store.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { ProposalCard } from '../answer/card.tsx';
import { Helpers, NearMisses, Sentences } from '../answer/parts.tsx';
import { presentTools } from '../answer/present-tools.ts';
import { type Proposal, shownOf } from '../answer/proposals.ts';
import { Blank, SideBySide } from '../answer/side-by-side.tsx';
import { PrintButton } from '../frame/controls.tsx';
import { Layout } from '../frame/layout.tsx';
import { Link } from '../frame/link.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Written } from '../frame/written.tsx';
import { ANSWER } from '../words/answer.ts';
import { COMPARE } from '../words/compare.ts';
import { RECOMMENDATION } from '../words/recommendation.ts';
import type { Given } from './given.ts';
import { Alternatives, GoneCard, Since, Sought, Withdrawn } from './parts.tsx';

export interface RecommendationView {
  stored: StoredRecommendation;
  given: Given;
  since: SinceThen;
  reference: Reference;
  federation: string;
  nameOf: (slug: string) => string;
  /** Of this page, for whoever holds it on paper. */
  address: string;
  /** Whether an answer holds no longer. */
  isLost: (proposal: Proposal) => boolean;
}

/** Who recommends, when, and what is to be known before reading. */
function Heading({ stored, federation }: Pick<RecommendationView, 'stored' | 'federation'>) {
  const words = useWords(RECOMMENDATION);
  const { say, language } = usePage();
  const { createdAt, withdrawnAt, withdrawnReason, note } = stored;
  return (
    <>
      <h1>{words.title(federation)}</h1>
      {withdrawnAt && withdrawnReason && (
        <Withdrawn federation={federation} day={parisDay(withdrawnAt)} reason={withdrawnReason} />
      )}
      <p>
        {words.given(federation, say.date(parisDay(createdAt)))} {words.kept}{' '}
        <Link to={`/federations/${stored.federation}`}>{words.about(federation)}</Link>
      </p>
      {stored.language !== language && <p class="soft">{words.language}</p>}
      {stored.redactedAt && <p class="soft">{words.redacted}</p>}
      {note && (
        <div class="notice">
          <h2>{words.note}</h2>
          <p>
            <Written text={note} />
          </p>
        </div>
      )}
    </>
  );
}

/** The answers, at most three of them whole. */
function Answers({ stored, given, since, isLost }: Pick<RecommendationView, 'stored' | 'given' | 'since' | 'isLost'>) {
  const words = useWords(RECOMMENDATION);
  const answer = useWords(ANSWER);
  const { match, proposals } = given;
  const lang = stored.language;
  const lost = proposals.filter(isLost);
  const shown = shownOf(proposals.filter((proposal) => !isLost(proposal)));
  const others = proposals.filter((proposal) => !lost.includes(proposal) && !shown.includes(proposal));
  return (
    <>
      <h2>{proposals.length > 0 ? words.recommended : answer.nothing}</h2>
      {proposals.length === 0 && <p>{answer.nothingLead}</p>}
      {shown.map((proposal) => (
        <ProposalCard key={proposal.key} proposal={proposal} level={3} />
      ))}
      {lost.map((proposal) => (
        <GoneCard key={proposal.key} proposal={proposal} />
      ))}
      {others.length > 0 && (
        <section>
          <h3>{words.others}</h3>
          <ul>
            {others.flatMap(({ hosts }) =>
              hosts.map(({ host }) => (
                <li key={host.slug}>
                  <Link to={`/hosts/${host.slug}`}>{host.name}</Link>
                </li>
              )),
            )}
          </ul>
        </section>
      )}
      {(lost.length > 0 || since.alternatives.length > 0) && <Alternatives {...since} />}
      {proposals.length === 0 && (
        <>
          <NearMisses title={answer.almost} misses={match.nearMisses} lang={lang} />
          <Sentences title={answer.giveUp} lines={match.relaxations} lang={lang} />
        </>
      )}
      <Sentences title={answer.policy} lines={match.policyEffects ?? []} lang={lang} />
      <Sentences title={answer.assumed} lines={match.notes} lang={lang} />
    </>
  );
}

/** An answer that a federation froze for somebody, what became of it, and a comparison to print for a meeting. */
export function Recommendation(view: RecommendationView) {
  const { stored, given, since, reference, federation, nameOf, address, isLost } = view;
  const words = useWords(RECOMMENDATION);
  const compare = useWords(COMPARE);
  const answer = useWords(ANSWER);
  const { say } = usePage();
  const standing = shownOf(given.proposals.filter((proposal) => !isLost(proposal)));
  return (
    <Layout title={words.title(federation)}>
      <Heading stored={stored} federation={federation} />
      <p class="row screen">
        <PrintButton />
      </p>
      <Sought need={given.need} reference={reference} />
      <Answers stored={stored} given={given} since={since} isLost={isLost} />
      <Since changes={since.changedSince} nameOf={nameOf} />
      <section>
        <h2>{answer.help}</h2>
        <Helpers help={given.match.help} level={3} lang={stored.language} />
      </section>
      <section class="board">
        <h2>{compare.title}</h2>
        <p>{compare.lead}</p>
        <SideBySide proposals={standing} today={presentTools(given.need, reference, say)} level={3} />
        <div class="together">
          <h3>{compare.notes}</h3>
          <Blank />
        </div>
        <p class="small soft">
          {words.asOf(say.date(stored.asOf))} {words.keep} {words.address(address)}
        </p>
      </section>
    </Layout>
  );
}

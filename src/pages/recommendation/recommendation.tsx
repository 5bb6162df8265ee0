import { parisDay } from '../../ground/clock.ts';
import type { Need } from '../../matching/schema.ts';
import type { SinceThen } from '../../recommendations/answer.ts';
import type { StoredRecommendation } from '../../recommendations/store.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import { ProposalCard } from '../answer/card.tsx';
import { presentTools, SideBySide, WritingLines } from '../answer/compare.tsx';
import { Helpers } from '../answer/help.tsx';
import { needLines } from '../answer/message.ts';
import { firstProposals, type Proposal } from '../answer/proposals.ts';
import { AskFirst, NearMisses, Sentences } from '../answer/rest.tsx';
import { Layout } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, Notice, PrintButton, Sentence, WrittenText } from '../frame/parts.tsx';
import { ANSWER, COMPARE } from '../words/answer.ts';
import { RECOMMENDATION } from '../words/federation.ts';
import type { FrozenAnswer } from './frozen-answer.ts';

interface RecommendationView {
  stored: StoredRecommendation;
  frozen: FrozenAnswer;
  since: SinceThen;
  reference: Reference;
  federation: string;
  nameOf: (slug: string) => string;
  federationName: (slug: string) => string | undefined;
  /** The address of this page, for readers who hold it on paper. */
  address: string;
  /** Whether an answer is no longer valid. */
  hasLapsed: (proposal: Proposal) => boolean;
}

/** Says that the federation withdrew the recommendation, when and why. */
function WithdrawalNotice({ federation, day, reason }: { federation: string; day: string; reason: Text }) {
  const words = useWords(RECOMMENDATION);
  const { say } = usePage();
  return (
    <Notice>
      <p>
        <strong>{words.withdrawn(federation, say.date(day))}</strong>
      </p>
      <p>
        {words.reason} <WrittenText text={reason} />
      </p>
    </Notice>
  );
}

/** Who recommends, when, and what a reader must know first. */
function Introduction({ stored, federation }: Pick<RecommendationView, 'stored' | 'federation'>) {
  const words = useWords(RECOMMENDATION);
  const { say, language } = usePage();
  const { createdAt, withdrawnAt, withdrawnReason, note } = stored;
  return (
    <>
      <h1>{words.title(federation)}</h1>
      {withdrawnAt && withdrawnReason && (
        <WithdrawalNotice federation={federation} day={parisDay(withdrawnAt)} reason={withdrawnReason} />
      )}
      <p>
        {words.given(federation, say.date(parisDay(createdAt)))} {words.kept}{' '}
        <Link to={`/federations/${stored.federation}`}>{words.about(federation)}</Link>
      </p>
      {stored.language !== language && <p class="soft">{words.language}</p>}
      {stored.redactedAt && <p class="soft">{words.redacted}</p>}
      {note && (
        <div class="letter">
          <h2>{words.note}</h2>
          <p>
            <WrittenText text={note} />
          </p>
        </div>
      )}
    </>
  );
}

/** The need as it was sent. */
function NeedAsPut({ need, reference }: { need: Need; reference: Reference }) {
  const words = useWords(RECOMMENDATION);
  const { say } = usePage();
  const tools = (need.currentTools ?? []).flatMap((key) => reference.tools.get(key)?.name ?? []);
  const lines = [
    ...needLines(need, say),
    need.budgetPerYear != null && words.budget(say.euros(need.budgetPerYear)),
    need.territory && words.place(say.territory(need.territory)),
    tools.length > 0 && words.presentTools(say.list(tools)),
  ].filter((line) => typeof line === 'string');
  return (
    <section>
      <h2>{words.sought}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** An answer that is no longer valid: the hosts and the reason, without a way to write to them. */
function GoneCard({ proposal: { title, reasons } }: { proposal: Proposal }) {
  const words = useWords(RECOMMENDATION);
  const answer = useWords(ANSWER);
  return (
    <article class="card">
      <p class="state">{words.gone}</p>
      <h3>{title}</h3>
      <p>{words.goneText}</p>
      {reasons[0] && (
        <dl>
          <dt>{answer.why}</dt>
          <dd>
            <Sentence {...reasons[0]} />
          </dd>
        </dl>
      )}
    </article>
  );
}

/** Who else meets the need, when a recommended host no longer can. */
export function Alternatives({ alternatives, together }: Pick<SinceThen, 'alternatives' | 'together'>) {
  const words = useWords(RECOMMENDATION);
  return (
    <section>
      <h2>{words.alternatives}</h2>
      {together && <p>{words.together}</p>}
      {alternatives.length === 0 ? (
        <p>{words.noAlternative}</p>
      ) : (
        <ul>
          {alternatives.map(({ host, name }) => (
            <li key={host}>
              <Link to={`/hosts/${host}`}>{name}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The answers, at most three of them in full. */
function Answers({
  stored,
  frozen,
  since,
  hasLapsed,
}: Pick<RecommendationView, 'stored' | 'frozen' | 'since' | 'hasLapsed'>) {
  const words = useWords(RECOMMENDATION);
  const answer = useWords(ANSWER);
  const { match, proposals } = frozen;
  const lang = stored.language;
  const lost = proposals.filter(hasLapsed);
  const shown = firstProposals(proposals.filter((proposal) => !hasLapsed(proposal)));
  const others = proposals.filter((proposal) => !lost.includes(proposal) && !shown.includes(proposal));
  return (
    <>
      <h2>{proposals.length > 0 ? words.recommended : answer.nothing}</h2>
      {proposals.length === 0 && <p>{answer.nothingLead}</p>}
      {match.askFirst && <AskFirst ask={match.askFirst} level={3} lang={lang} />}
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
      <Sentences title={answer.asked} lines={match.asked ?? []} lang={lang} />
      <Sentences title={answer.additions} lines={match.additions ?? []} lang={lang} />
      <Sentences title={answer.policy} lines={match.policyEffects ?? []} lang={lang} />
      <Sentences title={answer.assumed} lines={match.notes} lang={lang} />
    </>
  );
}

/** What has happened to the hosts since, oldest first. */
function ChangesSince({ changes, nameOf }: { changes: SinceThen['changedSince']; nameOf: (slug: string) => string }) {
  const words = useWords(RECOMMENDATION);
  const { say } = usePage();
  return (
    <section>
      <h2>{words.since}</h2>
      {changes.length === 0 ? (
        <p>{words.nothingSince}</p>
      ) : (
        <ul>
          {changes.map(({ revision, at, host, text }) => (
            <li key={revision}>{words.sinceOf(say.date(parisDay(new Date(at))), nameOf(host), text)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** An answer that a federation froze for somebody, what has changed since, and a comparison to print for a meeting. */
export function Recommendation(view: RecommendationView) {
  const { stored, frozen, since, reference, federation, nameOf, federationName, address, hasLapsed } = view;
  const words = useWords(RECOMMENDATION);
  const compare = useWords(COMPARE);
  const answer = useWords(ANSWER);
  const { say } = usePage();
  const held = firstProposals(frozen.proposals.filter((proposal) => !hasLapsed(proposal)));
  return (
    <Layout title={words.title(federation)}>
      <Introduction stored={stored} federation={federation} />
      <p class="row screen">
        <PrintButton />
      </p>
      <NeedAsPut need={frozen.need} reference={reference} />
      <Answers stored={stored} frozen={frozen} since={since} hasLapsed={hasLapsed} />
      <ChangesSince changes={since.changedSince} nameOf={nameOf} />
      <section>
        <h2>{answer.help}</h2>
        <Helpers help={frozen.match.help} level={3} lang={stored.language} />
      </section>
      <section class="board">
        <h2>{compare.title}</h2>
        <p>{compare.lead}</p>
        <SideBySide
          proposals={held}
          today={presentTools(frozen.need, reference, say)}
          federationName={federationName}
        />
        <div class="together">
          <h3>{compare.notes}</h3>
          <WritingLines />
        </div>
        <p class="small soft">
          {words.asOf(say.date(stored.asOf))} {words.keep} {words.address(address)}
        </p>
      </section>
    </Layout>
  );
}

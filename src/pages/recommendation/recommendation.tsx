import { parisDay } from '../../ground/clock.ts';
import type { Need } from '../../matching/schema.ts';
import type { SinceThen } from '../../recommendations/reading.ts';
import type { StoredRecommendation } from '../../recommendations/store.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import { Helpers, NearMisses, ProposalCard, Sentences } from '../answer/card.tsx';
import { Blank, presentTools, SideBySide } from '../answer/compare.tsx';
import { needLines } from '../answer/contact.tsx';
import { type Proposal, shownOf } from '../answer/proposals.ts';
import { Layout } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, PrintButton, Sentence, Written } from '../frame/parts.tsx';
import { ANSWER, COMPARE } from '../words/answer.ts';
import { RECOMMENDATION } from '../words/federation.ts';
import type { Given } from './frozen-answer.ts';

interface RecommendationView {
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

/** That the federation took its word back, since when and why. */
function Withdrawn({ federation, day, reason }: { federation: string; day: string; reason: Text }) {
  const words = useWords(RECOMMENDATION);
  const { say } = usePage();
  return (
    <div class="notice">
      <p>
        <strong>{words.withdrawn(federation, say.date(day))}</strong>
      </p>
      <p>
        {words.reason} <Written text={reason} />
      </p>
    </div>
  );
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

/** The need, as it was put. */
function Sought({ need, reference }: { need: Need; reference: Reference }) {
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

/** An answer that holds no longer: what it was, and no way to write to it. */
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

/** Who else meets the need, when somebody recommended no longer can. */
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

/** What happened to the hosts since, oldest first. */
function Since({ changes, nameOf }: { changes: SinceThen['changedSince']; nameOf: (slug: string) => string }) {
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

import { Fragment } from 'preact';
import type { Host } from '../../documents/host.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { SinceThen } from '../../recommendations/answer.ts';
import { chosenIn, type StoredRecommendation } from '../../recommendations/store.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { CardLine, ProposalCard } from '../answer/card.tsx';
import { sharedBy, sharedText } from '../answer/card-lines.ts';
import { presentTools, SideBySide, WritingLines } from '../answer/compare.tsx';
import { Accept, Almost, WhyInThisOrder } from '../answer/folds.tsx';
import { Helpers, TalkFirst } from '../answer/help.tsx';
import { Sentences } from '../answer/rest.tsx';
import { Layout } from '../frame/layout.tsx';
import { Fold, Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, PrintButton, WrittenText } from '../frame/parts.tsx';
import { domainFor } from '../parts/price.ts';
import { type Addressee, firstProposals, type Proposal } from '../parts/proposals.ts';
import { ANSWER } from '../words/answer.ts';
import { COMPARE } from '../words/compare.ts';
import { RECOMMENDATION } from '../words/recommendation.ts';
import { type AdviceChange, type FrozenAnswer, isNoLongerPossible } from './advice.ts';
import { type OwnWord, OwnWordLines } from './own-word.tsx';
import { RecommendationRoof, SaidBeside, slugsIn } from './roof.tsx';
import { ChangedAdvice, QuietChanges, withoutEffect } from './since.tsx';

interface RecommendationView {
  stored: StoredRecommendation;
  frozen: FrozenAnswer;
  since: SinceThen;
  /** What makes the advice another one today. */
  ofAdvice: readonly AdviceChange[];
  reference: Reference;
  federation: string;
  nameOf: (slug: string) => string;
  federationName: (slug: string) => string | undefined;
  /** What the federation itself says of a host today. */
  ownWord: (host: Host) => OwnWord | undefined;
  /** The address of this page, for readers who hold it on paper. */
  address: string;
  /** Whether an answer is no longer valid. */
  hasLapsed: (proposal: Proposal) => boolean;
}

/** The federation recommends it; other near misses are there because the answer shows them. */
const isStoodBy = ({ almost, key }: Proposal, stored: StoredRecommendation): boolean =>
  !almost || chosenIn(stored).includes(key);

/** The answer without what it says of hosts that are not recommended. */
const amongThese = (match: Match, slugs: readonly string[]): Match => ({
  ...match,
  comparisons: match.comparisons.filter(({ better, than }) => slugs.includes(better) && slugs.includes(than)),
  askFirst: match.askFirst && slugs.includes(match.askFirst.host) ? match.askFirst : null,
  policyEffects: (match.policyEffects ?? []).filter(({ host }) => slugs.includes(host)),
});

/** What the federation writes to anyone who reads: a voice, and no warning. */
function FederationNote({ stored: { note }, federation }: Pick<RecommendationView, 'stored' | 'federation'>) {
  const words = useWords(RECOMMENDATION);
  if (!note) return null;
  return (
    <section class="tight text">
      <h2 class="small soft">{words.note(federation)}</h2>
      <p>
        <WrittenText text={note} />
      </p>
    </section>
  );
}

/** The answers that still hold: at most three of them in full, the others by name. */
function Answers({ standing, ...view }: RecommendationView & { standing: readonly Proposal[] }) {
  const { stored, ofAdvice, federation, ownWord } = view;
  const { match } = view.frozen;
  const words = useWords(RECOMMENDATION);
  const answer = useWords(ANSWER);
  const { say } = usePage();
  const shown = firstProposals(standing);
  const others = standing.slice(shown.length);
  const shared = sharedBy(shown);
  const trueOfAll = sharedText(shared, shown.length, domainFor(match, shown), say);
  const wordOn = (of: readonly Addressee[]) =>
    function WordOn({ host }: Addressee) {
      const word = ownWord(host);
      const name = of.length > 1 ? host.name : undefined;
      const isPast = ofAdvice.some((change) => isNoLongerPossible(change) && change.hosts.includes(host.slug));
      return (
        <Fragment key={host.slug}>
          {isPast && <CardLine picture="beware">{words.over(name)}</CardLine>}
          {word && <OwnWordLines word={word} federation={federation} of={name} />}
        </Fragment>
      );
    };
  return (
    <>
      {trueOfAll !== '' && <p class="small soft tight">{trueOfAll}</p>}
      <section class="cards answers tight" aria-label={answer.cards}>
        {shown.map((proposal, place) => (
          <ProposalCard
            key={proposal.key}
            proposal={proposal}
            level={2}
            shared={shared}
            isFirst={place === 0 && !stored.withdrawnAt && isStoodBy(proposal, stored)}
            printed="questions"
            word={wordOn(proposal.hosts)}
          />
        ))}
      </section>
      {others.length > 0 && (
        <Section class="tight" title={words.others}>
          <ul class="list">
            {others.flatMap(({ hosts }) =>
              hosts.map(({ host }) => (
                <li key={host.slug}>
                  <Link to={`/hosts/${host.slug}`}>{host.name}</Link>
                </li>
              )),
            )}
          </ul>
        </Section>
      )}
    </>
  );
}

/** The comparison that a meeting prints and fills in, with what is to be known of this page. */
function Board({ held, view }: { held: readonly Proposal[]; view: RecommendationView }) {
  const { stored, frozen, reference, federationName, address } = view;
  const words = useWords(RECOMMENDATION);
  const compare = useWords(COMPARE);
  const { say } = usePage();
  return (
    <Fold title={<h2>{compare.title}</h2>} class="board">
      <div class="stack">
        <p>{compare.lead}</p>
        <SideBySide
          proposals={held}
          match={frozen.match}
          today={presentTools(frozen.need, reference, say)}
          federationName={federationName}
        />
        <div class="together">
          <h3>{compare.notes}</h3>
          <WritingLines />
        </div>
      </div>
      <p class="paper small soft">
        {words.asOf(say.date(stored.asOf))} {words.address(address)}
      </p>
    </Fold>
  );
}

/** An answer that a federation froze for somebody, what has changed since, and a comparison to print for a meeting. */
export function Recommendation(view: RecommendationView) {
  const { stored, frozen, since, ofAdvice, federation, nameOf, hasLapsed } = view;
  const words = useWords(RECOMMENDATION);
  const answer = useWords(ANSWER);
  const { say } = usePage();
  const { need, match, proposals } = frozen;
  const lang = stored.language;
  const isPast = ({ hosts }: Proposal) =>
    ofAdvice.some((change) => isNoLongerPossible(change) && hosts.some(({ host }) => change.hosts.includes(host.slug)));
  const given = proposals.filter((proposal) => isStoodBy(proposal, stored));
  const there = proposals.filter((proposal) => !hasLapsed(proposal));
  const holding = there.filter((proposal) => !isPast(proposal));
  const standing = [...holding, ...there.filter(isPast)];
  const advised = holding.filter((proposal) => given.includes(proposal));
  const isFirstSure = advised[0]?.holdsFirstPlace === true && !ofAdvice.some(({ kind }) => kind === 'overtaken');
  const isChanged = ofAdvice.length > 0 || stored.withdrawnAt !== null;
  const isNone = given.length === 0;
  const onCards = slugsIn(firstProposals(standing));
  const cards = standing.length > 0 && <Answers {...view} standing={standing} />;
  return (
    <Layout
      title={words.title(federation)}
      wide
      roof={<RecommendationRoof {...{ ...view, need, isFirstSure }} holding={advised} given={given.length} />}
    >
      {ofAdvice.length > 0 && (
        <ChangedAdvice {...view} isLost={standing.length < proposals.length} shown={slugsIn(standing)} />
      )}
      <FederationNote {...view} />
      {isNone && cards && <h2>{answer.almost}</h2>}
      {cards}
      {isNone && (
        <>
          <Sentences title={answer.nobody.out} lines={match.relaxations} lang={lang} />
          <TalkFirst help={match.help} need={need} territory={need.territory} />
        </>
      )}
      <section class="tight stack">
        <QuietChanges
          changes={withoutEffect(since.changedSince, ofAdvice)}
          nameOf={nameOf}
          isAdviceChanged={isChanged}
        />
        <p class="row screen">
          <PrintButton />
        </p>
      </section>
      <section class="folds tight" aria-label={words.saidBeside}>
        <WhyInThisOrder match={amongThese(match, slugsIn(proposals))} proposals={proposals} lang={lang} />
        {!isNone && (
          <>
            <Accept match={match} />
            <Almost misses={match.nearMisses.filter(({ host }) => !onCards.includes(host))} lang={lang} />
            {match.help.length > 0 && (
              <Fold title={answer.help}>
                <Helpers help={match.help} level={3} lang={lang} />
              </Fold>
            )}
          </>
        )}
        <SaidBeside {...view} />
      </section>
      <section class="tight">
        {standing.length > 0 && <Board held={firstProposals(standing)} view={view} />}
        <p class={standing.length > 0 ? 'small soft screen' : 'small soft'}>
          {words.asOf(say.date(stored.asOf))} {words.keep} {words.address(view.address)}
        </p>
      </section>
    </Layout>
  );
}

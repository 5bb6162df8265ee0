import { parisDay } from '../../ground/clock.ts';
import type { SinceThen } from '../../recommendations/answer.ts';
import { Fold, List, Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { RECOMMENDATION } from '../words/recommendation.ts';
import type { AdviceChange } from './advice.ts';

type Changes = SinceThen['changedSince'];

interface SinceProps {
  changes: Changes;
  nameOf: (slug: string) => string;
}

function ChangeList({ changes, nameOf }: SinceProps) {
  const words = useWords(RECOMMENDATION);
  const { say } = usePage();
  return (
    <List class="list small" of={changes}>
      {({ at, host, text }) => words.sinceOf(say.date(parisDay(new Date(at))), nameOf(host), text)}
    </List>
  );
}

/** What makes the advice another one in one sentence. */
function Headline({ change: { kind, name, named } }: { change: AdviceChange }) {
  const words = useWords(RECOMMENDATION).changed;
  const { say } = usePage();
  const list = say.list(named);
  return <strong>{words[kind](name, list)}</strong>;
}

/** Who else meets the need, when a recommended host no longer can. */
function Alternatives({ alternatives, together }: Pick<SinceThen, 'alternatives' | 'together'>) {
  const words = useWords(RECOMMENDATION);
  return (
    <>
      <h3>{words.alternatives}</h3>
      {together && <p>{words.together}</p>}
      <List class="list" of={alternatives}>
        {({ host, name }) => <Link to={`/hosts/${host}`}>{name}</Link>}
      </List>
    </>
  );
}

const isAbout = ({ hosts }: AdviceChange, slug: string): boolean => hosts.includes(slug);

/** Changes of hosts of which nothing changes the advice. */
export const withoutEffect = (changes: Changes, ofAdvice: readonly AdviceChange[]): Changes =>
  changes.filter(({ host }) => !ofAdvice.some((change) => isAbout(change, host)));

interface ChangedProps extends Pick<SinceProps, 'nameOf'> {
  ofAdvice: readonly AdviceChange[];
  since: SinceThen;
  /** A recommended host is gone. */
  isLost: boolean;
  /** Hosts that are further down, whom nobody has to be told of again. */
  shown: readonly string[];
}

/** What makes the advice another one, before all else: what it comes to, what happened, and who else there is. */
export function ChangedAdvice({ ofAdvice, since, isLost, shown, nameOf }: ChangedProps) {
  const words = useWords(RECOMMENDATION);
  const { alternatives, together } = since;
  const others = together ? alternatives : alternatives.filter(({ host }) => !shown.includes(host));
  // What happened to a host is under the first thing that it led to.
  const told = new Set<string>();
  const happened = ofAdvice.map(({ hosts }) => {
    const fresh = hosts.filter((slug) => !told.has(slug));
    for (const slug of fresh) told.add(slug);
    return since.changedSince.filter(({ host }) => fresh.includes(host));
  });
  return (
    <Section class="card tight stack" title={words.since}>
      <ul class="list">
        {ofAdvice.map((change, place) => (
          <li key={`${change.kind} ${change.name}`}>
            <p>
              <Headline change={change} />
            </p>
            {happened[place]!.length > 0 && <ChangeList changes={happened[place]!} nameOf={nameOf} />}
          </li>
        ))}
      </ul>
      {others.length > 0 && <Alternatives alternatives={others} {...(together && { together })} />}
      {isLost && alternatives.length === 0 && <p>{words.noAlternative}</p>}
    </Section>
  );
}

/** What has happened without making the advice another one: one line, and the rest a fold away. */
export function QuietChanges({ changes, nameOf, isAdviceChanged }: SinceProps & { isAdviceChanged: boolean }) {
  const words = useWords(RECOMMENDATION);
  const summary = (isAdviceChanged ? words.sinceToo : words.sinceOnly)(changes.length);
  return (
    <>
      {changes.length === 0 && !isAdviceChanged && <p class="small soft">{words.nothingSince}</p>}
      {changes.length > 0 && (
        <Fold title={summary}>
          <ChangeList changes={changes} nameOf={nameOf} />
        </Fold>
      )}
    </>
  );
}

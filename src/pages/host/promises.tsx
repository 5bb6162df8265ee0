import { SUCCESSOR_PROMISE } from '../../documents/closing.ts';
import { areInDispute, isClaimNo, isMeasureNo } from '../../documents/evidence.ts';
import { PRICE_PROMISE } from '../../documents/price-change.ts';
import type { Claim, Commitment, Statement } from '../../documents/statement.ts';
import { isOfEarlierMeaning } from '../../documents/weighing.ts';
import { capital } from '../../ground/texts.ts';
import { Fold, Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Glyph } from '../frame/pictures.tsx';
import type { HostView } from '../parts/host-view.tsx';
import { HOST } from '../words/host.ts';
import { FRAME } from '../words/site.ts';
import { HowKnown, Notes, type StatementLine, Voices } from './voices.tsx';

const STATES = ['kept', 'broken', 'pending'] as const;
type Outcome = (typeof STATES)[number];

/** Kinds of promises of which one was broken: by an end that came too soon, or a price. */
const brokenKinds = ({ closing, services, priceChanges = [] }: HostView['host']): ReadonlySet<string> =>
  new Set([
    ...[closing, ...services.map((service) => service.closing)].flatMap((end) =>
      (end?.promises ?? []).flatMap(({ state, commitment }) => (state === 'broken' ? commitment : [])),
    ),
    ...(priceChanges.some(({ state }) => state === 'broken') ? [PRICE_PROMISE] : []),
  ]);

/** How often a closing or a higher price came as it was promised; what was taken back or never promised counts nowhere. */
function outcomesOf({ closing, services, priceChanges = [] }: HostView['host']): Record<Outcome, number> {
  const judged = [
    ...[closing, ...services.map((service) => service.closing)].flatMap((end) => end?.promises ?? []),
    ...priceChanges,
  ];
  const count = (outcome: Outcome) => judged.filter(({ state }) => state === outcome).length;
  return { kept: count('kept'), broken: count('broken'), pending: count('pending') };
}

const DRAWN = { kept: 'fill', broken: 'over', pending: 'free' } as const;

/** Promises kept, broken and under way, side by side, and the same in words; nothing where none came to the test. */
export function Tested({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const outcomes = outcomesOf(host);
  const total = STATES.reduce((sum, state) => sum + outcomes[state], 0);
  if (total === 0) return null;
  const shown = STATES.filter((state) => outcomes[state] > 0);
  let from = 0;
  return (
    <div class="tested">
      <p>
        <strong>{words.tested}</strong>
        {colon}
        {say.list(shown.map((state) => words[state](outcomes[state])))}.
      </p>
      <svg class="bar" aria-hidden="true">
        {shown.map((state) => {
          const share = (outcomes[state] / total) * 99;
          const x = from;
          from += share;
          return (
            <rect
              key={state}
              class={DRAWN[state]}
              x={`${x.toFixed(1)}%`}
              y={1}
              width={`${(share - 1).toFixed(1)}%`}
              height={12}
              rx={4}
            />
          );
        })}
      </svg>
    </div>
  );
}

/** Whether those who speak of it must each be heard, or there is more to say than who said it. */
const needsEveryVoice = ({ contested, namedHost, statements }: StatementLine): boolean =>
  contested || namedHost !== undefined || areInDispute(statements) || statements.some(({ reply }) => reply);

/** Whether only a charter says so: such lines are shown together, charter by charter. */
const isOfCharter = (line: StatementLine): boolean => {
  const [{ by, value }] = line.statements as [Statement];
  return by === 'charter' && value === 'yes' && !needsEveryVoice(line);
};

/** What is known from the same place, as of the same day, so that the place is named once. */
function byVoice(lines: readonly StatementLine[]): StatementLine[][] {
  const groups = new Map<string, StatementLine[]>();
  for (const line of lines) {
    const [statement] = line.statements as [Statement];
    const { by, federation, level, asOf, aged, evidenceUrl, page, certificate, tie } = statement;
    const key = JSON.stringify([
      ...[by, federation, level, asOf, aged, evidenceUrl, page?.state, certificate, tie],
      isOfEarlierMeaning(statement),
    ]);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
}

const answeredIn = (line: StatementLine) => {
  const [statement] = line.statements as [Statement];
  if (line.isNo(statement) || line.isBroken) return 'no';
  if (statement.aged || isOfEarlierMeaning(statement)) return 'ask';
  return statement.value === 'partial' ? 'part' : 'yes';
};

/** One promise of a group: a mark, its name, and its value where that is more than a yes. */
function Mark({ line, federationName }: { line: StatementLine } & Pick<HostView, 'federationName'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const [statement] = line.statements as [Statement];
  const answered = answeredIn(line);
  const value = line.valueIn(statement);
  return (
    <li class="mark">
      <Glyph answered={answered} />
      <span>
        {capital(line.name)}
        <span class={value === words.says.yes ? 'vh' : undefined}>
          {colon}
          <strong>{value}</strong>
        </span>
        {line.isBroken && <strong> ({words.notKept})</strong>}
        <Notes statements={line.statements} federationName={federationName} />
      </span>
    </li>
  );
}

/** What is known from one place, and from where. */
const Marks = ({ lines, ...names }: { lines: readonly StatementLine[] } & Pick<HostView, 'federationName'>) => (
  <>
    <ul class="marks">
      {lines.map((line) => (
        <Mark key={line.key} line={line} {...names} />
      ))}
    </ul>
    <HowKnown statement={lines[0]!.statements[0]!} {...names} />
  </>
);

/** What a host promises and answers, line by line. */
function useLines({ host, reference, day }: Pick<HostView, 'host' | 'reference' | 'day'>) {
  const { commitments, services, claims } = host;
  const broken = brokenKinds(host);
  const words = useWords(HOST);
  const { say } = usePage();
  const promised = ({ kind, contested, statements }: Commitment, service?: string): StatementLine => ({
    key: `${service ?? ''} ${kind}`,
    name: `${say.commitment(kind)}${service ? ` (${service})` : ''}`,
    ...(kind === SUCCESSOR_PROMISE && { namedHost: String(statements[0]!.value) }),
    contested,
    statements,
    valueIn: ({ value }) => say.measure(kind, value),
    isBroken: broken.has(kind),
    isNo: ({ value }) => isMeasureNo(reference.commitmentKinds.get(kind), value, day),
  });
  const answered = ({ criterion, contested, statements }: Claim): StatementLine => ({
    key: criterion,
    name: say.criterion(criterion, statements[0]!.criterionVersion),
    contested,
    statements,
    valueIn: ({ value }) => words.says[value as Claim['value']],
    isBroken: false,
    isNo: ({ value }) => isClaimNo(reference.criteria.get(criterion), value),
  });
  return [
    ...commitments.map((one) => promised(one)),
    ...services.flatMap(({ name, commitments: own }) => own.map((one) => promised(one, name))),
    ...claims.map(answered),
  ];
}

/** What is promised and who says so: what is disputed with each of its voices, a stated no, then the rest; a charter's is a fold. */
export function Promises(view: HostView) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { host, federationName, hostName, isHostAtWork } = view;
  const all = useLines(view);
  const charters = byVoice(all.filter(isOfCharter));
  const together = byVoice(all.filter((line) => !needsEveryVoice(line) && !isOfCharter(line)));
  const hasNo = (lines: StatementLine[]) => lines.some((line) => answeredIn(line) === 'no');
  return (
    <Section class="card" id="promises" title={words.promises}>
      <p class="soft small">{all.length > 0 ? words.promisesLead : `${words.noPromise} ${words.promisesLead}`}</p>
      <Tested host={host} />
      <ul class="list">
        {all.filter(needsEveryVoice).map((line) => (
          <li class="word" key={line.key}>
            <Glyph answered={line.namedHost === undefined || areInDispute(line.statements) ? 'ask' : 'yes'} />
            <div>
              {capital(line.name) + colon}
              <Voices {...line} federationName={federationName} hostName={hostName} isHostAtWork={isHostAtWork} />
            </div>
          </li>
        ))}
        {[...together.filter(hasNo), ...together.filter((lines) => !hasNo(lines))].map((lines) => (
          <li key={lines[0]!.key}>
            <Marks lines={lines} federationName={federationName} />
          </li>
        ))}
      </ul>
      {charters.map((lines) => (
        <Fold
          title={words.byCharter(lines.length, federationName(lines[0]!.statements[0]!.federation ?? ''))}
          key={lines[0]!.key}
        >
          <div>
            <Marks lines={lines} federationName={federationName} />
          </div>
        </Fold>
      ))}
    </Section>
  );
}

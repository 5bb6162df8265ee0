import type { ComponentChildren } from 'preact';
import type { Host } from '../../documents/host.ts';
import type { Commitment } from '../../documents/statement.ts';
import { capital } from '../../ground/texts.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import { isPublicMailbox, type Reference, type Tool } from '../../vocabulary/reference.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { MAIL } from '../asking/questions.ts';
import { List } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Sentence, Tap } from '../frame/parts.tsx';
import { type Answered, Glyph, UsagePicture } from '../frame/pictures.tsx';
import { Contact, canBeReached } from '../parts/contact.tsx';
import { type FederationName, heardIn, SHOWN_PROMISES, Side, ToAsk, voiceOf } from '../parts/facts.tsx';
import { domainFor, shownPrice } from '../parts/price.ts';
import type { Proposal } from '../parts/proposals.ts';
import { CARD } from '../words/card.ts';
import { COMPARE, SIDE } from '../words/compare.ts';
import { OFFERS } from '../words/host-offers.ts';
import { FRAME } from '../words/site.ts';
import { placeOf, risksOf } from './card-lines.ts';
import { HostLinks } from './rest.tsx';

/** What is known of the tools used today: the reader fills in the rest. */
interface PresentTools {
  covers: readonly string[];
  beware: readonly string[];
}

function riskOf({ licence, jurisdictionZone, bigPlatform }: Tool, say: Speaker): string[] {
  const words = COMPARE[say.language].risks;
  return [
    ...(bigPlatform ? [words.bigPlatform] : []),
    ...(licence === 'proprietary' ? [words.proprietary] : []),
    ...(jurisdictionZone === 'US' ? [words.americanLaw] : []),
  ];
}

/**
 * Which of the usages wanted each tool serves today, and what is publicly known to be at stake in it. Nobody recorded
 * what these tools cost.
 */
export function presentTools(need: Need, reference: Reference, say: Speaker): PresentTools {
  const words = COMPARE[say.language];
  const wanted = new Set(need.usages.map(({ usage }) => usage));
  const named = (need.currentTools ?? []).flatMap((key) => reference.tools.get(key) ?? []);
  const lineOf = (tool: Tool, parts: readonly string[]) =>
    parts.length > 0 ? [words.ofTool(tool.name, say.list(parts))] : [];
  // Tools with the same risks share a line.
  const byRisk = new Map<string, string[]>();
  for (const tool of named) {
    const risk = riskOf(tool, say).join(', ');
    if (risk !== '') byRisk.set(risk, [...(byRisk.get(risk) ?? []), tool.name]);
  }
  return {
    covers: named.flatMap((tool) =>
      lineOf(
        tool,
        tool.usages
          .filter((usage) => wanted.has(usage))
          .map((usage) => (usage === MAIL && isPublicMailbox(tool, reference) ? words.publicMail : say.usage(usage))),
      ),
    ),
    beware: [...byRisk].map(([risk, names]) => words.ofTool(say.list(names), risk)),
  };
}

type Row = 'covers' | 'price' | 'why' | 'beware' | 'ask' | 'entry' | 'promises' | 'place' | 'age' | 'contact';
const ROWS: readonly Row[] = [
  'covers',
  'price',
  'why',
  'beware',
  'ask',
  'entry',
  'promises',
  'place',
  'age',
  'contact',
];
type Cells = Record<Row, ComponentChildren>;

/** Lines to write on by hand. */
export const WritingLines = ({ lines = 2 }: { lines?: number }) => (
  <>
    {Array.from({ length: lines }, (_, line) => (
      <div class="write" key={line} />
    ))}
  </>
);

const Phrases = ({ lines }: { lines: readonly { text: string; lang?: Language | undefined }[] }) => (
  <List class="plain" of={lines}>
    {(line) => <Sentence {...line} />}
  </List>
);

const Lines = ({ lines }: { lines: readonly string[] }) => <Phrases lines={lines.map((text) => ({ text }))} />;

/** Columns must fit side by side on one sheet: the cards say the rest. */
const MOST_QUESTIONS = 2;

/** What one host promises, each with who says otherwise where somebody does. */
function promisesOf(host: Host, federationName: FederationName, say: Speaker): string[] {
  const { colon } = FRAME[say.language];
  const valueIn = (promise: Commitment): string => {
    const heard = heardIn(promise);
    return heard.length > 1
      ? heard.map((one) => `${say.measure(promise.kind, one.value)} ${voiceOf(one, federationName, say)}`).join(' ; ')
      : say.measure(promise.kind, promise.value);
  };
  return [...host.commitments, ...host.services.flatMap(({ commitments }) => commitments)]
    .filter(({ kind }) => SHOWN_PROMISES.some((one) => one === kind))
    .map((promise) => `${capital(say.commitment(promise.kind))}${colon}${valueIn(promise)}`);
}

/** How one gets in, for the services that an answer counts on. */
function entriesOf(host: Host, services: readonly string[], say: Speaker): string[] {
  const { ways: how } = OFFERS[say.language];
  const ways = host.services.flatMap(({ slug, registration }) =>
    services.includes(slug) && registration ? how[registration] : [],
  );
  return [...new Set(ways)];
}

/** Mail of which nobody knows whether its addresses may be in one's own name is a question; it is no yes, nor is a near usage. */
function marksOf({ covered, near, toAsk, refused, hosts }: Proposal): Pick<Proposal, 'covered' | 'toAsk' | 'refused'> {
  const offered = covered.filter((usage) => !near.includes(usage));
  const isOpen = hosts.some(({ questions }) => questions.some(({ code }) => code === 'ask-own-domain'));
  if (!isOpen || !offered.includes(MAIL)) return { covered: offered, toAsk, refused };
  return { covered: offered.filter((usage) => usage !== MAIL), toAsk: [...toAsk, MAIL], refused };
}

/** What one would have instead of some usages, whichever of the hosts it comes from. */
const insteadIn = ({ cautions, hosts }: Proposal, say: Speaker) =>
  risksOf([...cautions, ...hosts.flatMap(({ risks }) => risks ?? [])], say).filter(({ code }) => code === 'near-usage');

/** What it costs, and with a domain name where one is to be paid apart. */
function Price({ proposal: { cost, budget, covered, toAsk }, domain }: { proposal: Proposal; domain: number | null }) {
  const { withDomain } = useWords(COMPARE);
  const { say } = usePage();
  const { text, note } = shownPrice(cost, budget, say, { usages: [...covered, ...toAsk] });
  return (
    <>
      <p>
        <strong>{capital(text)}</strong>
        {note}
      </p>
      {domain !== null && cost.perYear !== null && <p>{withDomain(say.euros(cost.perYear + domain))}</p>}
    </>
  );
}

function cellsOf(
  proposal: Proposal,
  domain: number | null,
  federationName: FederationName,
  words: (typeof COMPARE)[Language],
  say: Speaker,
): Cells {
  const { hosts, reasons, cautions } = proposal;
  const namedBy = (host: Host, text: string) => (hosts.length > 1 ? `${host.name} — ${text}` : text);
  const ageOf = ({ confirmedOn, confirmedOnBehalf, observed }: Host) => {
    if (confirmedOn) return (confirmedOnBehalf ? words.confirmedOnBehalf : words.confirmed)(say.date(confirmedOn));
    return observed?.asOf ? words.seen(say.date(observed.asOf)) : words.undated;
  };
  const open = hosts.flatMap(({ host, questions }) =>
    questions.slice(0, MOST_QUESTIONS).map(({ text, lang }) => ({ text: namedBy(host, text), lang })),
  );
  const entries = hosts.flatMap(({ host, services }) =>
    entriesOf(host, services, say).map((text) => namedBy(host, text)),
  );
  const promised = hosts.flatMap(({ host }) =>
    promisesOf(host, federationName, say).map((text) => namedBy(host, text)),
  );
  return {
    covers: (
      <>
        <Covered {...marksOf(proposal)} />
        {proposal.near.length > 0 && <Phrases lines={insteadIn(proposal, say)} />}
      </>
    ),
    price: <Price proposal={proposal} domain={domain} />,
    why: <Phrases lines={reasons.slice(0, 1)} />,
    beware: cautions.length > 0 ? <Phrases lines={cautions.slice(0, 1)} /> : <p>{words.nothingToFear}</p>,
    ask: open.length > 0 ? <Phrases lines={open} /> : <p>{words.nothingToAsk}</p>,
    entry: entries.length > 0 ? <Lines lines={entries} /> : <ToAsk />,
    promises: promised.length > 0 ? <Lines lines={promised} /> : <ToAsk />,
    place: <Lines lines={hosts.map(({ host, need }) => namedBy(host, capital(placeOf(host, need.territory, say))))} />,
    age: <Lines lines={hosts.map(({ host }) => namedBy(host, ageOf(host)))} />,
    contact: hosts.map(({ host, services }) => <Contact host={host} services={services} key={host.slug} />),
  };
}

const todayCells = (today: PresentTools, words: (typeof COMPARE)[Language]): Cells => ({
  covers: today.covers.length > 0 ? <Lines lines={today.covers} /> : <WritingLines />,
  price: (
    <>
      <p>{words.todayPrice}</p>
      <WritingLines lines={1} />
    </>
  ),
  why: <p>{words.todayWhy}</p>,
  beware: (
    <>
      {today.beware.length > 0 && <Lines lines={today.beware} />}
      <p>{words.todayBeware}</p>
    </>
  ),
  ask: <p>{words.todayAsk}</p>,
  entry: <p>{words.todayEntry}</p>,
  promises: <WritingLines lines={1} />,
  place: <WritingLines lines={1} />,
  age: <p>{words.todayAge}</p>,
  contact: <WritingLines lines={1} />,
});

/** Answers compared with staying as today, which is a column of its own. */
export function SideBySide({
  proposals,
  today,
  match,
  federationName,
  decide = (host) => <DecidedLink host={host} />,
}: {
  proposals: readonly Proposal[];
  today: PresentTools;
  match: Match;
  federationName: FederationName;
  /** What leads from a host to what comes once it is chosen. */
  decide?: (host: Host) => ComponentChildren;
}) {
  const words = useWords(COMPARE);
  const side = useWords(SIDE);
  const { say } = usePage();
  const cells = [
    ...proposals.map((proposal) => cellsOf(proposal, domainFor(match, [proposal]), federationName, words, say)),
    todayCells(today, words),
  ];
  return (
    <Side
      columns={[
        ...proposals.map(({ key, title, hosts }) => ({ key, name: title, heading: <HostLinks hosts={hosts} /> })),
        { key: 'today', name: words.today, isOwn: true },
      ]}
      rows={[
        ...ROWS.map((row) => ({ key: row, label: words[row], cells: cells.map((one) => one[row]) })),
        {
          key: 'next',
          label: side.next,
          cells: proposals.map(({ hosts }) => hosts.map(({ host }) => decide(host))),
          onScreen: true,
        },
      ]}
    />
  );
}

/** Leads to what comes once a host is chosen, without the need. */
function DecidedLink({ host }: { host: Host }) {
  const words = useWords(SIDE);
  if (!canBeReached(host)) return null;
  return <Tap key={host.slug} line to={`/hosts/${host.slug}/decided`} text={words.decidedFor(host.name)} />;
}

const Mark = ({ usage, answered }: { usage: string; answered: Answered }) => {
  const words = useWords(CARD).answered;
  const { say } = usePage();
  return (
    <li class="mark">
      <UsagePicture usage={usage} small />
      <span class={answered === 'no' ? 'no-word' : undefined}>{say.usageShort(usage)}</span>
      <Glyph answered={answered} />
      <span class="vh">{words[answered]}</span>
    </li>
  );
};

/** What was asked for: offered, to be asked, or a stated no; told by a shape, and by a word for the ear. */
function Covered({ covered, toAsk, refused }: Pick<Proposal, 'covered' | 'toAsk' | 'refused'>) {
  const marks = (usages: readonly string[], answered: Answered) =>
    usages.map((usage) => <Mark key={usage} usage={usage} answered={answered} />);
  return (
    <ul class="marks">
      {marks(refused, 'no')}
      {marks(toAsk, 'ask')}
      {marks(covered, 'yes')}
    </ul>
  );
}

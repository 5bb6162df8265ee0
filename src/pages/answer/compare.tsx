import type { ComponentChildren } from 'preact';
import { areInDispute } from '../../documents/evidence.ts';
import type { Host } from '../../documents/host.ts';
import type { Commitment, Statement } from '../../documents/statement.ts';
import { capital } from '../../ground/texts.ts';
import type { Need } from '../../matching/schema.ts';
import type { Reference, Tool } from '../../vocabulary/reference.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { LanguageButton, Layout } from '../frame/layout.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { Heading, type HeadingLevel, HiddenFields, PrintButton, Sentence } from '../frame/parts.tsx';
import type { Questionnaire } from '../need/flow.ts';
import { ANSWER, COMPARE } from '../words/answer.ts';
import { FRAME } from '../words/site.ts';
import { curved } from '../words/typeset.ts';
import { Covered } from './card.tsx';
import { Contact } from './contact.tsx';
import { type AnsweredNeed, firstProposals, type Proposal, proposalsOf } from './proposals.ts';
import { Summary } from './summary.tsx';

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
export function presentTools(need: Need, { tools }: Reference, say: Speaker): PresentTools {
  const words = COMPARE[say.language];
  const wanted = new Set(need.usages.map(({ usage }) => usage));
  const named = (need.currentTools ?? []).flatMap((key) => tools.get(key) ?? []);
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
        tool.usages.filter((usage) => wanted.has(usage)).map((usage) => say.usage(usage)),
      ),
    ),
    beware: [...byRisk].map(([risk, names]) => words.ofTool(say.list(names), risk)),
  };
}

/** The name of a federation, by its slug. */
type FederationName = (slug: string) => string | undefined;

type Row = 'covers' | 'price' | 'why' | 'beware' | 'ask' | 'promises' | 'place' | 'age' | 'contact';
const ROWS: readonly Row[] = ['covers', 'price', 'why', 'beware', 'ask', 'promises', 'place', 'age', 'contact'];

/** The headings of the rows are one level deeper than that of the column. */
type ColumnLevel = Exclude<HeadingLevel, 4>;

/** One column: the same rows in the same order, so that they stand side by side. */
function Column({ title, rows, level }: { title: string; rows: Record<Row, ComponentChildren>; level: ColumnLevel }) {
  const words = useWords(COMPARE);
  return (
    <section class="card">
      <Heading level={level}>{title}</Heading>
      {ROWS.map((row) => (
        <div key={row}>
          <Heading level={(level + 1) as HeadingLevel}>{words[row]}</Heading>
          {rows[row]}
        </div>
      ))}
    </section>
  );
}

/** Lines to write on by hand. */
export const WritingLines = ({ lines = 2 }: { lines?: number }) => (
  <>
    {Array.from({ length: lines }, (_, line) => (
      <div class="write" key={line} />
    ))}
  </>
);

const Phrases = ({ lines }: { lines: readonly { text: string; lang?: Language | undefined }[] }) => (
  <ul class="plain">
    {lines.map((line) => (
      <li key={line.text}>
        <Sentence {...line} />
      </li>
    ))}
  </ul>
);

const Lines = ({ lines }: { lines: readonly string[] }) => <Phrases lines={lines.map((text) => ({ text }))} />;

/** The promises that matter when a host closes or one wants to leave. */
const SHOWN_PROMISES = ['closing-notice', 'data-retrieval-after-end', 'self-service-export', 'price-change-notice'];

/** Columns must fit side by side on one sheet: the cards say the rest. */
const MOST_QUESTIONS = 2;

function usePromises(federationName: FederationName) {
  const { colon } = useWords(FRAME);
  const { saidBy } = useWords(COMPARE);
  const { say } = usePage();
  const voiceOf = ({ by, federation }: Statement): string =>
    by === 'charter' || by === 'federation'
      ? saidBy[by](curved(federationName(federation!) ?? federation!))
      : saidBy[by];
  const valueIn = ({ kind, value, statements }: Commitment): string =>
    areInDispute(statements)
      ? statements.map((one) => `${say.measure(kind, one.value)} ${voiceOf(one)}`).join(' ; ')
      : say.measure(kind, value);
  return (host: Host): string[] =>
    [...host.commitments, ...host.services.flatMap(({ commitments }) => commitments)]
      .filter(({ kind }) => SHOWN_PROMISES.includes(kind))
      .map((promise) => `${capital(say.commitment(promise.kind))}${colon}${valueIn(promise)}`);
}

function ProposalColumn({
  proposal,
  level,
  federationName,
}: {
  proposal: Proposal;
  level: ColumnLevel;
  federationName: FederationName;
}) {
  const words = useWords(COMPARE);
  const { say } = usePage();
  const promises = usePromises(federationName);
  const { hosts, title, price, reasons, cautions } = proposal;
  const namedBy = (host: Host, text: string) => (hosts.length > 1 ? `${host.name} — ${text}` : text);
  const placeOf = ({ seat }: Host) =>
    seat ? (seat.territory ? say.territory(seat.territory) : say.country(seat.country)) : words.unknown;
  const ageOf = ({ confirmedAt, observed }: Host) => {
    if (confirmedAt) return words.confirmed(say.date(confirmedAt));
    return observed?.asOf ? words.seen(say.date(observed.asOf)) : words.undated;
  };
  const open = hosts.flatMap(({ host, questions }) =>
    questions.slice(0, MOST_QUESTIONS).map(({ text, lang }) => ({ text: namedBy(host, text), lang })),
  );
  const promised = hosts.flatMap(({ host }) => promises(host).map((text) => namedBy(host, text)));
  return (
    <Column
      title={title}
      level={level}
      rows={{
        covers: <Covered {...proposal} />,
        price: <p class="price">{price}</p>,
        why: <Phrases lines={reasons.slice(0, 1)} />,
        beware: cautions.length > 0 ? <Phrases lines={cautions.slice(0, 1)} /> : <p>{words.nothingToFear}</p>,
        ask: open.length > 0 ? <Phrases lines={open} /> : <p>{words.nothingToAsk}</p>,
        promises: promised.length > 0 ? <Lines lines={promised} /> : <p>{words.unknown}</p>,
        place: <Lines lines={hosts.map(({ host }) => namedBy(host, placeOf(host)))} />,
        age: <Lines lines={hosts.map(({ host }) => namedBy(host, ageOf(host)))} />,
        contact: hosts.map(({ host, services }) => <Contact host={host} services={services} key={host.slug} />),
      }}
    />
  );
}

function TodayColumn({ today, level }: { today: PresentTools; level: ColumnLevel }) {
  const words = useWords(COMPARE);
  return (
    <Column
      title={words.today}
      level={level}
      rows={{
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
        promises: <WritingLines lines={1} />,
        place: <WritingLines lines={1} />,
        age: <p>{words.todayAge}</p>,
        contact: <WritingLines lines={1} />,
      }}
    />
  );
}

/** Answers beside staying as today, which is a column of its own. */
export const SideBySide = ({
  proposals,
  today,
  level,
  federationName,
}: {
  proposals: readonly Proposal[];
  today: PresentTools;
  level: ColumnLevel;
  federationName: FederationName;
}) => (
  <div class={`beside columns-${proposals.length + 1}`}>
    {proposals.map((proposal) => (
      <ProposalColumn key={proposal.key} proposal={proposal} level={level} federationName={federationName} />
    ))}
    <TodayColumn today={today} level={level} />
  </div>
);

/** Up to three answers beside staying as today, for a meeting of the board: it is meant to be printed. */
export function Compare({
  questionnaire,
  answered,
  federationName,
  note,
}: {
  questionnaire: Questionnaire;
  answered: AnsweredNeed;
  federationName: FederationName;
  note?: ComponentChildren;
}) {
  const words = useWords(COMPARE);
  const { yours } = useWords(ANSWER);
  const page = usePage();
  const shown = firstProposals(proposalsOf(answered));
  return (
    <Layout
      title={words.title}
      wide
      note={note}
      otherLanguage={<LanguageButton action={questionnaire.action} form="need" />}
    >
      <form id="need" method="post" action={addressIn(page, questionnaire.action)}>
        <input type="hidden" name="at" value="compare" />
        <HiddenFields values={questionnaire.form} />
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        <p class="row screen">
          <button type="submit" class="second" name="go" value="answer">
            {words.back}
          </button>
          <PrintButton />
        </p>
        <SideBySide
          proposals={shown}
          today={presentTools(answered.need, questionnaire.reference, page.say)}
          level={2}
          federationName={federationName}
        />
        <div class="together">
          <h2>{words.notes}</h2>
          <WritingLines lines={3} />
        </div>
        <div class="together">
          <h2>{yours}</h2>
          <Summary questionnaire={questionnaire} />
        </div>
        <p class="small soft">{words.asOf(page.say.date(answered.match.asOf))}</p>
      </form>
    </Layout>
  );
}

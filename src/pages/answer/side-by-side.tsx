import type { ComponentChildren } from 'preact';
import type { Host } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { Heading, type HeadingLevel } from '../frame/heading.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Sentence } from '../frame/written.tsx';
import { COMPARE } from '../words/compare.ts';

import { Contact, Covered } from './card.tsx';
import type { Proposal } from './proposals.ts';

/** Promises that decide whether one can rest easy, and leave. */
const TOLD = ['closing-notice', 'data-retrieval-after-end', 'self-service-export', 'price-change-notice'];

type Row = 'covers' | 'price' | 'why' | 'beware' | 'ask' | 'promises' | 'place' | 'age' | 'contact';
const ROWS: readonly Row[] = ['covers', 'price', 'why', 'beware', 'ask', 'promises', 'place', 'age', 'contact'];

/** Each row has a heading below that of its column. */
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
export const Blank = ({ lines = 2 }: { lines?: number }) => (
  <>
    {Array.from({ length: lines }, (_, line) => (
      <div class="write" key={line} />
    ))}
  </>
);

const Lines = ({ lines }: { lines: readonly string[] }) => <Spoken lines={lines.map((text) => ({ text }))} />;

const Spoken = ({ lines }: { lines: readonly { text: string; lang?: Language | undefined }[] }) => (
  <ul class="plain">
    {lines.map((line) => (
      <li key={line.text}>
        <Sentence {...line} />
      </li>
    ))}
  </ul>
);

/** Columns stand side by side on one sheet: the cards say the rest. */
const QUESTIONS = 2;

function usePromises() {
  const { say } = usePage();
  const colon = say.language === 'fr' ? '\u00a0: ' : ': ';
  return (host: Host): string[] =>
    [...host.commitments, ...host.services.flatMap(({ commitments }) => commitments)]
      .filter(({ kind }) => TOLD.includes(kind))
      .map(({ kind, value }) => `${capital(say.commitment(kind))}${colon}${say.measure(kind, value)}`);
}

function ProposalColumn({ proposal, level }: { proposal: Proposal; level: ColumnLevel }) {
  const words = useWords(COMPARE);
  const { say } = usePage();
  const promises = usePromises();
  const { hosts, title, price, reasons, cautions } = proposal;
  const of = (host: Host, told: string) => (hosts.length > 1 ? `${host.name} — ${told}` : told);
  const placeOf = ({ seat }: Host) =>
    seat ? (seat.territory ? say.territory(seat.territory) : say.country(seat.country)) : words.unknown;
  const ageOf = ({ confirmedAt, observed }: Host) => {
    if (confirmedAt) return words.confirmed(say.date(confirmedAt));
    return observed?.asOf ? words.seen(say.date(observed.asOf)) : words.undated;
  };
  const open = hosts.flatMap(({ host, questions }) =>
    questions.slice(0, QUESTIONS).map(({ text, lang }) => ({ text: of(host, text), lang })),
  );
  const promised = hosts.flatMap(({ host }) => promises(host).map((told) => of(host, told)));
  return (
    <Column
      title={title}
      level={level}
      rows={{
        covers: <Covered {...proposal} />,
        price: <p class="price">{price}</p>,
        why: <Spoken lines={reasons.slice(0, 1)} />,
        beware: cautions.length > 0 ? <Spoken lines={cautions.slice(0, 1)} /> : <p>{words.nothingToFear}</p>,
        ask: open.length > 0 ? <Spoken lines={open} /> : <p>{words.nothingToAsk}</p>,
        promises: promised.length > 0 ? <Lines lines={promised} /> : <p>{words.unknown}</p>,
        place: <Lines lines={hosts.map(({ host }) => of(host, placeOf(host)))} />,
        age: <Lines lines={hosts.map(({ host }) => of(host, ageOf(host)))} />,
        contact: hosts.map(({ host }) => <Contact host={host} key={host.slug} />),
      }}
    />
  );
}

/** What is used today, as far as the data tell: the rest is for the reader to fill in. */
export interface Today {
  covers: readonly string[];
  beware: readonly string[];
}

function TodayColumn({ today, level }: { today: Today; level: ColumnLevel }) {
  const words = useWords(COMPARE);
  return (
    <Column
      title={words.today}
      level={level}
      rows={{
        covers: today.covers.length > 0 ? <Lines lines={today.covers} /> : <Blank />,
        price: (
          <>
            <p>{words.todayPrice}</p>
            <Blank lines={1} />
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
        promises: <Blank lines={1} />,
        place: <Blank lines={1} />,
        age: <p>{words.todayAge}</p>,
        contact: <Blank lines={1} />,
      }}
    />
  );
}

/** Answers beside staying as today, which is a column of its own. */
export const SideBySide = ({
  proposals,
  today,
  level,
}: {
  proposals: readonly Proposal[];
  today: Today;
  level: ColumnLevel;
}) => (
  <div class={`side columns-${proposals.length + 1}`}>
    {proposals.map((proposal) => (
      <ProposalColumn key={proposal.key} proposal={proposal} level={level} />
    ))}
    <TodayColumn today={today} level={level} />
  </div>
);

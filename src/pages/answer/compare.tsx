import type { ComponentChildren } from 'preact';
import type { Host } from '../../hosts/schema.ts';
import { Hidden, PrintButton } from '../frame/controls.tsx';
import { LanguageButton } from '../frame/language.tsx';
import { Layout } from '../frame/layout.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import type { Asking } from '../need/asking.ts';
import { ANSWER } from '../words/answer.ts';
import { COMPARE } from '../words/compare.ts';
import { Contact, Covered } from './card.tsx';
import { type Found, type Proposal, proposalsOf, shownOf } from './proposals.ts';
import { Summary } from './summary.tsx';

/** Promises that decide whether one can rest easy, and leave. */
const TOLD = ['closing-notice', 'data-retrieval-after-end', 'self-service-export', 'price-change-notice'];

type Row = 'covers' | 'price' | 'why' | 'beware' | 'ask' | 'promises' | 'place' | 'age' | 'contact';
const ROWS: readonly Row[] = ['covers', 'price', 'why', 'beware', 'ask', 'promises', 'place', 'age', 'contact'];

/** One column: the same rows in the same order, so that they stand side by side. */
function Column({ title, rows }: { title: string; rows: Record<Row, ComponentChildren> }) {
  const words = useWords(COMPARE);
  return (
    <section class="card">
      <h2>{title}</h2>
      {ROWS.map((row) => (
        <div key={row}>
          <h3>{words[row]}</h3>
          {rows[row]}
        </div>
      ))}
    </section>
  );
}

const Blank = ({ lines = 2 }: { lines?: number }) => (
  <>
    {Array.from({ length: lines }, (_, line) => (
      <div class="write" key={line} />
    ))}
  </>
);

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul class="plain">
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

function usePromises() {
  const { say } = usePage();
  const colon = say.language === 'fr' ? '\u00a0: ' : ': ';
  return (host: Host): string[] =>
    [...host.commitments, ...host.services.flatMap(({ commitments }) => commitments)]
      .filter(({ kind }) => TOLD.includes(kind))
      .map(({ kind, value }) => `${say.commitment(kind)}${colon}${say.measure(kind, value)}`);
}

function ProposalColumn({ proposal }: { proposal: Proposal }) {
  const words = useWords(COMPARE);
  const { say } = usePage();
  const promises = usePromises();
  const { hosts, title, price, reason, caution } = proposal;
  const of = (host: Host, told: string) => (hosts.length > 1 ? `${host.name} — ${told}` : told);
  const placeOf = ({ seat }: Host) =>
    seat ? (seat.territory ? say.territory(seat.territory) : say.country(seat.country)) : words.unknown;
  const ageOf = ({ confirmedAt, observed }: Host) => {
    if (confirmedAt) return words.confirmed(say.date(confirmedAt));
    return observed?.asOf ? words.seen(say.date(observed.asOf)) : words.undated;
  };
  const open = hosts.flatMap(({ host, questions }) => questions.map((question) => of(host, question)));
  const promised = hosts.flatMap(({ host }) => promises(host).map((told) => of(host, told)));
  return (
    <Column
      title={title}
      rows={{
        covers: <Covered {...proposal} />,
        price: <p class="price">{price}</p>,
        why: <p>{reason}</p>,
        beware: <p>{caution}</p>,
        ask: open.length > 0 ? <Lines lines={open} /> : <p>{words.nothingToAsk}</p>,
        promises: promised.length > 0 ? <Lines lines={promised} /> : <p>{words.unknown}</p>,
        place: <Lines lines={hosts.map(({ host }) => of(host, placeOf(host)))} />,
        age: <Lines lines={hosts.map(({ host }) => of(host, ageOf(host)))} />,
        contact: hosts.map(({ host }) => <Contact host={host} key={host.slug} />),
      }}
    />
  );
}

/** Up to three answers beside staying as today, for a meeting of the board: it is meant to be printed. */
export function Compare({ asking, found, note }: { asking: Asking; found: Found; note?: ComponentChildren }) {
  const words = useWords(COMPARE);
  const { yours } = useWords(ANSWER);
  const page = usePage();
  const shown = shownOf(proposalsOf(found));
  return (
    <Layout title={words.title} wide note={note} otherLanguage={<LanguageButton action={asking.action} form="need" />}>
      <form id="need" method="post" action={addressIn(page, asking.action)}>
        <input type="hidden" name="at" value="compare" />
        <Hidden values={asking.form} />
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        <p class="row screen">
          <button type="submit" class="second" name="go" value="answer">
            {words.back}
          </button>
          <PrintButton />
        </p>
        <div class={`side columns-${shown.length + 1}`}>
          {shown.map((proposal) => (
            <ProposalColumn key={proposal.key} proposal={proposal} />
          ))}
          <Column
            title={words.today}
            rows={{
              covers: <Blank />,
              price: <Blank lines={1} />,
              why: <p>{words.todayWhy}</p>,
              beware: <p>{words.todayBeware}</p>,
              ask: <p>{words.todayAsk}</p>,
              promises: <Blank />,
              place: <Blank lines={1} />,
              age: <p>{words.todayAge}</p>,
              contact: <Blank lines={1} />,
            }}
          />
        </div>
        <h2>{words.notes}</h2>
        <Blank lines={3} />
        <h2>{yours}</h2>
        <Summary asking={asking} />
        <p class="small soft">{words.asOf(page.say.date(found.match.asOf))}</p>
      </form>
    </Layout>
  );
}

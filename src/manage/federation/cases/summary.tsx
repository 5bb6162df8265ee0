import type { Bercail } from '../../../bercail.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { PrintButton, Sentence } from '../../../pages/frame/parts.tsx';
import { type CaseSummary, summaryFor, summarySheet } from '../../../recommendations/cases/summary.ts';
import { CSV_TYPE } from '../../../spreadsheets/csv.ts';
import type { Desk, SignedIn } from '../../desk.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FILES_DESK } from '../../words/federation-files.ts';
import { FEDERATION, FederationPage, parameter } from '../frame.tsx';
import { type OpenedMatching, openMatching } from './opened.ts';
import { GRANT } from './summary-words.ts';

type Period = CaseSummary['periods'][number];
type Cell = Period['cells'][number];

const COUNTS = ['received', 'moved', 'gave-up', 'no-end-known'] as const satisfies readonly Cell['count'][];
const BREAKDOWNS = ['all', 'departement', 'family', 'help'] as const satisfies readonly Cell['by'][];

/** A table of what may be shown by one breakdown: a line for each place, usage or help. */
function Numbers({ by, cells }: { by: Cell['by']; cells: readonly Cell[] }) {
  const words = useWords(GRANT);
  const { say } = usePage();
  const own = cells.filter((cell) => cell.by === by);
  const labels = [...new Set(own.map(({ label }) => label))];
  const counts = COUNTS.filter((count) => own.some((cell) => cell.count === count));
  if (own.length === 0) return null;
  return (
    <table class="ledger">
      <caption>
        {words.by[by]} ({words.atLeast})
      </caption>
      <tbody>
        {labels.map((label) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {counts.map((count) => {
              const cell = own.find((one) => one.label === label && one.count === count);
              return <td key={count}>{cell && `${say.number(cell.atLeast)} ${cell.countLabel}`}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SummaryPage({ opened, summary, year }: { opened: OpenedMatching; summary: CaseSummary; year?: string }) {
  const words = useWords(GRANT);
  const files = useWords(FILES_DESK);
  const { rooms } = useWords(FEDERATION_DESK);
  const { say } = usePage();
  const { at } = opened;
  const { periods, commitments, text } = summary;
  const promises = (['kept', 'broken', 'pending', 'unknown'] as const).filter((state) => commitments[state] > 0);
  const shown = periods.filter(({ cells }) => cells.length > 0);
  const query = `?lang=${say.language}${year === undefined ? '' : `&year=${year}`}`;
  return (
    <FederationPage
      opened={opened}
      heading={words.heading}
      lead={<Sentence text={text} />}
      above={['cases', rooms.cases]}
    >
      {shown.length === 0 && <p>{words.none}</p>}
      {shown.map(({ period, from, to, cells }) => (
        <section key={period}>
          <h2>{words.period(say.date(from), say.date(to))}</h2>
          {BREAKDOWNS.map((by) => (
            <Numbers key={by} {...{ by, cells }} />
          ))}
        </section>
      ))}
      <section>
        <h2>{words.promises}</h2>
        <ul>
          {promises.map((state) => (
            <li key={state}>{files[state](commitments[state])}</li>
          ))}
          {promises.length === 0 && <li>{files.noPromise}</li>}
        </ul>
      </section>
      <p class="row screen">
        <a href={`${at}/cases/summary.csv${query}`} class="tap">
          {words.csv}
        </a>
        <PrintButton />
      </p>
    </FederationPage>
  );
}

/** The year that is asked for; else the last two are told. */
const yearIn = (visit: SignedIn): { year?: string } => {
  const year = parameter(visit, 'year');
  return year !== undefined && /^\d{4}$/.test(year) ? { year } : {};
};

/** Cases in numbers for a grant file, to be printed or opened as a spreadsheet. */
export function caseSummaryPage(desk: Desk, bercail: Bercail): void {
  const read = async (visit: SignedIn, operation: string) => {
    const opened = await openMatching(bercail, visit, operation);
    const { context, known, matching } = opened;
    return { opened, summary: await summaryFor(context, known, yearIn(visit), matching.model, matching.say) };
  };
  const path = `${FEDERATION}/cases/summary`;
  desk.page(path, async (visit) => <SummaryPage {...(await read(visit, 'getCaseSummary'))} {...yearIn(visit)} />);
  desk.page(`${path}.csv`, async (visit) => {
    const { language } = visit.page;
    const { summary } = await read(visit, 'downloadCaseSummary');
    const name = language === 'fr' ? 'dossiers.csv' : 'cases.csv';
    return { file: summarySheet(summary, language), type: `${CSV_TYPE}; charset=utf-8`, name };
  });
}

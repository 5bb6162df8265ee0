import { curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { PrintButton, Sentence } from '../../../pages/frame/parts.tsx';
import { figuresFor } from '../../../recommendations/cases/figures.ts';
import { figuresSheet, figuresSheetName } from '../../../recommendations/cases/figures-sheet.ts';
import { type CaseSummary, summaryFor, summarySheet } from '../../../recommendations/cases/summary.ts';
import { daysOf, periodOf } from '../../../recommendations/cases/time.ts';
import { CSV_TYPE } from '../../../spreadsheets/csv.ts';
import { YEAR } from '../../../vocabulary/shapes.ts';
import { type Desk, queryParam, type SignedIn } from '../../desk.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { FILES_DESK } from '../words.ts';
import { type CaseReader, openMatching, openReading } from './opened.ts';
import { GRANT } from './words/cases.ts';

type Period = CaseSummary['periods'][number];
type Cell = Period['cells'][number];

const ENDS = ['moved', 'gave-up', 'no-end-known'] as const satisfies readonly Cell['figure'][];
const BREAKDOWNS = ['departement', 'family', 'help'] as const satisfies readonly Cell['by'][];

/** What became of cases, a column for each way that some ended: what may be shown by place, usage and help. */
function Ends({ cells }: { cells: readonly Cell[] }) {
  const words = useWords(GRANT);
  const { say } = usePage();
  const ends = ENDS.filter((end) => cells.some(({ figure }) => figure === end));
  return BREAKDOWNS.map((by) => {
    const own = cells.filter((cell) => cell.by === by);
    if (own.length === 0) return null;
    return (
      <tbody key={by}>
        <tr>
          <th colSpan={1 + ends.length} scope="rowgroup" class="soft">
            {words.by[by]}
          </th>
        </tr>
        {[...new Set(own.map(({ label }) => label))].map((label) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {ends.map((end) => {
              const cell = own.find((one) => one.label === label && one.figure === end);
              return <td key={end}>{cell && `${say.number(cell.atLeast)} ${cell.figureLabel}`}</td>;
            })}
          </tr>
        ))}
      </tbody>
    );
  });
}

function HalfYear({ from, to, cells }: Period) {
  const words = useWords(GRANT);
  const { say } = usePage();
  const whole = cells.filter(({ by }) => by === 'all');
  return (
    <section>
      <h2>{words.period(say.date(from), say.date(to))}</h2>
      <p>{words.atLeast(whole.map(({ atLeast, figureLabel }) => `${say.number(atLeast)} ${figureLabel}`))}</p>
      {whole.length < cells.length && (
        <table class="ledger">
          <Ends cells={cells} />
        </table>
      )}
    </section>
  );
}

const YEARS = new RegExp(YEAR);

/** The year that is asked for, when it has begun. */
const yearIn = (visit: SignedIn): { year?: string } => {
  const year = queryParam(visit, 'year');
  return year !== undefined && YEARS.test(year) && year <= visit.model.day.slice(0, 4) ? { year } : {};
};

/** Cases in numbers for a grant file, to be printed or opened as a spreadsheet. */
export function caseSummaryPage(desk: Desk, given: CaseReader): void {
  const read = async (visit: SignedIn, operation: string) => {
    const opened = await openMatching(given, visit, operation);
    const { context, known, matching } = opened;
    return { opened, summary: await summaryFor(context, known, yearIn(visit), matching.model, matching.say) };
  };
  const path = `${FEDERATION}/cases/summary`;
  desk.page(path, async (visit) => {
    const { opened, summary } = await read(visit, 'getCaseSummary');
    const { year } = yearIn(visit);
    const words = GRANT[visit.page.language];
    const files = FILES_DESK[visit.page.language];
    const { rooms } = FEDERATION_DESK[visit.page.language];
    const { say } = visit.page;
    const { at } = opened;
    const { periods, commitments, asOf, text } = summary;
    const promises = (['kept', 'broken', 'pending', 'unknown'] as const).filter((state) => commitments[state] > 0);
    const shown = periods.filter(({ cells }) => cells.length > 0);
    const query = `?lang=${say.language}${year === undefined ? '' : `&year=${year}`}`;
    return (
      <FederationPage
        opened={opened}
        heading={words.heading}
        lead={words.asOf(curved(opened.federation.name), say.date(asOf))}
        above={['cases', rooms.cases]}
      >
        {shown.length === 0 && <p>{words.none}</p>}
        <p class="screen">{words.running(say.date(daysOf(periodOf(asOf)).to))}</p>
        {shown.map((period) => (
          <HalfYear key={period.period} {...period} />
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
        {shown.length > 0 && (
          <section>
            <h2>{words.howToRead}</h2>
            <p>
              <Sentence text={text} />
            </p>
          </section>
        )}
        <p class="row screen">
          <a href={`${at}/cases/summary.csv${query}`} class="tap">
            {words.csv}
          </a>
          <PrintButton />
        </p>
        <p class="screen">
          <a href={`${at}/cases/figures.csv${query}`} class="tap">
            {words.internal}
          </a>
        </p>
      </FederationPage>
    );
  });
  desk.page(`${path}.csv`, async (visit) => {
    const { language } = visit.page;
    const { summary } = await read(visit, 'downloadCaseSummary');
    const name = language === 'fr' ? 'dossiers.csv' : 'cases.csv';
    return { file: summarySheet(summary, language), type: `${CSV_TYPE}; charset=utf-8`, name };
  });
  desk.page(`${FEDERATION}/cases/figures.csv`, async (visit) => {
    const { context, known, matching } = await openReading(given, visit, 'downloadCaseFigures');
    const { language } = visit.page;
    const figures = await figuresFor(context, known, yearIn(visit), matching.model, matching.say);
    return {
      file: figuresSheet(figures, language),
      type: `${CSV_TYPE}; charset=utf-8`,
      name: figuresSheetName(language),
    };
  });
}

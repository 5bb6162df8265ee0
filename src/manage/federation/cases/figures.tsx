import { capital, curved } from '../../../ground/texts.ts';
import { Fold, List, Section } from '../../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Sentence } from '../../../pages/frame/parts.tsx';
import { type CaseFigures, figuresFor, firstYearOf } from '../../../recommendations/cases/figures.ts';
import { figuresSheet, figuresSheetName } from '../../../recommendations/cases/figures-sheet.ts';
import { CSV_TYPE } from '../../../spreadsheets/csv.ts';
import type { Desk } from '../../desk.tsx';
import { LinkLine } from '../../desk-page.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { type CaseReader, openReading } from './opened.ts';
import { yearIn } from './summary.tsx';
import { FIGURES } from './words/figures.ts';

type Period = CaseFigures['periods'][number];

const BREAKDOWNS = [
  'departement',
  'family',
  'help',
] as const satisfies readonly CaseFigures['breakdown'][number]['by'][];

/** One year, or a half of it: what came, what became of it, and what was made. */
function PeriodFigures({ period, deleted }: { period: Period; deleted: CaseFigures['deleted'] }) {
  const words = useWords(FIGURES);
  const { say } = usePage();
  const { from, to, isOver, received, states, recommendations, referrals } = period;
  const isYear = period.period.length === from.slice(0, 4).length;
  const gone = isYear ? deleted.reduce((sum, { count }) => sum + count, 0) : 0;
  return (
    <Section title={isYear ? words.year(period.period) : words.half(say.date(from), say.date(to), isOver)}>
      <p>
        {words.received(received)} {gone > 0 && words.deleted(gone)}
      </p>
      <List
        of={[
          ...states.map(({ state, count }) => words.states[state](count)),
          words.recommendations(recommendations),
          words.referrals(referrals),
        ]}
      />
    </Section>
  );
}

/** All numbers of the cases of a federation. Never linked from what is printed for others, and without a button to print. */
export function caseFiguresPage(desk: Desk, given: CaseReader): void {
  desk.page(`${FEDERATION}/cases/figures`, async (visit) => {
    const opened = await openReading(given, visit, 'getCaseFigures');
    const { context, known, matching, at } = opened;
    const figures = await figuresFor(context, known, yearIn(visit), matching.model, matching.say);
    const words = FIGURES[visit.page.language];
    const { rooms } = FEDERATION_DESK[visit.page.language];
    const { year, asOf, periods, breakdown, deleted, text } = figures;
    const before = String(Number(year) - 1);
    const first = (await firstYearOf(context.db, known.id)) ?? year;
    return (
      <FederationPage
        opened={opened}
        heading={words.heading}
        lead={words.lead(curved(opened.federation.name), visit.page.say.date(asOf))}
        above={['cases', rooms.cases]}
      >
        <p class="state ask">
          <strong>{words.internal}</strong>
        </p>
        {periods.map((period) => (
          <PeriodFigures key={period.period} period={period} deleted={deleted} />
        ))}
        {breakdown.length > 0 && (
          <section>
            <p>{words.breakdown}</p>
            {BREAKDOWNS.map((by) => {
              const own = breakdown.filter((cell) => cell.by === by);
              return (
                own.length > 0 && (
                  <Fold key={by} title={words.by[by]}>
                    <List of={own}>{({ label, count }) => words.counted(capital(label), count)}</List>
                  </Fold>
                )
              );
            })}
          </section>
        )}
        <Section title={words.howToRead}>
          <p>
            <Sentence text={text} />
          </p>
        </Section>
        <p>
          <a href={`${at}/cases/figures.csv?lang=${visit.page.language}&year=${year}`} class="tap">
            {words.csv}
          </a>
        </p>
        {first < year && <LinkLine to={`${at}/cases/figures`} query={{ year: before }} name={words.earlier(before)} />}
        <LinkLine to={`${at}/cases/summary`} name={words.grant} />
      </FederationPage>
    );
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

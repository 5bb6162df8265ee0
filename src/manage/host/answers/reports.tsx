import type { Host } from '../../../documents/host.ts';
import { parisDay } from '../../../ground/clock.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { ownHost } from '../../../hosts/entries/commands.ts';
import { answerReport, readReports } from '../../../hosts/reports/commands.ts';
import { type Report, ReportAnswer } from '../../../hosts/reports/schema.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { OutsideLink, WrittenText } from '../../../pages/frame/parts.tsx';
import { MISTAKE_OUTCOMES, REMOVAL_OUTCOMES } from '../../../vocabulary/terms.ts';
import { DESK, type Desk, parameter, type SignedIn } from '../../desk.tsx';
import { DeskPage, Done, TapLink } from '../../desk-page.tsx';
import { Cards } from '../../parts/cards.tsx';
import { among, fieldsOf } from '../../parts/kinds.tsx';
import { pageForm } from '../../parts/page-form.tsx';
import { ANSWERS } from '../../words/host-answers.ts';
import { crumbOf, deskOfHost } from '../form.tsx';

const MOST_SHOWN = 100;

/** What somebody reported, and what was answered. */
function Told({ report: { kind, text, url, reportedAt, answer } }: { report: Report }) {
  const words = useWords(ANSWERS);
  const { say } = usePage();
  return (
    <>
      <p>
        {words.kinds[kind]}. {words.reportedOn(say.date(parisDay(new Date(reportedAt))))}
      </p>
      {text && (
        <blockquote>
          <WrittenText text={text} />
        </blockquote>
      )}
      {url && (
        <p>
          <OutsideLink to={url} />
        </p>
      )}
      {answer && (
        <p>
          {words.answered(say.date(parisDay(new Date(answer.at))), answer.byLabel)} {words.outcomes[answer.outcome]}.{' '}
          {answer.text && <WrittenText text={answer.text} />}
        </p>
      )}
    </>
  );
}

interface ReportsProps {
  host: Host;
  reports: readonly Report[];
  total: number;
  isDone: boolean;
}

function ReportsPage({ host, reports, total, isDone }: ReportsProps) {
  const words = useWords(ANSWERS);
  return (
    <DeskPage heading={words.reports} lead={words.reportsLead} crumb={crumbOf(host)}>
      {isDone && <Done>{words.done}</Done>}
      <Cards of={reports} none={words.noReports} more={total > reports.length && words.moreReports(reports.length)}>
        {(report) => (
          <>
            <Told report={report} />
            <p>
              <TapLink
                to={`${deskOfHost(host)}/reports/${report.id}`}
                name={report.answer ? words.answerAgain : words.answer}
              />
            </p>
          </>
        )}
      </Cards>
    </DeskPage>
  );
}

/** What readers reported about an entry, and the answers. */
export function reportPages(desk: Desk): void {
  const path = `${DESK}/hosts/:host/reports`;
  const read = async ({ params, asHost }: SignedIn, operation: string) => {
    const context = await asHost(params.host!, operation);
    const host = await ownHost(context, params.host!);
    const { reports, total } = await readReports(context, host.id, { limit: MOST_SHOWN });
    const report = reports.find(({ id }) => id === params.report);
    if (params.report !== undefined && !report)
      throw new CatalogueError('report-not-found', {
        fr: 'Ce signalement n’est pas parmi les derniers. Répondu depuis un an, il a été effacé.',
        en: 'This report is not among the last ones. Answered a year ago, it was removed.',
      });
    return { context, host, reports, total, report: report! };
  };
  desk.page(path, async (visit) => {
    const { host, reports, total } = await read(visit, 'listReports');
    return <ReportsPage {...{ host, reports, total }} isDone={parameter(visit, 'done') !== undefined} />;
  });
  pageForm(desk, `${path}/:report`, async (visit) => {
    const { language } = visit.page;
    const words = ANSWERS[language];
    const { context, host, report } = await read(visit, 'answerReport');
    const at = `${deskOfHost(host)}/reports`;
    const { choice, text } = fieldsOf(ReportAnswer, language);
    return {
      heading: words.answer,
      lead: words.correctFirst,
      crumb: [at, words.reports],
      before: <Told report={report} />,
      shape: ReportAnswer,
      fields: [
        choice('/outcome', words.outcome, {
          choices: among(report.kind === 'removal' ? REMOVAL_OUTCOMES : MISTAKE_OUTCOMES, words.outcomes),
          expects: words.outcomeExpected,
        }),
        text('/text', words.answerText, { hint: words.answerTextHint, rows: 3 }),
      ],
      body: {},
      send: words.sendAnswer,
      save: async (answer: ReportAnswer) => {
        await answerReport(context, host.id, report.id, answer);
        return { to: `${at}?done=yes` };
      },
    };
  });
}

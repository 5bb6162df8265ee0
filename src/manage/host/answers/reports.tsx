import { parisDay } from '../../../ground/clock.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { answerReport, readReports } from '../../../hosts/reports/commands.ts';
import { type Report, ReportAnswer } from '../../../hosts/reports/schema.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { WrittenText } from '../../../pages/frame/parts.tsx';
import { INVITED_LABEL } from '../../../persons/invitations.ts';
import { MISTAKE_OUTCOMES, REMOVAL_OUTCOMES } from '../../../vocabulary/terms.ts';
import { DESK, type Desk, queryParam, type SignedIn } from '../../desk.tsx';
import { DeskPage, Done, LinkLine, OutsideLine, Quote } from '../../desk-page.tsx';
import { fieldsOf, termChoices } from '../../parts/field-kinds.tsx';
import { Cards } from '../../parts/lists.tsx';
import { pageForm } from '../../parts/pages.tsx';
import { ANSWERS } from '../../words/host-answers.ts';
import { crumbOf, deskOfHost, openHost } from '../form.tsx';

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
      {text && <Quote text={text} />}
      {url && <OutsideLine to={url} />}
      {answer && (
        <p>
          {words.answered(
            say.date(parisDay(new Date(answer.at))),
            // Every person who was invited has a token of this name: it says nothing of who answered.
            answer.byLabel === INVITED_LABEL ? null : answer.byLabel,
          )}{' '}
          {words.outcomes[answer.outcome]}. {answer.text && <WrittenText text={answer.text} />}
        </p>
      )}
    </>
  );
}

/** What readers reported about an entry, and the answers. */
export function reportPages(desk: Desk): void {
  const path = `${DESK}/hosts/:host/reports`;
  const read = async (visit: SignedIn, operation: string) => {
    const { params } = visit;
    const { context, host } = await openHost(visit, operation);
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
    const words = ANSWERS[visit.page.language];
    return (
      <DeskPage heading={words.reports} lead={words.reportsLead} crumb={crumbOf(host)}>
        {queryParam(visit, 'done') !== undefined && <Done>{words.done}</Done>}
        <Cards of={reports} none={words.noReports} more={total > reports.length && words.moreReports(reports.length)}>
          {(report) => (
            <>
              <Told report={report} />
              <LinkLine
                to={`${deskOfHost(host)}/reports/${report.id}`}
                name={report.answer ? words.answerAgain : words.answer}
              />
            </>
          )}
        </Cards>
      </DeskPage>
    );
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
          choices: termChoices(report.kind === 'removal' ? REMOVAL_OUTCOMES : MISTAKE_OUTCOMES, words.outcomes),
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

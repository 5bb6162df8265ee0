import type { Host } from '../../../documents/host.ts';
import { parisDay } from '../../../ground/clock.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import { ownHost } from '../../../hosts/entries/commands.ts';
import { answerReport, readReports } from '../../../hosts/reports/commands.ts';
import { type Report, ReportAnswer } from '../../../hosts/reports/schema.ts';
import { EMPTY, type Filled, Radios, TextArea } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, OutsideLink, WrittenText } from '../../../pages/frame/parts.tsx';
import { MISTAKE_OUTCOMES, REMOVAL_OUTCOMES } from '../../../vocabulary/terms.ts';
import { DESK, type Desk, type SignedIn } from '../../desk.tsx';
import { DeskForm, DeskPage, Done } from '../../desk-page.tsx';
import { wrongIn } from '../../faults.ts';
import { takenOr } from '../../taking.ts';
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
      {reports.length === 0 && <p>{words.noReports}</p>}
      {reports.map((report) => (
        <section class="card" key={report.id}>
          <Told report={report} />
          <p>
            <Link to={`${deskOfHost(host)}/reports/${report.id}`} class="tap">
              {report.answer ? words.answerAgain : words.answer}
            </Link>
          </p>
        </section>
      ))}
      {total > reports.length && <p>{words.moreReports(reports.length)}</p>}
    </DeskPage>
  );
}

function ReportPage({ host, report, filled }: { host: Host; report: Report; filled: Filled }) {
  const words = useWords(ANSWERS);
  const at = `${deskOfHost(host)}/reports`;
  const outcomes = report.kind === 'removal' ? REMOVAL_OUTCOMES : MISTAKE_OUTCOMES;
  return (
    <DeskPage
      heading={words.answer}
      lead={words.correctFirst}
      crumb={[at, words.reports]}
      form={`${at}/${report.id}`}
      filled={filled}
    >
      <Told report={report} />
      <DeskForm id="desk" action={`${at}/${report.id}`} send={words.sendAnswer}>
        <Radios
          filled={filled}
          name="outcome"
          label={words.outcome}
          choices={outcomes.map((one) => [one, words.outcomes[one]] as const)}
        />
        <TextArea
          filled={filled}
          name="text"
          label={words.answerText}
          hint={words.answerTextHint}
          rows={3}
          most={1000}
        />
      </DeskForm>
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
    return <ReportsPage {...{ host, reports, total }} isDone={'done' in (visit.request.query as object)} />;
  });
  desk.page(`${path}/:report`, async (visit) => {
    const { host, report } = await read(visit, 'listReports');
    return <ReportPage {...{ host, report }} filled={EMPTY} />;
  });
  desk.form(`${path}/:report`, async (visit, { fields, isStay }) => {
    const { page, reply } = visit;
    const words = ANSWERS[page.language];
    const { context, host, report } = await read(visit, 'answerReport');
    const typed = { outcome: fields.get('outcome') ?? undefined, text: fields.get('text')?.trim() || undefined };
    const show = (status: number, filled: Filled) => ({ status, view: <ReportPage {...{ host, report, filled }} /> });
    if (isStay) return show(200, { ...EMPTY, typed });
    const answer = { outcome: typed.outcome, ...(typed.text && { text: { [page.language]: typed.text } }) };
    const places = [
      { name: 'outcome', at: ['/outcome'], expects: words.outcomeExpected },
      { name: 'text', at: ['/text'] },
    ];
    const wrong = wrongIn(ReportAnswer, answer, places, page);
    if (wrong) return show(422, { typed, ...wrong });
    return await takenOr(
      visit,
      async () => {
        await answerReport(context, host.id, report.id, answer as ReportAnswer);
        return { to: `${deskOfHost(host)}/reports?done=yes` };
      },
      (refused) => show(reply.statusCode, { typed, ...refused }),
      { places },
    );
  });
}

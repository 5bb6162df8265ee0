import type { Host } from '../../documents/host.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { parisDay } from '../../ground/clock.ts';
import { capital, curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { answerReport, readReport, removalDue } from '../../hosts/reports/commands.ts';
import { type Report, ReportAnswer } from '../../hosts/reports/schema.ts';
import { EMPTY, type Filled, Radios, TextArea } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { OutsideLink, WrittenText } from '../../pages/frame/parts.tsx';
import { requireShape } from '../../requests/shape.ts';
import type { Desk, SignedIn } from '../desk.tsx';
import { DeskForm, DeskPage, Done } from '../desk-page.tsx';
import { deskOfHost } from '../host/form.tsx';
import { LinkList } from '../parts/finding.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ENTRY } from '../words/entry.ts';
import { ENTRY_DEEDS } from '../words/entry-deeds.ts';
import { REPORT_DESK } from '../words/reports.ts';
import { ADMIN, attempt, Effects, entryAt, typedIn, writtenIn } from './frame.tsx';
import { useSubject } from './today.tsx';

const FIELDS = ['outcome', 'text'] as const;
const TEXT_MAX = 1000;

/** What somebody reported, or asked for. */
function Facts({ report, host }: { report: Report; host: Host }) {
  const words = useWords(REPORT_DESK);
  const { say } = usePage();
  const subject = useSubject();
  const { kind, about, text, url, asker, replyTo, reportedAt } = report;
  const part = () => {
    if (about === undefined) return words.whole;
    if (!about.startsWith('service:')) return capital(subject(about));
    return curved(
      host.services.find(({ slug }) => about === `service:${slug}`)?.name ?? about.slice('service:'.length),
    );
  };
  const isMail = replyTo?.includes('@');
  const day = parisDay(new Date(reportedAt));
  return (
    <dl class="pairs">
      {kind === 'removal' ? (
        <>
          <div>
            <dt>{words.by}</dt>
            <dd>{words.askers[asker!]}</dd>
          </div>
          <div>
            <dt>{words.due}</dt>
            <dd>{say.date(removalDue(new Date(reportedAt)))}</dd>
          </div>
          <div>
            <dt>{words.replyTo}</dt>
            <dd>
              {replyTo === undefined && words.erased}
              {replyTo !== undefined && !isMail && replyTo}
              {replyTo !== undefined && isMail && (
                <a href={`${mailtoOf(replyTo)}?subject=${encodeURIComponent(words.subject(host.name))}`}>
                  {words.write(replyTo)}
                </a>
              )}
            </dd>
          </div>
        </>
      ) : (
        <>
          <div>
            <dt>{words.what}</dt>
            <dd>{words.kinds[kind]}</dd>
          </div>
          <div>
            <dt>{words.about}</dt>
            <dd>{part()}</dd>
          </div>
        </>
      )}
      <div>
        <dt>{words.text}</dt>
        <dd>{text ? <WrittenText text={text} /> : words.noText}</dd>
      </div>
      {url && (
        <div>
          <dt>{words.page}</dt>
          <dd>
            <OutsideLink to={url} />
          </dd>
        </div>
      )}
      <div>
        <dt>{words.on}</dt>
        <dd>{say.date(day)}</dd>
      </div>
    </dl>
  );
}

interface ReportPageProps {
  host: Host;
  report: Report;
  filled?: Filled;
  isDone?: boolean;
}

function ReportPage({ host, report, filled = EMPTY, isDone = false }: ReportPageProps) {
  const words = useWords(REPORT_DESK);
  const deeds = useWords(ENTRY_DEEDS);
  const entry = useWords(ENTRY);
  const { heading } = useWords(ADMINISTRATION);
  const { say } = usePage();
  const isRemoval = report.kind === 'removal';
  const choices = isRemoval ? words.removals : words.mistakes;
  const { answer } = report;
  const action = `${entryAt(host)}/reports/${report.id}`;
  const said = choices.find(([outcome]) => outcome === answer?.outcome)?.[1] ?? '';
  return (
    <DeskPage
      heading={isRemoval ? words.removal : words.report}
      lead={curved(host.name)}
      crumb={[ADMIN, heading]}
      form={action}
      filled={filled}
    >
      {isDone && <Done>{words.done}</Done>}
      {answer && <p>{words.answered(said, say.date(parisDay(new Date(answer.at))))}</p>}
      <Facts report={report} host={host} />
      <h2>{words.first}</h2>
      <p>{words.stays}</p>
      {isRemoval && !answer && <p>{words.erasing}</p>}
      <LinkList
        ways={[
          [entryAt(host), curved(host.name)],
          ...(host.state === 'withdrawn' ? [] : [[deskOfHost(host), entry.edit, entry.editHint] as const]),
          ...(isRemoval && host.state !== 'withdrawn'
            ? [[`${entryAt(host)}/withdrawal`, deeds.withdrawal.short] as const]
            : []),
        ]}
      />
      {isRemoval ? (
        <Effects effects={words.removalEffects} undo={words.undoRemoval} />
      ) : (
        <Effects effects={words.effects} undo={words.undo} />
      )}
      <h2>{words.answer}</h2>
      <DeskForm id="desk" action={action} send={words.send}>
        <Radios filled={filled} name="outcome" label={words.outcome} choices={choices} />
        <TextArea
          filled={filled}
          name="text"
          label={words.why}
          hint={isRemoval ? words.whyHint : `${words.whyHint} ${words.read}`}
          most={TEXT_MAX}
        />
      </DeskForm>
    </DeskPage>
  );
}

/** A report, or a request for removal: read, and answered. */
export function reportPages(desk: Desk): void {
  const path = `${ADMIN}/hosts/:host/reports/:report`;
  const read = async ({ asAdmin, params }: SignedIn) => {
    const context = asAdmin('listReports');
    const host = await ownHost(context, params.host!);
    return { host, report: await readReport(context, host.id, params.report!) };
  };

  desk.page(path, async (visit) => {
    const { done } = visit.request.query as Record<string, unknown>;
    return <ReportPage {...(await read(visit))} isDone={done !== undefined} />;
  });
  desk.form(path, async (visit, { fields, isStay }) => {
    const { host, report } = await read(visit);
    const typed = typedIn(fields, FIELDS);
    const again = (filled: Omit<Filled, 'typed'>) => (
      <ReportPage host={host} report={report} filled={{ typed, ...filled }} />
    );
    if (isStay) return again({ faults: {} });
    const context = visit.asAdmin('answerReport');
    return await attempt(
      visit,
      typed,
      async () => {
        const text = writtenIn(visit.page.language, typed.text);
        const draft = { ...(typed.outcome !== '' && { outcome: typed.outcome }), ...(text && { text }) };
        requireShape(ReportAnswer, draft);
        await answerReport(context, host.id, report.id, draft);
        return { to: `${entryAt(host)}/reports/${report.id}?done=` };
      },
      again,
    );
  });
}

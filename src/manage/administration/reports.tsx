import type { ComponentProps } from 'preact';
import type { Host } from '../../documents/host.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { parisDay } from '../../ground/clock.ts';
import { capital, curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { answerReport, readReport, removalDue } from '../../hosts/reports/commands.ts';
import { type Report, ReportAnswer } from '../../hosts/reports/schema.ts';
import { Pairs } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { OutsideLink, WrittenText } from '../../pages/frame/parts.tsx';
import { type Desk, parameter } from '../desk.tsx';
import { Done } from '../desk-page.tsx';
import { deskOfHost } from '../host/form.tsx';
import { LinkList } from '../parts/finding.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ENTRY } from '../words/entry.ts';
import { ENTRY_DEEDS } from '../words/entry-deeds.ts';
import { REPORT_DESK } from '../words/reports.ts';
import { ADMIN, adminForm, Effects, entryAt } from './frame.tsx';
import { sayPoint } from './today.tsx';

/** What somebody reported, or asked for. */
function Facts({ report, host }: { report: Report; host: Host }) {
  const words = useWords(REPORT_DESK);
  const { say } = usePage();
  const { kind, about, text, url, asker, replyTo, reportedAt } = report;
  const part = () => {
    if (about === undefined) return words.whole;
    if (!about.startsWith('service:')) return capital(sayPoint(about, say));
    return curved(
      host.services.find(({ slug }) => about === `service:${slug}`)?.name ?? about.slice('service:'.length),
    );
  };
  const isMail = replyTo?.includes('@');
  const day = parisDay(new Date(reportedAt));
  const reach =
    replyTo && isMail ? (
      <a href={`${mailtoOf(replyTo)}?subject=${encodeURIComponent(words.subject(host.name))}`}>
        {words.write(replyTo)}
      </a>
    ) : (
      (replyTo ?? words.erased)
    );
  const facts: ComponentProps<typeof Pairs>['of'] =
    kind === 'removal'
      ? [
          [words.by, words.askers[asker!]],
          [words.due, say.date(removalDue(new Date(reportedAt)))],
          [words.replyTo, reach],
        ]
      : [
          [words.what, words.kinds[kind]],
          [words.about, part()],
        ];
  return (
    <Pairs
      of={[
        ...facts,
        [words.text, text ? <WrittenText text={text} /> : words.noText],
        ...(url ? [[words.page, <OutsideLink to={url} />] as const] : []),
        [words.on, say.date(day)],
      ]}
    />
  );
}

/** A report, or a request for removal: read, and answered. */
export function reportPages(desk: Desk): void {
  adminForm(desk, `${ADMIN}/hosts/:host/reports/:report`, async (visit) => {
    const { language, say } = visit.page;
    const context = visit.asAdmin('answerReport');
    const host = await ownHost(context, visit.params.host!);
    const report = await readReport(context, host.id, visit.params.report!);
    const words = REPORT_DESK[language];
    const entry = ENTRY[language];
    const isRemoval = report.kind === 'removal';
    const isGone = host.state === 'withdrawn';
    const choices = isRemoval ? words.removals : words.mistakes;
    const { answer } = report;
    const said = choices.find(([outcome]) => outcome === answer?.outcome)?.[1] ?? '';
    const { choice, text } = fieldsOf(ReportAnswer, language);
    return {
      heading: isRemoval ? words.removal : words.report,
      lead: curved(host.name),
      crumb: [ADMIN, ADMINISTRATION[language].heading],
      before: (
        <>
          {parameter(visit, 'done') !== undefined && <Done>{words.done}</Done>}
          {answer && <p>{words.answered(said, say.date(parisDay(new Date(answer.at))))}</p>}
          <Facts report={report} host={host} />
          <h2>{words.first}</h2>
          <p>{words.stays}</p>
          {isRemoval && !answer && <p>{words.erasing}</p>}
          <LinkList
            ways={[
              [entryAt(host), curved(host.name)],
              ...(isGone ? [] : [[deskOfHost(host), entry.edit, entry.editHint] as const]),
              ...(isRemoval && !isGone
                ? [[`${entryAt(host)}/withdrawal`, ENTRY_DEEDS[language].withdrawal.short] as const]
                : []),
            ]}
          />
          {isRemoval ? (
            <Effects effects={words.removalEffects} undo={words.undoRemoval} />
          ) : (
            <Effects effects={words.effects} undo={words.undo} />
          )}
          <h2>{words.answer}</h2>
        </>
      ),
      shape: ReportAnswer,
      fields: [
        choice('/outcome', words.outcome, { choices }),
        text('/text', words.why, { hint: isRemoval ? words.whyHint : `${words.whyHint} ${words.read}` }),
      ],
      body: {},
      send: words.send,
      save: async (draft: ReportAnswer) => {
        await answerReport(context, host.id, report.id, draft);
        return { to: `${entryAt(host)}/reports/${report.id}?done=` };
      },
    };
  });
}

import type { ComponentProps } from 'preact';
import { type Static, Type } from 'typebox';
import { findHost } from '../../catalogue/model.ts';
import { isOwn, isThirdParty } from '../../documents/evidence.ts';
import type { Host } from '../../documents/host.ts';
import type { Statement } from '../../documents/statement.ts';
import { removeReview } from '../../federations/reviews/commands.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { parisDay } from '../../ground/clock.ts';
import { capital, curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { answerReport, readReport, removalDue } from '../../hosts/reports/commands.ts';
import { type Report, ReportAnswer } from '../../hosts/reports/schema.ts';
import { hostNotFound } from '../../hosts/rights.ts';
import { Pairs } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { OutsideLink, WrittenText } from '../../pages/frame/parts.tsx';
import { putClaim, removeClaim, removeCommitment } from '../../statements/commands.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import { contestedOf } from '../../waiting/administration/list.ts';
import { type Desk, queryParam } from '../desk.tsx';
import { DeskPage, Done, LinkLine, TapLink } from '../desk-page.tsx';
import { deskOfHost } from '../host/form.tsx';
import { fieldsOf } from '../parts/field-kinds.tsx';
import { LinkList } from '../parts/lists.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ENTRY } from '../words/entry.ts';
import { ENTRY_ACTIONS } from '../words/entry-actions.ts';
import { REPORT_DESK } from '../words/reports.ts';
import { ADMIN, adminForm, Effects, entryAt } from './frame.tsx';
import { contestedAt, sayPoint } from './today.tsx';

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
          {queryParam(visit, 'done') !== undefined && <Done>{words.done}</Done>}
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
                ? [[`${entryAt(host)}/withdrawal`, ENTRY_ACTIONS[language].withdrawal.short] as const]
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

type Point = ReturnType<typeof contestedOf>[number];

/** The network whose review denies the point; undefined when it is the catalogue itself. */
const denierOf = ({ about }: Point): string | undefined =>
  (about.statements as readonly Statement[]).find((one) => isThirdParty(one) && one.federation)?.federation;

const ownOf = ({ about }: Point): Statement | undefined => (about.statements as readonly Statement[]).find(isOwn);

/** What somebody says of the point, with what supports it. */
function Said({ title, statement, subject }: { title: string; statement: Statement; subject: string }) {
  const words = useWords(REPORT_DESK);
  const { answers } = useWords(ADMINISTRATION);
  const { say } = usePage();
  const { value, asOf, evidenceUrl, note, reply } = statement;
  const [kind, key] = subject.split(':') as [string, string];
  const measured = (measure: Measure) =>
    kind === 'criterion' ? (answers[measure as keyof typeof answers] ?? '') : say.measure(key, measure);
  return (
    <section>
      <h2>{title}</h2>
      <p>
        <strong>{measured(value)}</strong>
        {asOf && `, ${say.date(asOf)}`}
      </p>
      {note && (
        <p>
          <WrittenText text={note} />
        </p>
      )}
      {evidenceUrl && (
        <p>
          {words.evidence} <OutsideLink to={evidenceUrl} />
        </p>
      )}
      {reply && (
        <>
          <h3>{words.reply}</h3>
          <p>
            <WrittenText text={reply.text} /> {reply.toEarlier && words.replyToEarlier}
          </p>
        </>
      )}
      {!reply && isThirdParty(statement) && <p class="soft">{words.noReply}</p>}
    </section>
  );
}

const Decision = Type.Object({ choice: Type.Enum(['no', 'remove', 'review'], { type: 'string' }) });
type Decision = Static<typeof Decision>;

/** A claim or commitment that a third party denies: both sides, and what is decided. */
export function contestedPages(desk: Desk): void {
  adminForm(desk, `${ADMIN}/hosts/:host/contested/:subject`, (visit) => {
    const { language, say } = visit.page;
    const words = REPORT_DESK[language];
    const { goBack } = ADMINISTRATION[language];
    visit.asAdmin('getHost');
    const { model } = visit;
    const host = findHost(model, visit.params.host!);
    if (!host) throw hostNotFound();
    const point = contestedOf(host).find((one) => one.subject === visit.params.subject);
    const name = curved(host.name);
    // Nobody contests it any more.
    if (!point)
      return (
        <DeskPage heading={words.contested} lead={words.agreed} crumb={[entryAt(host), name]}>
          {queryParam(visit, 'done') !== undefined && (
            <Done>
              {words.decided} <strong>{goBack}</strong> {words.decideUndo}
            </Done>
          )}
          <LinkLine to={entryAt(host)} name={name} />
        </DeskPage>
      );
    const { about, subject } = point;
    const own = ownOf(point);
    const denier = denierOf(point);
    const nameOf = (slug: string | undefined) => curved(model.federationBySlug.get(slug ?? '')?.name ?? slug ?? '');
    const titleOf = ({ by, federation }: Statement) => {
      if (by === 'federation') return words.others(nameOf(federation));
      if (by === 'catalogue') return words.catalogue;
      return by === 'charter' ? words.charter(nameOf(federation)) : words.says;
    };
    const isClaim = 'criterion' in about;
    const choices = [
      ...(isClaim ? (['no'] as const) : []),
      ...(own ? (['remove'] as const) : []),
      ...(denier ? (['review'] as const) : []),
    ];
    const federation = model.federationBySlug.get(denier ?? '');
    const [key, ifMatch] = [subject.replace(/^\w+:/, ''), `v${host.version}`];
    const decide = {
      no: () => putClaim(visit.asAdmin('putClaim'), host.id, key, { value: 'no' }, ifMatch),
      remove: () =>
        isClaim
          ? removeClaim(visit.asAdmin('removeClaim'), host.id, key, ifMatch)
          : removeCommitment(visit.asAdmin('removeCommitment'), { host: host.id, kind: key }, ifMatch),
      review: () =>
        removeReview(
          visit.asAdmin('removeReview'),
          { federation: denier!, host: host.id, subject },
          `v${federation?.version ?? 0}`,
        ),
    };
    return {
      heading: capital(sayPoint(subject, say)),
      lead: words.contestedLead,
      crumb: [entryAt(host), name],
      before: (
        <>
          {!own && <p>{words.saysNothing}</p>}
          {(about.statements as readonly Statement[]).map((one) => (
            <Said key={`${one.by} ${one.federation}`} title={titleOf(one)} statement={one} subject={subject} />
          ))}
          <h2>{words.before}</h2>
          <p>{words.decideFirst}</p>
          <p class="row">
            <TapLink to={`/hosts/${host.slug}`} name={name} />
            {federation && <TapLink to={`/federations/${federation.slug}`} name={nameOf(federation.slug)} />}
          </p>
          <p>
            <strong>{goBack}</strong> {words.decideUndo}
          </p>
        </>
      ),
      shape: Decision,
      fields: [
        fieldsOf(Decision, language).choice('/choice', words.decide, {
          choices: choices.map((one) => [one, ...words.choices[one]] as const),
          written: (typed) => choices.find((one) => one === typed),
          expects: words.chosen,
        }),
      ],
      body: {},
      about: [host.version, federation?.version],
      send: words.decideSend,
      save: async ({ choice }: Decision) => {
        await decide[choice]();
        return { to: `${contestedAt({ host, subject })}?done=` };
      },
    };
  });
}

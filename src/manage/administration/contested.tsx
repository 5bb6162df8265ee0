import { type Static, Type } from 'typebox';
import type { Bercail } from '../../bercail.ts';
import { findHost } from '../../catalogue/model.ts';
import { isOwn, isThirdParty } from '../../documents/evidence.ts';
import type { Host } from '../../documents/host.ts';
import type { Statement } from '../../documents/statement.ts';
import { removeReview } from '../../federations/reviews/commands.ts';
import { capital, curved } from '../../ground/texts.ts';
import { hostNotFound } from '../../hosts/rights.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { OutsideLink, WrittenText } from '../../pages/frame/parts.tsx';
import { putClaim, removeClaim, removeCommitment } from '../../statements/commands.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import { contestedOf } from '../../waiting/administration/list.ts';
import { type Desk, parameter } from '../desk.tsx';
import { DeskPage, Done, TapLink } from '../desk-page.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { REPORT_DESK } from '../words/reports.ts';
import { ADMIN, adminForm, entryAt } from './frame.tsx';
import { contestedAt, sayPoint } from './today.tsx';

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

/** Once nobody contests it any more. */
function AgreedPage({ host, isDone }: { host: Host; isDone: boolean }) {
  const words = useWords(REPORT_DESK);
  const { goBack } = useWords(ADMINISTRATION);
  const name = curved(host.name);
  return (
    <DeskPage heading={words.contested} lead={words.agreed} crumb={[entryAt(host), name]}>
      {isDone && (
        <Done>
          {words.decided} <strong>{goBack}</strong> {words.decideUndo}
        </Done>
      )}
      <p>
        <TapLink to={entryAt(host)} name={name} />
      </p>
    </DeskPage>
  );
}

const Decision = Type.Object({ choice: Type.Enum(['no', 'remove', 'review'], { type: 'string' }) });
type Decision = Static<typeof Decision>;

/** A claim or commitment that a third party denies: both sides, and what is decided. */
export function contestedPages(desk: Desk, { catalogue }: Bercail): void {
  adminForm(desk, `${ADMIN}/hosts/:host/contested/:subject`, (visit) => {
    const { language, say } = visit.page;
    const words = REPORT_DESK[language];
    const { goBack } = ADMINISTRATION[language];
    visit.asAdmin('getHost');
    const model = catalogue.current();
    const host = findHost(model, visit.params.host!);
    if (!host) throw hostNotFound();
    const point = contestedOf(host).find((one) => one.subject === visit.params.subject);
    if (!point) return <AgreedPage host={host} isDone={parameter(visit, 'done') !== undefined} />;
    const { about, subject } = point;
    const name = curved(host.name);
    const own = ownOf(point);
    const denier = denierOf(point);
    const nameOf = (slug: string | undefined) => curved(model.federationBySlug.get(slug ?? '')?.name ?? slug ?? '');
    const titleOf = ({ by, federation }: Statement) => {
      if (by === 'federation') return words.others(nameOf(federation));
      if (by === 'check') return words.check;
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

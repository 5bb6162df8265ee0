import type { Bercail } from '../../bercail.ts';
import { findHost, type Model } from '../../catalogue/model.ts';
import { isOwn, isThirdParty } from '../../documents/evidence.ts';
import type { Host } from '../../documents/host.ts';
import type { Statement } from '../../documents/statement.ts';
import { removeReview } from '../../federations/reviews/commands.ts';
import { capital, curved } from '../../ground/texts.ts';
import { hostNotFound } from '../../hosts/rights.ts';
import { EMPTY, type Filled, Radios } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link, OutsideLink, WrittenText } from '../../pages/frame/parts.tsx';
import { putClaim, removeClaim, removeCommitment } from '../../statements/commands.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import { type ContestedPoint, contestedOf } from '../../waiting/administration/list.ts';
import type { Desk } from '../desk.tsx';
import { DeskForm, DeskPage, Done } from '../desk-page.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { REPORT_DESK } from '../words/reports.ts';
import { ADMIN, attempt, entryAt } from './frame.tsx';
import { contestedAt, useSubject } from './today.tsx';

type Point = ContestedPoint & { host: Host };

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

function ContestedPage({ point, model, filled = EMPTY }: { point: Point; model: Model; filled?: Filled }) {
  const words = useWords(REPORT_DESK);
  const { goBack } = useWords(ADMINISTRATION);
  const subject = useSubject();
  const { host, about } = point;
  const action = contestedAt(point);
  const own = ownOf(point);
  const denier = denierOf(point);
  const nameOf = (slug: string | undefined) => curved(model.federationBySlug.get(slug ?? '')?.name ?? slug ?? '');
  const titleOf = ({ by, federation }: Statement) => {
    if (by === 'federation') return words.others(nameOf(federation));
    if (by === 'check') return words.check;
    return by === 'charter' ? words.charter(nameOf(federation)) : words.says;
  };
  const choices = [
    ...('criterion' in about ? (['no'] as const) : []),
    ...(own ? (['remove'] as const) : []),
    ...(denier ? (['review'] as const) : []),
  ].map((one) => [one, ...words.choices[one]] as const);
  const federation = model.federationBySlug.get(denier ?? '');
  return (
    <DeskPage
      heading={capital(subject(point.subject))}
      lead={words.contestedLead}
      crumb={[entryAt(host), curved(host.name)]}
      form={action}
      filled={filled}
    >
      {!own && <p>{words.saysNothing}</p>}
      {(about.statements as readonly Statement[]).map((one) => (
        <Said key={`${one.by} ${one.federation}`} title={titleOf(one)} statement={one} subject={point.subject} />
      ))}
      <h2>{words.before}</h2>
      <p>{words.decideFirst}</p>
      <p class="row">
        <Link to={`/hosts/${host.slug}`} class="tap">
          {curved(host.name)}
        </Link>
        {federation && (
          <Link to={`/federations/${federation.slug}`} class="tap">
            {nameOf(federation.slug)}
          </Link>
        )}
      </p>
      <p>
        <strong>{goBack}</strong> {words.decideUndo}
      </p>
      <DeskForm
        id="desk"
        action={action}
        send={words.decideSend}
        hidden={{ version: [`v${host.version}`], federationVersion: [`v${federation?.version ?? 0}`] }}
      >
        <Radios filled={filled} name="choice" label={words.decide} choices={choices} />
      </DeskForm>
    </DeskPage>
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
        <Link to={entryAt(host)} class="tap">
          {name}
        </Link>
      </p>
    </DeskPage>
  );
}

/** A claim or commitment that a third party denies: both sides, and what is decided. */
export function contestedPages(desk: Desk, { catalogue, catchUp }: Bercail): void {
  const path = `${ADMIN}/hosts/:host/contested/:subject`;
  const read = ({ host: ref, subject }: Readonly<Record<string, string>>) => {
    const model = catalogue.current();
    const host = findHost(model, ref!);
    if (!host) throw hostNotFound();
    const found = contestedOf(host).find((one) => one.subject === subject);
    return { model, host, point: found && { ...found, host } };
  };

  desk.page(path, ({ asAdmin, params, request }) => {
    asAdmin('getHost');
    const { host, point, model } = read(params);
    const { done } = request.query as Record<string, unknown>;
    return point ? (
      <ContestedPage point={point} model={model} />
    ) : (
      <AgreedPage host={host} isDone={done !== undefined} />
    );
  });

  desk.form(path, async (visit, { fields, isStay }) => {
    visit.asAdmin('getHost');
    const { host, point, model } = read(visit.params);
    if (!point) return <AgreedPage host={host} isDone={false} />;
    const choice = fields.get('choice') ?? '';
    const typed = { choice };
    if (isStay) return <ContestedPage point={point} model={model} filled={{ typed, faults: {} }} />;
    const { about, subject } = point;
    const ifMatch = fields.get('version') ?? '';
    const federation = denierOf(point);
    const key = subject.replace(/^\w+:/, '');
    const isClaim = 'criterion' in about;
    const decide: Record<string, (() => Promise<unknown>) | undefined> = {
      ...(isClaim && { no: () => putClaim(visit.asAdmin('putClaim'), host.id, key, { value: 'no' }, ifMatch) }),
      remove: () =>
        isClaim
          ? removeClaim(visit.asAdmin('removeClaim'), host.id, key, ifMatch)
          : removeCommitment(visit.asAdmin('removeCommitment'), { host: host.id, kind: key }, ifMatch),
      ...(federation && {
        review: () =>
          removeReview(
            visit.asAdmin('removeReview'),
            { federation, host: host.id, subject },
            fields.get('federationVersion') ?? '',
          ),
      }),
    };
    const run = Object.hasOwn(decide, choice) ? decide[choice] : undefined;
    if (!run) {
      const faults = { choice: REPORT_DESK[visit.page.language].chosen };
      return { status: 422, view: <ContestedPage point={point} model={model} filled={{ typed, faults }} /> };
    }
    return await attempt(
      visit,
      {},
      async () => {
        await run();
        await catchUp();
        return { to: `${contestedAt(point)}?done=` };
      },
      (refused) => {
        const now = read(visit.params);
        return now.point ? (
          <ContestedPage point={now.point} model={now.model} filled={{ typed, ...refused }} />
        ) : (
          <AgreedPage host={now.host} isDone={false} />
        );
      },
    );
  });
}

import type { Bercail } from '../../../bercail.ts';
import { federationNamesIn, namesIn } from '../../../catalogue/writer.ts';
import { asCatalogueError } from '../../../database/errors.ts';
import type { Host } from '../../../documents/host.ts';
import { capital } from '../../../ground/texts.ts';
import type { PastPage } from '../../../history/pasts.ts';
import { ownHost } from '../../../hosts/entries/commands.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, Sentence } from '../../../pages/frame/parts.tsx';
import { DESK, type Desk } from '../../desk.tsx';
import { DeskPage } from '../../desk-page.tsx';
import { crumbOf, deskOfHost } from '../form.tsx';
import { FOLLOWING_DESK } from './words.ts';

const CHANGES_SHOWN = 20;

/** @param past undefined: the database is away */
function HistoryPage({ host, past }: { host: Host; past: PastPage | undefined }) {
  const words = useWords(FOLLOWING_DESK);
  const { say } = usePage();
  return (
    <DeskPage heading={words.history} lead={words.historyLead} crumb={crumbOf(host)}>
      {!past && <p>{words.away}</p>}
      {past?.items.length === 0 && <p>{words.noHistory}</p>}
      {past?.items.map(({ revision, at, by, byLabel, sentences }) => (
        <section key={revision}>
          <h2>
            {capital(say.date(at.slice(0, 10)))}, {words.by[by]}
            {byLabel !== null && words.named(byLabel)}
          </h2>
          {sentences.length === 0 ? (
            <p>{words.details}</p>
          ) : (
            <ul>
              {sentences.map(({ text }) => (
                <li key={text}>
                  <Sentence text={text} />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {past && past.next !== null && (
        <p>
          <Link to={`${deskOfHost(host)}/history`} query={{ before: String(past.next) }} class="tap">
            {words.earlier}
          </Link>
        </p>
      )}
    </DeskPage>
  );
}

/** What happened to an entry, with who wrote it. */
export function historyPage(desk: Desk, { catalogue, pasts }: Bercail): void {
  desk.page(`${DESK}/hosts/:host/history`, async ({ params, asHost, page, request }) => {
    const host = await ownHost(await asHost(params.host!, 'getHostHistory'), params.host!);
    const model = catalogue.current();
    const { before } = request.query as { before?: unknown };
    const earlier = typeof before === 'string' && /^\d{1,9}$/.test(before) ? Number(before) : undefined;
    try {
      const past = await pasts.read(
        { epoch: model.epoch, hostId: host.id, until: model.revision, before: earlier, limit: CHANGES_SHOWN },
        {
          reference: model.reference,
          say: page.say,
          nameOf: namesIn(model),
          federationName: federationNamesIn(model),
        },
      );
      return <HistoryPage host={host} past={past} />;
    } catch (error) {
      if (asCatalogueError(error)?.code !== 'database-unavailable') throw error;
      return { status: 503, view: <HistoryPage host={host} past={undefined} /> };
    }
  });
}

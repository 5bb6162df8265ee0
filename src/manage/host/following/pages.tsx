import type { Bercail } from '../../../bercail.ts';
import { federationNamesIn, namesIn } from '../../../catalogue/writer.ts';
import { asCatalogueError } from '../../../database/errors.ts';
import type { Host } from '../../../documents/host.ts';
import { capital } from '../../../ground/texts.ts';
import type { PastPage } from '../../../history/pasts.ts';
import { ownHost } from '../../../hosts/entries/commands.ts';
import { EMPTY, type Filled } from '../../../pages/frame/fields.tsx';
import { List } from '../../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { CopyButton, Sentence } from '../../../pages/frame/parts.tsx';
import {
  addressesWith,
  closePrivateAddress,
  HOST_ADDRESS,
  openPrivateAddress,
  type PrivateAddress,
} from '../../../waiting/private-address.ts';
import { DESK, type Desk } from '../../desk.tsx';
import { DeskForm, DeskPage, Done, TapLink } from '../../desk-page.tsx';
import { takenOr } from '../../taking.ts';
import { crumbOf, deskOfHost } from '../form.tsx';
import { FOLLOWING_DESK } from './words.ts';

interface AddressesProps {
  host: Host;
  /** Shown this once. */
  opened?: PrivateAddress;
  isClosed?: boolean;
  filled?: Filled;
}

function AddressesPage({ host, opened, isClosed, filled = EMPTY }: AddressesProps) {
  const words = useWords(FOLLOWING_DESK);
  const action = `${deskOfHost(host)}/addresses`;
  return (
    <DeskPage heading={words.addresses} lead={words.addressesLead} crumb={crumbOf(host)} filled={filled}>
      {isClosed && <Done>{words.closed}</Done>}
      {opened ? (
        <>
          <h2>{words.ready}</h2>
          <p role="status">{words.once}</p>
          {(['ics', 'atom'] as const).map((kind) => (
            <div class="field" key={kind}>
              <label for={kind}>{words[kind]}</label>
              <textarea id={kind} rows={5} readOnly value={opened[kind]} />
              <CopyButton of={kind} />
            </div>
          ))}
          <h2>{words.add}</h2>
          <List of={words.ways} />
        </>
      ) : (
        <p>{words.explained}</p>
      )}
      <DeskForm action={action} send={words.open} hidden={{ do: ['open'] }} isSecond={opened !== undefined}>
        <p>{words.openHint}</p>
      </DeskForm>
      <DeskForm action={action} send={words.close} hidden={{ do: ['close'] }} isSecond>
        <p>{words.closeHint}</p>
      </DeskForm>
    </DeskPage>
  );
}

/** The private calendar and feed of what waits for a host. */
export function privateAddressPages(desk: Desk, { publicUrl }: Bercail): void {
  const path = `${DESK}/hosts/:host/addresses`;
  desk.page(path, async ({ params, asHost, request }) => {
    const host = await ownHost(await asHost(params.host!, 'openPrivateAddress'), params.host!);
    return <AddressesPage host={host} isClosed={'closed' in (request.query as object)} />;
  });
  desk.form(path, async (visit, { fields, isStay }) => {
    const { params, asHost } = visit;
    const isClosing = fields.get('do') === 'close';
    const context = await asHost(params.host!, isClosing ? 'closePrivateAddress' : 'openPrivateAddress');
    const host = await ownHost(context, params.host!);
    if (isStay) return <AddressesPage host={host} />;
    return await takenOr(
      visit,
      async () => {
        if (isClosing) {
          await closePrivateAddress(context, HOST_ADDRESS, host.id);
          return { to: `${deskOfHost(host)}/addresses?closed=yes` };
        }
        const { name, key } = await openPrivateAddress(context, HOST_ADDRESS, host.id);
        return <AddressesPage host={host} opened={addressesWith(`${publicUrl}/v1/hosts/${name}/todo`, key)} />;
      },
      (refused) => <AddressesPage host={host} filled={{ ...EMPTY, ...refused }} />,
      { done: { 'private-address-not-found': `${deskOfHost(host)}/addresses?closed=yes` } },
    );
  });
}

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
            <List of={sentences}>{({ text }) => <Sentence text={text} />}</List>
          )}
        </section>
      ))}
      {past && past.next !== null && (
        <p>
          <TapLink to={`${deskOfHost(host)}/history`} query={{ before: String(past.next) }} name={words.earlier} />
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

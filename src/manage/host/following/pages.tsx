import type { Bercail } from '../../../bercail.ts';
import { federationNamesIn, namesIn } from '../../../catalogue/writer.ts';
import { asCatalogueError } from '../../../database/errors.ts';
import { DOCUMENT_PATH } from '../../../exchange/sources/documents.ts';
import { capital, curved } from '../../../ground/texts.ts';
import type { PastFact } from '../../../history/entries.ts';
import type { HostHistoryPage } from '../../../history/host-history.ts';
import { EMPTY, type Filled } from '../../../pages/frame/fields.tsx';
import { List } from '../../../pages/frame/lists.tsx';
import { Sentence } from '../../../pages/frame/parts.tsx';
import { pastFacts } from '../../../pages/parts/past-facts.ts';
import { PAST } from '../../../pages/words/past.ts';
import { type Writer, writersOf } from '../../../persons/writers.ts';
import type { Actor } from '../../../vocabulary/terms.ts';
import {
  addressesWith,
  closePrivateAddress,
  HOST_ADDRESS,
  openPrivateAddress,
  type PrivateAddress,
} from '../../../waiting/private-address.ts';
import { DESK, type Desk, queryParam } from '../../desk.tsx';
import { Copied, DeskForm, DeskPage, Done, LinkLine } from '../../desk-page.tsx';
import { actPage } from '../../parts/pages.tsx';
import { crumbOf, openHost } from '../form.tsx';
import { FOLLOWING_DESK } from './words.ts';

/** The private calendar and feed of what waits for a host. */
export function privateAddressPages(desk: Desk, { publicUrl }: Pick<Bercail, 'publicUrl'>): void {
  actPage(desk, `${DESK}/hosts/:host/addresses`, async (visit, sent) => {
    const words = FOLLOWING_DESK[visit.page.language];
    const isClosing = sent?.get('do') === 'close';
    const { context, host, at } = await openHost(visit, isClosing ? 'closeHostAddress' : 'openHostAddress');
    const action = `${at}/addresses`;
    const show = (filled: Filled, opened?: PrivateAddress) => (
      <DeskPage heading={words.addresses} lead={words.addressesLead} crumb={crumbOf(host)} filled={filled}>
        {!sent && queryParam(visit, 'closed') !== undefined && <Done>{words.closed}</Done>}
        {opened ? (
          <>
            <h2>{words.ready}</h2>
            <p role="status">{words.once}</p>
            {(['ics', 'atom'] as const).map((kind) => (
              <Copied key={kind} id={kind} label={words[kind]} text={opened[kind]} rows={5} />
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
    return {
      view: show,
      act: async () => {
        if (isClosing) {
          await closePrivateAddress(context, HOST_ADDRESS, host.id);
          return { to: `${action}?closed=yes` };
        }
        const { name, key } = await openPrivateAddress(context, HOST_ADDRESS, host.id);
        return show(EMPTY, addressesWith(`${publicUrl}/v1/hosts/${name}/todo`, key));
      },
      done: { 'private-address-not-found': `${action}?closed=yes` },
    };
  });
}

const CHANGES_SHOWN = 20;

/** What happened to an entry, with who wrote it. */
export function historyPage(desk: Desk, { pasts }: Pick<Bercail, 'pasts'>): void {
  desk.page(`${DESK}/hosts/:host/history`, async (visit) => {
    const { page, model } = visit;
    const { say } = page;
    const words = FOLLOWING_DESK[page.language];
    const { context, host, at } = await openHost(visit, 'getHostHistory');
    const before = queryParam(visit, 'before') ?? '';
    const earlier = /^\d{1,9}$/.test(before) ? Number(before) : undefined;
    /** @param past undefined: the database is away */
    const pastWords = PAST[page.language];
    const told = ({ of, title, before, after }: PastFact) => {
      const named = of === undefined ? title : `${of} · ${title}`;
      if (after === null) return pastWords.gone(named, before ?? '');
      return before === null ? pastWords.is(named, after) : pastWords.becomes(named, before, after);
    };
    const writer = (by: Actor, label: string | null, known: Writer | undefined) => {
      if (known?.name) return words.byPerson(curved(known.name));
      if (known?.isEnded) return words.byEnded;
      if (by === 'host' && label === DOCUMENT_PATH) return words.byDocument;
      return `${by === 'host' ? words.byUs : pastWords.by[by]}${label === null ? '' : words.named(label)}`;
    };
    const show = (past: HostHistoryPage | undefined, writers: ReadonlyMap<number, Writer> = new Map()) => (
      <DeskPage heading={words.history} lead={words.historyLead} crumb={crumbOf(host)}>
        {!past && <p>{words.away}</p>}
        {past?.items.length === 0 && <p>{words.noHistory}</p>}
        {past?.items.map(({ revision, at, by, byLabel, sentences, facts = [] }) => (
          <section key={revision}>
            <h2>
              {capital(say.date(at.slice(0, 10)))}, {writer(by, byLabel, writers.get(revision))}
            </h2>
            {sentences.length + facts.length === 0 && <p>{words.details}</p>}
            <List of={sentences}>{({ text }) => <Sentence text={text} />}</List>
            <List of={facts}>{(fact) => <Sentence text={told(fact)} />}</List>
          </section>
        ))}
        {past && past.next !== null && (
          <LinkLine to={`${at}/history`} query={{ before: String(past.next) }} name={words.earlier} />
        )}
      </DeskPage>
    );
    try {
      const { reference } = model;
      const past = await pasts.read(
        { epoch: model.epoch, hostId: host.id, until: model.revision, before: earlier, limit: CHANGES_SHOWN },
        {
          ...{ reference, say, nameOf: namesIn(model), federationName: federationNamesIn(model) },
          factsOf: (before, after) => pastFacts(before, after, reference, page.language),
        },
      );
      const revisions = past.items.map(({ revision }) => revision);
      return show(past, await writersOf(context.db, host.id, revisions));
    } catch (error) {
      if (asCatalogueError(error)?.code !== 'database-unavailable') throw error;
      return { status: 503, view: show(undefined) };
    }
  });
}

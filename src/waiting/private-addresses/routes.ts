import type { FastifyInstance } from 'fastify';
import { type Static, type TObject, Type } from 'typebox';
import type { OpenedAddress } from '../../accounts/private-addresses.ts';
import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Speakers } from '../../catalogue/writer.ts';
import { inTransaction } from '../../database/transaction.ts';
import { FederationPath } from '../../documents/federation.ts';
import { HostPath } from '../../documents/host.ts';
import { federationOwner } from '../../federations/rights.ts';
import { parisDay } from '../../ground/clock.ts';
import { capital } from '../../ground/texts.ts';
import { hostWriter } from '../../hosts/rights.ts';
import { atomOf, calendarOf } from '../../http/answering/feeds.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import type { Allow } from '../../http/asking/types.ts';
import { Lang, privateGet } from '../../http/get.ts';
import type { Tag } from '../../http/openapi.ts';
import { write } from '../../http/write.ts';
import type { Policy } from '../../matching/engine/need/policy.ts';
import type { Context } from '../../record/context.ts';
import type { Routes, Writer } from '../../record/writer.ts';
import { strictObject } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { readDue } from '../federation/list.ts';
import { loadTodo } from '../host/commands.ts';
import type { OpenItem, Subscribed, WaitingList } from '../open-items.ts';
import {
  addressesWith,
  closePrivateAddress,
  FEDERATION_ADDRESS,
  HOST_ADDRESS,
  type Kept,
  openPrivateAddress,
  PrivateAddress,
  requireKey,
} from '../private-address.ts';

/**
 * The calendar day of a task. Late and undated tasks are on the present day, because nobody looks at past days, and
 * calendar programs do not show tasks (VTODO) of subscribed calendars.
 * @param due the last day to do it in time
 */
const dayToDo = (due: string | null, day: string): string => (due === null || due < day ? day : due);

/** The recipient's view of a list. */
interface Showing {
  /** The address of the site. */
  site: string;
  at: Date;
  say: Speaker;
}

function itemsFor<Fact extends OpenItem>(list: WaitingList<Fact>, { say, site }: Showing): Subscribed[] {
  const { facts, tell, nameOf, pathOf, itemsOf, day } = list;
  return facts.flatMap((fact) => {
    const on = dayToDo(fact.due, day);
    const item = { name: nameOf(fact), text: tell(fact, say), on, since: fact.since, path: pathOf?.(fact) };
    return itemsOf ? itemsOf(fact, item, { say, site }) : [item];
  });
}

const titleOf = ({ owner }: Pick<WaitingList, 'owner'>, { language }: Speaker): string =>
  language === 'fr' ? `À faire pour ${owner.name}` : `To do for ${owner.name}`;

/** Open and future items as a calendar. Ids contain the id of the owner, because its slug may change. */
function calendarFor<Fact extends OpenItem>(list: WaitingList<Fact>, showing: Showing): string {
  const { site, at, say } = showing;
  const { owner, paths, day } = list;
  return calendarOf(
    { title: titleOf(list, say), url: site + paths.page, at },
    itemsFor(list, showing).flatMap(({ name, on, text, path }) => {
      if (on === null) return [];
      const id = `${name}.${owner.id}@${new URL(site).host}`;
      return [{ id, day: on, text, isRemembered: on > day, url: site + (path ?? paths.page) }];
    }),
  );
}

/** Items that are already open, as a feed. */
function feedFor<Fact extends OpenItem>(list: WaitingList<Fact>, showing: Showing): string {
  const { site, at, say } = showing;
  const id = site + list.paths.list;
  return atomOf(
    { id, title: titleOf(list, say), link: site + list.paths.page, at },
    itemsFor(list, showing).flatMap(({ name, text, since, path }) => {
      if (since === null) return [];
      return [
        { id: `${id}#${name}`, text, at: new Date(`${since}T00:00:00Z`), link: site + (path ?? list.paths.page) },
      ];
    }),
  );
}

const PrivateQuery = strictObject({
  key: Type.String({ minLength: 1, maxLength: 200, description: 'As the private address was given' }),
  lang: Lang,
});

const FORMATS = [
  { ending: 'ics', type: 'text/calendar', make: calendarFor, noun: 'Calendar', as: 'a calendar' },
  { ending: 'atom', type: 'application/atom+xml', make: feedFor, noun: 'Feed', as: 'a feed' },
] as const;

interface Subscribing<Row, Fact extends OpenItem> {
  kept: Kept<Row>;
  /** The path of the owner and of its list: `/v1/hosts/:host` and `todo`. */
  of: string;
  list: string;
  params: TObject;
  refOf: (params: unknown) => string;
  tag: Tag;
  /** The operation id for reading, without the format. */
  reads: string;
  /** Phrases such as “what waits for” and “a host”. */
  what: string;
  owner: string;
  allow: Allow<unknown>;
  read: (context: Context, row: Row, opened: OpenedAddress) => Promise<WaitingList<Fact>>;
}

/** Adds the routes of a private address: writes need a token; calendar and feed are read without one. */
function addPrivateAddress<Row, Fact extends OpenItem>(
  app: FastifyInstance,
  { contextFor, speakers, publicUrl }: Pick<Writer, 'contextFor'> & { speakers: Speakers; publicUrl: string },
  { kept, of, list, params, refOf, tag, reads, what, owner, allow, read }: Subscribing<Row, Fact>,
): void {
  const path = `${of}/private-address`;
  write(app, 'POST', path, {
    operationId: kept.ids.open,
    summary: `Private addresses of ${what} ${owner}, for a calendar or a feed; those before end`,
    tag,
    params,
    answers: { 201: PrivateAddress },
    holdsSecret: true,
    allow,
    handler: async ({ caller, params }) => {
      const { name, key } = await openPrivateAddress(contextFor(caller), kept, refOf(params));
      const made = addressesWith(`${publicUrl}${of.replace(/:\w+/, name)}/${list}`, key);
      return { status: 201, body: made, location: made.ics };
    },
  });
  write(app, 'DELETE', path, {
    operationId: kept.ids.close,
    summary: `End the private addresses of ${owner}`,
    tag,
    params,
    answers: { 204: null },
    allow,
    errors: ['private-address-not-found'],
    handler: async ({ caller, params }) => {
      await closePrivateAddress(contextFor(caller), kept, refOf(params));
      return { status: 204 };
    },
  });
  for (const { ending, type, make, noun, as } of FORMATS)
    privateGet<TObject, typeof PrivateQuery>(app, `${of}/${list}.${ending}`, {
      operationId: `${reads}${noun}`,
      summary: `${capital(what)} ${owner}, as ${as} at its private address`,
      tag,
      params,
      query: PrivateQuery,
      answer: { content: { [type]: Type.String() } },
      responseDescription: `As ${as}`,
      errors: ['private-address-not-found'],
      handler: async (request) => {
        const context = contextFor(request.caller);
        const { key } = request.query;
        const { row, opened } = await requireKey(context.db, kept, { ref: refOf(request.params), key });
        const waiting = await read(context, row, opened);
        const showing = { site: publicUrl, at: context.clock(), say: speakers[languageOf(request)] };
        return { body: make(waiting, showing), type: `${type}; charset=utf-8`, isLocalized: true };
      },
    });
}

/** Private calendar and feed of a host. The address is the only credential, because calendar programs send no token. */
export const hostAddressRoutes: Routes<
  'only' | 'contextFor',
  { speakers: Speakers; publicUrl: string; policy: Policy }
> = (app, bercail) =>
  addPrivateAddress(app, bercail, {
    kept: HOST_ADDRESS,
    ...{ of: '/v1/hosts/:host', list: 'todo', params: HostPath, tag: 'Writing' },
    refOf: (params) => (params as Static<typeof HostPath>).host,
    reads: 'getHostTodo',
    ...{ what: 'what waits for', owner: 'a host' },
    allow: bercail.only(hostWriter) as Allow<unknown>,
    read: (context, row, { tellsCases }) =>
      inTransaction(context.db, (db) => loadTodo(db, context, row, { rules: bercail.policy, tellsCases })),
  });

/** Private calendar and feed of a federation, like those of a host. */
export const federationAddressRoutes: Routes<
  'only' | 'contextFor',
  { speakers: Speakers; publicUrl: string; catalogue: Catalogue }
> = (app, bercail) =>
  addPrivateAddress(app, bercail, {
    kept: FEDERATION_ADDRESS,
    ...{ of: '/v1/federations/:federation', list: 'due', params: FederationPath, tag: 'Federations' },
    refOf: (params) => (params as Static<typeof FederationPath>).federation,
    reads: 'getFederationDue',
    ...{ what: 'what is due to', owner: 'a federation' },
    allow: bercail.only(federationOwner) as Allow<unknown>,
    read: (context, { id }, { tellsCases, createdAt }) => {
      const model = bercail.catalogue.current();
      return readDue(context, model, requireFederation(model, id), { tellsCases, undatedSince: parisDay(createdAt) });
    },
  });

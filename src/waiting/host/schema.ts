import { type Static, Type } from 'typebox';
import type { Host } from '../../documents/host.ts';
import { byText } from '../../ground/texts.ts';
import type { MembershipRequestRow, WebhookRow } from '../../record/rows.ts';
import type { SiteTrouble } from '../../record/tables.ts';
import { Day, namedObject, orNull, strictObject, termOf } from '../../vocabulary/shapes.ts';
import type { ClosingStage, MistakeKind } from '../../vocabulary/terms.ts';
import type { OpenItem } from '../open-items.ts';

/** Kinds of open items of a host; also their order for equal dates. */
export const TODO_KINDS = [
  'owner-changes',
  'draft-expires',
  'closing-stage',
  'closing-guide',
  'closing-successor',
  'succession',
  'succession-promised',
  'referral',
  'vouch-lapsed',
  'membership-question',
  'membership-refused',
  'membership-unasked',
  'contested',
  'question-changed',
  'proposals',
  'criterion-required',
  'merged',
  'report',
  'webhook-disabled',
  'page-lost',
  'page-failing',
  'page-changed',
  'site-unanswered',
  'site-parked',
  'site-moved',
  'site-certificate',
  'site-robots',
  'site-page-gone',
  'domain-unproven',
  'token-expires',
  'price-expires',
  'fact-expires',
  'confirmation',
] as const;
export type TodoKind = (typeof TODO_KINDS)[number];

/** The request that settles an item; its body contains the present values, to correct before sending. */
export const TodoCall = strictObject({
  method: Type.Enum(['POST', 'PUT', 'PATCH', 'DELETE'], { type: 'string' }),
  path: Type.String(),
  body: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type TodoCall = Static<typeof TodoCall>;

export const TodoItem = namedObject('TodoItem', {
  kind: termOf(TODO_KINDS),
  subject: Type.Optional(
    Type.String({
      description:
        '`criterion:<key>`, `commitment:<kind>`, `service:<slug>`, `service:<slug>/commitment:<kind>`, `report:<id>`, `referral:<id>`, `token:<id>`, `webhook:<id>`, `host:<slug>`, `federation:<slug>` or `page:<address>`; absent: the entry as a whole',
    }),
  ),
  dueOn: orNull(Day, { description: 'May be past; absent: it waits now, without a date' }),
  text: Type.String(),
  call: TodoCall,
  otherwise: Type.Optional(
    Type.Unsafe<TodoCall>({ ...TodoCall, description: 'The request for the other answer, where there are two' }),
  ),
});
export type TodoItem = Static<typeof TodoItem>;

export const Todo = namedObject('Todo', {
  items: Type.Array(TodoItem),
  total: Type.Integer({ minimum: 0 }),
  next: orNull(Type.String()),
  asOf: Day,
});

/** Why a webhook was disabled. */
export type WebhookEnd = NonNullable<WebhookRow['disabledWhy']>;

/** A membership request of a host to which a federation gave an answer. */
export interface AnsweredRequest {
  row: MembershipRequestRow;
  federation: string;
  name: string;
}

/** All data in which open items of a host are found. Days are days in Paris. */
export interface TodoSources {
  host: Host;
  registeredOn: string;
  /** Reports without an answer. */
  reports: readonly { id: string; kind: MistakeKind; about: string | null; reportedOn: string }[];
  /** Valid tokens with an expiry. */
  tokens: readonly { id: string; label: string; expiresOn: string }[];
  /** Its disabled webhooks. */
  webhooks: readonly { id: string; receiver: string; why: WebhookEnd; disabledOn: string }[];
  /** Names of the hosts that its closings name as successors, by the slug that they give. */
  successorNames: ReadonlyMap<string, string>;
  /** Hosts that close and name this host as their successor, while it has not agreed. */
  successions: readonly { host: string; name: string; announcedOn: string | null; closesOn: string | null }[];
  /** Hosts that promise, without closing, that this host would take over, while it has not agreed. */
  promisedSuccessions: readonly { host: string; name: string; saidOn: string | null }[];
  /** Referrals to this host without an answer. */
  referrals: readonly { id: string; federation: string; sentOn: string }[];
  /** Its membership requests for which the federation asked for more information. */
  questions: readonly AnsweredRequest[];
  /** Its membership requests that were refused, where it is no member meanwhile: until it asks anew, or takes them back. */
  refusals: readonly AnsweredRequest[];
  /** Federations that list this host as a member although it never asked. */
  unasked: readonly { federation: string; name: string }[];
  /** Federations whose vouching for a draft lapsed, because its slug, name or website changed. */
  lapsed: readonly { federation: string; name: string }[];
  /** Criteria that its federations require of members and that it has not answered. */
  required: readonly { criterion: string; federation: string; definedOn: string }[];
  /** Number of open proposals from external files. */
  proposals: number;
  /** The observations of its site, if there is any trouble. */
  site: { failingSince: string | null; toldOn: string | null; troubles: readonly SiteTrouble[] } | undefined;
  /** Retired criteria of federations. */
  retired: ReadonlySet<string>;
}

/** One open item, before it is put into words. */
export interface TodoFact extends OpenItem<TodoKind> {
  since: string;
  call: TodoCall;
  otherwise?: TodoCall;
  /** The subject of the sentence. */
  about?: { service?: string; criterion?: string; commitment?: string };
  name?: string;
  /** A number, for items that count something. */
  count?: number;
  /** The day since which a site has not answered. */
  from?: string;
  report?: MistakeKind;
  why?: WebhookEnd;
  stage?: ClosingStage;
}

export type TodoFinding = Omit<TodoFact, 'overdue'>;

/** Path of a host in the API: a draft has no reserved slug, so its id is used. */
export const addressOf = ({ state, id, slug }: Pick<Host, 'state' | 'id' | 'slug'>): string =>
  `/v1/hosts/${state === 'draft' ? id : slug}`;

const rankOf = ({ kind }: TodoFinding): number => TODO_KINDS.indexOf(kind);

/** Compares by urgency: first the possible loss of the entry, then the due day; undated items count as due today. */
export const byUrgency =
  (day: string) =>
  (a: TodoFinding, b: TodoFinding): number =>
    Number(b.kind === 'owner-changes') - Number(a.kind === 'owner-changes') ||
    byText(a.due ?? day, b.due ?? day) ||
    rankOf(a) - rankOf(b) ||
    byText(a.subject ?? '', b.subject ?? '');

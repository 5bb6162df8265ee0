import type { Host } from '../../documents/host.ts';
import { byText } from '../../ground/texts.ts';
import type { MembershipRequestRow, WebhookRow } from '../../record/rows.ts';
import type { SiteTrouble } from '../../record/tables.ts';
import type { ClosingStage, MistakeKind } from '../../vocabulary/terms.ts';
import type { Waits } from '../waits.ts';
import { TODO_KINDS, type TodoCall, type TodoKind } from './schema.ts';

/** Why a webhook is sent nothing any more. */
export type WebhookEnd = NonNullable<WebhookRow['disabledWhy']>;

/** All that may wait for a host, as its rows say it. Days are days in Paris. */
export interface TodoSources {
  host: Host;
  registeredOn: string;
  /** Those that nobody has answered. */
  reports: readonly { id: string; kind: MistakeKind; about: string | null; reportedOn: string }[];
  /** Those in force that will end. */
  tokens: readonly { id: string; label: string; expiresOn: string }[];
  /** Programs of its own that are told nothing any more. */
  webhooks: readonly { id: string; receiver: string; why: WebhookEnd; disabledOn: string }[];
  /** Hosts that close and name this one as their successor, which has not agreed yet. */
  successions: readonly { host: string; name: string; announcedOn: string | null; closesOn: string | null }[];
  /** Hosts that promise, without closing, that this one would take over, which has not agreed yet. */
  promisedSuccessions: readonly { host: string; name: string; saidOn: string | null }[];
  /** Those who were sent to this host, and wait for its answer. */
  referrals: readonly { id: string; federation: string; sentOn: string }[];
  /** Its requests to join, of which the federation wants to know more. */
  questions: readonly { row: MembershipRequestRow; federation: string; name: string }[];
  /** Federations that list this host as a member although it never said so. */
  unasked: readonly { federation: string; name: string }[];
  /** Federations that vouched for what a draft was before its slug, name or website changed. */
  lapsed: readonly { federation: string; name: string }[];
  /** Criteria that its federations require of members, and that it has not answered. */
  required: readonly { criterion: string; federation: string; definedOn: string }[];
  /** How many differences between the entry and files of elsewhere wait. */
  proposals: number;
  /** What is known of its site, if anything is odd about it. */
  site: { failingSince: string | null; toldOn: string | null; troubles: readonly SiteTrouble[] } | undefined;
  /** Criteria of federations that are no longer asked. */
  retired: ReadonlySet<string>;
}

/** One thing that waits, before it is a sentence in a language. */
export interface TodoFact extends Waits<TodoKind> {
  since: string;
  call: TodoCall;
  otherwise?: TodoCall;
  /** What the sentence names. */
  about?: { service?: string; criterion?: string; commitment?: string };
  name?: string;
  /** How many. */
  count?: number;
  /** Since when a site has not answered. */
  from?: string;
  report?: MistakeKind;
  why?: WebhookEnd;
  stage?: ClosingStage;
}

export type Found = Omit<TodoFact, 'overdue'>;

/** Path of a host in the API: a draft has no slug of its own yet, so its id is used. */
export const addressOf = ({ state, id, slug }: Pick<Host, 'state' | 'id' | 'slug'>): string =>
  `/v1/hosts/${state === 'draft' ? id : slug}`;

const rankOf = ({ kind }: Found): number => TODO_KINDS.indexOf(kind);

/**
 * Compares for “most urgent first”: the loss of the entry, then by due day, where undated things are due today.
 */
export const byUrgency =
  (day: string) =>
  (a: Found, b: Found): number =>
    Number(b.kind === 'owner-changes') - Number(a.kind === 'owner-changes') ||
    byText(a.due ?? day, b.due ?? day) ||
    rankOf(a) - rankOf(b) ||
    byText(a.subject ?? '', b.subject ?? '');

import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { Day, namedObject, orNull, shortText, strictObject, termOf } from '../../vocabulary/shapes.ts';
import { ASKERS, type Asker, type MistakeKind } from '../../vocabulary/terms.ts';
import { TodoCall } from '../host/schema.ts';
import type { OpenItem } from '../open-items.ts';

/** Kinds of open items for administrators, in the order of their desk. */
export const ADMIN_KINDS = ['removal', 'network', 'report', 'takeover', 'draft', 'contested'] as const;
export type AdminKind = (typeof ADMIN_KINDS)[number];

/** One open item, before it is put into words. */
export interface AdminFact extends Omit<OpenItem<AdminKind>, 'since'> {
  /** Absent: unknown. */
  since?: string;
  /** Slug of the host, or id of a draft; absent when the item is about no host. */
  host?: string;
  name: string;
  /** Who sent a removal request. */
  asker?: Asker;
  erased?: boolean;
  report?: MistakeKind;
  /** For a draft: whether the domain of its site is proven. */
  isProven?: boolean;
}

/** The first open items of a kind, and their total number. */
export interface Queue {
  items: readonly AdminFact[];
  total: number;
}

/** An open removal request, without the text that somebody wrote and without contact details. */
export const AdminTodoItem = namedObject('AdminTodoItem', {
  kind: termOf(['removal']),
  subject: Type.String({ description: '`report:<id>`' }),
  host: Type.String({ description: 'slug' }),
  name: shortText(),
  asker: termOf(ASKERS),
  since: Type.Unsafe<string>({ ...Day, description: 'The day on which it was asked' }),
  dueOn: Type.Unsafe<string>({ ...Day, description: 'The last day to answer in time; may be past' }),
  overdue: Type.Boolean(),
  erased: Type.Boolean({
    description:
      'Whether its words and how to reach whoever asks were erased: nobody answered for six months after the due day',
  }),
  text: Type.String(),
  read: Type.String({ description: 'Where the request is read, with how to reach whoever asks' }),
  call: TodoCall,
});
export type AdminTodoItem = Static<typeof AdminTodoItem>;

export const AdminTodo = namedObject('AdminTodo', {
  items: Type.Array(AdminTodoItem),
  total: Type.Integer({ minimum: 0 }),
  next: orNull(Type.String()),
  asOf: Day,
  overdueTotal: Type.Integer({ minimum: 0, description: 'How many of the whole are late' }),
});

export const AdminTodoQuery = strictObject({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 8000, description: 'From a `next` address' })),
  lang: Lang,
});

import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { Day, shortText } from '../../vocabulary/shapes.ts';
import { ASKERS, type Asker, type MistakeKind } from '../../vocabulary/terms.ts';
import { TodoCall } from '../host/schema.ts';
import type { Waits } from '../waits.ts';

/** What may wait for the administrators of the catalogue, in the order in which their desk shows it. */
export const ADMIN_KINDS = ['removal', 'network', 'report', 'takeover', 'draft', 'contested'] as const;
export type AdminKind = (typeof ADMIN_KINDS)[number];

/** One thing that waits for them, before it is a sentence in a language. */
export interface AdminFact extends Omit<Waits<AdminKind>, 'since'> {
  /** Absent: nobody knows. */
  since?: string;
  /** slug; id of a draft; absent of what is about no host */
  host?: string;
  name: string;
  /** Of a request for removal. */
  asker?: Asker;
  erased?: boolean;
  report?: MistakeKind;
  /** Of a draft: whether its site is. */
  isProven?: boolean;
}

/** The first of what waits of a kind, and how many there are in all. */
export interface Queue {
  items: readonly AdminFact[];
  total: number;
}

/** A request for removal that waits. It says nothing of what somebody wrote, nor how to reach anybody. */
export const AdminTodoItem = Type.Object(
  {
    kind: Type.Enum(['removal'], { type: 'string' }),
    subject: Type.String({ description: '`report:<id>`' }),
    host: Type.String({ description: 'slug' }),
    name: shortText(),
    asker: Type.Enum(ASKERS, { type: 'string' }),
    since: Type.Unsafe<string>({ ...Day, description: 'The day on which it was asked' }),
    due: Type.Unsafe<string>({ ...Day, description: 'The last day to answer in time; may be past' }),
    overdue: Type.Boolean(),
    erased: Type.Boolean({
      description:
        'Whether its words and how to reach whoever asks were erased: nobody answered for six months after the due day',
    }),
    text: Type.String(),
    read: Type.String({ description: 'Where the request is read, with how to reach whoever asks' }),
    call: TodoCall,
  },
  { additionalProperties: false, $id: 'AdminTodoItem' },
);
export type AdminTodoItem = Static<typeof AdminTodoItem>;

export const AdminTodo = Type.Object(
  {
    items: Type.Array(AdminTodoItem),
    total: Type.Integer({ minimum: 0 }),
    next: Type.Union([Type.String(), Type.Null()]),
    asOf: Day,
    overdue: Type.Integer({ minimum: 0, description: 'How many of the whole are late' }),
  },
  { additionalProperties: false, $id: 'AdminTodo' },
);

export const AdminTodoQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
    cursor: Type.Optional(Type.String({ maxLength: 8000, description: 'From a `next` address' })),
    lang: Lang,
  },
  { additionalProperties: false },
);

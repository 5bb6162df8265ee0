import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { Day, shortText } from '../../vocabulary/shapes.ts';
import { ASKERS } from '../../vocabulary/terms.ts';
import { TodoCall } from '../todo/schema.ts';

/** What may wait for the administrators of the catalogue. */
const ADMIN_TODO_KINDS = ['removal'] as const;

/** One thing that waits for them. It says nothing of what somebody wrote, nor how to reach anybody. */
export const AdminTodoItem = Type.Object(
  {
    kind: Type.Enum(ADMIN_TODO_KINDS, { type: 'string' }),
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

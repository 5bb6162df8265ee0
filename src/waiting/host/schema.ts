import { type Static, Type } from 'typebox';
import { Day, namedObject, orNull, strictObject } from '../../vocabulary/shapes.ts';

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
  kind: Type.Enum(TODO_KINDS, { type: 'string' }),
  subject: Type.Optional(
    Type.String({
      description:
        '`criterion:<key>`, `commitment:<kind>`, `service:<slug>`, `service:<slug>/commitment:<kind>`, `report:<id>`, `referral:<id>`, `token:<id>`, `webhook:<id>`, `host:<slug>`, `federation:<slug>` or `page:<address>`; absent: the entry as a whole',
    }),
  ),
  due: orNull(Day, { description: 'May be past; null: it waits now, without a date' }),
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
  next: Type.Null(),
  asOf: Day,
});

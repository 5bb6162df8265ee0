import { type Static, Type } from 'typebox';
import { Choice } from '../../documents/federation.ts';
import { listOf } from '../../http/pagination.ts';
import { shortText } from '../../vocabulary/shapes.ts';
import { HOST_STATES } from '../../vocabulary/terms.ts';

/** A chosen host, with what became of it. */
export const ListedChoice = Type.Object(
  {
    ...Choice.properties,
    name: shortText(),
    state: Type.Enum(HOST_STATES, { type: 'string' }),
    proposed: Type.Boolean({
      description: 'false: suspended, closed or about to close, or all its services are: no match takes it',
    }),
    overdue: Type.Boolean({ description: 'The day of its review has passed' }),
  },
  { additionalProperties: false, $id: 'ListedChoice' },
);
export type ListedChoice = Static<typeof ListedChoice>;

export const SelectionList = listOf(ListedChoice, 'SelectionList');

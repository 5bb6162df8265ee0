import { Type } from 'typebox';
import { listOf } from '../../http/pagination.ts';
import { Day, Slug } from '../../vocabulary/shapes.ts';

/** What is told of a host that has left, and no more. */
const Withdrawn = Type.Object(
  { slug: Slug, withdrawnOn: Day },
  { additionalProperties: false, $id: 'WithdrawnHost', description: 'A host that has left: when, and nothing else' },
);

export const WithdrawnList = listOf(Withdrawn, 'WithdrawnHostList');

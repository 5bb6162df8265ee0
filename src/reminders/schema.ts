import { type Static, Type } from 'typebox';
import { Lang } from '../http/answering/public-get.ts';

/** Where a host or a federation subscribes to what waits for it, without a token. */
export const PrivateAddress = Type.Object(
  {
    ics: Type.String({
      description:
        'A calendar of all that waits or will; what is late or has no date stands on the present day. Shown this once: keep it to yourself',
    }),
    atom: Type.String({ description: 'A feed of all that waits. Shown this once: keep it to yourself' }),
  },
  { additionalProperties: false, $id: 'PrivateAddress' },
);
export type PrivateAddress = Static<typeof PrivateAddress>;

export const PrivateQuery = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 200, description: 'As the private address was given' }),
    lang: Lang,
  },
  { additionalProperties: false },
);

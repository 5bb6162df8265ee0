import { Type } from 'typebox';
import { Host } from '../documents/host.ts';
import { Challenge } from './ownership/schema.ts';

/** A host that was just registered, and the token that writes it. */
export const RegisteredHost = Type.Object(
  {
    host: Host,
    token: Type.String({ description: 'Shown this once: keep it' }),
    challenge: Type.Union([Challenge, Type.Null()], {
      description: 'null: without a website there is nothing to prove',
    }),
  },
  { additionalProperties: false, $id: 'RegisteredHost' },
);

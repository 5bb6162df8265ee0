import { Type } from 'typebox';

/** What stands between two cells of a sheet that is downloaded. */
export const SEPARATORS = ['comma', 'semicolon'] as const;
export type Separator = (typeof SEPARATORS)[number];

export const SeparatorQuery = Type.Optional(
  Type.Enum(SEPARATORS, {
    type: 'string',
    description:
      'comma, when absent: RFC 4180. semicolon: what Excel opens in columns in France, with dates such as 25/11/2026 and decimal commas',
  }),
);

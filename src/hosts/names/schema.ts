import { type Static, Type } from 'typebox';
import { namedObject, PartialDate, pathName } from '../../vocabulary/shapes.ts';
import { ALIAS_KINDS } from '../../vocabulary/terms.ts';

export const AliasPath = Type.Object({
  host: pathName('Slug or identifier of a host', 'les-aulnes'),
  aliasKind: Type.Enum(ALIAS_KINDS, { type: 'string', examples: ['domain'] }),
  value: pathName('The former slug, name or domain, percent-encoded', 'aulnes-asso.example'),
});

export const AliasDraft = namedObject(
  'AliasDraft',
  {
    until: Type.Optional(
      Type.Unsafe<string>({ ...PartialDate, description: 'The last day, month or year in which it was in use' }),
    ),
  },
  { examples: [{ until: '2021-06' }] },
);
export type AliasDraft = Static<typeof AliasDraft>;

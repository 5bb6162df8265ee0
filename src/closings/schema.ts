import { type Static, Type } from 'typebox';
import { HostPath } from '../documents/host.ts';
import { Day, HttpUrl, namedObject, pathName, Slug, strictObject, Text } from '../vocabulary/shapes.ts';

/** A host's announcement that it closes, or that one of its services does. */
export const ClosingDraft = namedObject(
  'ClosingDraft',
  {
    announcedOn: Type.Optional(
      Type.String({
        format: 'date',
        description: 'For administrators, of what was announced elsewhere before; today when absent, and fixed since',
      }),
    ),
    stages: strictObject(
      {
        restricted: Type.Optional(Day),
        readOnly: Type.Optional(Day),
        closed: Type.Optional(Day),
        dataErased: Type.Optional(Day),
      },
      { minProperties: 1, description: 'Days in order; none before the former' },
    ),
    reason: Text,
    successor: Type.Optional({
      ...Slug,
      description:
        'Slug of the host that would take over, shown as agreed once that host says so too; it has an entry here',
    }),
    exportGuide: Type.Optional(HttpUrl),
  },
  {
    examples: [
      {
        stages: { restricted: '2027-01-01', readOnly: '2027-04-01', closed: '2027-07-01', dataErased: '2027-08-01' },
        reason: { fr: 'L’association s’arrête.' },
        exportGuide: 'https://aulnes.example/exporter',
      },
    ],
  },
);
export type ClosingDraft = Static<typeof ClosingDraft>;

export const SuccessionPath = Type.Object({
  ...HostPath.properties,
  leaving: pathName('Slug or identifier of the host that closes, or that names its successor', 'les-saules'),
});

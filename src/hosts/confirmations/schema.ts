import { type Static, Type } from 'typebox';
import { trialOf } from '../../http/trials.ts';
import { namedObject, Params, strictObject, termOf } from '../../vocabulary/shapes.ts';
import { COMPLETE_LISTS, IMPORTED_STATEMENTS } from '../../vocabulary/terms.ts';

const Lists = Type.Array(termOf(COMPLETE_LISTS), { uniqueItems: true });

const Imported = Type.Array(Type.Enum(IMPORTED_STATEMENTS, { type: 'string' }), { uniqueItems: true });

/** “Still true”, which lists are complete, and which statements recorded elsewhere were seen. */
export const ConfirmationDraft = namedObject(
  'ConfirmationDraft',
  {
    complete: Type.Optional(
      Type.Unsafe<Static<typeof Lists>>({
        ...Lists,
        description:
          'The lists that are whole from now on, and no other: a list left out is a sample again. Absent: no list becomes whole, and none is taken back',
      }),
    ),
    imported: Type.Optional(
      Type.Unsafe<Static<typeof Imported>>({
        ...Imported,
        description:
          'Which statements that were recorded elsewhere (`by: "import"`) the host has seen, and says itself from now on: its claims, its commitments with those of services. Absent: those stay as they are, with their days',
      }),
    ),
  },
  { examples: [{ complete: ['services', 'plans'] }, { imported: ['claims', 'commitments'] }] },
);
export type ConfirmationDraft = Static<typeof ConfirmationDraft>;

/** What a publication says of the lists of an entry. */
export const PublicationDraft = namedObject(
  'PublicationDraft',
  {
    complete: Type.Optional(
      Type.Unsafe<Static<typeof Lists>>({
        ...Lists,
        description:
          'The lists that are whole, and no other. Absent: all of them, and of a host that comes back those that were',
      }),
    ),
  },
  { examples: [{ complete: ['services', 'plans', 'languages'] }] },
);
export type PublicationDraft = Static<typeof PublicationDraft>;

const Told = strictObject({
  list: termOf(COMPLETE_LISTS),
  code: Type.String(),
  params: Params,
  text: Type.String(),
});

/** The effects of a confirmation on what readers are told. */
export const ConfirmationPreview = namedObject('ConfirmationPreview', {
  complete: Type.Unsafe<Static<typeof Lists>>({ ...Lists, description: 'As it would be' }),
  becomesNo: Type.Array(Told, { description: 'Unknown today, and a no afterwards' }),
  notes: Type.Array(Told, {
    description: 'Lists of which nothing was said yet, and lists that become samples again',
  }),
  version: Type.Integer({ description: 'Of the host as it is' }),
});
export type ConfirmationPreview = Static<typeof ConfirmationPreview>;
export const ConfirmationTrial = trialOf('ConfirmationTrial', ConfirmationPreview);

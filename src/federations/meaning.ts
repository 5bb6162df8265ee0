import type { Fault } from '../errors.ts';
import { countryFaults, dateFaults, fault, orderFaults, pastFaults, slugFaults } from '../vocabulary/meaning.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { FederationDraft, MemberDraft } from './schema.ts';

/** What a well-formed federation says that cannot be. */
export const federationFaults = (draft: FederationDraft, reference: Reference): Fault[] => [
  ...slugFaults('/slug', draft.slug),
  ...countryFaults('/country', draft.country, reference),
  ...(draft.charter !== undefined && !reference.charters.has(draft.charter)
    ? [
        fault('/charter', 'unknown-charter', {
          fr: `Il n’y a pas de charte ${draft.charter}.`,
          en: `There is no charter ${draft.charter}.`,
        }),
      ]
    : []),
];

function charterFaults(draft: MemberDraft, federationCharter: string | undefined, { charters }: Reference): Fault[] {
  const key = draft.charter ?? federationCharter;
  const charter = key === undefined ? undefined : charters.get(key);
  if (draft.charter !== undefined && !charter)
    return [
      fault('/charter', 'unknown-charter', {
        fr: `Il n’y a pas de charte ${draft.charter}.`,
        en: `There is no charter ${draft.charter}.`,
      }),
    ];
  const { charterVersion } = draft;
  if (charterVersion === undefined || charter?.versions.some(({ version }) => version === charterVersion)) return [];
  const known = charter?.versions.map(({ version }) => version).join(', ');
  return [
    fault(
      '/charterVersion',
      'unknown-charter-version',
      known
        ? { fr: `La charte a les versions ${known}.`, en: `The charter has the versions ${known}.` }
        : { fr: 'Aucune charte n’est nommée.', en: 'No charter is named.' },
    ),
  ];
}

/** What a well-formed membership says that cannot be. */
export const memberFaults = (
  draft: MemberDraft,
  federationCharter: string | undefined,
  reference: Reference,
  day: string,
): Fault[] => [
  ...charterFaults(draft, federationCharter, reference),
  ...dateFaults('/since', draft.since),
  ...pastFaults('/lastReviewedOn', draft.lastReviewedOn, day),
  ...dateFaults('/until', draft.until),
  ...orderFaults('/until', draft.since, draft.until),
];

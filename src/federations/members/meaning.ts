import type { MemberDraft } from '../../documents/federation.ts';
import { isFormer } from '../../documents/membership.ts';
import { domainOf } from '../../ground/addresses.ts';
import type { Fault } from '../../ground/errors.ts';
import { fault } from '../../ground/errors.ts';
import { nearestTo } from '../../ground/texts.ts';
import { dateFaults, keyFaults, orderFaults, pastFaults, suggestion } from '../../requests/meaning.ts';
import type { Reference } from '../../vocabulary/reference.ts';

function charterFaults(draft: MemberDraft, federationCharter: string | undefined, { charters }: Reference): Fault[] {
  const key = draft.charter ?? federationCharter;
  const charter = key === undefined ? undefined : charters.get(key);
  if (draft.charter !== undefined && !charter) return keyFaults('/charter', 'charter', draft.charter, charters);
  // Memberships are shown as signed under this federation's charter, so another charter is refused.
  if (draft.charter !== undefined && federationCharter !== undefined && draft.charter !== federationCharter)
    return [
      fault('/charter', 'charter-of-another', {
        fr: `La charte de cette fédération est ${federationCharter} : ses membres n’en signent pas d’autre ici. Retirez charter, ou changez d’abord la charte de la fédération.`,
        en: `The charter of this federation is ${federationCharter}: its members sign no other one here. Leave charter out, or first change the charter of the federation.`,
      }),
    ];
  const { charterVersion } = draft;
  const versions = charter?.versions.map(({ version }) => version) ?? [];
  if (charterVersion === undefined || versions.includes(charterVersion)) return [];
  const { fr, en } = suggestion(nearestTo(charterVersion, versions));
  return [
    fault(
      '/charterVersion',
      'unknown-charter-version',
      charter
        ? {
            fr: `La charte a les versions ${versions.join(', ')}.${fr}`,
            en: `The charter has the versions ${versions.join(', ')}.${en}`,
          }
        : { fr: 'Aucune charte n’est nommée.', en: 'No charter is named.' },
    ),
  ];
}

/** The default charter of a federation, and its website. */
export interface SigningFederation {
  charter?: string | null;
  website: string;
}

/**
 * The page must be on the federation's website or a part of it: a page of others proves nothing about what the
 * federation says.
 */
function pageFaults({ evidenceUrl }: MemberDraft, { website }: SigningFederation): Fault[] {
  if (evidenceUrl === undefined) return [];
  const [page, own] = [domainOf(evidenceUrl), domainOf(website)];
  if (own !== undefined && (page === own || page?.endsWith(`.${own}`))) return [];
  return [
    fault('/evidenceUrl', 'page-of-somebody-else', {
      fr: `Donnez une page de la fédération elle-même, sur ${own}, qui nomme l’hébergeur.`,
      en: `Give a page of the federation itself, on ${own}, that names the host.`,
    }),
  ];
}

/** A membership whose end has passed must be `former`. The end of a former membership must not lie in the future. */
function untilFaults({ status, until }: MemberDraft, day: string): Fault[] {
  if (status === 'former') return pastFaults('/until', until, day);
  const faults = dateFaults('/until', until);
  if (faults.length > 0 || !isFormer({ status, until: until ?? null }, day)) return faults;
  return [
    fault('/until', 'membership-over', {
      fr: `Cette adhésion a pris fin : ${until} est passé. Dites former.`,
      en: `This membership has ended: ${until} is past. Say former.`,
    }),
  ];
}

/** Faults of meaning in a membership with a valid shape. */
export const memberFaults = (
  draft: MemberDraft,
  federation: SigningFederation,
  reference: Reference,
  day: string,
): Fault[] => [
  ...charterFaults(draft, federation.charter ?? undefined, reference),
  ...pageFaults(draft, federation),
  ...pastFaults('/since', draft.since, day),
  ...pastFaults('/lastReviewedOn', draft.lastReviewedOn, day),
  ...untilFaults(draft, day),
  ...orderFaults('/until', draft.since, draft.until),
];

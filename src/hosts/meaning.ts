import type { HostDraft } from '../documents/host.ts';
import type { Fault } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';
import { countryFaults, pastFaults, slugFaults, zoneFaults } from '../requests/meaning.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { mailboxFaults } from './mailbox.ts';

/** What a well-formed host says that cannot be. */
export const hostFaults = (draft: HostDraft, reference: Reference, day: string): Fault[] => [
  ...slugFaults('/slug', draft.slug),
  ...pastFaults('/foundedOn', draft.foundedOn, day),
  ...countryFaults('/seat/country', draft.seat?.country, reference),
  ...zoneFaults('/seat/territory', draft.seat?.territory, reference),
  ...(draft.serves ?? []).flatMap((zone, i) => zoneFaults(`/serves/${i}`, zone, reference)),
  ...(draft.visits ?? []).flatMap((zone, i) => zoneFaults(`/visits/${i}`, zone, reference)),
  ...mailboxFaults(draft, reference),
];

/** Links elsewhere name a published host by its slug. */
export const slugKeptFaults = (draft: HostDraft, host: { slug: string; publishedAt: Date | null }): Fault[] =>
  host.publishedAt && draft.slug !== host.slug
    ? [
        fault('/slug', 'slug-fixed', {
          fr: 'L’identifiant d’un hébergeur publié ne change plus.',
          en: 'The slug of a published host cannot change.',
        }),
      ]
    : [];

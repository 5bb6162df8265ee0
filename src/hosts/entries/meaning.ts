import { domainToUnicode } from 'node:url';
import type { Database } from '../../database/open.ts';
import type { Contact, HostDraft } from '../../documents/host.ts';
import { domainOf, siteOf } from '../../ground/addresses.ts';
import { type Fault, fault } from '../../ground/errors.ts';
import type { HostRow } from '../../record/rows.ts';
import type { Caller } from '../../requests/caller.ts';
import { countryFaults, pastFaults, slugFaults, zoneFaults } from '../../requests/meaning.ts';
import { isPersonal, personalAddress } from '../../requests/personal-data.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { fold } from '../../vocabulary/territories.ts';
import { listOthers } from '../ownership/store.ts';

/** Faults of meaning in a host whose shape is valid. */
export const hostFaults = (draft: HostDraft, reference: Reference, day: string): Fault[] => [
  ...slugFaults('/slug', draft.slug),
  ...pastFaults('/foundedOn', draft.foundedOn, day),
  ...countryFaults('/seat/country', draft.seat?.country, reference),
  ...zoneFaults('/seat/territory', draft.seat?.territory, reference),
  ...(draft.serves ?? []).flatMap((zone, i) => zoneFaults(`/serves/${i}`, zone, reference)),
  ...(draft.visits ?? []).flatMap((zone, i) => zoneFaults(`/visits/${i}`, zone, reference)),
  ...mailboxFaults(draft, reference),
];

/**
 * Refuses another slug when a published host is replaced by a whole document: an old copy of the document must not
 * rename it. A former slug of its own is read as the present slug.
 */
export const slugKeptFaults = (
  draft: Pick<HostDraft, 'slug'>,
  host: { slug: string; publishedAt: Date | null },
  aliases: readonly { kind: string; value: string }[],
): Fault[] =>
  host.publishedAt === null ||
  draft.slug === host.slug ||
  aliases.some(({ kind, value }) => kind === 'slug' && value === draft.slug)
    ? []
    : [
        fault('/slug', 'slug-fixed', {
          fr: 'Un document ne change pas l’identifiant d’un hébergeur publié. Changez-le par un PATCH de la fiche : l’ancien continuera d’y mener.',
          en: 'A document does not change the slug of a published host. Change it by a PATCH of the entry: the former one will go on leading there.',
        }),
      ];

/** Refuses an e-mail address that looks like that of a person, unless `roleAddress` says that it is the organisation's. */
export function mailboxFaults(draft: HostDraft, reference: Reference): Fault[] {
  const { email, roleAddress } = draft.contact ?? {};
  if (roleAddress || !isPersonal(email, draft, reference)) return [];
  return [
    personalAddress('/contact/email', {
      fr: 'Si elle est bien celle de l’organisation, ajoutez « roleAddress » : true dans contact.',
      en: 'If it is that of the organisation, add "roleAddress": true to contact.',
    }),
  ];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A patch that changes the e-mail address also removes `roleAddress`, unless it sets `roleAddress` too. */
export function withoutFormerRole(patch: unknown, before: Contact | undefined): unknown {
  if (!isObject(patch) || !isObject(patch.contact) || before?.roleAddress === undefined) return patch;
  const { contact } = patch;
  if (contact.email === undefined || contact.email === before.email || 'roleAddress' in contact) return patch;
  return { ...patch, contact: { ...contact, roleAddress: null } };
}

/** What readers recognise a host by; null: do not check. */
interface Identity {
  name: string | null;
  website: string | null;
}

/** Whether a domain contains only Latin letters: letters of other alphabets can look the same. */
const isReadable = (domain: string): boolean => /^[\p{Script=Latin}\d.-]+$/u.test(domainToUnicode(domain));

/** Refuses a name or website that readers could mistake for that of another host. */
export function identityFaults(
  { name, website }: Identity,
  others: readonly { slug: string; name: string; website: string | null }[],
): Fault[] {
  const faults: Fault[] = [];
  const domain = domainOf(website);
  if (domain !== undefined && !isReadable(domain))
    faults.push(
      fault('/website', 'unusual-letters', {
        fr: 'Ce nom de domaine a des lettres d’un autre alphabet : une fédération ou l’administration doit le confirmer.',
        en: 'This domain has letters of another alphabet: a federation or an administrator must confirm it.',
      }),
    );
  const site = siteOf(website);
  const sameSite = others.find((other) => site !== undefined && siteOf(other.website) === site);
  if (sameSite)
    faults.push(
      fault('/website', 'shared-domain', {
        fr: `La fiche « ${sameSite.slug} » a déjà ce domaine. Si c’est la vôtre, reprenez-la : POST /v1/hosts/${sameSite.slug}/ownership.`,
        en: `The entry "${sameSite.slug}" has this domain. If it is yours, take it over: POST /v1/hosts/${sameSite.slug}/ownership.`,
      }),
    );
  else if (name !== null && others.some((other) => fold(other.name) === fold(name)))
    faults.push(
      fault('/name', 'same-name', {
        fr: 'Un autre hébergeur porte ce nom : précisez le vôtre, ou demandez à une fédération ou à l’administration.',
        en: 'Another host has this name: make yours more precise, or ask a federation or an administrator.',
      }),
    );
  return faults;
}

/**
 * Refuses a change that makes a public host resemble another one. Only changed fields are checked. Drafts are checked
 * when they are published.
 */
export async function movedFaults(db: Database, caller: Caller, host: HostRow, draft: HostDraft): Promise<Fault[]> {
  if (caller.role === 'admin' || host.publishedAt === null) return [];
  const name = fold(draft.name) === fold(host.name) ? null : draft.name;
  const website = siteOf(draft.website) === siteOf(host.website) ? null : (draft.website ?? null);
  if (name === null && website === null) return [];
  return identityFaults({ name, website }, await listOthers(db, host.id));
}

import type { Database } from '../../database/open.ts';
import { domainOf, typedDomain } from '../../ground/addresses.ts';
import { CatalogueError, type Fault, pathFault } from '../../ground/errors.ts';
import type { HostAliasRow, HostRow } from '../../record/rows.ts';
import type { Caller } from '../../requests/caller.ts';
import { isSlug, pastFaults, slugFaults } from '../../requests/meaning.ts';
import { shapeFaults } from '../../requests/shape.ts';
import { Slug, shortText } from '../../vocabulary/shapes.ts';
import type { AliasKind } from '../../vocabulary/terms.ts';
import { fold } from '../../vocabulary/territories.ts';
import { listOthers } from '../ownership/store.ts';
import { changedNameKinds, type HostNames, isOtherName, namesNow } from './former-names.ts';
import type { AliasDraft } from './schema.ts';

/**
 * How many former names of one kind a host may collect without an administrator: nobody else can take its former slugs.
 */
const MOST_FORMER = 20;

const tooMany = {
  fr: `Une fiche garde ${MOST_FORMER} anciens noms de chaque sorte. Retirez-en un qui ne sert plus, ou demandez à l’administration.`,
  en: `An entry keeps ${MOST_FORMER} former names of each kind. Remove one that serves no more, or ask an administrator.`,
};

const FIELDS: Record<AliasKind, string> = { slug: '/slug', name: '/name', domain: '/website' };

/** Refuses a renaming by a host that has too many former names already. */
export function renameFaults(
  caller: Caller,
  host: HostRow,
  aliases: readonly Pick<HostAliasRow, 'kind' | 'value'>[],
  after: HostNames,
): Fault[] {
  if (caller.role === 'admin' || host.publishedAt === null) return [];
  const [old, now] = [namesNow(host), namesNow(after)];
  return changedNameKinds(host, after).flatMap((kind) => {
    const kept = aliases.filter((one) => one.kind === kind && one.value !== now[kind] && one.value !== old[kind]);
    const isOneMore = old[kind] !== undefined;
    return isOneMore && kept.length >= MOST_FORMER
      ? [{ pointer: FIELDS[kind], code: 'too-many', message: tooMany }]
      : [];
  });
}

/**
 * Former slugs are redirects: only administrators may add or free one.
 * @throws CatalogueError not-yours
 */
export function requireNamer(caller: Caller, kind: AliasKind): void {
  if (kind !== 'slug' || caller.role === 'admin') return;
  throw new CatalogueError('not-yours', {
    fr: 'Les anciens identifiants se gardent d’eux-mêmes quand vous en changez (PATCH de la fiche). Seule l’administration en ajoute un, ou en libère un.',
    en: 'Former slugs are kept by themselves when you change yours (PATCH of the entry). Only an administrator adds one, or frees one.',
  });
}

/** A former name in its stored form; undefined for text that cannot be one. */
export function readAlias(kind: AliasKind, typed: string): string | undefined {
  if (kind === 'domain') return typedDomain(typed);
  if (kind === 'slug') return isSlug(typed) && shapeFaults(Slug, typed).length === 0 ? typed : undefined;
  const name = typed.trim();
  return shapeFaults(shortText(), name).length === 0 ? name : undefined;
}

const atValue = (code: Fault['code'], fr: string, en: string): Fault => pathFault('/value', code, { fr, en });

const NOT_ONE: Record<AliasKind, Fault> = {
  slug: atValue(
    'wrong-shape',
    'Un identifiant s’écrit en minuscules, chiffres et traits d’union, en 2 à 80 signes.',
    'A slug has lower-case letters, digits and single hyphens, 2 to 80 of them.',
  ),
  name: atValue('wrong-shape', 'Un nom a 1 à 200 signes qui se lisent.', 'A name has 1 to 200 readable characters.'),
  domain: atValue(
    'wrong-shape',
    'Ce n’est pas un nom de domaine. Écrivez-le seul, comme aulnes.example.',
    'This is no domain name. Write it alone, such as aulnes.example.',
  ),
};

/** Refuses, from a host, a former name that readers or programs could mistake for another host. */
async function othersFaults(db: Database, host: HostRow, kind: AliasKind, value: string): Promise<Fault[]> {
  const others = kind === 'slug' ? [] : await listOthers(db, host.id);
  const other = others.find((one) =>
    kind === 'domain' ? domainOf(one.website) === value : fold(one.name) === fold(value),
  );
  if (!other) return [];
  return [
    kind === 'domain'
      ? atValue(
          'shared-domain',
          `La fiche « ${other.slug} » a ce domaine aujourd’hui. Si c’est la même organisation, l’administration peut fusionner les deux fiches.`,
          `The entry "${other.slug}" has this domain today. If it is the same organisation, an administrator can merge the two entries.`,
        )
      : atValue(
          'same-name',
          `La fiche « ${other.slug} » porte ce nom aujourd’hui. Si c’est la même organisation, l’administration peut fusionner les deux fiches.`,
          `The entry "${other.slug}" has this name today. If it is the same organisation, an administrator can merge the two entries.`,
        ),
  ];
}

/**
 * Faults of meaning in a former name.
 * @param value as `readAlias` returns it
 */
export async function aliasFaults(
  db: Database,
  caller: Caller,
  { host, aliases }: { host: HostRow; aliases: readonly HostAliasRow[] },
  { kind, value }: { kind: AliasKind; value: string | undefined },
  { until }: AliasDraft,
  day: string,
): Promise<Fault[]> {
  const faults = pastFaults('/until', until, day);
  if (value === undefined) return [NOT_ONE[kind], ...faults];
  if (!isOtherName(kind, value, namesNow(host)[kind]))
    faults.push(
      atValue(
        'present-name',
        'C’est ainsi que la fiche s’appelle aujourd’hui : rien n’est ancien ici.',
        'This is what the entry is called today: it is nothing former.',
      ),
    );
  if (kind === 'slug') faults.push(...slugFaults('/value', value).map((one) => ({ ...one, in: 'path' as const })));
  if (caller.role === 'admin') return faults;
  const others = aliases.filter((one) => one.kind === kind && one.value !== value);
  if (others.length >= MOST_FORMER) faults.push(pathFault('/aliasKind', 'too-many', tooMany));
  return [...faults, ...(await othersFaults(db, host, kind, value))];
}

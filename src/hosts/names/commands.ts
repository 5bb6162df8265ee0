import type { Host } from '../../documents/host.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Context, WriteResult } from '../../record/context.ts';
import { today } from '../../requests/meaning.ts';
import type { IfMatch } from '../../requests/version.ts';
import type { AliasKind } from '../../vocabulary/terms.ts';
import { changeHost } from '../change.ts';
import { putAliasRow, removeAliasRow } from './former-names.ts';
import { aliasFaults, readAlias, requireNamer } from './meaning.ts';
import type { AliasDraft } from './schema.ts';

/** A former name of a host; `value` as it was entered. */
interface AliasRef {
  host: string;
  aliasKind: AliasKind;
  value: string;
}

/**
 * Adds a former name to a public host, or sets the day until which it was in use.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, not-published, meaningless-request,
 * slug-taken, version-required, version-stale
 */
export async function putAlias(
  context: Context,
  ref: AliasRef,
  draft: AliasDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> {
  const { caller } = context;
  const { aliasKind: kind } = ref;
  requireNamer(caller, kind);
  return await changeHost(context, ref.host, ifMatch, async ({ rows }, db) => {
    const { host, aliases } = rows;
    if (host.publishedAt === null)
      throw new CatalogueError('not-published', {
        fr: 'Cet hébergeur n’est encore qu’un brouillon : il n’a jamais porté d’autre nom.',
        en: 'This host is only a draft yet: it never had another name.',
      });
    const value = readAlias(kind, ref.value);
    const row = value === undefined ? undefined : { hostId: host.id, kind, value, until: draft.until ?? null };
    return {
      creates: !aliases.some((one) => one.kind === kind && one.value === value),
      faults: await aliasFaults(db, caller, rows, { kind, value }, draft, today(context)),
      apply: async (db) => {
        if (row) await putAliasRow(db, row);
      },
    };
  });
}

/**
 * Removes a former name. A removed slug leads nowhere any more, and another host may take it.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, alias-not-found, version-required,
 * version-stale
 */
export async function removeAlias(context: Context, ref: AliasRef, ifMatch: IfMatch): Promise<WriteResult<Host>> {
  const { aliasKind: kind } = ref;
  requireNamer(context.caller, kind);
  return await changeHost(context, ref.host, ifMatch, ({ rows: { host, aliases } }) => {
    const value = readAlias(kind, ref.value);
    const found = aliases.find((one) => one.kind === kind && (one.value === value || one.value === ref.value));
    if (!found)
      throw new CatalogueError('alias-not-found', {
        fr: 'Cette fiche n’a pas cet ancien nom. Voyez « aliases » dans sa fiche.',
        en: 'This entry has no such former name. See "aliases" in its document.',
      });
    return { apply: (db) => removeAliasRow(db, { hostId: host.id, kind, value: found.value }) };
  });
}

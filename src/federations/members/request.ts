import { CatalogueError } from '../../ground/errors.ts';
import type { FederationRow, MembershipRequestRow } from '../../record/rows.ts';
import { known, textFact } from '../../vocabulary/facts.ts';
import type { MembershipRequest } from './schema.ts';

/** What came of asking; `revision` null: nothing public changed. */
export interface Asked {
  request: MembershipRequest;
  created: boolean;
  revision: number | null;
}

export const alreadyMember = () =>
  new CatalogueError('already-member', {
    fr: 'Vous êtes déjà membre de cette fédération.',
    en: 'You are a member of this federation already.',
  });

type Said = Pick<MembershipRequestRow, 'askedOn' | 'since' | 'charter' | 'charterVersion' | 'note'>;
export const toRequest = (
  row: Said,
  host: { slug: string; name: string },
  { slug }: Pick<FederationRow, 'slug'>,
  status: MembershipRequest['status'] = 'asked',
): MembershipRequest => ({
  host: host.slug,
  name: host.name,
  federation: slug,
  status,
  askedOn: row.askedOn,
  ...known({ since: row.since, charter: row.charter, charterVersion: row.charterVersion, note: textFact(row.note) }),
});

import type { Host, Membership } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { MEMBERSHIP_AUTHORS, MEMBERSHIP_STATES } from '../../vocabulary/terms.ts';
import type { Dumped } from './dumped.ts';
import { ofItsHost, TO_HOSTS } from './host-table.ts';
import { column, inBoth, type Table } from './table.ts';

interface MembershipRow {
  host: Host;
  membership: Membership;
  dumped: Dumped;
}

export const MEMBERSHIPS: Table<MembershipRow> = {
  name: 'memberships',
  title: { fr: 'Les adhésions à des réseaux, une par ligne', en: 'Memberships of networks, one a row' },
  key: 'membershipId',
  refersTo: [TO_HOSTS],
  rowsOf: (host, dumped) => host.memberships.map((membership) => ({ host, membership, dumped })),
  columns: [
    column(
      'membershipId',
      'string',
      ['L’adhésion : son hébergeur, puis son réseau', 'The membership: its host, then its network'],
      ({ host, membership }) => `${host.id}/${membership.federation}`,
    ),
    ...ofItsHost<MembershipRow>(),
    column(
      'federationId',
      'string',
      ['Le réseau : identifiant', 'The network: identifier'],
      (row) => row.dumped.federationBySlug.get(row.membership.federation)?.id,
    ),
    column(
      'federationSlug',
      'string',
      ['Le réseau : nom court', 'The network: short name'],
      (row) => row.membership.federation,
    ),
    column(
      'federationName',
      'string',
      ['Le réseau : nom', 'The network: name'],
      (row) => row.dumped.federationBySlug.get(row.membership.federation)?.name,
    ),
    column(
      'membershipState',
      'string',
      ['Membre, ancien membre, ou proche', 'Member, former member, or follower'],
      ({ membership }) => membership.state,
      MEMBERSHIP_STATES,
    ),
    column('isMemberToday', 'boolean', ['Membre aujourd’hui', 'Member today'], ({ membership, dumped }) =>
      isCurrent(membership, dumped.day),
    ),
    column('memberSince', 'partial-day', ['Depuis', 'Since'], ({ membership }) => membership.since),
    column('memberUntil', 'partial-day', ['Jusqu’à', 'Until'], ({ membership }) => membership.until),
    column('charter', 'string', ['Charte signée', 'Charter signed'], ({ membership }) => membership.charter),
    column('charterVersion', 'string', ['… sa version', '… its version'], (row) => row.membership.charterVersion),
    column('lastReviewedOn', 'partial-day', ['Dernier examen', 'Last review'], (row) => row.membership.lastReviewedOn),
    column(
      'askedOn',
      'date',
      ['L’hébergeur l’a dit le', 'The host said so on'],
      ({ membership }) => membership.askedOn,
    ),
    column('toCheck', 'boolean', ['Incertaine', 'Uncertain'], ({ membership }) => membership.toCheck ?? false),
    column(
      'statedBy',
      'string',
      ['Qui l’a écrit ; vide : inconnu', 'Who wrote it; empty: not known'],
      ({ membership }) => membership.statedBy,
      MEMBERSHIP_AUTHORS,
    ),
    column(
      'evidenceUrl',
      'string',
      ['Page du réseau qui le dit', 'Page of the network that says so'],
      (row) => row.membership.evidenceUrl,
    ),
    ...inBoth<MembershipRow>('exceptions', ['Exceptions', 'Exceptions'], ({ membership }) => membership.exceptions),
  ],
};

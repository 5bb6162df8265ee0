import { CatalogueError } from '../ground/errors.ts';
import type { Actor } from '../vocabulary/terms.ts';

/** Who sends a request, from the token; `label` names the token in the history, never a person or an address. */
export type Caller = Who & {
  /** The operationId of the request, for the audit trail. */
  operation?: string;
  /** The secret that was shown was replaced and works until then, or the mailbox ends then: so does what is made with it. */
  formerUntil?: Date;
};

interface Awaiting {
  awaitsOfficer?: true;
}

type Who =
  | { role: 'anonymous' }
  | { role: 'admin'; label: string; tokenId: string | null }
  /** `awaitsOfficer`: an administrator let it in, and it reads nothing of cases until somebody accepts it who does. */
  | (Awaiting & {
      role: 'host';
      hostId: string;
      label: string;
      /** null: it speaks by a document on its own site. */
      tokenId: string | null;
    })
  /** Claims that a host is theirs, and has not proven it yet. */
  | { role: 'claimant'; hostId: string; label: string; tokenId: string }
  /** The catalogue itself, in its scheduled tasks. */
  | { role: 'check'; label: string; tokenId: null }
  | (Awaiting & { role: 'federation'; federationId: string; label: string; tokenId: string });

/** Somebody with a token. */
export type TokenHolder = Exclude<Who, { role: 'anonymous' }> & Pick<Caller, 'operation' | 'formerUntil'>;

/** @throws CatalogueError no-token */
export function requireToken(caller: Caller): asserts caller is TokenHolder {
  if (caller.role === 'anonymous')
    throw new CatalogueError('no-token', { fr: 'Il faut un jeton d’accès.', en: 'This needs a token.' });
}

/** @throws CatalogueError no-token, not-yours */
export function requireAdmin(caller: Caller): void {
  requireToken(caller);
  if (caller.role !== 'admin')
    throw new CatalogueError('not-yours', {
      fr: 'Seule l’administration peut faire cela.',
      en: 'Only an administrator may do this.',
    });
}

/** For what any federation may do. @throws CatalogueError no-token, not-yours */
export function requireFederationOrAdmin(caller: Caller): void {
  requireToken(caller);
  if (caller.role !== 'federation' && caller.role !== 'admin')
    throw new CatalogueError('not-yours', {
      fr: 'Seules une fédération et l’administration peuvent faire cela.',
      en: 'Only a federation or an administrator may do this.',
    });
}

/** Who made a change, and by which operation. */
export interface Author {
  by: Actor;
  byLabel: string;
  /** Absent: the token of the environment, or the catalogue itself. */
  byTokenId: string | null;
  action: string | null;
}

export const authorOf = ({ role, label, tokenId, operation }: TokenHolder): Author => ({
  by: role === 'claimant' ? 'host' : role,
  byLabel: label,
  byTokenId: tokenId,
  action: operation ?? null,
});

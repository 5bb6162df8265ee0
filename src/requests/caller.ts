import { CatalogueError } from '../ground/errors.ts';
import type { Actor, TokenRights } from '../vocabulary/terms.ts';

/**
 * Who sends a request, derived from the token. `label` names the token in the history; it never holds a person's name
 * or an address.
 */
export type Caller = Who & {
  /** The operationId of the request, for the audit trail. */
  operation?: string;
  /**
   * When this caller's access ends: the grace period of a replaced secret, or the end of the mailbox it signed in from.
   * Tokens made by this caller end then too.
   */
  formerUntil?: Date;
};

interface Awaiting {
  awaitsOfficer?: true;
  /** The token reads everything of its owner, and writes only answers to what others ask, or nothing. Absent: all. */
  limitedTo?: Exclude<TokenRights, 'all'>;
}

type Who =
  | { role: 'anonymous' }
  | { role: 'admin'; label: string; tokenId: string | null }
  /**
   * `awaitsOfficer`: an administrator created this token. It cannot read cases until someone who can read them accepts
   * it.
   */
  | (Awaiting & {
      role: 'host';
      hostId: string;
      label: string;
      /** null: the caller is identified by a document published on its own site, not by a token. */
      tokenId: string | null;
    })
  /** Has claimed the host but has not proven the claim yet. */
  | { role: 'claimant'; hostId: string; label: string; tokenId: string }
  /** The catalogue itself, running a scheduled task. */
  | { role: 'catalogue'; label: string; tokenId: null }
  | (Awaiting & { role: 'federation'; federationId: string; label: string; tokenId: string });

/** A caller with a token, or a caller that needs none (a scheduled task, a document on the host's own site). */
export type TokenHolder = Exclude<Who, { role: 'anonymous' }> & Pick<Caller, 'operation' | 'formerUntil'>;

/** Who can open the database, or read what its server left for the command line, may do everything. */
export const COMMAND_LINE = Object.freeze({ role: 'admin', label: 'command line', tokenId: null } as const);

/**
 * For what only the command line does.
 * @throws CatalogueError no-token, not-yours
 */
export function requireCommandLine(caller: Caller): void {
  requireAdmin(caller);
  if (caller !== COMMAND_LINE)
    throw new CatalogueError('not-yours', {
      fr: 'Cela ne se fait que par la ligne de commande, sur la machine du serveur.',
      en: 'Only the command line on the machine of the server may do this.',
    });
}

/** What somebody may do of what their owner may. */
export const rightsOf = (caller: Caller): TokenRights => ('limitedTo' in caller && caller.limitedTo) || 'all';

/** Whether somebody may do all that their owner may: not one who only reads, or reads and answers. */
export const mayDoAll = (caller: Caller): boolean => rightsOf(caller) === 'all';

/** Whether somebody may at least answer what others ask: not one who only reads. */
export const mayAnswer = (caller: Caller): boolean => rightsOf(caller) !== 'read';

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

/**
 * For what every federation may do.
 * @throws CatalogueError no-token, not-yours
 */
export function requireFederationOrAdmin(caller: Caller): void {
  requireToken(caller);
  if (caller.role !== 'federation' && caller.role !== 'admin')
    throw new CatalogueError('not-yours', {
      fr: 'Seules une fédération et l’administration peuvent faire cela.',
      en: 'Only a federation or an administrator may do this.',
    });
}

interface Author {
  by: Actor;
  byLabel: string;
  /** null: the token from the environment, or the catalogue itself. */
  byTokenId: string | null;
  action: string | null;
}

export const authorOf = ({ role, label, tokenId, operation }: TokenHolder): Author => ({
  by: role === 'claimant' ? 'host' : role,
  byLabel: label,
  byTokenId: tokenId,
  action: operation ?? null,
});

import { areInDispute } from '../../documents/evidence.ts';
import type { Commitment, Statement } from '../../documents/statement.ts';
import { curved } from '../../ground/texts.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { COMPARE } from '../words/board.ts';

/** The name of a federation, by its slug. */
export type FederationName = (slug: string) => string | undefined;

/** Who says so: `selon l’hébergeur`, `selon la charte de CHATONS`. */
export function voiceOf({ by, federation }: Statement, federationName: FederationName, say: Speaker): string {
  const { saidBy } = COMPARE[say.language];
  return by === 'charter' || by === 'federation'
    ? saidBy[by](curved(federationName(federation!) ?? federation!))
    : saidBy[by];
}

/** The statements that a reader must hear: the one with the best evidence, or all of them where they differ. */
export const heardIn = ({ statements }: Pick<Commitment, 'statements'>): readonly Statement[] =>
  areInDispute(statements) ? statements : statements.slice(0, 1);

/** The promises that matter when a host closes or one wants to leave. */
export const SHOWN_PROMISES = [
  'closing-notice',
  'data-retrieval-after-end',
  'self-service-export',
  'price-change-notice',
] as const;

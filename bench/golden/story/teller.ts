import type { Asker } from '../answers.ts';
import type { Neighbours } from '../neighbours.ts';
import type { Example } from '../operations.ts';
import { DAY } from '../service.ts';

/** What the parts of the story share. */

export interface Teller {
  ask: Asker['ask'];
  /** Asks without writing anything down: how often one has to ask until something is over is no behaviour. */
  peek(path: string, token: string): Promise<unknown>;
  admin: { token: string };
  /** The body that the description gives as an example. */
  example: Example;
  neighbours: Neighbours;
}

export interface Holder {
  id: string;
  token: string;
}

export const whatever = { 'if-match': '*' };
export const NEXT_YEAR = Number(DAY.slice(0, 4)) + 1;

export const NEED = {
  usages: [
    { usage: 'file-storage-sharing', accounts: 12, storageGb: 30 },
    { usage: 'email-hosting', accounts: 4 },
  ],
  budgetPerYear: 60,
  territory: { level: 'departement', code: '23' },
};

import { hash } from 'node:crypto';
import { countAccepted } from '../../accounts/tokens.ts';
import { federationNotFound } from '../../catalogue/federations.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Federation } from '../../documents/federation.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { RateLimits } from '../../hosts/rate-limits.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Context } from '../../record/context.ts';
import type { CountRequest } from '../../record/counts.ts';
import { findFederation, lockFederation, nearestFederation } from '../../record/federations.ts';
import type { FederationRow } from '../../record/rows.ts';
import { today } from '../../requests/meaning.ts';
import { refuseFaults } from '../../requests/version.ts';
import { frenchTo } from '../../vocabulary/sentences.ts';
import type { Matching } from '../answer.ts';
import { needFaults, needToStore } from './commands.ts';
import { readNumber } from './need.ts';
import { BLANK, countUnopened, findSent, freeNumber, insertCase, lockUnopened, removeCase } from './store.ts';
import { endOfUnopened, waitsOn } from './time.ts';

/** Maximum number of unopened needs of a federation: among more, automated spam would hide the needs of people. */
const MOST_UNOPENED = 100;

const tooMany = ({ name }: FederationRow) =>
  new CatalogueError('too-many-needs', {
    fr: `${MOST_UNOPENED} besoins envoyés ${frenchTo(name)} y attendent encore d’être lus : celui-ci n’est pas parti. Gardez le fichier de vos réponses, et donnez-le autrement.`,
    en: `${MOST_UNOPENED} needs that were sent to ${name} still wait to be read there: this one was not sent. Keep the file of your answers, and hand it over another way.`,
  });

const nobodyReads = ({ name }: FederationRow) =>
  new CatalogueError('nobody-reads', {
    fr: `Personne ne lit encore ce qui est envoyé ${frenchTo(name)} par ce site : rien n’est parti. Gardez le fichier de vos réponses, et donnez-le autrement.`,
    en: `Nobody reads yet what is sent to ${name} by this site: nothing was sent. Keep the file of your answers, and hand it over another way.`,
  });

/** Whether somebody can read what is sent to a federation: without a token that is accepted, a need is refused. */
export const hasReaders = async ({ db, clock }: Pick<Context, 'db' | 'clock'>, { id }: Pick<Federation, 'id'>) =>
  (await countAccepted(db, { role: 'federation', federationId: id }, clock())) > 0;

interface Sending {
  /** Counts the need against the sender's rate limit, and throws above the limit; a refused need is not counted. */
  countRequest: CountRequest;
  /** A token of the page: the same need sent twice with the same token is stored once. */
  once?: string | undefined;
}

/** Counts a need against the sender's rate limit, and against the sender's limit for one federation. */
export const countNeed =
  ({ need, needOfFederation }: RateLimits, sender: { key: string }, { id }: Pick<Federation, 'id'>): CountRequest =>
  async (db) => {
    await need(db, sender);
    await needOfFederation(db, { key: `${id} ${sender.key}` });
  };

/** Counts an attempt to erase against the sender's rate limit, and against the limit of the federation. */
type TurnOfErasure = (db: Database, federation: Pick<FederationRow, 'id'>) => Promise<void>;

export const countErasure =
  ({ erasure, erasureOfFederation }: RateLimits, sender: { key: string }): TurnOfErasure =>
  async (db, { id }) => {
    await erasure(db, sender);
    await erasureOfFederation(db, { key: id });
  };

/**
 * Stores a need that anybody sends to a federation, as a case that the officers find by its number. Neither the audit
 * trail nor the case records who sent it.
 * @throws CatalogueError federation-not-found, meaningless-request, nobody-reads, too-many-needs, others-writing, and
 * what `countRequest` throws
 */
export async function sendNeed(
  { db, clock, newId }: Omit<Context, 'caller' | 'reference'>,
  federation: Federation,
  need: Need,
  matching: Matching,
  { countRequest, once }: Sending,
): Promise<{ number: string }> {
  refuseFaults(needFaults(need, federation, matching));
  const written = needToStore(need, federation, matching);
  const sentHash = once === undefined ? null : hash('sha256', JSON.stringify([once, written]), 'hex');
  return await inTransaction(db, async (db) => {
    const [now, day] = [clock(), today({ clock })];
    // Locks the federation, so that two concurrent senders get different numbers and are both counted against the
    // maximum.
    const row = await lockFederation(db, federation.id);
    if (!row) throw federationNotFound();
    const same = sentHash === null ? undefined : await findSent(db, row.id, sentHash);
    if (same) return { number: same };
    if (!(await hasReaders({ db, clock }, row))) throw nobodyReads(row);
    if ((await countUnopened(db, row.id)) >= MOST_UNOPENED) throw tooMany(row);
    const number = await freeNumber(db, row.id, newId);
    await countRequest(db);
    await insertCase(db, {
      ...BLANK,
      id: newId(),
      federationId: row.id,
      version: 1,
      ...{
        label: number,
        receivedBy: 'link',
        number,
        isSent: true,
        sentHash,
        openedOn: null,
        need: written,
        unread: [],
        shortlist: [],
      },
      waitsOn: waitsOn({ receivedOn: day, isSent: true, said: null, dueOn: null, remindOn: null }),
      endsOn: endOfUnopened({ createdAt: now }),
      ...{ createdAt: now, updatedAt: now },
    });
    return { number };
  });
}

/**
 * Erases a sent need for anybody who knows its number, until an officer opens it: from then on it is a case of the
 * federation. Unknown and opened numbers get the same answer, so that nobody learns anything by trying numbers.
 * @param countRequest counts the attempt
 * @throws CatalogueError federation-not-found, case-not-found, and what `countRequest` throws
 */
export async function eraseSent(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  federationRef: string,
  typed: string,
  countRequest: TurnOfErasure,
): Promise<void> {
  const number = readNumber(typed);
  const federation = await findFederation(db, federationRef);
  if (!federation) throw federationNotFound(await nearestFederation(db, federationRef));
  // Outside the transaction, so that a failed attempt counts too.
  await countRequest(db, federation);
  await inTransaction(db, async (db) => {
    const found = number && (await lockUnopened(db, federation.id, number));
    if (!found)
      throw new CatalogueError('case-not-found', {
        fr: `Aucun besoin que personne n’a encore ouvert n’a ce numéro. S’il est effacé, rien n’en est gardé ; s’il est ouvert, demandez ${frenchTo(federation.name)} de l’effacer.`,
        en: `No need that nobody has opened yet has this number. If it was erased, nothing of it is kept; if it was opened, ask ${federation.name} to erase it.`,
      });
    await removeCase(db, found, today({ clock }));
  });
}

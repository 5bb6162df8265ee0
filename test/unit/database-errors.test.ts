import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { DrizzleQueryError, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import {
  asCatalogueError,
  IncompleteDatabaseError,
  isConnectionLost,
  isWorthRetrying,
} from '../../src/database/errors.ts';
import { openDatabase } from '../../src/database/open.ts';

/** An error as Drizzle throws it: the driver's own is its cause. */
const failed = (code: string, message = 'x') =>
  new DrizzleQueryError('select 1', [], Object.assign(new Error(message), { code }));

describe('an error of the database', () => {
  it.each([
    ['57P01', 'the server stops'],
    ['57P03', 'the server starts'],
    ['57P05', 'the connection was idle for too long'],
    ['08006', 'the connection broke'],
    ['3D000', 'the database was dropped'],
    ['28P01', 'the password was changed'],
    ['28000', 'the account is refused'],
    ['53300', 'too many connections'],
    ['ECONNREFUSED', 'nothing listens'],
    ['ENOTFOUND', 'the name is unknown'],
  ])('%s (%s) is a database that is away, on a connection that is not used again', (code) => {
    expect(asCatalogueError(failed(code))).toMatchObject({ code: 'database-unavailable', retryAfterSeconds: 5 });
    expect(isConnectionLost(failed(code))).toBe(true);
    expect(isWorthRetrying(failed(code))).toBe(false);
  });

  it('25P03 (the transaction was idle for too long) is this process, which took too long: the database was there', () => {
    expect(asCatalogueError(failed('25P03'))).toMatchObject({ code: 'overloaded', retryAfterSeconds: 5 });
    expect(isConnectionLost(failed('25P03'))).toBe(true);
    expect(isWorthRetrying(failed('25P03'))).toBe(false);
  });

  it.each([
    ['57014', 'the statement took too long'],
    ['53100', 'the disk is full'],
    ['53200', 'no memory is left'],
    ['58030', 'the disk fails'],
    ['25006', 'the database is read-only'],
    ['42501', 'the rights were taken away'],
  ])('%s (%s) is a database that cannot write for now, on a connection that stays', (code) => {
    expect(asCatalogueError(failed(code))).toMatchObject({ code: 'database-unavailable', retryAfterSeconds: 5 });
    expect(isConnectionLost(failed(code))).toBe(false);
    expect(isWorthRetrying(failed(code))).toBe(false);
  });

  it.each([
    ['40001', 'the transactions cannot be put in order', true],
    ['40P01', 'two transactions wait for each other', true],
    ['55P03', 'another writer holds the lock for too long', false],
  ])('%s (%s) is never called a database that is away', (code, _what, again) => {
    expect(asCatalogueError(failed(code))).toMatchObject({ code: 'others-writing', retryAfterSeconds: 2 });
    expect(isConnectionLost(failed(code))).toBe(false);
    expect(isWorthRetrying(failed(code))).toBe(again);
  });

  it.each([
    ['26000', 'the named statement is on another connection'],
    ['42P05', 'the named statement is on this connection already'],
  ])('%s (%s) is tried again, and a database that is away if nobody does', (code) => {
    expect(asCatalogueError(failed(code))).toMatchObject({ code: 'database-unavailable', retryAfterSeconds: 5 });
    expect(isWorthRetrying(failed(code))).toBe(true);
  });

  it.each([
    ['42P01', 'a table is not there yet'],
    ['3F000', 'a schema is not there yet'],
    ['42P10', 'a constraint is not there yet'],
    ['42704', 'a type is not there yet'],
  ])('%s (%s) is a database that is being restored', (code) => {
    expect(asCatalogueError(failed(code))).toMatchObject({ code: 'database-unavailable', retryAfterSeconds: 30 });
    expect(isConnectionLost(failed(code))).toBe(false);
  });

  it('is one that is being restored when a table is dropped under a statement, and no other internal one', () => {
    expect(asCatalogueError(failed('XX000', 'could not open relation with OID 17'))).toMatchObject({
      code: 'database-unavailable',
    });
    expect(asCatalogueError(new IncompleteDatabaseError())).toMatchObject({ code: 'database-unavailable' });
    expect(asCatalogueError(failed('XX000', 'invalid page in block 4'))).toBeUndefined();
  });

  it.each(['23514', '22003', '42601'])('%s is a fault of this program, and stays what it is', (code) => {
    expect(asCatalogueError(failed(code))).toBeUndefined();
  });
});

describe('servers that take connections and never answer', () => {
  it.each([1, 2])('are a database that is away: %i of them', async (count) => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const servers = Array.from({ length: count }, () => `127.0.0.1:${port}`).join(',');
    const { db, close } = await openDatabase({ databaseUrl: `postgresql://bercail@${servers}/bercail`, dataDir: '' });
    const error = await db.execute(sql`select 1`).catch((failure: unknown) => failure);
    expect(asCatalogueError(error)).toMatchObject({ code: 'database-unavailable' });
    expect(isConnectionLost(error)).toBe(true);
    await close();
    silent.close();
  });
});

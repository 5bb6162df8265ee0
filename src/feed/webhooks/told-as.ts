import { sql } from 'drizzle-orm';
import type { FeedEventRow } from '../../record/rows.ts';
import { feedEvents } from '../../record/tables.ts';
import type { EventType } from '../../vocabulary/terms.ts';

/* A raise that is taken back is no broken promise: receivers hear that the host changed. */

const TAKEN_BACK = 'price-rise-taken-back';

/** The type under which receivers hear an event. */
export const toldAs = ({ type, data }: Pick<FeedEventRow, 'type' | 'data'>): EventType =>
  data.what === TAKEN_BACK ? 'host.changed' : type;

/** The same in the database. */
export const toldType = sql`case ${feedEvents.data} ->> 'what' when ${TAKEN_BACK} then 'host.changed' else ${feedEvents.type} end`;

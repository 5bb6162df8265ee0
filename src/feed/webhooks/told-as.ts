import { sql } from 'drizzle-orm';
import type { FeedEventRow } from '../../record/rows.ts';
import { feedEvents } from '../../record/tables.ts';
import type { EventType } from '../../vocabulary/terms.ts';

/* A price rise that is taken back does not break a promise: receivers get it as a change of the host. */

const TAKEN_BACK = 'price-rise-taken-back';

/** The event type that receivers get. */
export const receivedType = ({ type, data }: Pick<FeedEventRow, 'type' | 'data'>): EventType =>
  data.what === TAKEN_BACK ? 'host.changed' : type;

/** The same as a SQL expression. */
export const receivedTypeSql = sql`case ${feedEvents.data} ->> 'what' when ${TAKEN_BACK} then 'host.changed' else ${feedEvents.type} end`;

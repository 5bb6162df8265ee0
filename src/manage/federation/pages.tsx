import type { Bercail } from '../../bercail.ts';
import type { Desk } from '../desk.tsx';
import { todayPages } from './today.tsx';

/** The desk of a federation, under `/manage/federations/{federation}`. */
export function federationDesk(desk: Desk, bercail: Bercail): void {
  for (const add of [todayPages]) add(desk, bercail);
}

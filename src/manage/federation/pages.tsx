import type { Bercail } from '../../bercail.ts';
import type { Desk } from '../desk.tsx';
import { criterionPages } from './criteria/pages.tsx';
import { helperPages } from './helpers/pages.tsx';
import { policyPages } from './policy/pages.tsx';
import { poolPages } from './pools/pages.tsx';
import { sheetPages } from './sheets/pages.tsx';
import { todayPages } from './today.tsx';

/** The desk of a federation, under `/manage/federations/{federation}`. */
export function federationDesk(desk: Desk, bercail: Bercail): void {
  for (const add of [todayPages, policyPages, criterionPages, helperPages, poolPages, sheetPages]) add(desk, bercail);
}

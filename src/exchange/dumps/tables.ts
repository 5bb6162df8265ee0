import { CODES, TERRITORIES } from './code-tables.ts';
import { HOSTS } from './host-table.ts';
import { MEMBERSHIPS } from './membership-table.ts';
import { PLANS } from './plan-table.ts';
import { SERVICES } from './service-table.ts';
import { CLAIMS, COMMITMENTS } from './statement-tables.ts';
import type { Table } from './table.ts';

/** All tables, each after those to which its rows refer. */
export const TABLES = [
  HOSTS,
  SERVICES,
  PLANS,
  CLAIMS,
  COMMITMENTS,
  MEMBERSHIPS,
  CODES,
  TERRITORIES,
] as readonly Table<unknown>[];

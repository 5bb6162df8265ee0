import { hasEnded } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import type { Plan, Service } from '../../documents/service.ts';
import type { LastChange } from '../../record/changes.ts';
import { moreCsv, type Row, toCsv } from '../../spreadsheets/csv.ts';
import type { Text, Zone } from '../../vocabulary/shapes.ts';
import type { CompleteList } from '../../vocabulary/terms.ts';
import type { Dumped } from './dumped.ts';

/** Separates values in a cell: no key, code or slug contains it. */
const BETWEEN = ' | ';

const listed = (values: readonly string[] | undefined): string | undefined => values?.join(BETWEEN);
const inBoth = (name: string, text: Text | undefined): Row => ({ [`${name}.fr`]: text?.fr, [`${name}.en`]: text?.en });
const zoneName = (zone: Zone): string => (zone.level === 'world' ? 'world' : `${zone.level}:${zone.code}`);

/** An empty cell means unknown. An empty list that the host declares complete has a text of its own. */
const wholeOr = (
  host: Pick<Host, 'complete'>,
  list: CompleteList,
  values: readonly string[] | undefined,
): string | undefined => (values?.length === 0 && host.complete.includes(list) ? 'none' : listed(values));

type Described = Partial<Host> & Pick<Host, 'complete'>;

const ofHost = (host: Described): Row => ({
  host: host.slug,
  hostName: host.name,
  hostWebsite: host.website,
  hostState: host.state,
  confirmedByHost: host.confirmedByHost,
  confirmedAt: host.confirmedAt,
  complete: listed(host.complete),
  legalForm: host.legalForm,
  seatCountry: host.seat?.country,
  seatTerritory: host.seat?.territory && zoneName(host.seat.territory),
  serves: listed(host.serves?.map(zoneName)),
  visits: listed(host.visits?.map(zoneName)),
  audiences: wholeOr(host, 'audiences', host.audiences),
  languages: wholeOr(host, 'languages', host.languages),
  support: wholeOr(
    host,
    'support',
    host.support?.map(({ kind, mode }) => (mode ? `${kind}:${mode}` : kind)),
  ),
});

const ofService = (service: Partial<Service>): Row => ({
  service: service.slug,
  serviceName: service.name,
  usages: listed(service.usages),
  ...inBoth('summary', service.summary),
  software: service.software?.name,
  softwareLicence: service.software?.licence,
  url: service.url,
  registration: service.registration,
  capacity: service.capacity?.state,
  capacityUntil: service.capacity?.until,
  capacityOpenFrom: service.capacity?.openFrom,
  dataCountry: service.dataCountry,
  ownDomain: service.ownDomain,
  certifications: listed(service.certifications),
  exportFormats: listed(service.exportFormats),
  imports: listed(service.imports?.map(({ tool }) => tool)),
  startedOn: service.startedOn,
  closedOn: service.closing?.stages.closed,
});

const ofPlan = (plan: Partial<Plan>): Row => ({
  plan: plan.name,
  period: plan.period,
  for: plan.for,
  fixed: plan.fixed,
  membershipFee: plan.membershipFee,
  membershipFreeAdvised: plan.membershipFree?.advised,
  membershipFreeFloor: plan.membershipFree?.floor,
  setupFee: plan.setupFee,
  perAccount: plan.perAccount,
  includedAccounts: plan.includedAccounts,
  maxAccounts: plan.maxAccounts,
  perGb: plan.perGb,
  includedGb: plan.includedGb,
  includedGbPerAccount: plan.includedGbPerAccount,
  maxGb: plan.maxGb,
  limits: plan.limits && listed(Object.entries(plan.limits).map(([unit, amount]) => `${unit}:${amount}`)),
  freeAmountAdvised: plan.freeAmount?.advised,
  freeAmountFloor: plan.freeAmount?.floor,
  covers: listed(plan.covers),
  onQuote: plan.onQuote,
  taxIncluded: plan.taxIncluded,
  ...inBoth('conditions', plan.conditions),
  observedOn: plan.observedOn,
  from: plan.from,
});

type Cells = Row[string][];

/** A service, one row per plan; one row without a plan when none is known. */
function rowsOf(hostCells: Cells, service: Service, last: LastChange | undefined): Cells[] {
  const serviceCells = Object.values(ofService(service));
  const dated = [last?.at.toISOString(), last?.revision];
  const plans: Partial<Plan>[] = service.plans?.length ? service.plans : [{}];
  return plans.map((plan) => [...hostCells, ...serviceCells, ...Object.values(ofPlan(plan)), ...dated]);
}

/* Each of the three functions returns all its columns in a fixed order, whether their values are known or not. */

/** The columns in their order; `docs/open-data.md` describes each. */
export const SERVICE_COLUMNS: readonly string[] = [
  ...Object.keys(ofHost({ complete: [] })),
  ...Object.keys(ofService({})),
  ...Object.keys(ofPlan({})),
  'updatedAt',
  'revision',
];

/** Each call of the table writer allocates memory, so many rows are written at once. */
const ROWS_AT_ONCE = 100;

/** The services of `/v1/services` with their prices as a table, in parts. */
export function* serviceRows(dumped: Dumped): Generator<string> {
  yield toCsv(SERVICE_COLUMNS, []);
  let rows: Cells[] = [];
  for (const host of dumped.hosts) {
    const cells = Object.values(ofHost(host));
    const last = dumped.lastChanges.get(host.id);
    for (const service of host.services) if (!hasEnded(service)) rows.push(...rowsOf(cells, service, last));
    if (rows.length < ROWS_AT_ONCE) continue;
    yield moreCsv(SERVICE_COLUMNS, rows);
    rows = [];
  }
  if (rows.length > 0) yield moreCsv(SERVICE_COLUMNS, rows);
}

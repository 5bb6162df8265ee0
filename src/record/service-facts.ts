import { type Plan, type Service, Software, ToolTakenOver } from '../documents/service.ts';
import { type AllOf, byText, definedOnly, inKeyOrder } from '../ground/texts.ts';
import { inSchemaOrder, textFact } from '../vocabulary/shapes.ts';
import type { PlanRow, ServiceRow } from './rows.ts';

type ServiceFacts = Omit<Service, 'id' | 'slug' | 'commitments' | 'closing' | 'provenance' | 'provenanceOrder'>;

const euros = (cents: number | null): number | null => (cents === null ? null : cents / 100);

const chosen = (isChosen: boolean, advised: number | null, floor: number | null) =>
  isChosen
    ? definedOnly({ advised: euros(advised), floor: euros(floor) } satisfies AllOf<NonNullable<Plan['freeAmount']>>)
    : null;

/** One price as the public reads it. */
const toPlan = (row: PlanRow): Plan => ({
  name: row.name,
  ...definedOnly({
    period: row.period,
    for: row.priceFor,
    fixed: euros(row.fixedCents),
    membershipFee: euros(row.membershipFeeCents),
    membershipFree: chosen(row.membershipIsFree, row.membershipAdvisedCents, row.membershipFloorCents),
    setupFee: euros(row.setupFeeCents),
    perAccount: euros(row.perAccountCents),
    includedAccounts: row.includedAccounts,
    maxAccounts: row.accountsUnlimited ? ('unlimited' as const) : row.maxAccounts,
    perGb: euros(row.perGbCents),
    includedGb: row.includedGb,
    includedGbPerAccount: row.includedGbPerAccount,
    maxGb: row.gbUnlimited ? ('unlimited' as const) : row.maxGb,
    limits: row.limits && inKeyOrder(row.limits, Object.keys(row.limits).sort(byText)),
    freeAmount: chosen(row.payWhatYouCan, row.advisedCents, row.floorCents),
    covers: row.covers,
    onQuote: row.onQuote,
    taxIncluded: row.taxIncluded,
    conditions: textFact(row.conditions),
    observedOn: row.observedOn,
    from: row.holdsFrom,
  } satisfies AllOf<Omit<Plan, 'name'>>),
});

/** The facts of a service. Keys have a fixed order; unknown facts are left out. */
export const serviceFacts = (row: ServiceRow, plans: readonly PlanRow[]): ServiceFacts => ({
  name: row.name,
  usages: row.usages,
  ...definedOnly({
    summary: textFact(row.summary),
    software: inSchemaOrder(Software, row.software),
    url: row.url,
    registration: row.registration,
    capacity: row.capacityState && {
      state: row.capacityState,
      ...definedOnly({
        until: row.capacityUntil,
        openFrom: row.capacityOpenFrom,
      } satisfies AllOf<Omit<NonNullable<Service['capacity']>, 'state'>>),
    },
    dataCountry: row.dataCountry,
    ownDomain: row.ownDomain,
    certifications: row.certifications,
    exportFormats: row.exportFormats,
    imports: row.imports?.map((one) => inSchemaOrder(ToolTakenOver, one)),
    startedOn: row.startedOn,
    plans: row.plansKnown ? [...plans].sort((a, b) => a.position - b.position).map(toPlan) : null,
  } satisfies AllOf<Omit<ServiceFacts, 'name' | 'usages'>>),
});

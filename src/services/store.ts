import { and, eq, or } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Plan, ServiceDraft } from '../documents/service.ts';
import type { PlanRow, ServiceRow } from '../record/rows.ts';
import { plans, services } from '../record/tables.ts';
import { isId, isSlug } from '../requests/meaning.ts';

const cents = (euros: number | undefined): number | null => (euros === undefined ? null : Math.round(euros * 100));
const limit = (maximum: number | 'unlimited' | undefined): number | null =>
  typeof maximum === 'number' ? maximum : null;

/** The row of a service; an absent fact becomes unknown. */
export const serviceRowOf = (id: string, hostId: string, slug: string, draft: ServiceDraft): ServiceRow => ({
  id,
  hostId,
  slug,
  name: draft.name,
  usages: draft.usages,
  summary: draft.summary ?? null,
  software: draft.software ?? null,
  url: draft.url ?? null,
  registration: draft.registration ?? null,
  capacityState: draft.capacity?.state ?? null,
  capacityUntil: draft.capacity?.until ?? null,
  capacityOpenFrom: draft.capacity?.openFrom ?? null,
  dataCountry: draft.dataCountry ?? null,
  ownDomain: draft.ownDomain ?? null,
  certifications: draft.certifications ?? null,
  exportFormats: draft.exportFormats ?? null,
  imports: draft.imports ?? null,
  startedOn: draft.startedOn ?? null,
  plansKnown: draft.plans !== undefined,
});

/** The row of one plan. @param position its index in the plans of the service */
export const planRowOf = (serviceId: string, position: number, plan: Plan): PlanRow => ({
  serviceId,
  position,
  name: plan.name,
  period: plan.period ?? null,
  priceFor: plan.for ?? null,
  fixedCents: cents(plan.fixed),
  membershipFeeCents: cents(plan.membershipFee),
  membershipIsFree: plan.membershipFree !== undefined,
  membershipAdvisedCents: cents(plan.membershipFree?.advised),
  membershipFloorCents: cents(plan.membershipFree?.floor),
  setupFeeCents: cents(plan.setupFee),
  perAccountCents: cents(plan.perAccount),
  includedAccounts: plan.includedAccounts ?? null,
  maxAccounts: limit(plan.maxAccounts),
  accountsUnlimited: plan.maxAccounts === 'unlimited',
  perGbCents: cents(plan.perGb),
  includedGb: plan.includedGb ?? null,
  includedGbPerAccount: plan.includedGbPerAccount ?? null,
  maxGb: limit(plan.maxGb),
  gbUnlimited: plan.maxGb === 'unlimited',
  limits: plan.limits ?? null,
  payWhatYouCan: plan.freeAmount !== undefined,
  advisedCents: cents(plan.freeAmount?.advised),
  floorCents: cents(plan.freeAmount?.floor),
  covers: plan.covers ?? null,
  onQuote: plan.onQuote ?? null,
  taxIncluded: plan.taxIncluded ?? null,
  conditions: plan.conditions ?? null,
  observedOn: plan.observedOn ?? null,
  holdsFrom: plan.from ?? null,
});

/** A service of a host, by slug or id. */
export async function findService(db: Database, hostId: string, ref: string): Promise<ServiceRow | undefined> {
  const named = isId(ref) ? or(eq(services.slug, ref), eq(services.id, ref)) : eq(services.slug, ref);
  if (!isSlug(ref)) return undefined;
  return (
    await db
      .select()
      .from(services)
      .where(and(eq(services.hostId, hostId), named))
  )[0];
}

/** Inserts or replaces a service and its plans; its commitments and closing stay. */
export async function putServiceRow(db: Database, row: ServiceRow, prices: readonly Plan[]): Promise<void> {
  const { id: _id, ...facts } = row;
  await db.insert(services).values(row).onConflictDoUpdate({ target: services.id, set: facts });
  await db.delete(plans).where(eq(plans.serviceId, row.id));
  if (prices.length > 0) await db.insert(plans).values(prices.map((plan, i) => planRowOf(row.id, i, plan)));
}

export async function removeServiceRow(db: Database, id: string): Promise<void> {
  await db.delete(services).where(eq(services.id, id));
}

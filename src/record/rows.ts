import type * as tables from './tables.ts';

/** Rows as the database gives them. */
export type HostRow = typeof tables.hosts.$inferSelect;
export type ServiceRow = typeof tables.services.$inferSelect;
export type PlanRow = typeof tables.plans.$inferSelect;
export type PriceChangeRow = typeof tables.priceChanges.$inferSelect;
export type ClaimRow = typeof tables.claims.$inferSelect;
export type CommitmentRow = typeof tables.commitments.$inferSelect;
export type EvidencePageRow = typeof tables.evidencePages.$inferSelect;
export type ClosingRow = typeof tables.closings.$inferSelect;
export type FederationRow = typeof tables.federations.$inferSelect;
export type MembershipRow = typeof tables.memberships.$inferSelect;
export type MembershipRequestRow = typeof tables.membershipRequests.$inferSelect;
export type SelectionRow = typeof tables.selections.$inferSelect;
export type FederationHelperRow = typeof tables.federationHelpers.$inferSelect;
export type FederationPolicyRow = typeof tables.federationPolicies.$inferSelect;
export type OwnCriterionRow = typeof tables.ownCriteria.$inferSelect;
export type ReviewRow = typeof tables.reviews.$inferSelect;
export type ReportRow = typeof tables.reports.$inferSelect;
export type ReplyRow = typeof tables.replies.$inferSelect;
export type TokenRow = typeof tables.tokens.$inferSelect;
export type DomainChallengeRow = typeof tables.domainChallenges.$inferSelect;
export type RecommendationRow = typeof tables.recommendations.$inferSelect;
export type ReferralRow = typeof tables.referrals.$inferSelect;
export type FeedEventRow = typeof tables.feedEvents.$inferSelect;
export type WebhookRow = typeof tables.webhooks.$inferSelect;
export type WebhookSecretRow = typeof tables.webhookSecrets.$inferSelect;
export type WebhookDeliveryRow = typeof tables.webhookDeliveries.$inferSelect;

import { NewToken, Token, TokenDraft, TokenList, TokenRotation } from './accounts/schema.ts';
import { AdviceAnswer, ExposureAnswer, PanelAnswer, StandingAnswer } from './advice/schema.ts';
import { Alternative, Alternatives, ServiceAlternatives } from './alternatives/routes.ts';
import { AuditEntry, AuditTrail } from './audit/schema.ts';
import { FederationList, HostList, OfferItem, OfferList, PolicyVersions, ServiceList } from './catalogue/schema.ts';
import { ClosingDraft } from './closings/schema.ts';
import { Closing } from './documents/closing.ts';
import {
  Choice,
  ChoiceDraft,
  Federation,
  FederationDraft,
  FederationHelper,
  FederationHelperDraft,
  FederationPatch,
  FederationWithNotes,
  Member,
  MemberDraft,
  ReviewDraft,
  Vouch,
} from './documents/federation.ts';
import {
  FederationPolicy,
  OwnCriterion,
  OwnCriterionDraft,
  PolicyRules,
  PolicyVersion,
} from './documents/federation-policy.ts';
import { Host, HostDraft, HostPatch, Membership, Suspension, SuspensionDraft } from './documents/host.ts';
import { Plan, Service, ServiceDraft, ServicePatch } from './documents/service.ts';
import {
  Certificate,
  Claim,
  ClaimDraft,
  Commitment,
  CommitmentDraft,
  EvidencePage,
  Reply,
  ReplyDraft,
} from './documents/statement.ts';
import { MemberAnswer, MemberAnswerList } from './federations/criteria/answers.ts';
import { OwnCriterionList } from './federations/criteria/routes.ts';
import { FederationHelperList } from './federations/helpers/routes.ts';
import { ListedMember, MemberList, MembershipRequest, MembershipRequestDraft } from './federations/members/schema.ts';
import { ListedReview, ReviewList, ReviewProgress } from './federations/reviews/listed.ts';
import { ListedChoice, SelectionList } from './federations/selection/listed.ts';
import { SheetOutcome } from './federations/spreadsheets/schema.ts';
import { CommitmentPast, History, HistoryEntry } from './history/schema.ts';
import { DocumentTrial, HostDocument } from './host-documents/schema.ts';
import { Challenge, ClaimedOwnership, DomainCheck, OwnershipClaim } from './hosts/ownership/schema.ts';
import { Report, ReportAnswer, ReportDraft, Reported, ReportList } from './hosts/reports/schema.ts';
import { RegisteredHost } from './hosts/schema.ts';
import { Problem } from './http/problems.ts';
import { Match, MatchedHost, Said } from './matching/answer/schema.ts';
import { Need, Policy } from './matching/schema.ts';
import { Gaps } from './recommendations/gaps/schema.ts';
import { Pool, PoolDraft } from './recommendations/pools/schema.ts';
import { PolicyPreview, PreviewDraft } from './recommendations/preview/schema.ts';
import {
  Referral,
  ReferralAnswer,
  ReferralDraft,
  ReferralOutcomes,
  WaitingReferrals,
} from './recommendations/referrals/schema.ts';
import {
  Recommendation,
  RecommendationDraft,
  RecommendationItem,
  RecommendationList,
  WithdrawalDraft,
} from './recommendations/schema.ts';
import { FederationStatistics } from './recommendations/statistics/schema.ts';
import { Redaction, RedactionDraft } from './redaction/routes.ts';
import * as vocabulary from './reference/schema.ts';
import { DueList } from './reminders/due/schema.ts';
import { PrivateAddress } from './reminders/subscription.ts';
import { Todo, TodoItem } from './reminders/todo/schema.ts';
import { Measure, Territory, Text, Zone } from './vocabulary/shapes.ts';

/** Published once in the description, by name. */
export const SCHEMAS = [
  Problem,
  Text,
  Territory,
  Zone,
  Measure,
  Certificate,
  EvidencePage,
  Reply,
  ReplyDraft,
  Claim,
  ClaimDraft,
  Commitment,
  CommitmentDraft,
  Closing,
  ClosingDraft,
  Plan,
  Service,
  ServiceDraft,
  ServicePatch,
  Membership,
  Host,
  HostDraft,
  HostPatch,
  HostDocument,
  DocumentTrial,
  Challenge,
  DomainCheck,
  OwnershipClaim,
  ClaimedOwnership,
  RegisteredHost,
  Vouch,
  Suspension,
  SuspensionDraft,
  Redaction,
  RedactionDraft,
  Report,
  ReportDraft,
  Reported,
  ReportAnswer,
  ReportList,
  TodoItem,
  Todo,
  PrivateAddress,
  Member,
  MemberDraft,
  ListedMember,
  MembershipRequest,
  MembershipRequestDraft,
  MemberAnswer,
  MemberAnswerList,
  MemberList,
  Choice,
  ChoiceDraft,
  ListedChoice,
  SelectionList,
  SheetOutcome,
  DueList,
  ListedReview,
  ReviewProgress,
  ReviewList,
  FederationStatistics,
  FederationHelper,
  FederationHelperDraft,
  FederationHelperList,
  OwnCriterion,
  OwnCriterionDraft,
  OwnCriterionList,
  ReviewDraft,
  PolicyRules,
  FederationPolicy,
  PolicyVersion,
  Federation,
  FederationWithNotes,
  FederationDraft,
  FederationPatch,
  Token,
  TokenDraft,
  TokenRotation,
  NewToken,
  TokenList,
  AuditEntry,
  AuditTrail,
  HistoryEntry,
  CommitmentPast,
  OfferItem,
  HostList,
  OfferList,
  ServiceList,
  FederationList,
  PolicyVersions,
  History,
  Need,
  Said,
  MatchedHost,
  Match,
  Policy,
  RecommendationDraft,
  WithdrawalDraft,
  RecommendationItem,
  RecommendationList,
  Recommendation,
  PreviewDraft,
  PolicyPreview,
  PoolDraft,
  Pool,
  ReferralDraft,
  ReferralAnswer,
  Referral,
  ReferralOutcomes,
  WaitingReferrals,
  Gaps,
  PanelAnswer,
  StandingAnswer,
  AdviceAnswer,
  ExposureAnswer,
  Alternative,
  ServiceAlternatives,
  Alternatives,
  ...Object.values(vocabulary),
];

import { type AnnouncedClosing, type Closing, closingOn, isClosedOn } from '../documents/closing.ts';
import type { Choice, Federation, FederationHelper } from '../documents/federation.ts';
import type { FederationPolicy, OwnCriterion, PolicyRules, PolicyVersion } from '../documents/federation-policy.ts';
import type { Host } from '../documents/host.ts';
import { priceChangeOn } from '../documents/price-change.ts';
import { undatedSince } from '../documents/provenance.ts';
import { charterClaims, claimsOn, commitmentsOn } from '../documents/weighing.ts';
import { byText, definedOnly, inKeyOrder } from '../ground/texts.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { SCHEMA_VERSION } from '../vocabulary/schema-version.ts';
import { textFact, zoneFact } from '../vocabulary/shapes.ts';
import type { HostState } from '../vocabulary/terms.ts';
import { factsOfHost, type HostFacts, type HostRows, membershipFacts } from './host-facts.ts';
import { fromElsewhere } from './provenance.ts';
import type {
  FederationHelperRow,
  FederationPolicyRow,
  FederationRow,
  MembershipRow,
  OwnCriterionRow,
  SelectionRow,
} from './rows.ts';

const criterionVersionOf = (
  { version, adoptedOn, asked }: OwnCriterionRow,
  meaning: { definedOn: string; definedIn: number },
) => ({
  version,
  adoptedOn,
  ...meaning,
  label: textFact(asked.label)!,
  question: textFact(asked.question)!,
  ...definedOnly({ askHost: textFact(asked.askHost), definition: textFact(asked.definition) }),
  howToProve: textFact(asked.howToProve)!,
  level: asked.level ?? 'recommended',
});

/**
 * One criterion from its versions, oldest first.
 * @param rows at least one
 */
function criterionOf(rows: readonly OwnCriterionRow[]): OwnCriterion {
  let meaning = { definedOn: rows[0]!.adoptedOn, definedIn: 1 };
  const versions = rows.map((row) => {
    if (!row.sameMeaning) meaning = { definedOn: row.adoptedOn, definedIn: row.version };
    return criterionVersionOf(row, meaning);
  });
  const { key, retired } = rows.at(-1)!;
  const earlier = versions.slice(0, -1);
  return {
    key,
    ...versions.at(-1)!,
    ...(retired && { retired: true as const }),
    ...(earlier.length > 0 && { earlier }),
  };
}

/** The own criteria of one federation, ordered by key, from all their versions. */
function ownCriteriaOf(rows: readonly OwnCriterionRow[]): OwnCriterion[] {
  const byKey = new Map<string, OwnCriterionRow[]>();
  for (const row of rows.toSorted((a, b) => a.version - b.version))
    byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  return [...byKey.values()].map(criterionOf).sort((a, b) => byText(a.key, b.key));
}

/** Undefined for an empty list or object. */
const unlessEmpty = <T extends object>(value: T | undefined): T | undefined =>
  value === undefined || Object.keys(value).length === 0 ? undefined : value;

const bySubject = <V>(values: Record<string, V> | undefined): Record<string, V> | undefined =>
  values && unlessEmpty(Object.fromEntries(Object.entries(values).sort(([a], [b]) => byText(a, b))));

/** Rules in a fixed order, without empty parts, so that equal policies are equal byte for byte. */
export function tidyRules({ require, minimumEvidence, minimumWords, factors }: PolicyRules): PolicyRules {
  const criteria = [...(require?.criteria ?? [])]
    .sort((a, b) => byText(a.criterion, b.criterion))
    .map((rule) => inKeyOrder(rule, ['criterion', 'evidence'])!);
  const commitments = [...(require?.commitments ?? [])]
    .sort((a, b) => byText(a.kind, b.kind))
    .map((rule) => inKeyOrder(rule, ['kind', 'atLeast'])!);
  return definedOnly({
    require: unlessEmpty(definedOnly({ criteria: unlessEmpty(criteria), commitments: unlessEmpty(commitments) })),
    minimumEvidence: bySubject(minimumEvidence),
    minimumWords: bySubject(minimumWords),
    factors: bySubject(factors),
  });
}

/** The policy in force after the last row; undefined when that row removed the policy. */
const policyOf = ({ version, adoptedOn, rules }: FederationPolicyRow): FederationPolicy | undefined =>
  rules === null ? undefined : { version, adoptedOn, ...tidyRules(rules) };

/** A row as the list of versions shows it. */
export const versionOf = ({ version, adoptedOn, rules }: FederationPolicyRow): PolicyVersion => ({
  version,
  adoptedOn,
  removed: rules === null,
  ...(rules && tidyRules(rules)),
});

const closingAt = (day: string, closing: AnnouncedClosing | null): Closing | null => closing && closingOn(closing, day);

/** The state on a given day: a closing or an observation may override the stored state. */
function stateOn({ state, closing, confirmedOn, observed }: HostFacts, day: string): HostState {
  if (state !== 'published' && state !== 'silent' && state !== 'closed') return state;
  if (closing && isClosedOn(closing.stages, day)) return 'closed';
  if (confirmedOn === null && observed?.state === 'closed') return 'closed';
  // The row says closed because its closing day had come; that day has since been postponed.
  return state === 'closed' && closing?.stages.closed !== undefined ? 'published' : state;
}

/** The public document of a host on a day. */
export function hostOnDay(facts: HostFacts, reference: Reference, day: string): Host {
  const { id, slug, fields, version, confirmedOn, domainVerifiedOn, ownerChangesOn, memberships } = facts;
  const { aliases, merged, confirmedOnBehalf } = facts;
  const { suspension, observed, factsAsOf, sources, provenance } = facts;
  const signed = charterClaims(memberships, undatedSince(facts) ?? null, reference, day);
  return {
    id,
    slug,
    ...fields,
    version,
    schemaVersion: SCHEMA_VERSION,
    state: stateOn(facts, day),
    confirmedByHost: confirmedOn !== null,
    confirmedOn,
    domainVerifiedOn,
    complete: facts.complete,
    ...definedOnly({ confirmedOnBehalf, ownerChangesOn, aliases, merged }),
    memberships,
    claims: claimsOn([...facts.claims, ...signed], reference, day),
    commitments: commitmentsOn(facts.commitments, reference, day),
    closing: closingAt(day, facts.closing),
    services: facts.services.map((service) => ({
      id: service.id,
      slug: service.slug,
      ...service.fields,
      commitments: commitmentsOn(service.commitments, reference, day),
      closing: closingAt(day, service.closing),
    })),
    ...definedOnly({
      priceChanges: facts.priceChanges?.map((change) => priceChangeOn(change, day)),
      suspension,
      observed,
      factsAsOf,
      sources,
      provenance: provenance && fromElsewhere(provenance),
    }),
  };
}

/** The public document of a host on a day, from its rows. */
export const hostDocument = (rows: HostRows, reference: Reference, day: string): Host =>
  hostOnDay(factsOfHost(rows), reference, day);

/** The rows that make the document of a federation. `members` and `selection` contain public hosts only. */
export interface FederationParts {
  federation: FederationRow;
  members: readonly (MembershipRow & { host: string })[];
  selection: readonly (SelectionRow & { host: string })[];
  helpers: readonly FederationHelperRow[];
  /** All versions of its own criteria. */
  criteria: readonly OwnCriterionRow[];
  /** The last adopted policy; undefined when it never adopted one. */
  policy: FederationPolicyRow | undefined;
}

const choiceFacts = ({ host, why, ties, decidedOn, reviewBy }: FederationParts['selection'][number]): Choice => ({
  host,
  why: textFact(why)!,
  ties: ties === 'none' ? ties : textFact(ties)!,
  decidedOn,
  reviewBy,
});

const helperFacts = (row: FederationHelperRow): FederationHelper => ({
  id: row.key,
  name: row.name,
  kind: row.kind,
  serves: row.serves.map(zoneFact),
  ...definedOnly({
    audiences: row.audiences,
    offers: row.offers,
    phone: row.phone,
    email: row.email,
    contactUrl: row.contactUrl,
    url: row.url,
  }),
  observedOn: row.observedOn,
});

export const federationDocument = ({
  federation,
  members,
  selection,
  helpers,
  criteria,
  policy,
}: FederationParts): Federation => ({
  id: federation.id,
  slug: federation.slug,
  name: federation.name,
  website: federation.website,
  ...definedOnly({ summary: textFact(federation.summary), country: federation.country, charter: federation.charter }),
  version: federation.version,
  members: members
    .map((row) => ({ host: row.host, ...membershipFacts(row, federation.charter) }))
    .sort((a, b) => byText(a.host, b.host)),
  ...definedOnly({
    selection: unlessEmpty(selection.map(choiceFacts).sort((a, b) => byText(a.host, b.host))),
    helpers: unlessEmpty(helpers.map(helperFacts).sort((a, b) => byText(a.id, b.id))),
    criteria: unlessEmpty(ownCriteriaOf(criteria)),
    policy: policy && policyOf(policy),
    sources: federation.sources,
  }),
});

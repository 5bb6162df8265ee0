import { type Static, Type } from 'typebox';
import { FederationPath } from '../../documents/federation.ts';
import { HostPath } from '../../documents/host.ts';
import { Lang } from '../../http/get.ts';
import { Day, Id, Key, namedObject, orNull, pathName, Slug, strictObject, termOf } from '../../vocabulary/shapes.ts';
import { REFERRAL_OUTCOMES } from '../../vocabulary/terms.ts';

const Usages = Type.Array(Key, { minItems: 1, maxItems: 10, uniqueItems: true });
const Region = Type.String({ pattern: '^[0-9A-Z]{2,5}$', description: 'INSEE code of a région' });
const Outcome = termOf(REFERRAL_OUTCOMES);

/** Somebody is sent to a host. The draft has no field for a name and no free text. */
export const ReferralDraft = namedObject(
  'ReferralDraft',
  { host: Slug, usages: Usages, region: Type.Optional(Region) },
  { examples: [{ host: 'les-aulnes', usages: ['file-storage-sharing'] }] },
);
export type ReferralDraft = Static<typeof ReferralDraft>;

export const ReferralAnswer = namedObject(
  'ReferralAnswer',
  { outcome: Outcome },
  { examples: [{ outcome: 'accepted' }] },
);
export type ReferralAnswer = Static<typeof ReferralAnswer>;

export const Referral = namedObject('Referral', {
  id: Id,
  federation: Slug,
  host: Slug,
  usages: Usages,
  region: orNull(Region),
  sentOn: Day,
  outcome: orNull(Outcome, { description: 'absent: no answer yet' }),
  answeredOn: orNull(Day),
});
export type Referral = Static<typeof Referral>;

const counts = {
  sent: Type.Integer(),
  accepted: Type.Integer(),
  full: Type.Integer(),
  notForUs: Type.Integer(),
  waiting: Type.Integer(),
};

/** The outcomes of a federation's referrals, counted. */
export const ReferralOutcomes = namedObject('ReferralOutcomes', {
  ...counts,
  hosts: Type.Array(strictObject({ host: Slug, ...counts })),
});
export type ReferralOutcomes = Static<typeof ReferralOutcomes>;

export const WaitingReferrals = namedObject('WaitingReferrals', {
  items: Type.Array(Referral, { description: 'Those that wait for an answer, oldest first' }),
  total: Type.Integer(),
  next: orNull(Type.String()),
});

export const WaitingQuery = strictObject({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 4000, description: 'From a `next` address' })),
  lang: Lang,
});

export const OwnReferralPath = Type.Object({
  ...FederationPath.properties,
  referral: pathName('Identifier of a referral', '7d1f4b3a-6c2e-4e8a-b5d9-0f3c8e2a1b47'),
});

export const ReferralPath = Type.Object({
  ...HostPath.properties,
  referral: pathName('Identifier of a referral', '7d1f4b3a-6c2e-4e8a-b5d9-0f3c8e2a1b47'),
});

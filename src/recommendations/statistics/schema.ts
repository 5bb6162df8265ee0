import { type Static, Type } from 'typebox';
import { ReviewProgress } from '../../federations/reviews/listed.ts';
import { Day, Epoch, Licence, namedObject, strictObject } from '../../vocabulary/shapes.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const share = (description: string) => Type.Number({ minimum: 0, description });

/** A federation in numbers that anybody can check. */
export const FederationStatistics = namedObject('FederationStatistics', {
  members: strictObject({
    member: count('Members today'),
    toCheck: count('Of these, uncertain ones'),
    unspoken: count('Of the members, those that the federation named and that never asked nor agreed themselves'),
    former: count('Former members'),
    follower: count('Hosts that follow the charter without being members'),
  }),
  reviews: ReviewProgress,
  closings: strictObject({
    announced: count('Members and former members that announced an end, of all or of a service'),
    closed: count('Of these, closed altogether'),
  }),
  commitments: strictObject(
    {
      kept: count('Promises that a closing or a raised price kept'),
      broken: count('Promises that a closing or a raised price broke'),
      pending: count('Promises that a closing or a raised price has still to keep'),
      unknown: count('Closings and raised prices of which the promise, or what became of it, is not known'),
    },
    { description: 'Of closings and raised prices of members and former members, and of their services' },
  ),
  exposure: strictObject(
    {
      hosts: count('Members that are at work'),
      ofHosts: count('Hosts at work in the whole catalogue'),
      fits: share('Attention over the panel, as /v1/exposure counts it'),
      toCheck: share('The same for hosts to check'),
      firstPlaces: share('Share of the first places of the panel, 0 to 1'),
    },
    { description: 'Members over the panel of typical needs' },
  ),
  epoch: Epoch,
  catalogueRevision: Type.Integer({ minimum: 0 }),
  asOf: Day,
  licence: Licence,
  policyVersion: Type.String(),
  panelVersion: Type.String(),
});
export type FederationStatistics = Static<typeof FederationStatistics>;

import type { Subscription } from '../../feed/private-address/subscription.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { addressOf, type Desk, type Waiting } from '../todo/waiting.ts';
import { tellWaiting } from '../todo/words.ts';

interface Subscribing {
  desk: Desk;
  waiting: readonly Waiting[];
  day: string;
  at: Date;
  publicUrl: string;
}

/** What waits for a host, for its programs. It keeps its identifier when it gets a slug, so names are made of that. */
export const todoSubscription = (
  { desk: { host }, waiting, day, at, publicUrl }: Subscribing,
  say: Speaker,
): Subscription => ({
  title: say.language === 'fr' ? `À faire pour ${host.name}` : `To do for ${host.name}`,
  page: publicUrl + addressOf(host),
  id: `${publicUrl}/v1/hosts/${host.id}/todo`,
  owner: host.id,
  at,
  items: waiting.map((one) => ({
    name: one.subject === undefined ? one.kind : `${one.kind}.${one.subject}`,
    text: tellWaiting(one, day, say),
    due: one.due,
    since: one.since,
  })),
});

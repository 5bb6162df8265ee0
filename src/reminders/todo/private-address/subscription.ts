import type { Speaker } from '../../../vocabulary/speaker.ts';
import { dayToDo, type Subscription } from '../../subscription.ts';
import type { Desk, Waiting } from '../waiting.ts';
import { tellWaiting } from '../words.ts';

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
  // A draft has no page yet.
  page: host.state === 'draft' ? publicUrl : `${publicUrl}/hosts/${host.slug}`,
  id: `${publicUrl}/v1/hosts/${host.id}/todo`,
  owner: host.id,
  day,
  at,
  items: waiting.map((one) => ({
    name: one.subject === undefined ? one.kind : `${one.kind}.${one.subject}`,
    text: tellWaiting(one, day, say),
    on: dayToDo(one.due, day),
    since: one.since,
  })),
});

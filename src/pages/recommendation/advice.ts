import type { Model } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import { isGone } from '../../federations/recommendable.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Matcher } from '../../matching/run.ts';
import type { Need } from '../../matching/schema.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { fullness } from '../answer/contact.tsx';
import { pointsOf } from '../answer/points.ts';
import type { Addressee, Proposal } from '../answer/proposals.ts';
import { lowerFirst } from '../words/typeset.ts';
import type { FrozenAnswer } from './frozen-answer.ts';

/** Something that has happened since, and that makes the advice another one. */
export interface AdviceChange {
  kind: 'gone' | 'dropped' | 'unsure' | 'full' | 'disputed' | 'overtaken';
  /** The name of the answer that it is about, and the slugs of its hosts. */
  name: string;
  hosts: readonly string[];
  /** What is in question, as few words; of `overtaken` the name of whoever comes first today. */
  named: readonly string[];
}

interface Today {
  matcher: Matcher;
  model: Model;
  say: Speaker;
}

/** Whether nobody can begin with a host today, for what it says itself. */
export const isOver = ({ kind }: AdviceChange): boolean => kind === 'dropped' || kind === 'full';

/** Whether an answer is no longer valid because one of its hosts is gone. */
export const hasLapsed = ({ hosts }: Proposal, { byId }: Pick<Model, 'byId'>): boolean =>
  hosts.some(({ host, services }) => isGone(byId.get(host.id), { services }));

/** Names of the points of a host that somebody denies. */
const disputedIn = ({ claims, commitments }: Host, say: Speaker): string[] => [
  ...commitments.filter(({ contested }) => contested).map(({ kind }) => say.commitment(kind)),
  ...claims.filter(({ contested }) => contested).map(({ criterion }) => say.criterion(criterion)),
];

/** How a part of the need is answered today for one of the hosts that were recommended for it. */
async function askedToday(need: Need, host: string, { matcher, model, say }: Today): Promise<Match | undefined> {
  const asked: Need = { ...need, hosts: [host], limit: 20 };
  // A changed vocabulary or policy may have made the need invalid.
  if (matcher.faults(asked, model).length > 0) return undefined;
  return matcher.answerInTurn(asked, model, say, { everything: false });
}

/** What has become of one host of an answer that still stands. */
async function changesOfHost(
  { host: then, services, need, day }: Addressee,
  { title: name, state }: Proposal,
  today: Today,
): Promise<{ changes: AdviceChange[]; match: Match | undefined }> {
  const { model, say } = today;
  const now = model.byId.get(then.id);
  if (!now) return { changes: [], match: undefined };
  const match = await askedToday(need, now.slug, today);
  const asked = match?.asked?.[0];
  const about = (kind: AdviceChange['kind'], named: readonly string[] = []): AdviceChange => ({
    ...{ kind, name, named, hosts: [then.slug] },
  });
  const points = pointsOf(
    asked?.reasons ?? [],
    need.usages.map(({ usage }) => usage),
    say,
  );
  const changes: AdviceChange[] = [];
  const isFull = fullness({ host: now, services, day: model.day }) !== undefined;
  if (isFull && !fullness({ host: then, services, day })) changes.push(about('full'));
  const isOnlyFull = isFull && asked?.reasons.every((reason) => reason === 'open-to-newcomers');
  if (asked?.state === 'excluded' && !isOnlyFull) changes.push(about('dropped', points));
  const isUnsure = (asked?.state === 'to-check' && state === 'fits') || asked?.state === 'improbable';
  if (isUnsure) changes.push(about('unsure', points));
  const before = disputedIn(then, say);
  const disputed = disputedIn(now, say).filter((point) => !before.includes(point));
  if (disputed.length > 0) changes.push(about('disputed', disputed.map(lowerFirst)));
  return { changes, match };
}

/** Who stands before the first answer today, where nobody did on that day. */
function overtaking(first: Proposal, match: Match | undefined, { byId }: Pick<Model, 'byId'>): AdviceChange[] {
  const [leader] = match?.fits ?? [];
  const { host } = first.hosts[0]!;
  // It may be called something else by now.
  const slug = byId.get(host.id)?.slug ?? host.slug;
  const own = match?.fits.find((one) => one.host === slug);
  if (!leader || leader.host === slug || own?.tied) return [];
  return [{ kind: 'overtaken', name: first.title, hosts: [slug], named: [leader.name] }];
}

/** What makes the advice another one than on its day, in the order of its answers. */
export async function changesOfAdvice(
  { match: then, proposals }: Pick<FrozenAnswer, 'match' | 'proposals'>,
  today: Today,
): Promise<AdviceChange[]> {
  const changes: AdviceChange[] = [];
  for (const [place, proposal] of proposals.entries()) {
    const { hosts, title: name } = proposal;
    if (hasLapsed(proposal, today.model)) {
      const gone = hosts.filter((one) => hasLapsed({ ...proposal, hosts: [one] }, today.model));
      changes.push({ kind: 'gone', name, hosts: gone.map(({ host }) => host.slug), named: [] });
      continue;
    }
    // It never fitted.
    if (proposal.almost) continue;
    for (const addressee of hosts) {
      const { changes: own, match } = await changesOfHost(addressee, proposal, today);
      changes.push(...own);
      const wasFirst = place === 0 && hosts.length === 1 && then.fits[0]?.host === hosts[0]?.host.slug;
      if (wasFirst && own.every(({ kind }) => kind === 'disputed'))
        changes.push(...overtaking(proposal, match, today.model));
    }
  }
  return changes;
}

import assert from 'node:assert/strict';
import {
  callerAt,
  createFederation,
  createRecommendation,
  createToken,
  getFederationDue,
  getFederationDueFeed,
  getHostHistory,
  getRecommendation,
  listMembers,
  listReviews,
  openFederationAddress,
  putChoice,
  putFederationPolicy,
  putMember,
  putReview,
} from 'bercail-client';

/** A federation from its creation to what it recommends. @param member a host that is published */
export async function federationStory(address: string, adminToken: string, member: string): Promise<void> {
  const admin = callerAt(address, { token: adminToken });
  const anybody = callerAt(address);
  const { data: created } = await createFederation({
    ...admin,
    body: { slug: 'les-voisins', name: 'Les Voisins', website: 'https://voisins.example' },
  });
  const path = { federation: created.slug };
  const { data: made } = await createToken({
    ...admin,
    body: { role: 'federation', federation: created.slug, label: 'bureau' },
  });
  const federation = callerAt(address, { token: made.token });

  await putMember({
    ...federation,
    path: { ...path, host: member },
    body: { state: 'member', since: '2026-01-15' },
  });
  const { data: members } = await listMembers({ ...anybody, path });
  assert.deepEqual(
    members.items.map(({ host }) => host),
    [member],
  );
  await putReview({
    ...federation,
    path: { ...path, host: member, subject: 'criterion:free-software-only' },
    body: { value: 'yes', reviewedOn: '2026-11-20', tie: 'none' },
  });
  const { data: reviews } = await listReviews({ ...anybody, path });
  assert.deepEqual(
    reviews.items.map(({ host, value }) => [host, value]),
    [[member, 'yes']],
  );
  const { data: decided } = await putFederationPolicy({ ...federation, path, body: { factors: { proximity: 1.5 } } });
  assert.equal(decided.policy?.factors?.proximity, 1.5);
  const { data: chosen } = await putChoice({
    ...federation,
    path: { ...path, host: member },
    body: { why: { fr: 'Ils répondent.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' },
  });
  assert.equal(chosen.selection?.length, 1);

  const { data: recommended } = await createRecommendation({
    ...federation,
    path,
    body: { need: { usages: [{ usage: 'file-storage-sharing' }] }, note: { fr: 'Pour mardi.' } },
  });
  const { data: read } = await getRecommendation({ ...anybody, path: { recommendation: recommended.id } });
  assert.deepEqual(read, recommended);

  const { data: history } = await getHostHistory({ ...anybody, path: { host: member } });
  assert.ok(history.items.some(({ by, byLabel }) => by === 'federation' && byLabel === 'bureau'));
  const { data: due } = await getFederationDue({ ...federation, path });
  const { data: subscription } = await openFederationAddress({ ...federation, path });
  const key = new URL(subscription.atom).searchParams.get('key');
  assert.ok(key);
  // The private address takes no token: whoever has it reads it.
  const { data: feed } = await getFederationDueFeed({ ...anybody, path, query: { key }, parseAs: 'text' });
  assert.match(feed, /^<\?xml/);
  assert.equal(due.overdueTotal, 0);
}

import assert from 'node:assert/strict';
import {
  callerAt,
  checkDomain,
  confirmHost,
  getHost,
  getHostAdvice,
  getHostTodo,
  publishHost,
  putClaim,
  putCommitment,
  putService,
  registerHost,
} from 'bercail-client';

/** The web site of the host, and how to publish something there. */
export interface Site {
  website: string;
  publish(address: string, content: string): void;
}

/** A host from its registration to the advice that it gets. */
export async function hostStory(address: string, site: Site): Promise<void> {
  const anybody = callerAt(address);
  const { data: registered } = await registerHost({
    ...anybody,
    body: { slug: 'les-saules', name: 'Les Saules', website: site.website, terms: '2026-1', languages: ['fr'] },
  });
  const host = callerAt(address, { token: registered.token });
  const draft = { host: registered.host.id };

  // Only its token sees a draft.
  const { data: own } = await getHost({ ...host, path: draft });
  assert.equal(own.name, 'Les Saules');
  const { response } = await getHost({ client: anybody.client, path: draft });
  assert.equal(response.status, 404);

  assert.ok(registered.challenge);
  site.publish(registered.challenge.url, registered.challenge.content);
  const { data: looked } = await checkDomain({ ...host, path: draft });
  assert.equal(looked.proven, true);
  const { data: published } = await publishHost({ ...host, path: draft });
  assert.equal(published.state, 'published');

  const path = { host: published.slug };
  const { data: described } = await putService({
    ...host,
    path: { ...path, service: 'nuage' },
    body: {
      name: 'Nuage',
      usages: ['file-storage-sharing'],
      registration: 'open',
      capacity: { state: 'open' },
      plans: [{ name: 'Groupe', period: 'year', fixed: 48, maxAccounts: 20, maxGb: 100 }],
    },
  });
  assert.deepEqual(
    described.services.map(({ slug }) => slug),
    ['nuage'],
  );
  await putClaim({ ...host, path: { ...path, criterion: 'free-software-only' }, body: { value: 'yes' } });
  await putCommitment({ ...host, path: { ...path, kind: 'closing-notice' }, body: { value: 90 } });
  const { data: confirmed } = await confirmHost({ ...host, path, body: { complete: ['services'] } });
  // With `dryRun` it would be what a confirmation changes.
  assert.ok('confirmedByHost' in confirmed);
  assert.deepEqual(confirmed.complete, ['services']);

  const { data: advice } = await getHostAdvice({ ...host, path });
  assert.equal(advice.host, 'les-saules');
  const { data: todo } = await getHostTodo({ ...host, path });
  assert.equal(todo.total, todo.items.length);
}

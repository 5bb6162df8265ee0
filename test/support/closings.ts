import type { ClosingDraft } from '../../src/closings/schema.ts';
import type { Closing } from '../../src/documents/closing.ts';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, type Owned, type TestApp } from './app.ts';
import { aService, aSlug } from './record.ts';

/** What tests of closings ask again and again. */

export const REASON = { fr: 'Plus assez de bénévoles.', en: 'Not enough volunteers.' };

export const aClosing = (closed: string, over: Partial<ClosingDraft> = {}): ClosingDraft => ({
  stages: { closed },
  reason: REASON,
  ...over,
});

export function closingsIn(api: TestApp) {
  const announce = ({ slug, token }: Owned, body: object, ifMatch?: string) =>
    api.ask<Host>('PUT', `/v1/hosts/${slug}/closing`, { token, body, ifMatch });
  const promise = ({ slug, token }: Owned, kind: string, value: number, below = '') =>
    api.ask<Host>('PUT', `/v1/hosts/${slug}${below}/commitments/${kind}`, { token, body: { value }, ifMatch: '*' });
  const read = async ({ slug }: Owned, query = '') => (await api.ask<Host>('GET', `/v1/hosts/${slug}${query}`)).body;
  const closingOf = async (host: Owned, query = ''): Promise<Closing> => (await read(host, query)).closing!;

  /** A published host that a match can find, and that promises 90 days. */
  async function promising(usage = 'file-storage-sharing'): Promise<Owned> {
    const slug = aSlug('saules');
    const host = await api.published({ slug, name: `Les Saules ${slug}`, website: `https://${slug}.example` });
    const body = aService({
      usages: [usage],
      capacity: { state: 'open' },
      plans: [{ name: 'Groupe', fixed: 40, maxAccounts: 20 }],
    });
    await api.ask('PUT', `/v1/hosts/${slug}/services/nuage`, { token: ADMIN_TOKEN, ifMatch: '*', body });
    await promise(host, 'closing-notice', 90);
    return host;
  }

  const agree = (successor: Owned, leaving: Owned) =>
    api.ask<Host>('PUT', `/v1/hosts/${successor.slug}/successions/${leaving.slug}`, { token: successor.token });

  return { announce, promise, read, closingOf, promising, agree };
}

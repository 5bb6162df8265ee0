import { randomUUID } from 'node:crypto';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import { ADMIN_TOKEN, type TestApp } from './app.ts';
import { reference } from './record.ts';

/** A federation of three hundred, and one whose every text is as long as may be, in one word, or is markup. */

export const WORD = 'm'.repeat(4000);
/** Markup, quotation marks of every kind, and marks that a text may hold and that turn or hide letters. */
export const MARKUP = `"><script>alert(1)</script><img src=x onerror=alert(2)>' onload='alert(3) \u200e\u200f\u061c\u200b&lt;b&gt;</title></style></textarea><!--`;

const STATES = { members: 'member', followers: 'follower', former: 'former' } as const;
const AMOUNT = { members: 300, followers: 30, former: 30 } as const;

/** Fills the catalogue with hosts that only their federation knows, as a spreadsheet of members would. */
export async function fillCrowd(test: TestApp): Promise<void> {
  const federation = { slug: 'trois-cents', name: 'Les Trois-Cents', website: 'https://trois-cents.example' };
  const all = Object.entries(AMOUNT).flatMap(([what, count]) =>
    Array.from({ length: count }, (_, place) => [what, place]),
  );
  const hosts = all.map(([what, place]) => ({
    slug: `${what}-${place}`,
    name: `Hébergeur ${what} ${place} des associations de la vallée`,
    website: `https://${what}-${place}.example`,
    confirmedByHost: false,
    observed: { state: 'active' as const, asOf: '2026-10' },
    seat: { country: 'FR', territory: { level: 'departement' as const, code: '23' } },
    sources: [`https://${what}-${place}.example/`],
    memberships: [
      {
        federation: federation.slug,
        state: STATES[what as keyof typeof STATES],
        since: '2020-05',
        ...(what === 'former' && { until: '2024-05' }),
        ...(what === 'members' && Number(place) % 3 === 0 && { toCheck: true }),
      },
    ],
    services: [
      {
        slug: 'nuage',
        name: 'Nuage',
        usages: ['file-storage-sharing', 'email-hosting', 'shared-calendar', 'video-conferencing', 'website'],
        registration: 'open' as const,
        capacity: { state: 'open' as const },
        plans: [{ name: 'Groupe', fixed: 20 + Number(place), maxAccounts: 20, maxGb: 100 }],
      },
    ],
  }));
  const { refused } = await seedCatalogue(
    {
      db: test.database.db,
      reference,
      clock: () => test.now,
      newId: randomUUID,
      caller: { role: 'admin', label: 'test', tokenId: null },
    },
    { file: { federations: [federation], hosts } },
  );
  if (refused.length > 0) throw new Error(JSON.stringify(refused.slice(0, 2)));
  await test.catalogue.catchUp();
}

/** A federation and its host, each of whose texts is the same: as much of it as each may hold. */
export async function fillTexts(test: TestApp, slug: string, text: string): Promise<void> {
  const short = text.slice(0, 200);
  const long = { fr: text, en: text };
  const federation = await test.federation({ slug, name: short, summary: long });
  const host = await test.published({ slug: `${slug}-hote`, name: short, summary: long });
  const put = async (path: string, body: object, token = federation.token) => {
    const { status, text: answer } = await test.ask('PUT', path, { token, ifMatch: '*', body });
    if (status >= 300) throw new Error(`${path}: ${answer}`);
  };
  await put(
    `/v1/hosts/${host.slug}/services/nuage`,
    {
      name: short,
      usages: ['email-hosting', 'forum'],
      summary: long,
      software: { name: short },
      registration: 'open',
      capacity: { state: 'open' },
      exportFormats: [short.slice(0, 60)],
      plans: [{ name: short, fixed: 10, conditions: long, maxAccounts: 20, maxGb: 100 }],
    },
    host.token,
  );
  const own = `/v1/federations/${slug}`;
  await put(`${own}/members/${host.slug}`, { state: 'member', since: '2024-05', exceptions: long }, ADMIN_TOKEN);
  await put(`${own}/selection/${host.slug}`, {
    why: long,
    ties: long,
    decidedOn: '2026-11-01',
    reviewBy: '2027-11-01',
  });
  await put(`${own}/helpers/aide`, {
    name: short,
    kind: 'directory',
    serves: [{ level: 'departement', code: '23' }],
    url: 'https://aide.example',
    observedOn: '2026-10',
  });
  await put(`${own}/reviews/${host.slug}/criterion:free-software-only`, {
    value: 'no',
    evidenceUrl: `https://${slug}.example/pourquoi`,
    reviewedOn: '2026-11-01',
    note: long,
    tie: long,
  });
  await put(`/v1/hosts/${host.slug}/replies/${slug}/criterion:free-software-only`, { text: long }, host.token);
}

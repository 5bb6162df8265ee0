import { ADMIN_TOKEN, type Owned, type TestApp } from './app.ts';
import { aClosing, closingsIn } from './closings.ts';

/** Hosts whose pages are unlike those of most: with nothing, with too much, disputed, at their end, out of the lists. */

/** What no need of the tests of pages asks for. */
const USAGES = ['forum', 'date-poll', 'backup', 'whiteboard', 'online-voting', 'booking', 'petition-campaign'];

/** As long as a text may be: one word, then markup. */
const LONG = { fr: `${'x'.repeat(3900)} <b>&amp;</b><script>alert(1)</script>` };

export async function fillOddHosts(test: TestApp): Promise<void> {
  const put = async ({ slug, token }: Owned, path: string, body: object) => {
    const { status, text } = await test.ask('PUT', `/v1/hosts/${slug}/${path}`, { token, ifMatch: '*', body });
    if (status >= 300) throw new Error(`${path}: ${text}`);
  };
  const review = async (by: Owned, of: Owned, subject: string, body: object) => {
    const path = `/v1/federations/${by.slug}/reviews/${of.slug}/${subject}`;
    const { status, text } = await test.ask('PUT', path, { token: by.token, ifMatch: '*', body });
    if (status >= 300) throw new Error(`${path}: ${text}`);
  };
  const { announce, agree, promise } = closingsIn(test);

  await test.published({ slug: 'peu-connu', name: 'Peu Connu', website: 'https://peu-connu.example' });

  const long = await test.published({
    slug: 'tres-long',
    name: 'L'.repeat(200),
    website: 'https://tres-long.example',
    summary: LONG,
    contact: { email: `${'bonjour'.repeat(8)}@tres-long.example`, hours: LONG },
    serves: ['23', '87', '19', '16', '17', '79', '86', '24', '33', '40', '47'].map((code) => ({
      level: 'departement' as const,
      code,
    })),
  });
  await put(long, 'services/nuage', {
    name: 'N'.repeat(200),
    usages: USAGES,
    summary: LONG,
    software: { name: 'S'.repeat(200) },
    exportFormats: Array.from({ length: 20 }, (_, place) => `${'f'.repeat(55)}${place}`),
    plans: [{ name: 'P'.repeat(200), fixed: 10, conditions: LONG }],
  });

  const many = await test.published({ slug: 'quarante', name: 'Quarante', website: 'https://quarante.example' });
  const { body: document } = await test.ask<object>('GET', '/v1/hosts/quarante/document');
  const services = Array.from({ length: 40 }, (_, place) => ({
    slug: `outil-${place}`,
    name: `Outil ${place}`,
    usages: [USAGES[place % USAGES.length]],
    registration: place < 20 ? 'open' : 'members',
    capacity: place === 1 ? { state: 'full', openFrom: '2027-03-01' } : { state: 'open' },
    plans: [
      { name: 'Petit', fixed: 20, maxGb: 5 },
      { name: 'Grand', fixed: 80, maxGb: 100 },
    ],
  }));
  await put(many, 'document', { ...document, services });

  const disputed = await test.published({ slug: 'dispute', name: 'Dispute', website: 'https://dispute.example' });
  const [denying, praising] = [
    await test.federation({ slug: 'les-severes', name: 'Les Sévères' }),
    await test.federation({ slug: 'les-ravis', name: 'Les Ravis' }),
  ];
  await put(disputed, 'claims/free-software-only', { value: 'yes', evidenceUrl: 'https://dispute.example/libre' });
  await put(disputed, 'claims/no-advertising', { value: 'no' });
  await put(disputed, 'claims/popular-education', { value: 'partial' });
  const libre = 'criterion:free-software-only';
  const evidenceUrl = 'https://les-severes.example/pourquoi';
  await review(denying, disputed, libre, { value: 'no', reviewedOn: '2026-11-10', evidenceUrl, tie: 'none' });
  await review(praising, disputed, libre, { value: 'yes', reviewedOn: '2026-11-12' });
  await put(disputed, 'replies/les-severes/criterion:free-software-only', { text: { fr: 'Le pilote est libre.' } });
  await promise(disputed, 'price-change-notice', 60);
  const priced = (fixed: number, from?: string) => ({
    name: 'Nuage',
    usages: ['forum'],
    registration: 'open',
    plans: [{ name: 'Groupe', fixed: 35 }, ...(from ? [{ name: 'Groupe', fixed, from }] : [])],
  });
  await put(disputed, 'services/nuage', priced(35));
  await put(disputed, 'services/nuage', priced(50, '2026-12-01'));

  const [closing, successor] = [
    await test.published({ slug: 'va-fermer', name: 'Va Fermer', website: 'https://va-fermer.example' }),
    await test.published({ slug: 'prend-la-suite', name: 'Prend la Suite', website: 'https://suite.example' }),
  ];
  for (const host of [closing, successor])
    await put(host, 'services/nuage', {
      name: 'Nuage',
      usages: ['forum'],
      registration: 'open',
      capacity: { state: 'open' },
      plans: [{ name: 'Groupe', fixed: 40 }],
    });
  await promise(closing, 'closing-notice', 90);
  await announce(closing, aClosing('2026-12-25', { successor: successor.slug }));
  await agree(successor, closing);

  await test.published({ slug: 'suspendu', name: 'Suspendu', website: 'https://suspendu.example' });
  await test.ask('PUT', '/v1/hosts/suspendu/suspension', {
    token: ADMIN_TOKEN,
    ifMatch: '*',
    body: { reason: { fr: 'Le site ne répond plus depuis un mois.' } },
  });
}

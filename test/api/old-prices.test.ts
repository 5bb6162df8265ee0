import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SeedFile } from '../../src/exchange/seed/check.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { aService, reference } from '../support/record.ts';

const api = useApp();
const MEMBERS = '/manage/federations/les-communs/members';
const LETTERS = '/manage/federations/les-communs/old-prices';
let communs: Owned;
let saules: Owned;

const open = async (token: string, path = LETTERS) => {
  const desk = await new Browser(api).signIn(token);
  return await desk.open(path);
};
const UNESCAPED = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' } as const;
const unescaped = (text: string) =>
  text.replaceAll(/&(lt|gt|quot|amp);/g, (one) => UNESCAPED[one as keyof typeof UNESCAPED]);
/** The letter to one host, as it is read, with ordinary spaces. */
const letterIn = (text: string, host: string) =>
  unescaped(new RegExp(`id="letter-${host}"[^>]*>([^<]*)`).exec(text)?.[1] ?? '').replaceAll('\u00a0', ' ');
/** What a mail program opens from the page, one for each address. */
const mailsIn = (text: string) =>
  [...text.matchAll(/href="mailto:([^"?]+)\?([^"]+)"/g)].map(([link, to, query]) => {
    const mail = new URLSearchParams(unescaped(query!).replaceAll('+', '%2B'));
    return { to, link: link.length, subject: mail.get('subject')!, body: mail.get('body')!.replaceAll('\u00a0', ' ') };
  });

beforeAll(async () => {
  communs = await api.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  const entry = (slug: string, over: object) => ({
    ...{ slug, name: slug, website: `https://${slug}.example`, sources: ['https://liste.example'] },
    ...{ confirmedByHost: false, observed: { state: 'active', asOf: '2022-06' }, languages: ['fr'], ...over },
  });
  const service = (plans: object[]) => ({ ...{ slug: 'nuage', registration: 'open' }, ...aService(), plans });
  const group = { name: 'Groupe', fixed: 40, period: 'year' };
  const many = Array.from({ length: 14 }, (_, at) => ({ ...group, name: `Très grande équipe ${at}` }));
  const file = {
    federations: [],
    hosts: [
      entry('aulnes', {
        name: "L'Aulne & Cie",
        contact: { email: 'bonjour@aulnes.example' },
        services: [
          service([
            { ...group, observedOn: '2022-05' },
            { name: 'Libre', fixed: 3, observedOn: '2026-10' },
          ]),
        ],
      }),
      entry('frenes', { observed: { state: 'active' }, services: [service([group])] }),
      entry('oaks', { languages: ['en'], contact: { email: 'hello@oaks.example' }, services: [service(many)] }),
      entry('trembles', { services: [service([{ name: 'Devis', onQuote: true }])] }),
      entry('ormes', { services: [service([{ ...group, observedOn: '2022-05' }])] }),
    ],
  } as unknown as SeedFile;
  const context = { db: api.database.db, reference, clock: () => api.now, newId: randomUUID };
  expect((await seedCatalogue({ ...context, caller: { role: 'anonymous' } }, { file })).refused).toEqual([]);
  saules = await api.published({ slug: 'les-saules', name: 'Les Saules', website: 'https://saules.example' });
  const plans = [{ name: 'Groupe', fixed: 35 }];
  await api.ask('PUT', '/v1/hosts/les-saules/services/nuage', {
    ...{ token: saules.token, ifMatch: '*', body: aService({ plans }) },
  });
  for (const [host, more] of [
    ['aulnes', {}],
    ['frenes', {}],
    ['oaks', {}],
    ['trembles', {}],
    ['les-saules', {}],
    ['ormes', { toCheck: true }],
  ] as const) {
    const asking = { token: communs.token, ifMatch: '*', body: { state: 'member', ...more } };
    const { status, text } = await api.ask('PUT', `/v1/federations/les-communs/members/${host}`, asking);
    expect([200, 201], text).toContain(status);
  }
  await api.catalogue.catchUp();
});

describe('Letters to members whose prices are old', () => {
  it('are found from the members, and say which price, since when, and what to do', async () => {
    const members = await open(communs.token, MEMBERS);
    expect(members.text).toMatch(new RegExp(`href="${LETTERS}"[^>]*>Prix anciens chez vos membres \\(3\\)`));
    const { status, text } = await open(communs.token);
    expect(status).toBe(200);
    expect(letterIn(text, 'aulnes')).toBe(
      [
        'Objet : Vos prix sur bercail.example',
        '',
        'Bonjour,',
        '',
        'Vous êtes membre des Communs. Sur bercail.example, aucune confirmation récente n’est connue pour un prix de votre fiche :',
        '- Nuage, « Groupe » (40 € par an) : ni confirmé ni relevé depuis mai 2022',
        '',
        'Un prix que personne n’a confirmé ni relevé depuis 24 mois, ou dont la date est inconnue, ne compte plus quand une association cherche un hébergeur.',
        '',
        'Votre fiche, telle que tout le monde la lit : https://bercail.example/hosts/aulnes',
        'Personne ne tient encore cette fiche. Pour la reprendre, la corriger et la confirmer : https://bercail.example/for-hosts?host=aulnes',
        '',
        'Bien cordialement,',
        'Le bureau des Communs',
        'https://communs.example',
      ].join('\n'),
    );
  });

  it('say that a date is unknown where it is, and nothing of prices that hold or that are asked', async () => {
    const { text } = await open(communs.token);
    expect(letterIn(text, 'frenes')).toContain('- Nuage, « Groupe » (40 € par an) : date inconnue\n');
    expect(letterIn(text, 'aulnes')).not.toContain('Libre');
    for (const host of ['trembles', 'les-saules']) expect(text).not.toContain(`letter-${host}`);
  });

  it('are written to nobody who is not known to be a member', async () => {
    expect((await open(communs.token)).text).not.toContain('ormes');
  });

  it('are in the language of the member, and open whole in a mail program where its address is public', async () => {
    const { text } = await open(communs.token);
    const [aulnes, oaks, ...others] = mailsIn(text);
    expect(others).toEqual([]);
    expect(aulnes).toMatchObject({ to: 'bonjour@aulnes.example', subject: 'Vos prix sur bercail.example' });
    expect(`Objet : ${aulnes!.subject}\n\n${aulnes!.body.replaceAll('\r\n', '\n')}`).toBe(letterIn(text, 'aulnes'));
    expect(letterIn(text, 'oaks')).toContain('- and 2 other prices\n');
    expect(text).toMatch(/id="letter-oaks" lang="en"|lang="en"[^>]*id="letter-oaks"/);
    expect(oaks!.link).toBeLessThan(2_000);
    expect(oaks!.body).toContain('no recent confirmation is known of 14 prices of your entry');
    expect(oaks!.body).toContain('https://bercail.example/for-hosts?host=oaks');
    expect(oaks!.body).toMatch(/The officers of Les Communs\r\nhttps:\/\/communs\.example$/);
  });

  it('lead a member that holds its entry to its button, once its own word is too old', async () => {
    const before = api.now;
    api.now = new Date('2028-12-15T12:00:00Z');
    try {
      await api.catalogue.catchUp();
      const { text } = await open(communs.token);
      const letter = letterIn(text, 'les-saules');
      expect(letter).toContain('« Groupe » (35 € par an) : ni confirmé ni relevé depuis le 25 novembre 2026\n');
      expect(letter).toContain('toujours vraie : https://bercail.example/manage/hosts/les-saules/confirm\n');
      expect(letter).not.toContain('Personne ne tient');
    } finally {
      api.now = before;
      await api.catalogue.catchUp();
    }
  });

  it('are for the officers of that federation alone', async () => {
    const rives = await api.federation({ slug: 'les-rives', name: 'Les Rives', website: 'https://rives.example' });
    for (const token of [ADMIN_TOKEN, rives.token, saules.token]) {
      const { status, text } = await open(token);
      expect(status).toBe(403);
      expect(text).not.toContain('aulnes');
    }
    expect((await open(ADMIN_TOKEN, MEMBERS)).text).not.toContain(LETTERS);
    expect((await open(rives.token, LETTERS.replace('les-communs', 'les-rives'))).text).toContain(
      'Aucun prix connu de vos membres n’est ancien.',
    );
  });
});

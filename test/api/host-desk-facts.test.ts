import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { HostDocument } from '../../src/host-documents/schema.ts';
import { ASKED_IN, askedIn, type Fact, FORMS_OF_FACTS, type FormOfFacts } from '../../src/manage/host/fact-forms.ts';
import { type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { reference } from '../support/record.ts';
import { SAYABLE, valuesIn, wholeEntry } from '../support/whole-entry.ts';

const test = useApp();
let host: Owned;
beforeAll(async () => {
  host = await test.published({
    slug: 'les-aulnes',
    name: 'Les Aulnes',
    contact: { email: 'contact@les-aulnes.example' },
  });
  await test.published({ slug: 'les-saules', name: 'Les Saules' });
  for (const [slug, usages] of [
    ['nuage', ['file-storage-sharing']],
    ['courriel', ['email-hosting']],
  ] as const)
    await test.ask('PUT', `/v1/hosts/les-aulnes/services/${slug}`, {
      token: host.token,
      body: { name: slug, usages },
    });
});

const at = (part = '') => `/manage/hosts/les-aulnes${part}`;
const read = async (): Promise<Host> =>
  (await test.ask<Host>('GET', '/v1/hosts/les-aulnes', { token: host.token })).body;
const opened = async (part: string) => {
  const browser = await new Browser(test).signIn(host.token);
  await browser.open(at(part));
  return browser;
};

describe('The facts of a host, by form', () => {
  it('asks on one page whether there is room in each service, with days as people write them, in both languages', async () => {
    const ofCloud = async () => (await read()).services.find(({ slug }) => slug === 'nuage')!.capacity;
    const desk = await opened('/rooms');
    await desk.fill(at('/rooms'), { 'from-nuage': '15/01/2027' });
    expect(desk.text).toContain('id="fault-capacity-nuage"');
    await desk.fill(at('/rooms'), { 'capacity-nuage': 'waiting-list', 'until-nuage': '2027-06' });
    expect(desk.at.split('&')[0], desk.text).toBe(`${at()}?saved=yes`);
    expect(await ofCloud()).toEqual({ state: 'waiting-list', openFrom: '2027-01-15', until: '2027-06' });
    for (const language of ['fr', 'en']) {
      await desk.open(`${at('/rooms')}?lang=${language}`);
      const { fields } = desk.form(at('/rooms'));
      expect([fields.get('from-nuage'), fields.get('until-nuage')]).toEqual(['15/01/2027', '06/2027']);
    }
    await desk.fill(at('/rooms'), { 'from-nuage': '2027-02-01', 'until-nuage': 'bientôt' });
    expect(desk.text).toContain('id="fault-until-nuage"');
    await desk.fill(at('/rooms'), { 'until-nuage': '' });
    expect(await ofCloud()).toEqual({ state: 'waiting-list', openFrom: '2027-02-01' });
  });

  it('takes places by the names that people give them, and names others that they may have meant', async () => {
    const desk = await opened('/facts');
    const before = desk.form(at('/facts')).fields.get('serves')!;
    await desk.fill(at('/facts'), { serves: 'Bretagne, France entière ; partout' });
    expect((await read()).serves).toEqual([
      { level: 'region', code: '53' },
      { level: 'country', code: 'FR' },
      { level: 'world' },
    ]);
    await desk.open(at('/facts'));
    await desk.fill(at('/facts'), { serves: 'Bretange' });
    const told = desk.text.replaceAll('\u00a0', ' ');
    expect(told).toMatch(/Nous ne connaissons pas de lieu nommé « Bretange ». Vouliez-vous dire[^?]*Bretagne/);
    await desk.fill(at('/facts'), { serves: before });
  });

  it('says that no help is offered, or which one and how it is given, and takes no contradiction', async () => {
    const desk = await opened('/help');
    await desk.fill(at('/help'), { 'no-help': 'yes' });
    expect((await read()).support).toEqual([]);
    await desk.open(at('/help'));
    // What all of them do is no help besides.
    expect(desk.text).not.toContain('support-hosting');
    await desk.fill(at('/help'), { 'support-training': 'in-person', visits: 'Creuse' });
    expect([desk.shown!.status, desk.text]).toEqual([422, expect.stringContaining('id="fault-no-help"')]);
    await desk.fill(at('/help'), {
      'no-help': [],
      'support-training': 'phone,in-person',
      'support-migration': 'remote',
      'support-dla': 'yes',
    });
    expect(await read()).toMatchObject({
      support: [
        { kind: 'migration', mode: 'remote' },
        { kind: 'training', mode: 'phone' },
        { kind: 'training', mode: 'in-person' },
        { kind: 'dla' },
      ],
      visits: [{ level: 'departement', code: '23' }],
    });
    const { version } = await read();
    await desk.open(at('/help'));
    await desk.fill(at('/help'));
    expect((await read()).version).toBe(version);
    await desk.open(at('/help'));
    await desk.fill(at('/help'), { 'support-migration': '', 'support-training': '', 'support-dla': '', visits: '' });
    expect(await read()).not.toHaveProperty('support');
  });

  it('asks whose an address is that looks like that of a person', async () => {
    const desk = await opened('/facts');
    await desk.fill(at('/facts'), { email: 'jeanne.martin@gmail.com' });
    expect(desk.text).toContain('cochez la case juste en dessous');
    expect(desk.text).not.toContain('roleAddress');
    await desk.fill(at('/facts'), { role: 'yes' });
    expect((await read()).contact).toMatchObject({ roleAddress: true });
    await desk.open(at('/facts'));
    await desk.fill(at('/facts'), { email: 'contact@les-aulnes.example', role: [] });
    expect((await read()).contact).not.toHaveProperty('roleAddress');
  });

  it('asks all other questions by theme, in words of people, and for the page that shows each answer', async () => {
    const desk = await opened('/promises/safety');
    const wrong = { 'last-restore-test': 'bientôt', 'status-page': 'nulle part', 'breach-notice': 'vite' };
    await desk.fill(at('/promises/safety'), wrong);
    for (const name of Object.keys(wrong)) expect(desk.text).toContain(`id="fault-${name}"`);
    expect(desk.text.replaceAll(/<[^>]*>/g, '')).not.toMatch(/true|wrong-kind|identifiant|\d{4}-\d{2}/);
    await desk.fill(at('/promises/safety'), {
      ...{ 'last-restore-test': '03/2026', 'status-page': 'etat.les-aulnes.example', 'breach-notice': '24 h' },
    });
    await desk.open(at('/promises/leaving'));
    await desk.fill(at('/promises/leaving'), { 'successor-host': 'Les Charmes' });
    expect(desk.text).toContain('nous ne connaissons pas d’hébergeur nommé');
    await desk.fill(at('/promises/leaving'), { 'successor-host': 'Les Saules', 'switching-fee': '0' });
    await desk.open(at('/promises/machines'));
    await desk.fill(at('/promises/machines'), { 'controls-hardware': 'partial' });
    const said = async () => Object.fromEntries((await read()).commitments.map(({ kind, value }) => [kind, value]));
    expect(await said()).toMatchObject({
      ...{ 'last-restore-test': '2026-03', 'status-page': 'https://etat.les-aulnes.example', 'breach-notice': 24 },
      ...{ 'successor-host': 'les-saules', 'switching-fee': 0 },
    });
    await desk.open(at('/evidence'));
    await desk.fill(at('/evidence'), {
      'page-controls-hardware': 'https://les-aulnes.example/machines',
      'note-controls-hardware': 'Sauf les sauvegardes.',
    });
    const { statements } = (await read()).claims.find(({ criterion }) => criterion === 'controls-hardware')!;
    expect(statements[0]).toMatchObject({
      ...{ value: 'partial', level: 'documented', note: { fr: 'Sauf les sauvegardes.' } },
    });
    await desk.open(at());
    expect(desk.text).toMatch(/promises\/safety"[^>]*>[^<]*<\/a> \(4.questions sans réponse\)/);
  });

  it('shows what is missing by what it would bring, each with the way to say it', async () => {
    for (const [language, brings] of [
      ['fr', /Répondez|Dites/],
      ['en', /Answer|Say/],
    ] as const) {
      const desk = await opened(`/missing?lang=${language}`);
      expect(desk.text).toMatch(brings);
      const ways = [...desk.text.matchAll(/class="tap" href="([^"]+)"|href="([^"]+)" class="tap"/g)]
        .map(([, one, other]) => (one ?? other)!.replaceAll('&amp;', '&'))
        .filter((to) => to.includes('#'));
      expect(ways.length).toBeGreaterThan(2);
      for (const way of ways) {
        const [page, control] = way.split('#');
        await desk.open(page!);
        expect(desk.text, way).toContain(`id="${control}"`);
        expect(desk.text).toContain(`<html lang="${language}"`);
      }
    }
  });
});

describe('What is missing of an entry without a service', () => {
  it('is first a service, and never nothing', async () => {
    const { token } = await test.published({ slug: 'les-ormeaux', name: 'Les Ormeaux' });
    const desk = await new Browser(test).signIn(token);
    await desk.open('/manage/hosts/les-ormeaux/missing');
    expect(desk.text).toMatch(/href="[^"]*\/les-ormeaux\/first-service">Dire au moins un service/);
    expect(desk.text).not.toContain('tout ce que l’on cherche');
  });
});

describe('What people type in a form', () => {
  it('is an address without https:// on every page that asks one; a word alone is none', async () => {
    const desk = await opened('/facts');
    const taken = async (part: string, name: string, typed: string, wrong = 'nulle-part') => {
      await desk.open(at(part));
      await desk.fill(at(part), { [name]: wrong });
      expect(desk.shown!.status, part).toBe(422);
      expect(desk.text.replaceAll('\u00a0', ' ')).toMatch(
        new RegExp(`id="fault-${name}".*?comme [a-z.]*exemple.fr`, 's'),
      );
      expect(desk.text).not.toContain('commence par https://');
      await desk.fill(at(part), { [name]: typed });
      expect(desk.at, part).toContain('saved=yes');
    };
    await taken('/facts', 'url', 'les-aulnes.example/contact');
    await taken('/services/nuage', 'url', 'nuage.les-aulnes.example');
    await desk.open(at('/promises/machines'));
    await desk.fill(at('/promises/machines'), { 'controls-hardware': 'yes' });
    await taken('/evidence', 'page-controls-hardware', 'les-aulnes.example/machines');
    await desk.open(at('/services/nuage/details'));
    await desk.fill(at('/services/nuage/details'), { imports: 'Google Drive : les-aulnes.example/venir\nDropbox' });
    const { contact, services, claims } = await read();
    expect(contact!.url).toBe('https://les-aulnes.example/contact');
    expect(services.find(({ slug }) => slug === 'nuage')).toMatchObject({
      url: 'https://nuage.les-aulnes.example',
      imports: [{ tool: 'google-drive', guideUrl: 'https://les-aulnes.example/venir' }, { tool: 'dropbox' }],
    });
    expect(claims.find(({ criterion }) => criterion === 'controls-hardware')!.statements[0]).toMatchObject({
      evidenceUrl: 'https://les-aulnes.example/machines',
    });
  });

  it('is a number in digits: which limit it does not keep is said; with its comma in French', async () => {
    const desk = await opened('/services');
    const wrong = async (page: string, lang: string, name: string, typed: string) => {
      await desk.open(`${page}?lang=${lang}`);
      await desk.fill(page, { name: 'Groupe', [name]: typed });
      const [, said = ''] = new RegExp(`id="fault-${name}"[^>]*>(.*?)</p>`).exec(desk.text) ?? [];
      return said.replaceAll(/<[^>]*>/g, '').replaceAll(/[\u00a0\u202f]/g, ' ');
    };
    const plan = at('/services/nuage/new-plan');
    for (const [lang, name, typed, said] of [
      ['fr', 'maxAccounts', '2,5', 'Écrivez un nombre entier.'],
      ['fr', 'maxAccounts', '-5', 'Écrivez 0 ou plus.'],
      ['fr', 'maxAccounts', '99999999999', 'Écrivez au plus 1 000 000.'],
      ['fr', 'fixed', '-5 €', 'crivez 0 ou plus.'],
      ['fr', 'fixed', '1.250', 'crivez deux chiffres au plus après la virgule, et les milliers sans point.'],
      ['fr', 'fixed', '0,125', 'crivez deux chiffres au plus après la virgule'],
      ['fr', 'fixed', 'cher', 'crivez un nombre, en chiffres, comme 35 ou 34,50.'],
      ['en', 'maxAccounts', '2.5', 'Write a whole number.'],
      ['en', 'maxGb', '99999999999', 'Write 1,000,000 at most.'],
    ] as const)
      expect(await wrong(plan, lang, name, typed), typed).toContain(said);
    const [leaving, questions] = [at('/promises/leaving'), at('/questions')];
    expect(await wrong(leaving, 'fr', 'switching-fee', '-1')).toContain('crivez 0 ou plus.');
    expect(await wrong(questions, 'fr', 'closing-notice', '2,5')).toContain('crivez un nombre entier.');
    expect(await wrong(questions, 'en', 'closing-notice', '-3')).toMatch(/rite \d or more\./);
    for (const [people, said] of [
      ['2,5', 'Écrivez un nombre entier.'],
      ['0', 'Écrivez 1 ou plus.'],
      ['200 000', 'Écrivez au plus 100 000.'],
    ] as const) {
      await desk.open(at(`/services?usage=file-storage-sharing&people=${encodeURIComponent(people)}`));
      expect(desk.text.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(said);
    }
    for (const typed of ['12,5', '12.5']) {
      await desk.open(leaving);
      await desk.fill(leaving, { 'switching-fee': typed });
      expect((await read()).commitments.find(({ kind }) => kind === 'switching-fee')!.value).toBe(12.5);
    }
    for (const [lang, shown] of Object.entries({ fr: '12,5', en: '12.5' })) {
      await desk.open(`${leaving}?lang=${lang}`);
      expect(desk.form(leaving).fields.get('switching-fee')).toBe(shown);
    }
  });

  it('is a day, and what is wrong with it is said of the day as forms show it, in both languages', async () => {
    const desk = await opened('/identity');
    for (const [lang, said] of [
      ['fr', 'Le calendrier n’a pas de 31/02/2014.'],
      ['en', 'The calendar has no 31/02/2014.'],
    ] as const) {
      await desk.open(at(`/identity?lang=${lang}`));
      await desk.fill(at('/identity'), { foundedOn: '31/02/2014' });
      expect(desk.text.replaceAll('\u00a0', ' ')).toContain(said);
      await desk.fill(at('/identity'), { foundedOn: '03/2031' });
      expect(desk.text).toMatch(/03\/2031 (est dans l’avenir|is in the future)/);
      expect(desk.text.replaceAll(/<[^>]*>/g, '')).not.toMatch(/\d{4}-\d{2}/);
    }
  });
});

describe('What a list lacks', () => {
  const pages = ['help', 'facts', 'services', 'first-service'];
  const leadOf = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
  it('is unknown on each page that asks it, until the host says that the list is whole: then it is a no', async () => {
    const { token } = await test.published({ slug: 'les-trembles', name: 'Les Trembles' });
    const desk = await new Browser(test).signIn(token);
    const sayWhole = async (complete: string[]) => {
      const sent = await test.ask('POST', '/v1/hosts/les-trembles/confirmations', { token, body: { complete } });
      expect(sent.status, sent.text).toBe(200);
    };
    const readOn = async (page: string, lang = 'fr') => {
      expect((await desk.open(`/manage/hosts/les-trembles/${page}?lang=${lang}`)).status, page).toBe(200);
      return leadOf(desk.text);
    };
    await sayWhole([]);
    for (const page of pages) {
      expect(await readOn(page)).toContain('Ce que vous laissez vide reste inconnu, jamais « non ».');
      expect(await readOn(page)).not.toMatch(/Pas dans la liste|Ce n’est plus vrai/);
      expect(await readOn(page, 'en')).toContain('What you leave empty stays unknown, never “no”.');
    }
    await sayWhole(['languages']);
    expect(await readOn('facts')).toContain('cette liste est entière : langues. Ce que vous n’y mettez pas');
    expect(await readOn('help')).toContain('reste inconnu, jamais « non »');
    await sayWhole(['services', 'plans', 'support', 'audiences', 'languages']);
    for (const page of pages) {
      expect(await readOn(page)).toMatch(/les-trembles\/confirmation[^"]*">Ce n’est plus vrai/);
      expect(await readOn(page)).not.toContain('jamais « non »');
      expect(await readOn(page, 'en')).not.toContain('never “no”');
    }
    expect(await readOn('help')).toContain(
      'Vous avez dit que cette liste est entière : ce que vous n’y mettez pas veut dire « non ».',
    );
    expect(await readOn('help')).toContain('Pas dans la liste');
    expect(await readOn('help')).not.toContain('Je ne sais pas encore');
    expect(await readOn('help', 'en')).toContain('this list is whole: what you do not put in it means “no”.');
    expect(await readOn('facts')).toContain('ces listes sont entières : lieux servis, publics et langues.');
    expect(await readOn('services')).toContain('ces listes sont entières : services et formules.');
    expect(await readOn('services', 'en')).toContain('these lists are whole: services and plans.');
  });
});

describe('Every fact of an entry', () => {
  const AT = '/manage/hosts/entier';
  let desk: Browser;
  let owner: Owned;
  const documentNow = async () =>
    (await test.ask<HostDocument>('GET', '/v1/hosts/entier/document', { token: owner.token })).body;

  /** The pages of a form for all services, plans and themes. */
  async function pagesOf(form: FormOfFacts): Promise<string[]> {
    const linked = (text: RegExp) => [...new Set([...desk.text.matchAll(text)].map(([, path]) => path!))];
    const [services, plan, ...rest] = [form.startsWith('services/'), form.includes('/plans/'), form.split('/').at(-1)!];
    await desk.open(services ? `${AT}/services` : AT);
    if (plan)
      return linked(/href="([^"]+\/plans\/[^"/]+)"/g).map((path) => (rest[0] === '*' ? path : `${path}/${rest[0]}`));
    if (services)
      return linked(/href="([^"]+\/services\/[a-z]+)"/g).map((path) => (rest[0] === '*' ? path : `${path}/${rest[0]}`));
    return form === 'promises/*'
      ? [`${AT}/questions`, ...linked(/href="([^"]+\/promises\/[a-z]+)"/g)]
      : [`${AT}/${form}`];
  }
  /** The names of the fields that a page asks. */
  async function askedOn(pages: readonly string[]): Promise<string[][]> {
    const asked: string[][] = [];
    for (const page of pages) {
      expect((await desk.open(page)).status, page).toBe(200);
      const { fields } = desk.form(page);
      // What is only asked about some answers is not on the page yet.
      const isShown = (name: string) => desk.text.includes(`name="${name}"`);
      asked.push(Object.keys(JSON.parse(fields.get('was')!)).filter(isShown));
    }
    return asked;
  }

  beforeAll(async () => {
    owner = await test.published({ slug: 'entier', name: 'L’Entier', website: 'https://entier.example' });
    const body = wholeEntry('entier');
    const put = await test.ask('PUT', '/v1/hosts/entier/document', { token: owner.token, ifMatch: '*', body });
    expect(put.status, put.text).toBe(200);
    desk = await new Browser(test).signIn(owner.token);
  });

  it('has a form, and is asked on its page; a form of first facts asks ten things at most', async () => {
    // What the types of the schemas name is what the description of the API names.
    const placed = Object.keys(ASKED_IN).filter((fact) => !fact.endsWith('/asOf'));
    const described = SAYABLE.map((place) => place.replace(/\/(fr|en)$/, '').replace(/\/(level|code)$/, ''));
    const sayable = new Set(described.map((place) => place.replace(/^\/host\/seat\/.*/, '/host/seat')));
    expect(new Set(placed.map((fact) => fact.replaceAll(/(services|plans|imports|support)\/\*/g, '$1')))).toEqual(
      sayable,
    );

    const names = new Map<FormOfFacts, string[][]>();
    for (const form of Object.keys(FORMS_OF_FACTS) as FormOfFacts[])
      names.set(form, await askedOn(await pagesOf(form)));
    for (const fact of Object.keys(ASKED_IN) as Fact[]) {
      const asked = askedIn(fact);
      if (!asked) continue;
      const control = new RegExp(`^${asked.control.replace('*', '[a-z-]+')}$`);
      expect(names.get(asked.form)!.flat(), fact).toContainEqual(expect.stringMatching(control));
    }
    for (const [form, kind] of Object.entries(FORMS_OF_FACTS))
      if (kind === 'first')
        for (const fields of names.get(form as FormOfFacts)!) expect(fields.length, form).toBeLessThanOrEqual(10);
    const promises = names.get('promises/*')!.flat();
    for (const key of reference.criteria.keys()) expect(promises).toContain(key);
    expect(promises).toHaveLength(reference.criteria.size + reference.commitmentKinds.size - 1);
  });

  it('stays as it is when its form is sent untouched, in one language or the other', async () => {
    const before = await documentNow();
    let sent = 0;
    for (const form of Object.keys(FORMS_OF_FACTS) as FormOfFacts[])
      for (const page of await pagesOf(form)) {
        await desk.open(`${page}?lang=${sent++ % 2 ? 'fr' : 'en'}`);
        await desk.fill(page);
        expect(desk.shown!.status, `${page} ${desk.at}`).toBe(200);
      }
    expect(await documentNow()).toEqual(before);
  });

  it('can be said by form alone', async () => {
    const empty = { ...wholeEntry('entier'), services: [], claims: {}, commitments: {} };
    const { slug, name, website } = empty.host;
    const body = { ...empty, host: { slug, name, website } };
    await test.ask('PUT', '/v1/hosts/entier/document', { token: owner.token, ifMatch: '*', body });
    const say = async (page: string, typed: Record<string, string | string[]>) => {
      await desk.open(page);
      await desk.fill(page, typed);
      // A price that becomes dearer by what is added to it is read over first.
      if (desk.text.includes('Relisez, puis annoncez')) await desk.fill(page);
      expect(desk.at, desk.text.match(/class="fault"[^<]*<?[^<]*/)?.[0]).toMatch(/saved=yes/);
    };
    await say(`${AT}/identity`, { legalForm: 'association', foundedOn: '03/2014', seat: 'la Creuse' });
    await say(`${AT}/facts`, {
      ...{ serves: 'Creuse', audiences: ['schools', 'associations'], languages: 'français, Breton', role: 'yes' },
      ...{ email: 'jeanne.martin@gmail.com', url: 'https://entier.example/contact', phone: '+33 5 55 00 00 00' },
      ...{ hours: 'Le mardi', summary: 'Tout est dit' },
    });
    await say(`${AT}/help`, { 'support-migration': 'in-person', visits: 'Creuse' });
    for (const [usage, name] of [
      ['video-conferencing', 'Nuage'],
      ['email-hosting', 'Courriel'],
    ])
      await say(`${AT}/new-service/${usage}`, { name: name! });
    await say(`${AT}/services/courriel`, { ownDomain: 'true' });
    await say(`${AT}/services/nuage`, {
      ...{ software: 'Nextcloud', url: 'https://nuage.entier.example', registration: 'open', country: 'France' },
      summary: 'Des fichiers',
    });
    await say(`${AT}/services/nuage/details`, {
      ...{ formats: 'vCard', imports: 'Google Drive https://entier.example/venir', startedOn: '05/2019' },
      ...{ certifications: ['hds'], licence: 'AGPL-3.0-or-later' },
    });
    await say(`${AT}/services/nuage/promises`, { 'self-service-export': 'yes' });
    await say(`${AT}/rooms`, { 'capacity-nuage': 'full', 'from-nuage': '03/2027', 'until-nuage': '06/2027' });
    const plan = async (
      typed: Record<string, string>,
      limits: Record<string, string>,
      terms: Record<string, string | string[]>,
    ) => {
      await say(`${AT}/services/nuage/new-plan`, typed);
      const page = [...desk.text.matchAll(/href="([^"]+\/plans\/[^"/]+)"/g)].at(-1)![1]!;
      await say(`${page}/limits`, limits);
      await say(`${page}/terms`, terms);
    };
    await plan(
      {
        ...{ name: 'Compté', period: 'month', for: 'organisation', fixed: '11' },
        ...{ maxAccounts: '16', maxGb: '19', from: '03/11/2026' },
      },
      {
        ...{ perAccount: '14', includedAccounts: '15', perGb: '0,17', includedGb: '18' },
        'most-simultaneous-participants': '21',
      },
      { membershipFee: '12,50', setupFee: '13', covers: ['courriel'], tax: 'false', conditions: 'Sous conditions' },
    );
    await plan(
      { name: 'Libre', free: 'yes', advised: '25', floor: '24' },
      { includedGbPerAccount: '26' },
      {
        ...{ membershipFree: 'yes', 'membership-advised': '23', 'membership-floor': '22' },
        onQuote: 'yes',
      },
    );
    await say(`${AT}/promises/machines`, { 'free-software-only': 'yes' });
    await say(`${AT}/questions`, { 'closing-notice': '3 mois' });
    await say(`${AT}/evidence`, {
      ...{ 'page-free-software-only': 'https://entier.example/logiciels', 'note-free-software-only': 'Tous.' },
      ...{ 'page-closing-notice': 'https://entier.example/preavis', 'note-closing-notice': 'Par mail.' },
      ...{
        'page-nuage-self-service-export': 'https://entier.example/partir',
        'note-nuage-self-service-export': 'Oui.',
      },
    });
    // In the language of the page: French here.
    const said = new Set(valuesIn(await documentNow()).map(({ place }) => place));
    const unsaid = SAYABLE.filter((place) => !said.has(place) && !place.endsWith('/en'));
    expect(unsaid).toEqual([]);
  });
});

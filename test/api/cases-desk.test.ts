import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Case, CaseItem } from '../../src/recommendations/cases/schema.ts';
import type { Referral } from '../../src/recommendations/referrals/schema.ts';
import type { Recommendation } from '../../src/recommendations/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { aService } from '../support/record.ts';
import { runTask } from '../support/tasks.ts';

const test = useApp();
const DESK = '/manage/federations/les-communs';
const API = '/v1/federations/les-communs/cases';
const NEW = `${DESK}/cases/new`;
const CALL = { label: 'Fanfare du canton', use: 'file-storage-sharing', people: '5', space: 'little' };
let communs: Owned;
/** Five hosts of files: each may do. */
let hosts: Owned[];
/** Its list of services is whole, and has no files. */
let forum: Owned;

/** An officer who only follows links and fills in forms. */
class Officer extends Browser {
  /** Every page is weighed; those with all the questions of a need are as heavy as the public one. */
  override async send(...sent: Parameters<Browser['send']>) {
    const answer = await super.send(...sent);
    const markup = this.text.replaceAll(/<script[\s\S]*?<\/script>/g, '');
    expect(Buffer.byteLength(markup), this.at).toBeLessThan(/\/(new|need|match)/.test(this.at) ? 88_000 : 45_000);
    return answer;
  }
  /** The present page in plain words. */
  get said(): string {
    return this.text
      .slice(this.text.indexOf('<main'))
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/[\s\u00a0\u202f]+/g, ' ');
  }
  /** The address of the case that is shown. */
  get case(): string {
    return this.at.split('?')[0]!;
  }
  async calls(over: Record<string, string | string[]> = {}) {
    await this.open(NEW);
    await this.fill(NEW, { ...CALL, ...over });
    // Another one is called so already: sent once more, it is opened too.
    if (this.text.includes('id="fault-label"')) await this.fill(NEW);
    return this.case;
  }
}

const signedIn = async (token = communs.token) => await new Officer(test).signIn(token);
const ask = <T = Case>(method: string, url: string, body?: object, ifMatch?: string) =>
  test.ask<T>(method, url, { token: communs.token, body, ifMatch });
const now = async (desk: Officer) => (await ask('GET', `${API}/${desk.case.split('/')[5]}`)).body;
const total = async () => (await ask<{ total: number }>('GET', API)).body.total;
const on = async <T>(day: string, work: () => Promise<T>): Promise<T> => {
  const before = test.now;
  test.now = new Date(`${day}T12:00:00Z`);
  try {
    return await work();
  } finally {
    test.now = before;
  }
};

beforeAll(async () => {
  communs = await test.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  hosts = [];
  for (const name of ['Un', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six']) {
    const host = await test.published({ name: `Hôte ${name}` });
    const usages = name === 'Six' ? ['forum'] : ['file-storage-sharing'];
    await test.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService({ usages }) });
    hosts.push(host);
  }
  forum = hosts.pop()!;
  const whole = { token: forum.token, body: { complete: ['services', 'plans'] } };
  expect((await test.ask('POST', `/v1/hosts/${forum.slug}/confirmations`, whole)).status).toBe(200);
});

describe('A case by telephone, on a federation’s desk', () => {
  it('is opened from the first page by the questions of the public pages, and names nobody', async () => {
    const desk = await signedIn();
    await desk.open(DESK);
    expect(desk.text).toContain(`href="${NEW}"`);
    const before = await total();
    await desk.open(NEW);
    const tooLong = 'a'.repeat(130);
    for (const label of ['Fanfare, camille@exemple.fr', 'Rappeler au 06 12 34 56 78', 'Fan\u202efare', tooLong, '']) {
      expect((await desk.fill(NEW, { ...CALL, label, budget: '40' })).status).toBe(422);
      expect(desk.text).toContain('id="fault-label"');
      expect(desk.form(NEW).fields.get('budget')).toBe('40');
      expect(desk.form(NEW).fields.get('label')).toBe(label);
    }
    expect((await desk.fill(NEW, { ...CALL, people: 'beaucoup de monde' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-people"');
    expect((await desk.fill(NEW, { ...CALL, use: [] })).status).toBe(422);
    expect(desk.text).toContain('id="fault-uses"');
    // All that is wrong is told in one place, in the order of the page; the first of it takes the cursor.
    expect((await desk.fill(NEW, { ...CALL, label: '', use: [], people: 'beaucoup', budget: 'peu' })).status).toBe(422);
    expect(desk.text.match(/role="alert"/g)).toHaveLength(1);
    const links = desk.text.slice(desk.text.indexOf('role="alert"')).match(/href="#(\w+)"/g)!;
    expect(links.slice(0, 4)).toEqual(['label', 'uses', 'people', 'budget'].map((name) => `href="#${name}"`));
    expect(desk.text.match(/<[^>]* autofocus/g)).toEqual([expect.stringContaining('id="label"')]);
    expect((await desk.fill(NEW, { ...CALL, people: 'beaucoup' })).status).toBe(422);
    expect(desk.text.match(/<[^>]* autofocus/g)).toEqual([expect.stringContaining('id="people"')]);
    expect(desk.text).toMatch(/<title>Erreur\s:/);
    expect((await desk.fill(NEW, { ...CALL, people: '3000', budget: '' })).status).toBe(422);
    expect(desk.said).toContain('Une réponse à confirmer.');
    expect(desk.text).toMatch(/<title>À confirmer\s:/);
    expect(await total()).toBe(before);
    await desk.open(NEW);
    await desk.fill(NEW, { ...CALL, budget: '5 par mois' });
    expect(desk.said).toContain('Le dossier est ouvert.');
    expect(await now(desk)).toMatchObject({
      ...{ label: CALL.label, receivedBy: 'phone' },
      need: { usages: [{ usage: 'file-storage-sharing', accounts: 5, storageGb: 5 }], budgetPerYear: 60 },
    });
    // The day of the call and the days after it, nobody has to take it up.
    await desk.open(DESK);
    expect(desk.said).not.toContain('Dossiers à reprendre');
    await on('2026-12-09', async () => {
      const later = await signedIn();
      await later.open(DESK);
      expect(later.said).toContain('Dossiers à reprendre (1)');
      expect(later.said).toContain('Fanfare du canton : pas encore de nouvelle. Reçu le 25 novembre 2026.');
    });
  });

  it('begins with the tools of today where an association cannot say yet what it needs', async () => {
    const desk = await signedIn();
    const before = await total();
    await desk.open(NEW);
    // Nothing can be matched with that: it is not offered, and nothing of it is taken.
    expect(desk.text).not.toMatch(/name="use" value="unknown"/);
    expect((await desk.fill(NEW, { label: 'Chorale', use: 'unknown', budget: '40' })).status).toBe(422);
    expect(desk.said).toContain('Si elle ne le sait pas encore, cochez plus bas ce qu’elle utilise aujourd’hui');
    expect((await desk.fill(NEW, { go: 'tools' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-today"');
    const tools = { tool: ['gmail', 'mailchimp', 'google-drive'], go: 'tools' };
    expect((await desk.fill(NEW, tools)).status).toBe(200);
    const { fields } = desk.form(NEW);
    expect(fields.getAll('use').sort()).toEqual(['email-hosting', 'file-storage-sharing', 'writing']);
    expect([fields.get('replies'), fields.get('label'), fields.get('budget')]).toEqual(['only-us', 'Chorale', '40']);
    expect(desk.said).toContain('Ce à quoi servent ses outils est coché ci-dessous.');
    expect(await total()).toBe(before);
    await desk.fill(NEW, { use: ['email-hosting', 'writing'] });
    const { need } = await now(desk);
    expect(need.usages.map(({ usage }) => usage)).toEqual(['email-hosting', 'newsletter']);
    expect(need).toMatchObject({ currentTools: tools.tool, budgetPerYear: 40 });

    const correct = `${desk.case}/need`;
    await desk.open(correct);
    expect((await desk.fill(correct, { use: [], tool: [], go: 'next' })).status).toBe(422);
    expect(desk.text.match(/<[^>]* autofocus/g)).toEqual([expect.stringContaining('id="uses"')]);
    await desk.fill(correct, { tool: 'doodle', go: 'tools' });
    expect(desk.form(correct).fields.getAll('use')).toEqual(['date-poll']);
    await desk.fill(correct);
    expect((await now(desk)).need.usages).toEqual([{ usage: 'date-poll' }]);
  });

  it('tells what it uses today and what matters to it, and which answers make no difference to what it needs', async () => {
    const desk = await signedIn();
    await desk.calls({ use: 'writing', people: '120', space: [], tool: ['mailchimp'], matters: ['price', 'moving'] });
    expect(desk.said).toContain('Utilise aujourd’hui : Mailchimp');
    expect(desk.said).toContain('Compte le plus : payer peu et de l’aide pour déménager nos données');
    expect(desk.said).toContain(
      'Ces réponses ne servent pas pour ces usages, et ne sont pas gardées : Personnes qui s’en servent.',
    );
  });

  it('opens to its federation alone; administrators see how many there are, and may delete one', async () => {
    const desk = await signedIn();
    const at = await desk.calls();
    const stranger = await test.federation({ slug: 'les-rives', name: 'Les Rives' });
    const rives = await signedIn(stranger.token);
    expect((await rives.open(at.replace('les-communs', 'les-rives'))).status).toBe(404);
    const admin = await signedIn(ADMIN_TOKEN);
    for (const path of [at, NEW, `${at}/need`, `${at}/label`, `${at}/outcome`])
      expect((await admin.open(path)).status, path).toBe(403);
    const { shortlist, label } = await now(desk);
    expect(shortlist).toEqual([]);
    for (const path of [DESK, `${DESK}/waiting/cases`, `${DESK}/cases`, `${at}/end`]) {
      expect((await admin.open(path)).status, path).toBe(200);
      expect(admin.text, path).not.toContain(label);
    }
    await admin.open(`${DESK}/cases`);
    expect(admin.text).toContain('seules les personnes du bureau de ce réseau');
    await admin.open(`${at}/end`);
    await admin.fill(`${at}/end`);
    expect(admin.text).toContain('Le dossier est supprimé');
    expect((await desk.open(at)).status).toBe(404);
  });

  it('goes from a shortlist to a recommendation that is withdrawn, and tells who has left meanwhile', async () => {
    const desk = await signedIn();
    const at = await desk.calls();
    expect(desk.said).toContain('Ce que Bercail trouve aujourd’hui');
    expect(desk.said).toContain('2 autres hébergeurs');
    const shortlist = `${at}/shortlist`;
    await desk.fill(shortlist);
    expect(desk.said).toContain('C’est dans votre présélection.');
    // Equal hosts come in any order: another one than that which was first.
    const [first] = (await now(desk)).shortlist;
    const leaver = hosts.findLast(({ slug }) => slug !== first)!;
    const name = leaver === hosts[4] ? 'Hôte Cinq' : 'Hôte Quatre';
    // What was pressed when the session had ended is only shown again after signing in.
    expect((await desk.send('POST', shortlist, `add=${leaver.slug}&go=stay`)).status).toBe(200);
    expect((await now(desk)).shortlist).toEqual([first]);
    await desk.open(`${at}/hosts?q=${encodeURIComponent(name)}`);
    await desk.fill(shortlist);
    expect((await now(desk)).shortlist).toHaveLength(2);
    // A definite no is named, whoever asks for it.
    await desk.open(`${at}/hosts?q=${forum.slug}`);
    expect((await desk.fill(shortlist)).status).toBe(422);
    expect(desk.said).toContain('Hôte Six');
    expect(desk.text).toContain('role="alert"');
    expect((await now(desk)).shortlist).toHaveLength(2);

    await desk.open(`${at}/recommendation`);
    expect((await desk.fill(`${at}/recommendation`, { hosts: [], note: 'Vu avec le bureau.' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-hosts"');
    expect(desk.text).toContain('Vu avec le bureau.');
    const unwritable = { hosts: [leaver.slug], note: 'Vu\u0000 avec le bureau.' };
    expect((await desk.fill(`${at}/recommendation`, unwritable)).status).toBe(422);
    await desk.fill(`${at}/recommendation`, { hosts: [leaver.slug], note: 'Vu avec le bureau.' });
    expect(desk.said).toContain('La recommandation est figée.');
    const [id] = (await now(desk)).recommendations;
    expect(desk.text).toContain(`https://bercail.example/recommendations/${id}`);
    const reader = new Officer(test);
    await reader.open(`/recommendations/${id}`);
    expect(reader.said).toContain(name);
    expect(reader.said).toContain('Vu avec le bureau.');
    const withdrawal = `${at}/recommendations/${id}/withdrawal`;
    await desk.open(withdrawal);
    expect((await desk.fill(withdrawal, { reason: '' })).status).toBe(422);
    await desk.fill(withdrawal, { reason: 'Elle a choisi autrement.' });
    expect(desk.said).toContain('retirée le 25 novembre 2026');
    const other = await desk.calls();
    expect((await desk.open(`${other}/recommendations/${id}/withdrawal`)).status).toBe(404);

    await desk.open(`${at}/recommendation`);
    const { slug, token } = leaver;
    await test.ask('DELETE', `/v1/hosts/${slug}`, { token, ifMatch: '*' });
    expect((await desk.fill(`${at}/recommendation`, { hosts: [leaver.slug] })).status).toBe(422);
    expect(desk.said).toContain('a quitté le catalogue');
    await desk.open(at);
    expect(desk.said).toContain(`${name} a quitté le catalogue.`);
    expect(desk.text).toContain(`name="remove" value="${leaver.slug}"`);
    await desk.send('POST', shortlist, `remove=${leaver.slug}`);
    expect((await now(desk)).shortlist).toHaveLength(1);
  });

  it('says who is of its own list and its members; without a shortlist, the first of the answer are offered', async () => {
    const [one, two] = hosts;
    const own = { why: { fr: 'Nous y sommes.' }, ties: 'none', decidedOn: '2026-11-20', reviewBy: '2027-10-01' };
    expect((await ask('PUT', `/v1/federations/les-communs/selection/${one!.slug}`, own)).status).toBeLessThan(300);
    const member = await ask('PUT', `/v1/federations/les-communs/members/${two!.slug}`, { state: 'member' });
    expect(member.status).toBeLessThan(300);
    const desk = await signedIn();
    const at = await desk.calls();
    expect(desk.said).toMatch(/Hôte Un .{0,60}Présélectionner .{0,20}De votre liste : Nous y sommes\./);
    expect(desk.said).toMatch(/Hôte Deux .{0,40}Membre/);
    for (const told of ['Pourquoi dans cet ordre', 'Qui peut vous aider']) expect(desk.said).toContain(told);
    // Of its list, whoever is not in the answer is there with the reason.
    expect((await ask('PUT', `/v1/federations/les-communs/selection/${forum.slug}`, own)).status).toBeLessThan(300);
    await desk.open(at);
    expect(desk.said).toMatch(/De votre liste, et absents de cette réponse Hôte Six /);
    await desk.open(`${at}/recommendation`);
    // What nobody chose is not signed.
    const recommendation = `${at}/recommendation`;
    expect(desk.form(recommendation).fields.getAll('hosts')).toEqual([]);
    const offered = [...desk.text.matchAll(/name="hosts" value="([^"]+)"/g)].map(([, slug]) => slug!);
    expect(offered).toHaveLength(3);
    expect((await desk.fill(recommendation)).status).toBe(422);
    await desk.fill(recommendation, { hosts: offered.slice(0, 2) });
    const [id] = (await now(desk)).recommendations;
    const { body } = await ask<Recommendation>('GET', `/v1/recommendations/${id}`);
    expect(body.hosts).toEqual(offered.slice(0, 2));
  });
});

describe('An association that is sent to a host of the shortlist', () => {
  it('is noted with two presses for what it needs of that host, and the answer of the host is read at its case', async () => {
    const desk = await signedIn();
    const at = await desk.calls({ place: 'departement:23' });
    const [id, refer, host] = [at.split('/')[5], `${at}/referral`, hosts[0]!];
    await desk.open(refer);
    expect(desk.said).toContain('Présélectionnez d’abord un hébergeur');
    const shortlist = [host.slug, hosts[1]!.slug];
    const need = { usages: [{ usage: 'file-storage-sharing' }, { usage: 'date-poll' }] };
    // Who is on it stays, although it meets only a part of what is needed since.
    for (const patch of [{ shortlist }, { need }])
      expect((await ask('PATCH', `${API}/${id}`, patch, '*')).status).toBe(200);
    // A host that says meanwhile that its list is whole is asked for what it offers alone.
    const whole = { token: host.token, body: { complete: ['services'] } };
    expect((await test.ask('POST', `/v1/hosts/${host.slug}/confirmations`, whole)).status).toBe(200);
    await desk.open(at);
    expect(desk.said).not.toContain('À qui vous l’avez adressée');
    await desk.open(new RegExp(`href="(${refer}\\?host=${host.slug})"`).exec(desk.text)![1]!);
    const { fields } = desk.form(refer);
    expect([fields.get('host'), fields.getAll('usages')]).toEqual([host.slug, ['file-storage-sharing']]);

    expect((await desk.fill(refer, { host: [], usages: [] })).status).toBe(422);
    for (const field of ['host', 'usages']) expect(desk.text).toContain(`id="fault-${field}"`);
    expect((await desk.fill(refer, { host: host.slug, usages: ['file-storage-sharing', 'date-poll'] })).status).toBe(
      422,
    );
    expect(desk.text).toContain('id="fault-usages"');
    expect(desk.form(refer).fields.getAll('usages')).toEqual(['file-storage-sharing', 'date-poll']);
    const refusedBy = await ask('POST', `${API}/${id}/referrals`, { host: host.slug, usages: ['forum'] });
    expect([refusedBy.status, refusedBy.text]).toEqual([422, expect.stringContaining('usage-not-in-need')]);
    expect((await now(desk)).referrals).toEqual([]);
    await desk.fill(refer, { usages: ['file-storage-sharing'] });
    expect(desk.said).toContain('L’orientation est notée.');
    expect(desk.said).toContain('Hôte Un, le 25 novembre 2026');
    expect(desk.said).toContain('pas encore de réponse');
    // As when the host had no site yet, and got one since.
    await test.database.run(sql`update referrals set before_site = true where case_id = ${id}`);
    await desk.open(at);
    expect(desk.said).toContain('l’hébergeur ne lit pas cet envoi, fait avant qu’il ait un site');
    expect(desk.text).toContain(`${refer}?host=${host.slug}"`);
    await test.database.run(sql`update referrals set before_site = false where case_id = ${id}`);
    await desk.open(at);

    const asked = { token: host.token };
    const waiting = await test.ask<{ items: Referral[] }>('GET', `/v1/hosts/${host.slug}/referrals`, asked);
    const [sent] = waiting.body.items;
    expect(sent).toMatchObject({ usages: ['file-storage-sharing'], region: '75' });
    const answer = { ...asked, body: { outcome: 'full' } };
    expect((await test.ask('PUT', `/v1/hosts/${host.slug}/referrals/${sent!.id}/answer`, answer)).status).toBe(200);
    await desk.open(at);
    expect(desk.said).toContain('n’a plus de place (réponse du 25 novembre 2026)');
    await desk.open(refer);
    expect(desk.said).toContain('Déjà adressée le 25 novembre 2026.');
  });
});

describe('A need that was brought along', () => {
  it('is told by telephone, pasted as a link or sent as a file, and is read through before the case is opened', async () => {
    const reader = new Officer(test);
    const form = new URLSearchParams({ use: 'file-storage-sharing', people: '12', space: 'medium', budget: '60' });
    form.append('place', 'departement:23');
    form.append('matters', 'near');
    form.append('tool', 'google-drive');
    await reader.send('POST', '/match?federation=les-communs', `${form}&at=whole&go=next`);
    expect(reader.said).toContain('Ou par téléphone ou fichier Joignez ce réseau, et dites ceci :');
    expect(reader.text).toContain('id="told"');
    await reader.send('POST', '/match', `${form}&at=whole&go=next`);
    expect(reader.text).not.toContain('id="told"');

    const need = {
      usages: [{ usage: 'file-storage-sharing', accounts: 12, storageGb: 30 }],
      ...{ budgetPerYear: 60, territory: { level: 'departement', code: '23' }, currentTools: ['google-drive'] },
      wish: { proximity: 'important' },
    };
    const desk = await signedIn();
    await desk.open(NEW);
    for (const wrong of ['https://bercail.example/match#', 'bonjour']) {
      expect((await desk.fill(NEW, { link: wrong, label: 'Fanfare' })).status).toBe(422);
      expect(desk.text).toContain('id="fault-link"');
      expect(desk.form(NEW).fields.get('label')).toBe('Fanfare');
    }

    const kept = await test.ask('POST', '/match?federation=les-communs', {
      body: `${form}&at=answer&go=file`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    for (const [text, by] of [
      [kept.text, 'file'],
      [/https:\S+#\S+/.exec(kept.text)![0], 'link'],
    ] as const) {
      await desk.open(NEW);
      const sent = by === 'file' ? Buffer.from(text).toString('base64url') : text;
      await desk.fill(NEW, { [by]: sent, go: 'resume', label: `Chorale, ${by}` });
      expect(desk.said).toContain('Ses réponses sont dans les questions ci-dessous.');
      await desk.fill(NEW);
      expect(await now(desk)).toMatchObject({ need, receivedBy: by });
    }
  });

  it('keeps of another version what no question asks for, tells it, and refuses what is no need', async () => {
    const need = {
      usages: [
        { usage: 'file-storage-sharing', accounts: 7, storageGb: 12, priority: 'must' },
        { usage: 'telepathy', accounts: 2 },
      ],
      require: { openToNewcomers: true },
      carbonPerYear: 3,
    };
    const desk = await signedIn();
    await desk.open(NEW);
    expect((await desk.fill(NEW, { file: Buffer.from('%PDF-1.7').toString('base64url') })).status).toBe(422);
    expect(desk.text).toContain('id="fault-file"');
    await desk.fill(NEW, { file: Buffer.from(JSON.stringify(need)).toString('base64url'), label: 'Chorale du lac' });
    expect(desk.said).toContain('Une partie vient d’une autre version');
    expect(desk.form(NEW).fields.get('people')).toBe('7');
    await desk.fill(NEW, { budget: '80' });
    const { carbonPerYear, ...rest } = need;
    expect(await now(desk)).toMatchObject({
      ...{ need: { ...rest, budgetPerYear: 80 }, unread: [{ pointer: '/carbonPerYear', value: carbonPerYear }] },
    });
    expect(desk.said).toContain('exigé : accepte de nouveaux venus');
    expect(desk.said).toContain('/carbonPerYear 3');
    await desk.fill(`${desk.case}/unread`);
    expect((await now(desk)).unread).toEqual([]);
  });

  it('is corrected by the same questions, which change nothing else; two officers see each other’s', async () => {
    const desk = await signedIn();
    const at = await desk.calls();
    const id = at.split('/')[5];
    const more = { require: { openToNewcomers: true }, wish: { criteria: { 'free-software-only': 'plus' } } };
    expect((await ask('PATCH', `${API}/${id}`, { need: more }, '*')).status).toBe(200);
    const need = `${at}/need`;
    await desk.open(need);
    await desk.fill(need, { people: '9', matters: ['price'], space: [] });
    expect(desk.said).toContain('C’est enregistré.');
    expect((await now(desk)).need).toEqual({
      usages: [{ usage: 'file-storage-sharing', accounts: 9 }],
      require: { openToNewcomers: true },
      wish: { criteria: { 'free-software-only': 'plus' }, price: 'important' },
    });
    const [one, two] = [await signedIn(), await signedIn()];
    await one.open(need);
    await two.open(need);
    await one.fill(need, { budget: '30' });
    expect((await two.fill(need, { budget: '90' })).status).toBe(409);
    expect(two.said).toContain('30 € par an');
    expect(two.form(need).fields.get('budget')).toBe('90');
    await two.fill(need);
    expect((await now(desk)).need.budgetPerYear).toBe(90);
    // What no box is offered for as long as others are chosen is not taken for an answer.
    const elsewhere = { currentTools: ['zoom', 'mailchimp'] };
    expect((await ask('PATCH', `${API}/${id}`, { need: elsewhere }, '*')).status).toBe(200);
    await one.open(need);
    await one.fill(need, { budget: '40' });
    expect((await now(desk)).need).toMatchObject({ budgetPerYear: 40, ...elsewhere });
    // What somebody else changed besides stands in the way of nothing.
    await one.open(need);
    await two.open(`${at}/label`);
    expect((await two.fill(`${at}/label`, { label: ' ' })).status).toBe(422);
    expect(two.text).toContain('id="fault-label"');
    await two.fill(`${at}/label`, { label: 'Harmonie' });
    await one.fill(need, { budget: '' });
    const { budgetPerYear } = (await now(desk)).need;
    expect([budgetPerYear, (await now(desk)).label]).toEqual([undefined, 'Harmonie']);
  });
});

describe('What became of a case', () => {
  it('is noted, asked again after 3 and 12 months, and shown with both values to two officers', async () => {
    const desk = await signedIn();
    const at = await desk.calls({ label: 'Ludothèque' });
    const outcome = `${at}/outcome`;
    await desk.open(outcome);
    expect((await desk.fill(outcome, { reason: 'Tard.' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-state"');
    const personal = { state: 'written-to', reason: 'Voir camille@exemple.fr', on: '2031-01-01' };
    expect((await desk.fill(outcome, personal)).status).toBe(422);
    for (const field of ['on', 'reason']) expect(desk.text).toContain(`id="fault-${field}"`);
    await desk.fill(outcome, { on: '2026-11-25', reason: '' });
    expect((await now(desk)).outcome).toEqual({ state: 'written-to', on: '2026-11-25' });
    expect(desk.said).toContain('La question reviendra le 25 février 2027.');
    await desk.open(DESK);
    expect(desk.said).not.toContain('Ludothèque');
    await on('2027-03-01', async () => {
      // Months later, a session has ended.
      await desk.signIn(communs.token);
      await desk.open(DESK);
      expect(desk.said).toContain('Ludothèque : a écrit à un hébergeur, le 25 novembre 2026.');
      await desk.open(at);
      expect(desk.said).toContain('Ce dossier attend un mot de vous depuis le 25 février 2027.');
      await desk.fill(outcome);
      expect(desk.said).toContain('La question reviendra le 25 novembre 2027.');
      expect(desk.said).toContain('supprimé le 1er mars 2029');
    });
    const [one, two] = [await signedIn(), await signedIn()];
    await one.open(outcome);
    await two.open(outcome);
    await one.fill(outcome, { state: 'moved' });
    expect((await two.fill(outcome, { state: 'gave-up', reason: 'Trop cher.' })).status).toBe(409);
    expect(two.said).toContain('Quelqu’un d’autre a écrit entre-temps : Elle a déménagé');
    await two.fill(outcome);
    expect((await now(desk)).outcome).toMatchObject({ state: 'gave-up', reason: { fr: 'Trop cher.' } });
    // Why it gave up is not why it chose.
    await two.open(outcome);
    await two.fill(outcome, { state: 'chosen' });
    expect((await now(desk)).outcome).toEqual({ state: 'chosen', on: '2026-11-25' });
    // It can still be read.
    expect((await now(desk)).earlier.at(-1)).toMatchObject({ state: 'gave-up', reason: { fr: 'Trop cher.' } });
    expect(two.said).toMatch(/Avant cela A renoncé, le 25 novembre 2026 · Trop cher\./);
    await two.open(outcome);
    await two.fill(outcome, { state: 'gave-up', reason: 'Trop cher.', on: '25/11/2026' });
    expect((await now(desk)).outcome).toMatchObject({
      state: 'gave-up',
      on: '2026-11-25',
      reason: { fr: 'Trop cher.' },
    });
    await desk.open(`${DESK}/cases?show=gave-up`);
    expect(desk.said).toContain('Ludothèque');
    await desk.open(`${DESK}/cases?show=moved`);
    expect(desk.said).not.toContain('Ludothèque');
  });

  it('is deleted at once when that is confirmed, and its recommendations say that it has ended', async () => {
    const desk = await signedIn();
    const at = await desk.calls();
    await desk.open(`${at}/recommendation`);
    await desk.fill(`${at}/recommendation`, { hosts: [hosts[0]!.slug] });
    const [id] = (await now(desk)).recommendations;
    // A page that does not say what it was about ends nothing.
    expect((await desk.send('POST', `${at}/end`, 'go=delete')).status).toBe(409);
    await desk.open(`${at}/end`);
    expect((await test.ask('GET', `/v1/recommendations/${id}`)).status).toBe(200);
    await desk.fill(`${at}/end`);
    expect(desk.said).toContain('Le dossier est supprimé.');
    expect((await desk.open(at)).status).toBe(404);
    expect((await desk.open(`/recommendations/${id}`)).status).toBe(410);
  });

  it('is listed a part at a time, the longest wait first', async () => {
    for (let count = await total(); count < 45; count++)
      await ask('POST', API, {
        label: `Dossier ${count}`,
        receivedBy: 'phone',
        need: { usages: [{ usage: 'forum' }] },
      });
    const desk = await signedIn();
    await desk.open(`${DESK}/cases`);
    const linked = () => [...new Set(desk.text.match(/\/cases\/[0-9a-f-]{36}/g) ?? [])];
    const first = linked();
    expect(first).toHaveLength(25);
    const items = (await ask<{ items: CaseItem[] }>('GET', `${API}?limit=25`)).body.items;
    expect(first).toEqual(items.map(({ id }) => `/cases/${id}`));
    await desk.open(/href="([^"]*after=[^"]*)"/.exec(desk.text)![1]!.replaceAll('&amp;', '&'));
    expect(linked().length).toBe(Math.min(25, (await total()) - 25));
    // An address that somebody wrote by hand begins at the start.
    for (const day of ['2026-02-31', '0000-01-01', '2026-13-01', 'hier']) {
      expect((await desk.open(`${DESK}/cases?after=${day}_${items[0]!.id}`)).status).toBe(200);
      expect(linked()).toEqual(first);
    }
    await desk.open(DESK);
    expect(desk.text.length).toBeLessThan(60_000);
  });
});

describe('What waits for a federation', () => {
  it('counts every case, and shows those that were begun before the many of which nothing was said yet', async () => {
    const own = await test.federation({ slug: 'les-nombreux', name: 'Les Nombreux' });
    const insert = (label: string, outcome: string | null, waitsOn: string, count: number) =>
      test.database.run(sql`
        insert into cases (id, federation_id, version, label, received_by, need, unread, shortlist, outcome, outcome_on,
          outcome_said_on, waits_on, ends_on, created_at, updated_at)
        select gen_random_uuid(), ${own.id}, 1, ${label} || ' ' || i, 'phone', '{"usages":[{"usage":"forum"}]}', '[]',
          '{}', ${outcome}, case when ${outcome}::text is null then null else ${waitsOn}::date end,
          case when ${outcome}::text is null then null else ${waitsOn}::date end, ${waitsOn}::date, '2028-11-25',
          ${test.now.toISOString()}, ${test.now.toISOString()}
        from generate_series(1, ${count}) i`);
    await insert('Neuf', null, '2026-02-01', 134);
    await insert('Entamé', 'written-to', '2026-11-20', 1);
    const desk = await signedIn(own.token);
    const at = `/manage/federations/${own.slug}`;
    await desk.open('/manage');
    expect(desk.said).toContain('Entamé 1');
    expect(desk.said).toContain('132');
    await desk.open(at);
    expect(desk.said).toContain('(135)');
    expect(desk.said.indexOf('Entamé 1')).toBeLessThan(desk.said.indexOf('Neuf '));
    await desk.open(`${at}/waiting/cases?from=80`);
    expect(desk.text).toContain(`href="${at}/cases?show=waits"`);
    expect(desk.said).toContain('Voir les 135');
    await desk.open(`${at}/cases?show=waits`);
    expect(desk.said).toContain('135');
  });
});

describe('The page for a grant file', () => {
  it('shows what may be shown, with its sheet, and says that nothing can be yet', async () => {
    const desk = await signedIn();
    await desk.open(`${DESK}/cases/summary`);
    expect(desk.said).toContain('Rien ne peut encore être montré');
    const answer = await desk.open(`${DESK}/cases/summary.csv`);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="dossiers.csv"');
    const internal = await desk.open(`${DESK}/cases/figures.csv`);
    expect(internal.headers['content-type']).toContain('text/csv');
    expect(internal.text).toContain('interne');

    const need = {
      usages: [{ usage: 'file-storage-sharing', accounts: 5, storageGb: 20 }],
      territory: { level: 'departement', code: '23' },
      wish: { support: { migration: 'important' } },
    };
    const outcome = { state: 'moved', host: hosts[0]!.slug, on: '2026-11-25' };
    for (let at = 0; at < 6; at++) {
      const { id } = (await ask('POST', API, { label: 'Fanfare', receivedBy: 'phone', need })).body;
      await ask('PATCH', `${API}/${id}`, { outcome }, '*');
    }
    await on('2027-01-02', async () => {
      await runTask(test, 'cases');
      const later = await signedIn();
      await later.open(`${DESK}/cases/summary`);
      expect(later.said).toContain('Les Communs, chiffres au 2 janvier 2027');
      expect(later.said).toMatch(
        /Au moins : \d+ dossiers reçus, 6 ont déménagé\. Par département Creuse 6 ont déménagé/,
      );
      expect(later.said).toContain('Par aide demandée Déménagement des données 6 ont déménagé');
    });
  });
});

import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseFigures } from '../../src/recommendations/cases/figures.ts';
import type { Case, CaseItem } from '../../src/recommendations/cases/schema.ts';
import { meaningless, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { aService } from '../support/record.ts';

const test = useApp();
const DESK = '/manage/federations/les-communs';
const API = '/v1/federations/les-communs/cases';
const NEW = `${DESK}/cases/new`;
const NEED = { usages: [{ usage: 'file-storage-sharing', accounts: 5 }] };
let communs: Owned;
let host: Owned;
/** Another officer of the same federation. */
let colleague: { id: string; token: string };

const asking = (token: string) => ({
  get: <T = Case>(url: string) => test.ask<T>('GET', url, { token }),
  list: async (query = '') =>
    (await test.ask<{ items: CaseItem[] }>('GET', `${API}?limit=100${query}`, { token })).body.items,
  open: async (over: object = {}) =>
    (await test.ask<Case>('POST', API, { token, body: { label: 'Fanfare', receivedBy: 'phone', need: NEED, ...over } }))
      .body,
  patch: (id: string, body: object) => test.ask<Case>('PATCH', `${API}/${id}`, { token, body, ifMatch: '*' }),
  refused: (id: string, body: object) => test.refused('PATCH', `${API}/${id}`, { token, body, ifMatch: '*' }),
});
let own: ReturnType<typeof asking>;
let other: ReturnType<typeof asking>;

const on = async <T>(day: string, work: () => Promise<T>): Promise<T> => {
  const before = test.now;
  test.now = new Date(`${day}T12:00:00Z`);
  try {
    return await work();
  } finally {
    test.now = before;
  }
};
const said = (desk: Browser) =>
  desk.text
    .slice(desk.text.indexOf('<main'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ');
const signedIn = async (token = communs.token) => await new Browser(test).signIn(token);

beforeAll(async () => {
  communs = await test.federation({ slug: 'les-communs', name: 'Les Communs' });
  host = await test.published({ name: 'Les Aulnes', slug: 'les-aulnes' });
  const service = { token: host.token, body: aService({ usages: ['file-storage-sharing'] }) };
  await test.ask('PUT', '/v1/hosts/les-aulnes/services/nuage', service);
  const made = await test.ask<{ id: string; token: string }>('POST', '/v1/tokens', {
    token: communs.token,
    body: { role: 'federation', federation: 'les-communs', label: 'Bureau de Limoges' },
  });
  colleague = made.body;
  own = asking(communs.token);
  other = asking(colleague.token);
});

describe('A case that is followed up', () => {
  it('has a number, who opened it, whose turn it is, where it is today, a day by which and a note', async () => {
    const made = await own.open({ hostToday: 'Les Aulnes', note: 'Le bureau décide en mars.', dueOn: '2027-03-31' });
    expect(made).toMatchObject({
      ...{ hostToday: 'Les Aulnes', note: 'Le bureau décide en mars.', dueOn: '2027-03-31' },
      number: expect.stringMatching(/^[2-9FHKMPRWX]{3}-[2-9FHKMPRWX]{3}$/),
    });
    expect(made.turn).toEqual(made.takenBy);
    expect(made).not.toHaveProperty('sent');
    const { body } = await other.patch(made.id, { turn: colleague.id });
    expect(body.turn).toEqual({ token: colleague.id, label: 'Bureau de Limoges' });
    expect(body.takenBy).toEqual(made.takenBy);
    expect((await other.list(`&turn=${colleague.id}`)).map(({ id }) => id)).toEqual([made.id]);
    // What the lists of others read, and its own, has no note.
    expect((await own.list()).map((one) => Object.hasOwn(one, 'note'))).toEqual([false]);
    expect(await own.refused(made.id, { turn: host.id })).toEqual(meaningless({ '/turn': 'unknown-officer' }));
    await test.ask('DELETE', `/v1/tokens/${colleague.id}`, { token: communs.token });
    expect((await own.get(`${API}/${made.id}`)).body).not.toHaveProperty('turn');
    expect((await own.list('&turn=nobody')).map(({ id }) => id)).toEqual([made.id]);
    const again = await test.ask<typeof colleague>('POST', '/v1/tokens', {
      token: communs.token,
      body: { role: 'federation', federation: 'les-communs', label: 'Bureau de Limoges' },
    });
    colleague = again.body;
    other = asking(colleague.token);
  });

  it('names nobody: mail addresses and telephone numbers are refused in where it is and in the note', async () => {
    const { id } = await own.open();
    const personal = { hostToday: 'camille@exemple.fr', note: 'Rappeler au 06 12 34 56 78' };
    const faults = { '/hostToday': 'personal-data', '/note': 'personal-data' };
    expect(await own.refused(id, personal)).toEqual(meaningless(faults));
    const body = { label: 'Fanfare', receivedBy: 'phone', need: NEED, ...personal };
    expect(await test.refused('POST', API, { token: communs.token, body })).toEqual(meaningless(faults));
  });

  it('leaves none of its words anywhere else, and nothing once it is deleted', async () => {
    const words = { hostToday: 'Chez les hirondelles', note: 'Les martinets partent tôt.' };
    const { id } = await own.open(words);
    expect(await columnsHolding(test.database, words.hostToday)).toEqual(['cases.host_today']);
    expect(await columnsHolding(test.database, words.note)).toEqual(['cases.note']);
    await test.ask('DELETE', `${API}/${id}`, { token: communs.token, ifMatch: '*' });
    for (const word of Object.values(words)) expect(await columnsHolding(test.database, word)).toEqual([]);
  });

  it('is taken up two weeks after a call, a month and a week before its day and on it, or on the day that was chosen', async () => {
    const { id, waitsOn } = await own.open({ label: 'Ciné-club' });
    expect(waitsOn).toBe('2026-12-09');
    expect((await own.list('&waits=true')).map((one) => one.id)).not.toContain(id);
    const days = async (patch: object) => (await own.patch(id, patch)).body.waitsOn;
    expect(await days({ dueOn: '2027-01-05' })).toBe('2026-12-06');
    expect(await days({ outcome: { state: 'written-to', on: '2026-11-25' }, dueOn: '2026-12-10' })).toBe('2026-12-03');
    expect(await days({ dueOn: '2026-12-01' })).toBe('2026-12-01');
    // A day that is chosen later than that does not silence it.
    expect(await days({ remindOn: '2027-06-01' })).toBe('2026-12-01');
    expect(await days({ dueOn: null, remindOn: null })).toBe('2027-02-25');
    expect(await days({ remindOn: '2027-06-01' })).toBe('2027-06-01');
    expect(await own.refused(id, { remindOn: '2026-11-25' })).toEqual(meaningless({ '/remindOn': 'in-the-past' }));
    // A word on that day or after it is what the reminder was for; before it, it stays.
    expect(await days({ outcome: { state: 'answered', on: '2026-11-25' } })).toBe('2027-06-01');
    await on('2027-06-02', async () => {
      const { body } = await own.patch(id, { outcome: { state: 'chosen', on: '2027-06-01' } });
      expect([body.remindOn, body.waitsOn]).toEqual([undefined, '2027-09-01']);
    });
    expect(await days({ outcome: { state: 'moved', on: '2026-11-25' } })).toBeUndefined();
  });

  it('stands in the list by what is due first, and is found by words of its label', async () => {
    const made = {
      late: await own.open({ label: 'Chœur d’Été de Guéret', dueOn: '2026-11-30' }),
      later: await own.open({ label: 'Chœurs du lac', dueOn: '2027-11-30' }),
    };
    const order = (await own.list()).map(({ id }) => id);
    expect(order.indexOf(made.late.id)).toBe(0);
    expect(order.indexOf(made.later.id)).toBeGreaterThan(0);
    const found = async (q: string) => (await own.list(`&q=${encodeURIComponent(q)}`)).map(({ label }) => label);
    expect(await found('choeur gueret')).toEqual(['Chœur d’Été de Guéret']);
    expect(await found('CHOEURS')).toEqual(['Chœur d’Été de Guéret', 'Chœurs du lac']);
    expect(await found('lac chœur')).toEqual(['Chœurs du lac']);
    expect(await found('guéret lac')).toEqual([]);
    expect(await found('ac')).toEqual([]);
    // The name of the host of today finds a case too.
    await own.open({ label: 'Fanfare', hostToday: 'Les Hêtres Numériques' });
    expect(await found('hetres')).toEqual(['Fanfare']);
    expect(await found('fanfare numérique')).toEqual(['Fanfare']);
    // What has no letter and no digit is in no label; a dash between words is no word.
    for (const nothing of ['—', ' … ', '???']) expect(await found(nothing), nothing).toEqual([]);
    expect(await found('— guéret')).toEqual(['Chœur d’Été de Guéret']);
  });

  it('tells what somebody else wrote, or a host answered, since', async () => {
    const [mine, theirs, sentThere] = [await own.open(), await own.open(), await own.open()];
    test.now = new Date(test.now.getTime() + 3_600_000);
    const since = `&changedSince=${test.now.toISOString()}`;
    test.now = new Date(test.now.getTime() + 60_000);
    await own.patch(mine.id, { label: 'Chorale' });
    await other.patch(theirs.id, { label: 'Chorale' });
    expect((await own.list(since)).map(({ id }) => id)).toEqual([theirs.id]);
    const referral = { token: communs.token, body: { host: 'les-aulnes' } };
    const { id } = (await test.ask<{ id: string }>('POST', `${API}/${sentThere.id}/referrals`, referral)).body;
    const answer = { token: host.token, body: { outcome: 'accepted' } };
    expect((await test.ask('PUT', `/v1/hosts/les-aulnes/referrals/${id}/answer`, answer)).status).toBe(200);
    expect((await own.list(since)).map((one) => one.id).sort()).toEqual([theirs.id, sentThere.id].sort());
  });

  it('is put aside for seven days, in no list and nothing that waits, and taken back by any word', async () => {
    const junk = await own.open({ label: 'Publicité', dueOn: '2026-11-26' });
    const { body } = await own.patch(junk.id, { discarded: true });
    expect([body.discardedOn, body.endsOn]).toEqual(['2026-11-25', '2026-12-02']);
    const ids = async (query = '') => (await own.list(query)).map(({ id }) => id);
    expect(await ids()).not.toContain(junk.id);
    expect(await ids('&discarded=true')).toEqual([junk.id]);
    const answer = await own.patch(junk.id, { discarded: false });
    expect(answer.status, answer.text).toBe(200);
    const back = answer.body;
    expect([back.discardedOn, back.endsOn]).toEqual([undefined, '2028-11-25']);
    expect(await ids()).toContain(junk.id);
  });
});

describe('A need whose data are delicate', () => {
  const wish = { criteria: { 'democratic-governance': 'important' } };
  const usages = [{ usage: 'membership-management' }];
  const delicate = { usages, wish, sensitive: true, territory: { level: 'commune', code: '23079' } };
  const SAID =
    'Données délicates : ni sa commune ni sa réponse à cette question ne sont gardées. La recherche en tient';

  it('is shown with what is not kept, and with the wishes of the association alone', async () => {
    const desk = await signedIn();
    const { id } = await own.open({ need: delicate });
    const page = `${DESK}/cases/${id}`;
    await desk.open(page);
    expect(said(desk)).toContain(SAID);
    expect(said(desk)).toContain('Compte le plus : les membres de l’hébergeur décident');
    expect(said(desk)).not.toContain('personne n’exploite nos données');
    await desk.open(`${page}/need`);
    expect(said(desk)).toContain(SAID);
    expect(desk.form(`${page}/need`).fields.getAll('matters')).toEqual(['democratic']);
    // What is not kept still counts after a correction of something else; “Non” undoes it.
    const before = (await own.get(`${API}/${id}`)).body.need;
    await desk.fill(`${page}/need`, { budget: '90' });
    expect((await own.get(`${API}/${id}`)).body.need).toEqual({ ...before, budgetPerYear: 90 });
    await desk.open(`${page}/need`);
    await desk.fill(`${page}/need`, { sensitive: 'no' });
    expect(said(desk)).not.toContain(SAID);
    expect((await own.get(`${API}/${id}`)).body.need.wish).toEqual(wish);
  });

  it('says nothing of it where nobody answered so', async () => {
    const desk = await signedIn();
    for (const sensitive of ['unknown', false] as const) {
      const { id } = await own.open({ need: { ...delicate, sensitive } });
      await desk.open(`${DESK}/cases/${id}`);
      expect(said(desk)).not.toContain('Données délicates');
    }
  });
});

describe('A wrong outcome', () => {
  it('is corrected away, or replaced without being kept; a day before the call is refused', async () => {
    const { id } = await own.open();
    await own.patch(id, { outcome: { state: 'written-to', on: '2026-11-25' } });
    await own.patch(id, { outcome: { state: 'moved', on: '2026-11-25' } });
    const { body } = await own.patch(id, { outcome: { state: 'answered', on: '2026-11-25' }, mistake: true });
    expect(body.earlier.map(({ state }) => state)).toEqual(['written-to']);
    expect((await own.patch(id, { outcome: null })).body).not.toHaveProperty('outcome');
    // What was true before is written again: it is told once, as what is noted now.
    const again = await own.patch(id, { outcome: { state: 'written-to', on: '2026-11-25' } });
    expect([again.body.outcome?.state, again.body.earlier]).toEqual(['written-to', []]);
    expect(await own.refused(id, { outcome: { state: 'moved', on: '2026-11-24' } })).toEqual(
      meaningless({ '/outcome/on': 'before-the-call' }),
    );
  });
});

describe('What was said of a case before a mistake', () => {
  const counted = async () => {
    const { body } = await own.get<CaseFigures>(`${API}/figures?year=2026`);
    return body.periods[0]!;
  };
  /** Written to on 20 November, and moved a day later, which was wrong. */
  const mistaken = async () => {
    const { id } = await on('2026-11-20', () => own.open());
    const first = await on('2026-11-20', () =>
      own.patch(id, {
        outcome: { state: 'written-to', host: 'les-aulnes', on: '2026-11-20', reason: { fr: 'Par courriel.' } },
      }),
    );
    const before = await counted();
    await on('2026-11-21', () =>
      own.patch(id, { outcome: { state: 'moved', host: null, on: '2026-11-21', reason: null } }),
    );
    return { id, first: first.body, before };
  };

  it('is the outcome again, with its day, its host and its reason, when the mistake is erased; figures are as before', async () => {
    const { id, first, before } = await mistaken();
    expect((await own.get(`${API}/${id}`)).body.earlier).toEqual([
      { state: 'written-to', on: '2026-11-20', hostName: 'Les Aulnes', reason: { fr: 'Par courriel.' } },
    ]);
    expect((await counted()).states).not.toEqual(before.states);
    const { body } = await own.patch(id, { outcome: null, mistake: true });
    expect([body.outcome, body.earlier, body.waitsOn]).toEqual([first.outcome, [], first.waitsOn]);
    expect(await counted()).toEqual(before);
    // Nothing was said before that: it is without news.
    expect((await own.patch(id, { outcome: null, mistake: true })).body).not.toHaveProperty('outcome');
    const after = await counted();
    expect(after.received).toBe(before.received);
    expect(after.states.reduce((sum, { count }) => sum + count, 0)).toBe(after.received);
  });

  it('keeps its day when it is written again in place of the mistake', async () => {
    const { id } = await mistaken();
    const { body } = await own.patch(id, { outcome: { state: 'written-to', host: 'les-aulnes' }, mistake: true });
    expect([body.outcome?.on, body.earlier]).toEqual(['2026-11-20', []]);
  });

  it('comes back with one press at the desk, which says what it was', async () => {
    const { id } = await mistaken();
    const desk = await signedIn();
    const outcome = `${DESK}/cases/${id}/outcome`;
    await desk.open(outcome);
    expect(said(desk)).toContain(
      'Le dossier redevient ce qu’il était avant : a écrit à un hébergeur : Les Aulnes, le 20 novembre 2026.',
    );
    const { version } = (await own.get(`${API}/${id}`)).body;
    await desk.send('POST', outcome, `go=undo&version=${version}`);
    expect((await own.get(`${API}/${id}`)).body.outcome).toMatchObject({ state: 'written-to', on: '2026-11-20' });
  });

  it('stays as it was when the case is put aside and taken back, in every number too', async () => {
    const { id } = await mistaken();
    const { body: first } = await own.get(`${API}/${id}`);
    const before = await counted();
    await own.patch(id, { discarded: true });
    expect((await counted()).received).toBe(before.received - 1);
    const { body } = await own.patch(id, { discarded: false });
    expect([body.outcome, body.earlier, body.waitsOn]).toEqual([first.outcome, first.earlier, first.waitsOn]);
    expect(await counted()).toEqual(before);
  });
});

describe('The desk', () => {
  it('notes with the call where the association is, by when and a note; all faults at once', async () => {
    const desk = await signedIn();
    await desk.open(NEW);
    const call = { label: 'Club de voile', use: 'file-storage-sharing', people: '5', space: 'little' };
    const wrong = { label: '', hostToday: 'camille@exemple.fr', dueOn: 'bientôt', people: 'beaucoup' };
    expect((await desk.fill(NEW, { ...call, ...wrong })).status).toBe(422);
    for (const field of ['label', 'hostToday', 'dueOn', 'people']) expect(desk.text).toContain(`id="fault-${field}"`);
    expect(desk.form(NEW).fields.get('dueOn')).toBe('bientôt');
    await desk.fill(NEW, { ...call, hostToday: 'Les Aulnes', dueOn: '31/3/2027', note: 'Fichiers d’abord.' });
    expect(said(desk)).toContain('À vous · Ouvert par');
    expect(said(desk)).toContain('avant le 31 mars 2027');
    expect(said(desk)).toContain('Aujourd’hui chez Les Aulnes sa fiche');
    expect(said(desk)).toContain('Fichiers d’abord.');
  });

  it('asks once whether a second case of the same name is meant, with a link to the first', async () => {
    const { id, number } = await own.open({ label: 'Chorale de Tours' });
    const desk = await signedIn();
    await desk.open(NEW);
    const call = { label: 'chorale de tours', use: 'file-storage-sharing', people: '5', space: 'little', budget: '40' };
    expect((await desk.fill(NEW, call)).status).toBe(422);
    expect(desk.text).toMatch(/<title>À confirmer\s:/);
    expect(said(desk)).toContain(`Vous avez déjà « Chorale de Tours », ${number} : l’ouvrir ?`);
    expect(desk.text).toContain(`href="${DESK}/cases/${id}"`);
    expect(desk.form(NEW).fields.get('budget')).toBe('40');
    expect(await own.list('&q=chorale%20tours')).toHaveLength(1);
    await desk.fill(NEW);
    expect(said(desk)).toContain('Le dossier est ouvert.');
    expect(await own.list('&q=chorale%20tours')).toHaveLength(2);
    // Another name is asked about anew.
    await own.open({ label: 'Chorale de Blois' });
    await desk.open(NEW);
    await desk.fill(NEW, call);
    expect((await desk.fill(NEW, { label: 'Chorale de Blois' })).status).toBe(422);
    expect(said(desk)).toContain('Vous avez déjà « Chorale de Blois »');
  });

  it('finds words of a note, and speaks of a number only where one was typed', async () => {
    await own.open({ label: 'Les Tilleuls', note: 'Échéance du bail : février.' });
    const desk = await signedIn();
    await desk.open(`${DESK}/cases?q=${encodeURIComponent('bail fevrier')}`);
    expect(said(desk)).toContain('Les Tilleuls');
    await desk.open(`${DESK}/cases?q=sardine`);
    expect(said(desk)).toContain('Aucun dossier n’a les mots « sardine » dans son nom, dans votre note');
    expect(said(desk)).not.toContain('le numéro');
    await desk.open(`${DESK}/cases?q=W23-HK5`);
    expect(said(desk)).toContain('Aucun dossier n’a le numéro « W23-HK5 ». Faites-le relire');
  });

  it('notes a host that nobody preselected, by its name or site, or where it moved to without an entry', async () => {
    const { id } = await own.open({ label: 'Les Tisserands' });
    const outcome = `${DESK}/cases/${id}/outcome`;
    const desk = await signedIn();
    const other = 'Hébergeur du coin';
    await desk.open(outcome);
    expect((await desk.fill(outcome, { state: 'chosen', hostToday: other })).status).toBe(422);
    expect(desk.text).toContain('id="fault-hostToday"');
    expect(desk.form(outcome).fields.get('hostToday')).toBe(other);
    await desk.fill(outcome, { hostToday: 'les aulnes' });
    expect(said(desk)).toContain('A choisi : Les Aulnes');
    expect((await own.get(`${API}/${id}`)).body).toMatchObject({ outcome: { state: 'chosen', host: 'les-aulnes' } });
    await desk.open(outcome);
    expect((await desk.fill(outcome, { state: 'moved', hostToday: 'camille@exemple.fr' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-hostToday"');
    await desk.fill(outcome, { hostToday: other });
    expect(said(desk)).toContain(`Aujourd’hui chez ${other}`);
    const { body } = await own.get(`${API}/${id}`);
    expect(body).toMatchObject({ outcome: { state: 'moved' }, hostToday: other });
    expect(body.outcome).not.toHaveProperty('host');
  });

  it('hands a case to a colleague, who finds it at their turn, by its number or by words of its label', async () => {
    const desk = await signedIn();
    const { id, number } = await own.open({ label: 'Amis du moulin' });
    const followUp = `${DESK}/cases/${id}/follow-up`;
    await desk.open(followUp);
    const late = { remindOn: '24/11/2026', note: 'Voir camille@exemple.fr' };
    expect((await desk.fill(followUp, { turn: colleague.id, ...late })).status).toBe(422);
    for (const field of ['remindOn', 'note']) expect(desk.text).toContain(`id="fault-${field}"`);
    await desk.fill(followUp, { turn: colleague.id, remindOn: '1/12/2026', note: 'À relire.' });
    expect(said(desk)).toContain('Au tour de Bureau de Limoges');
    expect(said(desk)).toContain('Rappel le 1er décembre 2026');
    const they = await signedIn(colleague.token);
    for (const query of ['show=mine', `q=${number}`, 'q=moulins']) {
      await they.open(`${DESK}/cases?${query}`);
      expect(said(they), query).toContain('Amis du moulin');
    }
    expect(said(they)).toContain('À vous');
    await they.open(`${DESK}/cases?q=sardine`);
    expect(said(they)).toContain('Aucun dossier n’a les mots « sardine »');
    // Nothing of the other officer is lost: fields that only one of them changed are merged.
    await they.open(followUp);
    await own.patch(id, { dueOn: '2027-01-31' });
    await they.fill(followUp, { note: 'Relu.' });
    expect((await own.get(`${API}/${id}`)).body).toMatchObject({ note: 'Relu.', dueOn: '2027-01-31' });
  });

  it('erases an outcome that was a mistake, unless somebody wrote meanwhile', async () => {
    const desk = await signedIn();
    const { id } = await own.open();
    await own.patch(id, { outcome: { state: 'moved', on: '2026-11-25' } });
    const outcome = `${DESK}/cases/${id}/outcome`;
    await desk.open(outcome);
    const undo = () => desk.send('POST', outcome, 'go=undo&version=2');
    await own.patch(id, { label: 'Chorale' });
    expect((await undo()).status).toBe(412);
    await desk.send('POST', outcome, 'go=undo&version=3');
    expect((await own.get(`${API}/${id}`)).body).not.toHaveProperty('outcome');
  });

  it('hands over several cases at once, puts junk aside, and takes it back with one press', async () => {
    const desk = await signedIn();
    const several = `${DESK}/cases/several`;
    const junk = [await own.open({ label: 'Publicité un' }), await own.open({ label: 'Publicité deux' })].map(
      ({ id }) => id,
    );
    await desk.open(several);
    expect((await desk.fill(several, { go: 'hand' })).status).toBe(422);
    for (const field of ['case', 'turn']) expect(desk.text).toContain(`id="fault-${field}"`);
    expect((await desk.fill(several, { case: junk, go: 'hand' })).status).toBe(422);
    expect(desk.form(several).fields.getAll('case').sort()).toEqual([...junk].sort());
    await desk.fill(several, { case: junk, turn: colleague.id, go: 'hand' });
    expect(said(desk)).toContain('2 dossiers sont confiés.');
    expect((await own.get(`${API}/${junk[0]}`)).body.turn?.token).toBe(colleague.id);

    await desk.open(several);
    await desk.fill(several, { case: junk, go: 'discard' });
    expect(said(desk)).toContain('2 dossiers sont écartés, et seront supprimés dans sept jours.');
    expect((await own.list()).map(({ id }) => id)).not.toContain(junk[0]);
    await desk.fill(several, {});
    expect(said(desk)).toContain('2 dossiers sont repris.');
    expect((await own.list()).map(({ id }) => id)).toEqual(expect.arrayContaining(junk));
    await desk.open(several);
    await desk.fill(several, { case: junk[0]!, go: 'discard' });
    await desk.open(`${DESK}/cases?show=discarded`);
    expect(said(desk)).toContain('écarté le 25 novembre 2026, supprimé le 2 décembre 2026');
    await desk.open(`${several}?show=discarded`);
    await desk.fill(several, { case: junk[0]!, go: 'back' });
    expect(said(desk)).toContain('Un dossier est repris.');
  });

  it('leaves what a colleague changed or deleted since as it is, names it, and does the others', async () => {
    const desk = await signedIn();
    const several = `${DESK}/cases/several`;
    const made = [];
    for (const label of ['Sureau bleu', 'Sureau noir', 'Sureau rouge']) made.push(await own.open({ label }));
    const [kept, changed, deleted] = made.map(({ id }) => id) as [string, string, string];
    await desk.open(`${several}?q=sureau`);
    await other.patch(changed, { hostToday: 'Les Aulnes' });
    await test.ask('DELETE', `${API}/${deleted}`, { token: colleague.token, ifMatch: '*' });
    expect((await desk.fill(several, { case: [kept, changed, deleted], go: 'discard' })).status).toBe(200);
    expect(said(desk)).toContain('Un dossier est écarté, et sera supprimé dans sept jours.');
    expect(said(desk)).toMatch(/Ce dossier reste comme il était : .* Sureau noir/);
    expect(said(desk)).toContain('Un dossier a été supprimé par quelqu’un d’autre.');
    expect((await own.get(`${API}/${changed}`)).body).not.toHaveProperty('discardedOn');
    expect((await own.get(`${API}/${kept}`)).body.discardedOn).toBe('2026-11-25');
    // The same words are still looked for, and the press that undoes it takes back what was done alone.
    expect(desk.form(several, 1).fields.get('q')).toBe('sureau');
    await desk.fill(several, {});
    expect(said(desk)).toContain('Un dossier est repris.');
    expect((await own.get(`${API}/${kept}`)).body).not.toHaveProperty('discardedOn');
    // All of them changed: nothing is done, and that is said.
    await desk.open(`${several}?q=sureau`);
    for (const id of [kept, changed]) await other.patch(id, { hostToday: 'Chez nous' });
    await desk.fill(several, { case: [kept, changed], go: 'discard' });
    expect(said(desk)).toContain('Ces 2 dossiers restent comme ils étaient');
    expect(said(desk)).not.toContain('écarté, et');
    for (const wrong of ['discarded%26of%3D', 'hier', 'toString', 'all%26done%3Dhanded']) {
      await desk.open(`${several}?show=${wrong}&q=sureau`);
      expect(said(desk), wrong).toContain('Dossiers montrés : tous');
      expect(desk.form(several).fields.get('show'), wrong).toBe('all');
    }
    expect((await desk.fill(several, { case: kept, go: 'hand', turn: 'personne' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-turn"');
    expect((await desk.fill(several, { case: kept, go: 'hand', turn: colleague.id })).status).toBe(200);
    expect(desk.at).toContain('q=sureau');
  });

  it('finds a case that was put aside, says so, and takes it back with one press, from the list or its own page', async () => {
    const desk = await signedIn();
    const { id, number } = await own.open({ label: 'Cercle des ruches' });
    const aside = `${DESK}/cases/${id}/aside`;
    for (const query of [`q=${number}`, 'q=ruche', `show=mine&q=${number}`]) {
      await desk.open(`${DESK}/cases/${id}`);
      await desk.fill(aside, {});
      expect(said(desk)).toContain('Le dossier est écarté.');
      expect(said(desk)).toContain(
        'Ce dossier est écarté depuis le 25 novembre 2026 : il ne se voit plus dans la liste et ne compte plus. Il sera supprimé le 2 décembre 2026.',
      );
      expect((await own.get(`${API}/${id}`)).body.discardedOn).toBe('2026-11-25');
      await desk.open(`${DESK}/cases?${query}`);
      expect(said(desk), query).toContain('Ce dossier est écarté, et sera bientôt supprimé : Cercle des ruches');
      expect(said(desk), query).not.toContain('Aucun dossier n’a le numéro');
      await desk.fill(aside, {});
      expect(said(desk)).toContain('Le dossier est repris.');
      expect(said(desk)).not.toContain('écarté depuis');
      expect((await own.get(`${API}/${id}`)).body).not.toHaveProperty('discardedOn');
    }
    await desk.open(`${DESK}/cases/${id}`);
    await desk.fill(aside, {});
    await desk.fill(aside, {});
    expect(said(desk)).toContain('Le dossier est repris.');
  });

  it('gives the cases as a table, by numbers; labels only when they are asked, no notes, no formula', async () => {
    const { number } = await own.open({ label: '=HYPERLINK("x")', note: 'Secrète.', hostToday: 'Chez nous' });
    const desk = await signedIn();
    for (const url of [`${API}.csv`, `${DESK}/cases.csv`]) {
      const at = async (query: string) => {
        if (url.startsWith(API)) return (await test.ask('GET', `${url}${query}`, { token: communs.token })).text;
        await desk.open(`${url}${query}`);
        return desk.text;
      };
      const bare = await at('?separator=comma');
      expect(bare.split('\r\n')[0], url).toBe(
        '\uFEFFnuméro,arrivé le,par,où elle en est,depuis le,chez,usages,avant le,à reprendre le,supprimé le',
      );
      expect(bare).toContain(`${number},2026-11-25,téléphone,pas encore de nouvelle,,,`);
      for (const word of ['HYPERLINK', 'Secrète', 'Chez nous', 'Limoges']) expect(bare, word).not.toContain(word);
      const whole = await at('?labels=true');
      expect(whole).toContain(`${number},"'=HYPERLINK(""x"")",2026-11-25`);
      expect(whole).not.toContain('Secrète');
    }
    expect(await test.refused('GET', `${API}.csv`, { token: host.token })).toEqual([403, 'not-yours']);
  });

  it('says of a referral that nobody reads it where nobody holds the entry, with a letter to send instead', async () => {
    const usages = [...NEED.usages, { usage: 'forum' }];
    const need = { usages, territory: { level: 'commune', code: '23079' } };
    const saules = await test.published({ name: 'Les Saules', slug: 'les-saules' });
    const forum = { token: saules.token, body: aService({ usages: ['forum'] }) };
    await test.ask('PUT', '/v1/hosts/les-saules/services/forum', forum);
    const { id } = await own.open({ need, shortlist: ['les-aulnes'] });
    const referral = `${DESK}/cases/${id}/referral`;
    const desk = await signedIn();
    await desk.open(referral);
    expect(said(desk)).not.toContain('Personne ne tient sa fiche');
    await desk.open(`${referral}?host=les-aulnes`);
    expect(desk.form(referral).fields.getAll('usages')).toEqual(['file-storage-sharing']);
    await test.database.run(sql`update tokens set revoked_at = ${test.now.toISOString()} where host_id = ${host.id}`);
    await desk.open(referral);
    expect(said(desk)).toContain('Personne ne tient sa fiche : il n’y lira rien.');
    // The network writes itself, and it is its turn until it notes that it did.
    expect(said(desk)).toContain('vous aurez une lettre à envoyer, car personne ne tient sa fiche');
    await desk.fill(referral, { host: 'les-aulnes' });
    expect(said(desk)).toContain('C’est noté. Envoyez maintenant la lettre');
    expect(desk.text).toContain('<details open');
    expect(said(desk)).not.toContain('se lira ici');
    const { number } = (await own.get(`${API}/${id}`)).body;
    expect(said(desk)).toContain(`(notre numéro ${number})`);
    const listOf = async (show: string) => {
      await desk.open(`${DESK}/cases?show=${show}&q=${number}`);
      return desk.text.includes(`${DESK}/cases/${id}"`);
    };
    expect([await listOf('ours'), await listOf('host')]).toEqual([true, false]);
    await own.patch(id, { outcome: { state: 'written-to', host: 'les-aulnes', on: '2026-11-25' } });
    expect([await listOf('ours'), await listOf('host')]).toEqual([false, true]);
    await desk.open(`${DESK}/cases/${id}`);
    expect(said(desk)).toContain('personne ne tient encore cette fiche');
    expect(desk.text).toContain('href="/hosts/les-aulnes"');
    // In the voice of the network, for what this host does alone, and without the place.
    expect(said(desk)).toMatch(/La lettre à lui envoyer Bonjour, Nous sommes Les Communs\. .* 5 personnes/);
    expect(said(desk)).toContain('Pouvez-vous l’accueillir ?');
    for (const word of ['Felletin', 'Nous sommes une association'])
      expect(said(desk).slice(said(desk).indexOf('La lettre')).split('Copier')[0], word).not.toContain(word);
    await test.database.run(sql`update tokens set revoked_at = null where host_id = ${host.id}`);
  });

  it('tells on its first page which cases come back within a week, where none waits today', async () => {
    const some = await test.federation();
    const [api, desk] = [`/v1/federations/${some.slug}/cases`, `/manage/federations/${some.slug}`];
    const body = { label: 'Fanfare', receivedBy: 'phone', need: NEED };
    const { id } = (await test.ask<Case>('POST', api, { token: some.token, body })).body;
    const patch = { outcome: { state: 'chosen', on: '2026-11-25' }, remindOn: '2026-11-30' };
    await test.ask('PATCH', `${api}/${id}`, { token: some.token, body: patch, ifMatch: '*' });
    const officer = await signedIn(some.token);
    await officer.open(desk);
    expect(said(officer)).toContain('Rien à reprendre aujourd’hui.');
    expect(said(officer)).toContain('D’ici 7 jours, un dossier revient, le 30 novembre 2026 : Fanfare');
    expect(officer.text).toContain(`href="${desk}/cases/${id}"`);
  });

  it('tells on its first page for whom cases wait, what is late first, and what changed since the last visit', async () => {
    const some = await test.federation();
    const [api, desk] = [`/v1/federations/${some.slug}/cases`, `/manage/federations/${some.slug}`];
    const asSome = <T = Case>(method: string, url: string, body?: object) =>
      test.ask<T>(method, url, { token: some.token, body, ifMatch: method === 'POST' ? undefined : '*' });
    const opened = async (over: object = {}) =>
      (await asSome('POST', api, { label: 'Fanfare', receivedBy: 'phone', need: NEED, ...over })).body.id;
    const officer = await signedIn(some.token);
    await officer.open(desk);
    expect(said(officer)).not.toContain('Vos dossiers en cours');
    const fresh = await opened({ label: 'Neuf' });
    const late = await opened({ label: 'Pressé', dueOn: '2026-11-24' });
    const written = await opened({ label: 'Écrit' });
    await asSome('PATCH', `${api}/${written}`, { outcome: { state: 'written-to', on: '2026-11-25' } });
    const sentThere = await opened({ label: 'Adressé' });
    expect((await asSome('POST', `${api}/${sentThere}/referrals`, { host: 'les-aulnes' })).status).toBe(201);
    const chosen = await opened({ label: 'Choisi' });
    await asSome('PATCH', `${api}/${chosen}`, { outcome: { state: 'chosen', on: '2026-11-25' } });
    for (const [label, patch] of [
      ['Fini', { outcome: { state: 'moved', on: '2026-11-25' } }],
      ['Publicité', { discarded: true }],
    ] as const)
      await asSome('PATCH', `${api}/${await opened({ label })}`, patch);
    await officer.open(desk);
    expect(said(officer)).toContain('Vos dossiers vous attendent.');
    expect(said(officer)).toContain(
      'Vos dossiers en cours 2 dossiers attendent votre réseau, dont 1 en retard 2 dossiers attendent un hébergeur Un dossier attend l’association',
    );
    const shown = async (show: string) => {
      await officer.open(`${desk}/cases?show=${show}`);
      return ['Neuf', 'Pressé', 'Écrit', 'Adressé', 'Choisi', 'Fini', 'Publicité'].filter((label) =>
        said(officer).includes(` ${label} `),
      );
    };
    expect(await shown('ours')).toEqual(['Neuf', 'Pressé']);
    expect(said(officer).indexOf('Pressé')).toBeLessThan(said(officer).indexOf('Neuf'));
    expect(await shown('host')).toEqual(['Écrit', 'Adressé']);
    expect(await shown('association')).toEqual(['Choisi']);
    // A colleague writes before the next visit.
    const { body: two } = await test.ask<{ token: string }>('POST', '/v1/tokens', {
      token: some.token,
      body: { role: 'federation', federation: some.slug, label: 'Bureau' },
    });
    test.now = new Date(test.now.getTime() + 2 * 3_600_000);
    await test.ask('PATCH', `${api}/${fresh}`, { token: two.token, body: { label: 'Neuf, relu' }, ifMatch: '*' });
    test.now = new Date(test.now.getTime() + 60_000);
    await officer.open(desk);
    expect(said(officer)).toContain('Depuis votre dernière visite, le 25 novembre 2026, un dossier a changé');
    expect(late).toBeDefined();
  });

  it('tells on the next visit what colleagues changed meanwhile, and nothing of one’s own', async () => {
    const rives = await test.federation({ slug: 'les-rives', name: 'Les Rives' });
    const { body: second } = await test.ask<{ token: string }>('POST', '/v1/tokens', {
      ...{ token: rives.token, body: { role: 'federation', federation: 'les-rives', label: 'Antenne' } },
    });
    const at = '/v1/federations/les-rives/cases';
    const write = async (token: string, label: string) =>
      await test.ask('POST', at, { token, body: { label, receivedBy: 'phone', need: NEED } });
    const desk = await signedIn(rives.token);
    const look = async (query = '') => {
      await desk.open(`/manage/federations/les-rives/cases${query}`);
      return said(desk);
    };
    const pause = (hours: number) => {
      test.now = new Date(test.now.getTime() + hours * 3_600_000);
    };
    expect(await look()).not.toContain('Depuis votre dernière visite');
    pause(2);
    await write(rives.token, 'Le mien');
    await write(second.token, 'Le leur');
    // As long as the visit goes on.
    for (let again = 0; again < 2; again++)
      expect(await look()).toContain('Depuis votre dernière visite, le 25 novembre 2026, un dossier a changé');
    const changed = await look('?show=changed');
    expect(changed).toContain('Le leur');
    expect(changed).not.toContain('Le mien');
    await desk.open('/manage/federations/les-rives/cases/several?show=changed');
    expect(said(desk)).toContain('Dossiers montrés : changés par d’autres depuis votre dernière visite');
    expect(said(desk)).toContain('Le leur');
    expect(said(desk)).not.toContain('Le mien');
    // Who was never here before has no visit to compare with: all are shown, and that is said.
    const first = await signedIn(second.token);
    for (const page of ['cases/several', 'cases']) {
      await first.open(`/manage/federations/les-rives/${page}?show=changed`);
      expect(said(first), page).toMatch(/Dossiers montrés : tous .*Le mien/);
    }
    pause(2);
    expect(await look()).not.toContain('Depuis votre dernière visite');
  });

  it('tells mine from my colleague’s on its first page, and who leaves which cases would be nobody’s turn', async () => {
    const saules = await test.federation({ slug: 'les-saules', name: 'Les Saules' });
    const { body: second } = await test.ask<{ id: string; token: string }>('POST', '/v1/tokens', {
      ...{ token: saules.token, body: { role: 'federation', federation: 'les-saules', label: 'Antenne' } },
    });
    const at = '/v1/federations/les-saules/cases';
    const write = async (token: string, label: string, over: object = {}) => {
      const body = { label, receivedBy: 'phone', need: NEED };
      const { id } = (await test.ask<Case>('POST', at, { token, body })).body;
      await test.ask('PATCH', `${at}/${id}`, { token, body: over, ifMatch: '*' });
    };
    const desk = await signedIn(saules.token);
    const home = '/manage/federations/les-saules';
    await write(saules.token, 'Le mien');
    await desk.open(home);
    // One who is alone has no need of it.
    expect(said(desk)).not.toContain('À votre tour');
    await write(saules.token, 'Le mien, fini', { outcome: { state: 'moved', on: '2026-11-25' } });
    await write(second.token, 'Le leur');
    await write(second.token, 'Leur autre');
    await write(second.token, 'De personne', { turn: null });
    await desk.open(home);
    expect(said(desk)).toContain('À votre tour : 1 au tour de Antenne : 2 au tour de personne : 1');
    for (const [show, own] of [
      ['mine', 'Le mien'],
      ['nobody', 'De personne'],
    ] as const) {
      expect(desk.text).toContain(`href="${home}/cases?show=${show}"`);
      await desk.open(`${home}/cases?show=${show}`);
      expect(said(desk)).toContain(`Un dossier. ${own} `);
      await desk.open(home);
    }

    const leaver = await signedIn(second.token);
    await leaver.open(`/manage/persons/end/token/${second.id}`);
    expect(said(leaver)).toContain('2 dossiers en cours sont au tour de cet accès.');
    expect(leaver.text).toContain(`href="${home}/cases/several?show=mine"`);
    await desk.open(`/manage/persons/end/token/${second.id}`);
    expect(said(desk)).toContain('2 dossiers en cours sont au tour de cet accès.');
    expect(desk.text).toContain(`href="${home}/cases/several?show=all"`);
    await desk.fill(`/manage/persons/end/token/${second.id}`);
    await desk.open(home);
    expect(said(desk)).toContain('À votre tour : 1 au tour de personne : 3');
  });
});

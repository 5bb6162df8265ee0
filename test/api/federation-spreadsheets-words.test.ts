import { beforeAll, describe, expect, it } from 'vitest';
import type { ListedReview } from '../../src/federations/reviews/listed.ts';
import type { ListedChoice } from '../../src/federations/selection/sheet.ts';
import { type Owned, useApp } from '../support/app.ts';
import { asCsv, sheetsOf } from '../support/sheets.ts';

/* A sheet as somebody makes it who knows neither the names of the API nor what a slug is. */

const api = useApp();
let federation: Owned;
let pic: Owned;
const sheets = sheetsOf(api, () => federation);
const below = (what: string) => `/v1/federations/${federation.slug}/${what}`;
const choices = async () => (await api.ask<{ items: ListedChoice[] }>('GET', below('selection'))).body.items;
const reviews = async () => (await api.ask<{ items: ListedReview[] }>('GET', below('reviews'))).body.items;

const TITLES = ['Hébergeur', 'Pourquoi', 'Liens', 'Décidé le', 'À revoir le'];
const row = (host: string, ...over: string[]) => [
  host,
  ...['Près d’ici.', 'aucun', '02/11/2026', '02/11/2027'].map((cell, i) => over[i] ?? cell),
];
const REVIEWS = ['Hébergeur', 'Sujet', 'Réponse', 'Revu le', 'Valable jusqu’au', 'Note', 'Preuve', 'Lien'];

beforeAll(async () => {
  federation = await api.federation({ name: 'Les Communs', website: 'https://communs.example' });
  pic = await api.published({ slug: 'le-pic', name: 'Le Pic Épeiche', website: 'https://www.pic.example/accueil' });
  for (const slug of ['chene-un', 'chene-deux'])
    await api.published({ slug, name: 'Le Chêne', website: `https://${slug}.example` });
});

describe('the titles of a sheet', () => {
  const said = {
    ...{ host: 'le-pic', why: { fr: 'Près d’ici.' }, ties: 'none' },
    ...{ decidedOn: '2026-11-02', reviewBy: '2027-11-02' },
  };

  it.each([
    ['in French', TITLES],
    ['without accents, in capitals', ['HEBERGEUR', 'POURQUOI', 'LIENS', 'DECIDE LE', 'A REVOIR LE']],
    ['with hyphens and other spaces', ['hébergeur', ' pourquoi ', 'liens', 'décidé-le', 'à\u00a0revoir_le']],
    ['half in French', ['host', 'why', 'ties', 'Décidé le', 'reviewBy']],
  ])('are understood %s', async (_how, titles) => {
    const { body } = await sheets.up('selection', asCsv([titles, row('le-pic')], ';'));
    expect(body.notes).toEqual([]);
    expect(await choices()).toEqual([expect.objectContaining(said)]);
  });

  it('of reviews are understood in French', async () => {
    const sheet = asCsv([
      REVIEWS,
      ...[
        ['le-pic', 'criterion:no-advertising', 'non', '02/11/2026', '31/12/2027', 'Vu en ligne.'],
        ['le-pic', 'commitment:closing-notice', '90', '11/2026', '', ''],
      ].map((cells) => [...cells, 'https://communs.example/revue', 'aucune']),
    ]);
    expect((await sheets.up('reviews', sheet)).body).toMatchObject({ added: [{ line: 2 }, { line: 3 }], notes: [] });
    expect(await reviews()).toContainEqual(
      expect.objectContaining({
        ...{ subject: 'criterion:no-advertising', value: 'no', reviewedOn: '2026-11-02', expiresOn: '2027-12-31' },
        ...{ note: { fr: 'Vu en ligne.' }, evidenceUrl: 'https://communs.example/revue', tie: 'none' },
      }),
    );
  });

  it('are there twice when one is said in both ways', async () => {
    const twice = asCsv([
      [...TITLES, 'why.fr'],
      [...row('le-pic'), 'x'],
    ]);
    expect((await sheets.refused('selection', twice))[2]).toEqual({ '/0/why.fr': 'duplicate' });
  });

  it('that are missing are told by both names, and by the one that may be meant', async () => {
    const sheet = asCsv([['Hébergeur', 'Pourquoi', 'Liens', 'Décidée le'], row('le-pic')]);
    expect((await sheets.complaints('selection', sheet)).slice(1)).toEqual([
      'Il manque la colonne « decidedOn » (en français : « Décidé le »). Est-ce celle qui s’appelle « Décidée le » ?',
      'Il manque la colonne « reviewBy » (en français : « À revoir le »).',
    ]);
  });

  it('are in the documentation, in both forms', async () => {
    const { paths } = (
      await api.ask<{ paths: Record<string, { put: { description: string } }> }>('GET', '/openapi.json')
    ).body;
    const told = (list: string) => paths[`/v1/federations/{federation}/${list}.csv`]!.put.description;
    expect(told('selection')).toContain('`reviewBy` or `À revoir le`');
    expect(told('reviews')).toContain('`value` or `Réponse`');
    expect(told('members')).toContain('`state` or `Statut`');
  });

  it('are those of the file when a fault is told', async () => {
    const long = asCsv([TITLES, row('le-pic', '', 'x'.repeat(4001))]);
    const words = await sheets.complaints('selection', long);
    expect(words).toContain('Ligne 2, colonne « Pourquoi ». Ce champ est obligatoire.');
    expect(words.some((sentence) => sentence?.startsWith('Ligne 2, colonne « Liens ». '))).toBe(true);
  });
});

describe('a tie under one title', () => {
  const tie = async () => (await choices())[0]!.ties;

  it('is none, or a text in French', async () => {
    await sheets.up('selection', asCsv([TITLES, row('le-pic', 'Près d’ici.', 'Une amie y travaille.')]));
    expect(await tie()).toEqual({ fr: 'Une amie y travaille.' });
    await sheets.up('selection', asCsv([TITLES, row('le-pic', 'Près d’ici.', 'Un ami y travaille.')]));
    expect(await tie()).toEqual({ fr: 'Un ami y travaille.' });
    for (const none of ['Aucun', 'aucune', 'none']) {
      await sheets.up('selection', asCsv([TITLES, row('le-pic', 'Près d’ici.', none)]));
      expect(await tie()).toBe('none');
    }
  });

  it('is neither a yes, nor a misspelt none, nor said twice', async () => {
    const told = async (titles: string[], cells: string[]) =>
      (await sheets.complaints('selection', asCsv([titles, cells])))[1];
    expect(await told(TITLES, row('le-pic', 'x', 'oui'))).toBe(
      'Ligne 2, colonne « Liens ». Dites quel est ce lien. S’il n’y en a pas, écrivez « aucun ».',
    );
    expect(await told(TITLES, row('le-pic', 'x', 'aucum'))).toBe(
      'Ligne 2, colonne « Liens ». Ce n’est ni un lien ni « aucun ». Vouliez-vous dire « aucun » ?',
    );
    expect(await told([...TITLES, 'ties.fr'], [...row('le-pic', 'x', 'Une amie.'), 'Un ami.'])).toBe(
      'Ligne 2, colonne « Liens ». Le lien est dit deux fois : ici, et dans « ties.fr ». Gardez l’un des deux.',
    );
  });
});

describe('a host', () => {
  it.each([
    'le-pic',
    'Le-Pic',
    'Le Pic Épeiche',
    'le pic epeiche',
    'https://pic.example',
    'https://www.pic.example/ailleurs',
    'pic.example',
    'www.PIC.example/',
  ])('is found by %s', async (cell) => {
    const { body } = await sheets.up('selection', asCsv([TITLES, row(cell, 'Trouvé.')]), { query: '?dryRun=true' });
    expect([...body.added, ...body.changed]).toMatchObject([{ host: 'le-pic' }]);
  });

  it('is found by its id', async () => {
    const { body } = await sheets.up('selection', asCsv([TITLES, row(pic.id, 'Trouvé.')]), { query: '?dryRun=true' });
    expect([...body.added, ...body.changed]).toMatchObject([{ host: 'le-pic' }]);
  });

  it('is not guessed among several of one name', async () => {
    const sheet = asCsv([TITLES, row('Le Chêne')]);
    expect((await sheets.refused('selection', sheet))[2]).toEqual({ '/1/host': 'ambiguous-host' });
    expect((await sheets.complaints('selection', sheet))[1]).toMatch(
      /Plusieurs hébergeurs s’appellent « Le Chêne ». Écrivez l’un de ceux-ci : chene-(un|deux), chene-(un|deux)\.$/,
    );
  });

  it('that is unknown is told with where to find its name, and with who may be meant', async () => {
    for (const typed of ['le-pik', 'le pic épaiche'])
      expect((await sheets.complaints('selection', asCsv([TITLES, row(typed)])))[1]).toBe(
        `Ligne 2, colonne « Hébergeur ». Aucun hébergeur connu ne s’appelle « ${typed} ». Écrivez le dernier mot de l’adresse de sa fiche, comme le-pic pour /hosts/le-pic. Vouliez-vous dire « le-pic » ?`,
      );
  });

  it('is there once, whatever it is called by', async () => {
    const sheet = asCsv([TITLES, row('le-pic'), row('pic.example'), row('Le Pic Épeiche')]);
    expect((await sheets.complaints('selection', sheet)).slice(1)).toEqual(
      [3, 4].map(
        (line) =>
          `Ligne ${line}, colonne « Hébergeur ». L’hébergeur le-pic est déjà à la ligne 2. Gardez une seule des deux.`,
      ),
    );
    const twice = ['le-pic', 'Le Pic Épeiche'].map((host) => [host, 'closing-notice', '90', '2026']);
    expect((await sheets.complaints('reviews', asCsv([REVIEWS.slice(0, 4), ...twice])))[1]).toBe(
      'Ligne 3, colonne « Hébergeur ». L’hébergeur le-pic est déjà à la ligne 2 pour commitment:closing-notice. Gardez une seule des deux.',
    );
  });
});

describe('the faults of a row', () => {
  it('are all told of a review: a bad date hides neither the subject nor what a no needs', async () => {
    const sheet = asCsv([
      REVIEWS,
      ['inconnu-de-tous', 'criterion:no-advertising', 'non', '31/02/2026', '', '', '', ''],
      ['le-pic', 'publicité', 'oui', '25/11/26', '', '', 'pas une adresse', ''],
      ['le-pic', 'criterion:no-advertising', 'non', '02/12/2026', '31/11/2026', '', '', ''],
    ]);
    expect((await sheets.refused('reviews', sheet))[2]).toEqual({
      ...{ '/1/host': 'unknown-host', '/1/reviewedOn': 'no-such-day' },
      ...{ '/1/evidenceUrl': 'evidence-required', '/1/tie': 'tie-required' },
      ...{ '/2/subject': 'unknown-subject', '/2/reviewedOn': 'wrong-format', '/2/evidenceUrl': 'wrong-format' },
      ...{ '/3/reviewedOn': 'in-the-future', '/3/expiresOn': 'no-such-day' },
      ...{ '/3/evidenceUrl': 'evidence-required', '/3/tie': 'tie-required' },
    });
  });
});

describe('a date', () => {
  const told = async (date: string) =>
    (await sheets.complaints('selection', asCsv([TITLES, row('le-pic', 'x', 'aucun', date)])))[1];

  it('that the calendar has not is told as such', async () => {
    expect(await told('31/02/2026')).toBe('Ligne 2, colonne « Décidé le ». Ce jour n’existe pas.');
    expect(await told('2026-02-31')).toBe('Ligne 2, colonne « Décidé le ». Ce jour n’existe pas.');
  });

  it('is read as one says it, too', async () => {
    expect(await told('25 novembre 2026')).toBeUndefined();
  });

  it.each(['25/11/26', '46351', '11/2026', '2026'])('is not written as %s', async (date) => {
    expect(await told(date)).toBe('Ligne 2, colonne « Décidé le ». Écrivez la date comme 25/11/2026 ou 1er mars 2027.');
  });

  it('of a review may be a month or a year', async () => {
    const words = (date: string) =>
      sheets.complaints('reviews', asCsv([REVIEWS.slice(0, 4), ['le-pic', 'open-formats', 'oui', date]]));
    expect((await words('46351'))[1]).toBe(
      'Ligne 2, colonne « Revu le ». Écrivez la date comme 25/11/2026 ou 1er mars 2027. Le mois seul convient aussi, comme 11/2026, ou l’année, comme 2026.',
    );
    expect((await words('13/2026'))[1]).toBe('Ligne 2, colonne « Revu le ». Ce mois n’existe pas.');
    const restored = [REVIEWS.slice(0, 4), ['le-pic', 'last-restore-test', '31/02/2026', '2026']];
    expect((await sheets.complaints('reviews', asCsv(restored)))[1]).toBe(
      'Ligne 2, colonne « Réponse ». Ce jour n’existe pas.',
    );
  });
});

describe('the subject and the answer of a review', () => {
  const sheet = (subject: string, value: string) =>
    asCsv([REVIEWS.slice(0, 4), ['le-pic', subject, value, '02/11/2026']]);

  it.each([
    ['free-software-only', 'oui', 'criterion:free-software-only'],
    ['closing-notice', '60', 'commitment:closing-notice'],
  ])('may be a key alone: %s', async (key, value, subject) => {
    const { body } = await sheets.up('reviews', sheet(key, value), { query: '?dryRun=true' });
    expect([...body.added, ...body.changed]).toMatchObject([{ host: 'le-pic', subject }]);
  });

  it('that is unknown comes with a guess', async () => {
    expect((await sheets.complaints('reviews', sheet('free-software-onli', 'oui')))[1]).toBe(
      'Ligne 2, colonne « Sujet ». Aucun critère ni engagement ne porte ce nom. Les noms sont dans /v1/criteria et /v1/commitment-kinds. Vouliez-vous dire « free-software-only » ?',
    );
  });

  it('to a criterion is yes, in part, or no', async () => {
    expect((await sheets.complaints('reviews', sheet('free-software-only', 'ouii')))[1]).toBe(
      'Ligne 2, colonne « Réponse ». Répondez oui, en partie ou non. Vouliez-vous dire « oui » ?',
    );
    expect((await sheets.complaints('reviews', sheet('free-software-only', 'peut-être')))[1]).toBe(
      'Ligne 2, colonne « Réponse ». Répondez oui, en partie ou non.',
    );
  });
});

describe('a file that was spoilt on its way', () => {
  const LOST = 'Le fichier est arrivé sur une seule ligne : envoyez-le avec --data-binary.';
  /** What `curl -d @file` sends. */
  const byCurl = (csv: string) => csv.replace(/[\r\n\0]/g, '');

  it.each([
    ['one row', asCsv([TITLES, row('le-pic')], ';')],
    ['many rows', asCsv([TITLES, row('le-pic'), row('chene-un'), row('chene-deux')])],
    ['quoted cells', asCsv([TITLES, row('le-pic', 'Près, et bien.'), row('Chêne, Le')])],
    [
      'a title of its own at the end',
      asCsv([TITLES, row('le-pic')].map((cells, i) => [...cells, ['Couleur', 'x'][i]!])),
    ],
    ['the names of the API', asCsv([['host', 'why.fr', 'ties', 'decidedOn', 'reviewBy'], row('le-pic')], ';')],
    ['a quoted host', asCsv([TITLES, row('"Le Pic"')])],
  ])('has lost its lines: %s', async (_what, csv) => {
    expect(await sheets.refused('selection', byCurl(csv))).toEqual([400, 'malformed-request']);
    expect(await sheets.complaints('selection', byCurl(csv))).toEqual([LOST]);
  });

  it('is not taken for one that has titles only', async () => {
    expect((await sheets.up('selection', TITLES.join(';'))).body.unchanged).toBe(0);
    expect((await sheets.refused('selection', 'Hébergeur;Pourquoi;Liens'))[1]).toBe('invalid-request');
  });

  it('is a workbook that has not come whole, and is told how to save it', async () => {
    const workbook = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0x0a]);
    for (const file of [workbook, byCurl(workbook.toString('latin1'))])
      expect((await sheets.complaints('selection', file))[0]).toMatch(
        /^Ce classeur est abîmé.* en \.xlsx ou en CSV\.$/,
      );
  });
});

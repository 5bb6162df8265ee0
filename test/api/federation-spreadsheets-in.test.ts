import { beforeAll, describe, expect, it } from 'vitest';
import type { ListedReview } from '../../src/federations/reviews/listed.ts';
import type { ListedChoice } from '../../src/federations/selection/sheet.ts';
import { invalid, meaningless, type Owned, useApp } from '../support/app.ts';
import { asCsv, cellsIn, savedByExcel, sheetsOf } from '../support/sheets.ts';

const api = useApp();
let federation: Owned;
let birch: Owned;
let cedar: Owned;
const sheets = sheetsOf(api, () => federation);
const below = (what: string) => `/v1/federations/${federation.slug}/${what}`;
const put = async (what: string, body: object) => {
  const answer = await api.ask('PUT', below(what), { token: federation.token, ifMatch: '*', body });
  expect([200, 201], answer.text).toContain(answer.status);
};
const choices = async () => (await api.ask<{ items: ListedChoice[] }>('GET', below('selection'))).body.items;
const reviews = async () => (await api.ask<{ items: ListedReview[] }>('GET', below('reviews'))).body.items;

const choice = {
  why: { fr: 'Répond au téléphone.', en: 'Answers the telephone.' },
  ...{ ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' },
};
const TITLES = ['host', 'why.fr', 'ties', 'decidedOn', 'reviewBy'];
const row = (host: string, ...over: string[]) => [
  host,
  ...['Près d’ici.', 'none', '2026-11-02', '2027-11-02'].map((cell, i) => over[i] ?? cell),
];

beforeAll(async () => {
  federation = await api.federation({ name: 'Les Communs', website: 'https://communs.example' });
  [, birch, cedar] = [
    await api.published({ slug: 'aulne' }),
    await api.published({ slug: 'bouleau' }),
    await api.published({ slug: 'cedre', website: 'https://cedre.communs.example' }),
  ] as [Owned, Owned, Owned];
});

describe('the sheet of the federation’s own list', () => {
  it('has its titles while the list is empty: that is the template', async () => {
    const { csv } = await sheets.down('selection');
    expect(cellsIn(csv)).toHaveLength(1);
    const { body } = await sheets.up('selection', csv);
    expect(body).toMatchObject({ added: [], changed: [], unchanged: 0, absent: [], notes: [] });
  });

  it('says first what it would do, and writes nothing', async () => {
    const before = await api.revision();
    const sheet = asCsv([TITLES, row('aulne'), row('bouleau')]);
    const { body } = await sheets.up('selection', sheet, { query: '?dryRun=true', ifMatch: undefined });
    expect(body).toEqual({
      ...{ version: 1, changed: [], unchanged: 0, absent: [], notes: [] },
      added: [
        { line: 2, host: 'aulne', fields: expect.anything() },
        { line: 3, host: 'bouleau', fields: expect.anything() },
      ],
    });
    expect(body.added[0]!.fields).toContainEqual({ column: 'ties', after: 'none' });
    expect([await api.revision(), await choices()]).toEqual([before, []]);
  });

  it('adds its rows as one change, with the version that was read', async () => {
    const before = await api.revision();
    const { version } = await sheets.down('selection');
    const sheet = asCsv([TITLES, row('aulne'), row('bouleau')]);
    const { body, headers } = await sheets.up('selection', sheet, { ifMatch: version });
    expect(body).toMatchObject({ version: 2, added: [{ host: 'aulne' }, { host: 'bouleau' }] });
    expect(headers.etag).toBe('"v2"');
    expect(await api.revision()).toBe(before + 1);
    expect(await choices()).toMatchObject([
      { host: 'aulne', why: { fr: 'Près d’ici.' }, ties: 'none', decidedOn: '2026-11-02', reviewBy: '2027-11-02' },
      { host: 'bouleau' },
    ]);
  });

  it('changes what differs, tells it cell by cell, and leaves alone what it does not say', async () => {
    const sheet = asCsv([TITLES, row('bouleau', 'Plus près encore.')]);
    const { body } = await sheets.up('selection', sheet);
    expect(body).toMatchObject({
      ...{ added: [], unchanged: 0, absent: [{ host: 'aulne' }] },
      changed: [
        {
          ...{ line: 2, host: 'bouleau' },
          fields: [{ column: 'why.fr', before: 'Près d’ici.', after: 'Plus près encore.' }],
        },
      ],
    });
    expect((await choices()).map(({ host }) => host)).toEqual(['aulne', 'bouleau']);
  });

  it('changes nothing when it says nothing new', async () => {
    const before = await api.revision();
    const { csv, version } = await sheets.down('selection');
    const { body, headers } = await sheets.up('selection', csv, { ifMatch: version });
    expect(body).toMatchObject({ added: [], changed: [], unchanged: 2, absent: [] });
    expect([headers.etag, await api.revision()]).toEqual([version, before]);
  });

  it('never writes over what somebody else changed since it was downloaded', async () => {
    const { csv, version } = await sheets.down('selection');
    await put('selection/aulne', { ...choice, why: { fr: 'Changé par une collègue.' } });
    expect(await sheets.refused('selection', csv, { ifMatch: version })).toEqual([
      412,
      'version-stale',
      { '/if-match': 'stale' },
    ]);
    expect((await choices())[0]!.why).toEqual({ fr: 'Changé par une collègue.' });
  });

  it('keeps what stands in a column that it has not, and empties a cell that it empties', async () => {
    await put('selection/aulne', choice);
    await sheets.up('selection', asCsv([TITLES, row('aulne', 'Toujours là.')]));
    expect((await choices())[0]!.why).toEqual({ fr: 'Toujours là.', en: 'Answers the telephone.' });
    await sheets.up(
      'selection',
      asCsv([
        [...TITLES, 'why.en'],
        [...row('aulne', 'Toujours là.'), ''],
      ]),
    );
    expect((await choices())[0]!.why).toEqual({ fr: 'Toujours là.' });
  });

  it('says a tie where there is one', async () => {
    const titles = ['host', 'why.fr', 'ties', 'ties.fr', 'decidedOn', 'reviewBy'];
    const sheet = (ties: string, text: string) =>
      asCsv([titles, ['cedre', 'Le nôtre.', ties, text, '2026-11-02', '2027-11-02']]);
    expect(await sheets.refused('selection', sheet('aucun', ''))).toEqual(meaningless({ '/1/ties': 'own-host' }));
    expect((await sheets.refused('selection', sheet('none', 'Même site.')))[2]).toEqual({
      '/1/ties': 'none-and-a-tie',
    });
    expect((await sheets.refused('selection', sheet('oui', '')))[2]).toMatchObject({ '/1/ties': 'unknown-value' });
    await sheets.up('selection', sheet('', 'Même site.'));
    const tieOf = async (host: string) => (await choices()).find((one) => one.host === host)!.ties;
    expect(await tieOf('cedre')).toEqual({ fr: 'Même site.' });
    const told = TITLES.map((title) => (title === 'ties' ? 'ties.fr' : title));
    await sheets.up('selection', asCsv([told, row('bouleau', 'Près d’ici.', 'Une amie y travaille.')]));
    expect(await tieOf('bouleau')).toEqual({ fr: 'Une amie y travaille.' });
    await sheets.up('selection', asCsv([TITLES, row('bouleau', 'Près d’ici.', 'aucun')]));
    expect(await tieOf('bouleau')).toBe('none');
  });
});

describe('a sheet with faults', () => {
  it('changes nothing, and tells all of them, each by its line and its column', async () => {
    const before = await api.revision();
    const sheet = asCsv([
      TITLES,
      row('aulne', 'Nouveau.'),
      row('boulleau'),
      row('bouleau', '', '', '25 novembre', '2020-01-01'),
      row('aulne'),
      row('', 'Qui ?'),
      row('cedre', 'Le nôtre.', 'none', '2026-12-24', '2026-12-01'),
      [...row('nulle-part'), 'de trop'],
      row('x'.repeat(300)),
    ]);
    expect(await sheets.refused('selection', sheet)).toEqual(
      meaningless({
        '/2/host': 'unknown-host',
        '/3/why.fr': 'missing',
        '/3/ties': 'missing',
        '/3/decidedOn': 'wrong-format',
        '/4/host': 'duplicate',
        '/5/host': 'missing',
        '/6/ties': 'own-host',
        '/6/decidedOn': 'in-the-future',
        '/6/reviewBy': 'ends-before-it-begins',
        '/7': 'cell-without-a-title',
        '/7/host': 'unknown-host',
        '/8/host': 'too-long',
      }),
    );
    expect(await api.revision()).toBe(before);
    const words = await sheets.complaints('selection', sheet);
    expect(words).toContain(
      'Ligne 3, colonne « host ». Aucun hébergeur connu ne s’appelle « boulleau ». Écrivez le dernier mot de l’adresse de sa fiche, comme le-pic pour /hosts/le-pic. Vouliez-vous dire « bouleau » ?',
    );
    expect(words).toContain('Ligne 4, colonne « decidedOn ». Écrivez la date comme 25/11/2026 ou 1er mars 2027.');
    expect(words).toContain(
      'Ligne 5, colonne « host ». L’hébergeur aulne est déjà à la ligne 2. Gardez une seule des deux.',
    );
  });

  it('counts lines as a spreadsheet does, with empty rows and texts of several lines', async () => {
    const titles = `${TITLES.join(',')}\r\n`;
    const sheet = `\r\n${titles},,,,\r\naulne,"Un.\nDeux.\nTrois.",none,2026-11-02,2027-11-02\r\n\r\nperdu,x,none,2026-11-02,2027-11-02\r\n`;
    expect((await sheets.refused('selection', sheet))[2]).toEqual({ '/5/host': 'unknown-host' });
  });

  it('says which titles are missing, and which may be meant', async () => {
    const sheet = asCsv([['Host', 'why.fr', 'ties', 'decidedOm', 'colour'], row('aulne')]);
    expect(await sheets.refused('selection', sheet)).toEqual(
      invalid({ '/0/decidedOn': 'missing-column', '/0/reviewBy': 'missing-column' }),
    );
    expect(await sheets.complaints('selection', sheet)).toEqual([
      'Les titres de la feuille ne vont pas. Rien n’est changé.',
      'Il manque la colonne « decidedOn » (en français : « Décidé le »). Est-ce celle qui s’appelle « decidedOm » ?',
      'Il manque la colonne « reviewBy » (en français : « À revoir le »).',
    ]);
    const twice = asCsv([
      [...TITLES, 'host'],
      [...row('aulne'), 'aulne'],
    ]);
    expect((await sheets.refused('selection', twice))[2]).toEqual({ '/0/host': 'duplicate' });
  });

  it('tells the columns that it left aside', async () => {
    const sheet = asCsv([
      [...TITLES, 'why-fr', 'couleur'],
      [...row('bouleau'), 'a', 'b'],
    ]);
    const { body } = await sheets.up('selection', sheet, { query: '?dryRun=true&lang=en' });
    expect(body.unchanged).toBe(1);
    expect(body.notes).toEqual([
      { code: 'unknown-column', text: 'The column “why-fr” is not known: it is left aside. Did you mean “why.fr”?' },
      { code: 'unknown-column', text: 'The column “couleur” is not known: it is left aside.' },
    ]);
  });
});

describe('the sheet of reviews', () => {
  const titles = [
    'host',
    'subject',
    'value',
    'reviewedOn',
    'evidenceUrl',
    'tie',
    'certificate.issuer',
    'certificate.number',
    'certificate.expiresOn',
  ];
  const review = (subject: string, value: string, ...rest: string[]) => [
    'aulne',
    subject,
    value,
    '01/11/2026',
    ...rest,
  ];

  it('takes answers and measures as people write them', async () => {
    const sheet = asCsv([
      titles,
      review('criterion:free-software-only', 'Oui', '', '', '', '', ''),
      review('criterion:no-advertising', 'partiel'),
      review('criterion:non-profit', 'non', 'https://communs.example/revue', 'aucun'),
      review('commitment:closing-notice', '90'),
      review('commitment:switching-fee', '99,5'),
      review('commitment:backup-offsite', 'vrai'),
      review('commitment:last-restore-test', '11/2026'),
      review('commitment:export-formats', 'ics; vcf'),
      review('commitment:support-response', 'none', 'https://communs.example/revue', 'none'),
      review('commitment:certification-hds', 'oui', '', '', 'LNE', 'HDS-12', '31/12/2027'),
    ]);
    const before = await api.revision();
    const { body } = await sheets.up('reviews', sheet);
    expect(body.added).toHaveLength(10);
    // One host, and the federation that spoke of it.
    expect(await api.revision()).toBe(before + 2);
    const said = Object.fromEntries((await reviews()).map(({ subject, value }) => [subject, value]));
    expect(said).toEqual({
      'criterion:free-software-only': 'yes',
      'criterion:no-advertising': 'partial',
      'criterion:non-profit': 'no',
      'commitment:closing-notice': 90,
      'commitment:switching-fee': 99.5,
      'commitment:backup-offsite': true,
      'commitment:last-restore-test': '2026-11',
      'commitment:export-formats': ['ics', 'vcf'],
      'commitment:support-response': 'none',
      'commitment:certification-hds': true,
    });
    expect((await reviews()).find(({ certificate }) => certificate)!.certificate).toEqual({
      ...{ issuer: 'LNE', number: 'HDS-12', expiresOn: '2027-12-31' },
    });
  });

  it('is held to the rules of one review: evidence and a tie for a no, whole certificates, subjects that exist', async () => {
    const sheet = asCsv([
      titles,
      review('criterion:open-formats', 'non'),
      review('criterion:open-formatz', 'oui'),
      review('prix', '3'),
      review('commitment:data-retrieval-after-end', '1,000'),
      review('commitment:backup-retention', '9999'),
      review('commitment:certification-secnumcloud', 'oui', '', '', 'ANSSI', '', ''),
      ['aulne', 'criterion:sources-published', 'peut-être', '31/02/2026'],
    ]);
    expect(await sheets.refused('reviews', sheet)).toEqual(
      meaningless({
        '/1/evidenceUrl': 'evidence-required',
        '/1/tie': 'tie-required',
        '/2/subject': 'unknown-criterion',
        '/3/subject': 'unknown-subject',
        '/4/value': 'wrong-kind-of-value',
        '/5/value': 'out-of-range',
        '/6/certificate.number': 'missing',
        '/6/certificate.expiresOn': 'missing',
        '/7/value': 'wrong-kind-of-value',
        '/7/reviewedOn': 'no-such-day',
      }),
    );
  });

  it('takes no time over a cell of many spaces', async () => {
    const cell = `a${' '.repeat(900_000)}b`;
    const sheet = asCsv([titles, review('commitment:export-formats', cell)]);
    expect((await sheets.refused('reviews', sheet))[2]).toEqual({ '/1/value': 'too-long' });
  });

  it('does not judge anew what is there already', async () => {
    await put('reviews/cedre/criterion:no-advertising', {
      value: 'yes',
      reviewedOn: '2026-11-01',
      tie: { fr: 'Le nôtre.' },
    });
    await put('reviews/bouleau/criterion:no-advertising', { value: 'yes', reviewedOn: '2026-11-01' });
    // The host moved to the site of the federation since.
    const moved = { website: 'https://bouleau.communs.example' };
    await api.ask('PATCH', `/v1/hosts/${birch.slug}`, { token: birch.token, ifMatch: '*', body: moved });
    const { csv } = await sheets.down('reviews');
    const { body } = await sheets.up('reviews', csv);
    expect(body).toMatchObject({ added: [], changed: [], absent: [] });
    const edited = cellsIn(csv).map((cells) =>
      cells.map((cell, i) =>
        cells[0] === 'bouleau' && i === cellsIn(csv)[0]!.indexOf('reviewedOn') ? '2026-11-02' : cell,
      ),
    );
    expect(Object.values((await sheets.refused('reviews', asCsv(edited)))[2]!)).toEqual(['own-host']);
  });
});

describe('a file', () => {
  const rows = [TITLES, row('aulne', 'L’été à Œuilly : « gratuit » — 3 €')];
  const said = async () => (await choices())[0]!.why.fr;

  it.each([
    ['with semicolons', () => asCsv(rows, ';')],
    ['with tabs', () => asCsv(rows, '\t')],
    ['with a mark', () => `\uFEFF${asCsv(rows)}`],
    ['with the ends of line of Unix', () => asCsv(rows, ',', '\n')],
    ['with the ends of line of old Macintoshes', () => asCsv(rows, ',', '\r')],
    ['with empty columns and rows at its end', () => asCsv([...rows, []].map((cells) => [...cells, '', '']))],
    ['with its columns in another order', () => asCsv(rows.map((cells) => [...cells].reverse()))],
    ['that Excel saved', () => savedByExcel(asCsv(rows))],
  ])('%s is read', async (_how, file) => {
    await put('selection/aulne', choice);
    await sheets.up('selection', file());
    expect(await said()).toBe('L’été à Œuilly : « gratuit » — 3 €');
  });

  it('that is not in UTF-8 is read with a word of caution', async () => {
    const { body } = await sheets.up('selection', savedByExcel(asCsv(rows)));
    expect(body.notes.map(({ code }) => code)).toEqual(['not-utf-8']);
  });

  it.each([
    ['empty', ''],
    ['blank', '\r\n;;\r\n'],
    ['a PDF', '%PDF-1.7\n1 0 obj\n'],
    ['a workbook of Excel', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00])],
    ['with a NUL', asCsv([TITLES, row('aulne', 'a\0b')])],
    ['with a quote that nothing closes', `${TITLES.join(',')}\naulne,"sans fin,none`],
    ['with a quote inside a cell', `${TITLES.join(',')}\naulne,dit "oui",none,2026-11-02,2027-11-02`],
  ])('that is %s is refused in words', async (_what, file) => {
    expect(await sheets.refused('selection', file)).toEqual([400, 'malformed-request']);
  });

  it('with a quote out of place is told by its line', async () => {
    const file = `${TITLES.join(',')}\n${row('aulne').join(',')}\nbouleau,dit "oui",none,2026-11-02,2027-11-02`;
    expect((await sheets.complaints('selection', file, 'en'))[0]).toMatch(/^Line 3: a double quote/);
  });

  it('of too many rows, or too large, is refused', async () => {
    const many = asCsv([TITLES, ...Array.from({ length: 10_000 }, (_, i) => row(`host-${i}`))]);
    expect(await sheets.refused('selection', many)).toEqual([413, 'body-too-large']);
    expect((await sheets.complaints('selection', many))[0]).toMatch(/plus de 5\u202f000 lignes/);
    const titles = asCsv([TITLES]);
    for (const large of [
      asCsv([TITLES, row('aulne', 'x'.repeat(4_100_000))]),
      `${titles}${'\n'.repeat(900_000)}x`,
      `${titles}${',,\n'.repeat(300_000)}x`,
      `${'z,'.repeat(400_000)}${titles}`,
    ])
      expect(await sheets.refused('selection', large)).toEqual([413, 'body-too-large']);
    expect((await sheets.up('selection', titles + '\n'.repeat(900_000))).body.unchanged).toBe(0);
    expect((await sheets.up('selection', titles + ',,,,\r\n'.repeat(100_000))).body.unchanged).toBe(0);
  });

  it('of as many rows as are told is read', async () => {
    const many = (count: number) => asCsv([TITLES, ...Array.from({ length: count }, (_, i) => row(`hote-${i}`))]);
    expect((await sheets.refused('selection', many(5000)))[0]).toBe(422);
    expect((await sheets.refused('selection', many(5001)))[0]).toBe(413);
  });
});

describe('what somebody hostile writes in a cell', () => {
  it.each([
    '=HYPERLINK("https://evil.example";"cliquez")',
    "'=1+1",
    '+33 1',
    '-5',
    '@SUM(A1)',
    '"><script>alert(1)</script>',
    'a;b,c\td',
  ])('stays the text that it is: %s', async (text) => {
    await sheets.up('selection', asCsv([TITLES, row('aulne', text)]));
    const written = text.startsWith("'=") ? text.slice(1) : text;
    expect((await choices())[0]!.why.fr).toBe(written);
    const before = await api.revision();
    await sheets.up('selection', (await sheets.down('selection')).csv);
    expect([(await choices())[0]!.why.fr, await api.revision()]).toEqual([written, before]);
  });

  it('is refused when it would be read backwards', async () => {
    expect((await sheets.refused('selection', asCsv([TITLES, row('aulne', '\u202Eevil')])))[0]).toBe(422);
  });

  it('does not reach the names of our own objects', async () => {
    const sheet = asCsv([
      [...TITLES, '__proto__', 'constructor'],
      [...row('aulne', 'Simple.'), 'x', 'y'],
    ]);
    const { body } = await sheets.up('selection', sheet);
    expect(body.notes.map(({ code }) => code)).toEqual(['unknown-column', 'unknown-column']);
    for (const name of ['__proto__', 'constructor', 'toString'])
      expect((await sheets.refused('selection', asCsv([TITLES, row(name)])))[2]).toEqual({ '/1/host': 'unknown-host' });
    for (const subject of ['__proto__', 'commitment:__proto__', 'criterion:constructor'])
      expect(
        (
          await sheets.refused(
            'reviews',
            asCsv([
              ['host', 'subject', 'value', 'reviewedOn'],
              ['aulne', subject, 'oui', '2026'],
            ]),
          )
        )[0],
      ).toBe(422);
  });

  it('names no host that is not public', async () => {
    const draft = await api.draft({ slug: 'secret-host', name: 'Le Secret', website: 'https://secret.example' });
    for (const name of ['secret-hos', 'secret-host', draft.id, 'Le Secret', 'secret.example']) {
      const [, words] = await sheets.complaints('selection', asCsv([TITLES, row(name)]));
      expect(words).toBe(
        `Ligne 2, colonne « host ». Aucun hébergeur connu ne s’appelle « ${name} ». Écrivez le dernier mot de l’adresse de sa fiche, comme le-pic pour /hosts/le-pic.`,
      );
    }
  });

  it('brings back no host that has left', async () => {
    await api.ask('DELETE', `/v1/hosts/${cedar.slug}`, { token: cedar.token, ifMatch: '*' });
    const sheet = asCsv([TITLES, row('cedre')]);
    expect((await sheets.refused('selection', sheet))[2]).toEqual({ '/1/host': 'host-withdrawn' });
    expect((await sheets.up('selection', asCsv([TITLES]))).body.absent).toEqual([
      { host: 'aulne' },
      { host: 'bouleau' },
    ]);
  });
});

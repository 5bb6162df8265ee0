import { beforeAll, describe, expect, it } from 'vitest';
import threeClouds from '../../docs/examples/three-clouds.json' with { type: 'json' };
import type { Diagnosis } from '../../src/diagnosis/answer.ts';
import type { ToolMap } from '../../src/diagnosis/schema.ts';
import examples from '../reference/needs-examples.json' with { type: 'json' };
import { useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { seedOnly, sendForm } from '../support/guided.ts';
import { reference } from '../support/record.ts';

const logged: string[] = [];
const test = useApp({ logged: (line) => void logged.push(line) });
beforeAll(() => seedOnly(test));

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
/** What a page says, without its markup. */
const wordsOf = (html: string): string =>
  unescaped(
    html
      .replace(/<(style|script|head)[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' '),
  );
type Values = Record<string, string | readonly string[]>;
const send = async (values: Values, path = '/diagnosis') => {
  const { status, text, headers } = await sendForm(test, path, values);
  expect(status, text.slice(0, 300)).toBe(200);
  return { text, headers, words: wordsOf(text) };
};
/** Hidden fields of a name, as they would be sent again. */
const hidden = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`, 'g'))].map(([, value]) =>
    unescaped(value!),
  );
const mapIn = (html: string) => JSON.parse(hidden(html, 'map')[0]!) as ToolMap;
const carried = (html: string): Values => ({
  map: hidden(html, 'map'),
  unread: hidden(html, 'unread'),
  sure: hidden(html, 'sure'),
});
const clouds = JSON.stringify(threeClouds);
/** Takes up a map that was kept in a file. */
const upload = async (content: string | Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ at: 'names', ...more })) form.append(name, value);
  form.append('file', new Blob([content], { type: 'application/json' }), 'carte.json');
  form.append('go', 'resume');
  const sent = new Response(form);
  const { statusCode, body } = await test.app.inject({
    ...{ method: 'POST', url: '/diagnosis', payload: Buffer.from(await sent.arrayBuffer()) },
    headers: { 'content-type': sent.headers.get('content-type')!, accept: 'text/html', host: 'bercail.example' },
  });
  expect(statusCode).toBe(200);
  return { text: body, words: wordsOf(body) };
};

describe('which tools are used', () => {
  const named = async (names: string, more: Values = {}) =>
    mapIn((await send({ at: 'names', go: 'next', names, ...more })).text).currentTools;

  it('is typed one a line, or several on one, and ticked; each tool once', async () => {
    const tools = await named('drive de Google\r\n- cahier\nDropbox, Zoom ; zoom\n\n', {
      common: ['gmail', 'zoom', 'constructor'],
    });
    expect(tools!.map(({ tool }) => tool)).toEqual(['gmail', 'drive de Google', 'cahier', 'Dropbox', 'Zoom']);
    expect((await named('Pages, Numbers et Keynote'))!.map(({ tool }) => tool)).toEqual(['Pages, Numbers et Keynote']);
  });

  it('is shown as it was recognised, asked about where it is not sure, kept as written where nobody knows it', async () => {
    const names = 'drive de Google\nFacebook\nle truc de Josette';
    const drive = await send({ at: 'names', go: 'next', names });
    expect(drive.words).toMatch(/Google Drive : à quoi sert-il \? .*Vous avez écrit « drive de Google »\./);
    const at = (tool: number, html: string, more: Values = {}) =>
      send({ ...carried(html), at: 'tools', tool: `${tool}`, go: 'next', ...more });
    const facebook = await at(0, drive.text);
    expect(facebook.words).toMatch(
      /« Facebook », est-ce : Facebook \(page\) Facebook \(groupe\) Autre chose, ou je ne sais pas/,
    );
    const unknown = await at(1, facebook.text, { 't1.is': 'facebook-group', 't1.also': '' });
    expect(unknown.words).toMatch(/le truc de Josette : à quoi sert-il \? .*Nous ne connaissons pas cet outil\./);
    expect(unknown.words).toContain('Étape 4 sur 5');
    const next = await at(2, unknown.text, { 't2.is': 'gmail' });
    expect(next.words).toContain('Et votre association ?');
    expect(mapIn(next.text).currentTools![1]).toEqual({ tool: 'facebook-group', label: 'Facebook' });
    const again = await at(2, next.text, { go: 'back' });
    expect(again.text).toMatch(/value="facebook-group" checked/);
    const back = await send({ ...carried(next.text), at: 'about', go: 'to:names' });
    expect(back.text).toMatch(/<textarea[^>]*>\ndrive de Google\nFacebook\n/);
  });

  it('may be twenty, which is said before and where there are more; nothing is lost', async () => {
    const names = Array.from({ length: 21 }, (_, at) => `outil ${at}`).join('\n');
    const { words, text } = await send({ at: 'names', go: 'next', names });
    expect(words).toContain('Vingt outils au plus');
    expect(words).toContain('Cela fait plus de vingt outils.');
    expect(text).toContain('outil 20</textarea>');
    expect(await named(names.replace('\noutil 20', ''))).toHaveLength(20);
  });

  it('is answered at once where far too many are typed, one a line or all on one', async () => {
    const names = Array.from({ length: 660 }, (_, at) => `gogl drvi ${at}`);
    for (const text of [names.join('\n'), names.join(','), names.slice(0, 60).join('\n')]) {
      const began = performance.now();
      const { words, text: page } = await send({ at: 'names', go: 'next', names: text });
      expect(performance.now() - began).toBeLessThan(500);
      expect(words).toContain('Cela fait plus de vingt outils.');
      expect(page).toContain(text.slice(-20));
    }
  });

  it('may be changed without losing what was said of the tools that stay', async () => {
    const before = await send({
      map: JSON.stringify({
        currentTools: [
          { tool: 'gmail', label: 'nos mails', backup: 'none' },
          { tool: 'zoom', users: 4 },
        ],
      }),
      unread: 't0.users=bof',
      at: 'answer',
      go: 'to:names',
    });
    const { text } = await send({
      ...carried(before.text),
      at: 'names',
      go: 'next',
      names: 'Dropbox\nNos mails',
      common: 'zoom',
    });
    expect(mapIn(text).currentTools).toEqual([
      { tool: 'zoom', users: 4 },
      { tool: 'Dropbox' },
      { tool: 'gmail', label: 'nos mails', backup: 'none' },
    ]);
    const gmail = await send({ ...carried(text), at: 'tools', tool: '1', go: 'next' });
    expect(gmail.text).toMatch(/name="t2.users" value="bof"/);
  });
});

describe('what is said of each tool', () => {
  const tools = (currentTools: object[], more: Values) =>
    send({ map: JSON.stringify({ currentTools }), at: 'tools', go: 'next', ...more });

  it('is unknown until it is said, and may be taken back', async () => {
    const said = await tools([{ tool: 'gmail' }], {
      't0.use': 'email-hosting',
      't0.also': 'shared-contacts',
      't0.referentCount': 'several',
      't0.passwordShared': 'no',
      't0.backup': 'none',
      't0.users': 'une dizaine',
      't0.monthlyCostEur': '60 par an',
    });
    expect(mapIn(said.text).currentTools).toEqual([
      {
        ...{ tool: 'gmail', usages: ['email-hosting', 'shared-contacts'], referentCount: 2, passwordShared: false },
        ...{ backup: 'none', users: 10, monthlyCostEur: 5 },
      },
    ]);
    const back = await send({
      ...carried(said.text),
      at: 'tools',
      go: 'next',
      't0.passwordShared': '',
      't0.backup': 'nonsense',
      't0.referentCount': 'constructor',
    });
    expect(mapIn(back.text).currentTools![0]).not.toHaveProperty('passwordShared');
    expect(mapIn(back.text).currentTools![0]).not.toHaveProperty('backup');
    expect(mapIn(back.text).currentTools![0]).not.toHaveProperty('referentCount');
  });

  it('keeps what is more exact than its question', async () => {
    const { text } = await tools([{ tool: 'gmail', referentCount: 5, satisfaction: 3 }], {
      't0.referentCount': 'several',
    });
    expect(mapIn(text).currentTools).toEqual([{ tool: 'gmail', referentCount: 5, satisfaction: 3 }]);
  });

  it('asks again beside a number that is none, and once about one that is very large; going back keeps what was typed', async () => {
    const bad = await tools([{ tool: 'gmail' }], { 't0.users': 'bof', 't0.monthlyCostEur': '30000' });
    expect(bad.words).toContain('Il reste 2 choses à corriger.');
    expect(bad.text).toMatch(/id="fault-t0-users"[\s\S]{0,400}value="bof"/);
    const again = await send({
      ...carried(bad.text),
      at: 'tools',
      go: 'back',
      't0.users': 'bof',
      't0.monthlyCostEur': '30000',
    });
    const forward = await send({ ...carried(again.text), at: 'names', go: 'next', names: '', common: 'gmail' });
    expect(forward.text).toContain('value="bof"');
    const sure = await send({
      ...carried(bad.text),
      at: 'tools',
      go: 'next',
      't0.users': '12',
      't0.monthlyCostEur': '30000',
    });
    expect(mapIn(sure.text).currentTools).toEqual([{ tool: 'gmail', users: 12, monthlyCostEur: 2500 }]);
  });

  it('takes no number of groups for one of people, and counts groups where they are asked for', async () => {
    const fields = { 't0.users': '8 groupes', 't0.activeUsers': '8 groups' };
    const bad = await tools([{ tool: 'gmail' }], fields);
    expect(bad.words).toContain('Il reste 2 choses à corriger.');
    expect(bad.words).toContain('Nous n’avons pas compris ce nombre.');
    const about = { map: '{"currentTools":[{"tool":"gmail"}]}', at: 'about', go: 'next' };
    const people = await send({
      ...about,
      'organisation.volunteersActive': '8 groupes',
      'organisation.employees': '8 groupes',
    });
    expect(people.words).toContain('Il reste 2 choses à corriger.');
    for (const typed of ['8 associations', '8 groupes de 6', '8']) {
      const { text } = await send({ ...about, 'organisation.memberStructures': typed });
      expect([typed, mapIn(text).organisation?.memberStructures]).toEqual([typed, 8]);
    }
  });

  it('shows no answer over a field that was not understood', async () => {
    const unread = ['t0.users=bof', 'organisation.employees=bof'];
    const { words } = await send({ map: clouds, unread, at: 'answer', go: 'to:answer' });
    expect(words).toContain('Google Drive : à quoi sert-il');
    expect(words).toContain('Il reste une chose à corriger.');
    expect(words).toContain('Nous n’avons pas compris ce nombre.');
  });
});

describe('what is said of the association', () => {
  it('finds its place, keeps what has no question, and counts nothing that was not said', async () => {
    const map = {
      data: { categories: ['artists'] },
      constraints: { oneOffBudgetEur: 500 },
      needs: [{ usage: 'website', priority: 'could' }],
    };
    const { text, words } = await send({
      ...{ map: JSON.stringify(map), at: 'about', go: 'next', commune: 'Felletin', data: ['members', 'nonsense'] },
      ...{ 'organisation.employees': '0', 'people.shareUncomfortable': '3', 'constraints.maxMonthlyCostEur': 'rien' },
      ...{ need: ['website', 'nope'], 'needs.also': 'forum', 'organisation.legalForm': 'association-1901' },
    });
    expect(mapIn(text)).toEqual({
      organisation: {
        ...{ legalForm: 'association-1901', employees: 0 },
        territory: { communeInsee: '23079', departement: '23', region: '75' },
      },
      people: { shareUncomfortable: 0.3 },
      data: { categories: ['members', 'artists'] },
      constraints: { oneOffBudgetEur: 500, maxMonthlyCostEur: 0 },
      needs: [
        { usage: 'website', priority: 'could' },
        { usage: 'forum', priority: 'must' },
      ],
    });
    expect(words).toContain('0 € par an');
  });

  it('may stay empty from the first step to the last', async () => {
    const about = await send({ at: 'names', go: 'next', names: ' ' });
    expect(about.words).toContain('Et votre association ?');
    const { words, text } = await send({ ...carried(about.text), at: 'about', go: 'next' });
    expect(words).toContain('Dites quels outils vous utilisez');
    expect(mapIn(text)).toEqual({});
  });
});

describe('the answer', () => {
  it('says what POST /v1/diagnoses says: three findings with advice and help, then the rest', async () => {
    const { body } = await test.ask<Diagnosis>('POST', '/v1/diagnoses', { body: threeClouds });
    const { text, words, headers } = await send({ map: clouds, at: 'answer', go: 'stay' });
    const plain = (said: string) => said.replaceAll(/\s+/g, ' ');
    expect(words).toContain(plain(body.summary));
    const [first, rest] = text.split('13 autres points et une chose à savoir</summary>');
    expect(first!.match(/Ce mois-ci/g)).toHaveLength(3);
    for (const { text: said, advice } of body.findings) {
      expect(wordsOf(first!)).toContain(plain(said));
      expect(wordsOf(first!)).toContain(plain(advice));
    }
    for (const { text: said } of body.more) expect(wordsOf(rest!)).toContain(plain(said));
    expect(words).toContain('relevé en janvier 2019, à vérifier');
    for (const { text: said } of [...body.consolidations, ...body.leaving, ...body.needNotes, ...body.notCarried])
      expect(words).toContain(plain(said));
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(words).not.toMatch(/illégal|interdit|vous auriez dû|faute/i);
  });

  it.each(examples.declarations)(
    'makes of $key a need that `/match` answers',
    async ({ expectedFindings: _, ...map }) => {
      const { text } = await send({ map: JSON.stringify(map), at: 'answer', go: 'stay' });
      const form = text.split('action="/match"')[1]!.split('</form>')[0]!;
      const values: Record<string, string[]> = {};
      for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
        if (!tag.includes('type="hidden"') && !/\bchecked\b/.test(tag)) continue;
        const [, name, value] = /name="([^"]*)" value="([^"]*)"/.exec(tag)!;
        values[name!] = [...(values[name!] ?? []), value!];
      }
      expect(values.use!.length).toBeGreaterThan(0);
      const answer = await send({ ...values, go: 'answer' }, '/match');
      expect(answer.words).toMatch(/hébergeur|convient|convenir/);
      const whole = await send({ ...values, go: 'whole' }, '/match');
      for (const use of values.use!) expect(whole.text).toMatch(new RegExp(`value="${use}" checked`));
    },
  );

  it('carries the size, the budget, the place and what matters, and says what is left out', async () => {
    const { text, words } = await send({ map: clouds, at: 'answer', go: 'stay' });
    const form = text.split('action="/match"')[1]!.split('</form>')[0]!;
    for (const [name, value] of [
      ...[
        ['people', '10'],
        ['space', 'much'],
        ['budget', '720'],
        ['place', 'commune:23079'],
      ],
      ...[
        ['matters', 'free'],
        ['matters', 'moving'],
        ['matters', 'learning'],
        ['tool', 'google-drive'],
      ],
    ] as const)
      expect(form).toContain(`name="${name}" value="${value}"`);
    expect(wordsOf(form)).toContain('Des fichiers partagés 10 personnes et environ 200 Go');
    expect(form).toMatch(/name="use" value="file-storage-sharing" checked/);
    expect(form).not.toMatch(/name="use" value="video-conferencing" checked/);
    expect(words).toContain('La date à laquelle vous voulez avoir fini');
  });

  it('asks once how many people will use it, where no tool told, and counts them', async () => {
    const asked = (text: string) =>
      [...text.matchAll(/<input class[^>]* id="(people|mailboxes|recipients)"/g)].map(([, name]) => name);
    const wanting = (...usages: string[]) =>
      JSON.stringify({ needs: [...usages.map((usage) => ({ usage, priority: 'must' }))] });
    const { text } = await send({
      map: wanting('membership-management', 'email-hosting', 'mailing-lists'),
      at: 'answer',
      go: 'stay',
    });
    expect(text).toContain('Combien de personnes vont s’en servir');
    expect(asked(text)).toEqual(['people']);
    expect(asked((await send({ map: wanting('email-hosting'), at: 'answer', go: 'stay' })).text)).toEqual([
      'mailboxes',
    ]);
    // What was told is not asked again, and what has no accounts is not counted.
    const told = JSON.stringify({
      needs: [{ usage: 'membership-management', priority: 'must', capacity: { accounts: 140 } }],
    });
    expect(asked((await send({ map: told, at: 'answer', go: 'stay' })).text)).toEqual([]);
    expect(asked((await send({ map: wanting('date-poll'), at: 'answer', go: 'stay' })).text)).toEqual([]);
    const answer = await send({ use: 'membership-management', people: '140', at: 'whole', go: 'answer' }, '/match');
    expect(answer.text).toContain('140 personnes');
  });

  it('asks whether somebody would be in danger, as `/match` does, and messages ask who can read the data', async () => {
    const asked = async (data: readonly string[], usage = 'file-storage-sharing') =>
      send({ map: JSON.stringify({ data: { categories: data }, needs: [{ usage }] }), at: 'answer', go: 'stay' });
    const { text, words } = await asked(['members']);
    expect(words).toMatch(
      /quelqu’un serait-il en danger \?.*Par prudence, nous demanderons aussi qui peut lire vos données\./,
    );
    expect(text).not.toMatch(/name="sensitive"[^>]* checked/);
    expect((await asked([], 'date-poll')).text).not.toContain('name="sensitive"');
    const { text: children } = await asked(['minors']);
    expect(children).toMatch(/name="sensitive" value="unknown" checked/);
    expect(children).not.toMatch(/<input type="hidden" name="sensitive"/);
    const answer = { use: 'file-storage-sharing', at: 'whole', go: 'answer' };
    expect((await send({ ...answer, sensitive: 'unknown' }, '/match')).words).toContain('Qui peut lire nos fichiers');
    expect((await send(answer, '/match')).words).not.toContain('Qui peut lire nos fichiers');
  });

  it('asks about health data and never concludes; `/match` shows the answer, to be changed', async () => {
    const map = JSON.stringify({ ...threeClouds, data: { categories: ['health'] } });
    const { text } = await send({ map, at: 'answer', go: 'stay' });
    expect(text).toMatch(/name="health" value="unknown" checked/);
    expect(text).not.toMatch(/<input type="hidden" name="health"/);
    expect((await send({ map: clouds, at: 'answer', go: 'stay' })).text).not.toContain('name="health"');
    const answer = await send({ use: 'file-storage-sharing', health: 'yes', at: 'matters', go: 'answer' }, '/match');
    expect(answer.text).toContain('value="to:health"');
  });

  it('is said in English too', async () => {
    const { words } = await send({ map: clouds, at: 'answer', go: 'stay' }, '/diagnosis?lang=en');
    expect(words).toContain('You use 11 tools.');
    expect(words).toContain('Look for hosts');
    expect(words).not.toMatch(/hébergeurs|Ce mois-ci/);
  });
});

describe('a map that is kept', () => {
  const file = async (map: string) => send({ map, at: 'answer', go: 'file' });
  it('is a file that POST /v1/diagnoses takes as it is, and that comes back whole', async () => {
    const { text, headers } = await file(clouds);
    expect(headers['content-disposition']).toBe('attachment; filename="carte-outils-bercail.json"');
    expect(headers['cache-control']).toBe('no-store');
    expect(JSON.parse(text)).toEqual(threeClouds);
    expect((await test.ask('POST', '/v1/diagnoses', { body: JSON.parse(text) })).status).toBe(200);
    const back = await upload(text);
    expect(back.words).toContain('Vous utilisez 11 outils.');
    expect(mapIn(back.text)).toEqual(threeClouds);
  });

  it.each([
    ['nothing', '', 'Rien n’est choisi, ou le fichier est vide.'],
    [
      'a photograph',
      Uint8Array.from({ length: 3_000_000 }, (_, at) => at % 251),
      'Trop gros pour une carte, ou coupé en route.',
    ],
    ['another text', 'bonjour', 'Ce n’est pas une carte.'],
    ['another document', '{"name":"bercail"}', 'Ce n’est pas une carte.'],
    ['a list', '[1]', 'Ce n’est pas une carte.'],
    [
      'a map with a fault',
      '{"currentTools":[{"tool":3}]}',
      'Cette carte a été changée à la main, ou vient d’ailleurs. On n’y lit pas : l’outil nº 1.',
    ],
    ['an unknown usage', '{"needs":[{"usage":"nope"}]}', 'On n’y lit pas : le besoin nº 1.'],
    ['a map that is too long', JSON.stringify({ needs: [], x: 'y'.repeat(150_000) }), 'Trop gros pour une carte'],
  ])('is refused in plain words where the file holds %s, and what was answered stays', async (_name, content, told) => {
    const { words, text } = await upload(content, { map: '{"organisation":{"employees":3}}', names: 'Gmail' });
    expect(words).toContain(told);
    expect(words).toContain('Quels outils utilisez-vous ?');
    expect(mapIn(text)).toMatchObject({ organisation: { employees: 3 }, currentTools: [{ tool: 'Gmail' }] });
  });
});

describe('whatever is sent', () => {
  const HOSTILE = `</textarea><script>alert(1)</script>"'\u202e\u0000${'e'.repeat(5_000)}`;

  it('stays a text: markup and five thousand letters in every field', async () => {
    const { text: tools } = await send({ map: clouds, at: 'answer', go: 'to:tools' });
    const { text: about } = await send({ map: clouds, at: 'answer', go: 'to:about' });
    const names = [...(about + tools).matchAll(/ name="([^"]+)"/g)].map(([, name]) => name!);
    const fields: Values = Object.fromEntries([...new Set(names)].slice(0, 60).map((name) => [name, HOSTILE]));
    expect(fields).toHaveProperty(['t0.users']);
    for (const at of ['names', 'tools', 'about', 'answer', HOSTILE])
      for (const go of ['next', 'back', 'stay', 'to:answer', 'to:names', 'file', HOSTILE]) {
        for (const map of [clouds, '{}', HOSTILE]) {
          const { text } = await send({ ...fields, names: HOSTILE, map, unread: `names=${HOSTILE}`, at, go });
          expect(text).not.toContain('<script>alert');
        }
      }
    const { text } = await send({ at: 'names', go: 'next', names: '<b>gras</b>' });
    expect(text).toContain('&lt;b>gras');
    expect(mapIn(text).currentTools).toEqual([{ tool: '<b>gras</b>' }]);
  }, 60_000);

  it.each(['{"currentTools":3}', '{"currentTools":[{"tool":"gmail","usages":["nope"]}]}', '[]', '{"x":1}'])(
    'begins anew where its hidden map is none: %s',
    async (map) => {
      for (const go of ['to:tools', 'to:about', 'stay'])
        expect(mapIn((await send({ map, at: 'answer', go })).text)).toEqual({});
    },
  );

  it('is a form of a bounded size, and nothing else', async () => {
    expect((await sendForm(test, '/diagnosis', { names: 'x'.repeat(1_000_000) })).status).toBe(413);
    const many = await sendForm(test, '/diagnosis', { names: Array.from({ length: 5_001 }, () => '') });
    const map = JSON.stringify({ currentTools: Array.from({ length: 60 }, (_, at) => ({ tool: `outil ${at}` })) });
    const began = performance.now();
    await send({ map, at: 'tools', go: 'next', x: Array.from({ length: 4_900 }, () => '') });
    expect(performance.now() - began).toBeLessThan(1_500);
    expect([many.status, wordsOf(many.text)]).toEqual([413, expect.stringMatching(/plus de 5.000 champs/)]);
    expect((await test.ask('POST', '/diagnosis', { body: {}, headers: { accept: 'text/html' } })).status).toBe(415);
  });

  it('is answered in a few seconds at worst where a map holds as much as it may', async () => {
    const tool = (at: number) => ({ tool: `${'gogle drvie '.repeat(15)}${at}`, usages: ['website'] });
    const map = JSON.stringify({ currentTools: Array.from({ length: 60 }, (_, at) => tool(at)) });
    for (const go of ['stay', 'to:tools', 'to:names']) {
      const began = performance.now();
      await send({ map, at: 'answer', go });
      expect(performance.now() - began, go).toBeLessThan(3_000);
    }
  });

  it('is read by every page alike, as long as it may be', async () => {
    const usages = [...reference.usages.keys()];
    const long = (letters: number): ToolMap => ({
      currentTools: Array.from({ length: 60 }, (_, at) => ({
        ...{ tool: `${at}`.padEnd(letters, 'é'), label: `${at}`.padEnd(letters, 'à'), usages },
      })),
    });
    const most = long(200);
    const text = JSON.stringify(most, null, 2);
    expect(text.length).toBeGreaterThan(90_000);
    const back = await upload(text);
    expect(mapIn(back.text)).toEqual(most);
    for (const path of ['/diagnosis/map', '/diagnosis/handover']) {
      const { status, text: page } = await sendForm(test, path, { map: text });
      expect([path, status]).toEqual([path, 200]);
      if (path === '/diagnosis/map') expect(mapIn(page)).toEqual(most);
    }
    const { text: tools } = await send({ map: text, at: 'answer', go: 'to:tools' });
    expect(mapIn(tools)).toEqual(most);
  }, 30_000);

  it('is answered with pages of at most 25 kB, with twenty tools too', async () => {
    const currentTools = [...reference.tools.keys()].slice(0, 20).map((tool) => ({ tool, users: 3 }));
    const map = JSON.stringify({ ...threeClouds, currentTools });
    for (const go of ['to:names', 'to:tools', 'to:about', 'stay']) {
      const { rawPayload, headers } = await test.app.inject({
        ...{ method: 'POST', url: '/diagnosis', payload: new URLSearchParams({ map, at: 'answer', go }).toString() },
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'accept-encoding': 'gzip',
          accept: 'text/html',
        },
      });
      expect(headers['content-encoding']).toBe('gzip');
      expect(rawPayload.length, go).toBeLessThan(25_000);
    }
  });

  it('leaves no trace in log, metrics and database, nor in an address', async () => {
    const mark = 'Zyqqurathon';
    const named = await send({ at: 'names', go: 'next', names: mark });
    expect(named.text).toContain(mark);
    const steps = [
      { at: 'tools', go: 'next', 't0.users': mark },
      { at: 'tools', go: 'next', 't0.users': '3' },
      { at: 'about', go: 'next', commune: mark },
      { at: 'about', go: 'next', commune: '' },
      { at: 'answer', go: 'file' },
    ];
    for (const step of steps) {
      const { text, headers } = await send({ ...carried(named.text), ...step });
      expect(text).toContain(mark);
      expect(headers['cache-control']).toBe(step.go === 'file' ? 'no-store' : 'private, no-cache');
      expect(text).not.toMatch(new RegExp(`(href|action)="[^"]*${mark}`));
    }
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toContain(mark);
    expect((await test.app.inject({ url: '/metrics' })).body).not.toContain(mark);
    expect(await columnsHolding(test.database, mark)).toEqual([]);
  });
});

describe('a federation in whose name one came', () => {
  it('is named again where hosts are looked for, in whatever language', async () => {
    await test.federation({ slug: 'les-notres', name: 'Les Nôtres' });
    const path = '/diagnosis?federation=les-notres&onlyFrom=members';
    const page = await test.ask('GET', path, { headers: { accept: 'text/html' } });
    expect(unescaped(page.text)).toContain(`action="${path}"`);
    const { text } = await send({ map: clouds, at: 'answer', go: 'stay' }, path);
    expect(unescaped(text)).toContain('action="/match?federation=les-notres&onlyFrom=members"');
    const first = await test.ask('GET', '/match?federation=les-notres', { headers: { accept: 'text/html' } });
    expect(unescaped(first.text)).toContain('href="/diagnosis?federation=les-notres"');
    const nobody = await test.ask('GET', '/diagnosis?federation=nobody', { headers: { accept: 'text/html' } });
    expect(nobody.status).toBe(404);
  });
});

describe('where nothing is urgent', () => {
  it('the page asks for no haste', async () => {
    const calm = { currentTools: [{ tool: 'gmail', referentCount: 0 }] };
    const { words } = await send({ map: JSON.stringify(calm), at: 'answer', go: 'stay' });
    expect(words).toMatch(/Rien ne presse\..*À regarder, sans hâte.*Quand vous pourrez :/);
    expect(words).not.toMatch(/Ce mois-ci|À regarder d’abord/);
  });
});

describe('an amount', () => {
  it('is asked for a year, as for a search, and read for a month where that is said', async () => {
    const costs = async (typed: string) => {
      const map = JSON.stringify({ currentTools: [{ tool: 'gmail' }] });
      const said = { map, at: 'tools', go: 'next', 't0.monthlyCostEur': typed };
      return mapIn((await send(said)).text).currentTools![0]!.monthlyCostEur;
    };
    expect(await costs('60')).toBe(5);
    expect(await costs('5 par mois')).toBe(5);
    const about = await send({ map: '{"constraints":{"maxMonthlyCostEur":5}}', at: 'answer', go: 'to:about' });
    expect(about.words).toContain('Combien pouvez-vous payer par an, pour tout ?');
    expect(about.text).toMatch(/name="constraints.maxMonthlyCostEur" value="60"/);
    const { text } = await send({ at: 'about', go: 'next', need: 'website', 'constraints.maxMonthlyCostEur': '100' });
    expect(text).toContain('name="budget" value="100"');
  });
});

it('is found from the first page and from the first question, quietly, and by search engines', async () => {
  const see = async (path: string) => (await test.ask('GET', path, { headers: { accept: 'text/html' } })).text;
  for (const path of ['/', '/match', '/hosts']) expect(await see(path)).toContain('href="/diagnosis"');
  expect(await see('/embed/match')).not.toContain('/diagnosis"');
  expect(await see('/sitemap.xml')).toContain('/diagnosis</loc>');
  for (const path of ['/match', '/diagnosis']) {
    const page = await see(path);
    expect(page).toContain(`<link rel="canonical" href="https://bercail.example${path}"`);
    expect(page).toContain(`hreflang="en" href="https://bercail.example${path}?lang=en"`);
    expect(page).toContain('<meta name="description"');
  }
  expect((await send({ use: 'website', at: 'uses', go: 'whole' }, '/match')).text).not.toContain('rel="canonical"');
});

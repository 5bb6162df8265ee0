import { beforeAll, describe, expect, it } from 'vitest';
import { questionsFor } from '../../src/pages/asking/questions.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { BRASS_BAND_FORM, fillCatalogue, sendForm } from '../support/guided.ts';
import { aService, reference } from '../support/record.ts';
import { wordsOf } from '../support/words.ts';

const test = useApp();
beforeAll(() => fillCatalogue(test));

const ask = (more: Record<string, string | readonly string[]> = {}, path = '/match') =>
  sendForm(test, path, { ...BRASS_BAND_FORM, at: 'matters', go: 'next', ...more });
const cardsIn = (html: string) =>
  html
    .split('<article')
    .slice(1)
    .map((card) => card.split('</article>')[0]!);
/** A form that sends a file along, as a browser writes it. */
const upload = async (file: string | Blob, more: Record<string, string> = {}, path = '/match') => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ at: 'uses', ...more })) form.append(name, value);
  form.append('file', typeof file === 'string' ? new Blob([file], { type: 'text/plain' }) : file, 'besoin-bercail.txt');
  form.append('go', 'resume');
  const sent = new Response(form);
  return test.app.inject({
    method: 'POST',
    url: path,
    payload: Buffer.from(await sent.arrayBuffer()),
    headers: { 'content-type': sent.headers.get('content-type')!, accept: 'text/html', host: 'bercail.example' },
  });
};

describe('a size that was never asked', () => {
  it.each([...reference.usages.keys()])('is not spoken of: %s', async (usage) => {
    const form = { use: [usage], health: usage === 'beneficiary-tracking' ? 'no' : '' };
    const names = questionsFor({ use: [usage] }).map(({ name }) => name);
    for (const at of ['matters', 'whole']) {
      const { status, text } = await sendForm(test, '/match', { ...form, at, go: 'next' });
      expect(status).toBe(200);
      const supposed = wordsOf(text).match(/nous comptons [^.]*\./)?.[0] ?? '';
      if (!names.some((name) => name === 'space' || name === 'room' || name === 'mailboxes'))
        expect(supposed).not.toMatch(/Go|Mo/);
      if (!names.some((name) => ['people', 'mailboxes', 'fillers'].includes(name)))
        expect(supposed).not.toMatch(/compte[^r]/);
    }
  });

  it('is told where it was asked and left open, in both languages', async () => {
    const gallery = { use: ['photo-gallery', 'website'], at: 'matters', go: 'next', people: '8' };
    expect(wordsOf((await sendForm(test, '/match', gallery)).text)).toContain(
      'Là où vous ne dites rien, nous comptons 1 Go pour ceci : albums photo. Dites la place qu’il vous faut.',
    );
    expect(wordsOf((await sendForm(test, '/match?lang=en', gallery)).text)).toMatch(
      /Where you say nothing, we count 1 GB for this: photo albums?\. Say how much space you need\./,
    );
    const said = wordsOf((await sendForm(test, '/match', { ...gallery, room: 'medium' })).text);
    expect(said).not.toContain('nous comptons');
    expect(said).toContain('Photos : 8 personnes, 100 Go');
  });
});

describe('a question that was not asked', () => {
  const many = { use: ['file-storage-sharing', 'email-hosting', 'photo-gallery', 'shared-calendar'], fillers: '3' };
  const told = async (more: Parameters<typeof ask>[0], path?: string) => wordsOf((await ask(more, path)).text);

  it.each([
    ['/match', / Ce qui compte Préciser/, / Place en plus chaque année Préciser/, /n’avez pas dit ce qui compte/],
    ['/match?lang=en', / What matters Add/, / More space each year Add/, /did not say what matters/],
  ] as const)('is not told as one without an answer: %s', async (path, matters, growth, never) => {
    const page = await told({ ...many, at: 'answer', go: 'answer' }, path);
    expect(page).toMatch(matters);
    expect(page).toMatch(growth);
    expect(page).toMatch(/Nous regardons ceci : |We look at this: /);
    expect(page).not.toMatch(never);
  });

  it('is told once it was asked, or answered', async () => {
    expect(await told({ use: ['website'] })).toContain(' Ce qui compte pas de réponse Modifier');
    expect(await told({ ...many, matters: ['near'], growth: 'no' })).toMatch(
      / Place en plus chaque année \S.*? Modifier .* Ce qui compte un hébergeur près de chez nous Modifier/,
    );
  });
});

describe('whether one host suits', () => {
  const suits = async (host: string, path = '/match') => wordsOf((await ask({}, `${path}?host=${host}`)).text);

  it('is told for the host that the address names, wherever it stands, in both languages, from the first question on', async () => {
    const first = await test.ask<string>('GET', '/match?host=les-aulnes');
    expect(wordsOf(first.text)).toContain('Les Aulnes vous convient-il ? Répondez à ces quelques questions');
    expect(first.text).toContain('action="/match?host=les-aulnes"');
    expect(await suits('les-aulnes')).toMatch(/Les Aulnes vous convient-il \? Les Aulnes convient\./);
    expect(wordsOf((await ask({}, '/match?host=les-aulnes&lang=en')).text)).toContain('Does Les Aulnes suit you?');
  });

  it('comes with a way to write to it, wherever it stands, once on the page', async () => {
    const sectionOf = (html: string) => /<h2>[^<]*vous convient-il(.*?)<\/section>/s.exec(html)![1]!;
    const far = sectionOf((await ask({ people: '30', budget: '10' }, '/match?host=les-aulnes')).text);
    expect(far).toContain('href="mailto:bonjour@aulnes.example');
    expect(wordsOf(far)).toContain('- fichiers partagés (30 personnes');
    const onCard = sectionOf((await ask({ people: '12' }, '/match?host=les-aulnes')).text);
    expect(onCard).not.toContain('mailto:');
  });

  it('is told of nobody, where the address names no host that is known', async () => {
    const text = await suits('nobody-known');
    expect(text).not.toContain('vous convient-il');
    expect(wordsOf((await test.ask<string>('GET', '/match?host=nobody-known')).text)).toContain('nobody-known');
  });
});

describe('a size that was asked', () => {
  const words = async (more: Record<string, string | readonly string[]>, path?: string) =>
    wordsOf((await ask({ at: 'answer', go: 'answer', ...more }, path)).text);

  it('stands in the need and in the message: the readers of a newsletter, those who discuss, and those who meet', async () => {
    const readers = await words({ use: ['writing'], replies: 'only-us', recipients: '600' });
    expect(readers).toContain('Lettre d’information : 600 personnes inscrites');
    expect(readers).toContain('- lettre d’information (600 personnes inscrites)');
    const list = await words({ use: ['writing'], replies: 'everybody', recipients: '40' }, '/match?lang=en');
    expect(list).toContain('(40 subscribers)');
    expect(await words({ use: ['video-conferencing'], meeting: '25' })).toContain('(25 participants à la fois)');
  });

  it('of a calendar are those who fill it, whoever reads it', async () => {
    const both = await words({ use: ['file-storage-sharing', 'shared-calendar'], people: '12', fillers: '3' });
    expect(both).toContain('Agenda : 3 personnes');
    expect(both).toContain('Fichiers : 12 personnes');
  });

  it('are said once where all that is needed is for as many', async () => {
    const alike = await words({ use: ['file-storage-sharing', 'shared-calendar'], people: '12', fillers: '12' });
    expect(alike).toMatch(/12.personnes Fichiers : 30.Go Agenda 60/);
  });
});

it('the button that skips says on a screen of several questions what it leaves out, beside an answer of the same name', async () => {
  const screen = async (more: Record<string, string | readonly string[]>, path = '/match') =>
    (await sendForm(test, path, { use: ['file-storage-sharing'], at: 'uses', go: 'next', ...more })).text;
  const two = await screen({});
  expect(two).toMatch(/name="space" value="unknown"/);
  const skips = (html: string) => wordsOf(/<button[^>]*value="unknown".*?<\/button>/s.exec(html)![0]).trim();
  expect(skips(two)).toBe('Laisser vide ce que je ne sais pas');
  expect(skips(await screen({}, '/match?lang=en'))).toBe('Leave blank what I do not know');
  expect(skips(await screen({ use: ['email-hosting'] }))).toBe('Je ne sais pas');
});

describe('a number that cannot be meant', () => {
  it.each(['people', 'whole'])('is asked about in straw, and is no error: %s', async (at) => {
    const { text } = await ask({ at, people: '100 000' });
    const words = wordsOf(text);
    expect(words).toContain('100 000 personnes ? Si c’est bien cela, continuez. Sinon, corrigez.');
    expect(text).toMatch(/<title>À confirmer\s: /);
    expect(text).not.toMatch(/class="faults?"|aria-invalid=/);
  });
});

describe('an answer about danger', () => {
  const WHO_READS = 'Qui peut lire nos fichiers et nos messages ?';

  it('asks hosts who can read the data, and says why nowhere in a message, in a link or on paper', async () => {
    const danger = (await ask({ at: 'answer', go: 'answer', sensitive: 'yes' })).text;
    const calm = (await ask({ at: 'answer', go: 'answer', sensitive: 'no' })).text;
    const unsure = (await ask({ at: 'danger', go: 'next' })).text;
    expect(wordsOf(danger)).toMatch(/lire/);
    const messages = [...danger.matchAll(/href="mailto:([^"]*)"|<textarea[^>]*>([\s\S]*?)<\/textarea>/g)].map(
      ([, mail, text]) => decodeURIComponent(mail ?? text ?? ''),
    );
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expect(message).not.toMatch(/danger|besoin=/i);
    expect(danger).toMatch(/<div class="screen"><dt>Danger si d’autres lisaient/);
    expect(unsure).toMatch(/name="sensitive" value="unknown"/);
    const asked = (html: string) => wordsOf(html).includes(WHO_READS);
    expect([asked(danger), asked(calm)]).toEqual([true, false]);
    for (const sensitive of ['yes', 'unknown']) {
      const cards = cardsIn((await ask({ at: 'answer', go: 'answer', sensitive })).text);
      expect(cards.length).toBeGreaterThan(0);
      for (const card of cards) {
        expect(wordsOf(card)).toMatch(/ À demander : qui peut lire vos données/);
        expect(wordsOf(card)).not.toMatch(/ (Convient|Semble convenir) : /);
      }
    }
  });

  it('leaves nothing in a calendar, and says why nothing is kept or sent', async () => {
    const seen = async (sensitive: string) => (await ask({ at: 'answer', go: 'answer', sensitive })).text;
    const [calm, danger] = [await seen('no'), await seen('yes')];
    expect(/<textarea id="again".*?<\/textarea>/s.exec(calm)![0]).toContain('Bonjour');
    expect(danger).not.toMatch(/BEGIN:VEVENT|id="again"/);
    expect(wordsOf(danger)).toContain('Pas de réponse dans dix jours ? Écrivez');
    expect(wordsOf(danger)).not.toContain('Rappel le');
    const why = 'Pour ne laisser de trace nulle part, cette réponse ne se garde pas et ne s’envoie pas d’ici.';
    expect([calm, danger].map((page) => wordsOf(page).includes(why))).toEqual([false, true]);
  });

  it('names no place finer than the département, in whatever is shown, sent or printed', async () => {
    const serves = [{ level: 'departement' as const, code: '69' }];
    const { slug } = await test.published({ slug: 'ailleurs', name: 'Ailleurs', serves });
    const shop = aService({ usages: ['online-shop'] });
    const path = `/v1/hosts/${slug}/services/boutique`;
    expect((await test.ask('PUT', path, { token: ADMIN_TOKEN, ifMatch: '*', body: shop })).status).toBe(201);
    for (const more of [{ use: ['online-shop'] }, {}])
      for (const query of ['', '?lang=en']) {
        // Attributes and links as well; only the form keeps the place, so that the answer can be changed.
        const seen = async (go: string, sensitive: string, place: object = { place: 'commune:13055' }) => {
          const { text } = await ask({ ...more, ...place, at: 'answer', go, sensitive }, `/match${query}`);
          const kept = '<input type="hidden" name="place" value="commune:13055"/>';
          expect([go, text.includes(kept)]).toEqual([go, true]);
          return text.replaceAll(kept, '');
        };
        expect(await seen('answer', 'no')).toMatch(/Marseille/);
        for (const go of ['answer', 'everything', 'compare', `decided:${slug}`])
          for (const sensitive of ['yes', 'unknown'])
            for (const place of [{ place: 'commune:13055' }, { place: '', commune: 'Marseille' }])
              expect(await seen(go, sensitive, place), `${go} ${sensitive}`).not.toMatch(/Marseille|13055/i);
        expect(await seen('answer', 'yes')).toContain('Bouches-du-Rhône');
      }
  });
});

describe('a number that is not known', () => {
  const SAID = ['on ne sait pas', 'Je ne sais pas.', 'j’en sais rien', 'aucune idée', '?', '???', 'NSP', 'pas sûr'];
  const ENGLISH = ['don’t know', "I don't know yet", 'no idea', 'not sure'];

  it.each([...SAID, ...ENGLISH])('is an answer: “%s” counts as none', async (typed) => {
    const sent = {
      at: 'whole',
      go: 'answer',
      use: 'file-storage-sharing',
      people: typed,
      budget: typed,
      commune: typed,
    };
    const { text } = await sendForm(test, '/match', sent);
    expect(text).not.toContain('Nous n’avons pas compris');
    expect(text).toMatch(/Demandez (à|au|aux) /);
    expect(text).not.toMatch(/name="(people|budget|commune)"/);
    const tool = await sendForm(test, '/diagnosis', {
      ...{ map: '{"currentTools":[{"tool":"zoom","users":3}]}', at: 'tools', tool: '0', go: 'next' },
      ...{ 't0.users': typed, 't0.monthlyCostEur': typed },
    });
    expect(tool.text).toContain('value="{&quot;currentTools&quot;:[{&quot;tool&quot;:&quot;zoom&quot;}]}"');
  });

  it.each(['aucun', '5 ?', 'rien'])('is another answer than “%s”', async (typed) => {
    const { text } = await sendForm(test, '/match', {
      ...{ at: 'budget', go: 'next', use: 'file-storage-sharing', budget: typed },
    });
    expect(text).toMatch(/name="budget" value="[05]"/);
  });

  it('that nobody can read is asked again', async () => {
    const { text } = await sendForm(test, '/match', { at: 'budget', go: 'next', use: 'website', budget: 'beaucoup' });
    expect(text).toContain('Nous n’avons pas compris');
  });
});

describe('a place that is not found', () => {
  it.each([
    [
      '29238 Cedex',
      'Nous ne trouvons pas ce code postal. Vouliez-vous dire :',
      'We cannot find this postal code. Did you mean:',
    ],
    ['Quimpr', 'Nous ne trouvons pas ce lieu. Vouliez-vous dire :', 'We cannot find this place. Did you mean:'],
  ])('is not said to be none: %s', async (commune, french, english) => {
    for (const [query, told] of [
      ['', french],
      ['?lang=en', english],
    ])
      expect(wordsOf((await ask({ at: 'place', place: '', commune }, `/match${query}`)).text)).toContain(told);
  });
});

describe('an answer for several groups', () => {
  it.each([
    ['people', '8 groupes de 6', '48 personnes en tout ?'],
    ['people', '8 groupes', '8 groupes ? Écrivez combien il en faut pour tous les groupes ensemble.'],
    ['mailboxes', '8 groupes', '8 groupes ? Écrivez combien il en faut pour tous les groupes ensemble.'],
    ['budget', '8 groupes', '8 groupes ? Écrivez ce que tous les groupes peuvent payer ensemble.'],
    ['budget', '8 groupes x 40', '320 € par an pour vos 8 groupes ensemble ?'],
    [
      'budget',
      '40 € par groupe',
      '40 € par an pour un groupe ? Écrivez ce que tous les groupes peuvent payer ensemble.',
    ],
  ])('leads to what a network computes: %s of %j', async (field, typed, told) => {
    const { text } = await ask({ at: field, [field]: typed });
    expect(wordsOf(text)).toContain(told);
    expect(wordsOf(text)).toContain('Pour plusieurs groupes : remplissez une ligne par groupe');
    expect(text).toContain('href="/v1/pools/template.xlsx"');
    expect(text).toContain('href="/federations#groups"');
  });

  it.each([
    ['', 'people', '8x6', '48 personnes en tout ? Si c’est bien cela, continuez. Sinon, corrigez.'],
    ['', 'budget', '12 x 5 €', '60 € par an en tout ? Si c’est bien cela, continuez. Sinon, corrigez.'],
    ['?lang=en', 'budget', '12 x 5 €', '€60 a year in all? If it is right, continue. Otherwise correct it.'],
  ])('is meant by a word alone, and by no multiplication %s: %s of %j', async (query, field, typed, told) => {
    const { text } = await ask({ at: field, [field]: typed }, `/match${query}`);
    expect(wordsOf(text)).toContain(told);
    expect(text).not.toMatch(/groupes? ensemble|groups together|pools\/template/);
  });

  it('takes what one group pays for as many groups as were told', async () => {
    const told = { people: '48', sure: ['people:48', 'people:48/8'], budget: '40 € par groupe', at: 'budget' };
    expect(wordsOf((await ask(told)).text)).toContain('320 € par an pour vos 8 groupes ensemble ?');
    expect(wordsOf((await ask({ ...told, sure: [...told.sure, 'budget:320'] })).text)).toContain(
      'Nous avons compris : 320 € par an.',
    );
  });
});

describe('why in this order', () => {
  const titlesIn = (html: string) =>
    cardsIn(html).map((card) => wordsOf(/<h2 class="name">(.*?)<\/h2>/s.exec(card)![1]!).trim());

  it('speaks only of answers that are shown, one before the next, or of what is to be asked of each', async () => {
    for (const more of [{}, { people: '90' }, { use: ['website'] }, { use: ['video-conferencing'], budget: '0' }]) {
      const { text } = await ask(more);
      const shown = titlesIn(text);
      const why = /<summary>Pourquoi dans cet ordre.*?<\/details>/s.exec(text)![0];
      const compared = [...why.matchAll(/<p>(.*?)<\/p>/gs)].map(([, one]) => wordsOf(one!).trim());
      const known = titlesIn((await ask({ ...more, at: 'answer', go: 'everything' })).text);
      const order = compared.filter((one) => /(avant|Il reste à demander|rien à demander sur)/.test(one));
      expect(order.length).toBeGreaterThan(0);
      for (const one of order)
        for (const name of known.filter((host) => one.includes(host)))
          expect(shown.some((title) => title.includes(name))).toBe(true);
    }
  });
});

describe('what one may accept', () => {
  const linesIn = (html: string) => wordsOf(/<summary>Si vous acceptez….*?<\/details>/s.exec(html)?.[0] ?? '');

  it('is told in words of its own for each condition, in both languages', async () => {
    const need = { use: ['email-hosting', 'file-storage-sharing'], people: '12', mailboxes: '12', budget: '10' };
    const far = linesIn((await ask(need)).text);
    expect(far).toMatch(/ …que l’hébergeur soit ailleurs : \d+ hébergeurs possibles\./);
    expect(far).toMatch(/ …une formule plus petite : \d+ hébergeurs? possibles?\./);
    expect(far).not.toContain('de vous passer de ceci');
    const { text } = await ask({ ...need, place: '' }, '/match?lang=en');
    const english = wordsOf(/<summary>If you accept….*?<\/details>/s.exec(text)![0]);
    expect(english).toMatch(/ …a smaller plan: \d+ hosts? possible\./);
    expect(english).not.toContain('do without this,');
  });

  it('is told with the loss before the host that is gained by it, but where more than half of what is wanted lacks', async () => {
    const plans = [
      ['les-roseaux', 'Les Roseaux', 10],
      ['les-joncs', 'Les Joncs', 5],
    ] as const;
    const publish = async ([slug, name, maxAccounts]: readonly [string, string, number]) => {
      const { token } = await test.published({ slug, name, website: `https://${slug}.example` });
      const body = aService({ usages: ['e-learning'], plans: [{ name: 'Groupe', fixed: 10, maxAccounts }] });
      await test.ask('PUT', `/v1/hosts/${slug}/services/cours`, { token, body });
    };
    for (const plan of plans) await publish(plan);
    const need = { usages: [{ usage: 'e-learning', accounts: 12 }] };
    const { body } = await test.ask<{ nearMisses: { host: string }[] }>('POST', '/v1/matches', { body: need });
    expect(body.nearMisses.map(({ host }) => host).sort()).toEqual(['les-joncs', 'les-roseaux']);
    const courses = { use: ['e-learning'], budget: '', place: '' };
    await publish(['les-laiches', 'Les Laîches', 50]);
    const lines = linesIn((await ask(courses)).text);
    expect(lines).toContain('…10 comptes au lieu de 12 : Les Roseaux');
    expect(lines).not.toContain('Les Joncs');
  });
});

describe('a card', () => {
  it('says in three lines why, for how much, and what to ask; it has one way to act and one fold', async () => {
    const cards = cardsIn((await ask()).text);
    expect(cards).toHaveLength(3);
    for (const card of cards) {
      const [shown] = card.split('<details');
      expect(shown!.match(/class="button/g)).toHaveLength(1);
      expect(card.match(/<details/g)).toHaveLength(1);
      expect([...wordsOf(shown!).matchAll(/ (Pour vous|Prix|À demander|Convient|Semble convenir) : /g)]).toHaveLength(
        3,
      );
      expect(shown!.match(/à confirmer/g)?.length ?? 0).toBeLessThanOrEqual(1);
    }
    expect(wordsOf(cards[0]!)).toMatch(
      /Les Aulnes Creuse, à distance Pour vous : .* Prix : 48 € par an sur vos 60 €[^.]*\. Convient : (?:une question|\d questions) dans le message\. .*Écrire à bonjour@aulnes.example/,
    );
    expect(wordsOf(cards[1]!)).toContain('À demander : aucune formule connue pour 12 comptes (30 Go). Demandez-leur.');
    expect(wordsOf(cards[1]!)).toMatch(/ Brest, à \d+0 km environ, à distance /);
  });

  it('opens the message that it shows, and one page to paste it on', async () => {
    for (const sensitive of ['no', 'yes'])
      for (const card of cardsIn((await ask({ at: 'answer', go: 'everything', sensitive })).text)) {
        const letter = /<p class="letter[^>]*>(.*?)<\/p>/s.exec(card)?.[1];
        for (const [, mail] of card.matchAll(/href="mailto:[^"]*body=([^"]*)"/g))
          expect(wordsOf(decodeURIComponent(mail!)).trim()).toBe(wordsOf(letter!.replaceAll('&#39;', "'")).trim());
        const paste = /collez-le sur cette page :\s*<a[^>]*href="([^"]*)"/.exec(card)?.[1];
        const opened = /<a[^>]*href="([^"]*)"[^>]*data-copies/.exec(card)?.[1];
        if (paste) expect(paste).toBe(opened);
      }
  });

  it('asks a price that is known in part with what it lacks', async () => {
    const { text } = await ask({ at: 'answer', go: 'everything' });
    expect(wordsOf(text)).not.toMatch(/le prix(,| et) (boîtes mail|fichiers)/);
  });

  it('of mail whose addresses end in its own name is not asked for ours, and pays for no name', async () => {
    const need = { use: ['email-hosting'], mailboxes: '4', place: 'departement:67', people: '', budget: '' };
    const { text } = await ask({ ...need, at: 'answer', go: 'answer' });
    const cards = cardsIn(text).map(wordsOf);
    const arn = cards.find((card) => card.includes('Adresses en @arn-fai.net'))!;
    expect(arn).toContain('- boîtes mail (4 boîtes)');
    expect(arn).not.toContain('au nom de l’association');
    expect(cards.join()).toContain('- boîtes mail au nom de l’association (4 boîtes)');
    expect(cards.join()).not.toContain('propose : boîtes mail au nom');
    expect(wordsOf(text)).toContain('Un nom internet à vous : environ');
    const decided = wordsOf((await ask({ ...need, at: 'answer', go: 'decided:arn' })).text);
    expect(decided).toContain('boîtes mail (4 boîtes)');
    expect(decided).not.toContain('boîtes mail au nom de l’association');
  });

  it('is named once above all cards, alone or with another', async () => {
    const many = [
      ['interactive-maps', 'ticketing'],
      ['backup', 'online-voting'],
    ];
    for (const use of many) {
      const { text } = await sendForm(test, '/match', { use, people: '12', at: 'matters', go: 'next' });
      const slugsIn = (html: string) => [...html.matchAll(/href="\/hosts\/([\w-]+)/g)].map(([, slug]) => slug);
      const [first] = cardsIn(text);
      const advised = slugsIn(/<h2 class="name">(.*?)<\/h2>/s.exec(first!)![1]!);
      const named = [...advised, ...slugsIn(/<h1>.*?<\/h1>\s*<p class="text">(.*?)<\/p>/s.exec(text)![1]!)];
      expect(advised).toHaveLength(2);
      expect(new Set(named).size).toBe(named.length);
    }
  });

  it('says of no place that is unknown how far it is', async () => {
    for (const card of cardsIn((await ask({ at: 'answer', go: 'everything' })).text))
      expect(wordsOf(card)).not.toMatch(/ (France|Allemagne|Belgique), à \d/);
  });

  it('fills the button of the first one, and no other', async () => {
    const cards = cardsIn((await ask()).text);
    expect(cards.map((card) => card.includes('class="button first"'))).toEqual([true, false, false]);
    const unsure = cardsIn((await ask({ people: '90' })).text);
    expect(unsure.map((card) => card.includes('class="button first"'))).toEqual([true, false, false]);
  });

  it('never folds that nobody read the entry, nor when the host was last seen', async () => {
    for (const card of cardsIn((await ask()).text).slice(1)) {
      const shown = wordsOf(card.split('<details')[0]!);
      expect(shown).toMatch(/l’hébergeur n’a pas confirmé · (dernier signe de vie (en|le) |fiche sans date)/i);
    }
    const { text } = await ask({ people: '90' });
    expect(wordsOf(text)).toContain('Aucun hébergeur n’a confirmé ceci');
    for (const card of cardsIn(text))
      expect(wordsOf(card.split('<details')[0]!)).toMatch(/signe de vie (en|le) |fiche sans date/i);
  });

  it('has no button before the day from which a host that is full has places, and a message for that day', async () => {
    const host = await test.published({
      slug: 'les-frenes',
      name: 'Les Frênes',
      contact: { email: 'a@frenes.example' },
    });
    const service = aService({
      usages: ['e-learning'],
      registration: 'open',
      capacity: { state: 'full', openFrom: '2026-12-15' },
    });
    await test.ask('PUT', '/v1/hosts/les-frenes/services/cours', { token: host.token, body: service });
    const { text } = await ask({ use: ['e-learning'] });
    const card = cardsIn(text).find((one) => one.includes('/hosts/les-frenes'))!;
    expect(wordsOf(card)).toContain('Complet : des places à partir du 15 décembre 2026. Écrivez-lui à ce moment-là.');
    expect(card.split('<details')[0]).not.toContain('class="button');
    expect(wordsOf(card)).toContain('Pouvez-vous nous accueillir à partir du 15 décembre 2026 ?');
    expect(decodeURIComponent(/mailto:[^"]*/.exec(card)![0])).toContain('à partir du 15 décembre 2026');
  });
});

describe('an answer that is kept', () => {
  it('is a small file that no memory keeps, and that the first question takes back', async () => {
    const file = await ask({ matters: ['warned'], at: 'answer', go: 'file' });
    expect(file.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="besoin-bercail.txt"',
      'cache-control': 'no-store',
    });
    expect(file.text.length).toBeLessThan(1000);
    for (const path of ['/match', '/embed/match']) {
      const back = await upload(file.text, {}, path);
      expect(back.statusCode).toBe(200);
      expect(wordsOf(back.body)).toContain('Demandez aux Aulnes');
      expect(back.body).toContain('name="matters" value="warned"');
    }
    const pasted = await sendForm(test, '/match', { at: 'uses', go: 'resume', file: file.text });
    expect(wordsOf(pasted.text)).toContain('Demandez aux Aulnes');
  });

  it.each([
    ['empty', ''],
    ['not ours', '<script>alert(1)</script>'],
    ['a photograph', new Blob([new Uint8Array(3_000_000).fill(7)])],
    ['made of zeros', '\u0000'.repeat(1000)],
  ])('is asked for again, with what was ticked, when the file is %s', async (_what, file) => {
    const { statusCode, body } = await upload(file, { use: 'website' });
    expect(statusCode).toBe(200);
    expect(wordsOf(body)).toContain('Ce fichier ne contient pas de besoin.');
    expect(body).toMatch(/<input[^>]*value="website"[^>]*checked|<input[^>]*checked[^>]*value="website"/);
    expect(body).not.toContain('alert(1)');
  });

  it('is asked for again, with what was ticked, over the wire too when the file is endless', async () => {
    const origin = await test.app.listen({ host: '127.0.0.1', port: 0 });
    const form = new FormData();
    form.append('at', 'uses');
    form.append('use', 'website');
    form.append('file', new Blob([new Uint8Array(30_000_000)]), 'film.mp4');
    form.append('go', 'resume');
    const answer = await fetch(`${origin}/match`, { method: 'POST', body: form, headers: { accept: 'text/html' } });
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(wordsOf(html)).toContain('Ce fichier ne contient pas de besoin.');
    expect(html).toMatch(/<input[^>]*value="website"[^>]*checked|<input[^>]*checked[^>]*value="website"/);
  });

  it('comes back in the name of the federation with which it was kept, unless another one asks or it is gone', async () => {
    const { text } = await ask({ at: 'answer', go: 'file' }, '/match?federation=les-choisis&onlyFrom=selection');
    const actionOf = async (file: string, path: string) => {
      const { statusCode, body } = await upload(file, {}, path);
      expect(statusCode).toBe(200);
      return /<form id="need"[^>]* action="([^"]*)"/.exec(body)![1]!.replaceAll('&amp;', '&');
    };
    expect(await actionOf(text, '/match')).toBe('/match?federation=les-choisis&onlyFrom=selection');
    expect(await actionOf(text, '/match?federation=chatons')).toBe('/match?federation=chatons');
    expect(await actionOf(text.replace('les-choisis', 'nobody'), '/match')).toBe('/match');
    expect(await actionOf(text.replace('=selection', '=anything'), '/match')).toBe('/match?federation=les-choisis');
  });

  it('is asked for again when the form is none', async () => {
    const { statusCode, body } = await test.app.inject({
      method: 'POST',
      url: '/match',
      payload: 'nonsense',
      headers: { 'content-type': 'multipart/form-data; boundary=x', accept: 'text/html' },
    });
    expect(statusCode).toBe(200);
    expect(wordsOf(body)).toContain('De quoi avez-vous besoin');
  });

  it('is a link to our own page, whose need stands behind the sign that browsers do not send', async () => {
    const { text } = await ask();
    const [, link] = /\n(https:[^\n]*#besoin=[\w-]+)\n/.exec(text)!;
    expect(link).toMatch(/^https:\/\/bercail\.example\/match#besoin=/);
    expect((await ask({}, '/embed/match?federation=chatons&accent=123456')).text).toContain(
      '/match?federation=chatons#besoin=',
    );
  });
});

it('a long answer is mailed with its link, what is to be asked of the first host, and what each price is without', async () => {
  const use = ['file-storage-sharing', 'email-hosting', 'writing'];
  const sizes = { recipients: '80', replies: 'everybody', people: '12', fillers: '3', mailboxes: '4' };
  const { text } = await ask({ use, ...sizes, budget: '150', place: 'commune:37261', domain: 'no', sensitive: 'no' });
  const href = /<a class="button" href="(mailto:\?[^"]*)"/.exec(text)![1]!.replaceAll('&amp;', '&');
  expect(href.length).toBeLessThanOrEqual(1_900);
  const mail = wordsOf(decodeURIComponent(href));
  expect(mail).toMatch(/La réponse entière : https:\/\/bercail\.example\/match#besoin=[\w-]+ /);
  expect(mail).toMatch(/ 1\. .* À vérifier : .* 2\. /);
  const without = cardsIn(text).map(
    (card) => / sans [^.]*(?=\.)/.exec(wordsOf(/<dt>Prix.*?<\/dd>/s.exec(card)![0]))?.[0],
  );
  expect(without.filter(Boolean).length).toBeGreaterThan(0);
  for (const lacking of without) if (lacking) expect(mail).toContain(lacking);
});

describe('an answer without hosts', () => {
  it('is calm, says whom to talk to with a message ready, and can be sent all the same', async () => {
    const { text } = await ask({ use: ['beneficiary-tracking', 'ai-assistant'], health: 'yes', budget: '0' });
    const page = wordsOf(text);
    expect(page).toContain('Rien ne presse : ne déplacez rien. ');
    expect(page.indexOf('À qui en parler : ')).toBeLessThan(page.indexOf('Garder'));
    expect(page).toContain('- Par quoi commencer ?');
    expect(text.match(/class="button first"/g)).toHaveLength(1);
  });

  it.each(['29019', '87085', '44109'])('has one order of who helps, whoever has a telephone: %s', async (code) => {
    const territory = { level: 'commune', code };
    const match = await test.ask<{ help: { name: string }[] }>('POST', '/v1/matches', {
      body: { usages: [{ usage: 'online-shop' }], territory },
    });
    const names = match.body.help.map(({ name }) => name.replaceAll("'", '’'));
    expect(names.length).toBeGreaterThan(1);
    const orderIn = (part: string) => {
      const told = wordsOf(part);
      const isTold = (name: string) => told.includes(name);
      return names.filter(isTold).sort((a: string, b: string) => told.indexOf(a) - told.indexOf(b));
    };
    const place = `commune:${code}`;
    const { text } = await ask({ use: ['online-shop'], place });
    expect(wordsOf(text)).toContain(`À qui en parler : ${names[0]}`);
    expect(orderIn(/<div class="roof">.*?<\/h1>.*?<\/p>/s.exec(text)![0])).toEqual([names[0]]);
    expect(orderIn(text.slice(text.indexOf('À qui en parler')))).toEqual(names);
    // Who serves the whole country is not near.
    const some = (await ask({ place })).text;
    expect(orderIn(/<summary>Qui peut vous aider.*?<\/details>/s.exec(some)![0])).toEqual(names);
    expect(wordsOf(some)).not.toContain('aide près de chez vous');
    // An address breaks before its signs, never inside a word.
    if (code === '29019') expect(some).toContain('maisondesassociations<wbr/>@mairie-brest<wbr/>.fr');
    expect(wordsOf((await ask({ place }, '/match?lang=en')).text)).toContain('Who can help you');
  });

  it('puts nothing into an address where somebody would be in danger, and never says why', async () => {
    const { text } = await ask({ use: ['beneficiary-tracking'], health: 'yes', sensitive: 'yes' });
    const acts = wordsOf(/<nav class="acts.*?<\/nav>/.exec(text)![0]);
    expect(acts).not.toMatch(/Garder|Envoyer|Comparer|Partager/);
    expect(acts).toContain('Imprimer Copier');
    expect(text).not.toMatch(/#besoin=[\w-]{8}/);
    for (const said of [
      /<ul class="need".*?<\/ul>/s,
      /<p class="letter".*?<\/p>/s,
      /<textarea id="sent".*?<\/textarea>/s,
    ])
      expect(wordsOf(said.exec(text)![0])).not.toMatch(/danger|sensible/i);
  });
});

it('a first question answered on the first page keeps its ticks where something else is looked for', async () => {
  const home = (await test.ask('GET', '/', { headers: { accept: 'text/html' } })).text;
  expect(wordsOf(home)).toContain('Autre chose, ou je ne sais pas encore');
  expect(home).toMatch(/<button[^>]*name="go" value="stay"/);
  const { text } = await sendForm(test, '/match', { at: 'uses', use: 'email-hosting', go: 'stay' });
  expect(text).toMatch(/<input[^>]*value="email-hosting"[^>]*checked|<input[^>]*checked[^>]*value="email-hosting"/);
});

it('the answer inside another site weighs 15 kB at most', async () => {
  const { rawPayload } = await test.app.inject({
    method: 'POST',
    url: '/embed/match?federation=chatons',
    payload: new URLSearchParams({ use: 'file-storage-sharing', at: 'matters', go: 'next', budget: '60' }).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
      'accept-encoding': 'gzip',
    },
  });
  expect(rawPayload.length).toBeGreaterThan(1000);
  expect(rawPayload.length).toBeLessThanOrEqual(15_000);
});

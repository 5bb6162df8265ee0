import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { boardMail, boardText, keptFile, type SentOn } from '../../src/pages/answer/board.ts';
import { shownIn } from '../../src/pages/answer/shown.ts';
import { type KeptNeed, keptLink, readKeptNeed } from '../../src/pages/asking/kept-need.ts';
import type { Form } from '../../src/pages/asking/questions.ts';
import type { Page } from '../../src/pages/frame/page.ts';
import { LONGEST_MAILTO, mailFor, questionsHeld, shortestNeeded } from '../../src/pages/parts/message.ts';
import type { Proposal } from '../../src/pages/parts/proposals.ts';
import { answerTo, files, host, MAIL, mail, speakers } from '../support/answers.ts';
import { BRASS_BAND } from '../support/guided.ts';

const say = speakers.fr;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const bodyOf = (link: string) =>
  plain(decodeURIComponent(link.split('&body=')[1]!))
    .replaceAll('\r\n', '\n')
    .replaceAll("'", '’');

const proposal = (name: string, url: string): Proposal =>
  ({
    key: name,
    title: name,
    hosts: [
      {
        host: { name, services: [], contact: { url } } as unknown as Host,
        services: [],
        questions: [],
        need: BRASS_BAND,
      },
    ],
    covered: [],
    toAsk: [],
    open: ['taille', 'prix'],
    cautions: [],
    cost: { perYear: 48, exact: true, floor: null },
    budget: 60,
  }) as unknown as Proposal;

const sent = (over: Partial<SentOn> = {}): SentOn => ({
  need: BRASS_BAND,
  proposals: ['Infini', 'FDN', 'Le Pic'].map((name) => proposal(name, `https://${name.length}.example/contact`)),
  help: [{ name: 'Guid’Asso', kind: 'guide', phone: null, url: 'https://guide.example', text: 'Un guide.' }],
  shared: 'Rien ne dit s’il reste des places.',
  link: 'https://bercail.example/match#besoin=abc',
  day: '2026-11-27',
  ...over,
});

describe('a message about data whose leak would harm people', () => {
  const GUERET = { level: 'commune', code: '23096' } as const;
  const question = 'Acceptez-vous une association de notre territoire (Guéret) ?';

  it.each([true, 'unknown'] as const)(
    'names no finer place than the département, and never says why: %s',
    (sensitive) => {
      const { body } = mailFor({ ...BRASS_BAND, territory: GUERET, sensitive }, [question], say);
      expect(body).toContain('notre territoire (Creuse) ?');
      expect(body).not.toMatch(/Guéret|23096|danger|sensible|mineur|papiers|cache/i);
      const told = boardText(sent({ need: { ...BRASS_BAND, territory: GUERET, sensitive } }), say);
      expect(told).not.toMatch(/Guéret|danger|sensible/i);
    },
  );

  it('is no other message where nothing would harm anybody', () => {
    const { body } = mailFor({ ...BRASS_BAND, territory: GUERET }, [question], say);
    expect(body.match(/Guéret/g)).toHaveLength(2);
  });
});

describe('the mail to the board', () => {
  it('tells the need, who, for how much, where to ask, what is left to check, who helps, and how to come back', () => {
    expect(
      bodyOf(boardMail(sent(), say)),
    ).toBe(`Notre besoin : Fichiers : 12 personnes, 30 Go ; Boîtes mail : 4 ; 60 € par an ; Creuse.

1. Infini : 48 € par an. https://6.example/contact
   À vérifier : taille et prix.
2. FDN : 48 € par an. https://3.example/contact
   À vérifier : taille et prix.
3. Le Pic : 48 € par an. https://6.example/contact
   À vérifier : taille et prix.

Rien ne dit s’il reste des places.
De l’aide : Guid’Asso, https://guide.example

Pour retrouver cette réponse :
https://bercail.example/match#besoin=abc

Bercail, 27 novembre 2026.`);
  });

  it('says of each host what it does, for how much and what one could lose, in the order of the page', () => {
    const plan = { fixed: 50, maxAccounts: 20, maxGb: 100 };
    const hosts = [
      host('Courriers', [mail(plan, { ownDomain: false, registration: 'members' })], {
        website: 'https://courriers.example/',
        contact: { email: 'a@courriers.example' },
      }),
      host('Fichiers', [files({ fixed: 0, maxAccounts: undefined, maxGb: 100 })], {
        contact: { email: 'a@fichiers.example' },
      }),
    ];
    const need = { ...BRASS_BAND, usages: [...BRASS_BAND.usages], hosts: [] };
    const told = (list: Host[], of: Need) =>
      shownIn({ match: answerTo(list, of), need: of, bySlug: new Map(list.map((one) => [one.slug, one])), say });
    const [pair] = told(hosts, need);
    const order = pair!.hosts.map((one) => one.host.name);
    expect(order).toEqual(['Fichiers', 'Courriers']);
    const text = plain(boardText(sent({ proposals: [pair!] }), say));
    expect(text).toContain(`1. Fichiers et Courriers : 50 € par an, à confirmer.
   - Fichiers : fichiers, gratuit, à confirmer. a@fichiers.example
   - Courriers : boîtes mail, 50 € par an. a@courriers.example
     Attention : adresses en @courriers.example, pas à votre nom. Il faut adhérer.
`);
    const onlyMail: Need = { usages: [{ usage: MAIL, accounts: 4 }], budgetPerYear: 60 };
    const alone = plain(boardText(sent({ proposals: told([hosts[0]!], onlyMail).slice(0, 1) }), say));
    expect(alone).toMatch(
      /1\. Courriers : 50 € par an[^.]*\. a@courriers\.example\n {3}Attention : adresses en @courriers\.example, pas à votre nom\. Il faut adhérer\.\n/,
    );
  });

  it('tells the third answer shorter where it is too long, then the second; the link, and what is true of all, stay', () => {
    const letters = (count: number) => `https://bercail.example/match#besoin=${'a'.repeat(count)}`;
    const toldWhole = (count: number) => {
      const body = bodyOf(boardMail(sent({ link: letters(count) }), say));
      const whole = body
        .match(/\d\. .*\n *À vérifier/g)
        ?.map((line) => line[0]!)
        .join('');
      expect(body).toContain(
        `\n${whole === '123' ? 'Pour retrouver cette réponse' : 'La réponse entière'} :\n${letters(count)}\n`,
      );
      expect(body).toContain('Rien ne dit');
      return whole;
    };
    const lengths = Array.from({ length: 50 }, (_, more) => 700 + more * 10);
    expect([...new Set(lengths.map(toldWhole))]).toEqual(['123', '12', '1', undefined]);
    expect(boardText(sent({ link: letters(2000) }), say)).toContain('besoin=aaa');
    const far = proposal('Le Loin', `https://loin.example/${'chemin/'.repeat(200)}`);
    const domains = bodyOf(boardMail(sent({ proposals: [far] }), say));
    expect(domains).toContain('1. Le Loin : 48 € par an. loin.example\n');
    expect(domains).toContain('De l’aide');
  });

  it.each([
    ['fr', 'gratuit pour fichiers, sans boîtes mail'],
    ['en', 'free for files, without email accounts in the organisation’s name'],
  ] as const)('says of every price what it is without, however short it is: %s', (language, price) => {
    const known = { floor: 0, chosen: false, usages: ['file-storage-sharing'] };
    const part = {
      ...proposal('Infini', 'https://infini.example/contact'),
      ...{ covered: ['file-storage-sharing'], toAsk: [MAIL] },
      cost: { perYear: null, exact: false, floor: null, known },
    };
    const told = sent({ proposals: [part, part, part], link: `https://bercail.example/#${'a'.repeat(700)}` });
    const short = bodyOf(boardMail(told, speakers[language]));
    expect(short).toContain('aaa');
    for (const text of [short, plain(boardText(told, speakers[language]))]) expect(text.split(price)).toHaveLength(4);
  });

  it.each([
    ['letters of three bytes', 'é€'.repeat(100)],
    ['pictures of four bytes', '🐑'.repeat(200)],
    ['one word', 'Association'.repeat(450)],
  ])('is short enough for every mail program with names of %s', (_kind, name) => {
    const proposals = [1, 2, 3].map((place) =>
      proposal(`${place}${name}`, `https://${'a.'.repeat(80)}example/${name}`),
    );
    const help = [{ name, kind: 'guide', phone: null, url: `https://guide.example/${name}`, text: name }];
    const link = boardMail(sent({ proposals, help, shared: name }), say);
    expect(link.length).toBeLessThanOrEqual(LONGEST_MAILTO);
    for (const place of [1, 2, 3]) expect(bodyOf(link)).toContain(`\n${place}. ${place}`);
    expect(bodyOf(link)).toContain('48 € par an');
  });

  it('says that nobody fits, and who helps, where there is no host', () => {
    const body = bodyOf(boardMail(sent({ proposals: [] }), say));
    expect(body).toContain('Aucun hébergeur connu ne convient encore.');
    expect(body).toContain('De l’aide : Guid’Asso');
  });
});

describe('the message to a host', () => {
  const questions = Array.from({ length: 40 }, (_, place) => `Question ${place + 1}, qui est longue ?`);

  it('asks as many of its questions as a link may hold, from the first on, and all of them where it is copied', () => {
    const asked = questions.map((text) => ({ text }));
    const heldBy = (address?: string) => questionsHeld(address, BRASS_BAND, asked, say).map(({ text }) => text);
    const address = 'bonjour@aulnes.example';
    const mail = mailFor(BRASS_BAND, heldBy(address), say);
    const link = shortestNeeded(address, [mail]);
    expect(bodyOf(link)).toBe(plain(mail.body));
    expect(link).toMatch(/^mailto:bonjour@aulnes\.example\?subject=/);
    expect(link.length).toBeLessThanOrEqual(LONGEST_MAILTO);
    expect(link.length).toBeGreaterThan(LONGEST_MAILTO - 150);
    expect(bodyOf(link)).toContain('- Question 1, qui');
    expect(bodyOf(link)).toContain('Merci d’avance,');
    expect(bodyOf(link)).not.toContain('Question 40');
    expect(heldBy()).toEqual(questions);
  });

  it('asks a host without places for the day from which it has some', () => {
    expect(plain(mailFor(BRASS_BAND, [], say, { from: '2026-12-15' }).body)).toContain(
      'Pouvez-vous nous accueillir à partir du 15 décembre 2026 ?',
    );
  });
});

describe('a need that was kept', () => {
  /** What is read whole. */
  const found = (text: string): KeptNeed | undefined => {
    const kept = readKeptNeed(text);
    return kept === 'cut' ? undefined : kept;
  };

  /** The letters of a link that holds fields, whatever they are. */
  const coded = (fields: string): string => {
    const code = Buffer.from(fields).toString('base64url');
    return `besoin=2${hash('sha256', code, 'base64url').slice(0, 4)}${code}`;
  };

  it('is found again in its file, whatever was written around it', () => {
    const link = `https://bercail.example/match#${coded('use=website&budget=60')}`;
    const file = keptFile({ need: BRASS_BAND, link, day: '2026-11-27' }, say);
    expect(plain(file)).toContain('- Fichiers : 12 personnes, 30 Go');
    expect(found(`Bonjour,\n${file}\nMerci`)?.form).toEqual({ use: ['website'], budget: ['60'] });
  });

  it('is known to be cut, wherever its link was, and never read as less than it was', () => {
    const page = { query: {}, site: 'https://bercail.example' } as Page;
    const form: Form = { use: ['website', 'email-hosting'], mailboxes: ['4'], budget: ['60'] };
    const link = keptLink(page, form);
    expect(found(link)?.form).toEqual(form);
    expect(found(`<${link}>.`)?.form).toEqual(form);
    for (let end = link.indexOf('#beso') + 5; end < link.length; end++)
      expect([end, readKeptNeed(link.slice(0, end))]).toEqual([end, 'cut']);
  });

  it.each([
    ['nothing', ''],
    ['another text', 'Bonjour, besoin de rien'],
    ['letters that are no form', coded('AAAA____')],
    ['a form without a need', coded('budget=60')],
    ['a need that begins too late', `${'x'.repeat(9_000)}${coded('use=website')}`],
  ])('is not found in %s', (_what, text) => expect(readKeptNeed(text)).toBeUndefined());

  it('holds the fields of the questions and nothing else, in reasonable amounts', () => {
    const link = `#${coded(`use=website&use=website&go=x&__proto__=y&place=${'a'.repeat(300)}`)}`;
    expect(found(link)?.form).toEqual({ use: ['website', 'website'], place: ['a'.repeat(100)] });
  });
});

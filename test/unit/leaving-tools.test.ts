import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Service } from '../../src/documents/service.ts';
import { compileNeed } from '../../src/matching/engine/need/need.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { jointNeed } from '../../src/recommendations/pools/joint-need.ts';
import { weightsOf } from '../../src/recommendations/pools/weights.ts';
import { answerTo, FILES, files, filesFor, host, MAIL, mail, saidOf } from '../support/answers.ts';
import { matchHosts, policy, reference } from '../support/matching.ts';
import { anyHosts, anyMatch, anyNeed, holds } from '../support/random-needs.ts';
import { runs } from '../support/runs.ts';

/* Help to leave the tools of today, as one of the criteria of an answer. */

type Imports = NonNullable<Service['imports']>;
const GUIDE = 'https://aulnes.example/venir';
const guided = (...tools: string[]): Imports => tools.map((tool) => ({ tool, guideUrl: `${GUIDE}-${tool}` }));
const told = (...tools: string[]): Imports => tools.map((tool) => ({ tool }));

const leaving = (currentTools: string[], more: Partial<Need> = {}): Need =>
  filesFor({ price: 'important' }, { currentTools, ...more });
const aulnes = (imports: Imports | undefined): Host => host('Aulnes', [files({}, imports ? { imports } : {})]);
const worthOf = (document: Host, need: Need) =>
  answerTo([document], need).fits[0]!.contributions.find(({ criterion }) => criterion === 'leaving-tools');

describe('Help to leave the tools of today', () => {
  it.each<[string, Imports | undefined, string[], [number, number, string]]>([
    ['a page that says how', guided('google-drive'), ['google-drive'], [700, 1000, 'documented']],
    ['the word of the host', told('google-drive'), ['google-drive'], [400, 1000, 'declared']],
    ['half of the tools with a page', guided('google-drive'), ['google-drive', 'dropbox'], [350, 1000, 'documented']],
    [
      'one with a page, one by word',
      [...guided('google-drive'), ...told('dropbox')],
      ['dropbox', 'google-drive'],
      [550, 1000, 'declared'],
    ],
    ['another tool only', guided('onedrive'), ['google-drive'], [0, 1000, 'unknown']],
    ['nothing', undefined, ['google-drive'], [0, 1000, 'unknown']],
    ['an empty list, which is no whole one', [], ['google-drive'], [0, 1000, 'unknown']],
    [
      'what serves nothing that is asked for apart',
      guided('google-drive'),
      ['google-drive', 'mailchimp'],
      [700, 1000, 'documented'],
    ],
  ])('is worth, for %s', (_what, imports, tools, expected) => {
    const { points, worth, evidence } = worthOf(aulnes(imports), leaving(tools))!;
    expect([points, 10 * worth.low, 10 * worth.high, evidence]).toEqual([1, ...expected]);
  });

  it.each<[string, Need]>([
    ['names none', filesFor({ price: 'important' })],
    ['names an empty list of them', leaving([])],
    ['names only tools for something else', leaving(['mailchimp'])],
    ['names only disks that it copies to', leaving(['usb-disk-copy'])],
  ])('weighs nothing where the need %s', (_what, need) => {
    const { fits } = answerTo([aulnes(guided('google-drive'))], need);
    expect(fits[0]!.contributions.map(({ criterion }) => criterion)).toEqual(['price']);
    expect(fits[0]!.questions.map(({ code }) => code)).not.toContain('ask-leaving-tools');
  });

  it('counts beside the usual wishes of a need that says none, and is none of them', () => {
    const { wish: _none, ...need } = leaving(['google-drive']);
    const answer = answerTo([aulnes(undefined)], need);
    expect(answer.fits[0]!.contributions.map(({ criterion }) => criterion)).toContain('leaving-tools');
    expect(answer.defaultWishes).toBe(true);
    expect(answer.notes.find(({ code }) => code === 'default-wishes')!.params.names).not.toContain('leaving-tools');
  });

  it('is told with the tools that a page says how to leave, in both languages', () => {
    const need = leaving(['youtube', 'google-drive', 'dropbox'], {
      usages: [{ usage: FILES, accounts: 1, storageGb: 100 }, { usage: 'video-publishing' }],
    });
    const all = host('Aulnes', [
      files(
        {},
        { usages: [FILES, 'video-publishing'], imports: [...guided('google-drive', 'youtube'), ...told('dropbox')] },
      ),
    ]);
    const reason = (language: 'fr' | 'en') =>
      answerTo([all], need, language).fits[0]!.reasons.find(({ code }) => code === 'tools-explained')!;
    expect(reason('fr').text).toBe('Il explique comment reprendre vos données de Google Drive et de YouTube.');
    expect(reason('en').text).toBe('It explains how to bring in your data from Google Drive and from YouTube.');
    expect(reason('fr').params.guides).toEqual([
      { tool: 'google-drive', url: `${GUIDE}-google-drive` },
      { tool: 'youtube', url: `${GUIDE}-youtube` },
    ]);
  });

  it('is told as the word of the host where there is no page', () => {
    const said = saidOf(answerTo([aulnes(told('google-drive'))], leaving(['google-drive'])), 'Aulnes');
    expect(said).toContain('+ Il dit savoir reprendre vos données de Google Drive.');
  });

  it('is asked about for the tools of which nothing is known, and for no others', () => {
    const need = leaving(['google-drive', 'onedrive', 'dropbox', 'mailchimp']);
    const questions = (imports: Imports | undefined, language: 'fr' | 'en' = 'fr') =>
      answerTo([aulnes(imports)], need, language)
        .fits[0]!.questions.filter(({ code }) => code === 'ask-leaving-tools')
        .map(({ text }) => text.replaceAll('\u00a0', ' '));
    expect(questions(undefined)).toEqual([
      'Comment reprendre chez vous nos données de Dropbox, de Google Drive et d’OneDrive ?',
    ]);
    expect(questions(told('google-drive', 'dropbox'), 'en')).toEqual(['How do we bring in our data from OneDrive?']);
    expect(questions(told('google-drive', 'dropbox', 'onedrive'))).toEqual([]);
  });

  it('puts the host that tells before one that does not, and says that silence is to be asked about', () => {
    const rivals = [aulnes(guided('google-drive')), host('Noyer', [files({})])];
    const answer = answerTo(rivals, leaving(['google-drive']));
    expect(answer.fits.map(({ name }) => name)).toEqual(['Aulnes', 'Noyer']);
    expect(answer.comparisons[0]).toMatchObject({ because: ['leaving-tools'], despite: [] });
    expect(answer.comparisons[0]!.text.replaceAll('\u00a0', ' ')).toBe(
      'Aulnes passe avant Noyer. Surtout parce que ceci reste à demander chez Noyer : aide pour quitter vos outils d’aujourd’hui.',
    );
  });

  it('adds up over the services of a host that the need would use, and counts no other service', () => {
    const need: Need = {
      usages: [{ usage: FILES, accounts: 1, storageGb: 100 }, { usage: MAIL }],
      wish: {},
      currentTools: ['gmail', 'google-drive'],
    };
    const [drive, gmail] = [guided('google-drive'), guided('gmail')];
    const both = host('Aulnes', [files({}, { imports: drive }), mail({}, { imports: gmail })]);
    const aside = host('Noyer', [
      files({}, { imports: drive }),
      mail({}),
      files({}, { slug: 'site', usages: ['website'], imports: gmail }),
    ]);
    expect([worthOf(both, need)!.worth.low, worthOf(aside, need)!.worth.low]).toEqual([70, 35]);
  });

  it('adds up over the hosts of a group', () => {
    const need: Need = { usages: [{ usage: FILES }, { usage: MAIL }], currentTools: ['gmail', 'google-drive'] };
    const [combination] = matchHosts(
      [
        host('Aulnes', [files({}, { imports: guided('google-drive') })]),
        host('Noyer', [mail({}, { imports: told('gmail') })]),
      ],
      need,
    ).combinations;
    const at = compileNeed(need, policy, reference).wishes.findIndex(({ kind }) => kind === 'leaving-tools');
    expect(combination!.intervals[at]).toMatchObject({ low: 550, high: 1000, evidence: 'declared', unknown: false });
  });

  it('chooses the service that says how, where two of a host are else the same', () => {
    const twice = host('Aulnes', [
      files({}, { slug: 'a-nuage' }),
      files({}, { slug: 'b-nuage', imports: guided('google-drive') }),
    ]);
    const [fit] = answerTo([twice], leaving(['google-drive'])).fits;
    expect(fit!.services.map(({ service }) => service)).toEqual(['b-nuage']);
  });

  it('chooses it too where one plan pays for both', () => {
    const paid = files({ covers: ['a-nuage', 'b-nuage'] }, { slug: 'a-nuage' });
    const free = { ...files({}, { slug: 'b-nuage', imports: guided('google-drive') }), plans: [] };
    const [fit] = answerTo([host('Aulnes', [paid, free])], leaving(['google-drive'])).fits;
    expect(fit!.services.map(({ service, plan }) => [service, plan])).toEqual([['b-nuage', 'Groupe']]);
  });

  it('brings a group before others that were found first, however few are kept', () => {
    const need: Need = {
      usages: [{ usage: FILES }, { usage: MAIL }],
      currentTools: ['gmail', 'google-drive'],
      wish: { price: 'plus' },
    };
    const rivals = [
      ...['Bouleau', 'Charme'].map((name) => host(name, [files({})])),
      ...['Frêne', 'Hêtre'].map((name) => host(name, [mail({})])),
      host('Saule', [files({}, { imports: guided('google-drive') })]),
      host('Tilleul', [mail({}, { imports: guided('gmail') })]),
    ];
    const [first] = matchHosts(rivals, need, { limit: 1 }).combinations;
    expect(first!.shares.map(({ candidate }) => candidate.host.name).sort()).toEqual(['Saule', 'Tilleul']);
  });

  it('changes no turn of equal hosts where no host says anything', () => {
    const rivals = Array.from({ length: 9 }, (_, index) => host(`Saule ${index}`, [files({})]));
    const order = (need: Need) => answerTo(rivals, { ...need, limit: 9 }).fits.map(({ name }) => name);
    expect(order(leaving(['google-drive', 'dropbox']))).toEqual(order(leaving([])));
  });

  it('lists the same hosts, and turns none before another by more than rounding, where no host says anything', () => {
    let compared = 0;
    const currentTools = ['gmail', 'google-drive', 'wix'];
    holds([anyMatch], ([hosts, { currentTools: _, ...need }]) => {
      const silent = hosts.map((one) => ({
        ...one,
        services: one.services.map(({ imports: _, ...service }) => service),
      }));
      const [without, named] = [matchHosts(silent, need), matchHosts(silent, { ...need, currentTools })];
      for (const list of ['fits', 'toCheck'] as const) {
        const rankIn = new Map(named[list].map((ranked) => [ranked.placed.candidate.host.id, ranked]));
        expect([...rankIn.keys()].sort()).toEqual(without[list].map(({ placed }) => placed.candidate.host.id).sort());
        for (const { placed, rank } of without[list]) {
          const now = rankIn.get(placed.candidate.host.id)!;
          expect(now.placed.lowSum).toBe(placed.lowSum);
          for (const other of without[list]) {
            const rival = rankIn.get(other.placed.candidate.host.id)!;
            if (rank >= other.rank) continue;
            expect(now.rank).toBeLessThanOrEqual(rival.rank);
            compared++;
          }
        }
      }
    });
    expect(compared).toBeGreaterThan(0);
  });

  it('is nobody’s gain in a group but of those who leave something', () => {
    const members = [leaving(['google-drive']), leaving([])];
    const { need } = jointNeed(
      members.map((one, at) => ({ label: `n${at}`, need: one })),
      policy,
      reference,
    );
    const points = weightsOf(need, members, [], policy, reference).map((weights) => weights.get('leaving-tools'));
    expect(points).toEqual([100, undefined]);
  });

  it('never lowers a host that says more, nor raises another one', () => {
    let seen = 0;
    const tools = ['gmail', 'google-drive', 'google-workspace', 'wix'];
    const more = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...tools), fc.boolean());
    holds(
      [anyHosts, anyNeed, more],
      (hosts, need, [which, service, tool, withGuide]) => {
        const wanted = { ...need, currentTools: tools };
        const one = hosts[which % hosts.length]!;
        const at = one.services.length === 0 ? -1 : service % one.services.length;
        const saying = {
          ...one,
          services: one.services.map((each, index) => {
            if (index !== at) return each;
            const others = (each.imports ?? []).filter((entry) => entry.tool !== tool);
            const before = each.imports?.find((entry) => entry.tool === tool);
            const now = withGuide || before?.guideUrl ? { tool, guideUrl: GUIDE } : { tool };
            return { ...each, imports: [...others, now] };
          }),
        };
        const lows = (documents: readonly Host[]) => {
          const { fits, toCheck } = matchHosts(documents, wanted);
          return new Map([...fits, ...toCheck].map(({ placed }) => [placed.candidate.host.id, placed.lowSum]));
        };
        const [before, after] = [lows(hosts), lows(hosts.map((each) => (each === one ? saying : each)))];
        expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
        for (const [id, low] of before)
          if (id === one.id) {
            expect(after.get(id)).toBeGreaterThanOrEqual(low);
            if (after.get(id)! > low) seen++;
          } else expect(after.get(id)).toBe(low);
      },
      runs(1200),
    );
    expect(seen).toBeGreaterThan(0);
  });
});

import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/diagnosis/answer.ts';
import type { ToolMap } from '../../src/diagnosis/schema.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import examples from '../reference/needs-examples.json' with { type: 'json' };
import { meaningless, useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { reference } from '../support/record.ts';

const logged: string[] = [];

interface Declaration extends Record<string, unknown> {
  key: string;
  expectedFindings: { rule: string; target: string | null }[];
}
const DECLARATIONS = examples.declarations as unknown as Declaration[];
const mapOf = ({ expectedFindings: _expected, ...map }: Declaration): ToolMap => map as unknown as ToolMap;
const declared = (key: string) => mapOf(DECLARATIONS.find((one) => one.key === key)!);

describe('A diagnosis', () => {
  const test = useApp({ logged: (line) => void logged.push(line) });
  beforeAll(async () => {
    await seedCatalogue({
      db: test.database.db,
      reference,
      clock: () => test.now,
      newId: randomUUID,
      caller: { role: 'anonymous' },
    });
    await test.catalogue.catchUp();
  });
  const diagnose = async (map: ToolMap, lang = 'fr') => {
    const { status, body, text } = await test.ask<Diagnosis>('POST', `/v1/diagnoses?lang=${lang}`, { body: map });
    expect([status, text.slice(0, 300)]).toEqual([200, text.slice(0, 300)]);
    return body;
  };
  const named = ({ findings, more }: Diagnosis) =>
    [...findings, ...more].flatMap(({ rule, targets }) =>
      targets.length > 0 ? targets.map((target) => `${rule} ${target}`) : [`${rule} null`],
    );

  describe('of the published declarations', () => {
    it.each(DECLARATIONS)('finds in $key exactly what is expected', async (declaration) => {
      const expected = declaration.expectedFindings.map(({ rule, target }) => `${rule} ${target}`);
      expect(named(await diagnose(mapOf(declaration))).sort()).toEqual(expected.sort());
    });

    it.each(DECLARATIONS)('makes of $key a need that is matched as it is', async (declaration) => {
      const { need } = await diagnose(mapOf(declaration));
      const { status, body } = await test.ask<Match>('POST', '/v1/matches', { body: need });
      expect(status).toBe(200);
      const steps = [...body.fits, ...body.toCheck, ...body.nearMisses, ...body.help];
      expect(steps.length).toBeGreaterThanOrEqual(3);
    });
  });

  it('shows three findings, the most pressing first, and the rest one step away', async () => {
    const { findings, more } = await diagnose(declared('rural-culture-three-clouds'));
    expect(findings).toHaveLength(3);
    const order = ['critical', 'high', 'medium', 'low', 'info'];
    const severities = [...findings, ...more].map(({ severity }) => order.indexOf(severity));
    expect(severities).toEqual([...severities].sort());
    const rules = [...findings, ...more].map(({ rule }) => rule);
    expect(new Set(rules).size).toBe(rules.length);
  });

  it('says of each finding what it means, what to do and who helps, with a date, near the association', async () => {
    const { findings, more } = await diagnose(declared('rural-culture-three-clouds'));
    const sprawl = [...findings, ...more].find(({ rule }) => rule === 'storage-sprawl')!;
    expect(sprawl.text).toBe(
      'Les fichiers sont éparpillés dans trois endroits ou plus. Pour «\u00a0Fichiers\u00a0»\u00a0: Google Drive, Dropbox et OneDrive.',
    );
    expect(sprawl.advice).toMatch(/^Faites la liste/);
    expect(sprawl.help[0]).toMatchObject({ name: 'DLA de la Creuse', asOf: '2019-01', toCheck: true });
  });

  it('sends nobody who employs no one to a scheme for employers', async () => {
    const { findings, more } = await diagnose(declared('sports-club-small-town'));
    const kinds = [...findings, ...more].flatMap(({ help }) => help.map(({ kind }) => kind));
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds).not.toContain('dla');
  });

  it('asks, where a finding rests on something that was not said', async () => {
    const tool = { tool: 'gmail', usages: ['email-hosting'], accountKind: 'personal' as const };
    const unknown = await diagnose({ currentTools: [tool] });
    expect(unknown.findings[0]).toMatchObject({ rule: 'personal-account', unsure: ['gmail'] });
    expect(unknown.findings[0]!.text).toContain('Votre association est-elle déclarée ?');
    const known = await diagnose({ organisation: { legalForm: 'association-1901' }, currentTools: [tool] });
    expect(known.findings[0]).toMatchObject({ rule: 'personal-account', unsure: [] });
    expect(known.findings[0]!.text).not.toContain('?');
    const collective = await diagnose({ organisation: { legalForm: 'informal-collective' }, currentTools: [tool] });
    expect(named(collective)).not.toContain('personal-account gmail');
  });

  it('finds nothing in what was not said', async () => {
    const { findings, more, need, summary } = await diagnose({});
    expect([findings, more, need]).toEqual([[], [], undefined]);
    expect(summary).toBe('Dites quels outils vous utilisez\u00a0: sans eux, il n’y a rien à regarder.');
    const bare = await diagnose({ currentTools: [{ tool: 'Nextcloud' }, { tool: 'Paheko' }] });
    expect(named(bare)).toEqual([]);
    expect(bare.questions.map(({ code }) => code)).toEqual(['which-usages']);
  });

  it('says when to see to what it found, counts as it shows, and claims nothing where there is nothing', async () => {
    const { summary, findings, more } = await diagnose(declared('community-health-centre'));
    expect(summary).toBe(
      'Vous utilisez 4 outils. 9 points méritent d’être regardés, dont 1 tout de suite et 4 bientôt. Et 1 chose à savoir.',
    );
    expect(findings.length + more.length).toBe(10);
    expect((await diagnose({ organisation: { employees: 2 } })).summary).toMatch(
      /^Rien à signaler dans ce que vous avez dit\. Ce/,
    );
    const quiet = await diagnose({
      currentTools: [{ tool: 'gmail', usages: ['email-hosting'], referentCount: 3 }],
      needs: [
        { usage: 'email-hosting', priority: 'must' },
        { usage: 'website', priority: 'could' },
      ],
    });
    expect(quiet.needNotes[0]!.text).toBe('Commencez par «\u00a0Boîtes mail\u00a0».');
  });

  it('names four of many tools in a sentence, and all of them for programs', async () => {
    const tools = [...reference.tools.keys()].slice(0, 20);
    const { findings } = await diagnose({ currentTools: tools.map((tool) => ({ tool, passwordShared: true })) });
    const shared = findings.find(({ rule }) => rule === 'shared-password')!;
    expect(shared.targets).toEqual(tools);
    expect(shared.text).toBe(
      'Gmail, Google Workspace, Google Drive, Google Docs et 16 autres\u00a0: un même mot de passe circule entre plusieurs personnes.',
    );
  });

  it('takes two spellings of a name for one tool, and tools without a name for none in particular', async () => {
    const files = ['file-storage-sharing'];
    const one = await diagnose({
      currentTools: [
        { tool: 'Le Bidule', usages: files },
        { tool: 'le bidule', usages: files },
      ],
    });
    expect([named(one), one.questions.length, one.consolidations]).toEqual([[], 1, []]);
    const nameless = await diagnose({ currentTools: [{ usages: files }, { usages: files }] });
    expect([named(nameless), nameless.questions, nameless.tools[0]!.typed]).toEqual([[], [], '']);
  });

  it('asks nobody who hosts paper', async () => {
    const paper = { tool: 'paper-notebook', usages: ['beneficiary-tracking'], holdsHealthCareData: true };
    expect(named(await diagnose({ currentTools: [paper] }))).not.toContain(
      'health-data-without-certified-host paper-notebook',
    );
  });

  it('keeps a tool that it does not know as it was typed, and asks about it', async () => {
    const { tools, map, questions } = await diagnose({
      currentTools: [{ tool: 'Le truc de Josette', usages: ['file-storage-sharing'] }, { tool: 'la page facebook' }],
    });
    expect(tools).toEqual([
      { typed: 'Le truc de Josette', candidates: [] },
      { typed: 'la page facebook', candidates: ['facebook-page', 'facebook-group'] },
    ]);
    expect(map.usages).toEqual([
      { usage: 'file-storage-sharing', tools: ['Le truc de Josette'], tolerated: 1, beyond: 0 },
    ]);
    expect(questions.map(({ text }) => text)).toContain(
      '«\u00a0la page facebook\u00a0»\u00a0: est-ce Facebook (page) ou Facebook (groupe)\u00a0?',
    );
  });

  it('says that one person holds a tool only where several are not said of that very tool', async () => {
    const { map } = await diagnose({
      organisation: { distinctReferents: 1 },
      currentTools: [{ tool: 'gmail', adminCount: 3 }, { tool: 'dropbox' }],
    });
    expect(map.onOnePerson).toEqual(['dropbox']);
  });

  it('shows what is too much, what is missing, whose it is and what one person holds alone', async () => {
    const { map, consolidations } = await diagnose(declared('rural-culture-three-clouds'));
    expect(map.usages.find(({ usage }) => usage === 'file-storage-sharing')).toEqual({
      usage: 'file-storage-sharing',
      tools: ['google-drive', 'dropbox', 'onedrive'],
      tolerated: 1,
      beyond: 2,
    });
    expect(map.gaps).toContainEqual({ usage: 'office-suite', isSure: true });
    expect(map.bigPlatforms).toMatchObject({ count: 6, of: 11 });
    expect(map.laws.find(({ zone }) => zone === 'FR')?.tools).toEqual(['ovhcloud']);
    expect(map.onOnePerson).toContain('wordpress');
    expect(consolidations[0]).toMatchObject({
      kind: 'one-space',
      tools: ['google-drive', 'dropbox', 'onedrive', 'google-calendar'],
    });
    expect(consolidations[0]!.text).toContain('pourrait remplacer ces 4 outils');
  });

  it('counts no tool that it does not know among those of large platforms', async () => {
    const tools = (...names: string[]) => ({ currentTools: names.map((tool) => ({ tool })) });
    const unknown = await diagnose(tools('gmail', 'Le truc de Josette', 'Bidule', 'Machin'));
    expect(named(unknown)).not.toContain('big-platform-dependency null');
    expect(unknown.map.bigPlatforms).toMatchObject({
      count: 1,
      of: 4,
      notRecognised: ['Le truc de Josette', 'Bidule', 'Machin'],
    });
    expect(named(await diagnose(tools('gmail', 'zoom', 'whatsapp')))).toContain('big-platform-dependency null');
  });

  it('proposes one space for several tools, not for one', async () => {
    const files = { tool: 'dropbox', usages: ['file-storage-sharing'] };
    expect((await diagnose({ currentTools: [files] })).consolidations).toEqual([]);
    const both = await diagnose({ currentTools: [files, { tool: 'doodle', usages: ['shared-calendar'] }] });
    expect(both.consolidations).toMatchObject([{ kind: 'one-space', tools: ['dropbox', 'doodle'] }]);
  });

  it('is not sure that a usage has no tool while it does not know what a tool is for', async () => {
    const needs = [{ usage: 'date-poll' }];
    const unsure = await diagnose({ needs, currentTools: [{ tool: 'gmail' }] });
    expect(unsure.map.gaps).toEqual([{ usage: 'date-poll', isSure: false }]);
    const sure = await diagnose({ needs, currentTools: [{ tool: 'gmail', usages: ['email-hosting'] }] });
    expect(sure.map.gaps).toEqual([{ usage: 'date-poll', isSure: true }]);
  });

  describe('makes a need', () => {
    it('with sizes, budget, place, help and what matters as they were declared', async () => {
      const { need } = await diagnose(declared('rural-culture-three-clouds'));
      expect(need).toMatchObject({
        usages: [
          { usage: 'file-storage-sharing', accounts: 10, storageGb: 200, priority: 'must' },
          { usage: 'shared-calendar', accounts: 10, amounts: { calendars: 4 }, priority: 'must' },
          { usage: 'office-suite', accounts: 10, priority: 'must' },
          { usage: 'website', storageGb: 10, priority: 'should' },
          { usage: 'video-conferencing', priority: 'could' },
          { usage: 'event-publishing', priority: 'could' },
        ],
        budgetPerYear: 720,
        territory: { level: 'commune', code: '23079' },
        require: { support: ['training', 'migration'] },
        wish: { criteria: { 'free-software-only': 'very-important' }, proximity: 'important' },
      });
      expect(need!.currentTools).toHaveLength(11);
    });

    it('that begins where the tools raise most questions', async () => {
      const { needNotes } = await diagnose(declared('rural-culture-three-clouds'));
      expect(needNotes.find(({ code }) => code === 'begin-with')?.params).toMatchObject({
        usage: 'file-storage-sharing',
      });
    });

    it('that begins with the tool that has most points, and is for all that has something urgent', async () => {
      const personal = { accountKind: 'personal' } as const;
      const { need, needNotes } = await diagnose({
        organisation: { legalForm: 'association-1901' },
        currentTools: [
          { tool: 'whatsapp', usages: ['instant-messaging'], ...personal },
          ...[
            { tool: 'google-drive', usages: ['file-storage-sharing'], ...personal },
            { tool: 'ovhcloud', usages: ['website'] },
          ].map((one) => ({ ...one, formerMembersHaveAccess: true, backup: 'none' as const })),
          { tool: 'zoom', usages: ['video-conferencing'], referentCount: 0 },
        ],
      });
      expect(need!.usages).toEqual(
        ['file-storage-sharing', 'website', 'instant-messaging'].map((usage) => ({ usage, priority: 'must' })),
      );
      expect(needNotes.at(-1)!.text).toBe(
        'Commencez par «\u00a0Fichiers\u00a0»\u00a0: c’est là que Google Drive pose le plus de questions.',
      );
    });

    it('that names no tool as the worst where one that is not looked for has more points', async () => {
      const { needNotes } = await diagnose({
        needs: [{ usage: 'instant-messaging' }, { usage: 'video-conferencing' }],
        currentTools: [
          { tool: 'whatsapp', usages: ['instant-messaging'], passwordShared: true },
          { tool: 'dropbox', usages: ['file-storage-sharing'], passwordShared: true, backup: 'none' },
        ],
      });
      expect(needNotes.at(-1)!.text).toBe('Commencez par «\u00a0Messagerie\u00a0».');
    });

    it('that asks with care where children, or others whom a leak could harm, are written down', async () => {
      const needs = [{ usage: 'file-storage-sharing' }];
      const sensitive = async (map: ToolMap) => (await diagnose({ needs, ...map })).need!.sensitive;
      for (const one of ['minors', 'beneficiaries', 'health', 'opinions'])
        expect([one, await sensitive({ data: { categories: [one] } })]).toEqual([one, 'unknown']);
      expect(await sensitive({ currentTools: [{ tool: 'dropbox', holdsSensitiveData: true }] })).toBe('unknown');
      expect(await sensitive({ data: { categories: ['members', 'donors', 'employees'] } })).toBeUndefined();
    });

    it('that never concludes that there are health data, and asks', async () => {
      const map: ToolMap = {
        data: { categories: ['health'] },
        needs: [{ usage: 'file-storage-sharing', priority: 'must' }],
        currentTools: [{ tool: 'dropbox', usages: ['file-storage-sharing'], holdsHealthCareData: true }],
      };
      const { need, questions, needNotes } = await diagnose(map);
      expect(need).not.toHaveProperty('holdsHealthData');
      expect(questions.map(({ code }) => code)).toContain('health-data');
      expect(needNotes.map(({ code }) => code)).toContain('health-to-answer');
    });

    it('with health data where a certified host was declared to be a condition', async () => {
      expect((await diagnose(declared('community-health-centre'))).need).toMatchObject({ holdsHealthData: true });
    });

    it('and says what it cannot carry', async () => {
      const { notCarried } = await diagnose(declared('regional-youth-federation'));
      expect(notCarried.map(({ code }) => code).sort()).toEqual(
        [
          ...['condition-not-carried', 'condition-not-carried', 'note-not-carried'],
          ...['one-off-budget', 'law-not-carried'],
        ].sort(),
      );
      expect(notCarried[0]!.text).toBe(
        'Cette condition n’entre pas dans la recherche\u00a0: plusieurs structures dans un même espace. Posez-la à l’hébergeur.',
      );
    });

    it('that adds help to what everybody wishes for, and says which amount it lowered', async () => {
      const { need, notCarried } = await diagnose({
        needs: [{ usage: 'file-storage-sharing', capacity: { accounts: 100_001 } }],
        supportWanted: ['training'],
      });
      expect(need).toMatchObject({
        usages: [{ accounts: 100_000 }],
        wish: { price: 'important', proximity: 'plus', commitments: { 'closing-notice': 'plus' } },
      });
      expect(need!.wish!.support).toEqual({ training: 'plus' });
      expect(notCarried.map(({ code }) => code)).toEqual(['amount-lowered']);
    });

    it('of what was found, where nothing was asked for', async () => {
      const cloud = (tool: string, users: number) => ({ tool, usages: ['file-storage-sharing'], users });
      const { need, needNotes } = await diagnose({
        currentTools: [cloud('google drive', 6), cloud('dropbox', 4), cloud('onedrive', 2)],
      });
      expect(need!.usages).toEqual([{ usage: 'file-storage-sharing', accounts: 6, priority: 'must' }]);
      expect(needNotes[0]!.code).toBe('made-from-findings');
    });

    it('of ten usages at most, the most wanted first', async () => {
      const usages = [...reference.usages.keys()].slice(0, 14);
      const needs = usages.map((usage, at) => ({ usage, priority: at < 12 ? ('could' as const) : ('must' as const) }));
      const { need, notCarried } = await diagnose({ needs });
      expect(need!.usages).toHaveLength(10);
      expect(need!.usages.slice(0, 2).map(({ usage }) => usage)).toEqual(usages.slice(12));
      expect(notCarried.find(({ code }) => code === 'usages-not-carried')?.params).toMatchObject({
        usages: usages.slice(8, 12),
      });
    });
  });

  it('says how data leave a tool as of when, and where that is not known', async () => {
    const { leaving } = await diagnose(declared('sports-club-small-town'));
    expect(leaving.find(({ tool }) => tool === 'gmail')).toMatchObject({
      export: { formats: ['MBOX'], asOf: '2013-12-07' },
    });
    expect(leaving.find(({ tool }) => tool === 'microsoft-office')).toMatchObject({
      text: 'Comment sortir ses données de Microsoft Office (logiciels installés)\u00a0: nous ne le savons pas. Demandez-le à qui le fournit.',
    });
  });

  it('says the same in English, with other words only', async () => {
    const withoutWords = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, one) => (['text', 'advice', 'summary'].includes(key) ? undefined : one)));
    const map = declared('seniors-island-weak-connection');
    const [french, english] = [await diagnose(map), await diagnose(map, 'en')];
    expect(withoutWords(english)).toEqual(withoutWords(french));
    expect(english.summary).toBe('You use 4 tools. 12 points deserve a look, 5 soon. And 1 thing to know.');
    expect(JSON.stringify(english.findings)).not.toMatch(/l’|outil|personne\b/);
  });

  it('refuses a usage that does not exist, and says where', async () => {
    expect(
      await test.refused('POST', '/v1/diagnoses', {
        body: { currentTools: [{ tool: 'gmail', usages: ['email'] }], needs: [{ usage: 'files' }] },
      }),
    ).toEqual(meaningless({ '/currentTools/0/usages/0': 'unknown-usage', '/needs/0/usage': 'unknown-usage' }));
  });

  it('answers any origin, is kept by no cache, and leaves no trace in log and database', async () => {
    const mark = 'Zyqqurathon';
    const map: ToolMap = {
      title: { fr: mark },
      currentTools: [{ tool: mark, label: mark, usages: ['website'] }],
      needs: [{ usage: 'website', note: { fr: mark } }],
    };
    const { headers, text } = await test.ask('POST', '/v1/diagnoses', {
      body: map,
      headers: { origin: 'https://asso.example' },
    });
    expect(text).toContain(mark);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['cache-control']).toBe('no-store');
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toContain(mark);
    const metrics = await test.app.inject({ url: '/metrics' });
    expect(metrics.body).not.toContain(mark);
    expect(await columnsHolding(test.database, mark)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toolRecogniser } from '../../src/diagnosis/recognise.ts';
import type { Tool } from '../../src/vocabulary/reference.ts';
import { reference } from '../support/record.ts';

const recognise = toolRecogniser(reference);
const keyOf = (typed: string) => recognise(typed).tool?.key ?? null;

describe('Tools are recognised', () => {
  it.each([
    ['gdrive', 'google-drive'],
    ['Google Drive', 'google-drive'],
    ['drive de google', 'google-drive'],
    ['whats app', 'whatsapp'],
    ['Groupe WhatsApp des parents', 'whatsapp'],
    ['Boîte Gmail de la présidence', 'gmail'],
    ['Tableau Excel des adhérents', 'microsoft-office'],
    ['hébergement OVH', 'ovhcloud'],
    ['Dropbx', 'dropbox'],
    ['le classeur', 'paper-notebook'],
    ['Le Drive', 'google-drive'],
    ['Claude', 'claude'],
    ['google-drive', 'google-drive'],
  ])('%s is %s', (typed, key) => {
    expect(keyOf(typed)).toBe(key);
  });

  it.each([...reference.tools.values()])('$name by its key and its name', ({ key, name }) => {
    expect([keyOf(key), keyOf(name)]).toEqual([key, key]);
  });

  it('are candidates, where two may be meant', () => {
    const { tool, candidates } = recognise('la page facebook');
    expect([tool, candidates.map(({ key }) => key)]).toEqual([undefined, ['facebook-page', 'facebook-group']]);
  });

  it.each(['chez Claude', 'la galette', 'la box', 'le ciel', 'cahier de Marie'])(
    'are asked about, where “%s” may be no tool at all',
    (typed) => {
      const { tool, candidates } = recognise(typed);
      expect([tool, candidates.length]).toEqual([undefined, 1]);
    },
  );

  const NAMES = [...reference.tools.values()].flatMap((tool) =>
    [tool.name, ...tool.aliases].map((name) => ({ tool, name })),
  );
  const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

  /** One mistake in five letters: a letter left out, added, changed, or two swapped; accents and spaces may be dropped. */
  const misspelt: fc.Arbitrary<{ tool: Tool; name: string; typed: string }> = fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 3 }), fc.constantFrom(...LETTERS)), {
        minLength: 12,
        maxLength: 12,
      }),
    )
    .map(([{ tool, name }, bare, joined, mistakes]) => {
      let typed = bare ? name.normalize('NFD').replace(/\p{M}/gu, '') : name;
      if (joined) typed = typed.replaceAll(' ', '');
      for (const [place, kind, letter] of mistakes.slice(0, Math.floor(typed.length / 5))) {
        const at = place % typed.length;
        const [before, here, after] = [typed.slice(0, at), typed[at]!, typed.slice(at + 1)];
        if (kind === 0) typed = before + after;
        else if (kind === 1) typed = before + letter + here + after;
        else if (kind === 2) typed = before + letter + after;
        else typed = before + after.slice(0, 1) + here + after.slice(1);
      }
      return { tool, name, typed };
    });

  it('although misspelt: 95 in 100 to the right one, and at most one in 100 to a wrong one', () => {
    const tried = fc.sample(misspelt, { numRuns: 2000, seed: 20_261_127 });
    const wrong = tried.filter(({ tool, typed }) => ![null, tool.key].includes(keyOf(typed)));
    const right = tried.filter(({ tool, typed }) => keyOf(typed) === tool.key);
    expect(wrong.length / tried.length).toBeLessThanOrEqual(0.01);
    expect(right.length / tried.length).toBeGreaterThanOrEqual(0.95);
  });

  const INVENTED =
    'Zarpoline Bolduric Mirvaxel Trenoba Quistalo Vorpine Galumard Pistrelle Nocturbe Fraxinou Orbelune Tisquame Palombre Crudivelle Sarmonte Wexilor Dunabre Kolivade Emprusc Jalovire';
  const PLACES = ['Guéret', 'Felletin', 'La Souterraine', 'Quimper', 'Bourganeuf', 'Saint-Denis', 'Nantes', 'Rennes']
    .concat([
      'Limoges',
      'Aubusson',
      'Brest',
      'Lorient',
      'Vannes',
      'Concarneau',
      'Morlaix',
      'Poitiers',
      'Tulle',
      'Ussel',
    ])
    .concat(['Salle des fêtes', 'Le Bourg', 'Mairie annexe', 'Maison du peuple', 'La Grange', 'Foyer rural']);
  const PEOPLES_WORDS = ['le truc de Josette', 'cahier de Marie', 'l’ordi du bureau', 'ma vieille clef', 'rien du tout']
    .concat(['la boîte à chaussures', 'téléphone', 'bouche à oreille', 'le panneau', 'affichage', 'petit carnet vert'])
    .concat(['photocopieuse', 'Trésorière', 'le PC de Jean', 'un classement', 'imprimante', 'ardoise', 'courrier'])
    .concat(['bulletin', 'journal local', 'radio du coin', 'les anciens', 'réunion du lundi', 'on s’appelle', 'aucun'])
    .concat(['comme on peut', 'à la main', 'selon les jours', 'je ne sais plus', 'divers', 'autre', 'inconnu', 'néant'])
    .concat(['chorale', 'fanfare', 'répétition', 'partitions', 'vide-grenier', 'buvette', 'licences', 'cotisations'])
    .concat([
      'la voisine',
      'mon neveu',
      'un bénévole',
      'le fils du président',
      'planning',
      'permanence',
      'local',
      'armoire',
    ])
    .concat(['mail perso', 'notre wiki', 'l’association', 'team', 'forms', 'password', 'work', 'weekly'])
    .concat(['vidéoprojecteur', 'rallye', 'palette', 'discours', 'échange', 'éléments', 'moral', 'orage']);
  const NO_TOOL = [...INVENTED.split(' '), ...PLACES, ...PEOPLES_WORDS];

  it('only where they are named: a hundred invented names, places and everyday words stay unknown', () => {
    expect(NO_TOOL.length).toBeGreaterThanOrEqual(100);
    expect(NO_TOOL.filter((typed) => keyOf(typed) !== null)).toEqual([]);
  });

  it('in bounded time, whatever is typed', () => {
    for (const typed of ['', ' ', '…', 'a'.repeat(200), 'gmail '.repeat(33), '\u0300'.repeat(200), '漢'.repeat(200)])
      expect(recognise(typed).candidates.length).toBeLessThanOrEqual(3);
  });
});

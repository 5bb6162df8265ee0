import { frenchOf, type SentencesOf } from '../../vocabulary/sentences.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { DiagnosisSentences } from './sentences.ts';

const NBSP = '\u00a0';
const quoted = (text: string) => `«${NBSP}${text}${NBSP}»`;
/** Maximum number of names in a sentence; the others are counted. */
const MOST_NAMED = 4;
const few = (names: readonly string[], say: Speaker): string =>
  names.length > MOST_NAMED + 1
    ? say.list([...names.slice(0, MOST_NAMED), `${say.number(names.length - MOST_NAMED)} autres`])
    : say.list(names);
const several = (count: number, one: string, more: string) => (count > 1 ? more : one);

/** Words of a map that a need cannot express, as people read them; all others are repeated as written. */
const CONDITIONS: Readonly<Record<string, string>> = {
  'multi-organisation': 'plusieurs structures dans un même espace',
  'per-member-quota': 'une part d’espace pour chaque structure',
  'plain-language': 'un langage simple',
};
const VALUES: Readonly<Record<string, string>> = { simplicity: 'la simplicité' };
const HELP: Readonly<Record<string, string>> = {
  dla: 'le DLA',
  guidasso: 'le réseau Guid’Asso',
  fdva: 'le FDVA',
  hosting: 'l’hébergement',
};

/** Files that are exported in the format in which they were uploaded. */
const formatOf = (format: string) => (format === 'as-is' ? 'fichiers tels quels' : format);

const wordOf = (words: Readonly<Record<string, string>>, word: string): string =>
  Object.hasOwn(words, word) ? words[word]! : quoted(word);

export const FRENCH: SentencesOf<DiagnosisSentences> = {
  'nothing-said': () => 'Dites quels outils vous utilisez\u00a0: sans eux, il n’y a rien à regarder.',
  'nothing-found': ({ tools }, say) =>
    `Rien à signaler dans ce que vous avez dit${tools === 0 ? '' : tools === 1 ? ' d’un outil' : ` de ${say.number(tools)} outils`}. Ce que vous n’avez pas dit reste inconnu.`,
  'found-points': ({ tools, points, atOnce, soon, toKnow }, say) => {
    const when = [
      ...(atOnce > 0 ? [`${say.number(atOnce)} tout de suite`] : []),
      ...(soon > 0 ? [`${say.number(soon)} bientôt`] : []),
    ];
    return [
      tools > 0 ? `Vous utilisez ${say.number(tools)} ${several(tools, 'outil', 'outils')}. ` : '',
      `${say.number(points)} ${several(points, 'point mérite', 'points méritent')} d’être ${several(points, 'regardé', 'regardés')}`,
      when.length > 0 ? `, dont ${say.list(when)}.` : '. Rien ne presse.',
      toKnow > 0 ? ` Et ${say.number(toKnow)} ${several(toKnow, 'chose', 'choses')} à savoir.` : '',
    ].join('');
  },
  'finding-of-tools': ({ tools, what }, say) => `${few(tools, say)}\u00a0: ${what}`,
  'finding-of-usages': ({ usages, what }, say) =>
    `${what} ${usages
      .slice(0, MOST_NAMED)
      .map(({ usage, tools }) => `Pour «${NBSP}${say.usageShort(usage)}${NBSP}»\u00a0: ${few(tools, say)}.`)
      .join(' ')}`,
  'which-tool': ({ typed, candidates }, say) =>
    candidates.length === 0
      ? `Nous ne connaissons pas ${quoted(typed)}. À quoi vous sert-il, et chez qui est-il\u00a0?`
      : `${quoted(typed)}\u00a0: est-ce ${candidates.length === 1 ? candidates[0] : `${say.list(candidates.slice(0, -1))} ou ${candidates.at(-1)}`}\u00a0?`,
  'which-tools': ({ typed }, say) =>
    `Nous ne connaissons pas non plus\u00a0: ${few(typed.map(quoted), say)}. À quoi vous servent-ils\u00a0?`,
  'which-usages': ({ tools }, say) =>
    `À quoi ${several(tools.length, 'sert', 'servent')} ${few(tools, say)} chez vous\u00a0?`,
  'health-data': () =>
    'Gardez-vous des données de santé, comme le suivi de personnes accompagnées\u00a0? Si oui, seul un hébergeur certifié (HDS) peut convenir. Un certificat médical de sport n’en fait pas toujours partie\u00a0: demandez conseil.',
  'one-space': ({ tools, usages }, say) =>
    `Un seul espace en ligne pourrait remplacer ces ${say.number(tools.length)} outils\u00a0: ${few(tools, say)}. Il servirait pour\u00a0: ${usages.map(say.usageShort).join(', ')}.`,
  'one-tool': ({ tools, usage }, say) =>
    `Pour «${NBSP}${say.usageShort(usage)}${NBSP}», un seul outil pourrait suffire au lieu de ${say.number(tools.length)}\u00a0: ${few(tools, say)}.`,
  'export-known': ({ tool, formats, where, limits, asOf }, say) =>
    [
      `On peut sortir ses données ${frenchOf(tool)} en ${say.list(formats.map(formatOf))}\u00a0: ${where}.`,
      limits,
      asOf
        ? `Relevé ${say.on(asOf)}, à vérifier\u00a0: les menus changent.`
        : 'La date de cette information n’est pas connue\u00a0: les menus changent.',
    ]
      .filter(Boolean)
      .join(' '),
  'export-none': ({ tool, asOf }, say) =>
    `${tool} ne permet pas de sortir ses données${asOf ? `, d’après ce qui a été lu ${say.on(asOf)}` : ''}. Demandez-le à qui le fournit.`,
  'export-unknown': ({ tool }) =>
    `Comment sortir ses données ${frenchOf(tool)}\u00a0: nous ne le savons pas. Demandez-le à qui le fournit.`,
  'begin-with': ({ usage, tools }, say) =>
    tools.length > 0
      ? `Commencez par «${NBSP}${say.usageShort(usage)}${NBSP}»\u00a0: c’est là que ${few(tools, say)} ${several(tools.length, 'pose', 'posent')} le plus de questions.`
      : `Commencez par «${NBSP}${say.usageShort(usage)}${NBSP}».`,
  'made-from-findings': () =>
    'Vous n’avez pas dit ce que vous cherchez\u00a0: ce besoin vient de ce que nous avons vu. Changez-le comme vous voulez.',
  'health-to-answer': () => 'Les données de santé ne sont pas dans ce besoin\u00a0: ajoutez-les si vous en gardez.',
  'condition-not-carried': ({ word }) =>
    `Cette condition n’entre pas dans la recherche\u00a0: ${wordOf(CONDITIONS, word)}. Posez-la à l’hébergeur.`,
  'value-not-carried': ({ word }) =>
    `Ce souhait n’entre pas dans la recherche\u00a0: ${wordOf(VALUES, word)}. Jugez-en en essayant.`,
  'help-not-carried': ({ kind }) =>
    `Cette aide ne vient pas d’un hébergeur\u00a0: ${wordOf(HELP, kind)}. Voyez qui peut vous aider.`,
  'amount-not-carried': ({ usage, unit }, say) =>
    `La quantité ${quoted(unit)} ne compte pas pour «${NBSP}${say.usageShort(usage)}${NBSP}»\u00a0: elle a été laissée de côté.`,
  'amount-lowered': ({ usage }, say) =>
    `Une quantité pour «${NBSP}${say.usageShort(usage)}${NBSP}» dépasse ce que la recherche compte\u00a0: elle a été ramenée au plus grand nombre possible. Dites la vôtre à l’hébergeur.`,
  'usages-not-carried': ({ usages, most }, say) =>
    `Une recherche porte sur ${say.number(most)} usages au plus. À chercher ensuite\u00a0: ${usages.map(say.usageShort).join(', ')}.`,
  'note-not-carried': ({ usage }, say) =>
    `Votre remarque sur «${NBSP}${say.usageShort(usage)}${NBSP}» n’entre pas dans la recherche\u00a0: dites-la à l’hébergeur.`,
  'one-off-budget': ({ euros }, say) =>
    `Les ${say.euros(euros)} pour commencer n’entrent pas dans la recherche\u00a0: gardez-les pour le déménagement ou la formation.`,
  'law-not-carried': () =>
    'Le droit du pays du fournisseur n’entre pas dans la recherche\u00a0: la fiche de chaque hébergeur dit où sont les données, quand on le sait.',
  'access-not-carried': () =>
    'Vos besoins d’accessibilité n’entrent pas dans la recherche\u00a0: demandez à essayer avant de choisir.',
  'connection-not-carried': () =>
    'Votre connexion fragile n’entre pas dans la recherche\u00a0: demandez à essayer depuis chez vous.',
  'place-not-carried': () => 'Ce lieu n’a pas été trouvé\u00a0: choisissez-le dans la liste des communes.',
};

import { bilingual, frenchPlural, plural, s } from './typeset.ts';

/** A part of a map that cannot be read: a list with the place in it, from 1, or what is said of the association. */
export interface UnreadPart {
  of: 'tool' | 'need' | 'association';
  place: number;
}

const frenchPart = ({ of, place }: UnreadPart): string =>
  ({ tool: `l’outil nº ${place}`, need: `le besoin nº ${place}`, association: 'ce qui est dit de l’association' })[of];
const englishPart = ({ of, place }: UnreadPart): string =>
  ({ tool: `tool ${place}`, need: `need ${place}`, association: 'what is said of the association' })[of];

/** Why a text is not a map. */
export const READ_MAP = bilingual(
  {
    'too-long':
      'Trop gros pour une carte, ou coupé en route. Choisissez le fichier gardé depuis la page du diagnostic.',
    'nothing-sent':
      'Rien n’est choisi, ou le fichier est vide. Choisissez le fichier gardé depuis la page du diagnostic.',
    'not-a-map':
      'Ce n’est pas une carte. Choisissez le fichier gardé depuis la page du diagnostic : son nom finit par .json.',
    'nothing-in': 'Cette carte ne dit rien : ni outil, ni besoin.',
    faults: (parts: readonly UnreadPart[], more: number) =>
      `Cette carte a été changée à la main, ou vient d’ailleurs. On n’y lit pas : ${parts.map(frenchPart).join(', ')}${more > 0 ? `, et ${more} autre${frenchPlural(more, '', 's')}` : ''}.`,
  },
  {
    'too-long': 'Too large for a map, or cut on its way. Choose the file that was kept from the page of the diagnosis.',
    'nothing-sent':
      'Nothing was chosen, or the file is empty. Choose the file that was kept from the page of the diagnosis.',
    'not-a-map':
      'This is not a map. Choose the file that was kept from the page of the diagnosis: its name ends with .json.',
    'nothing-in': 'This map says nothing: no tool, no need.',
    faults: (parts: readonly UnreadPart[], more: number) =>
      `This map was changed by hand, or comes from elsewhere. Not readable in it: ${parts.map(englishPart).join(', ')}${more > 0 ? `, and ${more} more` : ''}.`,
  },
);

const GROUPS: Readonly<Record<string, string>> = {
  google: 'Google',
  apple: 'Apple',
  meta: 'Meta',
  amazon: 'Amazon',
  microsoft: 'Microsoft',
};
const NAMES = Object.values(GROUPS);
const listed = (or: string): string => `${NAMES.slice(0, -1).join(', ')} ${or} ${NAMES.at(-1)}`;
type Whose = 'big' | 'other' | 'unknown';
type Lines = readonly string[];

/** The map of tools, drawn and in tables. */
export const TOOL_MAP = bilingual(
  {
    title: (tools: number, usages: number) => `Carte de ${tools} outil${s(tools)} et ${usages} usage${s(usages)}`,
    told: {
      tooMany: (usage: string, count: number, tools: string) =>
        `Trop d’outils pour « ${usage} » : ${count} (${tools}).`,
      noneTooMany: 'Aucun usage n’a trop d’outils.',
      gaps: (usages: string) => `Demandé, et sans outil : ${usages}.`,
      big: (count: number, of: number, unknown: number) =>
        `${count === 0 ? `Aucun outil${unknown > 0 ? ' reconnu' : ''} ne vient` : `${count} outil${s(count)} sur ${of} ${frenchPlural(count, 'vient', 'viennent')}`} d’une grande plateforme (${NAMES.join(', ')}).${unknown > 0 ? ` ${unknown} ${frenchPlural(unknown, 'n’est pas reconnu : on ne sait pas à qui il est', 'ne sont pas reconnus : on ne sait pas à qui ils sont')}.` : ''}`,
      alone: (tools: string) => `Une seule personne tient : ${tools}.`,
      nobodyAlone: 'D’après ce qui a été dit, aucun outil ne tient à une seule personne.',
      rest: 'Les tableaux disent le reste.',
    },
    tool: 'Outil',
    tools: 'Outils',
    usage: 'Usage',
    heads: { whose: 'Grande plateforme', person: 'Une seule personne', law: 'Loi du fournisseur' },
    lawCodes: {
      FR: 'FR',
      'EU-EEA': 'UE',
      US: 'US',
      OTHER: 'autre',
      HOST: 'selon',
      LOCAL: 'ici',
      UNKNOWN: '?',
    } as Readonly<Record<string, string>>,
    lawNames: {
      FR: 'française',
      'EU-EEA': 'd’un autre pays d’Europe',
      US: 'des États-Unis',
      OTHER: 'd’un autre pays',
      HOST: 'selon qui l’héberge',
      LOCAL: 'il est sur vos appareils',
      UNKNOWN: 'pas connue',
    } as Readonly<Record<string, string>>,
    legend: {
      dot: ['sert à cet usage'] as Lines,
      square: ['sert aussi : trop d’outils pour cet usage,', 'et combien sont de trop (+1, +2…)'] as Lines,
      big: [`à ${listed('ou')}`] as Lines,
      unknown: ['outil pas reconnu : à qui est-il ?'] as Lines,
      person: ['tient à une seule personne'] as Lines,
      gap: ['demandé, et aucun outil ne le fait'] as Lines,
      perhaps: ['demandé, et peut-être aucun outil'] as Lines,
    },
    laws: [
      'Loi : FR française, UE un autre pays d’Europe,',
      'US américaine, « selon » qui l’héberge,',
      '« ici » sur vos appareils. C’est la loi de qui',
      'fournit l’outil, pas le lieu de ses serveurs.',
    ] as Lines,
    byUsage: 'Ce que vous faites, et avec quoi',
    byTool: 'Vos outils, un par un',
    seen: 'Ce qu’on voit',
    beyond: (beyond: number, tolerated: number) =>
      `${beyond} de trop : ${frenchPlural(tolerated, 'un seul suffit', `${tolerated} suffisent`)} d’ordinaire`,
    /** What was found of a tool that serves a usage; the sentences are elsewhere. */
    points: (tool: string, count: number) => `${tool} : ${count} point${s(count)} à regarder`,
    fine: 'rien à signaler dans vos réponses',
    unsaid: (tools: number) => `pas de réponse de votre part sur ${frenchPlural(tools, 'cet outil', 'ces outils')}`,
    gap: { sure: 'aucun outil ne le fait', perhaps: 'peut-être aucun : on ne sait pas à quoi sert chaque outil' },
    none: 'aucun',
    servesWhat: 'Sert à',
    notSaid: 'pas dit',
    whose: 'À qui il est',
    owner: (whose: Whose, group: string | undefined) =>
      whose === 'big'
        ? (GROUPS[group ?? ''] ?? 'une grande plateforme')
        : whose === 'other'
          ? NAMES.map((name) => `ni ${name}`).join(', ')
          : 'pas connu',
    heldBy: 'Tient à une seule personne',
    alone: 'oui',
    notAlone: 'rien ne le dit',
    lawNote:
      'La loi est celle à laquelle obéit qui fournit l’outil, d’après ce qui est publié. Elle ne dit pas où sont les serveurs.',
  },
  {
    title: (tools: number, usages: number) => `Map of ${tools} tool${s(tools)} and ${usages} usage${s(usages)}`,
    told: {
      tooMany: (usage: string, count: number, tools: string) => `Too many tools for “${usage}”: ${count} (${tools}).`,
      noneTooMany: 'No usage has too many tools.',
      gaps: (usages: string) => `Asked for, and without a tool: ${usages}.`,
      big: (count: number, of: number, unknown: number) =>
        `${count === 0 ? `No ${unknown > 0 ? 'recognised ' : ''}tool comes` : `${count} of ${of} tool${s(of)} come${plural(count, 's', '')}`} from a large platform (${NAMES.join(', ')}).${unknown > 0 ? ` ${unknown} ${plural(unknown, 'is not recognised: nobody knows whose it is', 'are not recognised: nobody knows whose they are')}.` : ''}`,
      alone: (tools: string) => `One person alone holds: ${tools}.`,
      nobodyAlone: 'From what was said, no tool depends on one person alone.',
      rest: 'The tables say the rest.',
    },
    tool: 'Tool',
    tools: 'Tools',
    usage: 'Usage',
    heads: { whose: 'Large platform', person: 'One person alone', law: 'Law of the provider' },
    lawCodes: { FR: 'FR', 'EU-EEA': 'EU', US: 'US', OTHER: 'other', HOST: 'host', LOCAL: 'here', UNKNOWN: '?' },
    lawNames: {
      FR: 'French',
      'EU-EEA': 'of another European country',
      US: 'of the United States',
      OTHER: 'of another country',
      HOST: 'depends on who hosts it',
      LOCAL: 'it is on your devices',
      UNKNOWN: 'not known',
    },
    legend: {
      dot: ['serves this usage'],
      square: ['serves it too: too many tools for this usage,', 'and how many are too many (+1, +2…)'],
      big: [`of ${listed('or')}`],
      unknown: ['tool not recognised: whose is it?'],
      person: ['depends on one person alone'],
      gap: ['asked for, and no tool does it'],
      perhaps: ['asked for, and perhaps no tool does it'],
    },
    laws: [
      'Law: FR French, EU another European country,',
      'US American, “host” depends on who hosts it,',
      '“here” on your devices. It is the law of who',
      'provides the tool, not the place of its servers.',
    ],
    byUsage: 'What you do, and with what',
    byTool: 'Your tools, one by one',
    seen: 'What one sees',
    beyond: (beyond: number, tolerated: number) =>
      `${beyond} too many: ${tolerated > 1 ? `${tolerated} are` : 'one is'} usually enough`,
    points: (tool: string, count: number) => `${tool}: ${count} point${s(count)} to look at`,
    fine: 'nothing to report in your answers',
    unsaid: (tools) => `no answer from you about ${plural(tools, 'this tool', 'these tools')}`,
    gap: { sure: 'no tool does it', perhaps: 'perhaps none: it is not known what each tool is for' },
    none: 'none',
    servesWhat: 'Serves',
    notSaid: 'not said',
    whose: 'Whose it is',
    owner: (whose: Whose, group: string | undefined) =>
      whose === 'big'
        ? (GROUPS[group ?? ''] ?? 'a large platform')
        : whose === 'other'
          ? `not ${listed('or')}`
          : 'not known',
    heldBy: 'Depends on one person',
    alone: 'yes',
    notAlone: 'nothing says so',
    lawNote: 'It is the law that who provides the tool is under, as published. It does not say where the servers are.',
  },
);
export type ToolMapWords = (typeof TOOL_MAP)['fr'];

/** The page of a map, and what one may do with it. */
export const MAP_PAGE = bilingual(
  {
    title: 'La carte',
    heading: 'La carte de vos outils',
    lead: 'Qui fait quoi, avec quel outil, et à qui il est. À montrer en réunion, à imprimer, à garder.',
    promise: 'Rien n’en est gardé ici.',
    open: 'Montrer une carte',
    openLead: 'Choisissez la carte que vous avez gardée depuis la page du diagnostic.',
    file: 'Le fichier de la carte',
    hint: 'Son nom finit par .json. Il est lu, montré, et aussitôt oublié.',
    see: 'Voir la carte',
    whole: 'La carte seule, avec ses tableaux',
    handOver: 'Faire la fiche de passation',
    refused: 'Ce fichier n’a pas pu être lu',
    picture: 'Le dessin',
    pictureRegion: 'Le dessin de la carte, qui défile de côté',
    table: 'Les tableaux',
    alsoHeading: 'Sans carte sous la main',
    blank: 'Une carte vierge à remplir à la main',
    workshop: 'Mettre en commun les cartes de plusieurs associations',
    nothing: 'Rien à dessiner : aucun outil n’est nommé.',
  },
  {
    title: 'The map',
    heading: 'The map of your tools',
    lead: 'Who does what, with which tool, and whose it is. To show at a meeting, to print, to keep.',
    promise: 'Nothing of it is kept here.',
    open: 'Show a map',
    openLead: 'Choose the map that you kept from the page of the diagnosis.',
    file: 'The file of the map',
    hint: 'Its name ends with .json. It is read, shown, and forgotten at once.',
    see: 'See the map',
    whole: 'The map alone, with its tables',
    handOver: 'Make the handover sheet',
    refused: 'This file could not be read',
    picture: 'The drawing',
    pictureRegion: 'The drawing of the map, which scrolls sideways',
    table: 'The tables',
    alsoHeading: 'No map at hand',
    blank: 'A blank map to fill in by hand',
    workshop: 'Put the maps of several associations together',
    nothing: 'Nothing to draw: no tool is named.',
  },
);

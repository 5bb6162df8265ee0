import type { SentencesOf } from '../../vocabulary/sentences.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { DiagnosisSentences } from './sentences.ts';

const quoted = (text: string) => `“${text}”`;
/** Maximum number of names in a sentence; the others are counted. */
const MOST_NAMED = 4;
const few = (names: readonly string[], say: Speaker): string =>
  names.length > MOST_NAMED + 1
    ? say.list([...names.slice(0, MOST_NAMED), `${say.number(names.length - MOST_NAMED)} others`])
    : say.list(names);
const several = (count: number, one: string, more: string) => (count === 1 ? one : more);

const CONDITIONS: Readonly<Record<string, string>> = {
  'multi-organisation': 'several organisations in one space',
  'per-member-quota': 'a share of the space for each organisation',
  'plain-language': 'plain language',
};
const VALUES: Readonly<Record<string, string>> = { simplicity: 'simplicity' };
const HELP: Readonly<Record<string, string>> = {
  dla: 'the DLA',
  guidasso: 'the Guid’Asso network',
  fdva: 'the FDVA',
  hosting: 'hosting',
};

/** Files that are exported in the format in which they were uploaded. */
const formatOf = (format: string) => (format === 'as-is' ? 'files as they are' : format);

const wordOf = (words: Readonly<Record<string, string>>, word: string): string =>
  Object.hasOwn(words, word) ? words[word]! : quoted(word);

export const ENGLISH: SentencesOf<DiagnosisSentences> = {
  'nothing-said': () => 'Say which tools you use: without them there is nothing to look at.',
  'nothing-found': ({ tools }, say) =>
    `Nothing to report in what you said${tools === 0 ? '' : ` of ${say.number(tools)} ${several(tools, 'tool', 'tools')}`}. What you did not say remains unknown.`,
  'found-points': ({ tools, points, atOnce, soon, toKnow }, say) => {
    const when = [
      ...(atOnce > 0 ? [`${say.number(atOnce)} at once`] : []),
      ...(soon > 0 ? [`${say.number(soon)} soon`] : []),
    ];
    return [
      tools > 0 ? `You use ${say.number(tools)} ${several(tools, 'tool', 'tools')}. ` : '',
      `${say.number(points)} ${several(points, 'point deserves', 'points deserve')} a look`,
      when.length > 0 ? `, ${say.list(when)}.` : '. Nothing is pressing.',
      toKnow > 0 ? ` And ${say.number(toKnow)} ${several(toKnow, 'thing', 'things')} to know.` : '',
    ].join('');
  },
  'finding-of-tools': ({ tools, what }, say) => `${few(tools, say)}: ${what}`,
  'finding-of-usages': ({ usages, what }, say) =>
    `${what} ${usages
      .slice(0, MOST_NAMED)
      .map(({ usage, tools }) => `For “${say.usageShort(usage)}”: ${few(tools, say)}.`)
      .join(' ')}`,
  'which-tool': ({ typed, candidates }, say) =>
    candidates.length === 0
      ? `We do not know ${quoted(typed)}. What do you use it for, and whose is it?`
      : `${quoted(typed)}: is it ${candidates.length === 1 ? candidates[0] : `${say.list(candidates.slice(0, -1))} or ${candidates.at(-1)}`}?`,
  'which-tools': ({ typed }, say) => `Nor do we know: ${few(typed.map(quoted), say)}. What do you use them for?`,
  'which-usages': ({ tools }, say) => `What do you use ${few(tools, say)} for?`,
  'health-data': () =>
    'Do you keep health data, such as the follow-up of people in your care? If so, only a certified host (HDS) will do. A medical certificate for sport is not always among them: ask for advice.',
  'one-space': ({ tools, usages }, say) =>
    `A single online space could replace these ${say.number(tools.length)} tools: ${few(tools, say)}. It would serve for: ${usages.map(say.usageShort).join(', ')}.`,
  'one-tool': ({ tools, usage }, say) =>
    `For “${say.usageShort(usage)}”, one tool could be enough instead of ${say.number(tools.length)}: ${few(tools, say)}.`,
  'export-known': ({ tool, formats, where, limits, asOf }, say) =>
    [
      `Data leave ${tool} as ${say.list(formats.map(formatOf))}: ${where}.`,
      limits,
      asOf ? `Recorded ${say.on(asOf)}, to be checked: menus change.` : 'The date of this is not known: menus change.',
    ]
      .filter(Boolean)
      .join(' '),
  'export-none': ({ tool, asOf }, say) =>
    `${tool} gives no way to take data out${asOf ? `, from what was read ${say.on(asOf)}` : ''}. Ask whoever provides it.`,
  'export-unknown': ({ tool }) => `How to take data out of ${tool}: we do not know. Ask whoever provides it.`,
  'begin-with': ({ usage, tools }, say) =>
    tools.length > 0
      ? `Begin with “${say.usageShort(usage)}”: that is where ${few(tools, say)} ${several(tools.length, 'raises', 'raise')} most questions.`
      : `Begin with “${say.usageShort(usage)}”.`,
  'made-from-findings': () =>
    'You did not say what you are looking for: this need comes from what we saw. Change it as you like.',
  'health-to-answer': () => 'Health data are not in this need: add them if you keep any.',
  'condition-not-carried': ({ word }) =>
    `This condition is not part of the search: ${wordOf(CONDITIONS, word)}. Ask the host.`,
  'value-not-carried': ({ word }) => `This wish is not part of the search: ${wordOf(VALUES, word)}. Judge by trying.`,
  'help-not-carried': ({ kind }) => `This help does not come from a host: ${wordOf(HELP, kind)}. See who can help you.`,
  'amount-not-carried': ({ usage, unit }, say) =>
    `The amount ${quoted(unit)} does not count for “${say.usageShort(usage)}”: it was left out.`,
  'amount-lowered': ({ usage }, say) =>
    `An amount for “${say.usageShort(usage)}” is more than the search counts: it was lowered to the largest possible. Tell yours to the host.`,
  'usages-not-carried': ({ usages, most }, say) =>
    `A search is about ${say.number(most)} usages at most. To look for next: ${usages.map(say.usageShort).join(', ')}.`,
  'note-not-carried': ({ usage }, say) =>
    `Your remark on “${say.usageShort(usage)}” is not part of the search: tell it to the host.`,
  'one-off-budget': ({ euros }, say) =>
    `The ${say.euros(euros)} to begin with are not part of the search: keep them for the move or for training.`,
  'law-not-carried': () =>
    'The law that a provider is under is not part of the search: each host’s page says where its data are, when this is known.',
  'access-not-carried': () => 'Your accessibility needs are not part of the search: ask to try before you choose.',
  'connection-not-carried': () => 'Your weak connection is not part of the search: ask to try from where you are.',
  'place-not-carried': () => 'This place was not found: choose it in the list of communes.',
};

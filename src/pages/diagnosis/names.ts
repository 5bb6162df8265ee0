import type { CurrentTool } from '../../diagnosis/schema.ts';
import { oneLine } from '../../ground/texts.ts';
import type { Tool } from '../../vocabulary/reference.ts';
import { fold } from '../../vocabulary/territories.ts';
import { type ScreenContext, type State, toolsOf } from './state.ts';

/** Told before; a file may hold more. */
const MOST_TOOLS = 20;
const LONGEST_NAME = 200;
/** Letters of all that is typed at once. */
const LONGEST_TEXT = 10_000;
/** Lines for each tool that may be named, beyond which none is looked up: each lookup takes milliseconds. */
const LINES_PER_TOOL = 3;
/** A tool that serves for more than this is asked what it is used for here. */
const MOST_USUAL = 2;

/** Tools that most associations know, as boxes to tick. */
export const COMMON = [
  'google-drive',
  'gmail',
  'whatsapp',
  'facebook-page',
  'zoom',
  'helloasso',
  'microsoft-office',
  'paper-notebook',
] as const;

/** What a tool is called where its name was typed. */
const typedName = ({ tool, label }: CurrentTool): string => label ?? tool ?? '';

/** A tool as its screen shows it. */
export interface Known {
  /** As the association calls it. */
  typed: string;
  /** Absent: not recognised. */
  tool: Tool | undefined;
  /** Tools to choose from: those that the typed name may mean. */
  candidates: readonly Tool[];
}

export function knownTool(current: CurrentTool, { recognise }: ScreenContext): Known {
  const { tool } = recognise(current.tool ?? current.label ?? '');
  const typed = typedName(current);
  const meant = recognise(typed);
  const candidates = !tool || meant.candidates.includes(tool) ? meant.candidates : [];
  return { typed: tool && typed === tool.key ? tool.name : typed, tool, candidates };
}

/** Usages that are ticked while nothing was said: those of a tool that serves for one thing or two. */
export const usualUsages = ({ tool }: Known): readonly string[] =>
  tool && tool.usages.length <= MOST_USUAL ? tool.usages : [];

/** A tool of which only its box was ticked. */
const tickedIn = ({ tool, label }: CurrentTool): string | undefined =>
  label == null ? COMMON.find((key) => key === tool) : undefined;

/** Boxes as `unread` keeps them. */
const boxesIn = (common: string | undefined): string[] => COMMON.filter((key) => common?.split(' ').includes(key));

/** What the first screen shows: boxes that are ticked, and a line for each other tool. */
export function namesIn(state: State, reading: ScreenContext): { ticked: readonly string[]; text: string } {
  const { names, common } = state.unread;
  if (names !== undefined) return { ticked: boxesIn(common), text: names };
  const tools = toolsOf(state);
  return {
    ticked: tools.flatMap((one) => tickedIn(one) ?? []),
    text: tools
      .filter((one) => !tickedIn(one))
      .map((one) => knownTool(one, reading).typed)
      .join('\n'),
  };
}

export type NamesFault = 'too-many-tools' | 'long-line';

interface ReadNames {
  lines: readonly string[];
  ticked: readonly string[];
  fault: NamesFault | undefined;
}

/** The names in a text: one a line; several on one line too, but where the whole line is one name. */
function readNames(state: State, text: string, ticked: readonly string[], reading: ScreenContext): ReadNames {
  const most = Math.max(MOST_TOOLS, toolsOf(state).length);
  const tooMany = (lines: readonly string[]): ReadNames => ({ lines, ticked, fault: 'too-many-tools' });
  const written = text
    .split(/[\r\n]+/)
    .map(oneLine)
    .filter((line) => line !== '');
  if (written.length > LINES_PER_TOOL * most) return tooMany(written);
  const before = new Set(toolsOf(state).map((one) => fold(knownTool(one, reading).typed)));
  const isOneName = (line: string) => before.has(fold(line)) || reading.recognise(line).tool !== undefined;
  const typed = written
    .flatMap((line) => (/[,;]/.test(line) && !isOneName(line) ? line.split(/[,;]/) : [line]))
    .map((line) => line.replace(/^[\s•*·–-]+/, '').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
  const lines = [...new Map(typed.toReversed().map((line) => [fold(line) || line, line])).values()].toReversed();
  if (lines.length > most) return tooMany(lines);
  const named = new Set(lines.map((line) => reading.recognise(line).tool?.key));
  const boxes = ticked.filter((key) => !named.has(key));
  const fault =
    lines.length + boxes.length > most
      ? 'too-many-tools'
      : lines.some(({ length }) => length > LONGEST_NAME)
        ? 'long-line'
        : undefined;
  return { lines, ticked: boxes, fault };
}

/** What is wrong with names that were typed. */
export const namesFault = (state: State, reading: ScreenContext): NamesFault | undefined => {
  const { names, common } = state.unread;
  return names === undefined ? undefined : readNames(state, names, boxesIn(common), reading).fault;
};

/** The tools that the first screen names. What was said of a tool stays with its name. */
export function applyNames(state: State, sent: URLSearchParams, reading: ScreenContext): State {
  const text = (sent.get('names') ?? '').slice(0, LONGEST_TEXT);
  const boxes = boxesIn(sent.getAll('common').join(' '));
  const { names: _names, common: _common, ...unread } = state.unread;
  const { lines, ticked, fault } = readNames(state, text, boxes, reading);
  if (fault) return { ...state, unread: { ...unread, names: text, common: boxes.join(' ') } };
  const before = toolsOf(state);
  const left = before.map((one, at) => ({ at, ticked: tickedIn(one), name: fold(knownTool(one, reading).typed) }));
  const take = (is: (one: (typeof left)[number]) => boolean): number | undefined => {
    const found = left.findIndex(is);
    return found < 0 ? undefined : left.splice(found, 1)[0]!.at;
  };
  const kept = [
    ...ticked.map((key) => ({ name: key, from: take((one) => one.ticked === key) })),
    ...lines.map((line) => ({ name: line, from: take((one) => !one.ticked && one.name === fold(line)) })),
  ];
  const currentTools = kept.map(({ name, from }) => (from === undefined ? { tool: name } : before[from]!));
  const { currentTools: _before, ...rest } = state.map;
  return {
    ...state,
    map: currentTools.length > 0 ? { ...rest, currentTools } : rest,
    unread: renumbered(
      unread,
      kept.map(({ from }) => from),
    ),
  };
}

/** Fields of tools under their new places; those of tools that are gone are gone with them. */
function renumbered(
  unread: Readonly<Record<string, string>>,
  from: readonly (number | undefined)[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unread).flatMap(([field, typed]) => {
      const [, place, name] = /^t(\d+)\.(\w+)$/.exec(field) ?? [];
      if (place === undefined) return [[field, typed] as const];
      const now = from.indexOf(Number(place));
      return now < 0 ? [] : [[`t${now}.${name}`, typed] as const];
    }),
  );
}

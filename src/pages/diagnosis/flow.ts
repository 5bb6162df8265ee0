import type { PlaceFaultCode } from '../asking/place.ts';
import { applyAbout, applyTools, placeShown } from './apply.ts';
import { type NumberFault, OF_ALL, OF_TOOL, readTyped, type ToolField, type WholeField } from './fields.ts';
import { saysSomething } from './map/read-map.ts';
import { applyNames, type NamesFault, namesFault } from './names.ts';
import { type Reading, type State, toolsOf } from './state.ts';

export const SCREENS = ['names', 'tools', 'about', 'answer'] as const;
export type Screen = (typeof SCREENS)[number];

const isScreen = (name: string | null | undefined): name is Screen => SCREENS.some((one) => one === name);

/** A screen; of those of tools, which one. */
interface Place {
  screen: Screen;
  /** The place of a tool in the map; 0 on other screens. */
  tool: number;
}

export interface MapFault extends Place {
  /** The field beside which it is told. */
  field: string;
  code: NumberFault | NamesFault | PlaceFaultCode;
  /** The number that was read, where it is asked whether it is meant. */
  value?: number | undefined;
}

/** What is shown next. */
export interface Step extends Place {
  state: State;
  faults: readonly MapFault[];
}

/** All that waits to be understood, in the order of the screens. */
export function faultsOf(state: State, reading: Reading): MapFault[] {
  const names = namesFault(state, reading);
  const { fault } = placeShown(state, reading);
  const faults = Object.entries(state.unread).flatMap(([field, typed]): MapFault[] => {
    const [, place, name] = /^t(\d+)\.(\w+)$/.exec(field) ?? [];
    const isTool = place !== undefined && Number(place) < toolsOf(state).length && Object.hasOwn(OF_TOOL, name!);
    const kind = isTool
      ? OF_TOOL[name as ToolField]
      : Object.hasOwn(OF_ALL, field)
        ? OF_ALL[field as WholeField]
        : undefined;
    if (kind?.kind !== 'number') return [];
    const read = readTyped(kind, field, typed, state.sure);
    if (!('fault' in read)) return [];
    const at: Place = isTool ? { screen: 'tools', tool: Number(place) } : { screen: 'about', tool: 0 };
    return [{ ...at, field, code: read.fault, value: read.value }];
  });
  return [
    ...(names ? [{ screen: 'names', tool: 0, field: 'names', code: names } as const] : []),
    ...faults,
    ...(fault ? [{ screen: 'about', tool: 0, field: 'place', code: fault } as const] : []),
  ].sort((a, b) => SCREENS.indexOf(a.screen) - SCREENS.indexOf(b.screen) || a.tool - b.tool);
}

const APPLY = { names: applyNames, tools: applyTools, about: applyAbout } as const;

/** All screens in their order: one for each tool. */
export const placesFor = (state: State): readonly Place[] =>
  SCREENS.flatMap((screen): Place[] =>
    screen === 'tools' ? toolsOf(state).map((_, tool) => ({ screen, tool })) : [{ screen, tool: 0 }],
  );

const isSame = (one: Place, other: Place): boolean => one.screen === other.screen && one.tool === other.tool;

/** The screen after one, or before it. */
function neighbour(at: Place, step: 1 | -1, state: State): Place {
  const places = placesFor(state);
  const here = places.findIndex((one) => isSame(one, present(at, state)));
  return places[here + step] ?? present(at, state);
}

/** A screen that exists: tools that are gone leave the last one, or the names. */
const present = (at: Place, state: State): Place =>
  placesFor(state).findLast(({ screen, tool }) => screen === at.screen && tool <= at.tool) ?? {
    screen: 'names',
    tool: 0,
  };

/** The screen that was sent: `tools` comes with the place of its tool. */
function sentFrom(sent: URLSearchParams): Place {
  const named = sent.get('at');
  const tool = Number(sent.get('tool') ?? 0);
  return {
    screen: isScreen(named) ? named : 'names',
    tool: named === 'tools' && Number.isSafeInteger(tool) && tool > 0 ? tool : 0,
  };
}

/**
 * From the screen that was sent, and the button that was pressed, to the next one. Going back or changing the language
 * never complains about what was typed.
 * @param go `next` when nothing else is meant: the key Enter sends it too
 */
export function nextStep(before: State, sent: URLSearchParams, reading: Reading): Step {
  const at = sentFrom(sent);
  const go = sent.get('go');
  const state = at.screen === 'answer' ? before : APPLY[at.screen](before, sent, reading);
  const quietly = (place: Place): Step => ({ ...place, state, faults: [] });
  if (go === 'stay' && at.screen !== 'answer') return quietly(present(at, state));
  if (go === 'back') return quietly(neighbour(at, -1, state));
  const to = go?.startsWith('to:') ? go.slice(3) : undefined;
  if (isScreen(to) && to !== 'answer')
    return quietly(placesFor(state).find(({ screen }) => screen === to) ?? { screen: 'names', tool: 0 });
  const faults = faultsOf(state, reading);
  const here = faults.filter((one) => isSame(one, at));
  const next = to === 'answer' || at.screen === 'answer' ? ANSWER : neighbour(at, 1, state);
  if (here.length > 0) return shown(at, state, here);
  const [first] = faults;
  if (next.screen !== 'answer' || !first) return quietly(next);
  return shown(
    first,
    state,
    faults.filter((one) => isSame(one, first)),
  );
}

const ANSWER: Place = { screen: 'answer', tool: 0 };

/** A screen with its faults. A large number is asked about once. */
function shown({ screen, tool }: Place, state: State, faults: readonly MapFault[]): Step {
  const asked = faults.flatMap(({ code, field, value }) => (code === 'so-many' ? [`${field}:${value}`] : []));
  return { screen, tool, state: { ...state, sure: [...state.sure, ...asked] }, faults };
}

/** The answer of a map that was kept; the first screen, where it names no tool and asks for nothing. */
export function resumedStep(map: State['map']): Step {
  const state = { map, unread: {}, sure: [] };
  return { screen: saysSomething(map) ? 'answer' : 'names', tool: 0, state, faults: [] };
}

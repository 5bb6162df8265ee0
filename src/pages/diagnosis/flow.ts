import type { PlaceFaultCode } from '../asking/place.ts';
import { applyAbout, applyTools, placeShown } from './apply.ts';
import { type NumberFault, OF_ALL, OF_TOOL, readTyped, type ToolField, type WholeField } from './fields.ts';
import { applyNames, type NamesFault, namesFault } from './names.ts';
import { saysSomething } from './read-map.ts';
import { type Reading, type State, toolsOf } from './state.ts';

export const SCREENS = ['names', 'tools', 'about', 'answer'] as const;
export type Screen = (typeof SCREENS)[number];

const isScreen = (name: string | null | undefined): name is Screen => SCREENS.some((one) => one === name);

export interface MapFault {
  screen: Screen;
  /** The field beside which it is told. */
  field: string;
  code: NumberFault | NamesFault | PlaceFaultCode;
  /** The number that was read, where it is asked whether it is meant. */
  value?: number | undefined;
}

/** What is shown next. */
export interface Step {
  screen: Screen;
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
    return 'fault' in read ? [{ screen: isTool ? 'tools' : 'about', field, code: read.fault, value: read.value }] : [];
  });
  return [
    ...(names ? [{ screen: 'names', field: 'names', code: names } as const] : []),
    ...faults,
    ...(fault ? [{ screen: 'about', field: 'place', code: fault } as const] : []),
  ].sort((a, b) => SCREENS.indexOf(a.screen) - SCREENS.indexOf(b.screen));
}

const APPLY = { names: applyNames, tools: applyTools, about: applyAbout } as const;

/** The screen after one, or before it; without a tool there is nothing to ask of tools. */
function neighbour(screen: Screen, step: 1 | -1, state: State): Screen {
  const screens = SCREENS.filter((one) => one !== 'tools' || toolsOf(state).length > 0);
  return screens[screens.indexOf(screen) + step] ?? screen;
}

/**
 * From the screen that was sent, and the button that was pressed, to the next one. Going back or changing the language
 * never complains about what was typed.
 * @param at the screen that was sent
 * @param go `next` when nothing else is meant: the key Enter sends it too
 */
export function nextStep(before: State, sent: URLSearchParams, reading: Reading): Step {
  const named = sent.get('at');
  const at = isScreen(named) ? named : 'names';
  const go = sent.get('go');
  const state = at === 'answer' ? before : APPLY[at](before, sent, reading);
  if (go === 'stay' && at !== 'answer') return { screen: at, state, faults: [] };
  if (go === 'back') return { screen: neighbour(at, -1, state), state, faults: [] };
  const to = go?.startsWith('to:') ? go.slice(3) : undefined;
  if (isScreen(to) && to !== 'answer') {
    const isEmpty = to === 'tools' && toolsOf(state).length === 0;
    return { screen: isEmpty ? 'names' : to, state, faults: [] };
  }
  const faults = faultsOf(state, reading);
  const here = faults.filter(({ screen }) => screen === at);
  const next = to === 'answer' || at === 'answer' ? 'answer' : neighbour(at, 1, state);
  if (here.length > 0) return shown(at, state, here);
  const [first] = faults;
  if (next !== 'answer' || !first) return { screen: next, state, faults: [] };
  return shown(
    first.screen,
    state,
    faults.filter(({ screen }) => screen === first.screen),
  );
}

/** A screen with its faults. A large number is asked about once. */
function shown(screen: Screen, state: State, faults: readonly MapFault[]): Step {
  const asked = faults.flatMap(({ code, field, value }) => (code === 'so-many' ? [`${field}:${value}`] : []));
  return { screen, state: { ...state, sure: [...state.sure, ...asked] }, faults };
}

/** The answer of a map that was kept; the first screen, where it names no tool and asks for nothing. */
export function resumedStep(map: State['map']): Step {
  return { screen: saysSomething(map) ? 'answer' : 'names', state: { map, unread: {}, sure: [] }, faults: [] };
}

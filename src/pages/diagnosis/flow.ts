import { territoryOf } from '../../diagnosis/need.ts';
import type { CurrentTool, ToolMap } from '../../diagnosis/schema.ts';
import { isNotKnown, LONGEST_VALUE } from '../../ground/stated-numbers.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import { keyOf, type PlaceFaultCode, type PlaceForm, resolvePlace, territoryIn } from '../asking/place.ts';
import {
  chosenValue,
  DATA,
  type FieldKind,
  HELP,
  type NumberFault,
  OF_ALL,
  OF_TOOL,
  readTyped,
  type ToolField,
  type WholeField,
} from './fields.ts';
import { saysSomething } from './map/read-map.ts';
import { applyNames, type NamesFault, namesFault } from './names.ts';
import { type ScreenContext, type State, toolsOf, withValue } from './state.ts';

const SCREENS = ['names', 'tools', 'about', 'answer'] as const;
type Screen = (typeof SCREENS)[number];

const isScreen = (name: string | null | undefined): name is Screen => SCREENS.some((one) => one === name);

/** A screen; of those of tools, which one. */
interface Place {
  screen: Screen;
  /** The place of a tool in the map; 0 on other screens. */
  tool: number;
}

export interface MapFault extends Place {
  /** The field next to which it is told. */
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
function faultsOf(state: State, reading: ScreenContext): MapFault[] {
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
export function nextStep(before: State, sent: URLSearchParams, reading: ScreenContext): Step {
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

/* What a screen sent, put into the map. What is not understood waits in `unread`, as it was typed. */

/** A part of the map with one field as it was sent; a field that was not on the screen stays. */
function withField<T extends object>(
  { part, unread }: { part: T; unread: Record<string, string> },
  { name, key, kind }: { name: string; key: keyof T & string; kind: FieldKind },
  { sent, sure }: { sent: URLSearchParams; sure: readonly string[] },
): T {
  const typed = sent.get(name)?.trim().slice(0, LONGEST_VALUE);
  if (typed === undefined) return part;
  delete unread[name];
  if (kind.kind !== 'number') return withValue(part, key, chosenValue(kind, typed, part[key]) as T[typeof key]);
  if (typed === '' || isNotKnown(typed)) return withValue(part, key, undefined);
  const read = readTyped(kind, name, typed, sure);
  if ('fault' in read) {
    unread[name] = typed;
    return withValue(part, key, undefined);
  }
  return withValue(part, key, read.value as T[typeof key]);
}

/** What was said of each tool. */
function applyTools(state: State, sent: URLSearchParams, { reference }: ScreenContext): State {
  const unread = { ...state.unread };
  const currentTools = toolsOf(state).map((before, at): CurrentTool => {
    const place = `t${at}`;
    let part = chosenTool(before, sent.get(`${place}.is`), (key) => reference.tools.has(key));
    if (sent.has(`${place}.also`)) {
      const known = [...sent.getAll(`${place}.use`), sent.get(`${place}.also`)!].filter((one) =>
        reference.usages.has(one),
      );
      const isNew = part.tool !== before.tool;
      part = withValue(part, 'usages', isNew && known.length === 0 ? undefined : [...new Set(known)]);
    }
    for (const [key, kind] of Object.entries(OF_TOOL) as [ToolField, FieldKind][])
      part = withField({ part, unread }, { name: `${place}.${key}`, key, kind }, { sent, sure: state.sure });
    return part;
  });
  return { ...state, unread, map: currentTools.length > 0 ? { ...state.map, currentTools } : state.map };
}

/** The tool that a name was said to mean; its name stays as the association calls it. */
function chosenTool(tool: CurrentTool, chosen: string | null, isTool: (key: string) => boolean): CurrentTool {
  if (chosen === null || chosen === tool.tool) return tool;
  const typed = tool.label ?? tool.tool;
  if (isTool(chosen)) return { ...tool, tool: chosen, ...(typed && { label: typed }) };
  const { label: _label, ...rest } = tool;
  return chosen === '' && typed ? { ...rest, tool: typed } : tool;
}

/** Answers that were ticked, with those that are in the map and not on the screen; undefined when there are none. */
const ticked = (
  before: readonly string[] | null | undefined,
  offered: readonly string[],
  sent: readonly string[],
): string[] | undefined => {
  const all = [
    ...offered.filter((one) => sent.includes(one)),
    ...(before ?? []).filter((one) => !offered.includes(one)),
  ];
  return all.length > 0 || before?.length === 0 ? all : undefined;
};

/** The part of the map that a field such as `organisation.employees` is in. */
type Group = 'organisation' | 'people' | 'data' | 'constraints';
const withPart = <G extends Group>(map: ToolMap, group: G, part: NonNullable<ToolMap[G]>): ToolMap =>
  withValue(map, group, (Object.keys(part).length > 0 ? part : undefined) as ToolMap[G]);

/** What was said of the association. */
function applyAbout(state: State, sent: URLSearchParams, reading: ScreenContext): State {
  const unread = { ...state.unread };
  let { map } = state;
  for (const [name, kind] of Object.entries(OF_ALL) as [WholeField, FieldKind][]) {
    const [group, key] = name.split('.') as [Group, string];
    const part = withField(
      { part: (map[group] ?? {}) as Record<string, unknown>, unread },
      { name, key, kind },
      { sent, sure: state.sure },
    );
    map = withPart(map, group, part as never);
  }
  const data = map.data ?? {};
  map = withPart(map, 'data', withValue(data, 'categories', ticked(data.categories, DATA, sent.getAll('data'))));
  map = withValue(map, 'supportWanted', ticked(map.supportWanted, HELP, sent.getAll('help')));
  const wanted = [...new Set([...sent.getAll('need'), ...sent.getAll('needs.also')])].filter((usage) =>
    reading.reference.usages.has(usage),
  );
  const needs = wanted.map(
    (usage) => map.needs?.find((one) => one.usage === usage) ?? { usage, priority: 'must' as const },
  );
  map = withValue(map, 'needs', needs.length > 0 || map.needs?.length === 0 ? needs : undefined);
  const place = resolvePlace(placeForm(sent), reading.reference.territories);
  delete unread.commune;
  delete unread.found;
  if (place.faults.length > 0) unread.commune = sent.get('commune')!.trim().slice(0, LONGEST_VALUE);
  return { ...state, map: placedIn(map, place.form, reading), unread };
}

const placeForm = (sent: URLSearchParams): PlaceForm => {
  const sentAs = (name: string) => {
    const value = sent.get(name)?.trim().slice(0, LONGEST_VALUE);
    return value ? { [name]: [value] } : {};
  };
  return { ...sentAs('place'), ...sentAs('commune'), ...sentAs('found') };
};

/** The map with the place that a form settled. One that was there already stays as it was written. */
function placedIn(map: ToolMap, form: PlaceForm, { reference }: ScreenContext): ToolMap {
  const { territories } = reference;
  const now = territoryIn(form, territories);
  const before = territoryOf(map, reference);
  if (before && before !== 'not-found' && now && keyOf(before) === keyOf(now)) return map;
  const codes = now && Object.fromEntries(territories.lineage(now).flatMap(codeOf));
  return withPart(map, 'organisation', withValue(map.organisation ?? {}, 'territory', codes));
}

const codeOf = ({ level, code }: Territory): [string, string][] => {
  const name = { commune: 'communeInsee', departement: 'departement', region: 'region' }[level as string];
  return name === undefined ? [] : [[name, code]];
};

/** How the form asks for the place again: as it is known, and as it was typed when it was not understood. */
export function placeShown(state: State, { reference }: ScreenContext) {
  const known = territoryOf(state.map, reference);
  const { commune } = state.unread;
  const form: PlaceForm = {
    ...(known && known !== 'not-found' && { place: [keyOf(known)] }),
    ...(commune && { commune: [commune] }),
  };
  const { choices, faults } = resolvePlace(form, reference.territories);
  return { form, communes: choices, fault: faults[0]?.code };
}

import { territoryOf } from '../../diagnosis/need.ts';
import type { CurrentTool, ToolMap } from '../../diagnosis/schema.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import { isNotKnown, LONGEST_VALUE } from '../asking/numbers.ts';
import { keyOf, type PlaceForm, settlePlace, territoryIn } from '../asking/place.ts';
import {
  chosenValue,
  DATA,
  HELP,
  type Kind,
  OF_ALL,
  OF_TOOL,
  readTyped,
  type ToolField,
  type WholeField,
} from './fields.ts';
import { type Reading, type State, toolsOf, withValue } from './state.ts';

/* What a screen sent, put into the map. What is not understood waits in `unread`, as it was typed. */

/** A part of the map with one field as it was sent; a field that was not on the screen stays. */
function withField<T extends object>(
  { part, unread }: { part: T; unread: Record<string, string> },
  { name, key, kind }: { name: string; key: keyof T & string; kind: Kind },
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
export function applyTools(state: State, sent: URLSearchParams, { reference }: Reading): State {
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
    for (const [key, kind] of Object.entries(OF_TOOL) as [ToolField, Kind][])
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

/** Answers that were ticked, with those that stand in the map and not on the screen; undefined when there are none. */
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

/** The part of the map that a field such as `organisation.employees` stands in. */
type Group = 'organisation' | 'people' | 'data' | 'constraints';
const withPart = <G extends Group>(map: ToolMap, group: G, part: NonNullable<ToolMap[G]>): ToolMap =>
  withValue(map, group, (Object.keys(part).length > 0 ? part : undefined) as ToolMap[G]);

/** What was said of the association. */
export function applyAbout(state: State, sent: URLSearchParams, reading: Reading): State {
  const unread = { ...state.unread };
  let { map } = state;
  for (const [name, kind] of Object.entries(OF_ALL) as [WholeField, Kind][]) {
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
  const place = settlePlace(placeForm(sent), reading.reference.territories);
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
function placedIn(map: ToolMap, form: PlaceForm, { reference }: Reading): ToolMap {
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
export function placeShown(state: State, { reference }: Reading) {
  const known = territoryOf(state.map, reference);
  const { commune } = state.unread;
  const form: PlaceForm = {
    ...(known && known !== 'not-found' && { place: [keyOf(known)] }),
    ...(commune && { commune: [commune] }),
  };
  const { choices, faults } = settlePlace(form, reference.territories);
  return { form, communes: choices, fault: faults[0]?.code };
}

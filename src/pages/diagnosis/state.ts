import type { Recognise } from '../../diagnosis/recognise.ts';
import type { ToolMap } from '../../diagnosis/schema.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { readMap } from './map/read-map.ts';

/*
 * A map on its way through the screens, in hidden fields of their form: the server keeps nothing of it, and addresses
 * hold nothing of it.
 */

/** What the screens read with. */
export interface ScreenContext {
  reference: Reference;
  recognise: Recognise;
}

export interface State {
  /** All that was understood: the body of POST /v1/diagnoses. */
  map: ToolMap;
  /** What was typed and not understood yet, by the name of its field: asked about before an answer, never lost. */
  unread: Readonly<Record<string, string>>;
  /** Large numbers that were asked about once, such as `t0.users:50000`. */
  sure: readonly string[];
}

export const EMPTY: State = { map: {}, unread: {}, sure: [] };

type CurrentTools = NonNullable<ToolMap['currentTools']>;
export const toolsOf = ({ map }: State): CurrentTools => map.currentTools ?? [];

/** Letters of a text that was not understood. */
const LONGEST_UNREAD = 10_000;
const MOST_UNREAD = 200;
const UNREAD = /^([\w.]{1,60})=(.*)$/s;

/** What the hidden fields of a screen hold. A map that is none is an empty one. */
export function readState(sent: URLSearchParams, { reference }: ScreenContext): State {
  const unread = sent
    .getAll('unread')
    .slice(0, MOST_UNREAD)
    .flatMap((one) => {
      const [, field, typed] = UNREAD.exec(one.slice(0, LONGEST_UNREAD)) ?? [];
      return field && typed ? [[field, typed] as const] : [];
    });
  const read = readMap(sent.get('map') ?? '', reference);
  return {
    map: 'map' in read ? read.map : {},
    unread: Object.fromEntries(unread),
    sure: sent
      .getAll('sure')
      .slice(0, MOST_UNREAD)
      .map((one) => one.slice(0, 100)),
  };
}

/** The same as hidden fields. @param isShown which of what was not understood is on the screen itself */
export const hiddenOf = (
  { map, unread, sure }: State,
  isShown: (field: string) => boolean = () => false,
): Record<string, readonly string[]> => ({
  map: [JSON.stringify(map)],
  unread: Object.entries(unread).flatMap(([field, typed]) => (isShown(field) ? [] : `${field}=${typed}`)),
  sure,
});

/** A value without what is empty: absent and unknown are the same. */
export const withValue = <T extends object, K extends keyof T>(
  whole: T,
  name: K,
  value: T[K] | undefined | null,
): T => {
  const { [name]: _before, ...rest } = whole;
  return (value === undefined || value === null ? rest : { ...rest, [name]: value }) as T;
};

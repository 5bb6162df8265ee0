import type { HostDocument } from '../../../host-documents/schema.ts';
import { TextLine } from '../../../pages/frame/fields.tsx';
import type { Values } from '../../parts/form.tsx';
import type { HostField } from '../form.tsx';

/* Fields that write one property of one object of a document. */

/** Where a property stands; `place` finds its object in any copy of the document. */
export interface Property<K extends string> {
  place(document: HostDocument): { [key in K]?: unknown };
  key: K;
  /** JSON Pointer of the object. */
  at: string;
}

/** Reads and writes a property as one text. */
export const propertyOf = <K extends string>({ place, key, at }: Property<K>) => ({
  at: [`${at}/${key}`],
  read: (document: HostDocument): Values => {
    const value = place(document)[key];
    return value === undefined ? [] : [String(value)];
  },
  write: (document: HostDocument, [value]: Values): void => {
    if (value === undefined) delete place(document)[key];
    else place(document)[key] = value;
  },
});

interface Line {
  name: string;
  label: string;
  hint?: string;
  expects?: string;
  most?: number;
}

/** A line of text that is a property. */
export const textField = <K extends string>(
  property: Property<K>,
  { expects, most = 200, ...line }: Line,
): HostField => ({
  ...propertyOf(property),
  name: line.name,
  ...(expects && { expects }),
  view: (filled) => <TextLine filled={filled} {...line} most={most} autocomplete="off" />,
});

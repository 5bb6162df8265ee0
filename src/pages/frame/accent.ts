import { GROUNDS } from './face.ts';

/** The colour of a site that shows our pages, made readable on the grounds of both schemes. */
export interface Accent {
  original: string;
  light: string;
  dark: string;
}

type Rgb = readonly [number, number, number];

/** WCAG 2.2, level AA, for text of any size. */
const LEAST_CONTRAST = 4.5;
const STEPS = 40;

const read = (colour: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as never;
const write = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

function luminance(colour: string): number {
  const [red, green, blue] = read(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (the same colour) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** The nearest colour on the way to black or white that can be read on all of these grounds. */
function readable(colour: string, grounds: readonly string[], towards: 0 | 255): string {
  for (let step = 0; step < STEPS; step++) {
    const mixed = write(read(colour).map((part) => part + ((towards - part) * step) / STEPS) as never);
    if (grounds.every((ground) => contrast(mixed, ground) >= LEAST_CONTRAST)) return mixed;
  }
  return towards === 0 ? '#000000' : '#ffffff';
}

/** The colour that an address asks for: three or six hexadecimal digits; undefined when it is none of that. */
export function readAccent(value: unknown): Accent | undefined {
  const [, digits] = (typeof value === 'string' && /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value.trim())) || [];
  if (!digits) return undefined;
  const whole = `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`.toLowerCase();
  return {
    original: whole,
    light: readable(whole, GROUNDS.light, 0),
    dark: readable(whole, GROUNDS.dark, 255),
  };
}

/** The style that hands both colours to the stylesheets. */
export const accentStyle = ({ light, dark }: Accent): string => `:root,:host{--light:${light};--dark:${dark}}`;

/** The style that an address asks for; undefined when it asks for none, or for something that is no colour. */
export function accentStyleAt(address: string): string | undefined {
  // Most addresses ask for none, and reading a query costs more than sending the answer.
  if (!/accent|%/.test(address)) return undefined;
  const accent = readAccent(new URLSearchParams(address.split('?', 2)[1]).get('accent'));
  return accent && accentStyle(accent);
}

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

/**
 * The face of the service: its mark, its colours, its type. Change it here first, with the reason next to the value.
 *
 * A *bercail* is a sheepfold: one comes back to it, and its gate is open. The mark is a roof over an open fold with
 * somebody inside. The roof is also the green top of each page, which says the first thing to know or do; cards are the
 * only white things below it, so they are what one sees. Green holds and acts. Straw is what is still to be asked, and
 * nothing else. A stated no is ink. Red is a mistake in a form.
 */

/** The mark, 32 by 32, in one colour; legible at 16 pixels. */
export const MARK =
  '<g fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"><path d="M3.5 14.5 16 4l12.5 10.5M8.6 16.4C5.4 21.6 7.2 26.4 11.6 28.6M23.4 16.4c3.2 5.2 1.4 10-3 12.2"/></g><circle cx="16" cy="20" r="3.3" fill="currentColor"/>';

/** The colour of the roof by day, also that of a browser's own frame around the page. */
export const ROOF = '#0b4536';

/** The mark in white on the roof's colour, for the tab of a browser. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${ROOF}"/><g color="#fff" transform="translate(3.2 2.6) scale(.8)">${MARK}</g></svg>`;
export const ICON_ADDRESS = `data:image/svg+xml,${encodeURIComponent(ICON)}`;

/** The picture of the service where others show a link to it; `seed/make-preview.ts` draws it. */
export const PREVIEW = { path: '/preview.png', width: 1200, height: 630 } as const;

/** The two colours behind text, by day and by night: `[paper, card]`. */
export const GROUNDS = { light: ['#f4f1e9', '#ffffff'], dark: ['#131815', '#1f2622'] } as const;

/** Ratios are those of WCAG on the ground that is named. `--light` and `--dark` are the colours of a site around us. */
export const TOKENS = `
:root{color-scheme:light dark;
--paper:${GROUNDS.light[0]};/* wool: white cards stand out on it without a heavy border */
--card:${GROUNDS.light[1]};/* the brightest thing is what one came to read */
--ink:#1d231f;/* 14.2 on paper, 16 on card */
--soft:#4b534d;/* 7 on paper: no grey on grey */
--line:#747a70;/* borders of fields: 4.4 on card, a control must be seen */
--fine:#d9d4c6;/* edges and separators: nothing depends on them */
--accent:var(--light,#0e5c48);/* meadow: 7.9 on card, 7 on paper */
--on-accent:#fff;/* 7.9 */
--tint:#e0eee6;/* behind what is proposed or chosen; accent on it 6.6 */
--ask:#fbe8a6;/* straw */
--on-ask:#473500;/* 9.7 on straw */
--bad:#9b1c1c;
--band:${ROOF};
--on-band:#fff;/* 10.9 */
--band-soft:#cfe3d8;/* 8.1 on the roof */
--focus:${ROOF};/* 9.7 on paper */
--focus-roof:#fbe8a6;/* 9 on the roof */
--t-s:.9375rem;/* 15 px: the smallest there is */
--t-m:1.0625rem;/* 17 px: running text, at arm's length */
--t-l:1.25rem;/* a name, a price: what the eye looks for in a card */
--t-xl:1.375rem;/* titles of sections */
--t-xxl:clamp(1.625rem,1.3rem + 1.6vw,2.5rem);/* the one thing that a page says; fluid, so no break point */
--s1:.25rem;--s2:.5rem;--s3:.75rem;--s4:1rem;--s5:1.5rem;--s6:2rem;--s7:3.5rem;/* less inside a thing than between two */
--r-s:.5rem;--r-m:.875rem;--r-x:99rem;/* fields, cards, pills: a pill is never a button */
--lift:0 1px 2px rgb(29 35 31/.08),0 4px 14px rgb(29 35 31/.06);
--tap:2.75rem;/* 44 px: the least height of what one touches */
--measure:40rem;/* about 70 letters */
--page:73rem}/* three cards of a readable width */
@media(prefers-color-scheme:dark){:root{
--paper:${GROUNDS.dark[0]};--card:${GROUNDS.dark[1]};/* pure black would make white text glow */
--ink:#eceee8;/* 15.4 on paper */
--soft:#bac2ba;/* 8.5 on card */
--line:#8a938a;/* 4.9 on card */
--fine:#3a433c;
--accent:var(--dark,#86d3b4);/* 8.8 on card */
--on-accent:#06241a;/* 9.4 */
--tint:#203a30;--ask:#4a3d10;--on-ask:#f8e6a8;--bad:#ffb1a8;
--band:#0f3529;--on-band:#f3f7f2;--band-soft:#bed8cb;
--focus:#f8e6a8;--lift:none}}`;

/** The values of a colour by day and by night, for what is inside other sites and has a sheet of its own. */
export function coloursOf(name: string): [light: string, dark: string] {
  const [light, dark] = TOKENS.split(`--${name}:`)
    .slice(1)
    .map((rest) => /^(?:var\(--(?:light|dark),)?(#[0-9a-f]+)/.exec(rest)?.[1]);
  if (!light || !dark) throw new Error(`The face has no colour ${name} for both day and night`);
  return [light, dark];
}

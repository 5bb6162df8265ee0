/** Day or night as a site around us has it; `auto` is what the reader's machine says, as everywhere else. */
export const THEMES = ['light', 'dark', 'auto'] as const;
export type Theme = (typeof THEMES)[number];

export const isTheme = (value: unknown): value is Theme => THEMES.some((one) => one === value);

/** The one that an address asks for; undefined for what the machine says. */
export const themeAt = (address: string): Exclude<Theme, 'auto'> | undefined =>
  /[?&]theme=(light|dark)(?:&|$)/.exec(address)?.[1] as 'light' | 'dark' | undefined;

const NIGHT = '@media(prefers-color-scheme:dark)';

/** A sheet, or a page with its sheets, that is always by day or always by night. */
export const themed = (sheet: string, theme: 'light' | 'dark'): string =>
  sheet
    .replaceAll(NIGHT, theme === 'dark' ? '@media all' : '@media not all')
    .replace('color-scheme:light dark', `color-scheme:${theme}`)
    .replace('color-scheme:inherit', `color-scheme:${theme}`);

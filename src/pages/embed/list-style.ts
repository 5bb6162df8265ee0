import { coloursOf } from '../frame/accent.ts';

/** The colours of a list with what the site around it may set: `--bercail-ink`, `-paper`, `-accent`. */
function coloursWith(colour: (of: readonly [light: string, dark: string]) => string): string {
  const face = (name: string) => colour(coloursOf(name));
  const [light, dark] = coloursOf('accent');
  return [
    `--ink:var(--bercail-ink,${face('ink')})`,
    `--paper:var(--bercail-paper,${face('card')})`,
    `--accent:var(--bercail-accent,${colour([`var(--light,${light})`, `var(--dark,${dark})`])})`,
    ...['soft', 'fine', 'tint', 'ask', 'on-ask'].map((name) => `--${name}:${face(name)}`),
    `--good:${face('accent')}`,
  ].join(';');
}

/**
 * The style of a list inside another site. It measures in `em` and sets everything it needs, for it is also in the
 * shadow of an element, under a page whose own sizes are unknown. The font is `--bercail-font`, if the site sets it.
 */
const SHEET = `
:root{color-scheme:light dark}
:host{all:initial!important;display:block!important;color-scheme:inherit!important}
body{margin:0}
body,.bercail{${coloursWith(([light]) => light)}}
@supports(color:light-dark(#000,#fff)){body,.bercail{${coloursWith(([light, dark]) => `light-dark(${light},${dark})`)}}}
body,.bercail{font-family:var(--bercail-font,system-ui,-apple-system,"Segoe UI",Roboto,Ubuntu,sans-serif);line-height:1.5;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
*{box-sizing:border-box}
main{padding:1em}
.bercail{display:block;max-width:44em}
:host .bercail{padding:.25em 1em;border:1px solid var(--fine);border-radius:.875em}
h1{font-size:1.25em;line-height:1.2;margin:0 0 .5em;text-wrap:balance}
ul{list-style:none;margin:0;padding:0}
li{padding:.6em 0;border-top:1px solid var(--fine)}
main ul:first-child>:first-child{border-top:0}
li>*{display:block}
p{margin:.5em 0}
.small{font-size:.9375em;color:var(--soft)}
.yes,.ask{font-weight:600}
.yes::before,span.ask::before{content:"✓";content:"✓"/"";display:inline-grid;place-items:center;width:1.35em;height:1.35em;margin-right:.4em;border-radius:50%;font-size:.85em;line-height:1;color:var(--paper);background:var(--good)}
span.ask::before{content:"?";content:"?"/"";color:var(--on-ask);background:var(--ask);outline:1px dashed;outline-offset:-2px}
div.ask{padding:.25em .75em;border-radius:.5em;font-weight:400;background:var(--ask);color:var(--on-ask)}
a,summary{color:var(--accent);text-underline-offset:.18em}
li>a{font-weight:700;width:fit-content}
summary{padding:.6em 0;border-top:1px solid var(--fine);font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
@media(forced-colors:active){.yes::before,span.ask::before{border:1px solid}}
`;

/** Without the line ends of the source. */
export const LIST_STYLE = SHEET.replaceAll('\n', '');

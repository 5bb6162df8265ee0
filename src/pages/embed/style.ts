/**
 * The style of a list inside another site. It measures in `em` and sets everything it needs, for it also stands in the
 * shadow of an element, under a page whose own sizes are unknown. A site may set `--bercail-accent`, `--bercail-ink`,
 * `--bercail-paper` and `--bercail-font`.
 */
const SHEET = `
:root{color-scheme:light dark}
:host{all:initial!important;display:block!important;color-scheme:inherit!important}
body{margin:0}
body,.b{--ink:var(--bercail-ink,#1d1d1b);--soft:#55524a;--paper:var(--bercail-paper,#fdfcf9);--fine:#ddd7c9;--good:#1d5f2f;--care:#7a4300;--accent:var(--bercail-accent,var(--light,#0b4f6c))}
@supports(color:light-dark(#000,#fff)){body,.b{--ink:var(--bercail-ink,light-dark(#1d1d1b,#eeece6));--soft:light-dark(#55524a,#bdb8ab);--paper:var(--bercail-paper,light-dark(#fdfcf9,#1a1a19));--fine:light-dark(#ddd7c9,#45423b);--good:light-dark(#1d5f2f,#9fd8ae);--care:light-dark(#7a4300,#f2bf7e);--accent:var(--bercail-accent,light-dark(var(--light,#0b4f6c),var(--dark,#9bd4ee)))}}
body,.b{font-family:var(--bercail-font,system-ui,-apple-system,"Segoe UI",Roboto,Ubuntu,sans-serif);line-height:1.5;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
*{box-sizing:border-box}
main{padding:.6em .8em}
.b{display:block}
h1{font-size:1.25em;line-height:1.3;margin:0 0 .5em}
ul{list-style:none;margin:0;padding:0}
li{padding:.55em 0;border-top:1px solid var(--fine)}
li>*{display:block}
p{margin:.5em 0}
.small{font-size:.9em;color:var(--soft)}
.good{color:var(--good);font-weight:600}
.care{color:var(--care);font-weight:600}
a{color:var(--accent);text-underline-offset:.15em}
li>a{font-weight:700;width:fit-content}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`;

/** Without the line ends of the source. */
export const LIST_STYLE = SHEET.replaceAll('\n', '');

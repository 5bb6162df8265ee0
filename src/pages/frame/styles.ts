import { TOKENS } from './accent.ts';
import { ANSWER_SHEET, OF_FEW_PAGES, PAPER } from './further-styles.ts';

/** What every page has: text, the roof, and what one touches. */
const GROUND = `
*,::before,::after{box-sizing:border-box}
[hidden]{display:none!important}
@media(scripting:enabled){button[data-do]:not([data-do=share],[data-unless])[hidden]{display:inline-flex!important;visibility:hidden}}
html{-webkit-text-size-adjust:100%}
body{margin:0;font:var(--t-m)/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,Cantarell,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1,h2,h3{margin:0;line-height:1.2;text-wrap:balance}
h1{font-size:var(--t-xxl);letter-spacing:-.015em}
h2{font-size:var(--t-xl);margin-bottom:var(--s1)}
h3{font-size:var(--t-l)}
p,ul,ol,dl,dd,fieldset{margin:0;padding:0}
p,li,dd{text-wrap:pretty}
ul,ol{list-style:none}
.prose :is(ul,ol):not([class]){padding-left:1.2rem;list-style:disc}
.prose>*+*,.prose>section>*+*,.prose>form>*+*{margin-top:var(--s2)}
.prose h2{margin-top:var(--s6)}
.prose .card>h2:first-child{margin-top:0}
.prose h3{margin-top:var(--s4)}
.prose li+li{margin-top:var(--s1)}
fieldset{border:0;min-width:0}
legend{padding:0}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
svg{display:block;flex:none}
.sprite{position:absolute}
.i{width:1.5rem;height:1.5rem;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.i.s{width:1.25rem;height:1.25rem}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
.band :focus-visible,.top :focus-visible{outline-color:var(--focus-roof)}
.card :focus-visible,.nav:popover-open :focus-visible{outline-color:var(--focus)}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem;z-index:9;padding:var(--s3) var(--s4);background:var(--card)}
.skip:focus{left:var(--s2);top:var(--s2)}
.soft{color:var(--soft)}
.small{font-size:var(--t-s)}
.whole-word{white-space:nowrap}
.in{max-width:var(--page);margin-inline:auto;padding-inline:clamp(16px,4vw,32px)}
.narrow>*,.text{max-width:44rem}
main>.in>section,.in form>section{margin-top:var(--s6)}.halves>section{margin-top:var(--s4)}
main>.in>.tight,.in form>.tight{margin-top:var(--s3)}
.stack>*+*{margin-top:var(--s3)}
main>.in>:first-child{margin-top:var(--s4)}
.top,.band{background:var(--band);color:var(--on-band)}
.top a,.band a:not(.button){color:inherit}
.top .in{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2) var(--s4);min-height:3.5rem}
.brand{display:flex;align-items:center;gap:var(--s2);min-height:var(--tap);margin-right:auto;font-size:var(--t-l);font-weight:700;text-decoration:none;white-space:nowrap}
.brand svg{width:2rem;height:2rem}
.menu{font:inherit;font-weight:600;color:inherit;background:none;border:1px solid currentColor;border-radius:var(--r-s);min-height:var(--tap);padding:0 var(--s4);cursor:pointer}
.nav{border:0;margin:0;padding:var(--s2);color:var(--ink);background:var(--card)}
.nav a{display:flex;align-items:center;min-height:var(--tap);padding:0 var(--s3);font:inherit;font-weight:600;text-decoration:none;color:inherit;background:none;border:0;cursor:pointer}
.nav a:hover{text-decoration:underline}
.nav a[aria-current]{text-decoration:underline;text-decoration-thickness:3px;text-underline-offset:.4em}
.nav:popover-open{position:fixed;inset:3.5rem var(--s4) auto auto;border-radius:var(--r-m);box-shadow:var(--lift),0 0 0 1px var(--fine)}
.nav:popover-open a{color:var(--ink)}
.band .in{padding-block:var(--s2) var(--s4)}
.band .in>*+*{margin-top:var(--s2)}
.band .text,.crumb{color:var(--band-soft)}
.crumb{font-size:var(--t-s)}
.crumb>a:only-child{display:inline-flex;align-items:center;min-height:var(--tap)}
.band .in>.row{gap:0 var(--s4);margin-top:0}
.roof>*+*{margin-top:var(--s2)}
.need{display:flex;flex-wrap:wrap;column-gap:.35em;font-size:var(--t-s);line-height:1.4;color:var(--band-soft)}
.need li:not(:last-child)::after{content:" ·"}.need .link{margin-block:-.75rem}.unbroken{white-space:nowrap}
.button,button.first,button.second{display:inline-flex;align-items:center;justify-content:center;gap:var(--s2);min-height:3rem;max-width:100%;padding:var(--s2) var(--s4);font:inherit;font-weight:650;line-height:1.2;text-align:center;text-decoration:none;color:var(--accent);background:var(--card);border:2px solid var(--accent);border-radius:var(--r-s);cursor:pointer}
.button.first,button.first{color:var(--on-accent);background:var(--accent)}
.button:hover,button.first:hover,button.second:hover{text-decoration:underline;text-decoration-thickness:2px}
.band .in>:not(.card) .button:not(.first,.line){color:var(--band);background:var(--on-band);border-color:var(--on-band)}
.button.line{color:inherit;background:none;border-color:currentColor}
button.link,.tap{display:inline-flex;align-items:center;gap:var(--s2);min-height:var(--tap);font:inherit}
button.link{color:var(--accent);padding:0;border:0;background:none;text-decoration:underline;text-underline-offset:.18em;text-align:left;cursor:pointer}
:is(.band,.nav) button.link{color:inherit}
.row{display:flex;flex-wrap:wrap;gap:var(--s2) var(--s4);align-items:center}
summary{display:flex;align-items:center;gap:var(--s2);min-height:var(--tap);color:var(--accent);font-weight:600;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary>h2{margin:0;font-size:inherit}
summary::before{content:"+";width:1.25rem;flex:none;font-size:1.3em;line-height:1;text-align:center}
[open]>summary::before{content:"–"}
details>:last-child:not(summary){padding-bottom:var(--s2)}
.foot{margin-top:var(--s3);border-top:1px solid var(--fine);font-size:var(--t-s);color:var(--soft)}
.foot :is(.in,nav){display:flex;flex-wrap:wrap;gap:0 var(--s3);align-items:center;padding-block:0}
.foot a,.foot button.link{display:inline-flex;align-items:center;min-height:var(--tap)}
.foot p a{display:inline;min-height:0}`;

/** What forms ask, and what is wrong with an answer. */
const FORMS = `
.whole>*+*,.prose .also{margin-top:var(--s6)}
.gone{appearance:none;display:block;width:100%;max-width:var(--measure);height:.5rem;border:0;border-radius:var(--r-x);overflow:hidden;color:var(--on-band);background:color-mix(in srgb,var(--on-band) 25%,transparent)}
.gone::-webkit-progress-bar{background:none}
.gone::-webkit-progress-value{background:currentColor}
.gone::-moz-progress-bar{background:currentColor}
.band .long{font-size:var(--t-xl)}
.whole>fieldset>legend,.whole>.field>label{font-weight:700;font-size:var(--t-l);line-height:1.25}
.hint{color:var(--soft);margin:var(--s1) 0 var(--s3)}
.whole :is(legend,.fault)+:is(.choice,input,textarea),.whole label+:is(select,input,textarea){margin-top:var(--s3)}
form>.row,fieldset+.row,.field+.row{margin-top:var(--s4)}
.whole legend{font-weight:600}
.ledger{width:100%;border-collapse:collapse;text-align:left;margin-block:var(--s3)}
.ledger caption{font-weight:700;text-align:left}
.ledger tr{border-top:1px solid var(--fine)}
.ledger :is(th,td){padding:var(--s1) var(--s4) var(--s1) 0}
.ledger:has([scope=rowgroup]) [scope=row]{font-weight:400}
.ledger [scope=rowgroup]{padding-top:var(--s3)}
@media(max-width:40rem){.ledger thead{display:none}.ledger :is(tr,th,td){display:block}}
.choice{display:grid;grid-template-columns:auto minmax(0,1fr);gap:0 var(--s3);align-items:center;min-height:3rem;padding:var(--s2) var(--s3);border:1px solid var(--line);border-radius:var(--r-s);background:var(--card);cursor:pointer;line-height:1.3}
.choice+.choice,.choice+.field,:not(.whole)>.field+.field{margin-top:var(--s2)}
.choice input,.check input{width:1.25rem;height:1.25rem;margin:0;flex:none;accent-color:var(--accent)}
.choice small{grid-column:2;color:var(--soft);font-size:var(--t-s)}
.choice:has(:checked){border-color:var(--accent);background:var(--tint);box-shadow:inset 0 0 0 1px var(--accent)}
.field label{display:block;font-weight:600}
input:is([type=text],[type=password],[type=search],[type=email],[type=url],[type=color],[type=date]),select,textarea{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:var(--r-s);min-height:3rem;padding:var(--s2) var(--s3);max-width:100%}
input::placeholder{color:var(--soft);opacity:1}
.asked{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,48%);gap:0 var(--s3);align-items:center;line-height:1.25}
.two>.field.asked{margin:0}
.asked label{font-size:var(--t-s)}
.asked select{padding-inline:var(--s2)}
.sum{display:flex;align-items:center;gap:var(--s1)}
input.number{width:12rem}
input.money{width:12rem}
select,input.wide,textarea{width:100%}
textarea{min-height:13rem;line-height:1.45}
textarea[rows="5"]{min-height:8.5rem}
textarea[rows="3"]{min-height:5.5rem}
.fault{color:var(--bad);font-weight:600}
:is(.field,fieldset)>.state{margin-bottom:var(--s2)}
.faults{border-left:4px solid var(--bad);padding:var(--s2) var(--s4);margin-block:var(--s4);background:var(--card)}
[aria-invalid]{border:2px solid var(--bad)!important}
.tiles{container-type:inline-size}
legend+.tiles,legend+.notice,.notice+.tiles{margin-top:var(--s3)}
.tiles{display:grid;gap:var(--s2);grid-template-columns:repeat(2,minmax(0,1fr))}
.tile{position:relative;display:grid;grid-template-columns:1fr auto;align-items:center;align-content:start;gap:var(--s2);min-height:3.5rem;padding:var(--s3);border:1px solid var(--line);border-radius:var(--r-s);font-weight:600;line-height:1.2;cursor:pointer;background:var(--card)}
.tile>.i{color:var(--accent)}
.tile input{width:1.25rem;height:1.25rem;margin:0;accent-color:var(--accent)}
.tile>span{grid-row:2;grid-column:1/-1}
.tile small{display:block;font-weight:400;color:var(--soft)}
.tile:has(:checked){border-color:var(--accent);background:var(--tint);box-shadow:inset 0 0 0 1px var(--accent)}
@container(min-width:26rem){.tile{grid-template-columns:auto 1fr auto;align-content:center;padding-block:var(--s2)}.tile>span{grid-row:1;grid-column:2}.tile>input{grid-column:3}}
.find{display:flex;gap:var(--s2)}
.find>input{flex:1;min-width:0;color:var(--ink)}
.find>.button{flex:none}
.check{display:flex;align-items:center;gap:var(--s3);min-height:var(--tap);cursor:pointer;line-height:1.25}
.check .n{margin-left:auto;white-space:nowrap;color:var(--soft);font-size:var(--t-s);font-variant-numeric:tabular-nums}`;

/** Cards, lists and what is in them. */
const PARTS = `
.card{padding:var(--s4);background:var(--card);color:var(--ink);border:1px solid var(--fine);border-radius:var(--r-m);box-shadow:var(--lift)}
.cards{display:grid;gap:var(--s3);grid-template-columns:minmax(0,1fr)}
.cards.tight{margin-top:var(--s3)}
.card>h2,.card>h3{margin-bottom:var(--s2)}
.card>:first-child{margin-top:0}
.head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 var(--s3)}
.head>*{min-width:0}
.name a,.entry h3 a{color:inherit;text-decoration-color:var(--accent);text-decoration-thickness:2px}
.where{font-size:var(--t-s);color:var(--soft)}
.state{padding:var(--s2) var(--s3);border-radius:var(--r-s);font-size:var(--t-s);line-height:1.4;background:var(--tint)}
.state.ask{background:var(--ask);color:var(--on-ask)}
.state.not{background:none;border:1px solid var(--line)}
.bar{width:100%;height:.875rem;margin-top:var(--s1);overflow:visible}
.bar .rail{fill:none;stroke:var(--line)}
.bar .fill{fill:var(--accent)}
.marks{display:flex;flex-wrap:wrap;gap:0 var(--s3);font-size:var(--t-s)}
.mark{display:flex;align-items:center;gap:var(--s1);min-width:0;min-height:1.75rem;line-height:1.25}
.mark>.i{color:var(--soft)}
p.mark{align-items:flex-start}
p.mark>span{padding-top:.125rem}
.glyph{width:1.5rem;height:1.5rem}
.glyph.yes{color:var(--accent)}.glyph.no{color:var(--ink)}.glyph.ask{color:var(--on-ask)}
.on{stroke:var(--card)}
.straw{fill:var(--ask);stroke:var(--on-ask)}
.no-word{text-decoration:line-through}
.why{display:grid;gap:var(--s1);align-content:start;line-height:1.4}
.why li{display:grid;grid-template-columns:1.25rem minmax(0,1fr);gap:var(--s2)}
.why svg{width:1.25rem;height:1.25rem;margin-top:.1em;color:var(--accent)}
.why .care svg{color:var(--on-ask)}
.notice{display:grid;grid-template-columns:1.5rem minmax(0,1fr);gap:var(--s3);font-size:var(--t-s);line-height:1.4}
.letter{white-space:pre-line;padding:var(--s3);border-left:3px solid var(--accent);background:var(--paper);font-size:var(--t-s)}
.send{display:flex;flex-wrap:wrap;gap:var(--s2)}.send>*{flex:1 1 auto;padding-inline:var(--s1)}.send>.first{flex-basis:100%}
.send>:not(.first){flex-direction:column;gap:var(--s1);font-size:var(--t-s)}
.list>li+li{border-top:1px solid var(--fine)}
.list>li{padding-block:var(--s2)}
.list .row+.small{margin-top:var(--s2)}
.help h3{font-size:var(--t-m)}
.word{display:grid;grid-template-columns:1.5rem minmax(0,1fr);gap:var(--s3);line-height:1.35}
.steps>li{display:grid;grid-template-columns:2.25rem minmax(0,1fr);gap:var(--s3);padding-block:var(--s2)}
.steps h3{margin-top:0}
.steps>li>b{display:grid;place-items:center;width:2.25rem;height:2.25rem;border-radius:var(--r-x);background:var(--tint);color:var(--accent)}
.pics{display:flex;flex-wrap:wrap;gap:var(--s1) var(--s2);font-size:var(--t-s)}
.pics li{display:inline-flex;align-items:center;gap:var(--s1);min-width:0;min-height:1.75rem;padding:0 var(--s2) 0 var(--s1);border-radius:var(--r-x);background:var(--tint)}
.pics .i{width:1.125rem;height:1.125rem;color:var(--accent);margin-left:var(--s1)}
.pics .more{padding:0 var(--s2);background:none;border:1px solid var(--line)}
.facts{display:grid;gap:var(--s2) var(--s4);grid-template-columns:repeat(auto-fit,minmax(8rem,1fr))}
.facts dt{font-size:var(--t-s);color:var(--soft)}
.facts dd{font-weight:600}
dt{font-weight:700}
.pairs>div{padding-block:var(--s1)}.pairs .link{margin-block:-.75rem}
.entry{position:relative;display:flex;flex-direction:column;gap:var(--s2)}
.entry h3 a::after{content:"";position:absolute;inset:0;border-radius:var(--r-m)}
.entry h3 a:focus-visible{outline:0}
.entry:has(h3 a:focus-visible){outline:3px solid var(--focus);outline-offset:2px}
.entry:hover{border-color:var(--accent)}
.entry .end{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 var(--s3);margin-top:auto}
.entry .check{position:relative;z-index:1;font-size:var(--t-s);gap:var(--s2)}
.dir{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--s4);align-items:start;margin-top:var(--s4)}
.filters fieldset+fieldset{margin-top:var(--s4)}
.filters fieldset+.field{margin-top:var(--s4)}
.filters :is(legend,.field label){font-weight:700;margin-bottom:var(--s1)}
.pages{display:flex;flex-wrap:wrap;gap:var(--s2);margin-top:var(--s5)}
.pages a{display:grid;place-items:center;min-width:var(--tap);min-height:var(--tap);padding:0 var(--s3);border:1px solid var(--line);border-radius:var(--r-s);text-decoration:none;font-weight:600}
.pages [aria-current]{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.write{border-bottom:1px dotted var(--ink);height:1.9em}
iframe{width:100%;border:1px solid var(--fine)}
.preview{position:sticky;top:var(--s4);width:100%;height:38rem;border-radius:var(--r-m);background:var(--card)}
.columns{columns:12rem;max-height:22rem;overflow:auto;padding:var(--s1)}
.badge{max-width:100%;height:auto}
.code{font-family:ui-monospace,monospace;font-size:var(--t-s)}
.embed{background:var(--card)}
.embed main>.in{max-width:var(--measure);margin:0;padding:var(--s4)}
.embed h1{font-size:var(--t-l)}
.embed .foot{margin-top:0}.embed :is(.need,.crumb){color:var(--soft)}
.embed .gone{color:var(--accent);background:var(--tint)}`;

/** From a telephone to a desk. */
const WIDTHS = `
@media(min-width:40rem){
.two{grid-template-columns:repeat(2,minmax(0,1fr))}
.pairs>div{display:grid;grid-template-columns:13rem minmax(0,1fr);gap:0 var(--s4)}}
@media(min-width:48rem){
.menu{display:none}
.nav{display:flex;flex-wrap:wrap;position:static;padding:0;color:inherit;background:none;overflow:visible;width:auto;height:auto}
.top .in{min-height:4.25rem}
.band .in{padding-block:var(--s4) var(--s6)}
.card{padding:1.25rem}
.send>.first{flex-basis:auto}.send>*{padding-inline:var(--s4)}
.send>:not(.first){flex-direction:row;gap:var(--s2);font-size:var(--t-m)}
.roof{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,auto);gap:var(--s2) var(--s7);align-items:end}
.roof>*{grid-column:1;margin-top:0}
.roof>.need{grid-column:2;grid-row:1/span 3;display:block;padding:var(--s3) var(--s4);border:1px solid var(--band-soft);border-radius:var(--r-m);line-height:1.6;max-width:27rem}
.roof>.need li::after{content:none}}
@media(min-width:62rem){
.whole:has(>#uses){display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:var(--s4) var(--s6);align-items:start}
.whole:has(>#uses)>*{margin:0}
.whole>:is(#uses,#today,#matters,.row){grid-column:1/-1}
.whole:where(:has(>#uses))>fieldset:where(:not(#uses)):has(>.choice){display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:var(--s2);align-items:start}
.whole:where(:has(>#uses))>fieldset:where(:not(#uses)):has(>.choice:nth-of-type(4)){grid-template-columns:repeat(2,minmax(0,1fr))}
.whole:where(:has(>#uses))>fieldset:where(:not(#uses)):has(>.choice)>:is(.hint,.fault,details,.small){grid-column:1/-1;margin-block:0}
.whole:where(:has(>#uses))>fieldset:where(:not(#uses)):has(>.choice)>.choice{margin:0}
.whole>#uses .tiles{grid-template-columns:repeat(4,minmax(0,1fr))}
.whole>#today{grid-template-columns:repeat(4,minmax(0,1fr))}
.whole>#matters{grid-template-columns:repeat(3,minmax(0,1fr))}
.whole>#today>details>.choice{display:inline-grid;width:calc(25% - var(--s2));margin:0 var(--s2) var(--s2) 0;vertical-align:top}
.cards.three{grid-template-columns:repeat(3,minmax(0,1fr));gap:var(--s5)}
.halves{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:var(--s6)}
.hero{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:var(--s7);align-items:center}
.dir{grid-template-columns:17rem minmax(0,1fr);gap:var(--s6)}
.beside{display:grid;grid-template-columns:minmax(0,7fr) minmax(0,5fr);gap:var(--s6);align-items:start;margin-top:var(--s4)}}
@supports selector(::details-content){@media(min-width:62rem){.filters>summary{display:none}.filters::details-content{content-visibility:visible;block-size:auto}}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media(forced-colors:active){.bar .fill{forced-color-adjust:none}:is(.state,.lines>[class]){border:1px solid}}`;

/** Without comments and line ends, which are for us. */
const packed = (...sheets: string[]): string =>
  sheets
    .join('')
    .replaceAll(/\/\*[^*]*\*\//g, '')
    .replaceAll(/\n/g, '');

/**
 * The stylesheet of the pages, inlined in each: a page is one request. Fonts are those of the reader's machine; sizes
 * follow the reader's own setting; colours follow light and dark, and disappear on paper.
 */
export const STYLE = packed(TOKENS, GROUND, FORMS, PARTS, WIDTHS, ANSWER_SHEET, PAPER);

const namesIn = (sheet: string): Set<string> =>
  new Set([...sheet.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name as string));

const EVERYWHERE = namesIn(STYLE);

/** What few pages need: each with the classes that it alone knows. */
const FURTHER = OF_FEW_PAGES.map((sheet) => ({
  style: packed(sheet),
  own: [...namesIn(sheet)].filter((name) => !EVERYWHERE.has(name)),
}));

export const FURTHER_STYLES: readonly string[] = FURTHER.map(({ style }) => style);

const CLASSES = /class="([^"]*)"/g;

/** The further sheets that a page needs. */
export function stylesFor(html: string): string[] {
  const worn = new Set<string>();
  for (const [, names = ''] of html.matchAll(CLASSES)) for (const name of names.split(' ')) worn.add(name);
  return FURTHER.flatMap(({ style, own }) => (own.some((name) => worn.has(name)) ? [style] : []));
}

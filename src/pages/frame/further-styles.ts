/** What a treasurer takes to the meeting: A4, black, every fold open, addresses spelt out. */
export const PAPER = `
.paper{display:none}
@media print{
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#000;--line:#000;--fine:#777;--accent:#000;--on-accent:#000;--tint:#fff;--ask:#fff;--on-ask:#000;--band:#fff;--on-band:#000;--band-soft:#000;--bad:#000;--lift:none}
@page{size:A4;margin:1.4cm}
@page side{size:A4 landscape;margin:.8cm 1cm}
html{font-size:9.5pt}
body,.top,.band{background:#fff}
.nav,.menu,.skip,.send,.acts,.screen,.foot,[data-do=print]{display:none!important}
.paper{display:revert!important}
.card,.state{border:1px solid #777;break-inside:avoid;box-shadow:none}
.cards{display:block}summary>h2{font-size:var(--t-xl)}
.cards>*{margin-bottom:.4cm}
.found{display:grid!important;grid-template-columns:1fr 1fr;gap:.3cm}
.found>*{margin:0}
.host{display:grid!important;grid-template-columns:6.4cm minmax(0,1fr);gap:.15cm .6cm}
.host>*{grid-column:1}
.host>details{grid-column:2;grid-row:1/span 8;margin:0}
.answers>.host{padding:.2cm .3cm;break-inside:auto}.help h3,.folds h2{font-size:8.5pt}.help .tap,.folds p,.folds li{font-size:8pt;line-height:1.25}
.pair{display:block!important}.pair>*+*{margin-top:.15cm}
.pair>.lines{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:.4cm}
.share{display:block}
.share>li{display:grid;grid-template-columns:6.4cm minmax(0,1fr);gap:.1cm .6cm;padding-block:.15cm;break-inside:avoid}
.share>li>*{grid-column:1}
.share>li>details{grid-column:2;grid-row:1/span 6;margin:0}
.lines>div{padding:0!important;border:0!important}
.lone{display:block}.out{display:block}
.out :is(a,button){display:block;min-height:0;border:0;padding:0}
.out :is(b,.i),.button svg{display:none}
.folds{columns:2;column-gap:.8cm}
.folds>details{break-inside:avoid;border:0!important;padding-bottom:.2cm}
.folds>details>:not(summary){padding-left:0}
.roof .write{display:inline-block;min-width:7cm;border-bottom:1px solid}
.brief>.host>.why{grid-column:2;grid-row:1/span 4}.brief>.host>details{grid-row:5/span 4}.brief>.host>.act{display:none}
.button,.button.first,.act .button,.tap{display:inline;min-height:0;border:0;padding:0;font-weight:700;color:#000;background:none}
.halves{display:grid;grid-template-columns:1fr 1fr;gap:.8cm}
main>.in>.tight,.halves>section{margin-top:.4cm}
.band .in{padding-block:0 .2cm}.roof{display:block}.roof>.need{display:flex;max-width:none;padding:0;border:0}.roof>.need li:not(:last-child)::after{content:" ·"}.roof>.need li:has(+.screen)::after{content:none!important}
main a[href^=http]:not(.bare)::after{content:" ("attr(href)")";font-weight:400;overflow-wrap:anywhere}
a[href^="mailto:"]::after{content:none}
a[data-copies]{font-size:0!important}main a[data-copies]::after{content:attr(href)!important;font-size:8.5pt}
summary::before{content:none!important}
details>*,details::details-content{display:block!important;content-visibility:visible!important;block-size:auto!important}
summary{min-height:0!important}details{font-size:8.5pt;line-height:1.3}.letter{font-size:8pt;line-height:1.22;background:none;padding-block:0}.list>li{padding-block:0;border:0!important}.stack>*+*{margin-top:.15cm}
.write{height:1.6em}
.band .in .button{color:#000!important;background:none!important}
li,dd,tr,.together{break-inside:avoid}
h1,h2,h3{break-after:avoid}}`;

/** The map of tools: its drawing, its tables, and the sheets that are filled in by hand. */
/** Questions that only some uses ask for; `data-asks` of a use names them. */
const OF_USES = 'recipients replies people space growth room mailboxes meeting fillers danger health domain'.split(' ');

/** With all questions on one page: those that no ticked use asks for are not shown, unless they were answered. */
const CALL_SHEET = [
  ...OF_USES.map((name) => [`[data-asks~=${name}]:checked`, name]),
  ['[name=space]:checked:not([value=unknown])', 'growth'],
]
  .map(
    ([asked, name]) =>
      `.whole:has(>.called):not(:has(${asked}))>:is(#${name},:has(>#${name})):not(:has(:checked,.fault)){display:none}`,
  )
  .join('');

const TOOL_MAP_SHEET = `
.drawing{width:fit-content;max-width:100%;overflow-x:auto;padding:var(--s2);background:var(--card);border:1px solid var(--fine);border-radius:var(--r-m)}
@media not all and (max-width:40rem){.told{display:none}}
@media print{.told{display:none}}
.cells{width:100%;table-layout:fixed;border-collapse:collapse;background:var(--card)}
.cells caption{padding-block:var(--s2);font-weight:700;text-align:left}
.cells :is(th,td){padding:var(--s2);border:1px solid var(--line);text-align:left;vertical-align:top;line-height:1.3}
.cells thead th{background:var(--tint)}
.cells .long{width:32%}
.blank{min-width:56rem}
.leaf>*+*{margin-top:var(--s3)}
.blank td{height:2.6rem}
.blank.tools th:nth-child(-n+2){width:13%}
.blank.tools th:last-child{width:6%}
.meanings{display:grid;gap:var(--s1) var(--s4);grid-template-columns:repeat(auto-fit,minmax(14rem,1fr))}
.boxes li{display:grid;grid-template-columns:1.25rem minmax(0,1fr);gap:var(--s2)}
.boxes li::before{content:"";width:.8rem;height:.8rem;margin-top:.3em;border:1.5px solid}
@media screen and (max-width:40rem){
.cells:not(.blank),.cells:not(.blank) :is(tbody,tr,th,td,caption){display:block}
.cells:not(.blank) thead{display:none}
.cells:not(.blank) :is(th,td){border-width:0 1px 1px}
.cells:not(.blank) th{background:var(--tint)}
.drawn{display:none}
.cells td[data-label]::before{content:attr(data-label)" : ";color:var(--soft)}}
.handed .facts{align-items:end;margin-bottom:var(--s2)}
@media print{
.handed .card{padding:.25cm .4cm;margin-top:.25cm}
.handed .write{height:.65cm}
.handed .facts dt{font-size:8pt}
.handed .boxes{columns:2}
.handed .card>h2{font-size:11pt;margin:0}
.handed .pairs{font-size:8.5pt;line-height:1.3}
.handed :is(.boxes li,.pairs>div){margin:0;padding-block:1px}
.drawing{overflow:visible;padding:0;border:0;break-inside:avoid}
.drawing>svg{max-width:100%;max-height:24cm;width:auto;height:auto}
.cells{font-size:9pt}
.cells thead th{border-bottom-width:2px}
.cells :is(th,td){padding:.1cm .15cm}
body:has(.leaf),.leaf{page:side}
body:has(.leaf) .top{display:none}
body:has(.leaf) main>.in>*{margin-top:0}
.leaf{font-size:9pt}
.leaf+.leaf{break-before:page}
.leaf>*+*,.leaf h2,.leaf h3{margin:.15cm 0 0}
.blank{min-width:0}
.blank td{height:1.05cm}
.blank th[scope=row]{height:.85cm}
.leaf .write{height:.8cm}
.leaf .meanings{gap:0 .6cm;grid-template-columns:repeat(2,1fr);line-height:1.25}
.meanings>div{display:grid;grid-template-columns:3cm 1fr}}`;

/** The page of a host: its offers, what it promises, and what it is in short next to them on a desk. */
const HOST_SHEET = `
.stages{padding-left:var(--s3)}
.stand{padding:.1em var(--s2);margin-right:var(--s1);border:1px solid currentColor;border-radius:var(--r-s)}
.sheet{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--s4);align-items:start;margin-top:var(--s4)}
.sheet section+section{margin-top:var(--s4)}
.sheet .facts+.word{margin-top:var(--s3)}
.sheet .facts:not(.again)+.word{margin-top:var(--s3);padding-top:var(--s3);border-top:1px solid var(--fine)}
.sheet .facts>.wide{grid-column:1/-1}
.sheet .steps>li{padding-block:var(--s1)}
.sheet .mark{line-height:1.3}
.sheet>div>.row{gap:0 var(--s4);margin-top:var(--s3)}
.sheet .facts dd summary{min-height:0}
.sheet ul:not([class])>li{padding-left:var(--s3)}
.way+.way,.sold+.sold{margin-top:var(--s3);padding-top:var(--s3);border-top:1px solid var(--fine)}
.way~p{margin-top:var(--s2)}
.way>h3{font-size:var(--t-m)}
.plans .bar,.tested .bar{max-width:14rem}
.plans>li+li{margin-top:var(--s2)}
.plans,.sold>.word{margin-top:var(--s1)}
.offers{display:grid;gap:0 var(--s5)}
.offers>li{display:grid;grid-template-columns:1.5rem minmax(0,1fr);gap:var(--s3);padding-block:var(--s1);line-height:1.35}
.way details .sold:first-of-type{margin-top:0}
.offers>li>.i{color:var(--accent)}
.offers .pics{margin-block:var(--s1)}
.voices>li{margin-top:var(--s1);padding-left:var(--s3);border-left:3px solid var(--fine)}
.tested{margin-block:var(--s2)}
@media(max-width:61.99rem){.again{display:none}}
@media(min-width:40rem){.offers{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media(min-width:62rem){
.sheet{grid-template-columns:minmax(0,1fr) 20rem;grid-template-rows:auto 1fr;gap:var(--s4) var(--s5)}
.sheet>aside{grid-column:2;grid-row:1/span 2;position:sticky;top:var(--s4)}}
@media print{.sheet{display:block}.sheet .card{break-inside:auto;padding:.25cm .4cm}.sheet summary{min-height:0}.sheet section+section{margin-top:.3cm}.sheet>aside{margin-block:.4cm}.offers{grid-template-columns:repeat(2,minmax(0,1fr))}}`;

/**
 * Answers or hosts side by side, point by point. On a telephone the point takes the row, with the cells under it, and
 * names stay in sight; what is one’s own today takes a row of its own. On paper the sheet lies on its side.
 */
const COMPARISON = `
.side{width:100%;border-collapse:separate;border-spacing:0;table-layout:fixed;background:var(--card);border:1px solid var(--fine);border-radius:var(--r-m);box-shadow:var(--lift)}
.side :is(th,td){padding:var(--s2) var(--s3);text-align:left;vertical-align:top;line-height:1.35}
.side thead th{position:sticky;top:0;z-index:1;background:var(--card);border-bottom:2px solid var(--accent);border-radius:var(--r-m) var(--r-m) 0 0}
.side tbody th{font-size:var(--t-s);color:var(--soft);font-weight:600}
.side tbody tr>*{border-top:1px solid var(--fine)}
.side .mark{align-items:flex-start;min-height:0}
.side .marks{flex-direction:column;gap:var(--s1)}
.side .marks .vh{position:static;width:auto;height:auto;clip-path:none;color:var(--soft)}
.side .marks .no-word{text-decoration:none}
.side td>*+*,.side td li+li{margin-top:var(--s1)}
.side .pen td{height:4rem;border:1px dashed var(--line)}
.side ul{padding:0;list-style:none}
@media screen and (max-width:47.99rem){
.side,.side tbody{display:block}
.side thead{display:block;position:sticky;top:0;z-index:1;background:var(--card);border-radius:var(--r-m) var(--r-m) 0 0}
.side tr{display:grid;grid-template-columns:repeat(3,minmax(0,1fr))}
.side.two-hosts tr{grid-template-columns:repeat(2,minmax(0,1fr))}
.side.one-host tr{grid-template-columns:minmax(0,1fr)}
.side thead :is(th:first-child,.own){position:absolute;clip-path:inset(50%)}
.side thead th{position:static;font-size:var(--t-s)}
.side tbody th,.side td.own{grid-column:1/-1}
.side tbody th{padding-bottom:0}
.side tbody td{border-top:0;font-size:var(--t-s);hyphens:auto}
.side tr.screen td.own:empty{display:none}
.side td.own::before{content:attr(data-of);display:block;color:var(--soft)}
.side :is(th,td){padding-inline:var(--s2)}
.side .mark{display:block}
.side .mark>*{display:inline;vertical-align:middle}
.side .mark>:not(:first-child){margin-left:var(--s1)}
.side .glyph{width:1.25rem;height:1.25rem}}
@media(max-width:22rem){.side :is(th,td){padding-inline:var(--s1)}}
@media print{
body:has(.side):not(:has(.board)),.board,main:has(.board)+footer{page:side}
.board h2{margin-top:0}
.side{border:1px solid #000;font-size:8.5pt;line-height:1.3}
.side :is(th,td){padding:.15rem .35rem;line-height:1.25}
.side tbody th,.side .small{font-size:inherit}
.side :is(li,.write,p){margin:0!important}
.side .mark svg:not(.glyph){display:none}
.side .glyph{width:1rem;height:1rem}
.side .pen td{height:1.6cm}}`;

/**
 * An answer: its cards, each with the same three lines, so that they are compared by eye; what one does with it; its
 * folds. On a desk several hosts of one card are side by side, and buttons line up.
 */
export const ANSWER_SHEET = `
.host{display:flex;flex-direction:column;gap:.25rem;padding-block:var(--s3)}
.host .button{width:100%}.act:empty,.below:empty{display:none}
.host details{margin-block:calc(-1*var(--s2))}
.lines{display:grid;gap:.375rem;align-content:start;line-height:1.4}
.lines :is(dt,dd){display:inline}
.lines>*{min-width:0}
.lines>:is(.ask,.sure,.not){padding:var(--s1) var(--s3);border-radius:var(--r-s)}
.lines>.ask{background:var(--ask);color:var(--on-ask)}
.lines>.sure{background:var(--tint)}
.lines>.not{border:1px solid var(--line)}
.below,.risk{display:grid;gap:var(--s2);align-content:start;line-height:1.4}
.risk{grid-template-columns:1.25rem minmax(0,1fr)}
.risk svg{width:1.25rem;height:1.25rem;margin-top:.1em;color:var(--on-ask)}
.risk .no{color:var(--ink)}
.pair{grid-column:1/-1}
.share{display:grid;gap:var(--s3)}
.share>li{display:grid;grid-template-columns:minmax(0,1fr);align-content:start;gap:.375rem;padding-top:var(--s3);border-top:1px solid var(--fine)}
.share :is(h3,h4){display:flex;align-items:center;gap:0 var(--s2);font-size:1rem}
.share :is(h3,h4)>*{min-width:0}
.share :is(h3,h4) .i{color:var(--accent)}
:is(.name,.share :is(h3,h4)) a{padding-block:var(--s2)}
.acts{display:grid;gap:var(--s2);grid-template-columns:repeat(auto-fit,minmax(6.5rem,1fr))}
.acts .button{flex-direction:column;gap:var(--s1);min-height:3.5rem;padding:var(--s1);border:1px solid var(--line);font-size:var(--t-s)}
.later{display:grid;gap:var(--s1);justify-items:start}
.later h2{margin:0;font-size:var(--t-m)}
.folds>details{border-top:1px solid var(--fine)}
.folds>:last-child{border-bottom:1px solid var(--fine)}
.folds>details>:not(summary){padding-left:1.4rem}
.out{display:grid;gap:var(--s2)}
.out :is(a,button){display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 var(--s3);align-items:center;width:100%;min-height:3.5rem;padding:var(--s2) var(--s4);font:inherit;line-height:1.35;text-align:left;text-decoration:none;color:var(--accent);background:var(--card);border:1px solid var(--line);border-radius:var(--r-s);cursor:pointer}
.out span{color:var(--ink);font-size:var(--t-s)}
.out b{grid-column:1;text-decoration:underline;text-decoration-thickness:1px}
.out .i{grid-column:2;grid-row:1/span 2}
.lone>section+section{margin-top:var(--s4)}
@media screen and (min-width:40rem){
.answers{grid-template-columns:repeat(2,minmax(0,1fr))}
.answers>.host:not(.pair),.three>.host:not(.pair),.two>.host:not(.pair){display:grid;grid-template-columns:minmax(0,1fr);grid-template-rows:subgrid;grid-row:span 5;gap:var(--s2)}
.answers>:only-child{grid-column:1/-1}
.lone .answers{grid-template-columns:minmax(0,1fr)}
.out{grid-template-columns:repeat(2,minmax(0,1fr))}
.later{grid-template-columns:1fr auto;align-items:center}}
@media screen and (min-width:62rem){
.share{grid-template-columns:repeat(2,minmax(0,1fr));gap:var(--s6)}
.share>li{grid-row:span 5;grid-template-rows:subgrid}
.pair>.lines{grid-template-columns:repeat(3,minmax(0,1fr));gap:var(--s5)}
.lone{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));grid-template-rows:auto 1fr;gap:0 var(--s6);align-items:start}
.lone>section{margin-top:0!important}.lone>:last-child{grid-column:2;grid-row:1/span 2}
.lone .out{grid-template-columns:minmax(0,1fr)}}`;

/** Letters on paper: one a sheet, without the page around them. */
const LETTERS_SHEET = `
@media print{
body:has(.posted) :is(.top,.band){display:none}
.posted+.posted{break-before:page}
.posted .letter{font-size:11pt;line-height:1.4;padding:0;border:0}}`;

/** The sheets that few pages need. */
export const OF_FEW_PAGES = [COMPARISON, HOST_SHEET, TOOL_MAP_SHEET, CALL_SHEET, LETTERS_SHEET];

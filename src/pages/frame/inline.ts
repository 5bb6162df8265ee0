import { hash } from 'node:crypto';

/**
 * The one stylesheet of the pages, inlined in each: a page is one request. Fonts are those of the reader's machine;
 * sizes follow the reader's own setting; colours follow light and dark, and disappear on paper.
 */
const SHEET = `
:root{color-scheme:light dark;--ink:#1d1d1b;--soft:#55524a;--paper:#fdfcf9;--card:#fff;--line:#8a8577;--fine:#ddd7c9;--accent:var(--light,#0b4f6c);--on-accent:#fff;--good:#1d5f2f;--care:#7a4300;--bad:#9b1c1c}
@media(prefers-color-scheme:dark){:root{--ink:#eeece6;--soft:#bdb8ab;--paper:#1a1a19;--card:#242422;--line:#8f8a7d;--fine:#45423b;--accent:var(--dark,#9bd4ee);--on-accent:#10242d;--good:#9fd8ae;--care:#f2bf7e;--bad:#ffb1a8}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{font-size:106.25%;-webkit-text-size-adjust:100%}
body{margin:0;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,Cantarell,"Helvetica Neue",Arial,sans-serif;line-height:1.55;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
header,main,footer{max-width:44rem;margin:0 auto;padding:0 1rem}
.wide header,.wide main,.wide footer{max-width:72rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;padding-top:.8rem;padding-bottom:.8rem}
header>a{font-weight:700;font-size:1.15rem;color:var(--ink);text-decoration:none}
footer{margin-top:3rem;padding-top:1rem;padding-bottom:2rem;border-top:1px solid var(--fine);color:var(--soft);font-size:.9rem}
footer p{margin:.3rem 0}
h1{font-size:1.65rem;line-height:1.2;margin:.8rem 0 .8rem;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:2.2rem 0 .6rem}
h3{font-size:1.08rem;line-height:1.35;margin:1.4rem 0 .3rem}
p{margin:.5rem 0}
p,li,dd{text-wrap:pretty}
.whole-word{white-space:nowrap}
ul,ol{padding-left:1.2rem;margin:.5rem 0}
li{margin:.25rem 0}
a{color:var(--accent);text-underline-offset:.15em}
.soft{color:var(--soft)}
.small{font-size:.9rem}
.plain{list-style:none;padding:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:.5rem;top:.5rem;background:var(--card);padding:.5rem .8rem;z-index:1}
.button,button{display:inline-block;font:inherit;font-weight:600;line-height:1.3;padding:.65rem 1.1rem;border-radius:.4rem;border:2px solid var(--accent);background:var(--accent);color:var(--on-accent);text-decoration:none;cursor:pointer;max-width:100%;text-align:left}
button.second,.button.second{background:transparent;color:var(--accent)}
button.link{border:0;background:none;color:var(--accent);padding:.3rem 0;font-weight:400;text-decoration:underline;text-underline-offset:.15em}
.row{display:flex;flex-wrap:wrap;gap:.6rem .8rem;align-items:center;margin:1.2rem 0}
fieldset{border:0;margin:0 0 1.4rem;padding:0;min-width:0}
legend{padding:0}
.whole>fieldset>legend,.whole>.field>label{font-weight:700;font-size:1.1rem}
.hint{color:var(--soft);margin:.2rem 0 .7rem}
.choice{display:grid;grid-template-columns:auto minmax(0,1fr);gap:0 .7rem;align-items:start;padding:.55rem .7rem;border:1px solid var(--line);border-radius:.4rem;background:var(--card);margin:.45rem 0;cursor:pointer}
.choice input{width:1.2rem;height:1.2rem;margin:.18rem 0 0;accent-color:var(--accent)}
.choice small{grid-column:2;color:var(--soft);font-size:.9rem}
.choice:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.field{margin:0 0 1.4rem}
.field label{display:block}
input[type=text],select,textarea{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.35rem;padding:.55rem .6rem;max-width:100%}
input.number{width:7rem;margin-right:.3rem}
input.money{width:10rem}
select,input.wide,textarea{width:100%}
textarea{min-height:13rem;line-height:1.45}
textarea[rows="5"]{min-height:8.5rem}
.choice+.field{margin-top:1.2rem}
iframe{width:100%;border:1px solid var(--fine)}
.fault{color:var(--bad);font-weight:600}
.faults{border-left:.3rem solid var(--bad);padding:.2rem .9rem;margin:1rem 0}
details{margin:.8rem 0}
summary{cursor:pointer;padding:.35rem 0;color:var(--accent)}
.card{border:1px solid var(--fine);border-radius:.5rem;background:var(--card);padding:.9rem 1rem 1rem;margin:1rem 0}
.card>h2,.card>h3,.card>h4{margin:1.2rem 0 .3rem;font-size:1.2rem}
.card>h4{font-size:1.08rem}
.card>:first-child,.card>.state+*{margin-top:0}
.state{font-weight:700;color:var(--care);margin:0 0 .2rem}
.state.good{color:var(--good)}
.price{font-size:1.15rem;font-weight:700}
@media(min-width:40rem){.names{columns:2;column-gap:2rem}.names li{break-inside:avoid;margin:0;padding:.15rem 0}}
dl{margin:.5rem 0}
dt{font-weight:700;margin-top:.6rem}
dd{margin:0}
.notice{border-left:.3rem solid var(--care);padding:.1rem .9rem;margin:1rem 0}
.notice>:first-child{margin-top:.5rem}
.side{display:grid;gap:1rem;grid-template-columns:minmax(0,1fr)}
.side>.card{margin:0}
.side>.card>:first-child{margin:0;font-size:1.15rem}
.side>.card>div>:first-child{margin:.6rem 0 .1rem;font-size:.95rem;color:var(--soft)}
.side p,.side ul{margin:.1rem 0}
@media(min-width:56rem){.board{margin-inline:max(-14rem,(100% - 94vw)/2)}.columns-2{grid-template-columns:repeat(2,minmax(0,1fr))}.columns-3{grid-template-columns:repeat(3,minmax(0,1fr))}.columns-4{grid-template-columns:repeat(4,minmax(0,1fr))}.side>.card{display:grid;grid-template-rows:subgrid;grid-row:span 10;gap:0}}
.pairs>div{margin:.6rem 0}
@media(min-width:40rem){.pairs>div{display:grid;grid-template-columns:13rem minmax(0,1fr);gap:0 1rem;margin:.35rem 0}.pairs dt{margin:0}.pairs ul{margin:0}.pairs li{margin:0}}
.write{border-bottom:1px dotted var(--ink);height:1.9em}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
:root{--ink:#000;--soft:#000;--paper:#fff;--card:#fff;--accent:#000;--good:#000;--care:#000;--bad:#000;--line:#000;--fine:#000;color-scheme:light}
html{font-size:10pt}
body{line-height:1.45}
@page{size:A4;margin:1.4cm}
@page side{size:A4 landscape;margin:.8cm 1cm}
header{position:absolute;top:0;right:0;padding:0}
header nav,.skip,.screen,button,textarea,footer .language{display:none!important}
header,main,footer,.wide header,.wide main,.wide footer{max-width:none;padding-left:0;padding-right:0}
footer{margin:.6rem auto 0;padding:0;border:0}
h1{font-size:1.4rem;margin:0 5rem .2rem 0}
.board h2{margin-top:0}
.board h3{margin:.3rem 0 0}
h2{margin:1.1rem 0 .3rem}
p,li{margin:.25rem 0}
.card{padding:.4rem .7rem;margin:.6rem 0}
.card dl:not(.pairs){display:grid;grid-template-columns:9rem minmax(0,1fr);gap:.1rem .8rem}
.pairs>div{margin:0;padding:.1rem 0}
.covered li{display:inline;margin-right:1.2rem}
.side .covered li{display:list-item}
.together{break-inside:avoid}
.card dl:not(.pairs) :is(dt,ul,li){margin:0}
.write{height:1.6em}
.card,li,dd,tr{break-inside:avoid}
h1,h2,h3{break-after:avoid}
main a[href^=http]:not(.bare)::after{content:" ("attr(href)")";font-weight:400;font-size:.9em;overflow-wrap:anywhere}
.wide,.board,main:has(.board)+footer{page:side}
.side{font-size:8.5pt;gap:.4rem;line-height:1.3}
.side li,.side .write{margin:0}
.side .price{font-size:1.1em}
.side>.card{margin:0}
.side>.card>div>:first-child{margin:.25rem 0 0}
.columns-2{grid-template-columns:repeat(2,minmax(0,1fr))}
.columns-3{grid-template-columns:repeat(3,minmax(0,1fr))}
.columns-4{grid-template-columns:repeat(4,minmax(0,1fr))}
.side>.card{display:grid;grid-template-rows:subgrid;grid-row:span 10;gap:0;padding:.3rem .5rem;break-inside:auto}
.card{border-color:#000}
}`;

/** Without the line ends of the source. */
export const STYLE = SHEET.replaceAll(/\n/g, '');

/**
 * The only script of the pages, and nothing needs it: it shows the buttons that print the page or copy a text, and
 * tells a page around it how high it is.
 */
export const SCRIPT = [
  'for(const b of document.querySelectorAll("button[data-do]")){b.hidden=false;b.onclick=async()=>{',
  'if(b.dataset.do==="print")return print();',
  'const t=document.getElementById(b.dataset.of);t.select();',
  'try{await navigator.clipboard.writeText(t.value)}catch{document.execCommand("copy")}',
  'b.textContent=b.dataset.done}}',
  'if(parent!==window){const d=document.documentElement;',
  'new ResizeObserver(()=>parent.postMessage({bercail:Math.ceil(d.getBoundingClientRect().height)},"*")).observe(d)}',
].join('');

/** A text as a source of a content security policy. */
export const source = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;

/** What the content security policy lets pages hold: these very texts and nothing else. */
export const INLINE = { style: source(STYLE), script: source(SCRIPT) };

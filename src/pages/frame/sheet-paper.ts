/** What a treasurer takes to the meeting: A4, black, every fold open, addresses spelt out. */
export const PAPER = `
.paper{display:none}
@media print{
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#000;--line:#000;--fine:#777;--accent:#000;--on-accent:#000;--tint:#fff;--ask:#fff;--on-ask:#000;--band:#fff;--on-band:#000;--band-soft:#000;--bad:#000;--lift:none}
@page{size:A4;margin:1.4cm}
@page side{size:A4 landscape;margin:.8cm 1cm}
html{font-size:9.5pt}
body,.top,.band{background:#fff}
.nav,.menu,.skip,.send,.acts,.screen,.foot{display:none!important}
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

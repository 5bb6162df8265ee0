/** The page of a host: its offers, what it promises, and what it is in short beside them on a desk. */
export const HOST_SHEET = `
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

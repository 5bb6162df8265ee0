/**
 * An answer: its cards, each with the same three lines, so that they are compared by eye; what one does with it; its
 * folds. On a desk several hosts of one card stand side by side, and buttons line up.
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

/**
 * Answers or hosts side by side, point by point. On a telephone the point takes the row, with the cells under it, and
 * names stay in sight; what is one’s own today takes a row of its own. On paper the sheet lies on its side.
 */
export const COMPARISON = `
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

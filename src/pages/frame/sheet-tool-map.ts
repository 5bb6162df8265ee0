/** The map of tools: its drawing, its tables, and the sheets that are filled in by hand. */
export const TOOL_MAP_SHEET = `
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

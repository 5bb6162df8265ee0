/** Hosts side by side with what one has today, and their sheet of paper, which lies on its side. */
export const COMPARISON = `
.beside{display:grid;gap:var(--s4);grid-template-columns:minmax(0,1fr)}
.beside>.card>div>:first-child{margin:.6rem 0 .1rem;font-size:var(--t-s);color:var(--soft)}
.beside .price{font-weight:700}
@media(min-width:56rem){
.columns-2{grid-template-columns:repeat(2,minmax(0,1fr))}
.columns-3{grid-template-columns:repeat(3,minmax(0,1fr))}
.columns-4{grid-template-columns:repeat(4,minmax(0,1fr))}
.beside>.card{display:grid;grid-template-rows:subgrid;grid-row:span 10;gap:0}}
@media print{
body:has(#need .beside),.board,main:has(.board)+footer{page:side}
.board h2{margin-top:0}
.beside{font-size:8.5pt;gap:.4rem;line-height:1.3}
.beside li,.beside .write{margin:0}
.beside>.card{margin:0}
.beside>.card>div>:first-child{margin:.25rem 0 0}
.columns-2{grid-template-columns:repeat(2,minmax(0,1fr))}
.columns-3{grid-template-columns:repeat(3,minmax(0,1fr))}
.columns-4{grid-template-columns:repeat(4,minmax(0,1fr))}
.beside>.card{display:grid;grid-template-rows:subgrid;grid-row:span 10;gap:0;padding:.3rem .5rem;break-inside:auto;border-color:#000}
.together{break-inside:avoid}}`;

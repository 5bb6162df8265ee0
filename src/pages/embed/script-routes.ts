import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';
import { publicRoute } from '../../http/get.ts';

/**
 * What other sites load: it defines `<bercail-search>` and `<bercail-match>`, gives frames of ours the height that their
 * pages tell, and shows their top when another page comes there, where that top is out of sight.
 * An element shows the list, or the frame with the questions, in its shadow once it has it; until then, and whenever
 * anything fails, its own content stays: a link. Styles are taken out before anything is parsed, and made: the page's security policy need not allow them.
 * Nothing runs but this: of what is fetched, only the list itself is taken, and its scripts never are.
 */
const SOURCE = `(()=>{
const at=document.currentScript.src,own=new Set,all=["usage","territory","federation","onlyFrom","accent","theme"];
addEventListener("message",({data:d,origin:o,source:w})=>{
const h=d?.bercail;
if(h>0&&o===new URL(at).origin)for(const f of[...document.querySelectorAll("iframe"),...own])if(f.contentWindow===w){
f.style.cssText+=";height:"+h+"px!important;width:100%!important";
if(own.has(f))f.previousSibling?.remove();
const t=f.getBoundingClientRect().top;
if(d.top&&(t<0||t>innerHeight))f.scrollIntoView({behavior:matchMedia("(prefers-reduced-motion:reduce)").matches?"instant":"smooth"})
}
});
const define=(kind,names,show)=>{
const t="bercail-"+kind;
customElements.get(t)||customElements.define(t,class extends HTMLElement{
connectedCallback(){
const u=new URL("/embed/"+kind,at);
for(const n of names){const v=this.getAttribute(n);if(v)u.searchParams.set(n,v)}
const l=/^(fr|en)/.exec(this.closest("[lang]")?.lang);
if(l)u.searchParams.set("lang",l[1]);
show(this,u,()=>this.shadowRoot||this.attachShadow({mode:"open"}))
}
})
};
define("search",[...all,"state","show"],async(e,u,root)=>{
try{
const r=await fetch(u,{credentials:"omit",referrerPolicy:"no-referrer",headers:{Accept:"text/html"},signal:AbortSignal.timeout(9000)});
if(!r.ok)return;
const s=[],t=(await r.text()).replace(/<style>([^]*?)<\\/style>/g,(_,x)=>{const c=new CSSStyleSheet;c.replaceSync(x);s.push(c);return""});
const b=new DOMParser().parseFromString(t,"text/html").querySelector(".bercail");
for(const a of b.querySelectorAll("a"))a.href=new URL(a.getAttribute("href"),at);
const o=root();
o.adoptedStyleSheets=s;
o.replaceChildren(b)
}catch{}
});
define("match",all,(e,u,root)=>{
const o=root(),f=document.createElement("iframe"),c=new CSSStyleSheet;
c.replaceSync(":host{all:initial!important;display:block!important}iframe{border:0;width:100%;height:0}");
o.adoptedStyleSheets=[c];
f.title=e.textContent;
f.src=u;
own.add(f);
o.replaceChildren(document.createElement("slot"),f)
})
})()`;

const ELEMENT = SOURCE.replaceAll('\n', '');

const SCRIPT_TYPE = 'text/javascript; charset=utf-8';
const FOREVER = 'public, max-age=31536000, immutable';

/** The script under a name that no other text will ever bear, with what a browser checks it by. */
export const PINNED = {
  path: `/embed/${hash('sha256', ELEMENT, 'base64url').slice(0, 16)}.js`,
  integrity: `sha384-${hash('sha384', ELEMENT, 'base64')}`,
};

/** The script of the element: the current one, and the one that never changes. */
export const scriptRoutes = (app: FastifyInstance): void => {
  publicRoute(app, '/embed.js', { dependsOn: 'build', schema: { hide: true } }, () => ({
    body: ELEMENT,
    type: SCRIPT_TYPE,
  }));

  app.get<{ Params: { script: string } }>('/embed/:script', { schema: { hide: true } }, (request, reply) => {
    if (`/embed/${request.params.script}` === PINNED.path)
      return reply.headers({ 'content-type': SCRIPT_TYPE, 'cache-control': FOREVER }).send(ELEMENT);
    throw new CatalogueError('route-not-found', {
      fr: 'Ce script n’est plus celui de ce service. Recopiez la ligne depuis /embed.',
      en: 'This is no longer the script of this service. Copy the line again from /embed.',
    });
  });
};

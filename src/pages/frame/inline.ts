import { hash } from 'node:crypto';
import { STYLE } from './sheet.ts';

/**
 * The only script of the pages, and nothing needs it: it shows the buttons that print the page, go back, copy a text or
 * share it where the browser can, tells a page around it how high it is, and sends a need that stands behind `#` in the address,
 * or is put there later, which is then taken out of it so that going back does not send it again.
 */
export const SCRIPT = [
  'for(const b of document.querySelectorAll("button[data-do]")){const d=b.dataset.do,s=!!navigator.share;',
  'b.hidden=d==="share"?!s:s&&"unless"in b.dataset;b.onclick=async()=>{',
  'if(d==="print")return print();if(d==="back")return history.back();',
  'const t=document.getElementById(b.dataset.of),x=t.value??t.textContent;',
  'if(d==="share")return navigator.share({text:x}).catch(()=>{});',
  't.select?t.select():getSelection().selectAllChildren(t);',
  'try{await navigator.clipboard.writeText(x)}catch{document.execCommand("copy")}',
  'b.textContent=b.dataset.done}}',
  'if(parent!==window){const d=document.documentElement,',
  'n=()=>parent.postMessage({bercail:Math.ceil(d.getBoundingClientRect().height)},"*");',
  // Told again: the script that hears it may come after what it hears.
  'new ResizeObserver(n).observe(d);for(const t of[1e3,3e3,9e3])setTimeout(n,t)}',
  'const h=()=>{const k=/^#besoin=[\\w-]+$/.exec(location.hash),f=document.forms.need;',
  'if(!k||!f)return;history.replaceState(null,"",location.pathname+location.search);',
  'const a=[["file",k[0]],["go","resume"]].map(([n,v])=>{',
  'const i=document.createElement("input");i.type="hidden";i.name=n;i.value=v;return i});',
  'f.append(...a);f.submit();for(const i of a)i.remove()};h();addEventListener("hashchange",h)',
].join('');

/** A text as a source of a content security policy. */
export const source = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;

/** What the content security policy lets pages hold: these very texts and nothing else. */
export const INLINE = { style: source(STYLE), script: source(SCRIPT) };

import { hash } from 'node:crypto';
import { STYLE } from './sheet.ts';

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

import { hash } from 'node:crypto';
import { FURTHER_STYLES, STYLE } from './styles.ts';

/**
 * The only script of the pages, and nothing needs it: it shows the buttons that print the page, go back, copy a text, share it or
 * save it as a file where the browser can, copies a message before the page is opened where one pastes it, tells a page around it how high it is and whether it is the next step, and sends a need that follows `#` in the address,
 * or is put there later, which is then taken out of it so that going back does not send it again.
 *
 * What was sent to make a page is kept in that tab, never in an address, until it is erased: reading the page again, or
 * going back to it, then asks nobody to send a form again, and shows what was typed.
 */
export const SCRIPT = [
  'const T=document.querySelector("form[data-tab]"),K="bercail:";let E=0;',
  'for(const b of document.querySelectorAll("button[data-do]")){const d=b.dataset.do,s=!!navigator.share;',
  'b.hidden=d==="share"?!s:s&&"unless"in b.dataset;b.onclick=async()=>{',
  'if(d==="print")return print();if(d==="back")return history.back();',
  'if(d==="erase"){E=1;for(const k of Object.keys(sessionStorage))if(k.startsWith(K))sessionStorage.removeItem(k);return}',
  'const t=document.getElementById(b.dataset.of),x=t.value??t.textContent;',
  'if(d==="share")return navigator.share({text:x}).catch(()=>{});',
  'if(d==="save"){const a=document.createElement("a");a.href=URL.createObjectURL(new Blob([x]));',
  'a.download=b.dataset.name;return a.click()}',
  't.select?t.select():getSelection().selectAllChildren(t);',
  'try{await navigator.clipboard.writeText(x)}catch{document.execCommand("copy")}',
  'b.textContent=b.dataset.done}}',
  'if(navigator.clipboard)for(const a of document.querySelectorAll("a[data-copies]")){a.textContent=a.dataset.then;',
  'a.onclick=()=>{navigator.clipboard.writeText(document.getElementById(a.dataset.copies).textContent).catch(()=>{})}}',
  'if(parent!==window){const d=document.documentElement,',
  'n=top=>parent.postMessage({bercail:Math.ceil(d.getBoundingClientRect().height),top},"*");',
  // Told again: the script that hears it may come after what it hears.
  'new ResizeObserver(()=>n()).observe(d);for(const t of[1e3,3e3,9e3])setTimeout(n,t);',
  // The next step is read from its top. Told by the page that comes: what one tells as it leaves reaches nobody.
  'if(T?.dataset.tab==="sent")n(1)}',
  'const S=(f,v)=>{const a=v.map(([n,v])=>{',
  'const i=document.createElement("input");i.type="hidden";i.name=n;i.value=v;return i});',
  'f.append(...a);f.submit();for(const i of a)i.remove()},',
  'h=()=>{const k=location.hash,f=document.forms.need;if(!k.startsWith("#beso")||!f)return;',
  'history.replaceState(null,"",location.pathname+location.search);',
  'S(f,[["file",k],["go","resume"]])};h();addEventListener("hashchange",h);',
  // A browser may forbid to keep anything: then it asks before a form is sent again.
  'if(T&&parent===window)try{const s=sessionStorage,o=history.state?.bercail;',
  'if(T.dataset.tab==="sent"){const n=o??K+Date.now()+Math.random();',
  'const p=()=>E||s.setItem(n,new URLSearchParams([...new FormData(T)].filter(v=>v[1]+""===v[1])));',
  // With a state of its own the page is asked for when it is read again, and no form is sent.
  'history.replaceState({bercail:n},"");p();addEventListener("pagehide",p);',
  'addEventListener("pageshow",e=>{if(e.persisted&&!s.getItem(n)){E=1;location.reload()}})}',
  'else if(o&&s.getItem(o)){const f=document.createElement("form");f.method="post";f.action=T.action;',
  'document.body.append(f);const v=[...new URLSearchParams(s.getItem(o)),["go","stay"]];s.removeItem(o);S(f,v)}',
  '}catch{}',
  // The newest need of this tab goes along with a question about one host.
  'for(const a of document.querySelectorAll("a[data-need]"))a.onclick=e=>{if(e.ctrlKey||e.metaKey||e.shiftKey)return;try{const s=sessionStorage,',
  'n=Object.keys(s).filter(k=>k.startsWith(K)&&/(^|&)use=/.test(s[k])&&/(^|&)at=(answer|everything)/.test(s[k])).sort().pop();',
  'if(!n)return;const f=document.createElement("form");f.method="post";f.action=a.href;document.body.append(f);',
  'S(f,[...new URLSearchParams(s[n]),["go","answer"]]);return!1}catch{}}',
].join('');

/** A text as a source of a content security policy. */
export const source = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;

/** What the content security policy lets pages hold: these very texts and nothing else. */
export const INLINE = { style: [STYLE, ...FURTHER_STYLES].map(source).join(' '), script: source(SCRIPT) };

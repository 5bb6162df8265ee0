/**
 * The only script of the pages, and nothing needs it: it shows the buttons that print the page or copy a text, and
 * tells a page around it how high it is, and nothing else.
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

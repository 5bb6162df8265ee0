/* The visible words of an HTML page. Pages are untrusted input, so the time taken is linear in their length. */

/** Elements without visible content: how each begins, and how it ends. */
const HIDDEN = /<(script|style|noscript|svg|head)\b/gi;
const ENDS: Readonly<Record<string, RegExp>> = {
  script: /<\/script\s*>/gi,
  style: /<\/style\s*>/gi,
  noscript: /<\/noscript\s*>/gi,
  svg: /<\/svg\s*>/gi,
  head: /<\/head\s*>/gi,
};

function withoutHidden(html: string): string {
  /**
   * Elements without an end tag in the rest of the page: searching for it again each time would take quadratic time.
   */
  const endless = new Set<RegExp>();
  const kept: string[] = [];
  let from = 0;
  HIDDEN.lastIndex = 0;
  for (let begin = HIDDEN.exec(html); begin; begin = HIDDEN.exec(html)) {
    const end = ENDS[begin[1]!.toLowerCase()]!;
    if (endless.has(end)) continue;
    end.lastIndex = HIDDEN.lastIndex;
    if (!end.test(html)) {
      endless.add(end);
      continue;
    }
    kept.push(html.slice(from, begin.index));
    from = end.lastIndex;
    HIDDEN.lastIndex = from;
  }
  return [...kept, html.slice(from)].join(' ');
}

/**
 * Removes tags or comments up to the last one that is complete; after it, everything is text. The expression also
 * matches at the end of the text, so that no attempt to match fails, which would take quadratic time. A match shorter
 * than the shortest valid one is kept as text: `<!-->`.
 */
function withoutMarks(html: string, marks: RegExp, end: string, shortest: number): string {
  const last = html.lastIndexOf(end);
  if (last < 0) return html;
  const from = last + end.length;
  return html.slice(0, from).replace(marks, (mark) => (mark.length < shortest ? mark : ' ')) + html.slice(from);
}

/** The visible words of an HTML page: changes of scripts, tags, styles or spacing do not affect them. */
export function visibleWords(html: string): string {
  const withoutComments = withoutMarks(withoutHidden(html), /<!--[\s\S]*?(?:-->|$)/g, '-->', '<!---->'.length);
  return withoutMarks(withoutComments, /<[^>]*>?/g, '>', '<>'.length)
    .replace(/\s+/g, ' ')
    .trim();
}

/* The words of an HTML page that people see. Pages come from anybody: the time taken is linear in their length. */

/** Elements of which nothing is seen: how each begins, and where it ends. */
const HIDDEN = /<(script|style|noscript|svg|head)\b/gi;
const ENDS: Readonly<Record<string, RegExp>> = {
  script: /<\/script\s*>/gi,
  style: /<\/style\s*>/gi,
  noscript: /<\/noscript\s*>/gi,
  svg: /<\/svg\s*>/gi,
  head: /<\/head\s*>/gi,
};

function withoutHidden(html: string): string {
  /** Elements that end nowhere in what is left: looking again for each would take quadratic time. */
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
 * Without the marks up to the last end; what begins a mark after it is text. Any mark may end with the text, so that the
 * expression never fails; one that is shorter than the shortest mark is none: `<!-->`.
 */
function withoutMarks(html: string, marks: RegExp, end: string, shortest: number): string {
  const last = html.lastIndexOf(end);
  if (last < 0) return html;
  const from = last + end.length;
  return html.slice(0, from).replace(marks, (mark) => (mark.length < shortest ? mark : ' ')) + html.slice(from);
}

/** The visible words of an HTML page: a change of scripts, tags, styles or spaces is no change. */
export function visibleWords(html: string): string {
  const withoutComments = withoutMarks(withoutHidden(html), /<!--[\s\S]*?(?:-->|$)/g, '-->', '<!---->'.length);
  return withoutMarks(withoutComments, /<[^>]*>?/g, '>', '<>'.length)
    .replace(/\s+/g, ' ')
    .trim();
}

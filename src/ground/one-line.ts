/** A text on one line, without what no file of text may hold: controls, halves of characters, marks of direction. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]+/gu, ' ').trim();

/** A text in which every space is a plain one. */
export const spaced = (text: string): string => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ');

/** The words of a page, without its tags and style. */
export const wordsOf = (html: string): string =>
  spaced(
    html
      .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
      .replaceAll(/<wbr\/?>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );

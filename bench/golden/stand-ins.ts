import { createHash } from 'node:crypto';

/**
 * Stands in for what differs from run to run, or may without anybody noticing:
 *
 * - secrets (tokens, keys, challenges, cookies, private addresses, numbers of needs): another one each time, by chance;
 * - instants: they follow the clock, whose days are kept. Days stay as they are;
 * - identifiers: which one is drawn is no behaviour, that it is the same as elsewhere is. Each is named by where it was
 *   seen first, so that one more in an answer gives no other name to those of other answers;
 * - the port of the neighbours: any that is free;
 * - cursors and addresses of files with their sum (scripts): made from the above or from text that is compared itself.
 */
export function standIns(): (name: string, text: string) => string {
  const known = new Map<string, string>();
  return (name, text) => {
    let count = 0;
    const named = (found: string): string => {
      const one = known.get(found);
      if (one !== undefined) return one;
      const sum = createHash('sha1').update(`${name} ${++count}`).digest('hex').slice(0, 8);
      known.set(found, `<id ${sum}>`);
      return `<id ${sum}>`;
    };
    return text
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, named)
      .replaceAll(/(127(?:<wbr\/>)?\.0(?:<wbr\/>)?\.0(?:<wbr\/>)?\.\d(?::|%3A))\d{4,5}/g, '$1<port>')
      .replaceAll(/bcl_[\w-]+/g, '<token>')
      .replaceAll(/whsec_[\w+/=-]+/g, '<secret>')
      .replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}(?::|%3A)\d{2}(?::|%3A)\d{2}(\.\d+)?Z/g, '<instant>')
      .replaceAll(/\b1[78]\d{11}\b/g, '<instant>')
      .replaceAll(/\b\d{8}T\d{6}Z?\b/g, '<instant>')
      .replaceAll(/\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '<instant>')
      .replaceAll(/ (at|à) \d{1,2}:\d\d\b/g, ' $1 <time>')
      .replaceAll(/\b(in|dans) \d+ (min|s)\b/g, '$1 <time>')
      .replaceAll(/bercail-challenge[=:][\w-]+/g, '<challenge>')
      .replaceAll(/("content": ?")[\w-]{20,}"/g, '$1<challenge>"')
      .replaceAll(/((?:key|cursor|epoch|secret|"key"|"next")["=: ]+)[\w%-]{20,}/g, '$1<key>')
      .replaceAll(/(\/manage\/[\w/-]*\/)[\w-]{40,}/g, '$1<key>')
      .replaceAll(/cursor=[\w%-]+/g, 'cursor=<cursor>')
      .replaceAll(/(set-cookie: [\w-]+=)[\w-]{20,}/g, '$1<secret>')
      .replaceAll(/\b[0-9A-HJ-NP-Z]{3}-[0-9A-HJ-NP-Z]{3}\b/g, '<number>')
      .replaceAll(/(embed\.[\w-]+\.js|sha\d{3}-[\w+/=]+)/g, '<script>');
  };
}

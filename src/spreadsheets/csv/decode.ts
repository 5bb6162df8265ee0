/* What the bytes of a text file say: UTF-8, or what Excel saves in France when nobody asks for UTF-8. */

/** The characters of windows-1252 from 0x80 to 0x9f, where it differs from Latin-1. */
const DIFFERENT = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node’s own TextDecoder, up to version 23, reads windows-1252 as Latin-1, and loses every typographic apostrophe. */
const fromWindows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (character) => DIFFERENT[character.charCodeAt(0) - 0x80]!);

/** The text without its mark, and whether it was UTF-8. */
export function decodeText(bytes: Buffer): { text: string; isUtf8: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isUtf8: true };
  } catch {
    return { text: fromWindows1252(bytes), isUtf8: false };
  }
}

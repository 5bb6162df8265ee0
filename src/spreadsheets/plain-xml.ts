import { CatalogueError } from '../ground/errors.ts';
import { damagedWorkbook } from './sheet.ts';

/*
 * Refuses XML that is slow to parse, before it is parsed: very long texts and tags, and very deep nesting. One pass
 * over any input.
 */

/** A cell has at most 32,767 characters, each up to six characters when escaped. */
const MOST_TEXT = 250_000;
const MOST_DEPTH = 64;

const [OPEN, CLOSE, SLASH, QUESTION, BANG] = [60, 62, 47, 63, 33];

const tooLong = () =>
  new CatalogueError('body-too-large', {
    fr: 'Une cellule de ce classeur est plus longue qu’un tableur ne le permet.',
    en: 'A cell of this workbook is longer than a spreadsheet allows.',
  });

/** @throws CatalogueError malformed-request, body-too-large */
export function requirePlainXml(xml: string): void {
  let [last, depth] = [0, 0];
  let isInTag = false;
  for (let at = 0; at < xml.length; at++) {
    const sign = xml.charCodeAt(at);
    if (sign !== OPEN && sign !== CLOSE) continue;
    if (at - last > MOST_TEXT) throw tooLong();
    last = at;
    if (sign === CLOSE) {
      if (isInTag && xml.charCodeAt(at - 1) === SLASH) depth--;
      isInTag = false;
      continue;
    }
    if (isInTag) throw damagedWorkbook();
    const next = xml.charCodeAt(at + 1);
    isInTag = true;
    if (next === SLASH) depth--;
    else if (next !== QUESTION && next !== BANG) depth++;
    if (depth > MOST_DEPTH) throw damagedWorkbook();
  }
  if (xml.length - last > MOST_TEXT) throw tooLong();
}

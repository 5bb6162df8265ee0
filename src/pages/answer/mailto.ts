import { mailtoOf } from '../../ground/addresses.ts';

/** Longer links are cut or refused by some mail programs and by the systems that hand them over. */
export const LONGEST_MAILTO = 1_900;

/** A mail: its subject, and its text with line ends as `\n`. */
export interface Mail {
  subject: string;
  body: string;
}

/** A link that opens a mail, to an address or to nobody yet. */
function mailto(address: string | null, { subject, body }: Mail): string {
  const query = `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
  return `${address === null ? 'mailto:' : mailtoOf(address)}?${query}`;
}

/** A text cut after so many characters, in one piece: no half of a pair of surrogates, which cannot be encoded. */
export const cutAfter = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
};

/** Whether a link may hold all of a mail. */
export const isHeld = (address: string, mail: Mail): boolean => mailto(address, mail).length <= LONGEST_MAILTO;

/**
 * The first of these mails whose link is short enough: they are given from the whole one to the shortest. Should even
 * that one be too long, its text is cut.
 */
export function shortestNeeded(address: string | null, mails: readonly Mail[]): string {
  const links = mails.map((mail) => mailto(address, mail));
  const fitting = links.find(({ length }) => length <= LONGEST_MAILTO);
  if (fitting !== undefined) return fitting;
  const { subject, body } = mails.at(-1)!;
  let most = [...body].length;
  let link = links.at(-1)!;
  while (link.length > LONGEST_MAILTO && most > 0) {
    most = Math.floor(most * 0.9);
    link = mailto(address, { subject, body: cutAfter(body, most) });
  }
  return link;
}

import { Feed } from 'feed';
import { oneLine } from '../ground/one-line.ts';

/** One entry of a feed: a sentence, and the moment it was first true. */
export interface FeedEntry {
  /** An address that never changes nor names anything else. */
  id: string;
  text: string;
  at: Date;
}

/** The library writes titles and contents as HTML: ours are text. */
const asHtml = (text: string): string =>
  oneLine(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** An Atom feed (RFC 4287). @param link where people read more */
export function atomOf(
  { id, title, link, at }: { id: string; title: string; link: string; at: Date },
  entries: readonly FeedEntry[],
): string {
  const feed = new Feed({
    id,
    title: oneLine(title),
    link,
    updated: at,
    generator: 'Bercail',
    author: { name: 'Bercail' },
  });
  for (const entry of entries) {
    const text = asHtml(entry.text);
    feed.addItem({ id: entry.id, title: text, content: text, link, date: entry.at });
  }
  return feed.atom1();
}

import { MARK } from './accent.ts';
import { PICTURE_PATHS } from './picture-paths.ts';

export type PictureName = keyof typeof PICTURE_PATHS;

/** The picture of each usage; those that are not here share one. */
const OF_USAGES: Readonly<Record<string, PictureName>> = {
  'email-hosting': 'mail',
  'mailing-lists': 'list',
  newsletter: 'newsletter',
  'instant-messaging': 'chat',
  'video-conferencing': 'video',
  'audio-conferencing': 'voice',
  forum: 'forum',
  'file-storage-sharing': 'files',
  'file-transfer': 'upload',
  'collaborative-text': 'writing',
  'office-suite': 'office',
  'spreadsheet-database': 'table',
  'wiki-knowledge-base': 'wiki',
  whiteboard: 'board',
  'shared-calendar': 'calendar',
  'shared-contacts': 'contacts',
  'date-poll': 'date',
  'online-forms': 'form',
  'task-management': 'form',
  'online-voting': 'vote',
  booking: 'date',
  website: 'website',
  'domain-name': 'domain',
  'event-publishing': 'calendar',
  ticketing: 'ticket',
  'social-network': 'share',
  'video-publishing': 'clip',
  'audio-publishing': 'podcast',
  'photo-gallery': 'photo',
  'interactive-maps': 'map',
  'graphic-design': 'poster',
  'petition-campaign': 'petition',
  'link-shortener': 'code',
  'web-analytics': 'chart',
  'membership-management': 'member',
  accounting: 'sums',
  'donations-payments': 'gift',
  'volunteer-management': 'volunteer',
  'online-shop': 'shop',
  'e-learning': 'course',
  'password-management': 'key',
  backup: 'backup',
  'app-hosting': 'server',
  'ai-assistant': 'translation',
};

/** A picture next to its word: it says nothing to anyone who hears the page. */
export const Picture = ({ name, small }: { name: PictureName; small?: boolean }) => (
  <svg class={small ? 'i s' : 'i'} aria-hidden="true">
    <use href={`#${name}`} />
  </svg>
);

export const UsagePicture = ({ usage, small }: { usage: string; small?: boolean }) => (
  <Picture name={OF_USAGES[usage] ?? 'other'} {...(small && { small })} />
);

/** How far something is covered: offered, to be asked, or a stated no. Told by shape, then by a word for the ear, then by colour. */
export type Answered = 'yes' | 'ask' | 'no';

/** `part`: offered in part. */
export const Glyph = ({ answered }: { answered: Answered | 'part' }) => (
  <svg class={`glyph ${answered}`} aria-hidden="true">
    <use href={`#${answered}`} />
  </svg>
);

export const Mark = () => (
  <svg aria-hidden="true">
    <use href="#mark" />
  </svg>
);

/** Drawings of our own, next to those of the set. */
const OWN: Readonly<Record<string, string>> = {
  mark: `<symbol id="mark" viewBox="0 0 32 32">${MARK}</symbol>`,
  yes: '<symbol id="yes" viewBox="0 0 24 24"><circle cx="12" cy="12" r="11" fill="currentColor"/><path class="on" d="m7 12.5 3.4 3.4L17 9" fill="none" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></symbol>',
  ask: '<symbol id="ask" viewBox="0 0 24 24"><circle class="straw" cx="12" cy="12" r="10.5" stroke-width="1.6" stroke-dasharray="3 2.2"/><path d="M9.2 9.4a2.9 2.9 0 0 1 5.7.9c0 1.9-2.8 2.3-2.8 4.1M12 17.6v.1" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></symbol>',
  part: '<symbol id="part" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2.4"/><path d="M12 2a10 10 0 0 0 0 20Z" fill="currentColor"/></symbol>',
  no: '<symbol id="no" viewBox="0 0 24 24"><rect x="2" y="2" width="20" height="20" rx="3" fill="none" stroke="currentColor" stroke-width="2"/><path d="m8 8 8 8m0-8-8 8" stroke="currentColor" stroke-width="2.6" stroke-linecap="round"/></symbol>',
};

const USED = /<use href="#([a-z]+)"/g;

/** The drawings that a page uses, each once, as a hidden picture; an empty text where it uses none. */
export function spriteOf(html: string): string {
  const names = new Set([...html.matchAll(USED)].map(([, name]) => name!));
  const drawings = [...names].map((name) =>
    Object.hasOwn(PICTURE_PATHS, name)
      ? `<symbol id="${name}" viewBox="0 0 24 24">${PICTURE_PATHS[name as PictureName]}</symbol>`
      : (OWN[name] ?? ''),
  );
  return drawings.length > 0
    ? `<svg width="0" height="0" class="sprite" aria-hidden="true">${drawings.join('')}</svg>`
    : '';
}

/** How a price compares with the dearest one; the text next to it says what it is. */
export const PriceBar = ({ share }: { share: number }) => (
  <svg class="bar" aria-hidden="true">
    <rect class="rail" x={1} y={1} width="99%" height={12} rx={4} />
    <rect class="fill" x={1} y={1} width={`${Math.round(share * 99)}%`} height={12} rx={4} />
  </svg>
);

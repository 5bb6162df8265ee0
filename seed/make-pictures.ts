/**
 * Makes `src/pages/frame/picture-paths.ts` from the icons of Lucide, a maintained set under the ISC licence. Run it
 * after a change of the list: `npm install --no-save lucide-static@1.62.0 && npx tsx seed/make-pictures.ts`.
 * The package is not a dependency: it holds two thousand icons, of which pages use a few dozen.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Our names, and those of Lucide: usages first, in the order of the vocabulary, then what pages do. */
const PICTURES: Record<string, string> = {
  mail: 'mail',
  list: 'megaphone',
  newsletter: 'newspaper',
  chat: 'messages-square',
  video: 'video',
  voice: 'mic',
  forum: 'users',
  files: 'folder',
  upload: 'upload',
  writing: 'file-pen-line',
  office: 'clipboard-list',
  table: 'file-spreadsheet',
  wiki: 'book-open',
  board: 'presentation',
  calendar: 'calendar-days',
  contacts: 'contact',
  date: 'calendar-check',
  form: 'list-checks',
  vote: 'vote',
  website: 'globe',
  domain: 'at-sign',
  ticket: 'ticket',
  share: 'share-2',
  clip: 'clapperboard',
  podcast: 'podcast',
  photo: 'images',
  map: 'map',
  poster: 'palette',
  petition: 'scroll-text',
  code: 'qr-code',
  chart: 'chart-column',
  member: 'id-card',
  sums: 'calculator',
  gift: 'hand-coins',
  volunteer: 'heart-handshake',
  shop: 'shopping-basket',
  course: 'graduation-cap',
  key: 'key-round',
  backup: 'archive',
  server: 'server',
  translation: 'languages',
  other: 'shapes',
  tick: 'check',
  beware: 'triangle-alert',
  arrow: 'arrow-right',
  search: 'search',
  compare: 'columns-3',
  follow: 'bell',
  flag: 'flag',
  remove: 'trash-2',
  erase: 'eraser',
  print: 'printer',
  save: 'download',
  send: 'send',
  copy: 'copy',
  phone: 'phone',
};

const folder = dirname(createRequire(import.meta.url).resolve('lucide-static/package.json'));
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const pathsOf = (icon: string) =>
  readFileSync(join(folder, 'icons', `${icon}.svg`), 'utf8')
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    .replace('</svg>', '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/> </g, '><')
    .replaceAll(' />', '/>')
    .trim();
const lines = Object.entries(PICTURES).map(([name, icon]) => `  ${name}: '${pathsOf(icon)}',`);
writeFileSync(
  'src/pages/frame/picture-paths.ts',
  `/**
 * Made by \`seed/make-pictures.ts\` from Lucide ${version} (https://lucide.dev), 24 by 24.
 * Copyright (c) 2026 Lucide Icons and Contributors; parts from Feather, copyright (c) 2013-present Cole Bemis (MIT).
 * Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
 * granted, provided that the above copyright notice and this permission notice appear in all copies. THE SOFTWARE IS
 * PROVIDED “AS IS” AND THE AUTHOR DISCLAIMS ALL WARRANTIES (ISC licence).
 */
export const PICTURE_PATHS = {
${lines.join('\n')}
};
`,
);

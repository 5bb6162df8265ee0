/**
 * Makes `seed/preview.png`, the picture that other sites show beside a link to the service. Run it after a change of the
 * mark, of the colours or of the words: `CHROMIUM=/usr/bin/chromium npx tsx seed/make-preview.ts`. Letters are those of
 * the machine that draws it.
 */
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { MARK, PREVIEW, ROOF } from '../src/pages/frame/accent.ts';
import { HOME } from '../src/pages/words/site.ts';

const { width, height } = PREVIEW;
const page = `<!doctype html><meta charset="utf-8"><style>
*{margin:0;box-sizing:border-box}
body{display:grid;align-content:center;gap:44px;height:${height}px;padding:0 88px;color:#fff;background:${ROOF};font-family:"DejaVu Sans",sans-serif}
header{display:flex;align-items:center;gap:28px;font-size:60px;font-weight:700}
svg{width:108px;height:108px}
h1{font-size:74px;line-height:1.15;letter-spacing:-.02em;text-wrap:balance}
p{font-size:34px;color:#cfe3d8}</style>
<header><svg viewBox="0 0 32 32">${MARK}</svg>Bercail</header>
<h1>${HOME.fr.heading}</h1><p>Fichiers, mail, agenda, réunions pour les associations</p>`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-lcd-text'],
});
const tab = await browser.newPage({ viewport: { width, height } });
await tab.setContent(page);
const drawn = (await tab.screenshot()).toString('base64');
// How light each point is, from the ground (0) to white (255): all colours lie between these two.
const lightness = await tab.evaluate<string>(`(async () => {
  const picture = new Image();
  picture.src = 'data:image/png;base64,${drawn}';
  await picture.decode();
  const canvas = new OffscreenCanvas(${width}, ${height}).getContext('2d');
  canvas.drawImage(picture, 0, 0);
  const { data } = canvas.getImageData(0, 0, ${width}, ${height});
  const least = data[0];
  let text = '';
  for (let at = 0; at < data.length; at += 4)
    text += String.fromCharCode(Math.round(((data[at] - least) * 255) / (255 - least)));
  return btoa(text);
})()`);
await browser.close();

/** A browser writes three bytes for each point; one of sixteen shades is enough for letters. */
const SHADES = 16;
const points = Buffer.from(lightness, 'base64');
const shadeAt = (at: number) => Math.round(((points[at] ?? 0) * (SHADES - 1)) / 255);
const rows = Array.from({ length: height }, (_, row) =>
  // The first byte of a row: it is not filtered.
  Buffer.from([
    0,
    ...Array.from({ length: width / 2 }, (_, pair) => {
      const at = row * width + pair * 2;
      return shadeAt(at) * SHADES + shadeAt(at + 1);
    }),
  ]),
);
const ground = [1, 3, 5].map((at) => Number.parseInt(ROOF.slice(at, at + 2), 16));
const palette = Array.from({ length: SHADES }, (_, shade) =>
  ground.map((part) => Math.round(part + ((255 - part) * shade) / (SHADES - 1))),
).flat();

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
const head = Buffer.alloc(13);
head.writeUInt32BE(width);
head.writeUInt32BE(height, 4);
// Four bits for each point, of a palette.
head.set([4, 3, 0, 0, 0], 8);
writeFileSync(
  'seed/preview.png',
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]),
);

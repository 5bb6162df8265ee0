import { chromium } from 'playwright-core';
import { findChromium } from '../test/support/chromium.ts';
import { layoutShift } from '../test/support/layout-shift.ts';
import { median } from './rows.ts';

const TIMES = 5;

/** The first load of each page as the browser itself tells it: bytes on the wire, requests, paints, and what moved. */
export async function firstLoads(origin: string, paths: readonly string[]): Promise<string[]> {
  const found = findChromium();
  if ('missing' in found) return [`\nFirst loads: ${found.missing}`];
  const browser = await chromium.launch({
    executablePath: found.path,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const load = async (path: string) => {
    // A context of its own: nothing is kept from the visit before.
    const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    let bytes = 0;
    let requests = 0;
    network.on('Network.requestWillBeSent', ({ request }) => {
      if (!request.url.startsWith('data:')) requests++;
    });
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(origin + path, { waitUntil: 'networkidle' });
    const shift = await layoutShift(page);
    const paints = await page.evaluate<Record<string, number>>(
      "Object.fromEntries(performance.getEntriesByType('paint').map(({ name, startTime }) => [name, startTime]))",
    );
    await context.close();
    return { bytes, requests, shift, first: paints['first-paint']!, content: paints['first-contentful-paint']! };
  };
  await load('/legal');
  const lines = [
    `\n${`First loads, 390 pixels wide, median of ${TIMES}`.padEnd(46)} ${'bytes'.padStart(7)} ${'requests'.padStart(9)} ${'paint ms'.padStart(9)} ${'content ms'.padStart(11)} ${'shift'.padStart(6)}`,
  ];
  for (const path of paths) {
    const loads: Awaited<ReturnType<typeof load>>[] = [];
    for (let time = 0; time < TIMES; time++) loads.push(await load(path));
    const middle = (of: keyof (typeof loads)[number]) => median(loads.map((one) => one[of]));
    const shift = Math.max(...loads.map((one) => one.shift));
    lines.push(
      `${path.padEnd(46)} ${`${middle('bytes')}`.padStart(7)} ${`${middle('requests')}`.padStart(9)} ${middle('first').toFixed(0).padStart(9)} ${middle('content').toFixed(0).padStart(11)} ${shift.toFixed(3).padStart(6)}`,
    );
  }
  await browser.close();
  return lines;
}

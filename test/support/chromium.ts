import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where the browser tests find a Chromium: CHROMIUM first, then the usual places; else why there is none. */
export function findChromium(): { path: string } | { missing: string } {
  const path = [process.env.CHROMIUM, ...PLACES].find((place) => place && existsSync(place));
  return path ? { path } : { missing: 'no Chromium at CHROMIUM or /usr/bin/chromium (apt-get install chromium)' };
}

import { existsSync } from 'node:fs';

/** The shell without windows comes first: it opens a page in half the time. */
const PLACES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
);

/** Where the browser tests find a Chromium: CHROMIUM first, then the usual places; else why there is none. */
export function findChromium(): { path: string } | { missing: string } {
  const path = [process.env.CHROMIUM, ...PLACES].find((place) => place && existsSync(place));
  return path
    ? { path }
    : { missing: 'no Chromium at CHROMIUM or in /usr/bin (apt-get install chromium-headless-shell)' };
}

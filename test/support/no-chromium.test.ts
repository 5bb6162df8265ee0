import { test } from 'vitest';

test.skip('needs a Chromium: set CHROMIUM, or install Debian’s package', () => {});

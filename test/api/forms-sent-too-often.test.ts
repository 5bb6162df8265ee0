import { describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { BRASS_BAND_FORM, sendForm } from '../support/guided.ts';

const test = useApp({ rateLimit: { anonymous: 3 } });

describe('a form that is refused because too much was sent', () => {
  it('says that what was filled in goes again with the page, which a page that is only read does not', async () => {
    const form = { ...BRASS_BAND_FORM, at: 'matters', go: 'next' };
    for (let time = 0; time < 3; time++) expect((await sendForm(test, '/match', form)).status).toBe(200);
    const { status, text, headers } = await sendForm(test, '/match', form);
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(text).toContain('ce que vous avez rempli sera renvoyé');
    const read = await test.ask('GET', '/match', { headers: { accept: 'text/html' } });
    expect(read.status).toBe(429);
    expect(read.text).not.toContain('sera renvoyé');
  });
});

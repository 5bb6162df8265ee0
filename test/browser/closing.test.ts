import { expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { freePort } from '../support/ports.ts';
import { SEND, volunteer } from '../support/volunteer.ts';

const port = await freePort();
const test = useApp({ publicUrl: `http://127.0.0.1:${port}` });
const browser = useBrowser(test, port);

it('announces the end of a host, shows it to everybody, and takes it back within a week, on a telephone without scripts', async () => {
  const { token, slug } = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes' });
  await test.published({ slug: 'les-saules', name: 'Les Saules' });
  await test.ask('PUT', `/v1/hosts/${slug}/commitments/closing-notice`, { token, body: { value: 90 } });
  const closing = async () => (await test.ask<Host>('GET', `/v1/hosts/${slug}`)).body.closing;

  const one = await volunteer(test, browser);
  const { page, count, click, fill, seen } = one;
  await page.goto('/manage/sign-in');
  await page.fill('#token', token);
  await page.click('form[action="/manage/sign-in"] button');
  await page.goto(`/manage/hosts/${slug}`);
  await click('text=Annoncer une fermeture', 'what may close');
  await click('text=Tout l’hébergement', 'what was promised, then the dates');
  const top = async (selector: string) => (await page.locator(selector).first().boundingBox())!.y;
  expect(await top('text=prévenir 90 jours avant')).toBeLessThan(await top('#restricted'));
  await fill({ closed: '2027-01-10' });
  await click(SEND, 'a reason that is missing');
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('reason');
  expect(await page.inputValue('#closed')).toBe('2027-01-10');
  await fill({ reason: 'Plus assez de bénévoles.', successor: 'saules' });
  await click(SEND, 'a promise that would be broken');
  expect(await page.textContent('main')).toMatch(/promis 90.jours de délai, et vous en laissez 46/);
  await click('text=Corriger');
  await fill({ closed: '2027-03-15' });
  await click(SEND, 'what everybody will read');
  expect(await page.textContent('main')).not.toContain('n’est pas tenue');
  expect(await closing()).toBeUndefined();
  await click('text=Annoncer la fermeture', 'an announcement');
  await click('text=Voir la fiche comme tout le monde la voit');
  expect(await page.textContent('main')).toMatch(/15 mars 2027[\s\S]*Plus assez de bénévoles/);
  process.stdout.write(`announcing a closing, with two mistakes: ${JSON.stringify(count)}\n`);

  test.now = new Date(test.now.getTime() + 6 * 86_400_000);
  const before = { ...count };
  await page.goto(`/manage/hosts/${slug}/closing/host`);
  await seen('an announcement that may be taken back');
  await click('text=Annuler la fermeture', 'an announcement taken back');
  process.stdout.write(`taking it back: ${count.clicks - before.clicks} clicks\n`);
  expect(await closing()).toBeUndefined();
  await click('text=Voir la fiche comme tout le monde la voit');
  expect(await page.textContent('main')).not.toContain('Plus assez de bénévoles');
  await one.leave();
}, 90_000);

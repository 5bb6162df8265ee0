import { describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { faultsOf, useBrowser } from '../support/browser.ts';
import { sendFromPage } from '../support/guided.ts';
import { layoutShift } from '../support/layout-shift.ts';
import { bandForm } from '../support/pages.ts';

const test = useApp();
const browser = useBrowser(test);

describe('an empty catalogue', () => {
  it.each([320, 1280])(
    'has pages in which axe finds no fault, %i pixels wide',
    async (width) => {
      const { page, complaints, leave } = await browser.visit({ viewport: { width, height: 800 } });
      const faults: string[] = [];
      const look = async (name: string) => {
        if ((await layoutShift(page)) > 0) faults.push(`${name}: moves`);
        for (const fault of await faultsOf(page)) faults.push(`${name}: ${fault}`);
      };
      for (const path of [
        '/',
        '/hosts',
        '/federations',
        '/closings',
        '/match',
        '/compare',
        '/embed',
        '/embed/search',
      ]) {
        await page.goto(path);
        await look(path);
      }
      for (const go of ['next', 'compare']) {
        await sendFromPage(page, '/match', bandForm(go));
        await look(go);
      }
      expect(faults).toEqual([]);
      expect(complaints).toEqual([]);
      await leave();
    },
    120_000,
  );
});

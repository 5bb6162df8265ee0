import { describe, expect, it } from 'vitest';
import { LIST_STYLE } from '../../src/pages/embed/list-style.ts';
import { accentStyleAt, contrast, GROUNDS, readAccent } from '../../src/pages/frame/accent.ts';
import { STYLE } from '../../src/pages/frame/styles.ts';

describe('the colour of a site', () => {
  it('is kept where it can be read, and moved to black or white where it cannot, for any colour', () => {
    for (let at = 0; at < 0x1000; at += 7) {
      const asked = at.toString(16).padStart(3, '0');
      const accent = readAccent(asked)!;
      for (const scheme of ['light', 'dark'] as const) {
        const grounds = GROUNDS[scheme];
        for (const ground of grounds) expect(contrast(accent[scheme], ground), asked).toBeGreaterThanOrEqual(4.5);
        if (grounds.every((ground) => contrast(accent.original, ground) >= 4.5))
          expect(accent[scheme]).toBe(accent.original);
      }
    }
  });

  it('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it('is checked on the grounds that the stylesheets have', () => {
    const pages = STYLE.replaceAll(/#fff\b/g, '#ffffff');
    for (const ground of [...GROUNDS.light, ...GROUNDS.dark]) expect(pages).toContain(ground);
    for (const ground of [GROUNDS.light[1], GROUNDS.dark[1]]) expect(LIST_STYLE).toContain(ground);
  });

  it('may be written short or with its sign; what is no colour is none', () => {
    expect(readAccent('#ABC')?.original).toBe('#aabbcc');
    expect(readAccent('')).toBeUndefined();
    for (const wrong of ['red', '#12', '12345g', '0b4f6c;}', ['0b4f6c', '0b4f6c']])
      expect(readAccent(wrong)).toBeUndefined();
    expect(accentStyleAt('/embed/search?accent=red')).toBeUndefined();
  });
});

import { expect, it } from 'vitest';
import { closingText } from '../../src/closings/words.ts';
import { closingOn } from '../../src/documents/closing.ts';
import { speakers } from '../support/answers.ts';

const DAYS = [null, 0, 1, 90, 400];
const STAGES = [{ restricted: '2026-12-01' }, { closed: '2027' }, { closed: '2026-12-25', dataErased: '2027-01-25' }];
const CLOSINGS = [null, '2026-11-25', '2026-11', '2026'].flatMap((announcedOn) =>
  STAGES.flatMap((stages) =>
    DAYS.flatMap((days) =>
      [null, { host: 'les-noyers', agreed: true }, { host: 'les-noyers', agreed: false }].flatMap((successor) =>
        ['2026-11-25', '2026-12-25', '2028-01-01'].map((day) =>
          closingOn(
            {
              announcedOn,
              stages,
              approximate: false,
              successor,
              promised: { 'closing-notice': days, 'data-retrieval-after-end': days },
            },
            day,
          ),
        ),
      ),
    ),
  ),
);

it.each(['fr', 'en'] as const)(
  'a closing is told in plain words in %s: short, nothing missing, verdicts said',
  (language) => {
    const verdicts = { fr: ['Promesse tenue.', 'Promesse non tenue.'], en: ['Promise kept.', 'Promise broken.'] }[
      language
    ];
    for (const closing of CLOSINGS) {
      const text = closingText(closing, speakers[language], () => 'Les Noyers');
      expect(text).not.toMatch(/undefined|null|NaN|\[object|%/);
      for (const sentence of text.split(/(?<=[.?!])\s/)) {
        expect(sentence).toMatch(/^[\p{Lu}«“].*\.$/u);
        expect(sentence.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0, sentence).toBeLessThanOrEqual(25);
      }
      const states = closing.promises.map(({ state }) => state);
      expect([text.includes(verdicts[0]!), text.includes(verdicts[1]!)]).toEqual([
        states.includes('kept'),
        states.includes('broken'),
      ]);
    }
  },
);

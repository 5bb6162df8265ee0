import type { Fault } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';
import { nearestTo } from '../ground/nearest.ts';
import { meant } from '../requests/unknown-key.ts';
import type { Text } from '../vocabulary/shapes.ts';
import { type Cells, type Field, textCells } from './fields.ts';

const NONE = new Set(['none', 'no', 'aucun', 'aucune', 'non']);
/** A yes says that there is a tie, and not which. */
const ONLY_YES = new Set(['yes', 'oui', 'true', 'vrai', 'x']);

const wordIn = (cell = ''): string => cell.trim().toLowerCase();
const isNone = (cell: string | undefined): boolean => NONE.has(wordIn(cell));
const isFilled = (cell: string | undefined): boolean => wordIn(cell) !== '';

/** A tie: `none` or `aucun` in one cell, or a text there, which is French, or in the cells of its languages. */
export function tieCells(name: string): Field {
  const text = textCells(name);
  const french = `${name}.fr`;
  const isTold = (cells: Cells) => isFilled(cells[name]) && !isNone(cells[name]);
  const asText = (cells: Cells): Cells =>
    isTold(cells) && !isFilled(cells[french]) ? { ...cells, [french]: cells[name]! } : cells;

  const wrong = (code: string, fr: string, en: string): Fault[] => [fault(`/${name}`, code, { fr, en })];
  return {
    columns: [name, ...text.columns],
    write: (tie) => ({
      [name]: tie === 'none' ? tie : '',
      ...text.write(tie === 'none' ? undefined : (tie as Text | undefined)),
    }),
    read: (cells) => (isNone(cells[name]) ? 'none' : text.read(asText(cells))),
    // What the file says wins over the other way of saying it, which stands in a column that it has not.
    upon: (said, before) => {
      if (isNone(said[name])) return said;
      const isToldOnly = said[name] === undefined && text.read(said) !== undefined;
      return { ...before, ...(isTold(said) && { [french]: '' }), ...said, ...(isToldOnly && { [name]: '' }) };
    },
    faults: (cells) => {
      if (!isFilled(cells[name])) return [];
      if (isNone(cells[name]))
        return text.read(cells) === undefined
          ? []
          : wrong(
              'none-and-a-tie',
              'Écrivez « aucun », ou dites le lien : pas les deux.',
              'Say “none”, or say the tie: not both.',
            );
      const word = wordIn(cells[name]);
      if (ONLY_YES.has(word))
        return wrong(
          'unknown-value',
          'Dites quel est ce lien. S’il n’y en a pas, écrivez « aucun ».',
          'Say what the tie is. When there is none, write “none”.',
        );
      const near = nearestTo(word, NONE);
      if (near !== undefined) {
        const { fr, en } = meant(near);
        return wrong(
          'unknown-value',
          `Ce n’est ni un lien ni « aucun ».${fr}`,
          `This is neither a tie nor “none”.${en}`,
        );
      }
      return isFilled(cells[french]) && wordIn(cells[french]) !== word
        ? wrong(
            'said-twice',
            `Le lien est dit deux fois : ici, et dans « ${french} ». Gardez l’un des deux.`,
            `The tie is said twice: here, and in “${french}”. Keep one of the two.`,
          )
        : [];
    },
  };
}

import type { Sentence } from './errors.ts';

/*
 * Names that fields had before the contract was frozen. Documents that others wrote (sheets that were filled in, dumps of
 * other catalogues) are read under them for two years. The sender of such a document is told.
 */

/** The last day on which former names are read, in words. */
const UNTIL = { fr: '1er décembre 2028', en: '1 December 2028' } as const;

export const formerName = (former: string, present: string): Sentence => ({
  fr: `« ${former} » s’appelle maintenant « ${present} ». L’ancien nom est lu jusqu’au ${UNTIL.fr}.`,
  en: `“${former}” is called “${present}” now. Its former name is read until ${UNTIL.en}.`,
});

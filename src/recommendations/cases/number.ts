import { hash } from 'node:crypto';

/* Pure: the number of a sent need, which people read out on the telephone: `7K4-2PW`. */

/** Among characters that sound or look alike in French or English, only one is used. */
const SIGNS = '23456789FHKMPRWX';
const GROUP = 3;
const LENGTH = 2 * GROUP;

/** The pattern of a number. */
export const CASE_NUMBER = `^[${SIGNS}]{${GROUP}}-[${SIGNS}]{${GROUP}}$`;
const WRITTEN = new RegExp(CASE_NUMBER);

const inGroups = (signs: string): string => `${signs.slice(0, GROUP)}-${signs.slice(GROUP)}`;

/** The number derived from a random id. */
export const numberFrom = (id: string): string =>
  inGroups(
    Array.from(hash('sha256', id, 'hex').slice(0, LENGTH), (digit) => SIGNS[Number.parseInt(digit, 16)]).join(''),
  );

/** A number in any notation; undefined when the text is not a number. */
export function readNumber(typed: string): string | undefined {
  const number = inGroups(
    typed
      .slice(0, 50)
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, ''),
  );
  return WRITTEN.test(number) ? number : undefined;
}

import { hash } from 'node:crypto';

/* Pure: the number of a need that was sent, which is read out over the telephone: `7K4-2PW`. */

/** Of signs that sound or look alike, in French or English, one is left. */
const SIGNS = '23456789FHKMPRWX';
const GROUP = 3;
const LENGTH = 2 * GROUP;

/** As numbers are written. */
export const CASE_NUMBER = `^[${SIGNS}]{${GROUP}}-[${SIGNS}]{${GROUP}}$`;
const WRITTEN = new RegExp(CASE_NUMBER);

const inGroups = (signs: string): string => `${signs.slice(0, GROUP)}-${signs.slice(GROUP)}`;

/** The number that a random id makes. */
export const numberFrom = (id: string): string =>
  inGroups(
    Array.from(hash('sha256', id, 'hex').slice(0, LENGTH), (digit) => SIGNS[Number.parseInt(digit, 16)]).join(''),
  );

/** A number however it was noted; undefined: it is none. */
export function readNumber(typed: string): string | undefined {
  const number = inGroups(
    typed
      .slice(0, 50)
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, ''),
  );
  return WRITTEN.test(number) ? number : undefined;
}

import { type TSchema, Type } from 'typebox';
import { isAtLeast } from '../documents/evidence.ts';
import { measureAnswer } from '../documents/measures.ts';
import type { Mistake } from '../requests/meaning.ts';
import { atLeastFaults } from '../statements/meaning.ts';
import type { CommitmentKind, Reference } from '../vocabulary/reference.ts';
import { KEY_WITH_EVIDENCE, KEY_WITH_VALUE, type Measure } from '../vocabulary/shapes.ts';
import type { EvidenceLevel } from '../vocabulary/terms.ts';
import type { Offer } from './section.ts';

/* Keys with a minimum, in the filters of lists: `free-software-only:documented`, `closing-notice:60`. */

/** What a host must hold besides the key: at least this evidence, or at least this value. */
export interface Minimum {
  /** Schema of a key with or without a minimum. */
  readonly schema: TSchema;
  readonly description: string;
  /** Whether an offer that has the key has it as is wanted. */
  readonly holds: (offer: Offer, key: string, least: string, reference: Reference) => boolean;
  /** What is wrong with a minimum of a known key. */
  readonly mistake: (key: string, least: string, reference: Reference, day: string) => Mistake | undefined;
}

const MOST = 120;

/** A key and its minimum, if there is one. */
export function withMinimum(value: string): { key: string; least?: string } {
  const [key, least] = value.split(':', 2) as [string, string?];
  return { key, ...(least !== undefined && { least }) };
}

export const EVIDENCE_MINIMUM: Minimum = {
  schema: Type.String({ pattern: KEY_WITH_EVIDENCE, maxLength: MOST }),
  description: 'with the least evidence after a colon (free-software-only:documented), if wanted',
  holds: ({ host }, key, least) =>
    host.claims.some(
      ({ criterion, value, evidence }) =>
        criterion === key && value === 'yes' && isAtLeast(evidence, least as EvidenceLevel),
    ),
  mistake: () => undefined,
};

const NUMBER = /^\d{1,9}(\.\d{1,3})?$/;

/** A value as it is written in an address; a text stays when it is none that the kind takes, and is then refused. */
function measureIn(least: string, { valueType, specialValues = [] }: CommitmentKind): Measure {
  if (specialValues.some(({ value }) => value === least)) return least;
  if (valueType === 'number') return NUMBER.test(least) ? Number(least) : least;
  if (valueType === 'date') return least;
  return least === 'true' ? true : least === 'false' ? false : least;
}

export const VALUE_MINIMUM: Minimum = {
  schema: Type.String({ pattern: KEY_WITH_VALUE, maxLength: MOST }),
  description:
    'with the least value after a colon (closing-notice:60), in the unit of the kind; the most, where less is better',
  holds: ({ host, service }, key, least, { commitmentKinds }) => {
    const kind = commitmentKinds.get(key);
    const wanted = kind && measureIn(least, kind);
    return [...host.commitments, ...(service?.commitments ?? [])].some(
      (one) =>
        one.kind === key && one.evidence !== 'unknown' && measureAnswer(one.value as Measure, kind!, wanted!) === 'yes',
    );
  },
  mistake: (key, least, { commitmentKinds }, day) => {
    const kind = commitmentKinds.get(key)!;
    const [fault] = atLeastFaults('', measureIn(least, kind), kind, day);
    return fault && { message: fault.message };
  },
};

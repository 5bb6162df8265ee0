import { type CatalogueError, type Fault, type FaultCode, inLanguage } from '../ground/errors.ts';
import type { Filled } from '../pages/frame/fields.tsx';
import { refusedIn } from '../pages/frame/forms.ts';
import type { Shown, Soon, Visit } from './desk.tsx';
import { beside, type FieldPlace } from './faults.ts';

/** What a command refused, as its form says it when it comes back. */
export type Refusal = Omit<Filled, 'typed'>;

export interface Telling {
  /** The fields of the form: it shows their faults beside them. Absent: it shows the first fault above all fields. */
  places?: readonly FieldPlace[];
  /** What the page says instead of the problem, or of one of its faults, by its code. */
  says?: Readonly<Partial<Record<FaultCode, string>>>;
  /** The field that a problem without a pointer is about, by its code. */
  fieldOf?: Readonly<Partial<Record<FaultCode, string>>>;
  /** Where to go on where it was done already, as when a form is sent twice, by the code. */
  done?: Partial<Record<FaultCode, string>>;
  /** Reads what is there and takes the form once more, where somebody else was quicker. */
  anew?: (() => Promise<Shown>) | false;
}

/** How often a form is taken before it is said that somebody else was quicker. */
export const ATTEMPTS = 3;

/**
 * Runs the command of a form. What it refuses is said in the form, with all that was typed. That somebody may not open
 * the form, or that what it is about is not there, is a page of its own: both are known before.
 * @param again the form as it comes back, or what is shown instead of it
 */
export async function takenOr(
  { page, request, reply }: Visit,
  work: () => Promise<Shown>,
  again: (refusal: Refusal, error: CatalogueError) => Soon<Shown>,
  { places = [], says = {}, fieldOf = {}, done = {}, anew = false }: Telling = {},
): Promise<Shown> {
  try {
    return await work();
  } catch (thrown) {
    const { error, faults, sentence } = refusedIn(thrown, page, request, reply);
    const { code } = error;
    const { statusCode } = reply;
    if (done[code] !== undefined) return { to: done[code] };
    if (code === 'version-stale' && anew) {
      reply.code(200);
      return await anew();
    }
    // A form that lacks an answer is a 422 to people, as one that is wrong; 400 is for programs.
    if (statusCode === 400) reply.code(422);
    const inWords = (fault: Fault): Fault => {
      const said = says[fault.code];
      return said === undefined ? fault : { ...fault, message: { fr: said, en: said } };
    };
    const [first] = faults;
    const field = fieldOf[code];
    if (field !== undefined) return await again({ faults: { [field]: says[code] ?? sentence } }, error);
    const refusal: Refusal =
      says[code] === undefined && first && places.length > 0
        ? beside(faults.map(inWords), places, page, statusCode === 400)
        : { faults: {}, refusal: says[code] ?? (first ? inLanguage(first.message, page.language) : sentence) };
    return await again(refusal, error);
  }
}

import { CatalogueError } from '../../ground/errors.ts';
import type { Page } from '../../pages/frame/page.ts';
import { shapeFaults } from '../../requests/shape.ts';
import { inOrder, type Refusal, type RefusalWords, toldFaults } from '../form-command.ts';
import { partAt, setPart } from './body.ts';
import type { FormField, FormSpec, OpenForm } from './form.tsx';

/*
 * A command tells what its body means only when all of it has the right shape. A form in which one answer has not tries
 * the command with the others, so that everything that is wrong is told at once.
 */

/** In place of a name, or of a text by language, that is needed. */
const STAND_INS = ['…', { fr: '…' }] as const;

/** What was typed into a field. */
interface Typed {
  field: FormField;
  values: readonly string[];
  isChanged: boolean;
}

/**
 * The body with what was typed, where it is right. What is wrong is taken out: what was there before would contradict
 * what nobody typed. Only what the body needs stays as it was.
 * @returns undefined: there is none of the right shape
 */
function rightPart({ shape, body }: FormSpec, all: readonly Typed[], wrong: Refusal['faults']): object | undefined {
  const draft = structuredClone(body);
  for (const { field, values, isChanged } of all)
    if (wrong[field.name] !== undefined) field.write(draft, []);
    else if (isChanged) field.write(draft, values);
  for (const { pointer } of shapeFaults(shape, draft)) {
    const isFaulty = () => shapeFaults(shape, draft).some((one) => one.pointer === pointer);
    for (const value of [partAt(body, pointer), ...STAND_INS]) if (isFaulty()) setPart(shape, draft, pointer, value);
  }
  return shapeFaults(shape, draft).length === 0 ? draft : undefined;
}

/** @throws what is no error of the field */
async function faultsIn(work: () => Promise<unknown>) {
  try {
    await work();
  } catch (error) {
    // What has no fault, such as a version that comes meanwhile, is met when the form is right.
    if (error instanceof CatalogueError) return error.faults;
    throw error;
  }
  return [];
}

/** What is wrong with a form, and what its command would refuse of the rest. @param wrong what has not the right shape */
export async function withFurtherFaults(
  form: OpenForm,
  all: readonly Typed[],
  wrong: Refusal,
  page: Page,
  words: RefusalWords,
): Promise<Refusal> {
  const { tries } = form;
  const rest = tries && rightPart(form, all, wrong.faults);
  if (!rest) return wrong;
  const found = await faultsIn(() => tries(rest as never));
  const { faults, elsewhere } = toldFaults(found, page, words);
  return { ...wrong, ...(elsewhere && { elsewhere }), faults: inOrder({ ...faults, ...wrong.faults }, form.fields) };
}

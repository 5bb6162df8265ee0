import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Circumstances } from './context.ts';
import { correctedFile } from './correct.ts';
import { keysOfClass, type Need } from './keys.ts';
import { lacksOf, sayLack } from './missing.ts';
import { type Reading, readWhole } from './read.ts';
import type { FileCheck, FileProblem } from './schema.ts';
import { type FileClass, type Problem, problemOf } from './words/problems.ts';
import { sayFileProblem } from './words/say.ts';

/* The report for a host about its file: line by line, what an association will not find in it, and how to write it. */

/** The problems found while reading, then the missing keys that the format requires. */
function allProblems({ read, meant }: Reading): Problem[] {
  const fileClass: FileClass | undefined = read.class;
  if (!fileClass || meant.length === 0) return read.problems;
  const present = new Set(meant.flatMap(({ key, value }) => (value === undefined ? [] : [key])));
  const reported = new Set(read.problems.map(({ key }) => key));
  const lacking = (need: Need) =>
    keysOfClass(fileClass, need).flatMap(({ key }) => (present.has(key) || reported.has(key) ? [] : [key]));
  const wished = lacking('W');
  return [
    ...read.problems,
    ...lacking('M').map((key) => problemOf('missing-key', {}, null, key)),
    ...(wished.length > 0 ? [problemOf('wished-keys', { keys: wished })] : []),
  ];
}

/** One problem in the form of the answer. */
export const saidProblem = (problem: Problem, say: Speaker): FileProblem => {
  const { line, key, severity, code, params } = problem;
  return { line, key, severity, code, params, message: sayFileProblem(problem, say) };
};

/** Checks a file. The file is not stored. */
export function checkFile(bytes: Uint8Array, circumstances: Circumstances, say: Speaker): FileCheck {
  const reading = readWhole(bytes, circumstances);
  return {
    class: reading.read.class ?? null,
    problems: allProblems(reading).map((problem) => saidProblem(problem, say)),
    missing: lacksOf(reading.read).map((lack) => ({
      code: lack.code,
      key: 'key' in lack.params ? (lack.params.key ?? null) : null,
      text: sayLack(lack, say),
    })),
    corrected: correctedFile(reading),
  };
}

/** The answer to a check whose file could not be fetched. */
export function unfetched(problem: Problem, say: Speaker): FileCheck {
  return { class: null, problems: [saidProblem(problem, say)], missing: [], corrected: null };
}

/**
 * The part of a report that may be shown for a fetched file. An address may lead to any content, so content that is not
 * such a file is not shown to the caller.
 */
export const fetchedCheck = (check: FileCheck): FileCheck =>
  check.class !== null
    ? check
    : { ...check, corrected: null, problems: check.problems.filter(({ key }) => key === null || key === 'file.class') };

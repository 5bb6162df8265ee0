import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Circumstances } from './context.ts';
import { correctedFile } from './correct.ts';
import { keysOfClass, type Need } from './keys.ts';
import { lacksOf, sayLack } from './missing.ts';
import { type FileClass, type Problem, problemOf } from './problems.ts';
import { type Reading, readWhole } from './read.ts';
import type { FileCheck, FileProblem } from './schema.ts';
import { sayFileProblem } from './words/say.ts';

/* What a host is told of its file: line by line, what an association will not find in it, and how it should be. */

/** What reading tells, and then the keys that the format asks for. */
function allProblems({ read, meant }: Reading): Problem[] {
  const fileClass: FileClass | undefined = read.class;
  if (!fileClass || meant.length === 0) return read.problems;
  const present = new Set(meant.flatMap(({ key, value }) => (value === undefined ? [] : [key])));
  const told = new Set(read.problems.map(({ key }) => key));
  const lacking = (need: Need) =>
    keysOfClass(fileClass, need).flatMap(({ key }) => (present.has(key) || told.has(key) ? [] : [key]));
  const wished = lacking('W');
  return [
    ...read.problems,
    ...lacking('M').map((key) => problemOf('missing-key', {}, null, key)),
    ...(wished.length > 0 ? [problemOf('wished-keys', { keys: wished })] : []),
  ];
}

/** One problem as it is answered. */
export const saidProblem = (problem: Problem, say: Speaker): FileProblem => {
  const { line, key, severity, code, params } = problem;
  return { line, key, severity, code, params, message: sayFileProblem(problem, say) };
};

/** Checks a file. Nothing of it is kept. */
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

/** A file that could not be fetched, as the answer of a check. */
export function unfetched(problem: Problem, say: Speaker): FileCheck {
  return { class: null, problems: [saidProblem(problem, say)], missing: [], corrected: null };
}

/**
 * What may be told of a file that was fetched: an address may lead to anything, and what is no such file is not shown to
 * whoever named its address.
 */
export const fetchedCheck = (check: FileCheck): FileCheck =>
  check.class !== null
    ? check
    : { ...check, corrected: null, problems: check.problems.filter(({ key }) => key === null || key === 'file.class') };

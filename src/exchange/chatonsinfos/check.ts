import { pointerTo } from '../../ground/pointers.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Circumstances, Meant } from './interpret.ts';
import { type KeyRequirement, keysOfClass } from './keys.ts';
import { lacksOf, sayLack } from './missing.ts';
import { entryLine, isEntry } from './properties.ts';
import { type InterpretedFile, readWhole } from './read.ts';
import type { FileCheck, FileProblem } from './schema.ts';
import { type FileClass, type Problem, problemOf, sayFileProblem } from './words/problems.ts';

/* The report for a host about its file: line by line, what an association will not find in it, and how to write it. */

/** The problems found while reading, then the missing keys that the format requires. */
function allProblems({ read, meant }: InterpretedFile): Problem[] {
  const fileClass: FileClass | undefined = read.class;
  if (!fileClass || meant.length === 0) return read.problems;
  const present = new Set(meant.flatMap(({ key, value }) => (value === undefined ? [] : [key])));
  const reported = new Set(read.problems.map(({ key }) => key));
  const lacking = (need: KeyRequirement) =>
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
  return {
    pointer: pointerTo(key),
    ...(line !== null && { line }),
    ...{ severity, code, params, message: sayFileProblem(problem, say) },
  };
};

/** Checks a file. The file is not stored. */
export function checkFile(bytes: Uint8Array, circumstances: Circumstances, say: Speaker): FileCheck {
  const reading = readWhole(bytes, circumstances);
  return {
    class: reading.read.class ?? null,
    problems: allProblems(reading).map((problem) => saidProblem(problem, say)),
    missing: lacksOf(reading.read).map((lack) => ({
      pointer: pointerTo('key' in lack.params ? lack.params.key : null),
      code: lack.code,
      message: sayLack(lack, say),
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
    : {
        ...check,
        corrected: null,
        problems: check.problems.filter(({ pointer }) => pointer === '' || pointer === '/file.class'),
      };

/* Rewrites a file in the present form of the format. Nothing is removed: comments, unknown keys and the order stay. */

/** The corrected value; undefined when no better one is certain. */
function betterValue({ parsed, rule, value }: Meant): string | undefined {
  if (value === undefined) return '';
  return rule && !parsed.isPart ? parsed.text : undefined;
}

const asRemark = (text: string): string => text.replace(/^/gm, '# ');

function correctedEntry(meant: Meant): string {
  const { entry, key, counts, rule } = meant;
  // Another line with the same key counts. This one becomes a comment, so that its author can still decide which is
  // right.
  if (!counts) return asRemark(entry.text);
  if (!rule || !entry.isWhole) return entry.text;
  const value = betterValue(meant) ?? entry.value;
  return key === entry.key && value === entry.value ? entry.text : entryLine(key, value);
}

/**
 * The file with present key names, ISO dates, list words in their correct case, no quotes, in UTF-8. When several lines
 * have one key, those that do not count become comments. What cannot be understood stays unchanged. Idempotent:
 * correcting again changes nothing. null: this is not such a file, or it was not read to the end.
 */
export function correctedFile({ items, meant, read }: InterpretedFile): string | null {
  const isWhole = read.problems.every(({ code }) => !['too-large', 'too-many-lines'].includes(code));
  if (!isWhole || meant.length === 0) return null;
  const byEntry = new Map(meant.map((one) => [one.entry, one]));
  return items.map((item) => (isEntry(item) ? correctedEntry(byEntry.get(item)!) : item.text)).join('\n');
}

import { expect } from 'vitest';

/** Counts from one in each test file: files share what they load, and which came before is chance. */
export function countInFile(): () => number {
  let file: string | undefined;
  let count = 0;
  return () => {
    const { testPath } = expect.getState();
    if (testPath !== file) count = 0;
    file = testPath;
    return ++count;
  };
}

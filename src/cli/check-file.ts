import { writeFileSync } from 'node:fs';
import { checkFile } from '../exchange/chatonsinfos/check.ts';
import type { FileCheck, FileProblem } from '../exchange/chatonsinfos/schema.ts';
import { parisDay } from '../ground/clock.ts';
import { namesOf } from '../ground/pointers.ts';
import { readReference } from '../vocabulary/reference.ts';
import { speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';
import { type Command, languageOf, printAnswer, readNamedFile, textOption } from './command.ts';

export const checkFileCommand: Command = {
  name: 'check-file',
  usage: '<file.properties | -> [--lang fr|en] [--corrected file.properties]',
  summary: 'Checks a file of ChatonsInfos line by line; - is standard input. It needs no database',
  notes: [
    '--corrected writes the file as the format asks for it; to read it first, look at “corrected” with --json',
    'The exit code is 1 when something of the file cannot be read, or is mandatory and missing',
  ],
  options: { lang: { type: 'string' }, corrected: { type: 'string' } },
  takes: { least: 1, most: 1 },
  run: async (invocation) => {
    const [file] = invocation.words as [string];
    const language = languageOf(invocation);
    const correctedTo = textOption(invocation, 'corrected');
    const reference = readReference();
    const day = parisDay(new Date());
    const bytes = readNamedFile(file, 'properties');
    const check = checkFile(bytes, { address: file, reference, day }, speaker(language, reference));
    if (correctedTo !== undefined) {
      if (check.corrected == null) throw new Error(`${file} is no file that can be corrected: nothing is written`);
      writeFileSync(correctedTo, check.corrected);
    }
    printAnswer(invocation, check, () => textOf(check, language));
    if (check.problems.some(({ severity }) => severity === 'error')) process.exitCode = 1;
  },
};

const WORDS = {
  fr: {
    severity: { error: 'erreur', warning: 'attention', note: 'à savoir' },
    line: 'ligne',
    wholeFile: 'fichier',
    missing: 'Ce qu’une association n’y trouvera pas\u00a0:',
    fine: 'Rien à redire.',
  },
  en: {
    severity: { error: 'error', warning: 'warning', note: 'note' },
    line: 'line',
    wholeFile: 'file',
    missing: 'What an association will not find in it:',
    fine: 'Nothing to say.',
  },
} as const;

/** The report as text for a terminal: where, what, and how to correct it; then what the file does not say. */
function textOf({ problems, missing }: FileCheck, language: Language): string {
  const words = WORDS[language];
  const place = ({ line, pointer }: FileProblem) =>
    [line === undefined ? words.wholeFile : `${words.line} ${line}`, ...namesOf(pointer)].join(', ');
  return [
    ...(problems.length === 0 ? [words.fine] : []),
    ...problems.flatMap((one) => [`${place(one)} (${words.severity[one.severity]})`, `  ${one.message}`]),
    ...(missing.length === 0 ? [] : ['', words.missing, ...missing.map(({ message }) => `  ${message}`)]),
  ].join('\n');
}

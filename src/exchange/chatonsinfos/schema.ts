import { type Static, Type } from 'typebox';
import { HttpUrl, namedObject, oneOfMore, orNull, strictObject } from '../../vocabulary/shapes.ts';
import { LACKING } from './missing.ts';
import { FILE_CLASSES, SEVERITIES, SEVERITY_OF } from './words/problems.ts';

export const FileProblem = namedObject('FileProblem', {
  line: orNull(Type.Integer({ minimum: 1 }), { description: 'null: of the file as a whole' }),
  key: orNull(Type.String(), { description: 'As it is written there' }),
  severity: Type.Enum(SEVERITIES, {
    type: 'string',
    description: 'error: something is not read; warning: it is, with a doubt; note: good to know',
  }),
  code: oneOfMore(Object.keys(SEVERITY_OF), 'What it says, for programs'),
  params: Type.Record(Type.String(), Type.Unknown(), { description: 'What the sentence is made with, by code' }),
  message: Type.String({ description: 'The sentence, in the language of the answer' }),
});
export type FileProblem = Static<typeof FileProblem>;

export const FileCheck = namedObject('FileCheck', {
  class: orNull(oneOfMore(FILE_CLASSES, 'What the file describes'), {
    description: 'null: nobody can tell',
  }),
  problems: Type.Array(FileProblem, { description: 'By line' }),
  missing: Type.Array(
    strictObject({
      code: oneOfMore(LACKING, 'What it says, for programs'),
      key: orNull(Type.String(), { description: 'The key to add; null: the format has none' }),
      text: Type.String({ description: 'The sentence, in the language of the answer' }),
    }),
    { description: 'What an association looks for and does not find in this file' },
  ),
  corrected: orNull(Type.String(), {
    description: 'The same file as the format writes it; null: it was no such file, or it was not read to its end',
  }),
});
export type FileCheck = Static<typeof FileCheck>;

/** The address of a file to fetch; only for callers with a token. */
export const FileToCheck = namedObject(
  'FileToCheck',
  { url: HttpUrl },
  { examples: [{ url: 'https://aulnes.example/aulnes.properties' }] },
);

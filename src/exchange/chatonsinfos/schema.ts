import { type Static, Type } from 'typebox';
import { HttpUrl, namedObject, oneOfMore, orNull, Params, strictObject } from '../../vocabulary/shapes.ts';
import { LACKING } from './missing.ts';
import { FILE_CLASSES, SEVERITIES, SEVERITY_OF } from './words/problems.ts';

export const FileProblem = namedObject('FileProblem', {
  pointer: Type.String({
    description: 'The key as it is written there, such as `/organization.name`; empty: the whole',
  }),
  line: Type.Optional(Type.Integer({ minimum: 1, description: 'absent: nowhere in the file' })),
  severity: Type.Enum(SEVERITIES, {
    type: 'string',
    description: 'error: something is not read; warning: it is, with a doubt; note: good to know',
  }),
  code: oneOfMore(Object.keys(SEVERITY_OF), 'What it says, for programs'),
  params: Params,
  message: Type.String({ description: 'The sentence, in the language of the answer' }),
});
export type FileProblem = Static<typeof FileProblem>;

export const FileCheck = namedObject('FileCheck', {
  class: orNull(oneOfMore(FILE_CLASSES, 'What the file describes'), {
    description: 'absent: nobody can tell',
  }),
  problems: Type.Array(FileProblem, { description: 'By line' }),
  missing: Type.Array(
    strictObject({
      pointer: Type.String({ description: 'The key to add; empty: the format has none' }),
      code: oneOfMore(LACKING, 'What it says, for programs'),
      message: Type.String({ description: 'The sentence, in the language of the answer' }),
    }),
    { description: 'What an association looks for and does not find in this file' },
  ),
  corrected: orNull(Type.String(), {
    description: 'The same file as the format writes it; absent: it was no such file, or it was not read to its end',
  }),
});
export type FileCheck = Static<typeof FileCheck>;

/** The address of a file to fetch; only for callers with a token. */
export const FileToCheck = namedObject(
  'FileToCheck',
  { url: HttpUrl },
  { examples: [{ url: 'https://aulnes.example/aulnes.properties' }] },
);

import { type Static, Type } from 'typebox';
import { FederationPath } from '../../documents/federation.ts';
import { HostPath } from '../../documents/host.ts';
import { Lang } from '../../http/get.ts';
import { privateListOf } from '../../http/pagination.ts';
import { FILE_CLASSES, FILE_STATES, IMPORT_OUTCOMES, RUN_STATES, SOURCE_KINDS } from '../../vocabulary/import-terms.ts';
import {
  HttpUrl,
  Id,
  Instant,
  namedObject,
  oneOfMore,
  orNull,
  pathName,
  Slug,
  strictObject,
  termOf,
} from '../../vocabulary/shapes.ts';

/** The address from which the catalogue reads the published files of a federation or host. */
export const SourceDraft = namedObject(
  'SourceDraft',
  {
    url: {
      ...HttpUrl,
      description:
        'A ChatonsInfos file (`….properties`): of a federation, or of an organisation; of a host also https://<its domain>/.well-known/bercail.json',
    },
  },
  { examples: [{ url: 'https://aulnes.example/.well-known/aulnes.properties' }] },
);
export type SourceDraft = Static<typeof SourceDraft>;

const state = termOf(RUN_STATES, {
  description:
    '`succeeded`: every file was read; `partial`: some were not, the rest is done; `failed`: the first one was not; `stopped`: the source was changed meanwhile',
});
const startedAt = Instant;
const endedAt = orNull(Instant);

export const Source = namedObject('Source', {
  url: HttpUrl,
  kind: termOf(SOURCE_KINDS),
  version: Type.Integer({ minimum: 1 }),
  setAt: Instant,
  nextRunAt: orNull(Instant, { description: 'absent: only when somebody asks' }),
  lastRun: orNull(strictObject({ id: Id, state, startedAt, endedAt })),
});
export type Source = Static<typeof Source>;

const count = (description: string) => Type.Integer({ minimum: 0, description });

const progress = strictObject({
  done: count('Files that were asked for, and left out'),
  known: count('Files that the files so far name; it grows while they are read'),
  failed: count('Files that could not be read'),
});

const runFields = {
  id: Id,
  url: HttpUrl,
  kind: termOf(SOURCE_KINDS),
  state,
  startedAt,
  endedAt,
  progress,
  fetched: strictObject({
    requests: count('Addresses that were asked'),
    notModified: count('Answers that say that nothing has changed (304)'),
    bytes: count('Length of all bodies'),
  }),
  created: count('Entries that are new'),
  changed: count('Entries that changed'),
  unchanged: count('Entries that say what they said'),
  proposals: count('Differences from what a host wrote by hand: shown to it, and not written'),
  toCheck: count('Memberships marked to check, because the file names the host no more'),
};

export const ImportRun = namedObject('ImportRun', runFields);
export type ImportRun = Static<typeof ImportRun>;

const FileFault = strictObject({
  pointer: Type.String({
    description: 'Of a file of properties a key, such as `/organization.name`; empty: the whole',
  }),
  line: Type.Optional(Type.Integer({ minimum: 1, description: 'Where in the file' })),
  code: Type.String(),
  message: Type.String(),
});

export const ImportFile = namedObject('ImportFile', {
  url: HttpUrl,
  state: termOf(FILE_STATES, {
    description: '`unchanged`: it says what it said at the last run; `left-out`: a limit was reached first',
  }),
  class: orNull(Type.Unsafe<string>(oneOfMore(FILE_CLASSES, 'What the file says it is'))),
  from: orNull({ ...HttpUrl, description: 'The file that names it' }),
  outcome: Type.Optional(termOf(IMPORT_OUTCOMES, { description: 'What came of the entry that it describes' })),
  host: Type.Optional(
    Type.Unsafe<string>({ ...Slug, description: 'That entry: its slug, or the identifier of a draft' }),
  ),
  problems: Type.Array(FileFault),
});
export type ImportFile = Static<typeof ImportFile>;

const next = orNull(Type.String());

/** A run with its first files; the others have a list of their own. */
export const ImportReport = namedObject('ImportReport', {
  ...runFields,
  files: Type.Array(ImportFile, { description: 'The first hundred' }),
  nextFiles: { ...next, description: 'Where the other files are' },
});
export type ImportReport = Static<typeof ImportReport>;

export const ImportRunList = privateListOf(ImportRun, 'ImportRunList');
export const ImportFileList = privateListOf(ImportFile, 'ImportFileList');

const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(
    Type.String({ maxLength: 8000, description: 'From a `next` address, which keeps the filter beside it' }),
  ),
  lang: Lang,
};
export const RunListQuery = strictObject(paging);
export const FileListQuery = strictObject({
  only: Type.Optional(
    Type.Enum(['problems', 'failed'], {
      type: 'string',
      description: 'Files of which something is wrong, or that could not be read',
      examples: ['problems'],
    }),
  ),
  ...paging,
});
export type FileListQuery = Static<typeof FileListQuery>;

const run = (example: string) => pathName('Identifier of a run', example);
export const FederationRunPath = Type.Object({
  ...FederationPath.properties,
  run: run('00000000-0000-4000-8000-000000000001'),
});
export const HostRunPath = Type.Object({
  ...HostPath.properties,
  run: run('00000000-0000-4000-8000-000000000002'),
});

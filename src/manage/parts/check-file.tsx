import type { Model } from '../../catalogue/model.ts';
import { checkFile } from '../../exchange/chatonsinfos/check.ts';
import type { Severity } from '../../exchange/chatonsinfos/words/problems.ts';
import { readDocument } from '../../exchange/sources/documents.ts';
import { type Fault, inLanguage } from '../../ground/errors.ts';
import { lineAt } from '../../ground/json-lines.ts';
import { definedOnly } from '../../ground/texts.ts';
import { faultsOfFile } from '../../host-documents/commands.ts';
import type { HostDocumentDraft } from '../../host-documents/schema.ts';
import { List } from '../../pages/frame/lists.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { Sentence } from '../../pages/frame/parts.tsx';
import { DESK, type Desk, type DeskVisit } from '../desk.tsx';
import { Copied, DeskPage } from '../desk-page.tsx';
import { inPageWords } from '../form-command.ts';
import { CHECKED_FILE } from '../words/file.ts';
import { SOURCE } from '../words/source.ts';
import { openActPage } from './pages.tsx';
import { bytesIn, UploadForm, uploadPage } from './upload-form.tsx';

/* Files that hosts publish: their faults by place, and a page that checks one before it goes online. */

/** The page that checks a file, for anybody. */
export const CHECK = `${DESK}/check-file`;

/** What is wrong with a file, and where. */
interface PlacedProblem {
  pointer?: string;
  line?: number;
  severity?: Severity;
  message: string;
}

/** One fault, after its place in the file. */
export function FaultOfFile({ problem: { line, pointer, message } }: { problem: PlacedProblem }) {
  const words = useWords(SOURCE);
  const name = pointer ? words.placeIn(pointer) : undefined;
  return (
    <>
      {line !== undefined && <strong>{words.line(line, name)} </strong>}
      {line === undefined && name && <strong>{words.place(name)} </strong>}
      <Sentence text={message} />
    </>
  );
}

/** What a check found. */
interface Checked {
  problems: readonly PlacedProblem[];
  missing: readonly string[];
  corrected: string | null;
}

const BRACE = /^\s*\{/;

/** Whether a file is a `bercail.json`, by how it begins. */
export const isDocument = (bytes: Buffer): boolean =>
  BRACE.test(bytes.subarray(0, 200).toString('latin1').replace('\u00ef\u00bb\u00bf', ''));

/** What of a document makes no sense, although its shape is right: as for one that is sent. */
export const documentFaults = (
  draft: Pick<HostDocumentDraft, 'host' | 'services'>,
  { reference, day }: Pick<Model, 'reference' | 'day'>,
): Fault[] => faultsOfFile({ reference, clock: () => new Date(day), caller: { role: 'anonymous' } }, draft);

/** Checks a `bercail.json`: its shape, and what each fact may say. */
function checkDocument(bytes: Buffer, { page: { language }, model }: DeskVisit): Checked {
  const { problems, isReadable, content } = readDocument(bytes);
  const told = problems.map(({ message, ...place }) => ({ ...place, message: message[language] }));
  if (!isReadable) return { problems: told, missing: [], corrected: null };
  const lines = new Map(Object.entries(content.lines ?? {}));
  const meant = documentFaults(content.document as HostDocumentDraft, model).map(({ pointer, message }) => ({
    ...definedOnly({ line: lineAt(lines, pointer) }),
    ...{ pointer, message: inPageWords(inLanguage(message, language), language) },
  }));
  const byLine = [...told, ...meant].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { problems: byLine, missing: [], corrected: null };
}

function checkProperties(bytes: Buffer, { page, model: { reference, day } }: DeskVisit): Checked {
  const { problems, missing, corrected } = checkFile(bytes, { address: page.site, reference, day }, page.say);
  return { problems, missing: missing.map(({ message }) => message), corrected };
}

const ZIP = 'PK\u0003\u0004';

/** A workbook is no file that goes online. */
const checkWorkbook = ({ page: { language } }: DeskVisit): Checked => ({
  ...{ problems: [{ message: CHECKED_FILE[language].isWorkbook }], missing: [], corrected: null },
});

/** What is wrong with a file; and what is only good to know, which may stay. */
function Problems({ of }: { of: readonly PlacedProblem[] }) {
  const words = useWords(CHECKED_FILE);
  const [notes, faults] = [true, false].map((isNote) => of.filter(({ severity }) => (severity === 'note') === isNote));
  return (
    <>
      <h2>{faults!.length === 0 ? words.right : words.wrong}</h2>
      <p role="status">{faults!.length === 0 ? words.fine : words.wrongLead}</p>
      <List of={faults!}>{(problem) => <FaultOfFile problem={problem} />}</List>
      {notes!.length > 0 && <h2>{words.known}</h2>}
      <List of={notes!}>{(problem) => <FaultOfFile problem={problem} />}</List>
    </>
  );
}

/** Checks a file that somebody wrote, before it goes online. Nothing of it is kept. */
export const checkFilePage = (desk: Desk): void =>
  openActPage(desk, CHECK, (visit, sent) => {
    const { language } = visit.page;
    const words = CHECKED_FILE[language];
    return uploadPage<Checked>({
      ...{ sent, language, words },
      read: async (bytes) => {
        if (bytes.subarray(0, ZIP.length).toString('latin1') === ZIP) return checkWorkbook(visit);
        return isDocument(bytes) ? checkDocument(bytes, visit) : checkProperties(bytes, visit);
      },
      show: (filled, checked) => (
        <DeskPage heading={words.title} lead={words.lead} filled={filled} isOpen={visit.session === undefined}>
          {checked && (
            <>
              <Problems of={checked.problems} />
              {checked.missing.length > 0 && <h2>{words.missing}</h2>}
              <List of={checked.missing}>{(text) => <Sentence text={text} />}</List>
              {checked.corrected !== null && checked.corrected !== bytesIn(sent).toString('utf8') && (
                <Copied id="corrected" label={words.corrected} text={checked.corrected} rows={12} />
              )}
              <h2>{words.another}</h2>
            </>
          )}
          <UploadForm
            action={CHECK}
            label={words.choose}
            hint={words.chooseHint}
            fault={filled.faults.file}
            send={words.look}
            isSecond={checked !== undefined}
          />
        </DeskPage>
      ),
    });
  });

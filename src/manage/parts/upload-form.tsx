import { gunzipSync, gzipSync } from 'node:zlib';
import type { ComponentChildren } from 'preact';
import type { Fault } from '../../ground/errors.ts';
import { EMPTY, FileLine, type Filled, withFault } from '../../pages/frame/fields.tsx';
import { addressIn, usePage } from '../../pages/frame/page.ts';
import { FORMS } from '../../pages/words/forms.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Awaitable, DeskAnswer } from '../desk.tsx';
import { inPageWords } from '../form-command.ts';
import type { OpenPage } from './pages.tsx';

interface UploadProps {
  action: string;
  label: string;
  hint?: ComponentChildren;
  /** What is wrong with the file. */
  fault: string | undefined;
  send: string;
  isSecond?: boolean;
  /** Further fields. */
  children?: ComponentChildren;
}

/** A form that sends a file along. */
export function UploadForm({ action, label, hint, fault, send, isSecond = false, children }: UploadProps) {
  const page = usePage();
  return (
    <form method="post" action={addressIn(page, action)} enctype="multipart/form-data">
      {children}
      <FileLine filled={withFault('file', fault)} name="file" label={label} hint={hint} />
      <p class="row">
        <button type="submit" class={isSecond ? 'second' : 'first'}>
          {send}
        </button>
      </p>
    </form>
  );
}

/** First bytes of pictures and PDFs, which telephones send in place of a table. */
const PICTURES = [/^\xff\xd8\xff/, /^\x89PNG/, /^GIF8/, /^.{4}ftyp/s, /^RIFF.{4}WEBP/s, /^%PDF/];

function isPicture(bytes: Buffer): boolean {
  const beginning = bytes.subarray(0, 16).toString('latin1');
  return PICTURES.some((one) => one.test(beginning));
}

/** What a file comes to. */
interface Upload<Tried> {
  sent: URLSearchParams | undefined;
  /** The file; as it was sent, unless the form that follows carries it otherwise. */
  bytes?: Buffer;
  language: Language;
  words: Readonly<Record<'none' | 'photo' | 'tooLarge', string>>;
  /** Said when what was shown has changed before it was written. */
  stale?: string;
  /** Reads the file, and writes nothing. */
  read(bytes: Buffer): Promise<Tried>;
  /** Shows what the file comes to, or what of it is wrong. */
  show(filled: Filled, tried?: Tried, wrong?: readonly string[]): Awaitable<DeskAnswer>;
  /** Writes what was shown; absent: nothing is written. @param version the one that was shown */
  apply?(bytes: Buffer, version: string): Promise<DeskAnswer>;
  /** Of what was refused, the sentences; absent: as they are. */
  tell?(faults: readonly Fault[]): string[];
}

/** The bytes of a file that was sent, or that the form carries as it was sent. */
export const bytesIn = (sent: URLSearchParams | undefined): Buffer => Buffer.from(sent?.get('file') ?? '', 'base64url');

/** Of a file, as it was before it was made smaller for the form that carries it. */
const FILE_MAX = 100_000;

/** Bytes for a hidden field; a workbook is small already. */
export const carriedOf = (bytes: Buffer): string => gzipSync(bytes).toString('base64url');

/** The sheet that a form carries on, or that was just sent; empty when a form carries something else. */
export function sheetIn(sent: URLSearchParams | undefined): Buffer {
  if (!sent?.has('sheet')) return bytesIn(sent);
  try {
    return gunzipSync(Buffer.from(sent.get('sheet')!, 'base64url'), { maxOutputLength: FILE_MAX });
  } catch {
    return Buffer.alloc(0);
  }
}

/** A page on which a file is sent, read, and then written as it was shown. */
export function uploadPage<Tried>({
  sent,
  bytes = bytesIn(sent),
  language,
  words,
  ...upload
}: Upload<Tried>): OpenPage {
  const { read, show, apply, stale = FORMS[language].conflict } = upload;
  const { tell = (faults) => faults.map(({ message }) => inPageWords(message, language)) } = upload;
  return {
    view: show,
    isReading: bytes.length > 0,
    act: async () => {
      if (bytes.length === 0) return { faults: { file: words.none } };
      if (isPicture(bytes)) return { faults: { file: words.photo } };
      if (sent!.has('cut')) return { faults: { file: words.tooLarge } };
      const version = sent!.get('go') === 'apply' ? sent!.get('version') : null;
      return apply && version !== null ? await apply(bytes, version) : await show(EMPTY, await read(bytes));
    },
    refused: async ({ refusal = '' }, { code, faults }) => {
      // What was shown is no longer so: it is shown anew first.
      if (code === 'version-stale') return await show({ ...EMPTY, refusal: stale }, await read(bytes));
      if (faults.length === 0) return { faults: { file: refusal } };
      return await show(EMPTY, undefined, tell(faults));
    },
  };
}

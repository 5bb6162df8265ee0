import type { ComponentChildren } from 'preact';
import { addressIn, usePage } from '../../pages/frame/page.ts';

interface FileProps {
  label: string;
  hint?: ComponentChildren;
  /** What is wrong with the file. */
  fault: string | undefined;
}

/** A file. It stands behind all other fields: what comes after a large one is not read. */
export function FileField({ label, hint, fault }: FileProps) {
  const about = [...(hint ? ['hint-file'] : []), ...(fault ? ['fault-file'] : [])].join(' ');
  return (
    <div class="field">
      <label for="file">{label}</label>
      {hint && (
        <p class="hint" id="hint-file">
          {hint}
        </p>
      )}
      {fault && (
        <p class="fault" id="fault-file">
          {fault}
        </p>
      )}
      <input
        type="file"
        id="file"
        name="file"
        aria-describedby={about || undefined}
        aria-invalid={fault ? true : undefined}
        autofocus={fault ? true : undefined}
      />
    </div>
  );
}

interface UploadProps extends FileProps {
  action: string;
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
      <FileField {...{ label, hint, fault }} />
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

export const isPicture = (bytes: Buffer): boolean => {
  const beginning = bytes.subarray(0, 16).toString('latin1');
  return PICTURES.some((one) => one.test(beginning));
};

import type { ComponentChildren } from 'preact';
import { FileLine, withFault } from '../../pages/frame/fields.tsx';
import { addressIn, usePage } from '../../pages/frame/page.ts';

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

export const isPicture = (bytes: Buffer): boolean => {
  const beginning = bytes.subarray(0, 16).toString('latin1');
  return PICTURES.some((one) => one.test(beginning));
};

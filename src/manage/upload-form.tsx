import type { ComponentChildren } from 'preact';
import { addressIn, usePage } from '../pages/frame/page.ts';

interface UploadProps {
  action: string;
  label: string;
  hint: ComponentChildren;
  /** What is wrong with the file. */
  fault: string | undefined;
  send: string;
  isSecond?: boolean;
  /** Further fields. They stand before the file, so that they are read whatever it is. */
  children?: ComponentChildren;
}

/** A form that sends a file along. */
export function UploadForm({ action, label, hint, fault, send, isSecond = false, children }: UploadProps) {
  const page = usePage();
  return (
    <form method="post" action={addressIn(page, action)} enctype="multipart/form-data">
      {children}
      <div class="field">
        <label for="file">{label}</label>
        <p class="hint" id="hint-file">
          {hint}
        </p>
        {fault && (
          <p class="fault" id="fault-file">
            {fault}
          </p>
        )}
        <input
          type="file"
          id="file"
          name="file"
          aria-describedby={fault ? 'hint-file fault-file' : 'hint-file'}
          aria-invalid={fault ? true : undefined}
          autofocus={fault ? true : undefined}
        />
      </div>
      <p class="row">
        <button type="submit" class={isSecond ? 'second' : 'first'}>
          {send}
        </button>
      </p>
    </form>
  );
}

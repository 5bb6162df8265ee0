import { usePage, useWords } from '../frame/page.ts';
import { SEND_ON } from '../words/send-on.ts';

/** A need that was kept as a file is taken back here, without a script: the file goes with the form that stands around. */
export function ResumeNeed({ isRefused }: { isRefused: boolean }) {
  const words = useWords(SEND_ON).kept;
  const { embedded } = usePage();
  if (embedded) return null;
  return (
    <details open={isRefused}>
      <summary>{words.resume}</summary>
      {isRefused && (
        <p class="fault" role="alert" id="fault-file">
          {words.refused}
        </p>
      )}
      <div class="field">
        <label for="file">{words.file}</label>
        <input
          type="file"
          id="file"
          name="file"
          accept=".txt,text/plain"
          aria-invalid={isRefused || undefined}
          aria-describedby={isRefused ? 'fault-file' : undefined}
        />
      </div>
      <p class="row">
        <button type="submit" class="second" name="go" value="resume" formenctype="multipart/form-data">
          {words.take}
        </button>
      </p>
    </details>
  );
}

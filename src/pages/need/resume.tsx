import { TakeBack } from '../asking/take-back.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { SEND_ON } from '../words/send-on.ts';
import type { Questionnaire } from './flow.ts';
import { LONGEST_KEPT } from './kept.ts';

/** Takes a need back that was kept as a file, or, without a script, as a link; not inside other sites. */
export function ResumeNeed({ refused }: Pick<Questionnaire, 'refused'>) {
  const words = useWords(SEND_ON).kept;
  const { embedded } = usePage();
  if (embedded) return null;
  return (
    <>
      <TakeBack
        words={words}
        accept=".txt,text/plain"
        refused={refused === 'cut' ? words.cut : refused && words.refused}
      />
      <noscript>
        <div class="field">
          <label for="link">{words.link}</label>
          <input class="wide" type="text" id="link" name="file" maxLength={LONGEST_KEPT} autocomplete="off" />
        </div>
        <p class="row">
          <button type="submit" class="second" name="go" value="resume">
            {words.take}
          </button>
        </p>
      </noscript>
    </>
  );
}

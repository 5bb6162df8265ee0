import type { ComponentChildren } from 'preact';
import { Hidden, PrintButton } from '../frame/controls.tsx';
import { LanguageButton } from '../frame/language.tsx';
import { Layout } from '../frame/layout.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import type { Asking } from '../need/asking.ts';
import { ANSWER } from '../words/answer.ts';
import { COMPARE } from '../words/compare.ts';
import { presentTools } from './present-tools.ts';
import { type Found, proposalsOf, shownOf } from './proposals.ts';
import { Blank, SideBySide } from './side-by-side.tsx';
import { Summary } from './summary.tsx';

/** Up to three answers beside staying as today, for a meeting of the board: it is meant to be printed. */
export function Compare({ asking, found, note }: { asking: Asking; found: Found; note?: ComponentChildren }) {
  const words = useWords(COMPARE);
  const { yours } = useWords(ANSWER);
  const page = usePage();
  const shown = shownOf(proposalsOf(found));
  return (
    <Layout title={words.title} wide note={note} otherLanguage={<LanguageButton action={asking.action} form="need" />}>
      <form id="need" method="post" action={addressIn(page, asking.action)}>
        <input type="hidden" name="at" value="compare" />
        <Hidden values={asking.form} />
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        <p class="row screen">
          <button type="submit" class="second" name="go" value="answer">
            {words.back}
          </button>
          <PrintButton />
        </p>
        <SideBySide proposals={shown} today={presentTools(found.need, asking.reference, page.say)} level={2} />
        <div class="together">
          <h2>{words.notes}</h2>
          <Blank lines={3} />
        </div>
        <div class="together">
          <h2>{yours}</h2>
          <Summary asking={asking} />
        </div>
        <p class="small soft">{words.asOf(page.say.date(found.match.asOf))}</p>
      </form>
    </Layout>
  );
}

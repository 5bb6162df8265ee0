import { textIn } from '../../vocabulary/reference.ts';
import { Choice } from '../frame/controls.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { NEED } from '../words/need.ts';
import { curved } from '../words/typeset.ts';
import { type Asking, isOffered, otherUsages } from './asking.ts';
import { STARTING, UNKNOWN } from './questions.ts';

/** The usages to start with, then all others behind one line, those that nobody offers marked so. */
export function UseChoices({ asking: { form, reference, offered } }: { asking: Asking }) {
  const words = useWords(NEED);
  const { language } = usePage();
  const ticked = new Set(form.use);
  const choice = (value: string, label: string, hint?: string) => (
    <Choice
      key={value}
      type="checkbox"
      name="use"
      value={value}
      checked={ticked.has(value)}
      label={label}
      hint={hint}
    />
  );
  const marked = (value: string, hint?: string) => (isOffered(value, offered) ? hint : words.nobody);
  const others = otherUsages(reference);
  const isOpen = others.some(([, usages]) => usages.some(({ key }) => ticked.has(key)));
  return (
    <>
      {STARTING.map((key) => {
        const [label, hint] = words.starting[key]!;
        return choice(key, label, marked(key, hint));
      })}
      <details open={isOpen}>
        <summary>{words.other}</summary>
        {others.map(([family, usages]) => (
          <fieldset key={family}>
            <legend>
              <strong>{curved(textIn(reference.families.get(family)!, language))}</strong>
            </legend>
            {usages.map(({ key, label }) => choice(key, curved(textIn(label, language)), marked(key)))}
          </fieldset>
        ))}
      </details>
      {choice(UNKNOWN, ...words.lost)}
    </>
  );
}

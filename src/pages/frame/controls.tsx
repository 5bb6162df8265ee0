import type { ComponentChildren } from 'preact';
import { FRAME } from '../words/frame.ts';
import { useWords } from './page.ts';

/** Fields of a form as hidden ones, so that the next screen knows them. */
export function Hidden({ values }: { values: Readonly<Record<string, readonly string[]>> }) {
  return (
    <>
      {Object.entries(values).flatMap(([name, list]) =>
        list.map((value) => <input type="hidden" name={name} value={value} key={`${name} ${value}`} />),
      )}
    </>
  );
}

interface ChoiceProps {
  type: 'checkbox' | 'radio';
  name: string;
  value: string;
  checked: boolean;
  label: ComponentChildren;
  hint?: ComponentChildren;
}

/** One answer to tick: the whole line may be pressed. */
export function Choice({ label, hint, ...input }: ChoiceProps) {
  return (
    <label class="choice">
      <input {...input} />
      <span>{label}</span>
      {hint && <small>{hint}</small>}
    </label>
  );
}

/** Shown only where the script runs; without it the browser's own menu prints. */
export function PrintButton() {
  const words = useWords(FRAME);
  return (
    <button type="button" class="second" data-do="print" hidden>
      {words.print}
    </button>
  );
}

/** Copies the text of a field, where the script runs; elsewhere one selects it. */
export function CopyButton({ of }: { of: string }) {
  const words = useWords(FRAME);
  return (
    <button type="button" class="second" data-do="copy" data-of={of} data-done={words.copied} hidden>
      {words.copy}
    </button>
  );
}

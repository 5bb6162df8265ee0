import type { ComponentChildren } from 'preact';
import { FORMS } from '../words/forms.ts';
import { useWords } from './page.ts';
import { Choice } from './parts.tsx';

/* The fields of forms in which somebody writes. What was sent comes back in them, with what is wrong beside each. */

/** What was typed or ticked, by the names of fields. */
export type Answers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A form as it was sent last. */
export interface Filled {
  typed: Answers;
  /** What is wrong, in the words of a page, in the order of the fields. */
  faults: Readonly<Record<string, string | undefined>>;
  /** What somebody else wrote in a field meanwhile, in the words of a page. */
  theirs?: Readonly<Record<string, string | undefined>>;
  /** Why it was not taken, although nothing is wrong with what was typed. */
  refusal?: string | undefined;
  /** Nothing is wrong: of all that is told, it is only asked whether it is meant. */
  isDoubt?: boolean;
}

export const EMPTY: Filled = { typed: {}, faults: {} };

export const isFaulty = ({ faults, refusal }: Filled): boolean =>
  refusal !== undefined || Object.keys(faults).length > 0;

interface FieldProps {
  filled: Filled;
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
}

const textOf = ({ filled: { typed }, name }: FieldProps): string | undefined => {
  const value = typed[name];
  return typeof value === 'string' ? value : value?.[0];
};

const isFirstFault = ({ filled, name }: FieldProps): boolean => Object.keys(filled.faults)[0] === name;

/** What a field is described by, and whether its answer is wrong; the first wrong one takes the cursor. */
const marksOf = (props: FieldProps) => {
  const { filled, name, hint } = props;
  const isWrong = filled.faults[name] !== undefined;
  const describedBy = [
    hint && `hint-${name}`,
    isWrong && `fault-${name}`,
    filled.theirs?.[name] !== undefined && `theirs-${name}`,
  ].filter(Boolean);
  return {
    'aria-describedby': describedBy.join(' ') || undefined,
    'aria-invalid': isWrong || undefined,
    autofocus: isFirstFault(props) || undefined,
  };
};

function Explained({ filled, name, hint }: FieldProps) {
  const words = useWords(FORMS);
  const fault = filled.faults[name];
  const theirs = filled.theirs?.[name];
  return (
    <>
      {hint && (
        <p class="hint" id={`hint-${name}`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="fault" id={`fault-${name}`}>
          {fault}
        </p>
      )}
      {theirs !== undefined && (
        <p class="hint" id={`theirs-${name}`}>
          {words.theirs} <strong>{theirs || words.nothing}</strong>
        </p>
      )}
    </>
  );
}

type Choices = readonly (readonly [value: string, label: string, hint?: string])[];

function Choose({ type, choices, ...props }: FieldProps & { type: 'radio' | 'checkbox'; choices: Choices }) {
  const { filled, name, label } = props;
  const { 'aria-invalid': _, ...marks } = marksOf(props);
  const chosen = [filled.typed[name] ?? []].flat();
  return (
    <fieldset id={name} tabIndex={-1} {...marks}>
      <legend>{label}</legend>
      <Explained {...props} />
      {choices.map(([value, text, hint]) => (
        <Choice
          key={value}
          type={type}
          name={name}
          value={value}
          checked={chosen.includes(value)}
          label={text}
          hint={hint}
        />
      ))}
    </fieldset>
  );
}

/** One answer among a few. */
export const Radios = (props: FieldProps & { choices: Choices }) => <Choose type="radio" {...props} />;

/** Any of a few answers. */
export const Checkboxes = (props: FieldProps & { choices: Choices }) => <Choose type="checkbox" {...props} />;

export function TextArea({ most, rows = 5, ...props }: FieldProps & { most: number; rows?: number }) {
  const { name, label } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <Explained {...props} />
      <textarea id={name} name={name} rows={rows} maxLength={most} {...marksOf(props)}>
        {/* HTML takes the first line end away. */}
        {`\n${textOf(props) ?? ''}`}
      </textarea>
    </div>
  );
}

interface LineProps extends FieldProps {
  most: number;
  autocomplete: string;
  /** `password`: a secret that nobody should read over a shoulder. */
  type?: 'text' | 'password' | 'date';
  /** A short answer in digits: phones show the keys for them. */
  isNumber?: boolean;
}

export function TextLine({ most, autocomplete, type = 'text', isNumber = false, ...props }: LineProps) {
  const { name, label } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <Explained {...props} />
      <input
        class={isNumber || type === 'date' ? undefined : 'wide'}
        type={type}
        id={name}
        name={name}
        value={type === 'password' ? undefined : textOf(props)}
        maxLength={type === 'date' ? undefined : most}
        autocomplete={autocomplete}
        inputMode={isNumber ? 'decimal' : undefined}
        {...marksOf(props)}
      />
    </div>
  );
}

/** Digits as people type them, with a comma or spaces: whoever reads the form says what is wrong with others. */
export const NumberLine = (props: FieldProps) => <TextLine most={20} autocomplete="off" isNumber {...props} />;

/** One answer of many; a group without a name holds those that stand alone. */
export function Select({
  groups,
  ...props
}: FieldProps & { groups: readonly (readonly [group: string, choices: Choices])[] }) {
  const { name, label } = props;
  const option = ([value, text]: Choices[number]) => (
    <option key={value} value={value} selected={textOf(props) === value}>
      {text}
    </option>
  );
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <Explained {...props} />
      <select id={name} name={name} {...marksOf(props)}>
        {groups.map(([group, choices]) => {
          if (group === '' || choices.length === 0) return choices.map(option);
          return (
            <optgroup key={group} label={group}>
              {choices.map(option)}
            </optgroup>
          );
        })}
      </select>
    </div>
  );
}

/** Says at the top what keeps a form from being taken, with links to the fields. */
export function Summary({ filled }: { filled: Filled }) {
  const words = useWords(FORMS);
  const { faults, refusal, isDoubt = false } = filled;
  const told = Object.entries(faults);
  if (!isFaulty(filled)) return null;
  return (
    <div class={isDoubt ? 'state ask' : 'faults'} role="alert">
      <p>
        <strong>{refusal ?? (isDoubt ? words.doubts : words.faults)(told.length)}</strong>
      </p>
      {refusal !== undefined && <p>{words.kept}</p>}
      {told.length > 0 && (
        <ul class="plain">
          {told.map(([field, text]) => (
            <li key={field}>
              <a href={`#${field}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import type { ComponentChildren } from 'preact';
import { FORMS } from '../words/forms.ts';
import { useWords } from './page.ts';
import { Choice } from './parts.tsx';

/*
 * The controls of all forms, of pages and desks. What was sent comes back in them. Each has the same marks: its hint and
 * what is wrong are between its label and its control, and the first field at fault takes the cursor.
 */

/** What was typed or ticked, by the names of fields. */
export type Answers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A form as it was sent last. */
export interface Filled {
  typed: Answers;
  /** What is wrong, in the words of a page, in the order of the fields. */
  faults: Readonly<Record<string, string | undefined>>;
  /** Fields among these of which nothing is wrong: it is asked whether what was typed is meant. */
  doubts?: readonly string[];
  /** What somebody else wrote in a field meanwhile, in the words of a page. */
  theirs?: Readonly<Record<string, string | undefined>>;
  /** Why it was not taken, although nothing is wrong with what was typed. */
  refusal?: string | undefined;
  /** What is wrong with what other pages ask, in words, and where these ask it; absent: on none that is there yet. */
  elsewhere?: readonly { text: string; to?: string }[];
  /** What was typed into fields that are there no more. */
  gone?: string | undefined;
}

export const EMPTY: Filled = { typed: {}, faults: {} };

/** A form of which at most one field is at fault. */
export const withFault = (name: string, fault: string | undefined, typed: Answers = {}): Filled => ({
  typed,
  faults: fault === undefined ? {} : { [name]: fault },
});

export const isFaulty = ({ faults, refusal, elsewhere = [] }: Filled): boolean =>
  refusal !== undefined || Object.keys(faults).length > 0 || elsewhere.length > 0;

/** The identifier of a field: that of `t0.users` is `t0-users`. */
export const idOf = (name: string): string => name.replaceAll('.', '-');

interface FieldProps {
  filled: Filled;
  /** Under which its faults are told; its identifier is made of it. */
  name: string;
  /** Under which it is sent, where that is another name. */
  field?: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** Stands with what is wrong. */
  advice?: ComponentChildren;
  /** The group next to which it is told what is wrong with it. */
  partOf?: string;
  /** The heading of its screen asks it: the identifier of that heading, which is in place of the label. */
  headedBy?: string | undefined;
  /** One of many short lines: its control is next to its label. */
  isBeside?: boolean;
  required?: boolean;
}

const textOf = ({ filled: { typed }, name, field = name }: FieldProps): string | undefined => {
  const value = typed[field];
  return typeof value === 'string' ? value : value?.[0];
};

const isFirstFault = ({ filled, name }: FieldProps): boolean => Object.keys(filled.faults)[0] === name;

/** What a field is described by, and whether its answer is wrong; the first wrong one takes the cursor. */
const marksOf = (props: FieldProps) => {
  const { filled, name, hint, headedBy, partOf = name, required } = props;
  const id = idOf(name);
  const isTold = filled.faults[partOf] !== undefined;
  const describedBy = [
    hint && `hint-${id}`,
    isTold && `fault-${idOf(partOf)}`,
    filled.theirs?.[name] !== undefined && `theirs-${id}`,
  ].filter(Boolean);
  return {
    'aria-labelledby': headedBy,
    'aria-describedby': describedBy.join(' ') || undefined,
    'aria-invalid': (isTold && !filled.doubts?.includes(partOf)) || undefined,
    autofocus: isFirstFault(props) || undefined,
    required,
  };
};

function Explained({ filled, name, hint, advice, headedBy, isBeside }: FieldProps) {
  const words = useWords(FORMS);
  const fault = filled.faults[name];
  const theirs = filled.theirs?.[name];
  const id = idOf(name);
  const Hint = isBeside ? 'small' : 'p';
  return (
    <>
      {hint && (
        <Hint class={isBeside ? undefined : 'hint'} id={`hint-${id}`}>
          {hint}
        </Hint>
      )}
      {fault && (
        <p
          class={filled.doubts?.includes(name) ? 'state ask' : 'fault'}
          id={`fault-${id}`}
          role={headedBy ? 'alert' : undefined}
        >
          {fault}
        </p>
      )}
      {fault && advice}
      {theirs !== undefined && (
        <p class="hint" id={`theirs-${id}`}>
          {words.theirs} <strong>{theirs || words.nothing}</strong>
        </p>
      )}
    </>
  );
}

type Choices = readonly (readonly [value: string, label: ComponentChildren, hint?: string])[];

/** Several controls that answer one question. */
export function Group({ children, ...props }: FieldProps & { children: ComponentChildren }) {
  const { 'aria-invalid': _, ...marks } = marksOf(props);
  return (
    <fieldset id={idOf(props.name)} tabIndex={-1} {...marks}>
      {!props.headedBy && <legend>{props.label}</legend>}
      <Explained {...props} />
      {children}
    </fieldset>
  );
}

interface ChooseProps extends FieldProps {
  type: 'radio' | 'checkbox';
  choices: Choices;
}

function Choose({ type, choices, ...props }: ChooseProps) {
  const { field: name = props.name } = props;
  const chosen = [props.filled.typed[name] ?? []].flat();
  return (
    <Group {...props}>
      {choices.map(([value, label, hint]) => (
        <Choice key={value} {...{ type, name, value, label, hint }} checked={chosen.includes(value)} />
      ))}
    </Group>
  );
}

/** One answer among a few. */
export const Radios = (props: Omit<ChooseProps, 'type'>) => <Choose type="radio" {...props} />;

/** Any of a few answers. */
export const Checkboxes = (props: Omit<ChooseProps, 'type'>) => <Choose type="checkbox" {...props} />;

/** A label with what explains it, and its control. */
function Field({ children, ...props }: FieldProps & { children: ComponentChildren }) {
  const label = !props.headedBy && <label for={idOf(props.name)}>{props.label}</label>;
  if (props.isBeside)
    return (
      <div class="field asked">
        <div>
          {label}
          <Explained {...props} />
        </div>
        {children}
      </div>
    );
  return (
    <div class="field">
      {label}
      <Explained {...props} />
      {children}
    </div>
  );
}

export function TextArea({ most, rows = 5, ...props }: FieldProps & { most?: number; rows?: number }) {
  return (
    <Field {...props}>
      <textarea id={idOf(props.name)} name={props.field ?? props.name} rows={rows} maxLength={most} {...marksOf(props)}>
        {/* HTML takes the first line end away. */}
        {`\n${textOf(props) ?? ''}`}
      </textarea>
    </Field>
  );
}

interface LineProps extends FieldProps {
  most: number;
  autocomplete?: string;
  /** `password`: a secret that nobody should read over a shoulder. */
  type?: 'text' | 'password' | 'date';
  /** How wide it is; as wide as its column, unless said. */
  width?: 'wide' | 'number' | 'number money' | undefined;
  /** What it counts in, after it. */
  unit?: string | undefined;
  inputMode?: 'decimal';
}

export function TextLine({
  most,
  autocomplete = 'off',
  type = 'text',
  width = 'wide',
  unit,
  inputMode,
  ...props
}: LineProps) {
  const isDate = type === 'date';
  const line = (
    <>
      <input
        class={isDate || inputMode ? undefined : width}
        type={type}
        id={idOf(props.name)}
        name={props.field ?? props.name}
        value={type === 'password' ? undefined : textOf(props)}
        maxLength={isDate ? undefined : most}
        autocomplete={autocomplete}
        inputMode={inputMode}
        {...marksOf(props)}
      />
      {unit && ` ${unit}`}
    </>
  );
  return <Field {...props}>{props.isBeside ? <div class="sum">{line}</div> : line}</Field>;
}

/** Digits as people type them, with a comma or spaces: the reader of the form says what is wrong with others. */
export const NumberLine = (props: FieldProps) => <TextLine most={20} inputMode="decimal" {...props} />;

/** A file. It is behind all other fields: what comes after a large one is not read. */
export const FileLine = ({
  accept,
  multiple,
  ...props
}: FieldProps & {
  /** Types of files that browsers offer first. */
  accept?: string;
  multiple?: boolean;
}) => (
  <Field {...props}>
    <input
      type="file"
      id={idOf(props.name)}
      name={props.name}
      accept={accept}
      multiple={multiple}
      {...marksOf(props)}
    />
  </Field>
);

/** One answer of many; a group without a name holds those that stand alone. */
export function Select({
  groups,
  ...props
}: FieldProps & { groups: readonly (readonly [group: string, choices: Choices])[] }) {
  const option = ([value, text]: Choices[number]) => (
    <option key={value} value={value} selected={textOf(props) === value}>
      {text}
    </option>
  );
  return (
    <Field {...props}>
      <select id={idOf(props.name)} name={props.field ?? props.name} {...marksOf(props)}>
        {groups.map(([group, choices]) => {
          if (group === '' || choices.length === 0) return choices.map(option);
          return (
            <optgroup key={group} label={group}>
              {choices.map(option)}
            </optgroup>
          );
        })}
      </select>
    </Field>
  );
}

import type { ComponentChildren } from 'preact';
import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { LanguageButton, Layout, Roof } from '../frame/layout.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { Choice, Link } from '../frame/parts.tsx';
import { MEND } from '../words/mend.ts';
import type { Field, FieldFaults, Typed } from './typed.ts';

/** A form about an entry, as it was sent last. */
export interface Filled {
  typed: Typed;
  faults: FieldFaults;
  /** Why it was not taken, although nothing is wrong with what was typed. */
  refusal?: string | undefined;
}

export const EMPTY: Filled = { typed: {}, faults: {} };

interface FieldProps {
  filled: Filled;
  name: Field;
  label: string;
  hint?: string;
}

const isFirstFault = ({ filled, name }: FieldProps): boolean => Object.keys(filled.faults)[0] === name;

/** What a field is described by, and whether its answer is wrong; the first wrong one takes the cursor. */
const marksOf = (props: FieldProps) => {
  const isFaulty = props.filled.faults[props.name] !== undefined;
  const describedBy = [props.hint && `hint-${props.name}`, isFaulty && `fault-${props.name}`].filter(Boolean).join(' ');
  return {
    'aria-describedby': describedBy || undefined,
    'aria-invalid': isFaulty || undefined,
    autofocus: isFirstFault(props) || undefined,
  };
};

function Explained({ filled, name, hint }: FieldProps) {
  const fault = filled.faults[name];
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
    </>
  );
}

/** One answer among a few. */
export function Radios({
  choices,
  ...props
}: FieldProps & { choices: readonly (readonly [value: string, label: string, hint?: string])[] }) {
  const { filled, name, label } = props;
  const { 'aria-invalid': _, ...marks } = marksOf(props);
  return (
    <fieldset id={name} tabIndex={-1} {...marks}>
      <legend>{label}</legend>
      <Explained {...props} />
      {choices.map(([value, text, hint]) => (
        <Choice
          key={value}
          type="radio"
          name={name}
          value={value}
          checked={filled.typed[name] === value}
          label={text}
          hint={hint}
        />
      ))}
    </fieldset>
  );
}

export function TextArea({ most, ...props }: FieldProps & { most: number }) {
  const { filled, name, label } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <Explained {...props} />
      <textarea id={name} name={name} rows={5} maxLength={most} {...marksOf(props)}>
        {/* HTML takes the first line end away. */}
        {`\n${filled.typed[name] ?? ''}`}
      </textarea>
    </div>
  );
}

export function TextLine({ most, autocomplete, ...props }: FieldProps & { most: number; autocomplete: string }) {
  const { filled, name, label } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <Explained {...props} />
      <input
        class="wide"
        type="text"
        id={name}
        name={name}
        value={filled.typed[name]}
        maxLength={most}
        autocomplete={autocomplete}
        {...marksOf(props)}
      />
    </div>
  );
}

/** Says at the top what keeps a form from being taken, with links to the fields. */
function Summary({ filled: { faults, refusal } }: { filled: Filled }) {
  const words = useWords(MEND);
  const told = Object.entries(faults);
  if (told.length === 0 && refusal === undefined) return null;
  return (
    <div class="faults" role="alert">
      <p>
        <strong>{refusal ?? words.faults(told.length)}</strong>
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

interface MendPageProps {
  host: Pick<Host, 'slug' | 'name'>;
  /** The last part of its address. */
  what: 'report' | 'removal';
  filled: Filled;
  /** Stands before the form. */
  before?: ComponentChildren;
  /** Stands after it. */
  after?: ComponentChildren;
  children: ComponentChildren;
}

/** A page with one form about an entry. Search engines have no use for it. */
export function MendPage({ host, what, filled, before, after, children }: MendPageProps) {
  const words = useWords(MEND);
  const page = usePage();
  const action = `/hosts/${host.slug}/${what}`;
  const isFaulty = filled.refusal !== undefined || Object.keys(filled.faults).length > 0;
  const { heading, lead, send, title } = words[what];
  const name = curved(host.name);
  return (
    <Layout
      title={`${isFaulty ? words.fault : ''}${title(name)}`}
      more={<meta name="robots" content="noindex" />}
      otherLanguage={<LanguageButton action={action} form="mend" />}
      roof={<Roof crumb={<Link to={`/hosts/${host.slug}`}>{name}</Link>} heading={heading} lead={lead(name)} />}
    >
      <Summary filled={filled} />
      {before}
      <form id="mend" method="post" action={addressIn(page, action)}>
        <div class="whole">{children}</div>
        <p class="row">
          <button type="submit" class="first">
            {send}
          </button>
        </p>
      </form>
      {after}
    </Layout>
  );
}

interface TakenProps {
  host: Pick<Host, 'slug' | 'name'>;
  what: 'report' | 'removal';
  id: string;
  answerBy?: string | undefined;
}

/** What happens next, and the number to cite. */
export function Taken({ host, what, id, answerBy }: TakenProps) {
  const words = useWords(MEND);
  const { say } = usePage();
  const { received, next } = words[what];
  const name = curved(host.name);
  return (
    <Layout
      title={received}
      more={<meta name="robots" content="noindex" />}
      roof={<Roof crumb={<Link to={`/hosts/${host.slug}`}>{name}</Link>} heading={received} />}
    >
      <ul>
        {next(answerBy === undefined ? '' : say.date(answerBy)).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        {words.number} <code>{id}</code>
      </p>
      <p>
        <Link to={`/hosts/${host.slug}`} class="tap">
          {words.back(name)}
        </Link>
      </p>
    </Layout>
  );
}

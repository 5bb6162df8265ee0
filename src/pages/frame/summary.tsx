import { FORMS } from '../words/forms.ts';
import { type Filled, idOf, isFaulty } from './fields.tsx';
import { List } from './lists.tsx';
import { useWords } from './page.ts';
import { Link } from './parts.tsx';

/** Nothing is wrong: of all that is told, it is only asked whether it is meant. */
const isDoubt = ({ faults, refusal, doubts = [] }: Filled): boolean =>
  refusal === undefined && doubts.length > 0 && Object.keys(faults).every((name) => doubts.includes(name));

/** What the title of a page begins with, where a form is at fault or something is asked about it. */
export function usePrefix(filled: Filled | undefined): string {
  const words = useWords(FORMS);
  if (!filled || !isFaulty(filled)) return '';
  return isDoubt(filled) ? words.doubt : words.fault;
}

/** Says at the top what keeps a form from being taken, with links to the fields. */
export function ErrorSummary({ filled }: { filled: Filled }) {
  const words = useWords(FORMS);
  const { faults, refusal, elsewhere = [] } = filled;
  // A fault of another page is listed once, with its link, even when a field here shows it too.
  const told = Object.entries(faults).filter(([, text]) => !elsewhere.some((one) => one.text === text));
  if (!isFaulty(filled)) return null;
  return (
    <div class={isDoubt(filled) ? 'state ask' : 'faults'} role="alert">
      <p>
        <strong>{refusal ?? (isDoubt(filled) ? words.doubts : words.faults)(told.length + elsewhere.length)}</strong>
      </p>
      {refusal !== undefined && <p>{words.kept}</p>}
      {told.length > 0 && (
        <List class="plain" of={told}>
          {([name, text]) => <a href={`#${idOf(name)}`}>{text}</a>}
        </List>
      )}
      {elsewhere.length > 0 && (
        <List class="plain" of={elsewhere}>
          {({ text, to }) => (to ? <Link to={to}>{text}</Link> : text)}
        </List>
      )}
    </div>
  );
}

import { LEFT_OUT } from '../words/forms.ts';
import { usePage, useWords } from './page.ts';
import { Notice } from './parts.tsx';

/** What an address asks for and a page leaves out: unknown values, values beyond those that count, names of no setting. */
export type LeftOut = Readonly<Partial<Record<'values' | 'surplus' | 'names', readonly string[]>>>;

const MOST = 20;
const SHOWN_MAX = 40;
/** Mailings and social networks add these to links: the reader did not ask for them. */
const MARK_OF_OTHERS = /^(utm_\w+|(mtm|pk|matomo|piwik)_\w+|\w*clid|mc_[ce]id|igsh)$/;

const shortened = (text: string): string => (text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text);

/** What an address says by one parameter. */
export const textsOf = (value: unknown): string[] =>
  [value ?? []].flat().flatMap((one) => (typeof one === 'string' && one !== '' ? [one] : []));

/** Names in the query of an address that a page does not read. */
export const unreadNames = (query: unknown, reads: readonly string[]): string[] =>
  Object.keys((query ?? {}) as object).filter(
    (name) => name !== 'lang' && !reads.includes(name) && !MARK_OF_OTHERS.test(name),
  );

/** Says what was left out. */
export function LeftOutNotice() {
  const { leftOut, say } = usePage();
  const words = useWords(LEFT_OUT);
  const { values = [], surplus = [], names = [] } = leftOut ?? {};
  if (values.length + surplus.length + names.length === 0) return null;
  const quoted = (all: readonly string[]) => say.list(all.slice(0, MOST).map((one) => words.quoted(shortened(one))));
  return (
    <Notice>
      {values.length > 0 && <p>{words.values(quoted(values))}</p>}
      {surplus.length > 0 && <p>{words.surplus(quoted(surplus))}</p>}
      {names.length > 0 && <p>{words.names(quoted(names), names.length)}</p>}
    </Notice>
  );
}

import type { ComponentChildren } from 'preact';

/** One page of a list by its number as an address has it; of a number that is none, the nearest page. */
export function pageAsked<T>(all: readonly T[], asked: unknown, most: number) {
  const pages = Math.max(Math.ceil(all.length / most), 1);
  const current = Math.min(Math.max(Math.trunc(Number(asked)) || 1, 1), pages);
  return { items: all.slice((current - 1) * most, current * most), pages, current };
}

/** Lines one below the other; nothing where there are none. What each shows is said by the children, else it is a text. */
export const List = <T,>({
  of,
  children = (one) => one as string,
  ...rest
}: {
  of: readonly T[];
  id?: string;
  class?: string;
  children?: (one: T) => ComponentChildren;
}) =>
  of.length > 0 ? (
    <ul {...rest}>
      {of.map((one, place) => (
        <li key={place}>{children(one)}</li>
      ))}
    </ul>
  ) : null;

/** What few need, behind one line. */
export const Fold = ({
  title,
  children,
  ...rest
}: {
  title: ComponentChildren;
  open?: boolean;
  class?: string;
  children: ComponentChildren;
}) => (
  <details {...rest}>
    <summary>{title}</summary>
    {children}
  </details>
);

/** Terms with what is said of each. */
export const Pairs = ({
  of,
  class: name = 'pairs',
}: {
  of: readonly (readonly [term: ComponentChildren, said: ComponentChildren])[];
  class?: 'pairs' | 'facts';
}) => (
  <dl class={name}>
    {of.map(([term, said], place) => (
      <div key={place}>
        <dt>{term}</dt>
        <dd>{said}</dd>
      </div>
    ))}
  </dl>
);

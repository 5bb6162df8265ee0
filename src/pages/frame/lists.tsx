import type { ComponentChildren } from 'preact';
import { usePage } from './page.ts';
import { UsagePicture } from './pictures.tsx';

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

/** A part of a page under its heading. */
export const Section = ({
  title,
  children,
  ...rest
}: {
  title: ComponentChildren;
  class?: string;
  id?: string | undefined;
  children: ComponentChildren;
}) => (
  <section {...rest}>
    <h2>{title}</h2>
    {children}
  </section>
);

/** Terms with what is said of each. */
export const Pairs = ({
  of,
  class: name = 'pairs',
}: {
  of: readonly (readonly [term: ComponentChildren, said: ComponentChildren])[];
  class?: 'pairs' | 'pairs small' | 'facts' | 'meanings small';
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

interface CellsProps {
  caption?: string;
  /** The first one names the rows. */
  heads: readonly string[];
  rows: readonly (readonly [name: string, ...cells: ComponentChildren[]])[];
  /** The last column holds sentences. */
  isLastLong?: boolean;
}

/** A table of which each cell tells its column, where a telephone shows one cell below the other. */
export const Cells = ({ caption, heads, rows, isLastLong }: CellsProps) => (
  <table class="cells">
    {caption && <caption>{caption}</caption>}
    <thead>
      <tr>
        {heads.map((head, place) => (
          <th scope="col" class={isLastLong && place === heads.length - 1 ? 'long' : undefined} key={head}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([name, ...cells]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {cells.map((cell, place) => (
            <td key={place} data-label={heads[place + 1]}>
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** Usages with their pictures. */
export function UsageList({ usages, children }: { usages: readonly string[]; children?: ComponentChildren }) {
  const { say } = usePage();
  return (
    <ul class="pics">
      {usages.map((usage) => (
        <li key={usage}>
          <UsagePicture usage={usage} />
          {say.usageShort(usage)}
        </li>
      ))}
      {children}
    </ul>
  );
}

/** What to do, one after the other. */
export const Steps = ({ of }: { of: readonly ComponentChildren[] }) => (
  <ol class="steps">
    {of.map((step, place) => (
      <li key={place}>
        <b aria-hidden="true">{place + 1}</b>
        <div>{step}</div>
      </li>
    ))}
  </ol>
);

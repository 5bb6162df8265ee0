import type { ComponentChildren } from 'preact';
import { usePage, useWords } from '../frame/page.ts';
import { type Answered, Glyph } from '../frame/pictures.tsx';
import { SIDE } from '../words/compare.ts';

/** What is compared: a host, an answer, or what one has today. */
export interface SideColumn {
  key: string;
  name: string;
  /** Its name as a link; absent: as it is. */
  heading?: ComponentChildren;
  /** Of the readers themselves, for them to fill in. */
  isOwn?: boolean;
}

/** One point, and what is known of it: a cell for each column, in their order. */
export interface SideRow {
  key: string;
  label: string;
  cells: readonly ComponentChildren[];
  /** Of no use on paper. */
  onScreen?: boolean;
}

/** A cell in one word, told by a shape, then by that word. */
export const Told = ({ answered, children }: { answered: Answered | 'part'; children: string }) => (
  <p class="mark">
    <Glyph answered={answered} />
    <span>{children}</span>
  </p>
);

/** What nobody said: never a no. */
export function ToAsk() {
  const words = useWords(SIDE);
  return <Told answered="ask">{words.ask}</Told>;
}

/** Two or three side by side, point by point, with a last row in which readers note what they were answered. */
export function Side({ columns, rows }: { columns: readonly SideColumn[]; rows: readonly SideRow[] }) {
  const words = useWords(SIDE);
  const { say } = usePage();
  const others = columns.filter(({ isOwn }) => !isOwn).length;
  const cellClass = ({ isOwn }: SideColumn) => (isOwn ? { class: 'own' } : {});
  return (
    <table
      class={`side${['', ' one-host', ' two-hosts'][others] ?? ''}`}
      aria-label={words.beside(say.list(columns.map(({ name }) => name)))}
    >
      <thead>
        <tr>
          <th scope="col">
            <span class="vh">{words.point}</span>
          </th>
          {columns.map((column) => (
            <th scope="col" key={column.key} {...cellClass(column)}>
              {column.heading ?? column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, cells, onScreen }) => (
          <tr key={key} class={onScreen ? 'screen' : undefined}>
            <th scope="row">{label}</th>
            {columns.map((column, place) => (
              <td key={column.key} {...cellClass(column)} {...(column.isOwn && { 'data-of': column.name })}>
                {cells[place]}
              </td>
            ))}
          </tr>
        ))}
        <tr class="pen">
          <th scope="row">{words.answers}</th>
          {columns.map((column) => (
            <td key={column.key} {...cellClass(column)} {...(column.isOwn && { 'data-of': column.name })} />
          ))}
        </tr>
      </tbody>
    </table>
  );
}

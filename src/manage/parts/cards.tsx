import type { ComponentChildren } from 'preact';

/** Things one below the other, each on a card with what may be done with it; or that there is none. */
export function Cards<T>({
  of,
  none,
  more,
  children,
}: {
  of: readonly T[];
  /** Said where there is none. */
  none?: string;
  /** Said where there are more than are shown. */
  more?: string | false;
  children: (one: T) => ComponentChildren;
}) {
  return (
    <>
      {of.length === 0 && none !== undefined && <p>{none}</p>}
      {of.map((one, place) => (
        <section class="card" key={place}>
          {children(one)}
        </section>
      ))}
      {more && <p>{more}</p>}
    </>
  );
}

import type { ComponentChildren } from 'preact';

/** What is wider than a telephone scrolls in a frame of its own, by the keyboard too; on paper it does not. */
export const Sideways = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
  <section class="drawing" tabIndex={0} aria-label={label}>
    {children}
  </section>
);

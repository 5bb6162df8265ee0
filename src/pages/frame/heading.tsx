import type { ComponentChildren } from 'preact';

export type HeadingLevel = 2 | 3 | 4;

/** A heading that is one step below what it stands in, wherever the part is shown. */
export function Heading({ level, children }: { level: HeadingLevel; children: ComponentChildren }) {
  const Tag = `h${level}` as const;
  return <Tag>{children}</Tag>;
}

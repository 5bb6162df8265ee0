import { List } from '../../../pages/frame/lists.tsx';
import { Sentence } from '../../../pages/frame/parts.tsx';

/** What there is to say of a file, under a title; nothing without lines. */
export function Told({ title, lead, lines }: { title: string; lead?: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      {lead && <p>{lead}</p>}
      <List of={lines}>{(text) => <Sentence text={text} />}</List>
    </>
  );
}

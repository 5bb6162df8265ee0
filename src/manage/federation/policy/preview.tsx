import { List } from '../../../pages/frame/lists.tsx';
import { useWords } from '../../../pages/frame/page.ts';
import { Notice, Sentence } from '../../../pages/frame/parts.tsx';
import type { PolicyPreview } from '../../../recommendations/preview/previewer.ts';
import { ROOM } from '../../words/federation.ts';
import { POLICY } from './words.ts';

/** Lines shown of each part: a page stays below 40 kB. */
const SHOWN = 8;

function Told({ title, lines }: { title: string; lines: readonly string[] }) {
  const { more } = useWords(ROOM);
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <List of={lines.slice(0, SHOWN)}>{(text) => <Sentence text={text} />}</List>
      {lines.length > SHOWN && <p>{more(lines.length - SHOWN)}</p>}
    </>
  );
}

/** The typical needs that had an answer, and would have none any more. */
const leftAlone = ({ needs }: PolicyPreview) =>
  needs.filter(({ before, after }) => before.length > 0 && after.length === 0);

/** What tried rules would change, in plain words; first of all, whether they leave anybody. */
export function PreviewView({ preview }: { preview: PolicyPreview }) {
  const words = useWords(POLICY);
  const { summary, changes, needs } = preview;
  const alone = leftAlone(preview);
  const answered = needs.filter(({ before }) => before.length > 0).length;
  const labels = new Map(needs.map(({ need, label }) => [need, label]));
  return (
    <section>
      <h2>{words.would}</h2>
      {(alone.length > 0 || summary.refused.length > 0) && (
        <Notice>
          {alone.length > 0 && (
            <>
              <p>
                <strong>{alone.length === answered && words.nobody}</strong> {words.nobodyFor(alone.length, answered)}
              </p>
              {alone.length < answered && (
                <List of={alone.slice(0, SHOWN)}>{({ label }) => <Sentence text={label} />}</List>
              )}
              <p>{words.nobodyDo}</p>
            </>
          )}
          {summary.refused.length > 0 && <p>{words.refused}</p>}
        </Notice>
      )}
      <p role="status">
        <Sentence text={summary.text} />
      </p>
      <Told title={words.rules} lines={changes.map(({ text }) => text)} />
      <Told
        title={words.firstPlaces}
        lines={summary.firstPlaces.map(({ need, text }) => `${labels.get(need) ?? ''} — ${text}`)}
      />
      <Told title={words.gains} lines={summary.gains.map(({ text }) => text)} />
      <Told title={words.losses} lines={summary.losses.map(({ text }) => text)} />
      <Told title={words.leftOut} lines={summary.leftOut.map(({ text }) => text)} />
    </section>
  );
}

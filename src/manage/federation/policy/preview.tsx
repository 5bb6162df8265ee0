import { List } from '../../../pages/frame/lists.tsx';
import { useWords } from '../../../pages/frame/page.ts';
import { Notice, Sentence } from '../../../pages/frame/parts.tsx';
import type { PolicyPreview } from '../../../recommendations/preview/previewer.ts';
import { Told } from '../frame.tsx';
import { POLICY } from './words.ts';

/** Lines shown of each part: a page stays below 40 kB. */
const SHOWN = 8;

const Part = (told: { title: string; lines: readonly string[] }) => <Told isBelow most={SHOWN} {...told} />;

/** The typical needs that had an answer, and would have none any more. */
const leftAlone = ({ needs }: PolicyPreview) =>
  needs.filter(({ before, after }) => before.length > 0 && after.length === 0);

/** A rule that requires something: how many hosts said nothing of it, or lack the proof that it needs. */
interface Required {
  text: string;
  unknown: number;
  hosts: number;
  needsProof: boolean;
}

/** What tried rules would change, in plain words; first of all, whether they leave anybody. */
export function PreviewView({ preview, required }: { preview: PolicyPreview; required: readonly Required[] }) {
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
      {required.length > 0 && (
        <>
          <h3>{words.unknown}</h3>
          <p>{words.unknownLead}</p>
          <List of={required}>
            {({ text, unknown, hosts, needsProof }) =>
              words[needsProof ? 'unproven' : 'unknownFor'](text, unknown, hosts)
            }
          </List>
        </>
      )}
      <Part title={words.rules} lines={changes.map(({ text }) => text)} />
      <Part
        title={words.firstPlaces}
        lines={summary.firstPlaceChanges.map(({ need, text }) => `${labels.get(need) ?? ''} — ${text}`)}
      />
      <Part title={words.gains} lines={summary.gains.map(({ text }) => text)} />
      <Part title={words.losses} lines={summary.losses.map(({ text }) => text)} />
      <Part title={words.leftOut} lines={summary.leftOut.map(({ text }) => text)} />
    </section>
  );
}

import type { Paragraph } from '../../advice/paragraphs.ts';
import { useWords } from '../../pages/frame/page.ts';
import { CopyButton, OutsideLink } from '../../pages/frame/parts.tsx';
import { HOST_DESK } from '../words/host-desk.ts';

/** A text that a host may publish on its own site, and public models of the same. */
export function ToAdopt({ paragraph: { topic, text, models } }: { paragraph: Paragraph }) {
  const words = useWords(HOST_DESK);
  const id = `paragraph-${topic}`;
  if (text === null && models.length === 0) return <p class="small soft">{words.paragraphLater}</p>;
  return (
    <details>
      <summary>{words.paragraph}</summary>
      <div class="stack">
        {text === null ? (
          <p>{words.paragraphLater}</p>
        ) : (
          <div class="field">
            <label for={id}>{words.paragraphText}</label>
            <textarea id={id} rows={5} readOnly>
              {text}
            </textarea>
            <CopyButton of={id} />
          </div>
        )}
        {models.length > 0 && (
          <>
            <p>{words.models}</p>
            <ul>
              {models.map(({ title, url, licence, note }) => (
                <li key={url}>
                  <OutsideLink to={url}>{title}</OutsideLink> (
                  {licence === null ? words.noLicence : words.licence(licence)}){note && <p class="small">{note}</p>}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </details>
  );
}

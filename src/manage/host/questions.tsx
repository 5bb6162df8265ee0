import { type Paragraph, paragraphFor } from '../../advice/paragraphs.ts';
import { capital, curved } from '../../ground/texts.ts';
import { HostDocument } from '../../host-documents/schema.ts';
import { useWords } from '../../pages/frame/page.ts';
import { CopyButton, OutsideLink } from '../../pages/frame/parts.tsx';
import { type CommitmentKind, type Criterion, isMeasuredAlone, textIn } from '../../vocabulary/reference.ts';
import { CLAIM_VALUES } from '../../vocabulary/terms.ts';
import type { SignedIn } from '../desk.tsx';
import { among, fieldsOf } from '../parts/kinds.tsx';
import { HOST_DESK } from '../words/host-desk.ts';
import type { HostField, HostFormSpec } from './form.tsx';

/** A text that a host may publish on its own site, and public models of the same. */
function ToAdopt({ paragraph: { topic, text, models } }: { paragraph: Paragraph }) {
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

/** The questions that hosts are asked first, in their order. */
export function questionsForm({ page: { language, say }, model }: SignedIn): HostFormSpec {
  const words = HOST_DESK[language];
  const { criteria, commitmentKinds } = model.reference;
  const { choice, measure } = fieldsOf(HostDocument, language);

  const claimField = ({ key, askHost, definition }: Criterion): HostField =>
    choice(`/claims/${key}/value`, curved(textIn(askHost, language)), {
      ...{ name: key, within: `/claims/${key}`, hint: words.why[key] ?? curved(textIn(definition, language)) },
      ...{ choices: among(CLAIM_VALUES, words), unsaid: words.unsaid },
    });

  const commitmentField = (kind: CommitmentKind): HostField => {
    const { key, valueType, specialValues = [] } = kind;
    const orWords = specialValues.map(({ label }) => words.orWord(curved(textIn(label, language))));
    const number = kind.unit === 'days' ? words.noDays : words.noNumber;
    const expects = { number, url: words.pageHint, list: words.listHint }[valueType as string];
    return measure(`/commitments/${key}/value`, curved(say.commitmentQuestion(key)), kind, {
      ...{ name: key, within: `/commitments/${key}`, faultLabel: capital(say.commitment(key)) },
      ...{ hint: [words.why[key], expects, ...orWords].filter(Boolean).join(' '), expects },
      ...{ unread: () => expects ?? words.noNumber, choices: among(['yes', 'no'], words), unsaid: words.unsaid },
    });
  };

  const asked = [
    ...[...criteria.values()].map((one) => ({ at: one.firstAsked, field: () => claimField(one) })),
    ...[...commitmentKinds.values()]
      .filter((one) => !isMeasuredAlone(one))
      .map((one) => ({ at: one.firstAsked, field: () => commitmentField(one) })),
  ]
    .filter(({ at }) => at !== undefined)
    .sort((a, b) => a.at! - b.at!);
  return {
    heading: words.questions,
    lead: words.questionsLead,
    shows: 'promises',
    fields: (_, host) => {
      const told = new Set<string>();
      return asked.map(({ field }) => {
        const one = field();
        const paragraph = paragraphFor(one.name, host, model.reference, say);
        // A paragraph that answers several questions stands at the first of them.
        if (!paragraph || told.size === told.add(paragraph.topic).size) return one;
        return {
          ...one,
          view: (filled) => (
            <>
              {one.view(filled)}
              <ToAdopt paragraph={paragraph} />
            </>
          ),
        };
      });
    },
  };
}

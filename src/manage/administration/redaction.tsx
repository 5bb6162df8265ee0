import { curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { List } from '../../pages/frame/lists.tsx';
import { redactHost } from '../../redaction/commands.ts';
import { createRewriter } from '../../redaction/rewrite.ts';
import { RedactionDraft } from '../../redaction/schema.ts';
import type { Desk } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { ENTRY } from '../words/entry.ts';
import { ADMIN, adminForm, Effects, entryAt } from './frame.tsx';

/** Texts shown before they are rewritten, and letters of each. */
const SHOWN = 10;
const SHOWN_LETTERS = 300;

/** The texts of a document as they become, where they change. */
function rewritten(before: unknown, after: unknown): string[] {
  if (typeof before === 'string') return typeof after === 'string' && after !== before ? [after] : [];
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null) return [];
  return Object.keys(before).flatMap((key) => rewritten(before[key as never], after[key as never]));
}

/** Removing words from every copy: what would change is shown first. */
export function redactionPages(desk: Desk): void {
  adminForm(desk, `${ADMIN}/hosts/:host/redaction`, async ({ asAdmin, params, page: { language } }) => {
    const words = ENTRY[language];
    const context = asAdmin('redactHost');
    const host = await ownHost(context, params.host!);
    const { area, text } = fieldsOf(RedactionDraft, language);
    const around = {
      heading: words.redactTitle(curved(host.name)),
      crumb: [entryAt(host), curved(host.name)] as const,
    };
    return {
      ...around,
      lead: words.redactLead,
      shape: RedactionDraft,
      fields: [
        area('/text', words.text, { hint: words.textHint }),
        text('/reason', words.redactReason, { hint: words.redactReasonHint }),
      ],
      body: {},
      send: words.preview,
      preview: {
        send: words.redactSend,
        correct: words.change,
        show: async (draft: RedactionDraft, { confirm, correct }, filled) => {
          const { document } = await redactHost(context, host.id, draft, { dryRun: true });
          const texts = rewritten(host, createRewriter(draft.text).visit(host)).slice(0, SHOWN);
          return (
            <DeskPage {...{ ...around, filled }} lead={words.nothingYet} form={`${entryAt(host)}/redaction`}>
              <p>
                <strong>{words.copies(document.copies)}</strong>
              </p>
              {document.copies > 0 && (
                <>
                  <p>{words.elsewhere(document.elsewhere)}</p>
                  {texts.length > 0 && (
                    <>
                      <h2>{words.becomes}</h2>
                      <List of={texts}>{(text) => curved(text.slice(0, SHOWN_LETTERS))}</List>
                    </>
                  )}
                  <Effects effects={words.redactEffects} undo={words.undoNever} />
                  {confirm}
                </>
              )}
              {correct}
            </DeskPage>
          );
        },
      },
      save: async (draft: RedactionDraft) => {
        await redactHost(context, host.id, draft, { dryRun: false });
        return { to: `${entryAt(host)}?done=redacted` };
      },
    };
  });
}

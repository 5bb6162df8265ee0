import type { Bercail } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { EMPTY, type Filled, TextArea } from '../../pages/frame/fields.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { redactHost } from '../../redaction/commands.ts';
import { createRewriter } from '../../redaction/rewrite.ts';
import { type Redaction, RedactionDraft } from '../../redaction/schema.ts';
import { requireShape } from '../../requests/shape.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Desk, SignedIn } from '../desk.tsx';
import { DeskForm, DeskPage } from '../desk-page.tsx';
import { ENTRY } from '../words/entry.ts';
import { ADMIN, attempt, Effects, entryAt, typedIn, writtenIn } from './frame.tsx';

const FIELDS = ['text', 'reason'] as const;
type Typed = Record<(typeof FIELDS)[number], string>;
const MOST = { text: 4000, reason: 1000 } as const;
/** Texts shown before they are rewritten, and letters of each. */
const SHOWN = 10;
const SHOWN_LETTERS = 300;

/** The texts of a document as they become, where they change. */
function rewritten(before: unknown, after: unknown): string[] {
  if (typeof before === 'string') return typeof after === 'string' && after !== before ? [after] : [];
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null) return [];
  return Object.keys(before).flatMap((key) => rewritten(before[key as never], after[key as never]));
}

const draftOf = ({ text, reason }: Typed, language: Language): RedactionDraft => {
  const said = writtenIn(language, reason);
  const draft = { text, ...(said && { reason: said }) };
  requireShape(RedactionDraft, draft);
  return draft;
};

const hidden = ({ text, reason }: Typed) => ({ text: [text], reason: [reason] });

function AskPage({ host, filled = EMPTY }: { host: Host; filled?: Filled }) {
  const words = useWords(ENTRY);
  const action = `${entryAt(host)}/redaction`;
  const name = curved(host.name);
  return (
    <DeskPage
      heading={words.redactTitle(name)}
      lead={words.redactLead}
      crumb={[entryAt(host), name]}
      form={action}
      filled={filled}
    >
      <DeskForm id="desk" action={action} send={words.preview}>
        <TextArea filled={filled} name="text" label={words.text} hint={words.textHint} most={MOST.text} />
        <TextArea
          filled={filled}
          name="reason"
          label={words.redactReason}
          hint={words.redactReasonHint}
          most={MOST.reason}
        />
      </DeskForm>
    </DeskPage>
  );
}

function PreviewPage({ host, tried, typed }: { host: Host; tried: Redaction; typed: Typed }) {
  const words = useWords(ENTRY);
  const action = `${entryAt(host)}/redaction`;
  const name = curved(host.name);
  const texts = rewritten(host, createRewriter(typed.text).visit(host)).slice(0, SHOWN);
  return (
    <DeskPage heading={words.redactTitle(name)} lead={words.nothingYet} crumb={[entryAt(host), name]} form={action}>
      <p>
        <strong>{words.copies(tried.copies)}</strong>
      </p>
      {tried.copies > 0 && (
        <>
          <p>{words.elsewhere(tried.elsewhere)}</p>
          {texts.length > 0 && (
            <>
              <h2>{words.becomes}</h2>
              <ul>
                {texts.map((text) => (
                  <li key={text}>{curved(text.slice(0, SHOWN_LETTERS))}</li>
                ))}
              </ul>
            </>
          )}
          <Effects effects={words.redactEffects} undo={words.undoNever} />
          <DeskForm action={`${action}/confirmation`} send={words.redactSend} hidden={hidden(typed)} />
        </>
      )}
      <DeskForm id="desk" action={action} send={words.change} hidden={{ ...hidden(typed), go: ['stay'] }} isSecond />
    </DeskPage>
  );
}

/** Removing words from every copy: what would change is shown first. */
export function redactionPages(desk: Desk, { catchUp }: Bercail): void {
  const path = `${ADMIN}/hosts/:host/redaction`;
  const read = ({ asAdmin, params }: SignedIn) => ownHost(asAdmin('getHost'), params.host!);

  desk.page(path, async (visit) => <AskPage host={await read(visit)} />);

  for (const [address, dryRun] of [
    [path, true],
    [`${path}/confirmation`, false],
  ] as const)
    desk.form(address, async (visit, { fields, isStay }) => {
      const host = await read(visit);
      const typed = typedIn(fields, FIELDS);
      if (isStay) return <AskPage host={host} filled={{ typed, faults: {} }} />;
      return await attempt(
        visit,
        typed,
        async () => {
          const draft = draftOf(typed, visit.page.language);
          const { document } = await redactHost(visit.asAdmin('redactHost'), host.id, draft, { dryRun });
          if (dryRun) return <PreviewPage host={host} tried={document} typed={typed} />;
          await catchUp();
          return { to: `${entryAt(host)}?done=redacted` };
        },
        (refused) => <AskPage host={host} filled={{ typed, ...refused }} />,
      );
    });
}

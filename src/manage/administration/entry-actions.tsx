import { type TSchema, Type } from 'typebox';
import { type Host, SuspensionDraft } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { ownHost, publishHost } from '../../hosts/entries/commands.ts';
import { liftSuspension, suspendHost, withdrawHost } from '../../hosts/entries/withdrawal.ts';
import { stopOwnership } from '../../hosts/ownership/commands.ts';
import { List } from '../../pages/frame/lists.tsx';
import type { Context } from '../../record/context.ts';
import { redactHost } from '../../redaction/commands.ts';
import { createRewriter } from '../../redaction/rewrite.ts';
import { RedactionDraft } from '../../redaction/schema.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Desk } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { fieldsOf } from '../parts/field-kinds.tsx';
import { type FormField, NO_FIELDS } from '../parts/form.tsx';
import { Withdrawal, withdrawalFields } from '../parts/withdrawal-reasons.ts';
import { ADMINISTRATION } from '../words/administration.ts';
import { ENTRY } from '../words/entry.ts';
import { ENTRY_ACTIONS, type EntryActionName } from '../words/entry-actions.ts';
import { ADMIN, adminForm, Effects, entryAt } from './frame.tsx';

const Publication = Type.Object({ force: Type.Optional(Type.Boolean()) });

/** What an administrator does with an entry, by one form that says beforehand what will change. */
interface EntryAction {
  /** operationId of the same in the API. */
  operation: string;
  fits(host: Host): boolean;
  /** What is asked: the schema, and its fields. */
  shape?: TSchema;
  fields?(language: Language, host: Host): readonly FormField[];
  run(context: Context, host: Host, ifMatch: string, body: never): Promise<unknown>;
}

const isPublic = ({ state }: Host): boolean => state !== 'draft' && state !== 'withdrawn';

const publication: Omit<EntryAction, 'fits'> = {
  operation: 'publishHost',
  shape: Publication,
  fields: (language) => {
    const words = ENTRY[language];
    const force = fieldsOf(Publication, language).tick('/force', words.doubles, { choice: ['yes', words.force] });
    // Asked once it is known that another entry has its domain: publishing this one doubles that one.
    return [{ ...force, view: (filled) => filled.refusal === words.already && force.view(filled) }];
  },
  run: (context, { id }, ifMatch, body) => publishHost(context, id, ifMatch, body),
};

export const ACTIONS_ON_ENTRIES: Record<EntryActionName, EntryAction> = {
  publication: { ...publication, fits: ({ state }) => state === 'draft' },
  removal: {
    operation: 'withdrawHost',
    fits: ({ state }) => state === 'draft',
    run: (context, { id }, ifMatch) => withdrawHost(context, id, ifMatch),
  },
  takeover: {
    operation: 'stopOwnership',
    fits: ({ ownerChangesOn }) => ownerChangesOn !== undefined,
    run: (context, { id }, ifMatch) => stopOwnership(context, id, ifMatch),
  },
  suspension: {
    operation: 'suspendHost',
    fits: (host) => isPublic(host) && host.state !== 'suspended',
    shape: SuspensionDraft,
    fields: (language) => {
      const { reason, reasonHint } = ENTRY[language];
      return [fieldsOf(SuspensionDraft, language).text('/reason', reason, { hint: reasonHint })];
    },
    run: (context, { id }, ifMatch, body) => suspendHost(context, id, body, ifMatch),
  },
  reinstatement: {
    operation: 'liftSuspension',
    fits: ({ state }) => state === 'suspended',
    run: (context, { id }, ifMatch) => liftSuspension(context, id, ifMatch),
  },
  withdrawal: {
    operation: 'withdrawHost',
    fits: isPublic,
    shape: Withdrawal,
    fields: (language, host) => withdrawalFields(host, language),
    run: (context, { id }, ifMatch, { withdrawal }: Withdrawal) => withdrawHost(context, id, ifMatch, withdrawal),
  },
  return: { ...publication, fits: ({ state }) => state === 'withdrawn' },
};

export const entryActionNames = Object.keys(ACTIONS_ON_ENTRIES) as EntryActionName[];

/** One page and one form for each deed. */
export function entryActionPages(desk: Desk): void {
  for (const name of entryActionNames)
    adminForm(desk, `${ADMIN}/hosts/:host/${name}`, async ({ asAdmin, params, page: { language, say } }, sent) => {
      const { operation, fits, shape = NO_FIELDS.shape, fields, run } = ACTIONS_ON_ENTRIES[name];
      const context = asAdmin(operation);
      const host = await ownHost(context, params.host!);
      const { ownerChangesOn, legalForm, version } = host;
      const words = ENTRY[language];
      const deed = ENTRY_ACTIONS[language][name];
      const called = curved(host.name);
      const around = {
        heading: deed.title(called),
        lead: name === 'takeover' && ownerChangesOn && ADMINISTRATION[language].takeover(say.date(ownerChangesOn)),
        crumb: [entryAt(host), called] as const,
      };
      if (!fits(host))
        return {
          status: sent ? 409 : 200,
          view: (
            <DeskPage {...around}>
              <p>{words.notNow}</p>
            </DeskPage>
          ),
        };
      const effects = legalForm === 'individual' && 'ofIndividual' in deed ? deed.ofIndividual : deed.effects;
      return {
        ...around,
        before: <Effects effects={effects} undo={deed.undo} />,
        shape,
        fields: fields?.(language, host) ?? [],
        body: {},
        about: version,
        send: deed.send,
        says: { 'entry-exists': words.already },
        save: async (body) => {
          await run(context, host, `v${version}`, body);
          if (name === 'removal') return { to: `${ADMIN}?done=removal` };
          return { to: `${entryAt(await ownHost(context, host.id))}?done=${name}` };
        },
      };
    });
}

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

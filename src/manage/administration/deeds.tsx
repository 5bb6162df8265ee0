import { type TSchema, Type } from 'typebox';
import { type Host, SuspensionDraft } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { ownHost, publishHost } from '../../hosts/entries/commands.ts';
import { liftSuspension, suspendHost, withdrawHost } from '../../hosts/entries/leaving.ts';
import { stopOwnership } from '../../hosts/ownership/commands.ts';
import type { Context } from '../../record/context.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Desk } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { type FormField, NO_FIELDS } from '../parts/form.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { Withdrawal, withdrawalFields } from '../parts/withdrawal-reasons.ts';
import { ADMINISTRATION } from '../words/administration.ts';
import { ENTRY } from '../words/entry.ts';
import { type DeedName, ENTRY_DEEDS } from '../words/entry-deeds.ts';
import { ADMIN, adminForm, Effects, entryAt } from './frame.tsx';

const Publication = Type.Object({ force: Type.Optional(Type.Boolean()) });

/** What an administrator does with an entry, by one form that says beforehand what will change. */
interface Deed {
  /** operationId of the same in the API. */
  operation: string;
  fits(host: Host): boolean;
  /** What is asked: the schema, and its fields. */
  shape?: TSchema;
  fields?(language: Language, host: Host): readonly FormField[];
  run(context: Context, host: Host, ifMatch: string, body: never): Promise<unknown>;
}

const isPublic = ({ state }: Host): boolean => state !== 'draft' && state !== 'withdrawn';

const publication: Omit<Deed, 'fits'> = {
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

export const DEEDS: Record<DeedName, Deed> = {
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

export const deedNames = Object.keys(DEEDS) as DeedName[];

/** One page and one form for each deed. */
export function deedPages(desk: Desk): void {
  for (const name of deedNames)
    adminForm(desk, `${ADMIN}/hosts/:host/${name}`, async ({ asAdmin, params, page: { language, say } }, sent) => {
      const { operation, fits, shape = NO_FIELDS.shape, fields, run } = DEEDS[name];
      const context = asAdmin(operation);
      const host = await ownHost(context, params.host!);
      const { ownerChangesOn, legalForm, version } = host;
      const words = ENTRY[language];
      const deed = ENTRY_DEEDS[language][name];
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

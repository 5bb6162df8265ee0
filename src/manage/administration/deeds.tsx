import type { Bercail } from '../../bercail.ts';
import { type Host, SuspensionDraft } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { ownHost, publishHost } from '../../hosts/entries/commands.ts';
import { liftSuspension, suspendHost, withdrawHost } from '../../hosts/entries/leaving.ts';
import { stopOwnership } from '../../hosts/ownership/commands.ts';
import { Checkboxes, EMPTY, type Filled, TextArea } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import type { Context } from '../../record/context.ts';
import { requireShape } from '../../requests/shape.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Desk } from '../desk.tsx';
import { DeskForm, DeskPage } from '../desk-page.tsx';
import { WithdrawalReasons, withdrawalReasonIn } from '../parts/withdrawal-reasons.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ENTRY } from '../words/entry.ts';
import { type DeedName, ENTRY_DEEDS } from '../words/entry-deeds.ts';
import { ADMIN, attempt, Effects, entryAt, typedIn, writtenIn } from './frame.tsx';

const REASON_MAX = 1000;
const FIELDS = ['reason', 'withdrawal', 'force'] as const;
type Typed = Record<(typeof FIELDS)[number], string>;

interface Asked {
  context: Context;
  host: Host;
  /** The version that the page showed. */
  ifMatch: string;
  typed: Typed;
  language: Language;
}

/** What an administrator does with an entry, by one form that says beforehand what will change. */
interface Deed {
  /** operationId of the same in the API. */
  operation: string;
  fits: (host: Host) => boolean;
  asksReason?: true;
  run: (asked: Asked) => Promise<unknown>;
}

const isPublic = ({ state }: Host): boolean => state !== 'draft' && state !== 'withdrawn';
const publish = ({ context, host, ifMatch, typed }: Asked) =>
  publishHost(context, host.id, ifMatch, { force: typed.force !== '' });
const withdraw = ({ context, host, ifMatch, typed }: Asked) =>
  withdrawHost(context, host.id, ifMatch, withdrawalReasonIn(typed.withdrawal));

export const DEEDS: Record<DeedName, Deed> = {
  publication: { operation: 'publishHost', fits: ({ state }) => state === 'draft', run: publish },
  removal: { operation: 'withdrawHost', fits: ({ state }) => state === 'draft', run: withdraw },
  takeover: {
    operation: 'stopOwnership',
    fits: ({ ownerChangesOn }) => ownerChangesOn !== undefined,
    run: ({ context, host, ifMatch }) => stopOwnership(context, host.id, ifMatch),
  },
  suspension: {
    operation: 'suspendHost',
    fits: (host) => isPublic(host) && host.state !== 'suspended',
    asksReason: true,
    run: async ({ context, host, ifMatch, typed, language }) => {
      const draft = { reason: writtenIn(language, typed.reason) ?? {} };
      requireShape(SuspensionDraft, draft);
      await suspendHost(context, host.id, draft, ifMatch);
    },
  },
  reinstatement: {
    operation: 'liftSuspension',
    fits: ({ state }) => state === 'suspended',
    run: ({ context, host, ifMatch }) => liftSuspension(context, host.id, ifMatch),
  },
  withdrawal: { operation: 'withdrawHost', fits: isPublic, run: withdraw },
  return: { operation: 'publishHost', fits: ({ state }) => state === 'withdrawn', run: publish },
};

export const deedNames = Object.keys(DEEDS) as DeedName[];

interface DeedPageProps {
  name: DeedName;
  host: Host;
  filled?: Filled;
  /** Another entry has its domain: publishing it doubles that one. */
  doubles?: boolean;
}

function DeedPage({ name, host, filled = EMPTY, doubles = false }: DeedPageProps) {
  const deed = useWords(ENTRY_DEEDS)[name];
  const words = useWords(ENTRY);
  const action = `${entryAt(host)}/${name}`;
  const called = curved(host.name);
  const { takeover } = useWords(ADMINISTRATION);
  const { say } = usePage();
  const { ownerChangesOn, legalForm } = host;
  const effects = legalForm === 'individual' && 'ofIndividual' in deed ? deed.ofIndividual : deed.effects;
  return (
    <DeskPage
      heading={deed.title(called)}
      lead={name === 'takeover' && ownerChangesOn && takeover(say.date(ownerChangesOn))}
      crumb={[entryAt(host), called]}
      form={action}
      filled={filled}
    >
      {DEEDS[name].fits(host) ? (
        <>
          <Effects effects={effects} undo={deed.undo} />
          <DeskForm id="desk" action={action} send={deed.send} hidden={{ version: [`v${host.version}`] }}>
            {DEEDS[name].asksReason && (
              <TextArea filled={filled} name="reason" label={words.reason} hint={words.reasonHint} most={REASON_MAX} />
            )}
            {name === 'withdrawal' && <WithdrawalReasons host={host} filled={filled} />}
            {doubles && (
              <Checkboxes filled={filled} name="force" label={words.doubles} choices={[['yes', words.force]]} />
            )}
          </DeskForm>
        </>
      ) : (
        <p>{words.notNow}</p>
      )}
    </DeskPage>
  );
}

/** One page and one form for each deed. */
export function deedPages(desk: Desk, { catchUp }: Bercail): void {
  for (const name of deedNames) {
    const { operation, run } = DEEDS[name];
    const path = `${ADMIN}/hosts/:host/${name}`;

    desk.page(path, async ({ asAdmin, params }) => (
      <DeedPage name={name} host={await ownHost(asAdmin('getHost'), params.host!)} />
    ));

    desk.form(path, async (visit, { fields, isStay }) => {
      const context = visit.asAdmin(operation);
      const host = await ownHost(context, visit.params.host!);
      const typed = typedIn(fields, FIELDS);
      if (isStay) return <DeedPage name={name} host={host} filled={{ typed, faults: {} }} />;
      return await attempt(
        visit,
        typed,
        async () => {
          const ifMatch = fields.get('version') ?? '';
          await run({ context, host, ifMatch, typed, language: visit.page.language });
          await catchUp();
          if (name === 'removal') return { to: `${ADMIN}?done=removal` };
          return { to: `${entryAt(await ownHost(context, host.id))}?done=${name}` };
        },
        async (refused, code) => {
          const doubles = code === 'entry-exists';
          const { already } = ENTRY[visit.page.language];
          const now = await ownHost(context, host.id);
          return (
            <DeedPage
              name={name}
              host={now}
              filled={{ typed, ...refused, ...(doubles && { refusal: already }) }}
              doubles={doubles}
            />
          );
        },
      );
    });
  }
}

import type { Host } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import { type Confirmable, confirmHost, type OfList, tryConfirmation } from '../../hosts/confirmations/commands.ts';
import { sayBecoming } from '../../hosts/confirmations/words.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { Checkboxes, EMPTY, type Filled } from '../../pages/frame/fields.tsx';
import { List } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Sentence } from '../../pages/frame/parts.tsx';
import { FORMS } from '../../pages/words/forms.ts';
import { COMPLETE_LIST_LABELS } from '../../vocabulary/labels.ts';
import { COMPLETE_LISTS, type CompleteList } from '../../vocabulary/terms.ts';
import { DESK, type Desk } from '../desk.tsx';
import { DeskForm, DeskPage } from '../desk-page.tsx';
import { takenOr } from '../taking.ts';
import { HOST_DESK } from '../words/host-desk.ts';
import { crumbOf, deskOfHost } from './form.tsx';

interface ConfirmProps {
  host: Host;
  action: string;
  complete: readonly CompleteList[];
  filled: Filled;
  /** What pressing would do, once it is known which lists are whole. */
  tried?: Confirmable;
}

function Told({ told }: { told: readonly OfList[] }) {
  const { say } = usePage();
  return <List of={told}>{({ told: one }) => <Sentence text={sayBecoming(one, say)} />}</List>;
}

/** “Still true”: which lists are whole, what that makes a no, and the button. */
function ConfirmPage({ host, action, complete, filled, tried }: ConfirmProps) {
  const words = useWords(HOST_DESK);
  const { language } = usePage();
  return (
    <DeskPage heading={words.confirm} lead={words.confirmLead} crumb={crumbOf(host)} form={action} filled={filled}>
      <DeskForm id="desk" action={action} send={words.look} isSecond={tried !== undefined}>
        <Checkboxes
          filled={{ ...filled, typed: { complete } }}
          name="complete"
          label={words.complete}
          hint={words.completeHint}
          choices={COMPLETE_LISTS.map((list) => [list, capital(COMPLETE_LIST_LABELS[list][language])])}
        />
      </DeskForm>
      {tried && (
        <>
          <h2>{words.becomes}</h2>
          {tried.becomesNo.length === 0 ? <p>{words.becomesNothing}</p> : <Told told={tried.becomesNo} />}
          {tried.notes.length > 0 && (
            <>
              <h2>{words.notes}</h2>
              <Told told={tried.notes} />
            </>
          )}
          <DeskForm
            action={action}
            send={words.press}
            hidden={{ complete, go: ['confirm'], version: [`v${tried.version}`] }}
          />
        </>
      )}
    </DeskPage>
  );
}

/** What a host says is still true, after it has seen what that means. */
export function confirmPages(desk: Desk): void {
  const path = `${DESK}/hosts/:host/confirmation`;
  const actionOf = (ref: string) => `${DESK}/hosts/${ref}/confirmation`;

  // Where mails lead.
  desk.page(`${DESK}/hosts/:host/confirm`, async ({ params, asHost }) => {
    const host = await ownHost(await asHost(params.host!, 'confirmHost'), params.host!);
    return { to: `${deskOfHost(host)}/confirmation` };
  });

  desk.page(path, async ({ params, asHost }) => {
    const host = await ownHost(await asHost(params.host!, 'confirmHost'), params.host!);
    return <ConfirmPage host={host} action={actionOf(params.host!)} complete={host.complete} filled={EMPTY} />;
  });

  desk.form(path, async (visit, { fields, isStay }) => {
    const { params, asHost } = visit;
    const ref = params.host!;
    const context = await asHost(ref, 'confirmHost');
    const host = await ownHost(context, ref);
    const complete = COMPLETE_LISTS.filter((list) => fields.getAll('complete').includes(list));
    const show = (filled: Filled, tried?: Confirmable) => (
      <ConfirmPage host={host} action={actionOf(ref)} filled={filled} complete={complete} {...(tried && { tried })} />
    );
    if (isStay) return show(EMPTY);
    return await takenOr(
      visit,
      async () => {
        // What was shown is what is confirmed: a version that came meanwhile is shown first.
        if (fields.get('go') === 'confirm' && fields.has('version')) {
          await confirmHost(context, host.id, { complete }, fields.get('version')!);
          return { to: `${DESK}/hosts/${ref}?saved=yes` };
        }
        return show(EMPTY, await tryConfirmation(context, host.id, { complete }));
      },
      async (refused, { code }) =>
        show(
          { ...EMPTY, ...refused },
          code === 'version-stale' ? await tryConfirmation(context, host.id, { complete }) : undefined,
        ),
      { says: { 'version-stale': FORMS[visit.page.language].conflict } },
    );
  });
}

import { capital } from '../../ground/texts.ts';
import { type Confirmable, confirmHost, type ListEffect, tryConfirmation } from '../../hosts/confirmations/commands.ts';
import { sayListChange } from '../../hosts/confirmations/words.ts';
import { Checkboxes, EMPTY, type Filled } from '../../pages/frame/fields.tsx';
import { List } from '../../pages/frame/lists.tsx';
import { usePage } from '../../pages/frame/page.ts';
import { Sentence } from '../../pages/frame/parts.tsx';
import { FORMS } from '../../pages/words/forms.ts';
import { COMPLETE_LIST_LABELS } from '../../vocabulary/labels.ts';
import { COMPLETE_LISTS } from '../../vocabulary/terms.ts';
import { DESK, type Desk } from '../desk.tsx';
import { DeskForm, DeskPage } from '../desk-page.tsx';
import { actPage } from '../parts/pages.tsx';
import { HOST_DESK } from '../words/host-desk.ts';
import { crumbOf, openHost } from './form.tsx';

function Told({ told }: { told: readonly ListEffect[] }) {
  const { say } = usePage();
  return <List of={told}>{({ told: one }) => <Sentence text={sayListChange(one, say)} />}</List>;
}

/** “Still true”: which lists are whole, what that makes a no, and the button. */
export function confirmPages(desk: Desk): void {
  // Where mails lead.
  desk.page(`${DESK}/hosts/:host/confirm`, async (visit) => ({
    to: `${(await openHost(visit, 'confirmHost')).at}/confirmation`,
  }));

  actPage(desk, `${DESK}/hosts/:host/confirmation`, async (visit, sent) => {
    const { params, page } = visit;
    const words = HOST_DESK[page.language];
    const { context, host } = await openHost(visit, 'confirmHost');
    const action = `${DESK}/hosts/${params.host}/confirmation`;
    const complete = sent ? COMPLETE_LISTS.filter((list) => sent.getAll('complete').includes(list)) : host.complete;
    const show = (filled: Filled, tried?: Confirmable) => (
      <DeskPage heading={words.confirm} lead={words.confirmLead} crumb={crumbOf(host)} form={action} filled={filled}>
        <DeskForm id="desk" action={action} send={words.look} isSecond={tried !== undefined}>
          <Checkboxes
            filled={{ ...filled, typed: { complete } }}
            name="complete"
            label={words.complete}
            hint={words.completeHint}
            choices={COMPLETE_LISTS.map((list) => [list, capital(COMPLETE_LIST_LABELS[list][page.language])])}
          />
        </DeskForm>
        {tried && (
          <>
            <h2>{words.becomes}</h2>
            {tried.becomesNo.length === 0 ? <p>{words.becomesNothing}</p> : <Told told={tried.becomesNo} />}
            {tried.notes.length > 0 && <h2>{words.notes}</h2>}
            <Told told={tried.notes} />
            <DeskForm
              action={action}
              send={words.press}
              hidden={{ complete, go: ['confirm'], version: [`v${tried.version}`] }}
            />
          </>
        )}
      </DeskPage>
    );
    const look = () => tryConfirmation(context, host.id, { complete });
    return {
      view: show,
      act: async () => {
        // What was shown is what is confirmed: a version that came meanwhile is shown first.
        if (sent!.get('go') !== 'confirm' || !sent!.has('version')) return show(EMPTY, await look());
        await confirmHost(context, host.id, { complete }, sent!.get('version')!);
        return { to: `${DESK}/hosts/${params.host}?saved=yes` };
      },
      says: { 'version-stale': FORMS[page.language].conflict },
      refused: async (refusal, { code }) =>
        code === 'version-stale' ? show({ typed: {}, ...refusal }, await look()) : refusal,
    };
  });
}

import { confirmHost } from '../../hosts/confirmations/commands.ts';
import { ConfirmationDraft } from '../../hosts/confirmations/schema.ts';
import { IMPORTED_STATEMENTS } from '../../vocabulary/terms.ts';
import { DESK, type Desk } from '../desk.tsx';
import { pageForm } from '../parts/pages.tsx';
import { HOST_DESK } from '../words/host-desk.ts';
import { crumbOf, openHost } from './form.tsx';
import { Imported } from './imported.tsx';
import { WholeEntry } from './public-part.tsx';
import { silenceField } from './silence.tsx';

/** “Still true”: the entry, which of its lists are whole, and the button. */
export function confirmPages(desk: Desk): void {
  // Where mails lead.
  pageForm(desk, `${DESK}/hosts/:host/confirmation`, async (visit) => {
    const words = HOST_DESK[visit.page.language];
    const { context, host } = await openHost(visit, 'confirmHost');
    return {
      heading: words.confirm,
      lead: words.confirmLead,
      crumb: crumbOf(host),
      before: (
        <>
          <WholeEntry host={host} visit={visit} />
          <Imported host={host} />
          <h2>{words.press}</h2>
        </>
      ),
      fields: [silenceField(host, visit)],
      shape: ConfirmationDraft,
      // All that was recorded elsewhere is shown above the button.
      body: { complete: host.complete, imported: IMPORTED_STATEMENTS },
      // What was shown is what is confirmed: what came meanwhile is shown first.
      about: host.version,
      send: words.press,
      save: async (draft: ConfirmationDraft) => {
        await confirmHost(context, host.id, draft, `v${host.version}`);
        return { to: `${DESK}/hosts/${visit.params.host}?saved=yes` };
      },
    };
  });
}

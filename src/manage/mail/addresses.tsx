import { type Static, Type } from 'typebox';
import type { Bercail } from '../../bercail.ts';
import { EMAIL_MAX } from '../../ground/addresses.ts';
import { parisDay } from '../../ground/clock.ts';
import { curved } from '../../ground/texts.ts';
import { addressKey } from '../../http/asking/quota.ts';
import {
  addMailAddress,
  listMailAddresses,
  type MailAddress,
  nameOf,
  removeMailAddress,
} from '../../mail/addresses.ts';
import type { MailOwner } from '../../mail/queue.ts';
import { List } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import type { Context } from '../../record/context.ts';
import { DESK, type Desk, doneIn, type SignedIn } from '../desk.tsx';
import { DeskForm, Done } from '../desk-page.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { pageForm } from '../parts/page-form.tsx';
import { MAIL } from '../words/mail.ts';

const Address = Type.Object({ email: Type.String({ minLength: 1, maxLength: EMAIL_MAX }) });
type Address = Static<typeof Address>;

/** An address, whether it was confirmed, and the button that takes it away. */
function Line({ address, action }: { address: MailAddress; action: string }) {
  const { addresses: words } = useWords(MAIL);
  const { say } = usePage();
  const { id, email, confirmedAt, refusedAt, isShutOut } = address;
  const state = refusedAt
    ? words.refused
    : confirmedAt
      ? words.confirmed(say.date(parisDay(confirmedAt)))
      : words.waiting;
  return (
    <>
      <strong>{email}</strong>, {state} {isShutOut && words.isShutOut}
      <DeskForm action={action} send={words.remove} of={email} hidden={{ go: ['remove'], address: [id] }} isSecond />
    </>
  );
}

/** Where messages for a host or a federation go, and how often they come. */
export function mailAddressPages(desk: Desk, { db, rateLimits }: Bercail): void {
  const add = (what: 'hosts' | 'federations', contextOf: (visit: SignedIn, operation: string) => Promise<Context>) =>
    pageForm(desk, `${DESK}/${what}/:of/mail`, async (visit, sent) => {
      const { params, request, page } = visit;
      const { language, path } = page;
      const context = await contextOf(visit, sent?.get('go') === 'remove' ? 'removeMailAddress' : 'addMailAddress');
      const addresses = await listMailAddresses(context);
      const name = curved((await nameOf(db, context.caller as MailOwner)).name);
      const { addresses: words, email, noMailbox } = MAIL[language];
      const done = doneIn(visit, { asked: words.asked, removed: words.removed });
      return {
        heading: words.title,
        lead: words.lead,
        crumb: [`${DESK}/${what}/${params.of}`, name],
        before: (
          <>
            {done && <Done>{done}</Done>}
            {addresses.length === 0 && <p>{words.none}</p>}
            <List of={addresses} class="list">
              {(address) => <Line address={address} action={path} />}
            </List>
            <h2>{words.add}</h2>
          </>
        ),
        shape: Address,
        fields: [
          fieldsOf(Address, language).line('/email', email, {
            ...{ hint: words.addHint(name), autocomplete: 'email', expects: noMailbox },
          }),
        ],
        body: {},
        send: words.addButton,
        says: { 'not-a-mailbox': noMailbox },
        save: async (draft: Address) => {
          await addMailAddress(context, draft.email, (db) => rateLimits.mail(db, { key: addressKey(request.ip) }));
          return { to: `${path}?done=asked` };
        },
        buttons: {
          remove: async () => {
            await removeMailAddress(context, sent?.get('address') ?? '');
            return { to: `${path}?done=removed` };
          },
        },
      };
    });
  add('hosts', ({ asHost, params }, operation) => asHost(params.of!, operation));
  add('federations', ({ asFederation, params }, operation) => asFederation(params.of!, operation));
}

import type { Bercail } from '../../bercail.ts';
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
import { EMPTY, type Filled } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import type { Context } from '../../record/context.ts';
import { DESK, type Desk, type SignedIn } from '../desk.tsx';
import { DeskForm, DeskPage, Done } from '../desk-page.tsx';
import { EmailLine } from '../sign-in-page.tsx';
import { takenOr } from '../taking.ts';
import { MAIL } from '../words/mail.ts';

interface AddressesProps {
  name: string;
  action: string;
  crumb: readonly [to: string, name: string];
  addresses: readonly MailAddress[];
  filled: Filled;
  /** What was done last. */
  done?: 'asked' | 'removed' | undefined;
}

/** Where messages for a host or a federation go, and how often they come. */
function AddressesPage({ name, action, crumb, addresses, filled, done }: AddressesProps) {
  const { addresses: words } = useWords(MAIL);
  const { say } = usePage();
  const stateOf = ({ confirmedAt, refusedAt }: MailAddress) =>
    refusedAt ? words.refused : confirmedAt ? words.confirmed(say.date(parisDay(confirmedAt))) : words.waiting;
  return (
    <DeskPage heading={words.title} lead={words.lead} crumb={crumb} form={action} filled={filled}>
      {done && <Done>{words[done]}</Done>}
      {addresses.length === 0 && <p>{words.none}</p>}
      <ul class="list">
        {addresses.map((one) => (
          <li key={one.id}>
            <strong>{one.email}</strong>, {stateOf(one)} {one.isShutOut && words.isShutOut}
            <DeskForm
              action={action}
              send={words.remove}
              of={one.email}
              hidden={{ go: ['remove'], address: [one.id] }}
              isSecond
            />
          </li>
        ))}
      </ul>
      <h2>{words.add}</h2>
      <DeskForm id="desk" action={action} send={words.addButton}>
        <EmailLine filled={filled} hint={words.addHint(name)} />
      </DeskForm>
    </DeskPage>
  );
}

/** The addresses of a host, and of a federation. */
export function mailAddressPages(desk: Desk, { db, turns }: Bercail): void {
  const add = (
    at: string,
    contextOf: (visit: SignedIn, operation: string) => Promise<Context>,
    above: (visit: SignedIn, name: string) => readonly [to: string, name: string],
  ): void => {
    const show = async (
      visit: SignedIn,
      context: Context,
      { filled = EMPTY, done }: Partial<Pick<AddressesProps, 'filled' | 'done'>> = {},
    ) => {
      const addresses = await listMailAddresses(context);
      const name = curved((await nameOf(db, context.caller as MailOwner)).name);
      const { path } = visit.page;
      return <AddressesPage {...{ name, action: path, crumb: above(visit, name), addresses, filled, done }} />;
    };
    desk.page(at, async (visit) => {
      const { done } = visit.request.query as { done?: unknown };
      const told = done === 'asked' || done === 'removed' ? done : undefined;
      return await show(visit, await contextOf(visit, 'listMailAddresses'), { done: told });
    });
    desk.form(at, async (visit, { fields, isStay }) => {
      const { page, request } = visit;
      if (fields.get('go') === 'remove') {
        await removeMailAddress(await contextOf(visit, 'removeMailAddress'), fields.get('address') ?? '');
        return { to: `${page.path}?done=removed` };
      }
      const context = await contextOf(visit, 'addMailAddress');
      const typed = { email: fields.get('email') ?? '' };
      if (isStay) return await show(visit, context, { filled: { typed, faults: {} } });
      return await takenOr(
        visit,
        async () => {
          await addMailAddress(context, typed.email, (db) => turns.mail(db, { key: addressKey(request.ip) }));
          return { to: `${page.path}?done=asked` };
        },
        (refused, { faults }) =>
          show(visit, context, {
            filled: { typed, ...(faults.length > 0 ? { faults: { email: MAIL[page.language].noMailbox } } : refused) },
          }),
      );
    });
  };
  add(
    `${DESK}/hosts/:host/mail`,
    ({ asHost, params }, operation) => asHost(params.host!, operation),
    ({ params }, name) => [`${DESK}/hosts/${params.host}`, name],
  );
  add(
    `${DESK}/federations/:federation/mail`,
    ({ asFederation, params }, operation) => asFederation(params.federation!, operation),
    ({ params }, name) => [`${DESK}/federations/${params.federation}`, name],
  );
}

import type { VNode } from 'preact';
import { type Static, Type } from 'typebox';
import { putVouch, removeVouch } from '../../federations/vouches/commands.ts';
import { curved } from '../../ground/texts.ts';
import { listVouches, type OwnVouch } from '../../hosts/ownership/vouches.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Id } from '../../vocabulary/shapes.ts';
import { type Desk, parameter } from '../desk.tsx';
import { DeskForm, TapLink } from '../desk-page.tsx';
import { deskForm } from '../parts/form.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { FEDERATION_DESK } from '../words/federation.ts';
import { SELECTION_DESK } from '../words/federation-selection.ts';
import { namedHost } from './finding.tsx';
import { beginning, FEDERATION, FederationPage, type Opened, openDesk, Part } from './frame.tsx';

const MOST = 30;
/** A draft has no other name than its identifier. */
const DRAFT = Type.Object({ draft: Id });
const ID_MAX = 40;
const DONE = ['vouchSaved', 'vouchRemoved'] as const;

interface VouchesProps {
  opened: Opened;
  vouches: readonly OwnVouch[];
  form: VNode;
  filled: Filled;
}

function VouchesPage({ opened, vouches, form, filled }: VouchesProps) {
  const words = useWords(SELECTION_DESK);
  const { rooms } = useWords(FEDERATION_DESK);
  const { say } = usePage();
  const { at, visit } = opened;
  const action = `${at}/vouches`;
  const done = DONE.find((one) => one === parameter(visit, 'done'));
  const send = (host: string, go: string, label: string, name: string) => (
    <DeskForm action={action} send={label} of={name} hidden={{ go: [go], host: [host] }} isSecond />
  );
  return (
    <FederationPage
      opened={opened}
      heading={rooms.vouches}
      lead={words.vouchesLead}
      form={action}
      filled={filled}
      done={done && words[done]}
    >
      {vouches.length === 0 && <p>{words.noVouch}</p>}
      <Part all={vouches} from={beginning(visit, vouches.length)} most={MOST} path={action}>
        {(shown) => (
          <ul class="list">
            {shown.map(({ host, name, vouchedOn, of, inForce }) => (
              <li key={host}>
                <strong>{curved(name)}</strong>,{' '}
                {inForce
                  ? words.vouched(say.date(vouchedOn))
                  : words.lapsed(of.website ? `${curved(of.name)} (${of.website})` : curved(of.name))}
                {!inForce && send(host, 'vouch', words.vouchAgain, curved(name))}
                {send(host, 'remove', words.vouchRemove, curved(name))}
              </li>
            ))}
          </ul>
        )}
      </Part>
      <h2>{words.vouchFor}</h2>
      <p>{words.vouchLead}</p>
      <p>
        <TapLink to={`${at}/hosts/vouches`} name={words.vouchPublished} />
      </p>
      <h3>{words.vouchDraft}</h3>
      {form}
    </FederationPage>
  );
}

/** For whom a federation answers, so that they publish without another proof. */
export function vouchPages(desk: Desk): void {
  const path = `${FEDERATION}/vouches`;
  deskForm(desk, path, async (visit, sent) => {
    const words = SELECTION_DESK[visit.page.language];
    const opened = await openDesk(visit, sent?.get('go') === 'remove' ? 'removeVouch' : 'putVouch');
    const { context, federation, at } = opened;
    const vouches = await listVouches(context.db, federation.id);
    const vouchFor = async (host: string) => {
      await putVouch(context, { federation: federation.id, host });
      return { to: `${at}/vouches?done=vouchSaved` };
    };
    const host = sent?.get('host') ?? '';
    return {
      shape: DRAFT,
      body: {},
      fields: [
        fieldsOf(DRAFT, visit.page.language).line('/draft', words.draft, {
          ...{ hint: words.draftHint, expects: words.draftExpected, most: ID_MAX },
        }),
      ],
      fieldOf: { 'host-not-found': 'draft' },
      send: words.vouchFor,
      isSecond: true,
      page: (form, filled) => <VouchesPage {...{ opened, vouches, form, filled }} />,
      buttons: {
        vouch: () => vouchFor(host),
        remove: async () => {
          await removeVouch(context, { federation: federation.id, host });
          return { to: `${at}/vouches?done=vouchRemoved` };
        },
      },
      save: ({ draft }: Static<typeof DRAFT>) => vouchFor(draft),
    };
  });

  desk.page(`${path}/:host`, async (visit) => {
    const opened = await openDesk(visit, 'putVouch');
    const host = namedHost(visit);
    const words = SELECTION_DESK[visit.page.language];
    const { rooms } = FEDERATION_DESK[visit.page.language];
    return (
      <FederationPage
        opened={opened}
        heading={words.vouchHeading(curved(host.name))}
        lead={words.vouchLead}
        above={['vouches', rooms.vouches]}
      >
        <DeskForm action={`${opened.at}/vouches`} send={words.vouchFor} hidden={{ go: ['vouch'], host: [host.id] }} />
      </FederationPage>
    );
  });
}

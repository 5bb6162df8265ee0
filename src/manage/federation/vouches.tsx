import { putVouch, removeVouch } from '../../federations/vouches/commands.ts';
import { curved } from '../../ground/texts.ts';
import { listVouches, type OwnVouch } from '../../hosts/ownership/vouches.ts';
import { EMPTY, type Filled, TextLine } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { isId } from '../../requests/meaning.ts';
import { type Desk, parameter, type Shown, type SignedIn } from '../desk.tsx';
import { DeskForm } from '../desk-page.tsx';
import { takenOr } from '../parts/taking.ts';
import { FEDERATION_DESK } from '../words/federation.ts';
import { SELECTION_DESK } from '../words/federation-selection.ts';
import { namedHost } from './finding.tsx';
import { beginning, FEDERATION, FederationPage, type Opened, openDesk, Part } from './frame.tsx';

const MOST = 30;
const DONE = ['vouchSaved', 'vouchRemoved'] as const;

interface VouchesProps {
  opened: Opened;
  vouches: readonly OwnVouch[];
  filled?: Filled;
}

function VouchesPage({ opened, vouches, filled = EMPTY }: VouchesProps) {
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
        <Link to={`${at}/hosts/vouches`} class="tap">
          {words.vouchPublished}
        </Link>
      </p>
      <h3>{words.vouchDraft}</h3>
      <DeskForm id="desk" action={action} send={words.vouchFor} isSecond>
        <TextLine
          filled={filled}
          name="draft"
          label={words.draft}
          hint={words.draftHint}
          most={40}
          autocomplete="off"
        />
      </DeskForm>
    </FederationPage>
  );
}

/** For whom a federation answers, so that they publish without another proof. */
export function vouchPages(desk: Desk): void {
  const path = `${FEDERATION}/vouches`;
  const show = async (opened: Opened, filled?: Filled) => (
    <VouchesPage
      opened={opened}
      vouches={await listVouches(opened.context.db, opened.federation.id)}
      {...(filled && { filled })}
    />
  );

  desk.page(path, async (visit) => await show(await openDesk(visit, 'putVouch')));

  const take = async (visit: SignedIn, fields: URLSearchParams): Promise<Shown> => {
    const { page } = visit;
    const words = SELECTION_DESK[page.language];
    const go = fields.get('go');
    const opened = await openDesk(visit, go === 'remove' ? 'removeVouch' : 'putVouch');
    const draft = (fields.get('draft') ?? '').trim();
    const typed = { draft };
    if (go === 'stay') return await show(opened, { typed, faults: {} });
    if (go === null && !isId(draft))
      return { status: 422, view: await show(opened, { typed, faults: { draft: words.draftExpected } }) };
    const host = go === null ? draft : (fields.get('host') ?? '');
    const ref = { federation: opened.federation.id, host };
    return await takenOr(
      visit,
      async () => {
        await (go === 'remove' ? removeVouch(opened.context, ref) : putVouch(opened.context, ref));
        return { to: `${opened.at}/vouches?done=${go === 'remove' ? 'vouchRemoved' : 'vouchSaved'}` };
      },
      ({ refusal = '' }) =>
        show(opened, { typed, ...(go === null ? { faults: { draft: refusal } } : { faults: {}, refusal }) }),
    );
  };
  desk.form(path, (visit, { fields }) => take(visit, fields));

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

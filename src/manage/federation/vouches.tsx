import { type Static, Type } from 'typebox';
import { putVouch, removeVouch } from '../../federations/vouches/commands.ts';
import { curved } from '../../ground/texts.ts';
import { listVouches } from '../../hosts/ownership/vouches.ts';
import { Id } from '../../vocabulary/shapes.ts';
import { type Desk, doneIn } from '../desk.tsx';
import { DeskForm, LinkLine } from '../desk-page.tsx';
import { fieldsOf } from '../parts/field-kinds.tsx';
import { deskForm } from '../parts/form.tsx';
import { FEDERATION_DESK } from '../words/federation.ts';
import { namedHost } from './finding.tsx';
import { FEDERATION, FederationPage, ListPart, openDesk } from './frame.tsx';
import { SELECTION_DESK } from './words.ts';

const MOST = 30;
/** A draft has no other name than its identifier. */
const DRAFT = Type.Object({ draft: Id });
const ID_MAX = 40;

/** For whom a federation answers, so that they publish without another proof. */
export function vouchPages(desk: Desk): void {
  const path = `${FEDERATION}/vouches`;
  deskForm(desk, path, async (visit, sent) => {
    const words = SELECTION_DESK[visit.page.language];
    const operation = sent?.get('go') === 'remove' ? 'removeVouch' : 'putVouch';
    const opened = await openDesk(visit, sent ? operation : 'getFederation');
    const { context, federation, at } = opened;
    const vouches = await listVouches(context.db, federation.id);
    const vouchFor = async (host: string) => {
      const { vouch } = await putVouch(context, { federation: federation.id, host });
      // A draft is named by its id, a public entry by its slug.
      const done = visit.model.bySlug.has(vouch.host) ? 'vouchOfPublic' : 'vouchSaved';
      return { to: `${at}/vouches?done=${done}` };
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
      page: (form, filled) => {
        const { rooms } = FEDERATION_DESK[visit.page.language];
        const { say } = visit.page;
        const action = `${at}/vouches`;
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
            done={doneIn(visit, {
              vouchSaved: words.vouchSaved,
              vouchOfPublic: words.vouchOfPublic,
              vouchRemoved: words.vouchRemoved,
            })}
          >
            <ListPart all={vouches} none={words.noVouch} visit={visit} most={MOST} path={action}>
              {({ host, name, vouchedOn, of, inForce }) => (
                <>
                  <strong>{curved(name)}</strong>,{' '}
                  {inForce
                    ? words.vouched(say.date(vouchedOn))
                    : words.lapsed(of.website ? `${curved(of.name)} (${of.website})` : curved(of.name))}
                  {!inForce && send(host, 'vouch', words.vouchAgain, curved(name))}
                  {send(host, 'remove', words.vouchRemove, curved(name))}
                </>
              )}
            </ListPart>
            <h2>{words.vouchFor}</h2>
            <p>{words.vouchLead}</p>
            <LinkLine to={`${at}/hosts/vouches`} name={words.vouchPublished} />
            <h3>{words.vouchDraft}</h3>
            {form}
          </FederationPage>
        );
      },
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

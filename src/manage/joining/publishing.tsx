import type { Host } from '../../documents/host.ts';
import { hostsWorkbook, rowsOf } from '../../exchange/spreadsheets/workbook.ts';
import { curved } from '../../ground/texts.ts';
import { PublicationDraft } from '../../hosts/confirmations/schema.ts';
import { ownHost, publishHost } from '../../hosts/entries/commands.ts';
import { missingToPublish, RETURN_DAYS } from '../../hosts/entries/publishable.ts';
import { withdrawHost } from '../../hosts/entries/withdrawal.ts';
import { stopOwnership } from '../../hosts/ownership/commands.ts';
import { List } from '../../pages/frame/lists.tsx';
import { Notice } from '../../pages/frame/parts.tsx';
import { workbookAnswer } from '../../spreadsheets/files.ts';
import { DESK, type Desk } from '../desk.tsx';
import { DeskPage, LinkLine, TapLink } from '../desk-page.tsx';
import { crumbOf, deskOfHost } from '../host/form.tsx';
import { WholeEntry } from '../host/public-part.tsx';
import { listsSaid, silenceField } from '../host/silence.tsx';
import { deskForm, NO_FIELDS } from '../parts/form.tsx';
import { Withdrawal, withdrawalFields } from '../parts/withdrawal-reasons.ts';
import { PUBLICATION } from '../words/publication.ts';
import { Steps, sameSite, takeOverOf } from './missing.tsx';

/** A draft as readers will see it once its host has published it. */
const asPublished = (host: Host, complete: Host['complete'], day: string): Host => ({
  ...host,
  state: 'published',
  ...(host.state === 'draft' && { complete: [...complete], confirmedOn: day, confirmedByHost: true }),
});

/** Becoming public, leaving, and keeping an entry that somebody else claims. */
export function publishingPages(desk: Desk): void {
  const path = (what: string) => `${DESK}/hosts/:host/${what}`;

  deskForm(desk, path('publication'), async (visit, sent) => {
    const { params, page } = visit;
    const words = PUBLICATION[page.language];
    const context = await visit.asHost(params.host!, 'publishHost');
    const host = await ownHost(context, params.host!);
    const [isDraft, at] = [host.state === 'draft', deskOfHost(host)];
    if (!isDraft && host.state !== 'withdrawn') return { to: sent ? `${at}?done=published` : at };
    const said = isDraft ? listsSaid(host) : host.complete;
    const entry = <WholeEntry host={asPublished(host, said, visit.model.day)} visit={visit} />;
    const missing = await missingToPublish(context, host.id);
    if (missing.length > 0)
      return {
        status: sent ? 409 : 200,
        view: (
          <DeskPage heading={words.notYetPublishable} crumb={crumbOf(host)}>
            <Steps host={host} missing={missing} model={visit.model} />
            {isDraft && (
              <>
                <p>{words.beforeYou}</p>
                {entry}
              </>
            )}
          </DeskPage>
        ),
      };
    const same = isDraft ? sameSite(host, visit.model) : undefined;
    return {
      ...(isDraft
        ? { fields: [silenceField(host, visit)], shape: PublicationDraft, body: { complete: said } }
        : NO_FIELDS),
      about: host.version,
      send: words[isDraft ? 'publish' : 'backIn'],
      page: (form, filled) => (
        <DeskPage heading={words.publish} lead={words.publishLead} crumb={crumbOf(host)} filled={filled}>
          {same && (
            <Notice>
              {words.sameSite(curved(same.name))} <TapLink to={takeOverOf(same)} name={words.takeOver} />
            </Notice>
          )}
          {entry}
          <h2>{words.publishMeans}</h2>
          <List of={words[isDraft ? 'publishEffects' : 'againEffects']} />
          {form}
        </DeskPage>
      ),
      save: async (draft: PublicationDraft) => {
        const { document } = await publishHost(context, host.id, `v${host.version}`, { ...draft, renames: true });
        return { to: `${deskOfHost(document)}?done=published` };
      },
      done: { 'already-published': `${at}?done=published` },
    };
  });

  /** What an entry says, as the workbook that fills it again; also of a draft, which the API shows to its token alone. */
  desk.page(path('own-file'), async ({ params, asHost, model: { reference }, page: { language } }) => {
    const host = await ownHost(await asHost(params.host!, 'downloadHostWorkbook'), params.host!);
    const rows = await rowsOf([host], reference, language);
    const { body, type } = await workbookAnswer(await hostsWorkbook(rows, language, reference));
    return { file: body, type, name: `${host.slug}.xlsx` };
  });

  deskForm(desk, path('withdrawal'), async ({ params, asHost, page: { language } }, sent) => {
    const words = PUBLICATION[language];
    const context = await asHost(params.host!, 'withdrawHost');
    const host = await ownHost(context, params.host!);
    const isDraft = host.state === 'draft';
    const heading = words[isDraft ? 'leaveDraft' : 'leave'];
    const effects = isDraft
      ? words.leaveDraftEffects
      : words.leaveEffects(RETURN_DAYS, host.legalForm === 'individual');
    const left = `${deskOfHost(host)}?done=left`;
    // The same form, sent twice.
    if (sent && host.state === 'withdrawn') return { to: left };
    return {
      shape: Withdrawal,
      fields: isDraft ? [] : withdrawalFields(host, language),
      body: {},
      about: host.version,
      send: heading,
      isSecond: true,
      page: (form, filled) => (
        <DeskPage heading={heading} crumb={crumbOf(host)} filled={filled}>
          <List of={effects} />
          <p>{words.ownFileLead}</p>
          <LinkLine to={`${deskOfHost(host)}/file/bercail.json`} name={words.ownDocument} />
          <LinkLine to={`${deskOfHost(host)}/own-file`} name={words.ownFile} />
          {form}
        </DeskPage>
      ),
      save: async ({ withdrawal }: Withdrawal) => {
        await withdrawHost(context, host.id, `v${host.version}`, withdrawal);
        return { to: isDraft ? DESK : left };
      },
      done: { 'host-withdrawn': left },
    };
  });

  /** Somebody else is about to hold the entry: what its holder may say. */
  deskForm(desk, path('objection'), async ({ params, asHost, page: { language, say } }, sent) => {
    const words = PUBLICATION[language];
    const context = await asHost(params.host!, 'stopOwnership');
    const host = await ownHost(context, params.host!);
    const kept = { to: `${deskOfHost(host)}?done=kept` };
    if (host.ownerChangesOn === undefined)
      return sent ? kept : <DeskPage heading={words.noClaim} crumb={crumbOf(host)} />;
    const lead = words.objectLead(say.date(host.ownerChangesOn));
    return {
      ...NO_FIELDS,
      send: words.keep,
      page: (form, filled) => (
        <DeskPage heading={words.object} lead={lead} crumb={crumbOf(host)} filled={filled}>
          <List of={words.objectMeans} />
          {form}
        </DeskPage>
      ),
      save: async () => {
        await stopOwnership(context, host.id, '*');
        return kept;
      },
      done: { 'no-claim': kept.to },
    };
  });
}

import type { Bercail } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { tryConfirmation } from '../../hosts/confirmations/commands.ts';
import { sayBecoming } from '../../hosts/confirmations/words.ts';
import { ownHost, patchHost, publishHost, readOwnEntry } from '../../hosts/entries/commands.ts';
import { freeSlug } from '../../hosts/entries/free-slug.ts';
import { withdrawHost } from '../../hosts/entries/leaving.ts';
import { missingToPublish, RETURN_DAYS } from '../../hosts/entries/publishable.ts';
import { stopOwnership } from '../../hosts/ownership/commands.ts';
import { List } from '../../pages/frame/lists.tsx';
import { Sentence } from '../../pages/frame/parts.tsx';
import type { Context } from '../../record/context.ts';
import { COMPLETE_LISTS } from '../../vocabulary/terms.ts';
import { DESK, type Desk, parameter } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { crumbOf, deskOfHost } from '../host/form.tsx';
import { deskForm, NO_FIELDS } from '../parts/form.tsx';
import { Withdrawal, withdrawalFields } from '../parts/withdrawal-reasons.ts';
import { PUBLICATION } from '../words/publication.ts';
import { Steps } from './missing.tsx';
import { previewOf, WholeEntry } from './whole-entry.tsx';

/** Publishes; a draft whose slug was taken meanwhile gets another, because nobody chose it. */
async function publish(context: Context, host: Host, version: string): Promise<Host> {
  try {
    return (await publishHost(context, host.id, version)).document;
  } catch (error) {
    if (!(error instanceof CatalogueError) || error.code !== 'slug-taken') throw error;
    const slug = await freeSlug(context.db, host.name);
    const { version: next } = await patchHost(context, host.id, { slug }, version);
    return (await publishHost(context, host.id, `v${next}`)).document;
  }
}

/** Becoming public, leaving, and keeping an entry that somebody else claims. */
export function publishingPages(desk: Desk, bercail: Bercail): void {
  const { catalogue } = bercail;
  const path = (what: string) => `${DESK}/hosts/:host/${what}`;

  deskForm(desk, path('publication'), async (visit, sent) => {
    const { params, page } = visit;
    const words = PUBLICATION[page.language];
    const context = await visit.asHost(params.host!, 'publishHost');
    const { host, facts } = (await readOwnEntry(context, params.host!))!;
    const [isDraft, at] = [host.state === 'draft', deskOfHost(host)];
    if (!isDraft && host.state !== 'withdrawn') return { to: sent ? `${at}?done=published` : at };
    const view = {
      ...previewOf(facts, catalogue.current(), bercail),
      servicesAsked: sent ? undefined : parameter(visit, 'page'),
    };
    const missing = await missingToPublish(context, host.id);
    if (missing.length > 0)
      return {
        status: sent ? 409 : 200,
        view: (
          <DeskPage heading={words.notYetPublishable} crumb={crumbOf(host)}>
            <Steps host={host} missing={missing} />
            {isDraft && (
              <>
                <p>{words.beforeYou}</p>
                <WholeEntry view={view} />
              </>
            )}
          </DeskPage>
        ),
      };
    const { becomesNo } = isDraft
      ? await tryConfirmation(context, host.id, { complete: [...COMPLETE_LISTS] })
      : { becomesNo: [] };
    return {
      ...NO_FIELDS,
      about: host.version,
      send: words[isDraft ? 'publish' : 'backIn'],
      page: (form, filled) => (
        <DeskPage heading={words.publish} lead={words.publishLead} crumb={crumbOf(host)} filled={filled}>
          <WholeEntry view={view} />
          <h2>{words.publishMeans}</h2>
          <List of={words[isDraft ? 'publishEffects' : 'againEffects']} />
          {becomesNo.length > 0 && (
            <>
              <p>{words.becomesNo}</p>
              <List of={becomesNo}>{({ told }) => <Sentence text={sayBecoming(told, page.say)} />}</List>
            </>
          )}
          {form}
        </DeskPage>
      ),
      save: async () => {
        const published = await publish(context, host, `v${host.version}`);
        return { to: `${deskOfHost(published)}?done=published` };
      },
      done: { 'already-published': `${at}?done=published` },
    };
  });

  deskForm(desk, path('withdrawal'), async ({ params, asHost, page: { language } }) => {
    const words = PUBLICATION[language];
    const context = await asHost(params.host!, 'withdrawHost');
    const host = await ownHost(context, params.host!);
    const isDraft = host.state === 'draft';
    const heading = words[isDraft ? 'leaveDraft' : 'leave'];
    const effects = isDraft
      ? words.leaveDraftEffects
      : words.leaveEffects(RETURN_DAYS, host.legalForm === 'individual');
    const left = `${deskOfHost(host)}?done=left`;
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

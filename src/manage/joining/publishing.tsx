import type { Bercail } from '../../bercail.ts';
import { buildModel, type Model } from '../../catalogue/model.ts';
import { federationNamesIn } from '../../catalogue/writer.ts';
import type { Host } from '../../documents/host.ts';
import { domainOf } from '../../ground/addresses.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { curved } from '../../ground/texts.ts';
import { tryConfirmation } from '../../hosts/confirmations/commands.ts';
import { sayListChange } from '../../hosts/confirmations/words.ts';
import { ownHost, patchHost, publishHost, readOwnEntry } from '../../hosts/entries/commands.ts';
import { missingToPublish, RETURN_DAYS } from '../../hosts/entries/publishable.ts';
import { withdrawHost } from '../../hosts/entries/withdrawal.ts';
import { stopOwnership } from '../../hosts/ownership/commands.ts';
import { freeSlug } from '../../hosts/store.ts';
import { List } from '../../pages/frame/lists.tsx';
import { usePage } from '../../pages/frame/page.ts';
import { Sentence, WrittenText } from '../../pages/frame/parts.tsx';
import { Brief } from '../../pages/host/brief.tsx';
import { Offers } from '../../pages/host/offers.tsx';
import { Promises } from '../../pages/host/promises.tsx';
import { entryOf } from '../../pages/parts/entry.ts';
import type { HostView } from '../../pages/parts/host-view.tsx';
import type { Context } from '../../record/context.ts';
import type { HostFacts } from '../../record/host-facts.ts';
import { priceHolds } from '../../services/cost.ts';
import { LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import { COMPLETE_LISTS } from '../../vocabulary/terms.ts';
import { DESK, type Desk, queryParam } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { crumbOf, deskOfHost } from '../host/form.tsx';
import { deskForm, NO_FIELDS } from '../parts/form.tsx';
import { Withdrawal, withdrawalFields } from '../parts/withdrawal-reasons.ts';
import { PUBLICATION } from '../words/publication.ts';
import { Steps } from './missing.tsx';

/** A draft as readers will see it once its host has published it, which says that all its lists are whole. */
const asPublished = (facts: HostFacts, day: string): HostFacts =>
  facts.state === 'draft'
    ? { ...facts, state: 'published', confirmedAt: day, complete: [...COMPLETE_LISTS] }
    : { ...facts, state: 'published' };

/** An entry as its page would show it to everybody today. */
function previewOf(
  facts: HostFacts,
  model: Model,
  { policy, reference }: Pick<Bercail, 'policy' | 'reference'>,
): HostView {
  const { day, epoch, revision, mark } = model;
  // Of this host alone: nothing of the catalogue changes.
  const alone = buildModel(
    { epoch, revision, mark, hosts: new Map([[facts.id, asPublished(facts, day)]]), federations: model.federationById },
    { reference, costRules: policy },
    day,
  );
  const host = alone.documents[0]!;
  const nameOf = federationNamesIn(model);
  return {
    host,
    entry: entryOf(host, alone, policy),
    day,
    past: undefined,
    isEarlier: false,
    reference: alone.reference,
    holds: (plan) => priceHolds(plan, host, day, policy),
    federationName: (slug) => nameOf(slug) ?? slug,
    hostName: (slug) => model.bySlug.get(slug)?.name ?? slug,
    isHostAtWork: () => true,
  };
}

/** What of an entry everybody reads. */
function WholeEntry({ view }: { view: HostView }) {
  const { say, language } = usePage();
  const { host, entry } = view;
  const { name, website, legalForm, contact, summary } = host;
  const [place, around] = entry.places;
  const where = place && (around ? `${say.territory(place)} (${say.territory(around)})` : say.territory(place));
  const who = [legalForm && legalForm !== 'other' && LEGAL_FORM_LABELS[legalForm][language], where].filter(Boolean);
  return (
    <div class="stack">
      <section class="card">
        <h2>{curved(name)}</h2>
        {who.length > 0 && <p class="where">{who.join(' · ')}</p>}
        {summary && (
          <p>
            <WrittenText text={summary} />
          </p>
        )}
        <p>{[domainOf(website), contact?.email, contact?.phone, contact?.url].filter(Boolean).join(' · ')}</p>
      </section>
      <Offers {...view} />
      <Brief {...view} />
      <Promises {...view} />
    </div>
  );
}

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
export function publishingPages(desk: Desk, given: Pick<Bercail, 'policy' | 'reference'>): void {
  const path = (what: string) => `${DESK}/hosts/:host/${what}`;

  deskForm(desk, path('publication'), async (visit, sent) => {
    const { params, page } = visit;
    const words = PUBLICATION[page.language];
    const context = await visit.asHost(params.host!, 'publishHost');
    const { host, facts } = (await readOwnEntry(context, params.host!))!;
    const [isDraft, at] = [host.state === 'draft', deskOfHost(host)];
    if (!isDraft && host.state !== 'withdrawn') return { to: sent ? `${at}?done=published` : at };
    const view = {
      ...previewOf(facts, visit.model, given),
      servicesAsked: sent ? undefined : queryParam(visit, 'page'),
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
              <List of={becomesNo}>{({ told }) => <Sentence text={sayListChange(told, page.say)} />}</List>
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

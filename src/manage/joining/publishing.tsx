import type { Bercail } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { CatalogueError, type Fault } from '../../ground/errors.ts';
import { type Confirmable, tryConfirmation } from '../../hosts/confirmations/commands.ts';
import { sayBecoming } from '../../hosts/confirmations/words.ts';
import { ownHost, patchHost, publishHost, readOwnEntry } from '../../hosts/entries/commands.ts';
import { freeSlug } from '../../hosts/entries/free-slug.ts';
import { withdrawHost } from '../../hosts/entries/leaving.ts';
import { missingToPublish, RETURN_DAYS } from '../../hosts/entries/publishable.ts';
import { stopOwnership } from '../../hosts/ownership/commands.ts';
import { EMPTY, type Filled } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Sentence } from '../../pages/frame/parts.tsx';
import type { HostView } from '../../pages/host/host-view.tsx';
import type { Context } from '../../record/context.ts';
import { COMPLETE_LISTS } from '../../vocabulary/terms.ts';
import { DESK, type Desk } from '../desk.tsx';
import { DeskForm, DeskPage } from '../desk-page.tsx';
import { crumbOf, deskOfHost } from '../host/form.tsx';
import { takenOr } from '../parts/taking.ts';
import { WithdrawalReasons, withdrawalReasonIn } from '../parts/withdrawal-reasons.tsx';
import { PUBLICATION } from '../words/publication.ts';
import { Steps } from './missing.tsx';
import { previewOf, WholeEntry } from './whole-entry.tsx';

interface PublishProps {
  host: Host;
  missing: readonly Fault[];
  view: HostView;
  becomesNo: Confirmable['becomesNo'];
  filled: Filled;
}

/** What everybody will read, what publishing says, and the button. */
function PublishPage({ host, missing, view, becomesNo, filled }: PublishProps) {
  const words = useWords(PUBLICATION);
  const { say } = usePage();
  const isDraft = host.state === 'draft';
  if (missing.length > 0)
    return (
      <DeskPage heading={words.notYetPublishable} crumb={crumbOf(host)} filled={filled}>
        <Steps host={host} missing={missing} />
        {isDraft && (
          <>
            <p>{words.beforeYou}</p>
            <WholeEntry view={view} />
          </>
        )}
      </DeskPage>
    );
  return (
    <DeskPage heading={words.publish} lead={words.publishLead} crumb={crumbOf(host)} filled={filled}>
      <WholeEntry view={view} />
      <h2>{words.publishMeans}</h2>
      <ul>
        {words[isDraft ? 'publishEffects' : 'againEffects'].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {becomesNo.length > 0 && (
        <>
          <p>{words.becomesNo}</p>
          <ul>
            {becomesNo.map(({ list, told }) => (
              <li key={`${list} ${JSON.stringify(told)}`}>
                <Sentence text={sayBecoming(told, say)} />
              </li>
            ))}
          </ul>
        </>
      )}
      <DeskForm
        action={`${deskOfHost(host)}/publication`}
        send={words[isDraft ? 'publish' : 'backIn']}
        hidden={{ version: [`v${host.version}`] }}
      />
    </DeskPage>
  );
}

/** What leaving means, and the button. */
function LeavePage({ host, filled }: { host: Host; filled: Filled }) {
  const words = useWords(PUBLICATION);
  const isDraft = host.state === 'draft';
  const lines = isDraft ? words.leaveDraftEffects : words.leaveEffects(RETURN_DAYS, host.legalForm === 'individual');
  const heading = words[isDraft ? 'leaveDraft' : 'leave'];
  return (
    <DeskPage heading={heading} crumb={crumbOf(host)} filled={filled}>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <DeskForm
        action={`${deskOfHost(host)}/withdrawal`}
        send={heading}
        hidden={{ version: [`v${host.version}`] }}
        isSecond
      >
        {!isDraft && <WithdrawalReasons host={host} filled={filled} />}
      </DeskForm>
    </DeskPage>
  );
}

/** Somebody else is about to hold the entry: what its holder may say. */
function ObjectPage({ host, filled }: { host: Host; filled: Filled }) {
  const words = useWords(PUBLICATION);
  const { say } = usePage();
  if (host.ownerChangesOn === undefined) return <DeskPage heading={words.noClaim} crumb={crumbOf(host)} />;
  return (
    <DeskPage
      heading={words.object}
      lead={words.objectLead(say.date(host.ownerChangesOn))}
      crumb={crumbOf(host)}
      filled={filled}
    >
      <ul>
        {words.objectMeans.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <DeskForm action={`${deskOfHost(host)}/objection`} send={words.keep} />
    </DeskPage>
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
export function publishingPages(desk: Desk, bercail: Bercail): void {
  const { catalogue } = bercail;
  const path = (what: string) => `${DESK}/hosts/:host/${what}`;

  const publication = async (context: Context, ref: string, filled: Filled, asked?: unknown) => {
    const { host, facts } = (await readOwnEntry(context, ref))!;
    const missing = await missingToPublish(context, host.id);
    const isDraft = host.state === 'draft';
    const becomesNo = isDraft
      ? (await tryConfirmation(context, host.id, { complete: [...COMPLETE_LISTS] })).becomesNo
      : [];
    const view = { ...previewOf(facts, catalogue.current(), bercail), servicesAsked: asked };
    return <PublishPage host={host} missing={missing} view={view} becomesNo={becomesNo} filled={filled} />;
  };
  desk.page(path('publication'), async ({ params, asHost, request }) => {
    const context = await asHost(params.host!, 'publishHost');
    const host = await ownHost(context, params.host!);
    if (host.state !== 'draft' && host.state !== 'withdrawn') return { to: deskOfHost(host) };
    const { page } = request.query as { page?: unknown };
    return await publication(context, host.id, EMPTY, page);
  });
  desk.form(path('publication'), async (visit, { fields, isStay }) => {
    const { params, asHost } = visit;
    const context = await asHost(params.host!, 'publishHost');
    const host = await ownHost(context, params.host!);
    if (isStay) return await publication(context, host.id, EMPTY);
    return await takenOr(
      visit,
      async () => {
        const published = await publish(context, host, fields.get('version') ?? '');
        return { to: `${deskOfHost(published)}?done=published` };
      },
      async (refused, { code }) => {
        // What is missing is listed by itself.
        return await publication(context, host.id, code === 'not-publishable' ? EMPTY : { ...EMPTY, ...refused });
      },
      {
        says: { 'version-stale': PUBLICATION[visit.page.language].changed },
        done: { 'already-published': `${deskOfHost(host)}?done=published` },
      },
    );
  });

  desk.page(path('withdrawal'), async ({ params, asHost }) => (
    <LeavePage
      key="leave"
      host={await ownHost(await asHost(params.host!, 'withdrawHost'), params.host!)}
      filled={EMPTY}
    />
  ));
  desk.form(path('withdrawal'), async (visit, { fields, isStay }) => {
    const { params, asHost } = visit;
    const context = await asHost(params.host!, 'withdrawHost');
    const host = await ownHost(context, params.host!);
    const typed = { withdrawal: fields.get('withdrawal') ?? '' };
    if (isStay) return <LeavePage host={host} filled={{ ...EMPTY, typed }} />;
    return await takenOr(
      visit,
      async () => {
        await withdrawHost(context, host.id, fields.get('version') ?? '', withdrawalReasonIn(typed.withdrawal));
        return { to: host.state === 'draft' ? DESK : `${deskOfHost(host)}?done=left` };
      },
      (refused) => <LeavePage host={host} filled={{ ...EMPTY, typed, ...refused }} />,
      {
        says: { 'version-stale': PUBLICATION[visit.page.language].changed },
        done: { 'host-withdrawn': `${deskOfHost(host)}?done=left` },
      },
    );
  });

  desk.page(path('objection'), async ({ params, asHost }) => (
    <ObjectPage
      key="object"
      host={await ownHost(await asHost(params.host!, 'stopOwnership'), params.host!)}
      filled={EMPTY}
    />
  ));
  desk.form(path('objection'), async (visit, { isStay }) => {
    const { params, asHost } = visit;
    const context = await asHost(params.host!, 'stopOwnership');
    const host = await ownHost(context, params.host!);
    if (isStay) return <ObjectPage host={host} filled={EMPTY} />;
    return await takenOr(
      visit,
      async () => {
        await stopOwnership(context, host.id, '*');
        return { to: `${deskOfHost(host)}?done=kept` };
      },
      (refused) => <ObjectPage host={host} filled={{ ...EMPTY, ...refused }} />,
      { done: { 'no-claim': `${deskOfHost(host)}?done=kept` } },
    );
  });
}

import { readProposals, readProposed } from '../../exchange/imports/commands.ts';
import type { ProposedEntry } from '../../exchange/imports/schema.ts';
import { curved } from '../../ground/texts.ts';
import { publishHost } from '../../hosts/entries/commands.ts';
import { hostNotFound } from '../../hosts/rights.ts';
import { List } from '../../pages/frame/lists.tsx';
import { loadHost } from '../../record/finish-write.ts';
import { findHost } from '../../record/hosts.ts';
import { isId } from '../../requests/meaning.ts';
import { type Desk, doneIn, queryParam } from '../desk.tsx';
import { DeskForm, LinkLine } from '../desk-page.tsx';
import { Cards } from '../parts/lists.tsx';
import { actPage } from '../parts/pages.tsx';
import { besideUsage, decideProposals, ProposalCard, Publishes, usagesIn } from '../parts/proposal-card.tsx';
import { FEDERATION_DESK } from '../words/federation.ts';
import { SOURCE } from '../words/source.ts';
import { FEDERATION, FederationPage, openDesk } from './frame.tsx';
import { FILES_DESK } from './words.ts';

/** Entries on one page, and proposals: a page stays below 40 kB. */
const MOST_ENTRIES = 30;
const MOST = 20;

/** What each button does: the operation of the API, and what is said after it. */
const DID: Readonly<Record<string, { operation: string; done: string }>> = {
  accept: { operation: 'acceptProposals', done: 'accepted' },
  refuse: { operation: 'refuseProposals', done: 'refused' },
  publish: { operation: 'publishHost', done: 'published' },
};

const refOf = ({ id, slug, state }: Pick<ProposedEntry, 'id' | 'slug' | 'state'>) => (state === 'draft' ? id : slug);

/** What the files of a federation say otherwise than the entries: accepted or refused, one by one or at once. */
export function proposalPages(desk: Desk): void {
  const path = `${FEDERATION}/proposals`;
  desk.page(path, async (visit) => {
    const opened = await openDesk(visit, 'listFederationProposals');
    const [slug, id] = (queryParam(visit, 'after') ?? '').split(' ');
    const after = slug && id && isId(id) ? ([slug, id] as const) : undefined;
    const only = queryParam(visit, 'state') === 'draft' ? ('draft' as const) : undefined;
    const part = { limit: MOST_ENTRIES, after, only };
    const { items, last } = await readProposed(opened.context, opened.federation.id, part);
    const { language } = visit.page;
    const words = FILES_DESK[language];
    const path = `${opened.at}/proposals`;
    const rooms = FEDERATION_DESK[language].rooms;
    return (
      <FederationPage
        opened={opened}
        heading={only ? words.drafts : rooms.proposals}
        lead={only ? words.draftsLead : words.lead}
        {...(only && { above: ['proposals', rooms.proposals] as const })}
        done={doneIn(visit, { accepted: words.accepted, refused: words.refused, published: words.published })}
      >
        {!only && <LinkLine to={`${opened.at}/source`} name={SOURCE[language].title} />}
        {!only && <LinkLine to={path} query={{ state: 'draft' }} name={words.drafts} />}
        <Cards of={items} none={only ? words.noDraft : words.none}>
          {(entry) => {
            const name = curved(entry.name);
            const to = `${path}/${refOf(entry)}`;
            return (
              <>
                <h2>{name}</h2>
                <p>
                  {entry.state === 'draft' && words.draft} {entry.waiting > 0 && words.waiting(entry.waiting)}
                </p>
                {entry.waiting > 0 && <Publishes usages={entry.usages} />}
                <LinkLine to={to} name={words.read} of={name} />
                {entry.waiting > 0 && (
                  <DeskForm action={to} send={words.acceptAll} of={name} hidden={{ do: ['accept'] }} isSecond />
                )}
              </>
            );
          }}
        </Cards>
        {last && (
          <LinkLine to={path} query={{ after: last.join(' '), ...(only && { state: only }) }} name={words.more} />
        )}
      </FederationPage>
    );
  });

  actPage(desk, `${path}/:host`, async (visit, sent) => {
    const { page, model, params } = visit;
    const words = FILES_DESK[page.language];
    const did = DID[sent?.get('do') ?? ''] ?? DID.accept!;
    const opened = await openDesk(visit, sent ? did.operation : 'listProposals');
    const { context, at } = opened;
    const row = await findHost(context.db, params.host!);
    if (!row) throw hostNotFound();
    const { items: proposals, total } = await readProposals(context, row.id, { limit: MOST, after: undefined });
    const { document: host } = await loadHost(context.db, context, row.id);
    const action = `${at}/proposals/${params.host}`;
    const version = { version: [`v${host.version}`] };
    const send = (go: string, label: string, more: Record<string, string[]> = {}) => (
      <DeskForm action={action} send={label} hidden={{ do: [go], ...more, ...version }} isSecond />
    );
    const usages = [...model.reference.usages.keys()].map((key) => [key, page.say.usage(key)] as const);
    const mine = proposals.filter(({ mayAccept }) => mayAccept);
    return {
      view: (filled) => (
        <FederationPage
          opened={opened}
          heading={words.heading(curved(host.name))}
          lead={words.ofHostLead}
          above={['proposals', FEDERATION_DESK[page.language].rooms.proposals]}
          filled={filled}
        >
          {total === 0 && <p>{words.nothing}</p>}
          {total > proposals.length && <p>{words.first(proposals.length, total)}</p>}
          {mine.length > 1 && mine.every(({ needsUsages }) => !needsUsages) && (
            <>
              <Publishes usages={usagesIn(mine)} />
              {send('accept', total > proposals.length ? words.acceptThese : words.acceptAll, {
                id: mine.map(({ id }) => id),
              })}
            </>
          )}
          {proposals.map((proposal) => (
            <ProposalCard
              key={proposal.id}
              {...{ proposal, host, action, filled, usages, words }}
              reference={model.reference}
              bySelf={proposal.mayAccept ? undefined : words.bySelf}
            >
              {send('refuse', words.refuse, { id: [proposal.id] })}
            </ProposalCard>
          ))}
          {total > 1 && send('refuse', words.refuseAll)}
          {row.state === 'draft' && (
            <>
              <h2>{words.publishTitle}</h2>
              <p>
                {words.publishLead}{' '}
                {host.memberships.some(({ federation }) => federation === opened.federation.slug) &&
                  words.publishMember}
              </p>
              <List of={host.services}>
                {({ name, usages }) => <>{words.service(curved(name), page.say.list(usages.map(page.say.usage)))}</>}
              </List>
              {host.services.length === 0 && <p>{words.noService}</p>}
              {send('publish', words.publish)}
            </>
          )}
        </FederationPage>
      ),
      act: async () => {
        if (did === DID.publish) await publishHost(context, host.id, sent!.get('version') ?? undefined);
        else await decideProposals(context, host.id, sent!);
        // A draft goes on to be published, with what was just accepted.
        if (row.state === 'draft' && did !== DID.publish) return { to: action };
        return { to: `${at}/proposals?done=${did.done}` };
      },
      refused: (refusal, error) => besideUsage(refusal, error, sent!, words.usageExpected),
    };
  });
}

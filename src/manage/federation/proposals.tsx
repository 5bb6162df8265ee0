import { readProposals, readProposed } from '../../exchange/imports/commands.ts';
import type { ProposedEntry } from '../../exchange/imports/schema.ts';
import { curved } from '../../ground/texts.ts';
import { hostNotFound } from '../../hosts/rights.ts';
import { loadHost } from '../../record/finish-write.ts';
import { findHost } from '../../record/hosts.ts';
import { isId } from '../../requests/meaning.ts';
import { type Desk, doneIn, queryParam } from '../desk.tsx';
import { DeskForm, LinkLine } from '../desk-page.tsx';
import { Cards } from '../parts/lists.tsx';
import { actPage } from '../parts/pages.tsx';
import { besideUsage, decideProposals, ProposalCard } from '../parts/proposal-card.tsx';
import { FEDERATION_DESK } from '../words/federation.ts';
import { FEDERATION, FederationPage, openDesk } from './frame.tsx';
import { FILES_DESK } from './words.ts';

/** Entries on one page, and proposals: a page stays below 40 kB. */
const MOST_ENTRIES = 30;
const MOST = 20;

const refOf = ({ id, slug, state }: Pick<ProposedEntry, 'id' | 'slug' | 'state'>) => (state === 'draft' ? id : slug);

/** What the files of a federation say otherwise than the entries: accepted or refused, one by one or at once. */
export function proposalPages(desk: Desk): void {
  const path = `${FEDERATION}/proposals`;
  desk.page(path, async (visit) => {
    const opened = await openDesk(visit, 'listFederationProposals');
    const [slug, id] = (queryParam(visit, 'after') ?? '').split(' ');
    const after = slug && id && isId(id) ? ([slug, id] as const) : undefined;
    const { items, last } = await readProposed(opened.context, opened.federation.id, { limit: MOST_ENTRIES, after });
    const { language } = visit.page;
    const words = FILES_DESK[language];
    return (
      <FederationPage
        opened={opened}
        heading={FEDERATION_DESK[language].rooms.proposals}
        lead={words.lead}
        done={doneIn(visit, { accepted: words.accepted, refused: words.refused })}
      >
        <Cards of={items} none={words.none}>
          {(entry) => {
            const name = curved(entry.name);
            const to = `${opened.at}/proposals/${refOf(entry)}`;
            return (
              <>
                <h2>{name}</h2>
                <p>
                  {entry.state === 'draft' && words.draft} {words.waiting(entry.waiting)}
                </p>
                <LinkLine to={to} name={words.read} of={name} />
                {entry.waiting > 0 && (
                  <DeskForm action={to} send={words.acceptAll} of={name} hidden={{ do: ['accept'] }} isSecond />
                )}
              </>
            );
          }}
        </Cards>
        {last && <LinkLine to={`${opened.at}/proposals`} query={{ after: last.join(' ') }} name={words.more} />}
      </FederationPage>
    );
  });

  actPage(desk, `${path}/:host`, async (visit, sent) => {
    const { page, model, params } = visit;
    const words = FILES_DESK[page.language];
    const isRefusal = sent?.get('do') === 'refuse';
    const operation = isRefusal ? 'refuseProposals' : 'acceptProposals';
    const opened = await openDesk(visit, sent ? operation : 'listProposals');
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
          {mine.length > 1 && mine.every(({ needsUsages }) => !needsUsages) && send('accept', words.acceptAll)}
          {proposals.map((proposal) => (
            <ProposalCard
              key={proposal.id}
              {...{ proposal, host, action, filled, usages, words }}
              bySelf={proposal.mayAccept ? undefined : words.bySelf}
            >
              {send('refuse', words.refuse, { id: [proposal.id] })}
            </ProposalCard>
          ))}
          {total > 1 && send('refuse', words.refuseAll)}
        </FederationPage>
      ),
      act: async () => {
        await decideProposals(context, host.id, sent!);
        return { to: `${at}/proposals?done=${isRefusal ? 'refused' : 'accepted'}` };
      },
      refused: (refusal, error) => besideUsage(refusal, error, sent!, words.usageExpected),
    };
  });
}

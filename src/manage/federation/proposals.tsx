import type { Host } from '../../documents/host.ts';
import { readProposals, readProposed } from '../../exchange/imports/commands.ts';
import type { Proposal, ProposedEntry } from '../../exchange/imports/schema.ts';
import { curved } from '../../ground/texts.ts';
import { hostNotFound } from '../../hosts/rights.ts';
import { EMPTY, type Filled } from '../../pages/frame/fields.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { findHost } from '../../record/hosts.ts';
import { loadHost } from '../../record/settle.ts';
import { isId } from '../../requests/meaning.ts';
import { type Desk, parameter, type Shown, type SignedIn } from '../desk.tsx';
import { DeskForm, TapLink } from '../desk-page.tsx';
import { besideUsage, decideProposals, ProposalCard } from '../parts/proposal-card.tsx';
import { takenOr } from '../taking.ts';
import { FEDERATION_DESK } from '../words/federation.ts';
import { FILES_DESK } from '../words/federation-files.ts';
import { FEDERATION, FederationPage, type Opened, openDesk } from './frame.tsx';

/** Entries on one page, and proposals: a page stays below 40 kB. */
const MOST_ENTRIES = 30;
const MOST = 20;
const DONE = ['accepted', 'refused'] as const;

interface EntriesProps {
  opened: Opened;
  entries: readonly ProposedEntry[];
  /** The last one, when there are more. */
  last: readonly [slug: string, id: string] | null;
}

const refOf = ({ id, slug, state }: Pick<ProposedEntry, 'id' | 'slug' | 'state'>) => (state === 'draft' ? id : slug);
const doneOf = (visit: SignedIn) => DONE.find((one) => one === parameter(visit, 'done'));

function EntriesPage({ opened, entries, last }: EntriesProps) {
  const words = useWords(FILES_DESK);
  const { rooms } = useWords(FEDERATION_DESK);
  const { at, visit } = opened;
  const done = doneOf(visit);
  return (
    <FederationPage opened={opened} heading={rooms.proposals} lead={words.lead} done={done && words[done]}>
      {entries.length === 0 && <p>{words.none}</p>}
      {entries.map((entry) => (
        <section class="card" key={entry.id}>
          <h2>{curved(entry.name)}</h2>
          <p>
            {entry.state === 'draft' && words.draft} {words.waiting(entry.waiting)}
          </p>
          <p>
            <TapLink to={`${at}/proposals/${refOf(entry)}`} name={words.read} of={curved(entry.name)} />
          </p>
          {entry.waiting > 0 && (
            <DeskForm
              action={`${at}/proposals/${refOf(entry)}`}
              send={words.acceptAll}
              of={curved(entry.name)}
              hidden={{ do: ['accept'] }}
              isSecond
            />
          )}
        </section>
      ))}
      {last && (
        <p>
          <TapLink to={`${at}/proposals`} query={{ after: last.join(' ') }} name={words.more} />
        </p>
      )}
    </FederationPage>
  );
}

interface ProposalsProps {
  opened: Opened;
  host: Host;
  action: string;
  proposals: readonly Proposal[];
  total: number;
  filled: Filled;
}

function ProposalsPage({ opened, host, action, proposals, total, filled }: ProposalsProps) {
  const words = useWords(FILES_DESK);
  const { rooms } = useWords(FEDERATION_DESK);
  const { page, model } = opened.visit;
  const version = { version: [`v${host.version}`] };
  const send = (go: string, label: string, more: Record<string, string[]> = {}) => (
    <DeskForm action={action} send={label} hidden={{ do: [go], ...more, ...version }} isSecond />
  );
  const usages = [...model.reference.usages.keys()].map((key) => [key, page.say.usage(key)] as const);
  const mine = proposals.filter(({ mayAccept }) => mayAccept);
  return (
    <FederationPage
      opened={opened}
      heading={words.heading(curved(host.name))}
      lead={words.ofHostLead}
      above={['proposals', rooms.proposals]}
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
  );
}

/** What the files of a federation say otherwise than the entries: accepted or refused, one by one or at once. */
export function proposalPages(desk: Desk): void {
  const path = `${FEDERATION}/proposals`;
  desk.page(path, async (visit) => {
    const opened = await openDesk(visit, 'listFederationProposals');
    const [slug, id] = (parameter(visit, 'after') ?? '').split(' ');
    const after = slug && id && isId(id) ? ([slug, id] as const) : undefined;
    const found = await readProposed(opened.context, opened.federation.id, { limit: MOST_ENTRIES, after });
    return <EntriesPage opened={opened} entries={found.items} last={found.last} />;
  });

  const read = async (visit: SignedIn, operation: string) => {
    const opened = await openDesk(visit, operation);
    const { context } = opened;
    const row = await findHost(context.db, visit.params.host!);
    if (!row) throw hostNotFound();
    const { items, total } = await readProposals(context, row.id, { limit: MOST, after: undefined });
    const { document: host } = await loadHost(context.db, context, row.id);
    return { opened, host, proposals: items, total, action: `${opened.at}/proposals/${visit.params.host}` };
  };
  const one = `${path}/:host`;
  desk.page(one, async (visit) => <ProposalsPage {...(await read(visit, 'listProposals'))} filled={EMPTY} />);

  desk.form(one, async (visit, { fields, isStay }): Promise<Shown> => {
    const { page, reply } = visit;
    const isRefusal = fields.get('do') === 'refuse';
    const shown = await read(visit, isRefusal ? 'refuseProposals' : 'acceptProposals');
    const show = async (status: number, filled: Omit<Filled, 'typed'>) => {
      const again = await read(visit, 'listProposals');
      return {
        status,
        view: <ProposalsPage {...again} filled={{ typed: Object.fromEntries(fields), ...filled }} />,
      };
    };
    if (isStay) return await show(200, { faults: {} });
    const { opened, host } = shown;
    return await takenOr(
      visit,
      async () => {
        await decideProposals(opened.context, host.id, fields);
        return { to: `${opened.at}/proposals?done=${isRefusal ? 'refused' : 'accepted'}` };
      },
      async (refused, error) =>
        await show(reply.statusCode, besideUsage(refused, error, fields, FILES_DESK[page.language].usageExpected)),
    );
  });
}

import type { Bercail } from '../../../bercail.ts';
import { findFederation } from '../../../catalogue/model.ts';
import { agreeToSucceed } from '../../../closings/successions.ts';
import type { Host } from '../../../documents/host.ts';
import { readProposals } from '../../../exchange/imports/commands.ts';
import type { Proposal } from '../../../exchange/imports/schema.ts';
import { removeMember } from '../../../federations/members/commands.ts';
import { askMembership } from '../../../federations/members/requests.ts';
import { listRequestsOf } from '../../../federations/members/store.ts';
import { curved, definedOnly } from '../../../ground/texts.ts';
import { ownHost } from '../../../hosts/entries/commands.ts';
import { EMPTY, type Filled } from '../../../pages/frame/fields.tsx';
import { useWords } from '../../../pages/frame/page.ts';
import { Sentence } from '../../../pages/frame/parts.tsx';
import type { Context } from '../../../record/context.ts';
import { today } from '../../../requests/meaning.ts';
import { textFact } from '../../../vocabulary/shapes.ts';
import { readTodo } from '../../../waiting/host/commands.ts';
import type { TodoSources } from '../../../waiting/host/facts.ts';
import { DESK, type Desk } from '../../desk.tsx';
import { DeskPage, Done } from '../../desk-page.tsx';
import { Cards } from '../../parts/cards.tsx';
import { besideUsage, decideProposals, ProposalCard } from '../../parts/proposal-card.tsx';
import { writeText } from '../../parts/texts.ts';
import { takenOr } from '../../taking.ts';
import { ANSWERS } from '../../words/host-answers.ts';
import { crumbOf, deskOfHost } from '../form.tsx';
import { answerField, Memberships, type MembershipsProps, Send } from './memberships.tsx';

const MOST_SHOWN = 20;

interface RequestsProps extends MembershipsProps {
  todo: Pick<TodoSources, 'successions' | 'promisedSuccessions'>;
  proposals: readonly Proposal[];
  total: number;
  usages: readonly (readonly [key: string, label: string])[];
}

function Successions({ host, todo: { successions, promisedSuccessions } }: RequestsProps) {
  const words = useWords(ANSWERS);
  const all = [
    ...successions.map((one) => ({ ...one, tell: words.succession })),
    ...promisedSuccessions.map((one) => ({ ...one, tell: words.successionPromised })),
  ];
  if (all.length === 0) return null;
  return (
    <>
      <h2>{words.successions}</h2>
      <Cards of={all}>
        {({ host: leaving, name, tell }) => (
          <>
            <p>{tell(curved(name))}</p>
            <Send host={host} what="succeed" label={words.succeed} more={{ leaving: [leaving] }} />
          </>
        )}
      </Cards>
    </>
  );
}

function Proposals({ host, proposals, total, usages, filled }: RequestsProps & { filled: Filled }) {
  const words = useWords(ANSWERS);
  const version = { version: [`v${host.version}`] };
  return (
    <>
      <h2>{words.proposals}</h2>
      {proposals.length === 0 && <p>{words.noProposals}</p>}
      {proposals.map((proposal) => (
        <ProposalCard
          key={proposal.id}
          action={`${deskOfHost(host)}/requests`}
          {...{ proposal, host, filled, usages, words }}
        >
          <Send host={host} what="refuse" label={words.refuse} more={{ id: [proposal.id], ...version }} />
        </ProposalCard>
      ))}
      {total > proposals.length && <p>{words.moreProposals(total)}</p>}
      {total > 1 && (
        <div class="row">
          {proposals.every(({ needsUsages }) => !needsUsages) && (
            <Send host={host} what="accept" label={words.acceptAll} more={version} />
          )}
          <Send host={host} what="refuse" label={words.refuseAll} more={version} />
        </div>
      )}
    </>
  );
}

function RequestsPage({ filled, isDone, ...shown }: RequestsProps & { filled: Filled; isDone: boolean }) {
  const words = useWords(ANSWERS);
  const { host } = shown;
  return (
    <DeskPage
      heading={words.requests}
      lead={words.requestsLead}
      crumb={crumbOf(host)}
      form={`${deskOfHost(host)}/requests`}
      filled={filled}
    >
      {isDone && (
        <Done>
          <Sentence text={words.done} />
        </Done>
      )}
      <Successions {...shown} />
      <Proposals {...shown} filled={filled} />
      <Memberships {...shown} filled={filled} />
    </DeskPage>
  );
}

/** The operation of the API that each button is. */
const OPERATIONS: ReadonlyMap<string | null, string> = new Map([
  ['ask', 'askMembership'],
  ['answer', 'askMembership'],
  ['agree', 'askMembership'],
  ['deny', 'removeMember'],
  ['leave', 'removeMember'],
  ['succeed', 'agreeToSucceed'],
  ['accept', 'acceptProposals'],
  ['refuse', 'refuseProposals'],
]);

/** Does what a button says. Of federations, whose version nobody sees here, any version is meant. */
async function act(context: Context, host: Host, sent: URLSearchParams, language: 'fr' | 'en'): Promise<void> {
  const text = (name: string) => sent.get(name)?.trim() || undefined;
  const federation = text('federation') ?? '';
  switch (text('do')) {
    case 'ask': {
      const note = text('note');
      await askMembership(context, federation, note === undefined ? {} : { note: { [language]: note } });
      return;
    }
    case 'answer': {
      // It asks again: all that it does not write anew is asked as before.
      const asked = (await listRequestsOf(context.db, host.id)).find((one) => one.federation === federation)?.row;
      const { since, charter, charterVersion } = asked ?? {};
      const note = writeText(textFact(asked?.note ?? null), text(answerField(federation)) ?? '', language);
      await askMembership(context, federation, definedOnly({ since, charter, charterVersion, note }));
      return;
    }
    case 'agree':
      await askMembership(context, federation, {});
      return;
    case 'deny':
    case 'leave':
      await removeMember(context, { federation, host: host.id }, '*', { never: text('do') === 'deny' });
      return;
    case 'succeed':
      await agreeToSucceed(context, { host: host.id, leaving: text('leaving') ?? '' }, undefined);
      return;
    case 'accept':
    case 'refuse':
      await decideProposals(context, host.id, sent);
  }
}

/** What others say of a host and ask of it: networks, those who close, files read elsewhere. */
export function requestPages(desk: Desk, { catalogue, db, policy }: Bercail): void {
  const path = `${DESK}/hosts/:host/requests`;
  const read = async (context: Context, ref: string, language: 'fr' | 'en', label: (usage: string) => string) => {
    const host = await ownHost(context, ref);
    const model = catalogue.current();
    const { items, total } = await readProposals(context, host.id, { limit: MOST_SHOWN, after: undefined });
    return {
      host,
      day: today(context),
      asked: await listRequestsOf(db, host.id),
      federations: [...model.federationBySlug.values()].sort((a, b) => a.name.localeCompare(b.name, language)),
      federationName: (slug: string) => curved(findFederation(model, slug)?.name ?? slug),
      todo: (await readTodo(context, host.id, policy)).sources,
      proposals: items,
      total,
      usages: [...model.reference.usages.keys()].map((key) => [key, label(key)] as const),
    };
  };
  desk.page(path, async ({ params, asHost, page, request }) => {
    const context = await asHost(params.host!, 'listProposals');
    const shown = await read(context, params.host!, page.language, page.say.usage);
    return <RequestsPage {...shown} filled={EMPTY} isDone={'done' in (request.query as object)} />;
  });
  desk.form(path, async (visit, { fields, isStay }) => {
    const { params, asHost, page, reply } = visit;
    const words = ANSWERS[page.language];
    const context = await asHost(params.host!, OPERATIONS.get(fields.get('do')) ?? 'listProposals');
    const typed = Object.fromEntries(fields);
    const show = async (status: number, filled: Omit<Filled, 'typed'>) => {
      const shown = await read(context, params.host!, page.language, page.say.usage);
      return { status, view: <RequestsPage {...shown} filled={{ typed, ...filled }} isDone={false} /> };
    };
    if (isStay) return await show(200, { faults: {} });
    if (fields.get('do') === 'ask' && !fields.get('federation'))
      return await show(422, { faults: { federation: words.whichExpected } });
    const answered = fields.get('do') === 'answer' ? answerField(fields.get('federation') ?? '') : undefined;
    if (answered !== undefined && !fields.get(answered)?.trim())
      return await show(422, { faults: { [answered]: words.answerExpected } });
    return await takenOr(
      visit,
      async () => {
        await act(context, await ownHost(context, params.host!), fields, page.language);
        return { to: `${DESK}/hosts/${params.host}/requests?done=yes` };
      },
      (refused, error) => show(reply.statusCode, besideUsage(refused, error, fields, words.usageExpected)),
    );
  });
}

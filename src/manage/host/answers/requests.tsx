import type { Bercail } from '../../../bercail.ts';
import { agreeToSucceed } from '../../../closings/successions.ts';
import type { Host } from '../../../documents/host.ts';
import { readProposals } from '../../../exchange/imports/commands.ts';
import { removeMember } from '../../../federations/members/commands.ts';
import { askMembership } from '../../../federations/members/requests.ts';
import { listRequestsOf } from '../../../federations/members/store.ts';
import { curved, definedOnly } from '../../../ground/texts.ts';
import { Sentence } from '../../../pages/frame/parts.tsx';
import type { Context } from '../../../record/context.ts';
import { today } from '../../../requests/meaning.ts';
import { textFact } from '../../../vocabulary/shapes.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import { readTodo } from '../../../waiting/host/commands.ts';
import { DESK, type Desk, queryParam } from '../../desk.tsx';
import { DeskPage, Done } from '../../desk-page.tsx';
import { Cards } from '../../parts/lists.tsx';
import { actPage } from '../../parts/pages.tsx';
import { besideUsage, decideProposals, ProposalCard, Publishes, usagesIn } from '../../parts/proposal-card.tsx';
import { writeText } from '../../parts/texts.ts';
import { ANSWERS } from '../../words/host-answers.ts';
import { crumbOf, federationNameIn, openHost } from '../form.tsx';
import { answerField, Memberships, Send } from './memberships.tsx';

const MOST_SHOWN = 20;

/** The operation of the API that each button is. */
const OPERATIONS: ReadonlyMap<string | undefined, string> = new Map([
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
async function run(context: Context, host: Host, sent: URLSearchParams, language: Language): Promise<void> {
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
export function requestPages(desk: Desk, { policy }: Pick<Bercail, 'policy'>): void {
  actPage(desk, `${DESK}/hosts/:host/requests`, async (visit, sent) => {
    const { params, model } = visit;
    const { language, say } = visit.page;
    const words = ANSWERS[language];
    const what = sent?.get('do') ?? undefined;
    const { context, host, at } = await openHost(visit, OPERATIONS.get(what) ?? 'listProposals');
    const { items: proposals, total } = await readProposals(context, host.id, { limit: MOST_SHOWN, after: undefined });
    const { successions, promisedSuccessions } = (await readTodo(context, host.id, policy)).sources;
    const leaving = [
      ...successions.map((one) => ({ ...one, tell: words.succession })),
      ...promisedSuccessions.map((one) => ({ ...one, tell: words.successionPromised })),
    ];
    const usages = [...model.reference.usages.keys()].map((key) => [key, say.usage(key)] as const);
    const version = { version: [`v${host.version}`] };
    const asked = await listRequestsOf(context.db, host.id);
    const federations = [...model.federationBySlug.values()].sort((a, b) => a.name.localeCompare(b.name, language));
    const action = `${at}/requests`;
    return {
      view: (filled) => (
        <DeskPage
          heading={words.requests}
          lead={words.requestsLead}
          crumb={crumbOf(host)}
          form={action}
          filled={filled}
        >
          {!sent && queryParam(visit, 'done') !== undefined && (
            <Done>
              <Sentence text={words.done} />
            </Done>
          )}
          {leaving.length > 0 && <h2>{words.successions}</h2>}
          <Cards of={leaving}>
            {({ host: leaving, name, tell }) => (
              <>
                <p>{tell(curved(name))}</p>
                <Send host={host} what="succeed" label={words.succeed} more={{ leaving: [leaving] }} />
              </>
            )}
          </Cards>
          <h2 id="files">{words.proposals}</h2>
          {proposals.length === 0 && <p>{words.noProposals}</p>}
          {proposals.map((proposal) => (
            <ProposalCard
              key={proposal.id}
              {...{ action, proposal, host, filled, usages, words }}
              reference={model.reference}
            >
              <Send host={host} what="refuse" label={words.refuse} more={{ id: [proposal.id], ...version }} />
            </ProposalCard>
          ))}
          {total > proposals.length && <p>{words.moreProposals(total)}</p>}
          {total > 1 && <Publishes usages={usagesIn(proposals)} />}
          {total > 1 && (
            <div class="row">
              {proposals.every(({ needsUsages }) => !needsUsages) && (
                <Send
                  host={host}
                  what="accept"
                  label={total > proposals.length ? words.acceptThese : words.acceptAll}
                  more={{ id: proposals.map(({ id }) => id), ...version }}
                />
              )}
              <Send host={host} what="refuse" label={words.refuseAll} more={version} />
            </div>
          )}
          <Memberships
            {...{ host, asked, federations, filled }}
            day={today(context)}
            federationName={federationNameIn(visit)}
          />
        </DeskPage>
      ),
      act: async () => {
        const federation = sent!.get('federation') ?? '';
        if (what === 'ask' && federation === '') return { faults: { federation: words.whichExpected } };
        const answered = answerField(federation);
        if (what === 'answer' && !sent!.get(answered)?.trim()) return { faults: { [answered]: words.answerExpected } };
        await run(context, host, sent!, language);
        return { to: `${DESK}/hosts/${params.host}/requests?done=yes` };
      },
      refused: (refusal, error) => besideUsage(refusal, error, sent!, words.usageExpected),
    };
  });
}

import type { Bercail } from '../../../bercail.ts';
import { findFederation } from '../../../catalogue/model.ts';
import { agreeToSucceed } from '../../../closings/successions.ts';
import type { Host } from '../../../documents/host.ts';
import { isCurrent } from '../../../documents/membership.ts';
import { acceptProposals, readProposals, refuseProposals } from '../../../exchange/imports/commands.ts';
import type { Proposal } from '../../../exchange/imports/schema.ts';
import { removeMember } from '../../../federations/members/commands.ts';
import { askMembership } from '../../../federations/members/requests.ts';
import { listRequestsOf } from '../../../federations/members/store.ts';
import { inLanguage } from '../../../ground/errors.ts';
import { curved } from '../../../ground/texts.ts';
import { ownHost } from '../../../hosts/commands.ts';
import { EMPTY, type Filled, Select, TextArea } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { OutsideLink, Sentence, WrittenText } from '../../../pages/frame/parts.tsx';
import { refusedIn } from '../../../pages/frame/refused.ts';
import type { Context } from '../../../record/context.ts';
import { readTodoSources } from '../../../reminders/todo/commands.ts';
import type { TodoSources } from '../../../reminders/todo/facts.ts';
import { today } from '../../../requests/meaning.ts';
import { DESK, type Desk } from '../../desk.tsx';
import { DeskForm, DeskPage, Done } from '../../desk-page.tsx';
import { crumbOf, deskOfHost } from '../form.tsx';
import { ProposalCard } from './difference.tsx';
import { ANSWERS } from './words.ts';

const MOST_SHOWN = 20;

interface RequestsProps {
  host: Host;
  day: string;
  /** Federations that have not answered a request yet. */
  asked: Awaited<ReturnType<typeof listRequestsOf>>;
  federations: readonly { slug: string; name: string }[];
  federationName(slug: string): string;
  todo: Pick<TodoSources, 'successions' | 'promisedSuccessions'>;
  proposals: readonly Proposal[];
  total: number;
  usages: readonly (readonly [key: string, label: string])[];
}

/** Everything on this page is sent to its own address. `do`: what is meant. */
function Send({ host, what, label, more = {} }: { host: Host; what: string; label: string; more?: object }) {
  return <DeskForm action={`${deskOfHost(host)}/requests`} send={label} hidden={{ do: [what], ...more }} isSecond />;
}

function Memberships({ host, day, asked, federations, federationName, filled }: RequestsProps & { filled: Filled }) {
  const words = useWords(ANSWERS);
  const { say } = usePage();
  const current = host.memberships.filter((one) => isCurrent(one, day));
  // Whoever is to say more, or was refused, may ask again.
  const waiting = asked.filter(({ status }) => status === 'asked');
  const taken = new Set([...current, ...waiting].map(({ federation }) => federation));
  const others = federations.filter(({ slug }) => !taken.has(slug));
  return (
    <>
      <h2>{words.memberships}</h2>
      {taken.size === 0 && <p>{words.noMembership}</p>}
      {current.map(({ federation, askedOn }) => {
        const more = { federation: [federation] };
        return (
          <section class="card" key={federation}>
            <p>{(askedOn ? words.member : words.oneSided)(federationName(federation))}</p>
            {askedOn ? (
              <Send host={host} what="leave" label={words.leave} more={more} />
            ) : (
              <div class="row">
                <Send host={host} what="agree" label={words.isTrue} more={more} />
                <Send host={host} what="deny" label={words.isFalse} more={more} />
              </div>
            )}
          </section>
        );
      })}
      {asked.map(({ federation, askedOn, status, reason, url, answeredOn }) => (
        <section class="card" key={federation}>
          <p>
            {status === 'asked'
              ? words.waitsFor(federationName(federation), say.date(askedOn))
              : words.answeredBy[status](federationName(federation), say.date(answeredOn!))}
          </p>
          {reason && (
            <blockquote>
              <WrittenText text={reason} />
            </blockquote>
          )}
          {url && (
            <p>
              <OutsideLink to={url}>{words.thread}</OutsideLink>
            </p>
          )}
          {status !== 'asked' && <p>{words.askAgain}</p>}
          <Send host={host} what="leave" label={words.withdraw} more={{ federation: [federation] }} />
        </section>
      ))}
      {others.length > 0 && (
        <>
          <h3>{words.ask}</h3>
          <DeskForm
            id="desk"
            action={`${deskOfHost(host)}/requests`}
            send={words.sendAsk}
            hidden={{ do: ['ask'] }}
            isSecond
          >
            <Select
              filled={filled}
              name="federation"
              label={words.which}
              groups={[['', [['', '…'], ...others.map(({ slug, name }) => [slug, curved(name)] as const)]]]}
            />
            <TextArea filled={filled} name="note" label={words.note} hint={words.noteHint} rows={3} most={4000} />
          </DeskForm>
        </>
      )}
    </>
  );
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
      {all.map(({ host: leaving, name, tell }) => (
        <section class="card" key={leaving}>
          <p>{tell(curved(name))}</p>
          <Send host={host} what="succeed" label={words.succeed} more={{ leaving: [leaving] }} />
        </section>
      ))}
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
  const [federation = '', id, version] = [text('federation'), text('id'), text('version')];
  const chosen = id === undefined ? { all: true as const } : { ids: [id] };
  switch (text('do')) {
    case 'ask': {
      const note = text('note');
      await askMembership(context, federation, note === undefined ? {} : { note: { [language]: note } });
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
    case 'accept': {
      const usage = id && text(`usage-${id}`);
      await acceptProposals(context, host.id, { ...chosen, ...(usage && { usages: { [id]: [usage] } }) }, version);
      return;
    }
    case 'refuse':
      await refuseProposals(context, host.id, chosen, version);
  }
}

/** What others say of a host and ask of it: networks, those who close, files read elsewhere. */
export function requestPages(desk: Desk, { catalogue, db }: Bercail): void {
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
      todo: await readTodoSources(context, host.id),
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
  desk.form(path, async ({ params, asHost, page, request, reply }, { fields, isStay }) => {
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
    try {
      await act(context, await ownHost(context, params.host!), fields, page.language);
      return { to: `${DESK}/hosts/${params.host}/requests?done=yes` };
    } catch (error) {
      const { faults, sentence } = refusedIn(error, page, request, reply);
      const unnamed = faults.find(({ code }) => code === 'usages-needed');
      const filled = unnamed
        ? { faults: { [`usage-${fields.get('id')}`]: words.usageExpected } }
        : { faults: {}, refusal: faults[0] ? inLanguage(faults[0].message, page.language) : sentence };
      return await show(reply.statusCode, filled);
    }
  });
}

import { findToken, isProvenClaim } from '../../accounts/tokens.ts';
import type { Bercail } from '../../bercail.ts';
import type { Database } from '../../database/open.ts';
import { curved } from '../../ground/texts.ts';
import type { Policy } from '../../matching/engine/need/policy.ts';
import { type Page, useWords } from '../../pages/frame/page.ts';
import { Link, Sentence } from '../../pages/frame/parts.tsx';
import type { Context } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import { findHost } from '../../record/hosts.ts';
import { mayDoAll, type TokenHolder } from '../../requests/caller.ts';
import type { HostState, Language } from '../../vocabulary/terms.ts';
import { readTodo } from '../../waiting/host/commands.ts';
import type { TodoKind } from '../../waiting/host/schema.ts';
import { DESK, type Desk } from '../desk.tsx';
import { DeskPage, TapLink } from '../desk-page.tsx';
import { deskOfFederation } from '../federation/frame.tsx';
import { waitsOfFederation } from '../federation/today/today.tsx';
import { deskOfHost } from '../host/form.tsx';
import { DESK_WORDS } from '../words/desk.ts';
import { MAIL } from '../words/mail.ts';
import { PUBLICATION } from '../words/publication.ts';

/** One thing that waits for a host, in whole sentences. */
interface WaitingLine {
  kind: TodoKind;
  text: string;
  /** Where it is answered; absent: wherever the host looks for it. */
  to?: string;
}

/** The page of the desk where something is answered. */
const PAGE_OF: Partial<Record<TodoKind, string>> = {
  'membership-question': 'requests',
  'membership-refused': 'requests',
  'membership-unasked': 'requests',
  succession: 'requests',
  'succession-promised': 'requests',
  proposals: 'requests#files',
  report: 'reports',
  referral: 'referrals',
  contested: 'reviews',
};

/** The same for what only those change who may do everything. */
const PAGE_OF_CHANGES: Partial<Record<TodoKind, string>> = {
  'domain-unproven': 'proof',
  'price-expires': 'services',
  confirmation: 'confirmation',
};

/** What waits for a host, most urgent first. */
export async function waitingFor(
  policy: Policy,
  context: Context,
  host: { id: string; slug: string | null; state: HostState },
  { language, say }: Pick<Page, 'language' | 'say'>,
): Promise<WaitingLine[]> {
  const { facts, tell, sources } = await readTodo(context, host.id, policy);
  const answered = [...sources.questions, ...sources.refusals];
  return facts.map((fact) => {
    const { kind, otherwise } = fact;
    const page = PAGE_OF[kind] ?? (mayDoAll(context.caller) ? PAGE_OF_CHANGES[kind] : undefined);
    // What a network wrote is for its host alone: it is read here, and in no letter and no calendar.
    const isAnswer = kind === 'membership-question' || kind === 'membership-refused';
    const reason =
      isAnswer && answered.find(({ federation }) => `federation:${federation}` === fact.subject)?.row.reason;
    const text = reason
      ? `${tell(fact, say)} ${DESK_WORDS[language].quoted(reason[language] ?? reason.fr ?? reason.en ?? '')}`
      : tell(fact, say);
    const isWebhook = kind === 'webhook-disabled' && otherwise !== undefined;
    return {
      kind,
      text: isWebhook ? `${text} ${DESK_WORDS[language].mendWebhook(otherwise.path)}` : text,
      ...(page && { to: `${deskOfHost(host)}/${page}` }),
    };
  });
}

interface WaitingProps {
  waits: readonly Pick<WaitingLine, 'text' | 'to'>[];
  /** How many there are in all; those of `waits` when absent. */
  total?: number | undefined;
  most: number;
  /** Where the rest is. */
  all?: string;
}

/** The first of them; the rest is counted. */
export function Waiting({ waits, total = waits.length, most, all }: WaitingProps) {
  const words = useWords(DESK_WORDS);
  if (waits.length === 0) return <p>{words.nothingWaits}</p>;
  const rest = total - most;
  return (
    <>
      <ul class="list">
        {waits.slice(0, most).map(({ text, to }) => (
          <li key={text}>
            <Sentence text={text} /> {to && <TapLink to={to} name={words.answerThere} />}
          </li>
        ))}
      </ul>
      {rest > 0 && <p>{all ? <Link to={all}>{words.moreWaits(rest)}</Link> : words.moreWaits(rest)}</p>}
    </>
  );
}

/** How what somebody acts for is called. */
export async function nameOf(db: Database, caller: TokenHolder, language: Language): Promise<string> {
  const { administration } = DESK_WORDS[language];
  if ('hostId' in caller) return curved((await findHost(db, caller.hostId))?.name ?? '');
  if ('federationId' in caller) return curved((await findFederation(db, caller.federationId))?.name ?? '');
  return administration;
}

/** One thing that a person keeps, as the first page of the desks shows it. */
interface Held {
  caller: TokenHolder;
  name: string;
  /** Its desk. */
  to?: string;
  state?: HostState;
  waits?: readonly { text: string; to?: string }[];
  /** How many wait in all. */
  total?: number;
  /** Of a claim that is proven: when it is theirs. */
  claimed?: string;
  /** Where its messages go. */
  mail?: string;
}

/** Things that wait, shown of each host. */
const SHOWN = 3;

function Card({ held: { caller, name, to, state, waits, total, claimed, mail } }: { held: Held }) {
  const words = useWords(DESK_WORDS);
  const { addresses } = useWords(MAIL);
  return (
    <section class="card">
      <h2>{to ? <Link to={to}>{name}</Link> : name}</h2>
      {caller.role === 'federation' && <p>{words.network}</p>}
      {caller.role === 'claimant' && <p>{claimed ?? words.claim}</p>}
      {state && <p>{words.states[state]}</p>}
      {mail && (
        <p>
          <Link to={mail}>{addresses.title}</Link>
        </p>
      )}
      {waits && (
        <>
          <h3>{words.waits}</h3>
          <Waiting waits={waits} total={total} most={SHOWN} {...(to && { all: to })} />
        </>
      )}
    </section>
  );
}

/** The first page of somebody who is signed in: what they keep, and what waits there today. */
export function homePage(desk: Desk, { db, sendsMail, policy }: Pick<Bercail, 'db' | 'sendsMail' | 'policy'>): void {
  desk.page(DESK, async (visit) => {
    const { session, page, as } = visit;
    const held: Held[] = [];
    for (const caller of session.callers) {
      const name = await nameOf(db, caller, page.language);
      if (caller.role === 'claimant') {
        const host = await findHost(db, caller.hostId);
        const isProven = isProvenClaim(await findToken(db, caller.tokenId));
        const claimed =
          isProven && host?.ownerChangesOn && PUBLICATION[page.language].claimWaits(page.say.date(host.ownerChangesOn));
        held.push({ caller, name, to: `${DESK}/hosts/${caller.hostId}/proof`, ...(claimed && { claimed }) });
        continue;
      }
      if (caller.role === 'admin') {
        held.push({ caller, name, to: `${DESK}/administration` });
        continue;
      }
      if (caller.role === 'federation') {
        const federation = await findFederation(db, caller.federationId);
        if (!federation) continue;
        const queues = await waitsOfFederation(visit, as(caller, 'getFederationDue'), federation);
        const to = deskOfFederation(federation);
        const waits = queues.flatMap(({ items }) => items);
        const total = queues.reduce((sum, { total }) => sum + total, 0);
        held.push({ caller, name, to, waits, total, ...(sendsMail && { mail: `${to}/mail` }) });
        continue;
      }
      const host = caller.role === 'host' && (await findHost(db, caller.hostId));
      if (!host) continue;
      const waits = await waitingFor(policy, as(caller, 'getHostTodo'), host, page);
      held.push({ caller, name, to: deskOfHost(host), state: host.state, waits });
    }
    const words = DESK_WORDS[page.language];
    return (
      <DeskPage heading={words.mine} lead={session.person ? words.hello(session.person.label) : words.helloShared}>
        <div class="cards">
          {held.map((one) => (
            <Card key={one.caller.tokenId} held={one} />
          ))}
        </div>
      </DeskPage>
    );
  });
}

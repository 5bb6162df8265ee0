import { findToken, isProvenClaim } from '../../accounts/tokens.ts';
import type { Bercail } from '../../bercail.ts';
import type { Database } from '../../database/open.ts';
import { curved } from '../../ground/texts.ts';
import { useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { findFederation } from '../../record/federations.ts';
import { findHost } from '../../record/hosts.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import type { HostState, Language } from '../../vocabulary/terms.ts';
import { DESK, type Desk } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { deskOfFederation } from '../federation/frame.tsx';
import { waitsOfFederation } from '../federation/today/waiting.ts';
import { deskOfHost } from '../host/form.tsx';
import { DESK_WORDS } from '../words/desk.ts';
import { MAIL } from '../words/mail.ts';
import { PUBLICATION } from '../words/publication.ts';
import { Waiting, waitingFor } from './waiting.tsx';

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
export function homePage(desk: Desk, bercail: Bercail): void {
  const { db, sendsMail } = bercail;
  desk.page(DESK, async ({ session, page, as }) => {
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
        const queues = await waitsOfFederation(bercail, as(caller, 'getFederationDue'), federation, page);
        const to = deskOfFederation(federation);
        const waits = queues.flatMap(({ items }) => items);
        const total = queues.reduce((sum, { total }) => sum + total, 0);
        held.push({ caller, name, to, waits, total, ...(sendsMail && { mail: `${to}/mail` }) });
        continue;
      }
      const host = caller.role === 'host' && (await findHost(db, caller.hostId));
      if (!host) continue;
      const waits = await waitingFor(bercail, as(caller, 'getHostTodo'), host, page);
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

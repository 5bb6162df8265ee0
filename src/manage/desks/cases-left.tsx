import { isOfficer } from '../../federations/rights.ts';
import { useWords } from '../../pages/frame/page.ts';
import type { Access } from '../../persons/access.ts';
import { countTurns } from '../../recommendations/cases/whose.ts';
import { findFederation } from '../../record/federations.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import type { SignedIn } from '../desk.tsx';
import { TapLink } from '../desk-page.tsx';
import { deskOfFederation } from '../federation/frame.tsx';
import { ACCESS_WORDS } from '../words/access.ts';

/** The cases that would be nobody's turn without an access; undefined: none, or they are not for the caller to read. */
export async function casesLeft(visit: SignedIn, caller: TokenHolder, { acts }: Access) {
  if (caller.role !== 'federation' || !acts) return undefined;
  const context = visit.as(caller, 'listCases');
  const federation = (await findFederation(context.db, caller.federationId))!;
  if (!isOfficer(caller, federation)) return undefined;
  const count = (await countTurns(context, federation.id)).get(acts.tokenId) ?? 0;
  const show = acts.tokenId === caller.tokenId ? 'mine' : 'all';
  return count === 0 ? undefined : { count, show, to: `${deskOfFederation(federation)}/cases/several` };
}

/** Says that cases are left behind, and leads to where they are handed over. */
export function CasesLeft({ left }: { left: Awaited<ReturnType<typeof casesLeft>> }) {
  const words = useWords(ACCESS_WORDS);
  if (!left) return null;
  const { count, show, to } = left;
  return (
    <p>
      {words.casesLeft(count)} <TapLink to={to} query={{ show }} name={words.casesHand} />
    </p>
  );
}

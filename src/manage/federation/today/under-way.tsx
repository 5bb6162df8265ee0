import { addDays, parisDay } from '../../../ground/clock.ts';
import { curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { accessOf, listOwnCases } from '../../../recommendations/cases/commands.ts';
import { listOfficers } from '../../../recommendations/cases/officers.ts';
import { visitCases } from '../../../recommendations/cases/visits.ts';
import { countTurns, countWhose } from '../../../recommendations/cases/whose.ts';
import { today } from '../../../requests/meaning.ts';
import { TapLink } from '../../desk-page.tsx';
import { filterOf } from '../cases/list.tsx';
import { FOLLOW_UP } from '../cases/words/follow-up.ts';
import type { OpenDesk } from '../frame.tsx';

/** Cases that come back within so many days are told, the first of them by name. */
const DAYS_SOON = 7;
const MOST_COMING = 3;

/** For whom cases wait, and what changed since the last visit. */
type UnderWay = Awaited<ReturnType<typeof readUnderWay>>;

/** @throws CatalogueError not-yours, for who does not read cases */
export async function readUnderWay({ context, federation }: OpenDesk) {
  const before = await visitCases(context);
  const filter = filterOf(context, '', 'changed', before);
  const changed = before ? (await listOwnCases(context, federation.id, filter, 1)).total : 0;
  const day = today(context);
  const soon = { waitingAfter: day, waitingOn: addDays(day, DAYS_SOON) };
  const coming = await listOwnCases(context, federation.id, soon, MOST_COMING);
  const counts = await countTurns(context, federation.id);
  const me = accessOf(context);
  const officers = await listOfficers(context, federation.id);
  const turns = {
    mine: (me !== null && counts.get(me)) || 0,
    nobody: counts.get(null) ?? 0,
    others: officers.flatMap(({ token, label }) => {
      const count = counts.get(token) ?? 0;
      return token === me || count === 0 ? [] : [{ token, label, count }];
    }),
  };
  return { before, changed, coming, turns, ...(await countWhose(context, federation.id)) };
}

/** In a few lines, whose turn it is where there are several officers; nothing where no case is under way. */
export function CasesUnderWay({ at, of }: { at: string; of: UnderWay }) {
  const words = useWords(FOLLOW_UP);
  const { say } = usePage();
  const { ours, late, host, association, changed, before, coming, turns } = of;
  const link = (show: string, name: string) => <TapLink to={`${at}/cases`} query={{ show }} name={name} />;
  if (ours + host + association + changed + coming.total === 0) return null;
  return (
    <section class="card">
      <h2>{words.underWay}</h2>
      <ul class="list">
        {ours > 0 && <li>{link('ours', words.ours(ours, late))}</li>}
        {host + association > 0 && (
          <li>
            {host > 0 && link('host', words.atHost(host))}{' '}
            {association > 0 && link('association', words.atAssociation(association))}
          </li>
        )}
        {turns.others.length + turns.nobody > 0 && (
          <li>
            {link('mine', words.turns(turns.mine))}
            {turns.others.map(({ token, label, count }) => (
              <span key={token}> {words.turnsOf(label, count)} </span>
            ))}
            {turns.nobody > 0 && link('nobody', words.turnsOfNobody(turns.nobody))}
          </li>
        )}
        {coming.total > 0 && (
          <li>
            {words.coming(DAYS_SOON, coming.total, say.date(coming.rows[0]!.waitsOn!))}{' '}
            {coming.rows.slice(0, MOST_COMING).map(({ id, label }) => (
              <>
                <TapLink key={id} to={`${at}/cases/${id}`} name={curved(label)} />{' '}
              </>
            ))}
          </li>
        )}
        {before && changed > 0 && <li>{link('changed', words.changed(changed, say.date(parisDay(before))))}</li>}
      </ul>
    </section>
  );
}

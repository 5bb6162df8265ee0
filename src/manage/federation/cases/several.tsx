import { CatalogueError } from '../../../ground/errors.ts';
import { curved } from '../../../ground/texts.ts';
import { Checkboxes, type Filled, Select } from '../../../pages/frame/fields.tsx';
import { HiddenFields, Notice } from '../../../pages/frame/parts.tsx';
import { caseItems } from '../../../recommendations/cases/answer.ts';
import { listOwnCases } from '../../../recommendations/cases/commands.ts';
import { listOfficers } from '../../../recommendations/cases/officers.ts';
import { patchCase } from '../../../recommendations/cases/patch.ts';
import type { CasePatch } from '../../../recommendations/cases/schema.ts';
import { caseSheet, caseSheetName } from '../../../recommendations/cases/sheet.ts';
import { findCase } from '../../../recommendations/cases/store.ts';
import { visitCases } from '../../../recommendations/cases/visits.ts';
import { isId } from '../../../requests/meaning.ts';
import { CSV_TYPE, SEPARATORS } from '../../../spreadsheets/csv.ts';
import { type Desk, queryParam, type SignedIn } from '../../desk.tsx';
import { DeskForm, TapLink } from '../../desk-page.tsx';
import { actPage } from '../../parts/pages.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { turnText } from './follow-up.tsx';
import { filterOf, shownNames, shownOf, stateText } from './list.tsx';
import { type CaseReader, openReading } from './opened.ts';
import { CASES } from './words/cases.ts';
import { FOLLOW_UP, SEVERAL } from './words/follow-up.ts';

/** Cases on one page, which stays light: each is written on its own. */
const MOST = 50;

const idsIn = (list: readonly string[]): string[] => [...new Set(list.filter(isId))].slice(0, MOST);

/** A case in the version that was shown: nobody writes over what a colleague changed since. */
const seenAs = ({ id, version }: { id: string; version: number }): string => `${id}.${version}`;

/** The versions of cases by id, as they were shown. */
const versionsIn = (list: readonly string[]): Map<string, string> =>
  new Map(list.map((one) => one.split('.') as [string, string]).map(([id, version]) => [id, `v${version}`]));

/** What was just done to several cases, and which: it can be undone with one press. `not`: those that stayed as they were. */
function doneIn(visit: SignedIn) {
  const done = (['discarded', 'handed', 'back'] as const).find((one) => one === queryParam(visit, 'done'));
  const listIn = (name: string) => (queryParam(visit, name) ?? '').split('_');
  const seen = listIn('of');
  return done && { done, seen, ids: idsIn([...versionsIn(seen).keys()]), not: idsIn(listIn('not')) };
}

/** Several cases at once: handed to a colleague, put aside to be deleted, or taken back. */
export function severalCases(desk: Desk, given: CaseReader): void {
  actPage(desk, `${FEDERATION}/cases/several`, async (visit, sent) => {
    const { page } = visit;
    const { language, say } = page;
    const words = SEVERAL[language];
    const list = CASES[language];
    const opened = await openReading(given, visit, 'patchCase');
    const { context, federation, known, matching, at } = opened;
    const action = `${at}/cases/several`;
    const { caller } = context;
    const me = 'tokenId' in caller ? caller.tokenId : null;
    const follow = FOLLOW_UP[language];
    const before = await visitCases(context);
    const shown = shownOf(queryParam(visit, 'show') ?? sent?.get('show') ?? undefined, before);
    const isDiscarded = shown === 'discarded';
    const typed = (queryParam(visit, 'q') ?? sent?.get('q') ?? '').trim().slice(0, 200);
    const filter = filterOf(context, typed, shown, before);
    const { rows, total } = await listOwnCases(context, federation.id, filter, MOST);
    const items = await caseItems(context, rows);
    const officers = await listOfficers(context, federation.id);
    const nameOf = (slug: string) => curved(visit.model.bySlug.get(slug)?.name ?? slug);
    const last = sent ? undefined : doneIn(visit);
    const left: { id: string; label: string }[] = [];
    for (const id of last?.not ?? []) {
      const row = await findCase(context.db, federation.id, id);
      if (row) left.push(row);
    }
    const deleted = (last?.not.length ?? 0) - left.length;
    const asked = { show: shown, ...(typed && { q: typed }) };
    const view = (filled: Filled) => (
      <FederationPage
        {...{ opened, filled }}
        heading={words.heading}
        lead={words.lead}
        above={['cases', FEDERATION_DESK[language].rooms.cases]}
        form={action}
        done={last && last.ids.length > 0 ? words.done[last.done](last.ids.length) : undefined}
      >
        {last?.done === 'discarded' && last.ids.length > 0 && (
          <DeskForm
            action={action}
            send={words.undo}
            hidden={{ go: ['back'], case: last.ids, seen: last.seen, show: [shown], q: [typed] }}
            isSecond
          />
        )}
        {deleted > 0 && <Notice>{words.gone(deleted)}</Notice>}
        {left.length > 0 && (
          <>
            <Notice>{words.left(left.length)}</Notice>
            <ul class="list">
              {left.map(({ id, label }) => (
                <li key={id}>
                  <TapLink to={`${at}/cases/${id}`} name={curved(label)} />
                </li>
              ))}
            </ul>
          </>
        )}
        <p>{list.filter(shownNames(language)[shown])}</p>
        {items.length === 0 ? (
          <p>{list.none}</p>
        ) : (
          <form id="desk" method="post" action={action}>
            <HiddenFields
              values={{
                show: [shown],
                ...(typed && { q: [typed] }),
                seen: items.map(seenAs),
                ...(page.query.lang && { lang: [page.query.lang] }),
              }}
            />
            {total > items.length && <Notice>{words.first(items.length, total)}</Notice>}
            <Checkboxes
              {...{ filled, name: 'case', label: words.which }}
              choices={items.map((item) => [
                item.id,
                curved(item.label),
                [
                  ...(item.number ? [item.number] : []),
                  stateText(item, nameOf, list, say),
                  turnText(item, me, follow),
                ].join(' · '),
              ])}
            />
            {!isDiscarded && (
              <Select
                {...{ filled, name: 'turn', label: words.turn }}
                groups={[['', [['', words.turnNone], ...officers.map(({ token, label }) => [token, label] as const)]]]}
              />
            )}
            <p class="row">
              {isDiscarded ? (
                <button type="submit" class="first" name="go" value="back">
                  {words.back}
                </button>
              ) : (
                <>
                  <button type="submit" class="first" name="go" value="hand">
                    {words.hand}
                  </button>
                  <button type="submit" class="second" name="go" value="discard">
                    {words.discard}
                  </button>
                </>
              )}
            </p>
          </form>
        )}
      </FederationPage>
    );
    return {
      view,
      typed: { case: sent?.getAll('case') ?? [], turn: sent?.get('turn') ?? '' },
      places: [{ name: 'turn', at: ['/turn'] }],
      act: async () => {
        const go = sent!.get('go');
        const ids = idsIn(sent!.getAll('case'));
        const turn = sent!.get('turn') ?? '';
        const faults = {
          ...(ids.length === 0 && { case: words.chooseCases }),
          ...(go === 'hand' && !officers.some(({ token }) => token === turn) && { turn: words.chooseOfficer }),
        };
        if (Object.keys(faults).length > 0) return { faults };
        const patch: CasePatch = go === 'hand' ? { turn } : { discarded: go === 'discard' };
        const versions = versionsIn(sent!.getAll('seen'));
        const written: string[] = [];
        const not: string[] = [];
        for (const id of ids) {
          const ref = { federation: federation.slug, case: id };
          const how = { ifMatch: versions.get(id), federation: known, matching };
          await patchCase(context, ref, patch, how).then(
            (row) => written.push(seenAs(row)),
            (error: unknown) => {
              // A colleague has changed or deleted it meanwhile; the others are written all the same.
              if (!(error instanceof CatalogueError)) throw error;
              not.push(id);
            },
          );
        }
        const done = go === 'hand' ? 'handed' : go === 'discard' ? 'discarded' : 'back';
        const told = { ...asked, done, of: written.join('_'), ...(not.length > 0 && { not: not.join('_') }) };
        return { to: `${action}?${new URLSearchParams(told)}` };
      },
    };
  });

  desk.page(`${FEDERATION}/cases.csv`, async (visit) => {
    const { context, federation, matching } = await openReading(given, visit, 'downloadCases');
    const asked = {
      labels: queryParam(visit, 'labels') === 'true',
      separator: SEPARATORS.find((one) => one === queryParam(visit, 'separator')),
    };
    const file = await caseSheet(context, federation.slug, asked, matching.model, matching.say);
    return { file, type: `${CSV_TYPE}; charset=utf-8`, name: caseSheetName(visit.page.language) };
  });
}

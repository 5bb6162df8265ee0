import { curved } from '../../../ground/texts.ts';
import { Link } from '../../../pages/frame/parts.tsx';
import type { CasePatch } from '../../../recommendations/cases/schema.ts';
import { type Desk, queryParam } from '../../desk.tsx';
import { Find, hostNamed, searchHosts } from '../../parts/lists.tsx';
import { actForm } from '../../parts/pages.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { foundAt, PutOn } from './answer.tsx';
import { CasePage, caseView } from './case-page.tsx';
import { type CaseReader, type OpenedCase, openCase, patchOpened } from './opened.ts';
import { CASE } from './words/case.ts';

/**
 * A button of the page of a case, which changes one thing whatever else was changed meanwhile.
 * @param patchOf the patch, made from the case as it is now, what is said afterwards, and where the page goes on
 */
function caseButton(
  desk: Desk,
  given: CaseReader,
  part: string,
  patchOf: (
    opened: OpenedCase,
    fields: URLSearchParams,
  ) => { patch: CasePatch; done: string; place?: string } | undefined,
): void {
  actForm(desk, `${FEDERATION}/cases/:case/${part}`, async (visit, sent) => {
    const opened = await openCase(given, visit, 'patchCase');
    const at = `${opened.at}/${opened.part}`;
    const change = patchOf(opened, sent!);
    if (!change) return { to: at };
    return {
      view: async ({ refusal }) => <CasePage {...(await caseView(opened))} refusal={refusal} />,
      act: async () => {
        await patchOpened(opened, change.patch);
        return { to: `${at}?done=${change.done}${change.place === undefined ? '' : `#${change.place}`}` };
      },
      isAnyVersion: true,
    };
  });
}

/** The shortlist of a case: a host is put on it, or off it, with one press; a case is put aside or taken back in the same way. */
export function caseShortlist(desk: Desk, given: CaseReader): void {
  caseButton(desk, given, 'shortlist', ({ one: { shortlist } }, fields) => {
    const [add, remove] = [fields.get('add'), fields.get('remove')];
    if (add && !shortlist.includes(add))
      return { patch: { shortlist: [...shortlist, add] }, done: 'added', place: foundAt(add) };
    if (remove && shortlist.includes(remove))
      return { patch: { shortlist: shortlist.filter((slug) => slug !== remove) }, done: 'removed' };
    return undefined;
  });
  caseButton(desk, given, 'unread', ({ one: { unread } }) =>
    unread.length > 0 ? { patch: { unread: [] }, done: 'saved' } : undefined,
  );
  caseButton(desk, given, 'aside', ({ one: { discardedOn } }, fields) => {
    const discarded = fields.get('go') !== 'back';
    if (discarded === (discardedOn !== undefined)) return undefined;
    return { patch: { discarded }, done: discarded ? 'aside' : 'back' };
  });

  // Any host is found by its name or its site: what is open about it is asked, only a definite no keeps it out.
  desk.page(`${FEDERATION}/cases/:case/hosts`, async (visit) => {
    const opened = await openCase(given, visit, 'patchCase');
    const typed = (queryParam(visit, 'q') ?? '').trim().slice(0, 200);
    const { model } = visit;
    const exact = hostNamed(model, typed);
    const found = exact ? [exact] : typed === '' ? [] : await searchHosts(visit, typed);
    const { at, part, one } = opened;
    const words = CASE[visit.page.language];
    const { host, hostHint, hostNone } = FEDERATION_DESK[visit.page.language];
    return (
      <FederationPage
        opened={opened}
        heading={words.another}
        lead={words.anotherLead}
        above={[part, curved(one.label)]}
      >
        <Find action={`${at}/${part}/hosts`} label={host} hint={hostHint} typed={typed} />
        {typed !== '' && found.length === 0 && <p>{hostNone(typed)}</p>}
        <ul class="list">
          {found.map(({ slug, name }) => (
            <li key={slug} class="row">
              <Link to={`/hosts/${slug}`}>{curved(name)}</Link>
              <PutOn {...{ opened, slug }} name={curved(name)} />
            </li>
          ))}
        </ul>
      </FederationPage>
    );
  });
}

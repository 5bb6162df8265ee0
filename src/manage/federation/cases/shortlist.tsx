import type { Bercail } from '../../../bercail.ts';
import { curved } from '../../../ground/texts.ts';
import { useWords } from '../../../pages/frame/page.ts';
import { Link } from '../../../pages/frame/parts.tsx';
import type { CasePatch } from '../../../recommendations/cases/schema.ts';
import { type Desk, parameter, type Shown, type SignedIn } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { Find, hostNamed, searchHosts } from '../../parts/finding.tsx';
import { ATTEMPTS, takenOr } from '../../taking.ts';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { foundAt } from './answer.tsx';
import { CasePage, caseView } from './one.tsx';
import { type OpenedCase, openCase, patchOpened } from './opened.ts';
import { CASE } from './words/case.ts';

/**
 * A button of the page of a case, which changes one thing whatever else was changed meanwhile.
 * @param patchOf the patch, made from the case as it is now, what is said afterwards, and where the page goes on
 */
function caseButton(
  desk: Desk,
  bercail: Bercail,
  part: string,
  patchOf: (
    opened: OpenedCase,
    fields: URLSearchParams,
  ) => { patch: CasePatch; done: string; place?: string } | undefined,
): void {
  const take = async (visit: SignedIn, fields: URLSearchParams, attempt = 1): Promise<Shown> => {
    const opened = await openCase(bercail, visit, 'patchCase');
    const change = patchOf(opened, fields);
    const at = `${opened.at}/${opened.part}`;
    if (!change) return { to: at };
    return await takenOr(
      visit,
      async () => {
        await patchOpened(opened, change.patch);
        return { to: `${at}?done=${change.done}${change.place === undefined ? '' : `#${change.place}`}` };
      },
      async ({ refusal }) => <CasePage {...(await caseView(bercail, opened))} refusal={refusal} />,
      { anew: attempt < ATTEMPTS && (() => take(visit, fields, attempt + 1)) },
    );
  };
  desk.form(`${FEDERATION}/cases/:case/${part}`, (visit, { fields }) => take(visit, fields));
}

/** The shortlist of a case: a host is put on it, or off it, with one press. */
export function caseShortlist(desk: Desk, bercail: Bercail): void {
  caseButton(desk, bercail, 'shortlist', ({ one: { shortlist } }, fields) => {
    const [add, remove] = [fields.get('add'), fields.get('remove')];
    if (add && !shortlist.includes(add))
      return { patch: { shortlist: [...shortlist, add] }, done: 'added', place: foundAt(add) };
    if (remove && shortlist.includes(remove))
      return { patch: { shortlist: shortlist.filter((slug) => slug !== remove) }, done: 'removed' };
    return undefined;
  });
  caseButton(desk, bercail, 'unread', ({ one: { unread } }) =>
    unread.length > 0 ? { patch: { unread: [] }, done: 'saved' } : undefined,
  );

  desk.page(`${FEDERATION}/cases/:case/hosts`, async (visit) => {
    const opened = await openCase(bercail, visit, 'patchCase');
    const typed = (parameter(visit, 'q') ?? '').trim().slice(0, 200);
    const { model } = visit;
    const exact = hostNamed(model, typed);
    const found = exact ? [exact] : typed === '' ? [] : searchHosts(model, typed);
    return <AnotherPage {...{ opened, typed, found }} />;
  });
}

interface AnotherProps {
  opened: OpenedCase;
  typed: string;
  found: readonly { slug: string; name: string }[];
}

/** Any host is found by its name or its site: what is open about it is asked, only a definite no keeps it out. */
function AnotherPage({ opened, typed, found }: AnotherProps) {
  const words = useWords(CASE);
  const desk = useWords(FEDERATION_DESK);
  const { at, part, one } = opened;
  return (
    <FederationPage opened={opened} heading={words.another} lead={words.anotherLead} above={[part, curved(one.label)]}>
      <Find action={`${at}/${part}/hosts`} label={desk.host} hint={desk.hostHint} typed={typed} />
      {typed !== '' && found.length === 0 && <p>{desk.hostNone(typed)}</p>}
      <ul class="list">
        {found.map(({ slug, name }) => (
          <li key={slug} class="row">
            <Link to={`/hosts/${slug}`}>{curved(name)}</Link>
            {one.shortlist.includes(slug) ? (
              <span class="small soft">{words.isIn}</span>
            ) : (
              <DeskForm
                action={`${at}/${part}/shortlist`}
                send={words.add}
                of={curved(name)}
                hidden={{ add: [slug] }}
                isSecond
              />
            )}
          </li>
        ))}
      </ul>
    </FederationPage>
  );
}

import type { Bercail } from '../../bercail.ts';
import {
  type Dismissals,
  type Duplicate,
  dismissedIn,
  duplicatesIn,
  keyOfPair,
  tellDuplicate,
} from '../../catalogue/alike/alike.ts';
import { dismissDuplicate, readDismissals, restoreDuplicate } from '../../catalogue/alike/commands.ts';
import { curved } from '../../ground/texts.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Sentence, WrittenText } from '../../pages/frame/parts.tsx';
import { type Desk, parameter } from '../desk.tsx';
import { DeskForm, DeskPage, Done, TapLink } from '../desk-page.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { DUPLICATE_DESK } from '../words/duplicates.ts';
import { ADMIN, entryAt } from './frame.tsx';

const PATH = `${ADMIN}/duplicates`;
const SHOWN = 20;

interface Listed {
  pairs: readonly Duplicate[];
  /** The place of the first one shown. */
  from: number;
}

/** Says that a pair is none, or takes that back. */
function Saying({ pair: { kept, other }, isBack = false }: { pair: Duplicate; isBack?: boolean }) {
  const words = useWords(DUPLICATE_DESK);
  return (
    <DeskForm
      action={PATH}
      send={isBack ? words.restore : words.dismiss}
      of={words.of(curved(kept.name), curved(other.name))}
      hidden={{ host: [kept.id], other: [other.id], ...(isBack && { go: ['undo'] }) }}
      isSecond
    />
  );
}

function Pairs({ pairs, from, dismissals }: Listed & { dismissals?: Dismissals }) {
  const words = useWords(DUPLICATE_DESK);
  const { language, say } = usePage();
  const shown = pairs.slice(from, from + SHOWN);
  const next = from + SHOWN;
  return (
    <>
      {pairs.length > SHOWN && <p>{words.places(from + 1, from + shown.length, pairs.length)}</p>}
      <ul class="list" hidden={shown.length === 0}>
        {shown.map((pair) => {
          const { kept, other } = pair;
          const said = dismissals?.get(keyOfPair(kept.id, other.id));
          return (
            <li key={`${kept.id} ${other.id}`}>
              <p>
                <Sentence text={curved(tellDuplicate(pair, language))} />
              </p>
              {said && <p>{words.saidOn(say.date(said.on))}</p>}
              {said?.reason && <WrittenText text={said.reason} />}
              <p class="row">
                {[kept, other].map((host) => (
                  <TapLink key={host.id} to={entryAt(host)} name={host.slug} />
                ))}
                {!said && <TapLink to={`${entryAt(kept)}/merging`} query={{ from: other.slug }} name={words.merge} />}
              </p>
              <Saying pair={pair} isBack={said !== undefined} />
            </li>
          );
        })}
      </ul>
      {pairs.length > next && (
        <p>
          <TapLink
            to={PATH}
            query={{ ...(dismissals && { state: 'dismissed' }), from: String(next) }}
            name={words.next}
          />
        </p>
      )}
    </>
  );
}

/** @param last the pair that was just said to be none */
function DuplicatesPage({ last, dismissed, ...listed }: Listed & { last: Duplicate | undefined; dismissed: number }) {
  const words = useWords(DUPLICATE_DESK);
  const { heading } = useWords(ADMINISTRATION);
  return (
    <DeskPage heading={words.heading} lead={words.lead} crumb={[ADMIN, heading]}>
      {last && (
        <>
          <Done>{words.done(curved(last.kept.name), curved(last.other.name))}</Done>
          <Saying pair={last} isBack />
        </>
      )}
      {listed.pairs.length === 0 && <p>{words.none}</p>}
      <Pairs {...listed} />
      {dismissed > 0 && (
        <p>
          <TapLink to={PATH} query={{ state: 'dismissed' }} name={words.dismissed(dismissed)} />
        </p>
      )}
    </DeskPage>
  );
}

function DismissedPage(listed: Listed & { dismissals: Dismissals }) {
  const words = useWords(DUPLICATE_DESK);
  return (
    <DeskPage heading={words.dismissed(listed.pairs.length)} lead={words.dismissedLead} crumb={[PATH, words.heading]}>
      {listed.pairs.length === 0 && <p>{words.noneDismissed}</p>}
      <Pairs {...listed} />
    </DeskPage>
  );
}

/** Entries that may be of one organisation, each pair with the form that merges it, or says that it is none. */
export function duplicatesPage(desk: Desk, { catalogue, db }: Bercail): void {
  desk.page(PATH, async (visit) => {
    visit.asAdmin('listDuplicates');
    const model = catalogue.current();
    const dismissals = await readDismissals(db);
    const dismissed = dismissedIn(model, dismissals);
    const listed = (pairs: readonly Duplicate[]): Listed => {
      const place = Number(parameter(visit, 'from'));
      return { pairs, from: Number.isInteger(place) && place > 0 && place < pairs.length ? place : 0 };
    };
    if (parameter(visit, 'state') === 'dismissed')
      return <DismissedPage {...listed(dismissed)} dismissals={dismissals} />;
    const said = parameter(visit, 'said');
    const last = dismissed.find(({ kept, other }) => said === `${kept.id}.${other.id}`);
    return <DuplicatesPage {...listed(duplicatesIn(model, dismissals))} last={last} dismissed={dismissed.length} />;
  });

  desk.form(PATH, async ({ asAdmin }, { fields, isStay }) => {
    const [host = '', other = ''] = [fields.get('host') ?? '', fields.get('other') ?? ''];
    if (isStay) return { to: PATH };
    const pair = { host, other };
    if (fields.get('go') === 'undo') {
      await restoreDuplicate(asAdmin('restoreDuplicate'), pair);
      return { to: PATH };
    }
    await dismissDuplicate(asAdmin('dismissDuplicate'), pair, {});
    return { to: `${PATH}?said=${host}.${other}` };
  });
}

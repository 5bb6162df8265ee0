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
import { ownHost } from '../../hosts/entries/commands.ts';
import { mergeHosts } from '../../hosts/merging/commands.ts';
import { type Merge, MergeDraft, type MergedPart } from '../../hosts/merging/schema.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Sentence, WrittenText } from '../../pages/frame/parts.tsx';
import { FACT_NAMES } from '../../pages/words/host-offers.ts';
import { type Desk, queryParam } from '../desk.tsx';
import { DeskForm, DeskPage, Done, LinkLine, TapLink } from '../desk-page.tsx';
import { fieldsOf } from '../parts/field-kinds.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { DUPLICATE_DESK } from '../words/duplicates.ts';
import { ENTRY } from '../words/entry.ts';
import { ADMIN, adminForm, Effects, entryAt } from './frame.tsx';

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
        <LinkLine
          to={PATH}
          query={{ ...(dismissals && { state: 'dismissed' }), from: String(next) }}
          name={words.next}
        />
      )}
    </>
  );
}

/** Entries that may be of one organisation, each pair with the form that merges it, or says that it is none. */
export function duplicatesPage(desk: Desk, { db }: Pick<Bercail, 'db'>): void {
  desk.page(PATH, async (visit) => {
    visit.asAdmin('listDuplicates');
    const { model } = visit;
    const dismissals = await readDismissals(db);
    const dismissed = dismissedIn(model, dismissals);
    const listed = (pairs: readonly Duplicate[]): Listed => {
      const place = Number(queryParam(visit, 'from'));
      return { pairs, from: Number.isInteger(place) && place > 0 && place < pairs.length ? place : 0 };
    };
    const words = DUPLICATE_DESK[visit.page.language];
    if (queryParam(visit, 'state') === 'dismissed')
      return (
        <DeskPage heading={words.dismissed(dismissed.length)} lead={words.dismissedLead} crumb={[PATH, words.heading]}>
          {dismissed.length === 0 && <p>{words.noneDismissed}</p>}
          <Pairs {...listed(dismissed)} dismissals={dismissals} />
        </DeskPage>
      );
    const said = queryParam(visit, 'said');
    const last = dismissed.find(({ kept, other }) => said === `${kept.id}.${other.id}`);
    const pairs = duplicatesIn(model, dismissals);
    return (
      <DeskPage heading={words.heading} lead={words.lead} crumb={[ADMIN, ADMINISTRATION[visit.page.language].heading]}>
        {last && (
          <>
            <Done>{words.done(curved(last.kept.name), curved(last.other.name))}</Done>
            <Saying pair={last} isBack />
          </>
        )}
        {pairs.length === 0 && <p>{words.none}</p>}
        <Pairs {...listed(pairs)} />
        {dismissed.length > 0 && (
          <LinkLine to={PATH} query={{ state: 'dismissed' }} name={words.dismissed(dismissed.length)} />
        )}
      </DeskPage>
    );
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

/** What would move from one entry to the other, and what both say. */
function Tried({ tried: { moved, conflicts, from, tokensEnded } }: { tried: Merge }) {
  const words = useWords(ENTRY);
  const { say } = usePage();
  const facts: Readonly<Record<string, string>> = useWords(FACT_NAMES);
  const name = curved(from.name);
  const label = (what: MergedPart, key: string): string => {
    if (what === 'claims') return say.criterion(key);
    if (what === 'commitments') return say.commitment(key);
    return (what === 'fields' && facts[key]) || key;
  };
  return (
    <>
      <h2>{words.moves(name)}</h2>
      {moved.length === 0 && <p>{words.movesNothing}</p>}
      <ul>
        {moved.map(({ what, count, keys }) => (
          <li key={what}>
            {words.parts[what]}
            {words.colon} {keys ? say.list(keys.map((key) => label(what, key))) : count}
          </li>
        ))}
      </ul>
      {conflicts.length > 0 && (
        <>
          <h2>{words.conflicts}</h2>
          <ul>
            {conflicts.map(({ what, key, text }) => (
              <li key={`${what} ${key}`}>
                {words.parts[what]}
                {words.colon} <Sentence text={text.replace(key, label(what, key))} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Effects effects={words.mergeEffects(name, tokensEnded)} undo={words.undoNever} />
    </>
  );
}

/** Two entries of one organisation become one: what would change is shown first. */
export function mergingPages(desk: Desk): void {
  adminForm(desk, `${ADMIN}/hosts/:host/merging`, async (visit) => {
    const { language } = visit.page;
    const words = ENTRY[language];
    const context = visit.asAdmin('mergeHosts');
    const host = await ownHost(context, visit.params.host!);
    const { line, text, choice } = fieldsOf(MergeDraft, language);
    const from = queryParam(visit, 'from');
    const around = {
      heading: words.mergeTitle(curved(host.name)),
      crumb: [entryAt(host), curved(host.name)] as const,
    };
    return {
      ...around,
      lead: words.mergeLead,
      shape: MergeDraft,
      fields: [
        line('/from', words.from, { hint: words.fromHint }),
        text('/reason', words.mergeReason, { hint: words.mergeReasonHint }),
        choice('/sameServices', words.same, { choices: words.sameChoices }),
      ],
      body: {},
      proposed: { from, sameServices: 'both' },
      send: words.preview,
      preview: {
        send: words.mergeSend,
        correct: words.change,
        show: async (draft: MergeDraft, { confirm, correct }, filled) => {
          const merged = await mergeHosts(context, host.id, draft, { dryRun: true });
          return (
            <DeskPage {...{ ...around, filled }} lead={words.nothingYet} form={`${entryAt(host)}/merging`}>
              <Tried tried={merged.tell(language)} />
              {confirm}
              {correct}
            </DeskPage>
          );
        },
      },
      save: async (draft: MergeDraft) => {
        await mergeHosts(context, host.id, draft, { dryRun: false });
        return { to: `${entryAt(host)}?done=merged` };
      },
    };
  });
}

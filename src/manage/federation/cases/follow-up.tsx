import type { TSchema } from 'typebox';
import type { Bercail } from '../../../bercail.ts';
import { hostCalled, type Model } from '../../../catalogue/model.ts';
import type { Host } from '../../../documents/host.ts';
import { curved } from '../../../ground/texts.ts';
import { listMailAddresses } from '../../../mail/addresses.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, Notice, WrittenText } from '../../../pages/frame/parts.tsx';
import { listOfficers } from '../../../recommendations/cases/officers.ts';
import { patchCase } from '../../../recommendations/cases/patch.ts';
import { CaseFollowUp, type CaseItem } from '../../../recommendations/cases/schema.ts';
import { isFinal } from '../../../recommendations/cases/time.ts';
import { mayDoAll } from '../../../requests/caller.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import type { Desk } from '../../desk.tsx';
import { DeskForm, TapLink } from '../../desk-page.tsx';
import { fieldsOf } from '../../parts/field-kinds.tsx';
import { hostNamed } from '../../parts/lists.tsx';
import { federationForm } from '../form.tsx';
import { type CaseReader, type OpenedCase, openCase } from './opened.ts';
import { FOLLOW_UP } from './words/follow-up.ts';

type Words = (typeof FOLLOW_UP)['fr'];

/** By when the association must have moved; undefined: no day, or it is over. */
export function dueText(
  { dueOn, outcome }: Pick<CaseItem, 'dueOn' | 'outcome'>,
  day: string,
  words: Words,
  say: Speaker,
) {
  if (dueOn === undefined || isFinal(outcome?.state ?? null)) return undefined;
  return (dueOn < day ? words.late : words.due)(say.date(dueOn));
}

/** Whose turn it is. @param me the access of the reader */
export const turnText = ({ turn }: Pick<CaseItem, 'turn'>, me: string | null, words: Words): string =>
  turn === undefined ? words.nobody : turn.token === me ? words.myTurn : words.turn(turn.label);

/** The entry that has exactly this name or site. */
export const entryCalled = (model: Model, typed: string): Host | undefined =>
  hostNamed(model, typed) ?? hostCalled(model, typed);

/** Who takes a case up and when, with what officers note for themselves. */
export function FollowUp({ opened }: { opened: OpenedCase }) {
  const words = useWords(FOLLOW_UP);
  const { say } = usePage();
  const { at, part, one, context, matching } = opened;
  const { caller } = context;
  const me = 'tokenId' in caller ? caller.tokenId : null;
  const due = dueText(one, matching.model.day, words, say);
  const host = one.hostToday === undefined ? undefined : entryCalled(matching.model, one.hostToday);
  const lines = [
    turnText(one, me, words),
    ...(one.takenBy ? [words.takenBy(one.takenBy.label)] : []),
    ...(due ? [due] : []),
    ...(one.remindOn ? [words.remind(say.date(one.remindOn))] : []),
  ];
  return (
    <section class="card">
      <h2>{words.heading}</h2>
      <p>{lines.join(' · ')}</p>
      {one.hostToday && (
        <p>
          {words.today(curved(one.hostToday))} {host && <TapLink to={`/hosts/${host.slug}`} name={words.entry} />}
        </p>
      )}
      {one.note && (
        <p>
          <WrittenText text={{ [say.language]: one.note }} />
        </p>
      )}
      <p class="row">
        <Link to={`${at}/${part}/follow-up`} class="button">
          {words.edit}
        </Link>
      </p>
    </section>
  );
}

/** Takes a case back that was put aside. */
export function TakeBack({ at, item }: { at: string; item: Pick<CaseItem, 'id' | 'label'> }) {
  const words = useWords(FOLLOW_UP);
  const action = `${at}/cases/${item.id}/aside`;
  return <DeskForm {...{ action, send: words.back, of: curved(item.label), hidden: { go: ['back'] } }} isSecond />;
}

/** What a form asks of a case besides its label and its need. */
export function followUpFields(shape: TSchema, language: Language) {
  const words = FOLLOW_UP[language];
  const { date, line, area } = fieldsOf(shape, language);
  return {
    dueOn: date('/dueOn', words.dueLabel, { hint: words.dueHint }),
    hostToday: line('/hostToday', words.hostLabel, { hint: words.hostHint }),
    note: area('/note', words.noteLabel, { hint: words.noteHint, rows: 4 }),
  };
}

/** Its form. */
export function caseFollowUp(desk: Desk, given: CaseReader & Pick<Bercail, 'sendsMail'>): void {
  federationForm(desk, 'cases/:case/follow-up', 'patchCase', async ({ visit, context, federation, at }) => {
    const { one, part, ref, known, matching } = await openCase(given, visit, 'patchCase');
    const { language } = visit.page;
    const words = FOLLOW_UP[language];
    const { select, date } = fieldsOf(CaseFollowUp, language);
    const asked = followUpFields(CaseFollowUp, language);
    const officers = await listOfficers(context, federation.id);
    const addresses = given.sendsMail ? await listMailAddresses(context) : [];
    const isMailed = addresses.some(({ confirmedAt, refusedAt }) => confirmedAt !== null && refusedAt === null);
    const { turn, dueOn, remindOn, hostToday, note } = one;
    return {
      heading: words.heading,
      lead: words.lead,
      above: [part, curved(one.label)],
      version: one.version,
      ...(given.sendsMail &&
        !isMailed && {
          before: (
            <Notice>
              {words.noMail} {mayDoAll(context.caller) && <TapLink to={`${at}/mail`} name={words.giveAddress} />}
            </Notice>
          ),
        }),
      shape: CaseFollowUp,
      body: {
        ...(turn && { turn: turn.token }),
        ...(dueOn && { dueOn }),
        ...(remindOn && { remindOn }),
        ...(hostToday && { hostToday }),
        ...(note && { note }),
      },
      fields: [
        select('/turn', words.turnLabel, {
          unsaid: words.turnNobody,
          choices: officers.map(({ token, label }) => [token, label] as const),
        }),
        asked.dueOn,
        date('/remindOn', words.remindLabel, {
          hint: isMailed ? `${words.remindHint} ${words.remindMail}` : words.remindHint,
        }),
        asked.hostToday,
        asked.note,
      ],
      save: (context, draft: CaseFollowUp, version) => {
        const { turn = null, dueOn = null, remindOn = null, hostToday = null, note = null } = draft;
        const patch = { turn, dueOn, remindOn, hostToday, note };
        return patchCase(context, ref, patch, { ifMatch: version, federation: known, matching });
      },
      next: `${part}?done=saved`,
    };
  });
}

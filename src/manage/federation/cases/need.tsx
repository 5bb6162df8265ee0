import { isDeepStrictEqual } from 'node:util';
import { curved } from '../../../ground/texts.ts';
import { dateIn } from '../../../ground/written-dates.ts';
import { type Need, Need as NeedSchema } from '../../../matching/engine/need/schema.ts';
import { readKeptNeed } from '../../../pages/asking/kept-need.ts';
import { territoryIn } from '../../../pages/asking/place.ts';
import type { Form } from '../../../pages/asking/questions.ts';
import { EMPTY, FileLine, type Filled, TextLine } from '../../../pages/frame/fields.tsx';
import { useWords } from '../../../pages/frame/page.ts';
import { corrected, formOf, toNeed } from '../../../pages/need/answers.ts';
import { createCase, findLabelled, wordFaults } from '../../../recommendations/cases/commands.ts';
import { CaseDraft, type CasePatch, CaseWords } from '../../../recommendations/cases/schema.ts';
import { requireShape, shapeFaults } from '../../../requests/shape.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import { CASE_SOURCES, type CaseSource } from '../../../vocabulary/terms.ts';
import { CARRIED_MAX, type Desk } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { faultsByField, findFaults } from '../../form-command.ts';
import { fieldsOf, termChoices } from '../../parts/field-kinds.tsx';
import { actPage, isStay } from '../../parts/pages.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { followUpFields } from './follow-up.tsx';
import { type CaseReader, openCase, openReading, patchOpened } from './opened.ts';
import { answersIn, filledWith, NeedQuestions, needParts, toNeedAnswers, unusedQuery } from './questions.tsx';
import { CASES } from './words/cases.ts';
import { FOLLOW_UP } from './words/follow-up.ts';

/* Pure: the need that an association brings along, as a link or a file. */

interface SentNeed {
  form: Form;
  /** The need as it was written, where it may hold more than the questions ask. */
  written?: string;
  /** Something in it could not be read. */
  isPartial: boolean;
}

const LONGEST = 20_000;

/** A need as programs write it; fields of another version may be in it. */
function needIn(text: string): Need | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return shapeFaults(NeedSchema, value).every(({ code }) => code === 'unknown-field') ? (value as Need) : undefined;
  } catch {
    return undefined;
  }
}

/** @returns undefined: there is no need in it */
function sentNeed(text: string, reference: Reference): SentNeed | undefined {
  const kept = readKeptNeed(text);
  if (kept === 'cut') return undefined;
  if (kept) return { form: kept.form, isPartial: kept.isPartial };
  const need = needIn(text.trim());
  if (!need) return undefined;
  const isPartial = shapeFaults(NeedSchema, need).length > 0;
  return { form: formOf(need, reference), written: JSON.stringify(need), isPartial };
}

/** What the answers make, of a need that was brought along or of nothing. */
function needOf(form: Form, written: string | undefined, reference: Reference): Need {
  const before = written === undefined ? undefined : needIn(written);
  if (before) return corrected(before, formOf(before, reference), form, reference);
  return toNeed(form, territoryIn(form, reference.territories), reference);
}

/** Letters of a link with all that a need may hold. */
const LINK_MAX = 8_000;

/** Where a link or a file is put. */
function Brought({ filled }: { filled: Filled }) {
  const words = useWords(CASES);
  return (
    <fieldset id="brought">
      <legend>{words.brought}</legend>
      <TextLine
        {...{ filled, name: 'link', label: words.link, hint: words.linkHint, most: LINK_MAX }}
        autocomplete="off"
      />
      <FileLine filled={filled} name="file" label={words.file} />
      <p class="row">
        <button type="submit" class="second" name="go" value="resume">
          {words.take}
        </button>
      </p>
    </fieldset>
  );
}

/** What was brought along, where the button that reads it was pressed. */
function broughtIn(fields: URLSearchParams): { text: string; by: 'link' | 'file' } | undefined {
  const file = Buffer.from(fields.get('file') ?? '', 'base64url').toString('utf8');
  if (file !== '') return { text: file, by: 'file' };
  const link = fields.get('link')?.trim() ?? '';
  return fields.get('go') === 'resume' || link !== '' ? { text: link, by: 'link' } : undefined;
}

/** A new case: the need is asked for over the telephone, or was brought along. */
export function newCase(desk: Desk, given: CaseReader): void {
  actPage(
    desk,
    `${FEDERATION}/cases/new`,
    async (visit, sent) => {
      const { page, model } = visit;
      const { reference } = model;
      const words = CASES[page.language];
      const opened = await openReading(given, visit, 'createCase');
      const { at, known, matching } = opened;
      const action = `${at}/cases/new`;
      const textOf = (name: string) => (sent?.get(name) ?? '').replaceAll('\r\n', '\n').trim();
      const [label, receivedBy] = [textOf('label'), textOf('receivedBy')];
      const [hostToday, note, dueOn] = [textOf('hostToday'), textOf('note'), dateIn(textOf('dueOn'))];
      const typed = { label, receivedBy, link: sent?.get('link') ?? '', hostToday, note, dueOn };
      const carried = sent?.get('written') ?? undefined;
      const answers = sent ? answersIn(sent, reference) : toNeedAnswers({});
      const { line, choice } = fieldsOf(CaseDraft, page.language);
      const own = {
        label: line('/label', words.label, { hint: words.labelHint, missing: words.labelMissing }),
        ...followUpFields(CaseDraft, page.language),
      };
      const { label: _, ...others } = own;
      const places = Object.values(own);
      /** @param written a need that was brought along, as it was written. @param taken said of what was just read */
      const show = (filled: Filled, answered = answers, written = carried, taken?: string) => (
        <FederationPage
          {...{ opened, filled }}
          heading={words.openHeading}
          lead={words.openLead}
          above={['cases', FEDERATION_DESK[page.language].rooms.cases]}
          form={action}
          wide
          done={answered.isFromTools ? words.fromToolsDone : taken}
        >
          <p>
            <a href="#brought" class="tap">
              {words.brought}
            </a>
          </p>
          <DeskForm
            id="desk"
            action={action}
            send={words.openSend}
            hidden={{
              ...(written && { written: [written] }),
              ...(filled.doubts?.includes('label') && { same: [label] }),
            }}
            isSentByEnter
            hasFile
          >
            {own.label.view(filled)}
            {own.dueOn.view(filled)}
            {own.hostToday.view(filled)}
            {choice('/receivedBy', words.receivedBy, {
              choices: termChoices(['phone', 'link', 'file', 'diagnosis'], words.sources),
            }).view(filled)}
            <NeedQuestions {...{ asked: answered, filled, action }} model={matching.model} />
            <details open={Boolean(filled.typed.note?.length || filled.faults.note)}>
              <summary>{FOLLOW_UP[page.language].noteAdd}</summary>
              {own.note.view(filled)}
            </details>
            <Brought filled={filled} />
          </DeskForm>
        </FederationPage>
      );
      return {
        view: (filled) => show(sent ? filled : { ...filled, typed: { receivedBy: 'phone' } }),
        typed,
        places,
        act: async () => {
          if (answers.isFromTools) return show({ typed, faults: {} });
          const brought = broughtIn(sent!);
          if (brought) {
            const { by, text } = brought;
            const found = sentNeed(text, reference);
            if (!found) {
              const faults = { [by]: by === 'link' ? words.linkRefused : words.fileRefused };
              return { status: 422, view: show({ typed, faults }, answersIn(sent!, reference, true)) };
            }
            const filled = { typed: { ...typed, link: '', receivedBy: by === 'file' ? 'file' : 'link' }, faults: {} };
            const taken = found.isPartial ? `${words.taken} ${words.partly}` : words.taken;
            return show(filled, toNeedAnswers(found.form), found.written ?? '', taken);
          }
          const said = { label, ...(hostToday && { hostToday }), ...(note && { note }), ...(dueOn && { dueOn }) };
          // The command says the same, but only of a need that can be read: all faults are told at once.
          const named = faultsByField(wordFaults(said), places, page).faults;
          const expected =
            label === '' ? [{ ...own.label, expects: words.labelMissing }, ...Object.values(others)] : places;
          const wrong = findFaults(CaseWords, said, expected, page, named);
          if (wrong || answers.faults.length > 0)
            return filledWith({ typed, faults: wrong?.faults ?? {} }, answers, page);
          // Asked once, so that two officers do not each open one for the same association.
          const twin = sent!.get('same') === label ? undefined : await findLabelled(opened.context, known.id, label);
          if (twin) {
            const text = words.labelTaken(curved(twin.label), twin.number ?? undefined);
            const to = `${at}/cases/${twin.id}`;
            return {
              status: 422,
              view: show({ typed, faults: { label: text }, doubts: ['label'], elsewhere: [{ text, to }] }),
            };
          }
          const source: CaseSource = CASE_SOURCES.find((one) => one === receivedBy) ?? 'phone';
          const draft = { ...said, receivedBy: source, need: needOf(answers.form, carried, reference) };
          requireShape(CaseDraft, draft);
          const { id } = await createCase(opened.context, known, draft, matching);
          return { to: `${at}/cases/${id}?done=opened${unusedQuery(answers.form)}` };
        },
      };
    },
    CARRIED_MAX,
  );
}

/** A merge patch from one value to another. */
function patchTo(before: object, after: object): object {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const kept = Object.entries(after).map(([key, value]) => {
    const old = (before as Record<string, unknown>)[key];
    const isObject = (one: unknown): one is object => typeof one === 'object' && one !== null && !Array.isArray(one);
    return [key, isObject(old) && isObject(value) ? patchTo(old, value) : value] as const;
  });
  return Object.fromEntries([...gone.map((key) => [key, null] as const), ...kept]);
}

/** The need of a case, corrected by the questions that everybody answers. */
export function caseNeed(desk: Desk, given: CaseReader): void {
  actPage(
    desk,
    `${FEDERATION}/cases/:case/need`,
    async (visit, sent) => {
      const { page, model } = visit;
      const { reference } = model;
      const words = CASES[page.language];
      const opened = await openCase(given, visit, 'patchCase');
      const { at, part, one, matching } = opened;
      const { need, label } = one;
      const action = `${at}/${part}/need`;
      const present = JSON.stringify(need);
      const said = matching.matcher.asSaid(need);
      const shownForm = formOf(said ?? need, reference);
      /** The need that the form showed before it was filled. */
      const was = sent?.get('was') ?? '';
      const answers = sent ? answersIn(sent, reference) : toNeedAnswers(shownForm);
      const show = (filled: Filled, shown = present) => (
        <FederationPage
          {...{ opened, filled }}
          heading={words.correct}
          lead={words.correctLead}
          above={[part, label]}
          form={action}
          wide
          done={answers.isFromTools ? words.fromToolsDone : undefined}
        >
          {said && (
            <p>
              {words.delicate} {words.delicateForm}
            </p>
          )}
          <DeskForm id="desk" action={action} send={words.correctSend} hidden={{ was: [shown] }} isSentByEnter>
            <NeedQuestions {...{ asked: answers, filled, action }} model={matching.model} />
          </DeskForm>
        </FederationPage>
      );
      return {
        view: (filled) => show(filled, isStay(sent) ? was : present),
        typed: {},
        isAnyVersion: true,
        act: async () => {
          if (answers.isFromTools) return show(EMPTY, was);
          if (was !== present) {
            const refusal = words.correctConflict(needParts(need, page.say).join(', '));
            return { status: 409, view: show({ ...EMPTY, refusal }) };
          }
          if (answers.faults.length > 0) return filledWith(EMPTY, answers, page);
          // The answer about danger is not kept; the wishes that it means are, unless the answer is no now.
          const isCareful = answers.form.sensitive?.some((one) => one === 'yes' || one === 'unknown') ?? false;
          const kept = isCareful ? need : (said ?? need);
          const after = corrected(kept, shownForm, answers.form, reference);
          if (!isDeepStrictEqual(after, need)) await patchOpened(opened, { need: patchTo(need, after) } as CasePatch);
          return { to: `${at}/${part}?done=saved${unusedQuery(answers.form)}` };
        },
      };
    },
    CARRIED_MAX,
  );
}

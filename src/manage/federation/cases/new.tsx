import type { Bercail } from '../../../bercail.ts';
import { inLanguage } from '../../../ground/errors.ts';
import { type Need, Need as NeedSchema } from '../../../matching/engine/need/schema.ts';
import { keptIn } from '../../../pages/asking/kept.ts';
import { territoryIn } from '../../../pages/asking/place.ts';
import type { Form } from '../../../pages/asking/questions.ts';
import { EMPTY, FileLine, type Filled, TextLine } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { corrected, formOf, toNeed } from '../../../pages/need/answers.ts';
import { createCase, wordFaults } from '../../../recommendations/cases/commands.ts';
import { CaseDraft } from '../../../recommendations/cases/schema.ts';
import { requireShape, shapeFaults } from '../../../requests/shape.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import { CASE_SOURCES, type CaseSource } from '../../../vocabulary/terms.ts';
import { CARRIED_MAX, type Desk, type Sent, type Shown, type SignedIn } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { among, fieldsOf } from '../../parts/kinds.tsx';
import { takenOr } from '../../taking.ts';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { type OpenedMatching, openReading } from './opened.ts';
import { type Asked, answersIn, asked, filledWith, NeedQuestions, unusedQuery } from './questions.tsx';
import { CASES } from './words/cases.ts';

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
  const kept = keptIn(text);
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

interface NewProps {
  opened: OpenedMatching;
  filled: Filled;
  asked: Asked;
  /** A need that was brought along, as it was written. */
  written?: string | undefined;
  /** What was brought along was just read. */
  taken?: 'whole' | 'partly';
}

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

function NewPage({ opened, filled, asked, written, taken }: NewProps) {
  const words = useWords(CASES);
  const { rooms } = useWords(FEDERATION_DESK);
  const { line, choice } = fieldsOf(CaseDraft, usePage().language);
  const { at, matching } = opened;
  const action = `${at}/cases/new`;
  return (
    <FederationPage
      {...{ opened, filled }}
      heading={words.openHeading}
      lead={words.openLead}
      above={['cases', rooms.cases]}
      form={action}
      wide
      done={
        asked.isFromTools
          ? words.fromToolsDone
          : taken && (taken === 'partly' ? `${words.taken} ${words.partly}` : words.taken)
      }
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
        hidden={written ? { written: [written] } : {}}
        isSentByEnter
        hasFile
      >
        {line('/label', words.label, { hint: words.labelHint }).view(filled)}
        {choice('/receivedBy', words.receivedBy, {
          choices: among(['phone', 'link', 'file', 'diagnosis'], words.sources),
        }).view(filled)}
        <NeedQuestions {...{ asked, filled, action }} model={matching.model} />
        <Brought filled={filled} />
      </DeskForm>
    </FederationPage>
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
export function newCase(desk: Desk, bercail: Bercail): void {
  const path = `${FEDERATION}/cases/new`;
  desk.page(path, async (visit) => {
    const opened = await openReading(bercail, visit, 'createCase');
    return <NewPage opened={opened} filled={{ ...EMPTY, typed: { receivedBy: 'phone' } }} asked={asked({})} />;
  });

  const take = async (visit: SignedIn, { fields, isStay }: Sent): Promise<Shown> => {
    const { page, reply, model } = visit;
    const opened = await openReading(bercail, visit, 'createCase');
    const words = CASES[page.language];
    const written = fields.get('written') ?? undefined;
    const [label, receivedBy] = [(fields.get('label') ?? '').trim(), fields.get('receivedBy') ?? ''];
    const typed = { label, receivedBy, link: fields.get('link') ?? '' };
    const show = (status: number, props: Omit<NewProps, 'opened'>) => ({
      status,
      view: <NewPage opened={opened} written={written} {...props} />,
    });
    const answers = answersIn(fields, model.reference, isStay);
    if (isStay || answers.isFromTools) return show(200, { filled: { typed, faults: {} }, asked: answers });
    const brought = broughtIn(fields);
    if (brought) {
      const { by, text } = brought;
      const sent = sentNeed(text, model.reference);
      if (!sent) {
        const faults = { [by]: by === 'link' ? words.linkRefused : words.fileRefused };
        return show(422, { filled: { typed, faults }, asked: answersIn(fields, model.reference, true) });
      }
      return show(200, {
        filled: { typed: { label, receivedBy: by === 'file' ? 'file' : 'link' }, faults: {} },
        asked: asked(sent.form),
        written: sent.written,
        taken: sent.isPartial ? 'partly' : 'whole',
      });
    }
    // The command says the same, but only of a need that can be read: all faults are told at once.
    const [named] = wordFaults({ label });
    const fault = label === '' ? words.labelMissing : named && inLanguage(named.message, page.language);
    if (fault !== undefined || answers.faults.length > 0) {
      const own = { typed, faults: fault === undefined ? {} : { label: fault } };
      return show(422, { filled: filledWith(own, answers, page), asked: answers });
    }
    const source: CaseSource = CASE_SOURCES.find((one) => one === receivedBy) ?? 'phone';
    return await takenOr(
      visit,
      async () => {
        const draft = { label, receivedBy: source, need: needOf(answers.form, written, model.reference) };
        requireShape(CaseDraft, draft);
        const { id } = await createCase(opened.context, opened.known, draft, opened.matching);
        return { to: `${opened.at}/cases/${id}?done=opened${unusedQuery(answers.form)}` };
      },
      (refused) => show(reply.statusCode, { filled: { typed, ...refused }, asked: answers }),
      { places: [{ name: 'label', at: ['/label'] }] },
    );
  };
  desk.form(path, take, CARRIED_MAX);
}

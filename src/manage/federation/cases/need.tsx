import { isDeepStrictEqual } from 'node:util';
import type { Bercail } from '../../../bercail.ts';
import { EMPTY, type Filled } from '../../../pages/frame/fields.tsx';
import { useWords } from '../../../pages/frame/page.ts';
import { corrected, formOf } from '../../../pages/need/answers.ts';
import type { CasePatch } from '../../../recommendations/cases/schema.ts';
import { CARRIED_MAX, type Desk, type Sent, type Shown, type SignedIn } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { ATTEMPTS, takenOr } from '../../taking.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { type OpenedCase, openCase, patchOpened } from './opened.ts';
import { type Asked, answersIn, asked, filledWith, NeedQuestions, needParts, unusedQuery } from './questions.tsx';
import { CASES } from './words/cases.ts';

interface NeedProps {
  opened: OpenedCase;
  filled: Filled;
  asked: Asked;
  /** The need that the form showed before it was filled. */
  was?: string;
}

function NeedPage({ opened, filled, asked, was = JSON.stringify(opened.one.need) }: NeedProps) {
  const words = useWords(CASES);
  const { at, part, one, matching } = opened;
  const action = `${at}/${part}/need`;
  return (
    <FederationPage
      {...{ opened, filled }}
      heading={words.correct}
      lead={words.correctLead}
      above={[part, one.label]}
      form={action}
      wide
      done={asked.isFromTools ? words.fromToolsDone : undefined}
    >
      <DeskForm id="desk" action={action} send={words.correctSend} hidden={{ was: [was] }} isSentByEnter>
        <NeedQuestions {...{ asked, filled, action }} model={matching.model} />
      </DeskForm>
    </FederationPage>
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
export function caseNeed(desk: Desk, bercail: Bercail): void {
  const path = `${FEDERATION}/cases/:case/need`;
  desk.page(path, async (visit) => {
    const opened = await openCase(bercail, visit, 'patchCase');
    const form = formOf(opened.one.need, visit.model.reference);
    return <NeedPage opened={opened} filled={EMPTY} asked={asked(form)} />;
  });

  const take = async (visit: SignedIn, sent: Sent, attempt = 1): Promise<Shown> => {
    const { page, reply, model } = visit;
    const { fields, isStay } = sent;
    const opened = await openCase(bercail, visit, 'patchCase');
    const { need } = opened.one;
    const answers = answersIn(fields, model.reference, isStay);
    const was = fields.get('was') ?? '';
    const show = (status: number, filled: Filled = EMPTY, shown = JSON.stringify(need)) => ({
      status,
      view: <NeedPage {...{ opened, filled }} asked={answers} was={shown} />,
    });
    if (isStay || answers.isFromTools) return show(200, EMPTY, was);
    if (was !== JSON.stringify(need)) {
      const theirs = needParts(need, page.say).join(', ');
      return show(409, { ...EMPTY, refusal: CASES[page.language].correctConflict(theirs) });
    }
    if (answers.faults.length > 0) return show(422, filledWith(EMPTY, answers, page));
    const after = corrected(need, formOf(need, model.reference), answers.form, model.reference);
    const to = { to: `${opened.at}/${opened.part}?done=saved${unusedQuery(answers.form)}` };
    if (isDeepStrictEqual(after, need)) return to;
    return await takenOr(
      visit,
      async () => {
        await patchOpened(opened, { need: patchTo(need, after) } as CasePatch);
        return to;
      },
      (refused) => show(reply.statusCode, { ...EMPTY, ...refused }),
      { anew: attempt < ATTEMPTS && (() => take(visit, sent, attempt + 1)) },
    );
  };
  desk.form(path, (visit, sent) => take(visit, sent), CARRIED_MAX);
}

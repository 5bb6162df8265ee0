import type { Diagnosis } from '../../diagnosis/answer.ts';
import { LONGEST_VALUE } from '../../ground/stated-numbers.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { MATTERS } from '../asking/matters.ts';
import { keyOf } from '../asking/place.ts';
import { QUESTION_WORDS } from '../asking/question-words.ts';
import {
  ABOUT_PEOPLE,
  BY_PEOPLE,
  CALENDAR,
  COUNTED,
  type Counted,
  FILES,
  type FieldName,
  type Form,
  LISTS,
  MAIL,
  type Matter,
  NEWSLETTER,
  questionsFor,
  SPACES,
  WRITING,
  withValues,
} from '../asking/questions.ts';
import { EMPTY, TextLine } from '../frame/fields.tsx';
import { Fold, List, Section } from '../frame/lists.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { Choice, Go, HiddenFields, Sentence } from '../frame/parts.tsx';
import { countedIn, WISHES } from '../need/answers.ts';
import { needInShort } from '../parts/message.ts';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { MAIL_TEXT } from '../words/send-on.ts';
import { FRAME } from '../words/site.ts';
import { lowerFirst } from '../words/typeset.ts';
import { FORM } from './parts.tsx';

/** Answered in the form of the search, never concluded. */
export const ASKS_HEALTH = 'health-data';

interface DecisionQuestionProps {
  name: 'health' | 'danger';
  field: FieldName;
  chosen: string | undefined;
}

/** What the person who answers decides, as `/match` asks it. @param chosen undefined: nothing that was said calls for an answer */
function DecisionQuestion({ name, field, chosen }: DecisionQuestionProps) {
  const { ask, hint, choices, promise } = useWords(QUESTION_WORDS).questions[name];
  return (
    <fieldset>
      <legend>
        <strong>{ask}</strong>
      </legend>
      <p class="hint">{hint}</p>
      {Object.entries(choices ?? {}).map(([value, label]) => {
        const [text, more] = [label].flat();
        return (
          <Choice
            key={value}
            type="radio"
            name={field}
            value={value}
            checked={value === chosen}
            label={text!}
            hint={more}
          />
        );
      })}
      {promise && <p class="small soft">{promise}</p>}
    </fieldset>
  );
}

/** The number that matters first and that no tool told: an answer counts one account otherwise. */
function numberAsked(form: Form): Counted | undefined {
  const open = questionsFor(form).flatMap(({ kind, name, fields: [field] }) =>
    kind === 'number' && form[field!] === undefined ? [name] : [],
  );
  return open.find((name) => name === 'people') ?? open[0];
}

/** One question of size, as `/match` asks it; it may stay empty. */
function NumberQuestion({ name }: { name: Counted }) {
  const { ask, hint } = useWords(QUESTION_WORDS).questions[name];
  return (
    <TextLine
      filled={EMPTY}
      name={name}
      label={<strong>{ask}</strong>}
      hint={hint}
      most={LONGEST_VALUE}
      width="number"
    />
  );
}

/** The sizes that the search carries on, as people say them. */
function sizesOf({ usage, accounts, storageGb, amounts }: Need['usages'][number], say: Speaker): string[] {
  const words = MAIL_TEXT[say.language];
  const unit = COUNTED[usage]?.unit;
  const counted = unit === undefined ? undefined : amounts?.[unit];
  return [
    ...(accounts === undefined ? [] : [(usage === MAIL ? words.boxes : words.people)(say.number(accounts))]),
    ...(storageGb === undefined || usage !== FILES ? [] : [words.about(say.gigabytes(storageGb))]),
    ...(unit === undefined || counted === undefined ? [] : [say.amount(unit, counted)]),
  ];
}

/** Everything of a need but what it is for, in plain words. */
const restInShort = (need: Need, say: Speaker): string[] => needInShort({ ...need, usages: [] }, say);

/** The need that the map makes, to look through and change, and the way to who could meet it. */
export function Search({ diagnosis: { need, needNotes, notCarried, questions } }: { diagnosis: Diagnosis }) {
  const words = useWords(DIAGNOSIS).search;
  const { starting, questions: asked } = useWords(QUESTION_WORDS);
  const matters = useWords(MATTERS);
  const { colon } = useWords(FRAME);
  const page = usePage();
  const { say } = page;
  if (!need)
    return (
      <Section class="stack text" id="search" title={words.title}>
        <p>{words.nothing}</p>
        <Go line="screen" form={FORM} class="second" go="to:about" text={words.say} />
      </Section>
    );
  const {
    uses,
    form: { sensitive, ...form },
    lost,
  } = asAnswers(need);
  const number = numberAsked({ ...form, use: uses.filter(({ isFirst }) => isFirst).map(({ use }) => use) });
  const more = [
    ...restInShort(need, say),
    ...(form.matters
      ? [
          `${asked.matters.name}${colon}${say.list(form.matters.map((matter) => lowerFirst(matters[matter as 'price'])))}`,
        ]
      : []),
    ...(form.tool ? [`${asked.today.name}${colon}${say.list(form.tool.map(say.tool))}`] : []),
  ];
  const left = [...new Set([...notCarried.map(({ text }) => text), ...lost.map((what) => words.lost[what])])];
  return (
    <Section class="stack text" id="search" title={words.title}>
      {needNotes.map(({ text }) => (
        <p key={text}>
          <Sentence text={text} />
        </p>
      ))}
      <form class="card stack" method="post" action={addressIn(page, '/match')}>
        <HiddenFields values={{ at: ['whole'], ...form }} />
        <fieldset>
          <legend>
            <strong>{words.legend}</strong>
          </legend>
          <p class="hint">{words.lead}</p>
          {uses.map(({ use, of, isFirst }) => (
            <Choice
              key={use}
              type="checkbox"
              name="use"
              value={use}
              checked={isFirst}
              label={(Object.hasOwn(starting, use) && starting[use]?.[0]) || say.usageShort(use)}
              hint={say.list(sizesOf(of, say)) || undefined}
            />
          ))}
        </fieldset>
        {more.length > 0 && (
          <div>
            <p>{words.and}</p>
            <List class="list" of={more} />
          </div>
        )}
        {number && <NumberQuestion name={number} />}
        {(sensitive !== undefined || uses.some(({ use }) => ABOUT_PEOPLE.includes(use))) && (
          <DecisionQuestion name="danger" field="sensitive" chosen={sensitive?.[0]} />
        )}
        {questions.some(({ code }) => code === ASKS_HEALTH) && (
          <DecisionQuestion name="health" field="health" chosen="unknown" />
        )}
        <p class="row screen">
          <Go class="first" go="answer" text={words.send} />
          <Go go="whole" text={words.change} />
        </p>
      </form>
      {left.length > 0 && (
        <Fold title={words.left}>
          <List class="list" of={left}>
            {(text) => <Sentence text={text} />}
          </List>
        </Fold>
      )}
    </Section>
  );
}

/** What the questions of `/match` have no place for. */
type Lost = 'space' | 'amounts' | 'start' | 'language' | 'wishes' | 'required' | 'newsletter';

/** A need as the answers to the questions of `/match`: as close as these come. */
interface AsAnswers {
  /** What it is for, each as the first question names it; those that come first are ticked. */
  uses: readonly { use: string; of: Need['usages'][number]; isFirst: boolean }[];
  /** All other answers. */
  form: Form;
  lost: readonly Lost[];
}

const useOf = (usage: string): string => (usage === LISTS || usage === NEWSLETTER ? WRITING : usage);

/** The size whose amount is nearest, as people choose it. */
const spaceFor = (gigabytes: number): keyof typeof SPACES =>
  (Object.keys(SPACES) as (keyof typeof SPACES)[]).reduce((best, one) =>
    Math.abs(Math.log(SPACES[one] / gigabytes)) < Math.abs(Math.log(SPACES[best] / gigabytes)) ? one : best,
  );

/** What matters, of the wishes of a need and of the help that it requires. */
function mattersOf({ wish, require }: Need): Matter[] {
  const held = (part: 'criteria' | 'commitments' | 'support', key: string) =>
    wish?.[part]?.[key as never] !== undefined ||
    (part === 'support' && require?.support?.some((one) => one === key) === true);
  return (Object.keys(WISHES) as Matter[]).filter((matter) =>
    Object.entries(WISHES[matter]).every(([part, wanted]) =>
      typeof wanted === 'string'
        ? wish?.[part as 'price'] !== undefined
        : Object.keys(wanted).every((key) => held(part as 'criteria', key)),
    ),
  );
}

const wishesIn = (wish: Need['wish']): string[] =>
  Object.entries(wish ?? {}).flatMap(([part, wanted]) => (typeof wanted === 'string' ? [part] : Object.keys(wanted)));

/** A need as answers, and what is lost on the way. */
function asAnswers(need: Need): AsAnswers {
  const { usages, budgetPerYear, territory, wish, require } = need;
  const of = (usage: string) => usages.find((one) => one.usage === usage);
  const people = Math.max(
    0,
    ...usages.flatMap(({ usage, accounts }) => (BY_PEOPLE.includes(usage) ? (accounts ?? 0) : 0)),
  );
  const storage = of(FILES)?.storageGb;
  const space = storage === undefined ? undefined : spaceFor(storage);
  const matters = mattersOf(need);
  const named = [...new Map(usages.map((one) => [useOf(one.usage), one])).keys()];
  const one = (value: string | number | undefined) => (value === undefined ? [] : [String(value)]);
  const lost: [Lost, boolean][] = [
    ['newsletter', of(LISTS) !== undefined && of(NEWSLETTER) !== undefined],
    ['space', space !== undefined && SPACES[space] !== storage],
    [
      'amounts',
      usages.some(
        ({ usage, storageGb, amounts }) =>
          (usage !== FILES && storageGb !== undefined) ||
          Object.keys(amounts ?? {}).some((unit) => COUNTED[usage]?.unit !== unit),
      ),
    ],
    ['start', need.startsBy !== undefined],
    ['language', need.language !== undefined],
    ['required', (require?.support?.length ?? 0) + (require?.commitments?.length ?? 0) > 0],
    ['wishes', new Set(wishesIn(wish)).size > new Set(matters.flatMap((matter) => wishesIn(WISHES[matter]))).size],
  ];
  return {
    uses: named.map((use) => {
      const [first, ...others] = usages.filter(({ usage }) => useOf(usage) === use);
      const isFirst = [first!, ...others].some(({ priority }) => (priority ?? 'must') === 'must');
      return { use, of: first!, isFirst };
    }),
    form: withValues(
      {},
      {
        replies: of(LISTS) ? ['everybody'] : of(NEWSLETTER) ? ['only-us'] : [],
        people: people > 0 ? [String(people)] : [],
        space: one(space),
        mailboxes: one(of(MAIL)?.accounts),
        recipients: one(countedIn(need, 'recipients')),
        meeting: one(countedIn(need, 'meeting')),
        fillers: one(of(CALENDAR)?.accounts),
        health: need.holdsHealthData ? ['yes'] : [],
        sensitive: need.sensitive ? [need.sensitive === true ? 'yes' : 'unknown'] : [],
        tool: need.currentTools ?? [],
        budget: budgetPerYear == null ? [] : [String(budgetPerYear)],
        place: territory ? [keyOf(territory)] : [],
        matters,
      },
    ),
    lost: lost.flatMap(([what, isLost]) => (isLost ? [what] : [])),
  };
}

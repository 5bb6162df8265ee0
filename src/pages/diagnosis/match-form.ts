import type { Need } from '../../matching/engine/need/schema.ts';
import { keyOf } from '../asking/place.ts';
import {
  BY_PEOPLE,
  CALENDAR,
  COUNTED,
  FILES,
  type Form,
  LISTS,
  MAIL,
  type Matter,
  NEWSLETTER,
  SPACES,
  WRITING,
  withValues,
} from '../asking/questions.ts';
import { countedIn, WISHES } from '../need/answers.ts';

/** What the questions of `/match` have no place for. */
export type Lost = 'space' | 'amounts' | 'start' | 'language' | 'wishes' | 'required' | 'newsletter';

/** A need as the answers to the questions of `/match`: as close as these come. */
export interface AsAnswers {
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
export function asAnswers(need: Need): AsAnswers {
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

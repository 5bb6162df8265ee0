import type { ComponentChildren } from 'preact';
import { LONGEST_VALUE } from '../../ground/stated-numbers.ts';
import { curved } from '../../ground/texts.ts';
import { type Reference, textIn } from '../../vocabulary/reference.ts';
import { AskingForm } from '../asking/parts.tsx';
import { EMPTY, type Filled, Select, TextLine } from '../frame/fields.tsx';
import { LanguageButton, Layout } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Go } from '../frame/parts.tsx';
import { ErrorSummary, usePrefix } from '../frame/summary.tsx';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { NEED } from '../words/need.ts';
import { MAP_WORDS } from './field-words.ts';
import { type FieldKind, shownValue } from './fields.ts';
import { type MapFault, placesFor, type Step } from './flow.ts';
import { hiddenOf, type ScreenContext } from './state.ts';

export const DIAGNOSIS_PATH = '/diagnosis';
/** The form that carries the map; buttons anywhere on a page send it. */
export const FORM = 'diagnosis';

export interface ScreenProps {
  step: Step;
  reading: ScreenContext;
}

/** What was typed and not understood, with what is wrong with it, or asked about it. */
export function useFilled({ state: { unread }, faults }: Step): Filled {
  const own = useWords(DIAGNOSIS).faults;
  const words = useWords(NEED);
  const { say } = usePage();
  const told = ({ code, value }: MapFault): string =>
    code === 'so-many' && value !== undefined
      ? words.doubts['so-many'](say.number(value), '')
      : (own[code as keyof typeof own] ?? words.faults[code as keyof typeof words.faults]);
  return {
    typed: unread,
    faults: Object.fromEntries(faults.map((fault) => [fault.field, told(fault)])),
    doubts: faults.flatMap(({ code, field }) => (code === 'so-many' ? field : [])),
  };
}

interface StepScreenProps {
  step: Step;
  ask: string;
  hint: string;
  /** Fields of `unread` that are on the screen. */
  shows: (field: string) => boolean;
  isFirst?: boolean;
  /** More ways on, after the first button. */
  ways?: ComponentChildren;
  /** Stands after the ways on. */
  after?: ComponentChildren;
  children: ComponentChildren;
}

/** A step with its form: what is asked, then the ways on. */
export function StepScreen({ step, ask, hint, shows, isFirst, ways, after, children }: StepScreenProps) {
  const words = useWords(DIAGNOSIS);
  const need = useWords(NEED);
  const filled = useFilled(step);
  const prefix = usePrefix(filled);
  const { screen, tool, state } = step;
  // The answer is no step.
  const places = placesFor(state).slice(0, -1);
  const at = places.findIndex((one) => one.screen === screen && one.tool === tool) + 1;
  return (
    <Layout
      title={`${prefix}${isFirst ? words.title : ask}`}
      description={isFirst ? words.description : undefined}
      otherLanguage={<LanguageButton action={DIAGNOSIS_PATH} form={FORM} />}
      roof={
        <>
          {isFirst ? (
            <p class="small">
              {words.title}. {words.lead}
            </p>
          ) : (
            <>
              <p class="crumb">{words.progress(at, places.length)}</p>
              <progress class="gone" max={places.length} value={at} aria-hidden="true" />
            </>
          )}
          <h1>{ask}</h1>
        </>
      }
    >
      <ErrorSummary filled={filled} />
      <AskingForm id={FORM} action={DIAGNOSIS_PATH} at={screen} values={hiddenOf(state, shows)}>
        {screen === 'tools' && <input type="hidden" name="tool" value={tool} />}
        <p class="hint">{hint}</p>
        {children}
        <p class="row">
          <Go class="first" go="next" text={words.next} />
          {ways}
        </p>
        {screen !== 'names' && <Go line go="back" text={need.back} />}
        {after}
      </AskingForm>
    </Layout>
  );
}

interface FieldLineProps {
  name: string;
  kind: FieldKind;
  words: { ask: string; hint?: string; choices?: Record<string, string> };
  /** As the map holds it. */
  value: unknown;
  filled: Filled;
}

/** One question with its answer. What was not understood is there as it was typed. */
export function FieldLine({ name, kind, words, value, filled }: FieldLineProps) {
  const { unknown } = useWords(DIAGNOSIS);
  const { yesNo, few } = useWords(MAP_WORDS);
  const props = {
    ...{ name, label: words.ask, hint: words.hint, isBeside: true },
    filled: { ...filled, typed: { [name]: filled.typed[name] ?? shownValue(kind, value) } },
  };
  const choices = (): (readonly [string, string])[] => {
    if (kind.kind === 'yes-no') return Object.entries(yesNo);
    if (kind.kind === 'few') return Object.entries(few);
    return kind.kind === 'choice' ? kind.choices.map((choice) => [choice, words.choices?.[choice] ?? choice]) : [];
  };
  return kind.kind === 'number' ? (
    <TextLine {...props} most={LONGEST_VALUE} unit={kind.isMoney ? '€' : undefined} />
  ) : (
    <Select {...props} groups={[['', [['', unknown], ...choices()]]]} />
  );
}

interface OtherUsagesProps {
  name: string;
  label: string;
  /** What stands for none of them. */
  none: string;
  /** Usages that are elsewhere. */
  shown: readonly string[];
  reference: Reference;
}

/** All other usages, in a list. */
export function OtherUsages({ shown, none, reference, ...props }: OtherUsagesProps) {
  const { language } = usePage();
  const others = [...reference.usages.values()].filter(({ key }) => !shown.includes(key));
  const choices = others.map(({ key, label }) => [key, curved(textIn(label, language))] as const);
  return <Select {...props} filled={EMPTY} isBeside groups={[['', [['', none], ...choices]]]} />;
}

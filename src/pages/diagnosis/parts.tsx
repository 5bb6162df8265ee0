import type { ComponentChildren } from 'preact';
import { LanguageButton, Layout } from '../frame/layout.tsx';
import { addressIn, tabOf, usePage, useWords } from '../frame/page.ts';
import { HiddenFields } from '../frame/parts.tsx';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { MAP_WORDS } from '../words/map-fields.ts';
import { NEED } from '../words/need.ts';
import { type Kind, shownValue } from './fields.ts';
import { type MapFault, placesFor, type Screen, type Step } from './flow.ts';
import { hiddenOf, type Reading, type State } from './state.ts';

export const DIAGNOSIS_PATH = '/diagnosis';
/** The form that carries the map; buttons anywhere on a page send it. */
export const FORM = 'diagnosis';

/** The identifier of a field on its page: that of `t0.users` is `t0-users`. */
export const idOf = (field: string): string => field.replaceAll('.', '-');

export interface ScreenProps {
  step: Step;
  reading: Reading;
}

/** What is wrong with an answer, in words. */
export function FaultText({ fault: { code, value } }: { fault: MapFault }) {
  const own = useWords(DIAGNOSIS).faults;
  const words = useWords(NEED);
  const { say } = usePage();
  if (code === 'so-many' && value !== undefined) return <>{words.doubts['so-many'](say.number(value), '')}</>;
  return <>{own[code] ?? words.faults[code as keyof typeof words.faults]}</>;
}

/** What is wrong with a field, beside it. */
export function Fault({ faults, field }: { faults: readonly MapFault[]; field: string }) {
  const fault = faults.find((one) => one.field === field);
  return fault ? (
    <p class="fault" id={`fault-${idOf(field)}`}>
      <FaultText fault={fault} />
    </p>
  ) : null;
}

/** Says at the top which answers have a fault, with links to them. */
function Faults({ faults }: { faults: readonly MapFault[] }) {
  const words = useWords(NEED);
  if (faults.length === 0) return null;
  return (
    <div class="faults" role="alert">
      <p>
        <strong>{words.faultsTitle(faults.length)}</strong>
      </p>
      <ul class="plain">
        {faults.map((fault) => (
          <li key={fault.field}>
            <a href={`#${idOf(fault.field)}`}>
              <FaultText fault={fault} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The hidden fields of a state; `without` names those that the screen shows itself. */
export const StateFields = ({
  state,
  at,
  without,
}: {
  state: State;
  at: Screen;
  without: (field: string) => boolean;
}) => (
  <>
    <input type="hidden" name="at" value={at} />
    <HiddenFields
      values={hiddenOf({
        ...state,
        unread: Object.fromEntries(Object.entries(state.unread).filter(([field]) => !without(field))),
      })}
    />
  </>
);

/** A step with its form: what is asked, then the ways on. */
export function StepScreen({
  step: { screen, tool, state, faults },
  ask,
  hint,
  shows,
  isFirst,
  ways,
  after,
  children,
}: {
  step: Step;
  ask: string;
  hint: string;
  /** Fields of `unread` that stand on the screen. */
  shows: (field: string) => boolean;
  isFirst?: boolean;
  /** More ways on, after the first button. */
  ways?: ComponentChildren;
  /** Stands after the ways on. */
  after?: ComponentChildren;
  children: ComponentChildren;
}) {
  const words = useWords(DIAGNOSIS);
  const need = useWords(NEED);
  const page = usePage();
  // The answer is no step.
  const places = placesFor(state).slice(0, -1);
  const at = places.findIndex((one) => one.screen === screen && one.tool === tool) + 1;
  return (
    <Layout
      title={`${faults.length > 0 ? need.fault : ''}${isFirst ? words.title : ask}`}
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
      <Faults faults={faults} />
      <form id={FORM} method="post" action={addressIn(page, DIAGNOSIS_PATH)} data-tab={tabOf(page)}>
        <StateFields state={state} at={screen} without={shows} />
        {screen === 'tools' && <input type="hidden" name="tool" value={tool} />}
        <p class="hint">{hint}</p>
        {children}
        <p class="row">
          <button type="submit" class="first" name="go" value="next">
            {words.next}
          </button>
          {ways}
        </p>
        {screen !== 'names' && (
          <p>
            <button type="submit" class="link" name="go" value="back">
              {need.back}
            </button>
          </p>
        )}
        {after}
      </form>
    </Layout>
  );
}

interface FieldLineProps {
  name: string;
  kind: Kind;
  words: { ask: string; hint?: string; choices?: Record<string, string> };
  /** As the map holds it. */
  value: unknown;
  step: Step;
}

/** One question with its answer. What was not understood stands there as it was typed. */
export function FieldLine({ name, kind, words, value, step: { state, faults } }: FieldLineProps) {
  const { unknown } = useWords(DIAGNOSIS);
  const { yesNo, few } = useWords(MAP_WORDS);
  const id = idOf(name);
  const shown = shownValue(kind, value);
  const isFaulty = faults.some(({ field }) => field === name);
  const described = [...(words.hint ? [`hint-${id}`] : []), ...(isFaulty ? [`fault-${id}`] : [])].join(' ');
  const choices: [string, string][] =
    kind.kind === 'yes-no'
      ? Object.entries(yesNo)
      : kind.kind === 'few'
        ? Object.entries(few)
        : kind.kind === 'choice'
          ? kind.choices.map((choice) => [choice, words.choices?.[choice] ?? choice])
          : [];
  return (
    <div class="field asked">
      <div>
        <label for={id}>{words.ask}</label>
        {words.hint && <small id={`hint-${id}`}>{words.hint}</small>}
        <Fault faults={faults} field={name} />
      </div>
      {kind.kind === 'number' ? (
        <div class="sum">
          <input
            class="wide"
            type="text"
            autocomplete="off"
            id={id}
            name={name}
            value={state.unread[name] ?? shown}
            aria-describedby={described || undefined}
            aria-invalid={isFaulty || undefined}
          />
          {kind.isMoney && '€'}
        </div>
      ) : (
        <select id={id} name={name} aria-describedby={described || undefined}>
          <option value="">{unknown}</option>
          {choices.map(([choice, label]) => (
            <option key={choice} value={choice} selected={choice === shown}>
              {label}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

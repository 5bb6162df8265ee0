import type { CurrentTool } from '../../diagnosis/schema.ts';
import { fold } from '../../vocabulary/territories.ts';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Choice, Tile } from '../frame/parts.tsx';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { MAP_WORDS } from './field-words.ts';
import { FIRST_OF_TOOL, type Kind, MORE_OF_TOOL, type ToolField } from './fields.ts';
import { type Known, knownTool, usualUsages } from './names.ts';
import { FieldLine, OtherUsages, type ScreenProps, StepScreen, useFilled } from './parts.tsx';
import { toolsOf } from './state.ts';

const DOMAIN = 'domain-name';

interface ToolProps extends ScreenProps {
  current: CurrentTool;
  known: Known;
  /** The name of its fields before the point: `t0`. */
  place: string;
}

/** The tools that a name may mean, to choose from. */
function Candidates({ current, known: { typed, tool, candidates }, place }: ToolProps) {
  const words = useWords(DIAGNOSIS).tools;
  const chosen = current.label != null && tool && candidates.includes(tool) ? tool.key : '';
  return (
    <fieldset>
      <legend>{words.which(typed)}</legend>
      {candidates.map(({ key, name }) => (
        <Choice key={key} type="radio" name={`${place}.is`} value={key} checked={key === chosen} label={name} />
      ))}
      <Choice type="radio" name={`${place}.is`} value="" checked={chosen === ''} label={words.noneOfThese} />
    </fieldset>
  );
}

interface UsagesShown {
  ticked: readonly string[];
  /** As boxes: the usual ones first. */
  shown: readonly string[];
}

function usagesShown(current: CurrentTool, known: Known): UsagesShown {
  const { tool, candidates } = known;
  const ticked = current.usages ?? usualUsages(known);
  const usual = tool ? tool.usages : candidates.flatMap(({ usages }) => usages);
  return { ticked, shown: [...new Set([...usual, ...ticked])] };
}

/** What a tool is used for: its usual usages first, then what else was said. */
function Usages({ place, ticked, shown }: Pick<ToolProps, 'place'> & UsagesShown) {
  const words = useWords(DIAGNOSIS).tools;
  const { say } = usePage();
  return (
    <fieldset>
      <legend>{words.uses}</legend>
      <div class="tiles">
        {shown.map((usage) => (
          <Tile
            key={usage}
            {...{ usage, name: `${place}.use`, value: usage, checked: ticked.includes(usage) }}
            label={say.usageShort(usage)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** One tool: what it is, what it is for, three things about it, and more behind one line. */
function ToolFields(props: ToolProps) {
  const { current, known, place, step, reading } = props;
  const usages = usagesShown(current, known);
  const words = useWords(DIAGNOSIS);
  const filled = useFilled(step);
  const isFirst = usages.shown.length === 0;
  const other = (
    <OtherUsages
      name={`${place}.also`}
      label={isFirst ? words.tools.uses : words.tools.also}
      none={isFirst ? words.unknown : words.tools.noOther}
      shown={usages.shown}
      reference={reading.reference}
    />
  );
  const { tool: asked } = useWords(MAP_WORDS);
  const { tool, typed, candidates } = known;
  const isDomain = [...(tool?.usages ?? []), ...(current.usages ?? [])].includes(DOMAIN);
  const lines = (fields: Partial<Record<ToolField, Kind>>) =>
    (Object.entries(fields) as [ToolField, Kind][])
      .filter(([field]) => field !== 'domainOwner' || isDomain)
      .map(([field, kind]) => (
        <FieldLine
          key={field}
          name={`${place}.${field}`}
          kind={kind}
          words={asked[field]}
          value={current[field]}
          filled={filled}
        />
      ));
  const isOpen =
    step.faults.some(({ field }) => field.startsWith(`${place}.`)) ||
    Object.keys(MORE_OF_TOOL).some((field) => current[field as ToolField] != null);
  return (
    <div class="stack">
      {fold(nameOf(known)) !== fold(typed) && <p class="small soft">{words.tools.typed(typed)}</p>}
      {candidates.length > 0 && <Candidates {...props} />}
      {!tool && candidates.length === 0 && <p class="state ask">{words.tools.notKnown}</p>}
      {usages.shown.length > 0 ? <Usages place={place} {...usages} /> : other}
      {lines(FIRST_OF_TOOL)}
      <Fold title={words.more} open={isOpen}>
        <div class="cards two">
          {usages.shown.length > 0 && other}
          {lines(MORE_OF_TOOL)}
        </div>
      </Fold>
    </div>
  );
}

const nameOf = ({ tool, typed }: Known): string => tool?.name ?? typed;

/** A screen for each tool. Everything may stay as it is: it is unknown then. */
export function ToolsScreen({ step, reading }: ScreenProps) {
  const words = useWords(DIAGNOSIS);
  const current = toolsOf(step.state)[step.tool]!;
  const known = knownTool(current, reading);
  const place = `t${step.tool}`;
  return (
    <StepScreen
      step={step}
      ask={words.tools.ask(nameOf(known))}
      hint={words.tools.hint}
      shows={(field) => field.startsWith(`${place}.`)}
      ways={
        <button type="submit" class="second" name="go" value="to:answer">
          {words.see}
        </button>
      }
    >
      <ToolFields step={step} reading={reading} current={current} known={known} place={place} />
    </StepScreen>
  );
}

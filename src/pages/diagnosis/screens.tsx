import type { CurrentTool } from '../../diagnosis/schema.ts';
import { fold } from '../../vocabulary/territories.ts';
import { PlaceFields } from '../asking/parts.tsx';
import { STARTING, usagesMeant } from '../asking/questions.ts';
import { Checkboxes, EMPTY, Group } from '../frame/fields.tsx';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Choice, Go, Tile } from '../frame/parts.tsx';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { MAP_WORDS } from './field-words.ts';
import {
  DATA,
  FIRST_OF_ALL,
  FIRST_OF_TOOL,
  type FieldKind,
  HELP,
  MORE_OF_ALL,
  MORE_OF_TOOL,
  OF_ALL,
  type ToolField,
  type WholeField,
} from './fields.ts';
import { placeShown } from './flow.ts';
import { type Known, knownTool, usualUsages } from './names.ts';
import { FieldLine, OtherUsages, type ScreenProps, StepScreen, useFilled } from './parts.tsx';
import { toolsOf } from './state.ts';

/** What is looked for: what most ask for as tiles, what else was asked for, then all others in a list. */
function Needs({ step, reading: { reference } }: ScreenProps) {
  const words = useWords(DIAGNOSIS);
  const { say } = usePage();
  const wanted = (step.state.map.needs ?? []).map(({ usage }) => usage);
  const tiles = [...new Set([...STARTING.flatMap(usagesMeant), ...wanted])];
  return (
    <Group filled={EMPTY} name="needs" label={words.about.needs} hint={words.about.needsHint}>
      <div class="tiles">
        {tiles.map((usage) => (
          <Tile
            key={usage}
            {...{ usage, name: 'need', value: usage, checked: wanted.includes(usage) }}
            label={say.usageShort(usage)}
          />
        ))}
      </div>
      <OtherUsages
        name="needs.also"
        label={words.about.otherNeed}
        none={words.tools.noOther}
        shown={tiles}
        reference={reference}
      />
    </Group>
  );
}

/** The association, in short. */
export function AboutScreen({ step, reading }: ScreenProps) {
  const words = useWords(DIAGNOSIS);
  const { whole, data, help } = useWords(MAP_WORDS);
  const { map } = step.state;
  const place = placeShown(step.state, reading);
  const filled = useFilled(step);
  const ticked = { ...EMPTY, typed: { data: map.data?.categories ?? [], help: map.supportWanted ?? [] } };
  const saidOf = (name: string): unknown => {
    const [group, key] = name.split('.') as ['organisation', 'employees'];
    return map[group]?.[key];
  };
  const line = (name: WholeField) => (
    <FieldLine key={name} name={name} kind={OF_ALL[name]} words={whole[name]} value={saidOf(name)} filled={filled} />
  );
  const lines = (fields: Partial<Record<WholeField, FieldKind>>, without: readonly WholeField[] = []) =>
    (Object.keys(fields) as WholeField[]).filter((name) => !without.includes(name)).map(line);
  const isMoreOpen = Object.keys(MORE_OF_ALL).some((name) => saidOf(name) != null || filled.faults[name] !== undefined);
  return (
    <StepScreen
      step={step}
      ask={words.about.ask}
      hint={words.about.hint}
      shows={(field) => Object.hasOwn(OF_ALL, field) || field === 'commune'}
    >
      <div class="whole">
        <div class="cards two">{lines(FIRST_OF_ALL, ['data.processingRecord', 'constraints.maxMonthlyCostEur'])}</div>
        <Checkboxes
          {...{ filled: ticked, name: 'data', label: words.about.data }}
          choices={DATA.map((key) => [key, data[key]])}
        />
        {line('data.processingRecord')}
        <Group filled={filled} name="place" label={words.about.place}>
          <PlaceFields
            {...{ form: place.form, filled, territories: reading.reference.territories }}
            communes={filled.faults.place === undefined ? [] : place.communes}
          />
        </Group>
        {line('constraints.maxMonthlyCostEur')}
        <Needs step={step} reading={reading} />
        <Fold title={words.more} open={isMoreOpen || map.supportWanted != null}>
          <div class="stack">
            <Checkboxes
              {...{ filled: ticked, name: 'help', label: words.about.help }}
              choices={HELP.map((key) => [key, help[key]])}
            />
            <div class="cards two">{lines(MORE_OF_ALL)}</div>
          </div>
        </Fold>
      </div>
    </StepScreen>
  );
}

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
  const lines = (fields: Partial<Record<ToolField, FieldKind>>) =>
    (Object.entries(fields) as [ToolField, FieldKind][])
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
      ways={<Go class="second" go="to:answer" text={words.see} />}
    >
      <ToolFields step={step} reading={reading} current={current} known={known} place={place} />
    </StepScreen>
  );
}

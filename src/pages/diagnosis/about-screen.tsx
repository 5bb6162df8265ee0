import { PlaceFields } from '../asking/place-fields.tsx';
import { STARTING, usagesMeant } from '../asking/questions.ts';
import { Checkboxes, EMPTY, Group } from '../frame/fields.tsx';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Tile } from '../frame/parts.tsx';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { placeShown } from './apply.ts';
import { MAP_WORDS } from './field-words.ts';
import { DATA, FIRST_OF_ALL, HELP, type Kind, MORE_OF_ALL, OF_ALL, type WholeField } from './fields.ts';
import { FieldLine, OtherUsages, type ScreenProps, StepScreen, useFilled } from './parts.tsx';

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
  const lines = (fields: Partial<Record<WholeField, Kind>>, without: readonly WholeField[] = []) =>
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

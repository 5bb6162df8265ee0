import { curved } from '../../ground/texts.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { PlaceFields } from '../asking/place-fields.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Choice } from '../frame/parts.tsx';
import { UsagePicture } from '../frame/pictures.tsx';
import { STARTING, usagesMeant } from '../need/questions.ts';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { MAP_WORDS } from '../words/map-fields.ts';
import { placeShown } from './apply.ts';
import { DATA, FIRST_OF_ALL, HELP, type Kind, MORE_OF_ALL, OF_ALL, type WholeField } from './fields.ts';
import { Fault, FieldLine, type ScreenProps, StepScreen } from './parts.tsx';

/** What is looked for: what most ask for as tiles, what else was asked for, then all others in a list. */
function Needs({ step, reading: { reference } }: ScreenProps) {
  const words = useWords(DIAGNOSIS);
  const { say, language } = usePage();
  const wanted = (step.state.map.needs ?? []).map(({ usage }) => usage);
  const tiles = [...new Set([...STARTING.flatMap(usagesMeant), ...wanted])];
  return (
    <fieldset aria-describedby="hint-needs">
      <legend>{words.about.needs}</legend>
      <p class="hint" id="hint-needs">
        {words.about.needsHint}
      </p>
      <div class="tiles">
        {tiles.map((usage) => (
          <label key={usage} class="tile">
            <UsagePicture usage={usage} />
            <input type="checkbox" name="need" value={usage} checked={wanted.includes(usage)} />
            <span>{say.usageShort(usage)}</span>
          </label>
        ))}
      </div>
      <div class="field asked">
        <label for="needs-also">{words.about.otherNeed}</label>
        <select id="needs-also" name="needs.also">
          <option value="">{words.tools.noOther}</option>
          {[...reference.usages.values()]
            .filter(({ key }) => !tiles.includes(key))
            .map(({ key, label }) => (
              <option key={key} value={key}>
                {curved(textIn(label, language))}
              </option>
            ))}
        </select>
      </div>
    </fieldset>
  );
}

/** The association, in short. */
export function AboutScreen({ step, reading }: ScreenProps) {
  const words = useWords(DIAGNOSIS);
  const { whole, data, help } = useWords(MAP_WORDS);
  const { map } = step.state;
  const place = placeShown(step.state, reading);
  const isPlaceFaulty = step.faults.some(({ field }) => field === 'place');
  const saidOf = (name: string): unknown => {
    const [group, key] = name.split('.') as ['organisation', 'employees'];
    return map[group]?.[key];
  };
  const line = (name: WholeField) => (
    <FieldLine key={name} name={name} kind={OF_ALL[name]} words={whole[name]} value={saidOf(name)} step={step} />
  );
  const lines = (fields: Partial<Record<WholeField, Kind>>, without: readonly WholeField[] = []) =>
    (Object.keys(fields) as WholeField[]).filter((name) => !without.includes(name)).map(line);
  const isMoreOpen = Object.keys(MORE_OF_ALL).some(
    (name) => saidOf(name) != null || step.faults.some(({ field }) => field === name),
  );
  return (
    <StepScreen
      step={step}
      ask={words.about.ask}
      hint={words.about.hint}
      shows={(field) => Object.hasOwn(OF_ALL, field) || field === 'commune'}
    >
      <div class="whole">
        <div class="cards two">{lines(FIRST_OF_ALL, ['data.processingRecord', 'constraints.maxMonthlyCostEur'])}</div>
        <fieldset>
          <legend>{words.about.data}</legend>
          {DATA.map((key) => (
            <Choice
              key={key}
              type="checkbox"
              name="data"
              value={key}
              checked={map.data?.categories?.includes(key) ?? false}
              label={data[key]}
            />
          ))}
          {line('data.processingRecord')}
        </fieldset>
        <fieldset id="place" tabIndex={-1}>
          <legend>{words.about.place}</legend>
          <Fault faults={step.faults} field="place" />
          <PlaceFields
            form={place.form}
            communes={isPlaceFaulty ? place.communes : []}
            territories={reading.reference.territories}
            isFaulty={isPlaceFaulty}
          />
        </fieldset>
        {line('constraints.maxMonthlyCostEur')}
        <Needs step={step} reading={reading} />
        <details open={isMoreOpen || map.supportWanted != null}>
          <summary>{words.more}</summary>
          <div class="stack">
            <fieldset>
              <legend>{words.about.help}</legend>
              {HELP.map((key) => (
                <Choice
                  key={key}
                  type="checkbox"
                  name="help"
                  value={key}
                  checked={map.supportWanted?.includes(key) ?? false}
                  label={help[key]}
                />
              ))}
            </fieldset>
            <div class="cards two">{lines(MORE_OF_ALL)}</div>
          </div>
        </details>
      </div>
    </StepScreen>
  );
}

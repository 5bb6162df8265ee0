import { TakeBack } from '../asking/take-back.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { UsagePicture } from '../frame/pictures.tsx';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { MAP_PAGE } from '../words/tool-map.ts';
import { BLANK_PATH, WORKSHOP_PATH } from './map/map-page.tsx';
import { COMMON, namesIn } from './names.ts';
import { Fault, type ScreenProps, StepScreen } from './parts.tsx';
import { type NoMap, sayNoMap } from './read-map.ts';

/** Takes a map back that was kept as a file. */
function ResumeMap({ refused }: { refused: NoMap | undefined }) {
  const words = useWords(DIAGNOSIS).file;
  const { language } = usePage();
  const why = refused && sayNoMap(refused, language);
  return <TakeBack words={words} accept=".json,application/json" refused={why} />;
}

/** Which tools: boxes for the best known, a line for each other. */
export function NamesScreen({ step, reading, refused }: ScreenProps & { refused?: NoMap | undefined }) {
  const words = useWords(DIAGNOSIS).names;
  const sheets = useWords(MAP_PAGE);
  const { ticked, text } = namesIn(step.state, reading);
  const isFaulty = step.faults.length > 0;
  return (
    <StepScreen
      step={step}
      ask={words.ask}
      hint={words.hint}
      isFirst
      shows={(field) => field === 'names' || field === 'common'}
      after={
        <>
          <ResumeMap refused={refused} />
          <p class="row small">
            <Link to={BLANK_PATH} class="tap">
              {sheets.blank}
            </Link>
            <Link to={WORKSHOP_PATH} class="tap">
              {sheets.workshop}
            </Link>
          </p>
        </>
      }
    >
      <div class="stack">
        <fieldset>
          <legend>
            <strong>{words.common}</strong>
          </legend>
          <div class="tiles">
            {COMMON.flatMap((key) => reading.reference.tools.get(key) ?? []).map(({ key, name, usages }) => (
              <label key={key} class="tile">
                <UsagePicture usage={usages[0]!} />
                <input type="checkbox" name="common" value={key} checked={ticked.includes(key)} />
                <span>{words.labels[key] ?? name}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div class="field">
          <label for="names">{words.others}</label>
          <p class="hint small" id="hint-names">
            {words.example}
          </p>
          <Fault faults={step.faults} field="names" />
          <textarea
            id="names"
            name="names"
            rows={5}
            autocomplete="off"
            aria-describedby={isFaulty ? 'hint-names fault-names' : 'hint-names'}
            aria-invalid={isFaulty || undefined}
          >
            {text}
          </textarea>
        </div>
      </div>
    </StepScreen>
  );
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Bercail } from '../../bercail.ts';
import type { Model } from '../../catalogue/model.ts';
import { type Recognise, type Recognised, toolRecogniser } from '../../diagnosis/recognise.ts';
import { TakeBack } from '../asking/parts.tsx';
import { TextArea } from '../frame/fields.tsx';
import { takeFiles, takeForms } from '../frame/forms.ts';
import { type Page, usePage, useWords } from '../frame/page.ts';
import { eraseFromScreen, pageOf, publicPage, sendFile, sendPage } from '../frame/pages.ts';
import { Tap, Tile } from '../frame/parts.tsx';
import { ASKED_FOR, type AskedFor, speakingFor } from '../parts/list-keeper.tsx';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { MAP_PAGE } from '../words/tool-map.ts';
import { MapAnswer } from './answer.tsx';
import { nextStep, resumedStep, type Step } from './flow.ts';
import { BLANK_PATH, WORKSHOP_PATH } from './map/map-page.tsx';
import { mapFile, type NoMap, readMap, sayNoMap } from './map/read-map.ts';
import { COMMON, namesIn } from './names.ts';
import { DIAGNOSIS_PATH, type ScreenProps, StepScreen, useFilled } from './parts.tsx';
import { AboutScreen, ToolsScreen } from './screens.tsx';
import { EMPTY, readState, type ScreenContext } from './state.ts';

/** Takes a map back that was kept as a file. */
function ResumeMap({ refused }: { refused: NoMap | undefined }) {
  const words = useWords(DIAGNOSIS).file;
  const { language } = usePage();
  const why = refused && sayNoMap(refused, language);
  return <TakeBack words={words} accept=".json,application/json" refused={why} />;
}

/** Which tools: boxes for the best known, a line for each other. */
function NamesScreen({ step, reading, refused }: ScreenProps & { refused?: NoMap | undefined }) {
  const words = useWords(DIAGNOSIS).names;
  const sheets = useWords(MAP_PAGE);
  const { ticked, text } = namesIn(step.state, reading);
  const filled = useFilled(step);
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
            <Tap to={BLANK_PATH} text={sheets.blank} />
            <Tap to={WORKSHOP_PATH} text={sheets.workshop} />
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
              <Tile
                key={key}
                {...{ usage: usages[0]!, name: 'common', value: key, checked: ticked.includes(key) }}
                label={words.labels[key] ?? name}
              />
            ))}
          </div>
        </fieldset>
        <TextArea
          filled={{ ...filled, typed: { names: text } }}
          name="names"
          label={words.others}
          hint={words.example}
        />
      </div>
    </StepScreen>
  );
}

/** The longest map in hidden fields, where a quotation mark takes three letters and an accent six, and what is typed. */
const FORM_MAX = 1_000_000;
const FORM_WITH_FILE_MAX = 600_000;

/** Looks up each name once: the steps of one request ask for the same names several times. */
function remembered(recognise: Recognise): Recognise {
  const found = new Map<string, Recognised>();
  return (typed) => {
    const known = found.get(typed) ?? recognise(typed);
    found.set(typed, known);
    return known;
  };
}

/** Looks at the tools of an association, from step to step, to what to do and what to look for. */
export function diagnosisPages(
  app: FastifyInstance,
  { catalogue, reference, diagnose, publicUrl }: Pick<Bercail, 'catalogue' | 'diagnose' | 'publicUrl' | 'reference'>,
): void {
  const recognise = toolRecogniser(reference);
  const newReading = (): ScreenContext => ({ reference, recognise: remembered(recognise) });
  const config = { headers: 'page' } as const;
  takeForms(app, { most: FORM_MAX });
  takeFiles(app, FORM_WITH_FILE_MAX);

  /** The federation in whose name one came is named again where hosts are looked for. */
  const begin = (request: FastifyRequest, model: Model): Page => {
    const { carried } = speakingFor(request.query as AskedFor, model);
    return pageOf(request, reference, publicUrl, { carried, reads: ASKED_FOR });
  };

  publicPage(app, DIAGNOSIS_PATH, { dependsOn: catalogue, ...config }, (request, model) => [
    begin(request, model),
    <NamesScreen key="names" step={{ screen: 'names', tool: 0, state: EMPTY, faults: [] }} reading={newReading()} />,
  ]);

  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    { model, step, reading, refused }: { model: Model; step: Step; reading: ScreenContext; refused?: NoMap },
  ): FastifyReply => {
    const page = begin(request, model);
    const view = () => {
      const props = { step, reading };
      switch (step.screen) {
        case 'names':
          return <NamesScreen {...props} refused={refused} />;
        case 'tools':
          return <ToolsScreen {...props} />;
        case 'about':
          return <AboutScreen {...props} />;
        case 'answer':
          return <MapAnswer diagnosis={diagnose(step.state.map, model, page.say)} state={step.state} />;
      }
    };
    return sendPage(reply, page, view());
  };

  app.post<{ Body: URLSearchParams | undefined }>(
    DIAGNOSIS_PATH,
    { config, schema: { hide: true } },
    (request, reply) => {
      const sent = request.body ?? new URLSearchParams();
      const model = catalogue.current();
      if (sent.get('go') === 'erase') return eraseFromScreen(reply, begin(request, model), DIAGNOSIS_PATH);
      const reading = newReading();
      const before = readState(sent, reading);
      if (sent.get('go') === 'resume') {
        const kept = readMap(sent.getAll('file').join(''), reference);
        if ('map' in kept) return show(request, reply, { model, reading, step: resumedStep(kept.map) });
        sent.set('go', 'stay');
        return show(request, reply, { model, reading, step: nextStep(before, sent, reading), refused: kept.refused });
      }
      const step = nextStep(before, sent, reading);
      if (sent.get('go') !== 'file' || step.screen !== 'answer') return show(request, reply, { model, reading, step });
      const { name } = DIAGNOSIS[pageOf(request, reference, publicUrl).language].file;
      return sendFile(reply, { name, type: 'application/json; charset=utf-8', body: mapFile(step.state.map) });
    },
  );
}

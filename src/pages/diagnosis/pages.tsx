import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Bercail } from '../../bercail.ts';
import type { Model } from '../../catalogue/model.ts';
import { type Recognise, type Recognised, toolRecogniser } from '../../diagnosis/recognise.ts';
import { takeFiles } from '../asking/multipart.ts';
import { takeForms } from '../frame/forms.ts';
import type { Page } from '../frame/page.ts';
import { eraseFromScreen, pageOf, publicPage, sendPage } from '../frame/pages.ts';
import { ASKED_FOR, type AskedFor, speakingFor } from '../need/federation.tsx';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { AboutScreen } from './about-screen.tsx';
import { MapAnswer } from './answer.tsx';
import { nextStep, resumedStep, type Step } from './flow.ts';
import { NamesScreen } from './names-screen.tsx';
import { DIAGNOSIS_PATH } from './parts.tsx';
import { mapFile, type NoMap, readMap } from './read-map.ts';
import { EMPTY, type Reading, readState } from './state.ts';
import { ToolsScreen } from './tools-screen.tsx';

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
export function diagnosisPages(app: FastifyInstance, { catalogue, reference, diagnose, publicUrl }: Bercail): void {
  const recognise = toolRecogniser(reference);
  const newReading = (): Reading => ({ reference, recognise: remembered(recognise) });
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
    { model, step, reading, refused }: { model: Model; step: Step; reading: Reading; refused?: NoMap },
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
      return reply
        .headers({
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'no-store',
        })
        .send(mapFile(step.state.map));
    },
  );
}

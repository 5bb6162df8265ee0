import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Bercail } from '../../bercail.ts';
import { toolRecogniser } from '../../diagnosis/recognise.ts';
import { takeFiles } from '../asking/multipart.ts';
import { takeForms } from '../frame/forms.ts';
import { pageOf, publicPage, sendPage } from '../frame/pages.ts';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { AboutScreen } from './about-screen.tsx';
import { MapAnswer } from './answer.tsx';
import { nextStep, resumedStep, type Step } from './flow.ts';
import { keptMap, mapFile, type RefusedFile } from './kept-map.ts';
import { NamesScreen } from './names-screen.tsx';
import { DIAGNOSIS_PATH } from './parts.tsx';
import { EMPTY, type Reading, readState } from './state.ts';
import { ToolsScreen } from './tools-screen.tsx';

/** A map in hidden fields, in which an address writes a sign of three letters for a quotation mark, and what is typed. */
const FORM_MAX = 400_000;
const FORM_WITH_FILE_MAX = 250_000;

/** Looks at the tools of an association, from step to step, to what to do and what to look for. */
export function diagnosisPages(app: FastifyInstance, { catalogue, reference, diagnose, publicUrl }: Bercail): void {
  const reading: Reading = { reference, recognise: toolRecogniser(reference) };
  const config = { headers: 'page' } as const;
  takeForms(app, { most: FORM_MAX });
  takeFiles(app, FORM_WITH_FILE_MAX);

  publicPage(app, DIAGNOSIS_PATH, { dependsOn: 'build', ...config }, (request) => [
    pageOf(request, reference, publicUrl),
    <NamesScreen key="names" step={{ screen: 'names', state: EMPTY, faults: [] }} reading={reading} />,
  ]);

  const show = (request: FastifyRequest, reply: FastifyReply, step: Step, refused?: RefusedFile): FastifyReply => {
    const page = pageOf(request, reference, publicUrl);
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
          return <MapAnswer diagnosis={diagnose(step.state.map, catalogue.current(), page.say)} state={step.state} />;
      }
    };
    return sendPage(reply, page, view(), 'no-store');
  };

  app.post<{ Body: URLSearchParams | undefined }>(
    DIAGNOSIS_PATH,
    { config, schema: { hide: true } },
    (request, reply) => {
      const sent = request.body ?? new URLSearchParams();
      const before = readState(sent, reading);
      if (sent.get('go') === 'resume') {
        const kept = keptMap(sent.getAll('file').join(''), reference);
        if ('map' in kept) return show(request, reply, resumedStep(kept.map));
        sent.set('go', 'stay');
        return show(request, reply, nextStep(before, sent, reading), kept.refused);
      }
      const step = nextStep(before, sent, reading);
      if (sent.get('go') !== 'file' || step.screen !== 'answer') return show(request, reply, step);
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

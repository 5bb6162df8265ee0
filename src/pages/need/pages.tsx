import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChildren } from 'preact';
import type { Bercail } from '../../bercail.ts';
import { requireFederation } from '../../catalogue/federations.ts';
import { findFederation, type Model } from '../../catalogue/model.ts';
import { federationNamesIn } from '../../catalogue/writer.ts';
import type { Federation } from '../../documents/federation.ts';
import { federationNotFound } from '../../federations/rights.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { helpFinder } from '../../matching/answer/help.ts';
import { Answer, LostAnswer } from '../answer/answer.tsx';
import { keptFile } from '../answer/board.ts';
import { Compare } from '../answer/compare.tsx';
import { takeFiles } from '../asking/multipart.ts';
import { territoryIn } from '../asking/place.ts';
import { readAccent } from '../frame/accent.ts';
import type { Page } from '../frame/page.ts';
import { inlineStylesAt, pageOf, publicPage, sendPage } from '../frame/pages.ts';
import { SEND_ON } from '../words/send-on.ts';
import { toNeed } from './answers.ts';
import { offeredUsages } from './choices.tsx';
import { FederationNote, type HostScope, isHostScope, onlyFromOf, readHostScope } from './federation.tsx';
import { isResult, nextStep, type Questionnaire, type Step } from './flow.ts';
import { type Kept, keptIn, keptLink } from './kept.ts';
import { type Form, isQuestion, isUndecided, readForm } from './questions.ts';
import { QuestionScreen, WholeScreen } from './screens.tsx';

const MOST_SHOWN = 20;
const FORM_MAX = 50_000;
const FORM_WITH_FILE_MAX = 64_000;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** In whose name a page is shown, and whom it proposes, as an address asks for it. */
interface AskedFor {
  federation?: unknown;
  onlyFrom?: unknown;
}

/** The federation in whose name a page is shown. @throws CatalogueError federation-not-found */
function federationOf({ federation }: AskedFor, model: Model): Federation | undefined {
  if (federation === undefined) return undefined;
  if (typeof federation !== 'string') throw federationNotFound();
  return requireFederation(model, federation);
}

/** The guided need, from question to question, to the answer: the same on our own pages and inside other sites. */
export function needPages(
  app: FastifyInstance,
  { catalogue, reference, matcher, policy, publicUrl, operator }: Bercail,
  path: string,
  embedded: boolean,
): void {
  const help = helpFinder(reference, policy);
  const { territories } = reference;
  const config = embedded
    ? ({ headers: 'embedded', inlineStyles: inlineStylesAt() } as const)
    : ({ headers: 'page' } as const);
  // A form, and nothing else: programs have the API.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(FORM_TYPE, { parseAs: 'string', bodyLimit: FORM_MAX }, (_request, body, done) =>
    done(null, new URLSearchParams(body as string)),
  );
  takeFiles(app, FORM_WITH_FILE_MAX);

  const begin = (request: FastifyRequest, model: Model, asked = request.query as AskedFor) => {
    const federation = federationOf(asked, model);
    const scope = readHostScope(asked.onlyFrom, federation !== undefined);
    const accent = embedded ? readAccent((request.query as { accent?: unknown }).accent) : undefined;
    const page = pageOf(request, model.reference, publicUrl, {
      embedded,
      accent,
      carried: {
        ...(federation && { federation: federation.slug, ...onlyFromOf(scope) }),
        ...(accent && { accent: accent.original.slice(1) }),
      },
    });
    const note = federation && (
      <FederationNote federation={federation} scope={scope} day={model.day} operator={operator} />
    );
    return { federation, scope, page, note };
  };
  const questionnaireOf = (
    model: Model,
    { form, faults, communes, understood }: Omit<Step, 'screen'>,
  ): Questionnaire => ({
    form,
    faults,
    communes,
    understood,
    reference,
    offered: offeredUsages(model),
    action: path,
  });

  publicPage(app, path, { dependsOn: catalogue, ...config }, (request, model) => {
    const { page, note } = begin(request, model);
    const questionnaire = questionnaireOf(model, { form: {}, faults: [], communes: [] });
    return [page, <QuestionScreen name="uses" questionnaire={questionnaire} note={note} />];
  });

  const result = async (
    step: Step,
    page: Page,
    model: Model,
    { federation, scope, note }: { federation: Federation | undefined; scope: HostScope; note: ComponentChildren },
  ) => {
    const questionnaire = questionnaireOf(model, step);
    const territory = territoryIn(step.form, territories);
    if (isUndecided(step.form)) {
      const line = territory ? territories.lineage(territory) : [];
      const near = help({ federations: model.federationBySlug, federation: federation?.slug, line }, page.language);
      return <LostAnswer questionnaire={questionnaire} help={near} note={note} />;
    }
    const everything = step.screen === 'everything';
    const need = {
      ...toNeed(step.form, territory, reference),
      ...(federation && { federation: federation.slug, ...onlyFromOf(scope) }),
      ...(everything && { limit: MOST_SHOWN }),
    };
    requireMeaning(need.usages.length > 0 ? matcher.faults(need, model).length : 1);
    const match = await matcher.answerInTurn(need, model, page.say, { everything });
    const answered = { match, need, bySlug: model.bySlug, say: page.say };
    if (step.screen === 'compare')
      return (
        <Compare
          questionnaire={questionnaire}
          answered={answered}
          federationName={federationNamesIn(model)}
          note={note}
        />
      );
    return <Answer questionnaire={questionnaire} answered={answered} everything={everything} note={note} />;
  };

  app.post<{ Body: URLSearchParams | undefined }>(path, { config, schema: { hide: true } }, async (request, reply) => {
    const model = catalogue.current();
    const sent = request.body ?? new URLSearchParams();
    const [at, go] = [sent.get('at'), sent.get('go')];
    const kept = go === 'resume' ? keptIn(sent.getAll('file').join(' ')) : undefined;
    const { page, note, ...asked } = begin(request, model, askedFor(request, kept, model));
    const show = (step: Step, isFileRefused = false) => {
      const questionnaire = { ...questionnaireOf(model, step), isFileRefused };
      const { screen } = step;
      if (isQuestion(screen)) return <QuestionScreen name={screen} questionnaire={questionnaire} note={note} />;
      return screen === 'whole' ? <WholeScreen questionnaire={questionnaire} note={note} /> : undefined;
    };
    if (go === 'resume' && !kept)
      return sendPage(reply, page, show(nextStep(readForm(sent), at, 'stay', territories), true)!);
    const step = kept
      ? nextStep(kept.form, 'answer', 'answer', territories)
      : nextStep(readForm(sent), at, go, territories);
    if (go === 'file' && isResult(step.screen)) return sendKept(reply, page, step.form, model);
    return sendPage(reply, page, show(step) ?? (await result(step, page, model, { ...asked, note })));
  });
}

/** What the address asks for; where it names no federation, what the need was kept with, as far as it still is there. */
function askedFor({ query }: FastifyRequest, kept: Kept | undefined, model: Model): AskedFor {
  const asked = query as AskedFor;
  if (asked.federation !== undefined || !kept?.federation || !findFederation(model, kept.federation)) return asked;
  const { federation, onlyFrom } = kept;
  return isHostScope(onlyFrom) ? { federation, onlyFrom } : { federation };
}

/** The answers as a small file for whoever gave them. Nobody else keeps anything of it, nor does a browser. */
function sendKept(reply: FastifyReply, page: Page, form: Form, { day, reference }: Model): FastifyReply {
  const { say, language } = page;
  const need = toNeed(form, territoryIn(form, reference.territories), reference);
  return reply
    .headers({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${SEND_ON[language].file.name}"`,
      'cache-control': 'no-store',
    })
    .send(keptFile({ need, link: keptLink(page, form), day }, say));
}

/** Only a form that was not ours can mean nothing. @throws CatalogueError meaningless-request */
function requireMeaning(faults: number): void {
  if (faults > 0)
    throw new CatalogueError('meaningless-request', {
      fr: 'Ces réponses ne vont pas ensemble. Recommencez depuis la première question.',
      en: 'These answers do not go together. Start again from the first question.',
    });
}

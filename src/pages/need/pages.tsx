import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ComponentChildren } from 'preact';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Model } from '../../catalogue/model.ts';
import { federationIn } from '../../catalogue/reading.ts';
import type { Federation } from '../../documents/federation.ts';
import { federationNotFound } from '../../federations/rights.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { PublicAnswers } from '../../http/answering/public-answers.ts';
import type { HelpSearch } from '../../matching/answer/help.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Matcher } from '../../matching/run.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { Answer, LostAnswer } from '../answer/answer.tsx';
import { Compare } from '../answer/compare.tsx';
import { readAccent } from '../frame/accent.ts';
import type { Page } from '../frame/page.ts';
import { inlineStylesAt, pageOf, publicPage, type Speakers, sendPage } from '../frame/pages.ts';
import { type Asking, offeredUsages } from './asking.ts';
import { nextStep, type Step } from './flow.ts';
import { type Form, readForm } from './form.ts';
import { Kept } from './kept.tsx';
import { territoryIn } from './place.ts';
import { isLost, isQuestion } from './questions.ts';
import { QuestionScreen, WholeScreen } from './screens.tsx';
import { toNeed } from './to-need.ts';
import { onlyFromOf, readWhose, type Whose } from './whose.ts';

export interface NeedPages {
  catalogue: Catalogue;
  answers: PublicAnswers;
  speakers: Speakers;
  reference: Reference;
  matcher: Matcher;
  /** Who accompanies near a place, nearest first. */
  help: (asked: HelpSearch, language: Language) => Match['help'];
}

const MOST_SHOWN = 20;
const FORM_MAX = 50_000;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The federation in whose name a page is shown. @throws CatalogueError federation-not-found */
function federationOf({ query }: FastifyRequest, model: Model): Federation | undefined {
  const { federation } = query as { federation?: unknown };
  if (federation === undefined) return undefined;
  if (typeof federation !== 'string') throw federationNotFound();
  return federationIn(model, federation);
}

/** The guided need, from question to question, to the answer: the same on our own pages and inside other sites. */
export const needPages =
  ({ catalogue, answers, speakers, reference, matcher, help }: NeedPages, path: string, embedded: boolean) =>
  async (app: FastifyInstance): Promise<void> => {
    const { territories } = reference;
    const config = embedded
      ? ({ headers: 'embedded', inlineStyles: inlineStylesAt() } as const)
      : ({ headers: 'page' } as const);
    // A form, and nothing else: programs have the API.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(FORM_TYPE, { parseAs: 'string', bodyLimit: FORM_MAX }, (_request, body, done) =>
      done(null, new URLSearchParams(body as string)),
    );

    const begin = (request: FastifyRequest) => {
      const model = catalogue.current();
      const federation = federationOf(request, model);
      const asked = request.query as { accent?: unknown; onlyFrom?: unknown };
      const whose = readWhose(asked.onlyFrom, federation !== undefined);
      const accent = embedded ? readAccent(asked.accent) : undefined;
      const page = pageOf(request, speakers, {
        embedded,
        accent,
        carried: {
          ...(federation && { federation: federation.slug, ...onlyFromOf(whose) }),
          ...(accent && { accent: accent.asked.slice(1) }),
        },
      });
      const note = federation && <Kept federation={federation} whose={whose} day={model.day} />;
      return { model, federation, whose, page, note };
    };
    const askingOf = (model: Model, { form, faults, communes }: Omit<Step, 'screen'>): Asking => ({
      form,
      faults,
      communes,
      reference,
      offered: offeredUsages(model),
      action: path,
    });

    publicPage(app, answers, path, config, (request) => {
      const { model, page, note } = begin(request);
      const asking = askingOf(model, { form: {}, faults: [], communes: [] });
      return [page, <QuestionScreen name="uses" asking={asking} note={note} />];
    });

    const result = async (
      step: Step,
      page: Page,
      model: Model,
      { federation, whose, note }: { federation: Federation | undefined; whose: Whose; note: ComponentChildren },
    ) => {
      const asking = askingOf(model, step);
      const territory = territoryIn(step.form, territories);
      if (isLost(step.form)) {
        const line = territory ? territories.lineage(territory) : [];
        const near = help({ federations: model.federationBySlug, federation: federation?.slug, line }, page.language);
        return <LostAnswer asking={asking} help={near} note={note} />;
      }
      const everything = step.screen === 'everything';
      const need = {
        ...toNeed(step.form, territory),
        ...(federation && { federation: federation.slug, ...onlyFromOf(whose) }),
        ...(everything && { limit: MOST_SHOWN }),
      };
      mustMeanSomething(need.usages.length > 0 ? matcher.faults(need, model).length : 1);
      const match = await matcher.answerInTurn(need, model, page.say, { everything });
      const found = { match, need, bySlug: model.bySlug, say: page.say };
      if (step.screen === 'compare') return <Compare asking={asking} found={found} note={note} />;
      return <Answer asking={asking} found={found} everything={everything} note={note} />;
    };

    app.post<{ Body: URLSearchParams | undefined }>(
      path,
      { config, schema: { hide: true } },
      async (request, reply) => {
        const { model, page, note, ...asked } = begin(request);
        const sent = request.body ?? new URLSearchParams();
        const form: Form = readForm(sent);
        const step = nextStep(form, sent.get('at'), sent.get('go'), territories);
        const { screen } = step;
        if (isQuestion(screen))
          return sendPage(reply, page, <QuestionScreen name={screen} asking={askingOf(model, step)} note={note} />);
        if (screen === 'whole')
          return sendPage(reply, page, <WholeScreen asking={askingOf(model, step)} note={note} />);
        return sendPage(reply, page, await result(step, page, model, { ...asked, note }));
      },
    );
  };

/** Only a form that was not ours can mean nothing. @throws CatalogueError meaningless-request */
function mustMeanSomething(faults: number): void {
  if (faults > 0)
    throw new CatalogueError('meaningless-request', {
      fr: 'Ces réponses ne vont pas ensemble. Recommencez depuis la première question.',
      en: 'These answers do not go together. Start again from the first question.',
    });
}

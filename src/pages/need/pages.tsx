import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChildren } from 'preact';
import type { Bercail } from '../../bercail.ts';
import { findFederation, findHost, type Model } from '../../catalogue/model.ts';
import { federationNamesIn } from '../../catalogue/writer.ts';
import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { everybodyIn, helpFinder } from '../../matching/answer/help.ts';
import { Answer, LostAnswer } from '../answer/answer.tsx';
import { keptFile } from '../answer/board.ts';
import { Compare } from '../answer/compare-page.tsx';
import { isResult, nextStep, type Questionnaire, type Step } from '../asking/flow.ts';
import { type KeptNeed, keptLink, readKeptNeed } from '../asking/kept-need.ts';
import { territoryIn } from '../asking/place.ts';
import { type Form, isQuestion, isUndecided, readForm } from '../asking/questions.ts';
import { firstQuestion } from '../asking/steps.ts';
import { DecidedPage } from '../decided/decided-page.tsx';
import { decisionOf } from '../decided/decision.ts';
import { requireChosen } from '../decided/pages.tsx';
import { readAccent } from '../frame/accent.ts';
import { takeFiles, takeForms } from '../frame/forms.ts';
import { textsOf } from '../frame/layout.tsx';
import { addressIn, type Page } from '../frame/page.ts';
import { eraseFromScreen, inlineStylesAt, pageOf, publicPage, sendFile, sendPage } from '../frame/pages.ts';
import {
  ASKED_FOR,
  type AskedFor,
  FederationNote,
  type HostScope,
  isHostScope,
  onlyFromOf,
  speakingFor,
  uncertainMembers,
} from '../parts/list-keeper.tsx';
import { speakerOf } from '../parts/message.ts';
import type { AnsweredNeed } from '../parts/proposals.ts';
import { SEND_ON } from '../words/send-on.ts';
import { toNeed } from './answers.ts';
import { offeredUsages } from './choices.tsx';
import { QuestionScreen, WholeScreen } from './screens.tsx';
import {
  canBeSent,
  ErasedPage,
  eraseFromPage,
  requireNumber,
  type SentNeeds,
  SentPage,
  sendFromPage,
  showNumber,
} from './sent.tsx';
import { readSiteSettings, SITE_SETTINGS } from './site-settings.ts';

const MOST_SHOWN = 20;
/** More than the catalogue has. */
const MOST_COUNTED = 1000;
const FORM_WITH_FILE_MAX = 64_000;

type NeedPageNeeds = SentNeeds & Pick<Bercail, 'catalogue' | 'clock' | 'newId' | 'operator' | 'policy' | 'publicUrl'>;

/** The guided need, from question to question, to the answer: the same on our own pages and inside other sites. */
export function needPages(app: FastifyInstance, bercail: NeedPageNeeds, path: string, embedded: boolean): void {
  const { catalogue, reference, matcher, policy, publicUrl, operator, newId } = bercail;
  const help = helpFinder(everybodyIn(reference), policy);
  const { territories } = reference;
  const config = embedded
    ? ({ headers: 'embedded', inlineStyles: inlineStylesAt() } as const)
    : ({ headers: 'page' } as const);
  takeForms(app);
  takeFiles(app, FORM_WITH_FILE_MAX);

  const begin = (request: FastifyRequest, model: Model, kept?: AskedFor, also: readonly string[] = []) => {
    const settings = embedded ? readSiteSettings(request.query, model, reference) : undefined;
    // Of what a site settled it is told on the first page alone.
    const told = request.method === 'POST' ? undefined : settings?.leftOut;
    const asked = kept ?? settings?.asked ?? (request.query as AskedFor);
    const { federation, scope, carried } = speakingFor(asked, model);
    const { host: named } = request.query as { host?: unknown };
    const suits = typeof named === 'string' ? findHost(model, named) : undefined;
    const page = pageOf(request, model.reference, publicUrl, {
      embedded,
      accent: readAccent(settings?.carried.accent),
      reads: [...ASKED_FOR, 'host', ...(embedded ? SITE_SETTINGS : []), ...also],
      leftOut: { ...told, values: [...(suits ? [] : textsOf(named)), ...(told?.values ?? [])] },
      carried: { ...carried, ...(suits && { host: suits.slug }), ...settings?.carried },
    });
    const note = federation && (
      <FederationNote
        {...{ federation, scope, operator, day: model.day }}
        leftOut={uncertainMembers(federation, model.day)}
      />
    );
    return { federation, scope, page, note, suits, given: settings?.given ?? {} };
  };
  const questionnaireOf = (
    model: Model,
    suits: Host | undefined,
    { form, faults, communes, understood }: Omit<Step, 'screen' | 'about'>,
  ): Questionnaire => ({
    suits,
    form,
    faults,
    communes,
    understood,
    reference,
    offered: offeredUsages(model),
    action: path,
  });

  publicPage(app, path, { dependsOn: catalogue, ...config }, (request, model) => {
    const { page, note, suits, given } = begin(request, model);
    const questionnaire = questionnaireOf(model, suits, { form: given, faults: [], communes: [] });
    return [page, <QuestionScreen key="first" name={firstQuestion(given)} {...{ questionnaire, note }} />];
  });

  publicPage(app, `${path}/sent`, { dependsOn: catalogue, ...config }, (request, model) => {
    const { page, federation } = begin(request, model, undefined, ['number']);
    const number = requireNumber((request.query as { number?: unknown }).number, federation);
    const action = addressIn(page, `${path}/sent`, {});
    const sent = <SentPage federation={federation!} number={number} action={action} />;
    return [{ ...page, query: { ...page.query, number } }, sent];
  });

  app.post<{ Body: URLSearchParams | undefined }>(
    `${path}/sent`,
    { config, schema: { hide: true } },
    async (request, reply) => {
      const { page, federation } = begin(request, catalogue.current());
      const number = requireNumber(request.body?.get('number'), federation);
      const { refusal } = await eraseFromPage(bercail, { request, reply, page, federation: federation! }, number);
      return sendPage(reply, page, <ErasedPage {...{ number, path, refusal }} />, 'no-store');
    },
  );

  interface Asked {
    federation: Federation | undefined;
    scope: HostScope;
    note: ComponentChildren;
    suits: Host | undefined;
  }

  const answerTo = async (
    step: Step,
    page: Page,
    model: Model,
    { federation, scope, suits }: Asked,
  ): Promise<AnsweredNeed> => {
    const everything = step.screen === 'everything';
    const need = {
      ...toNeed(step.form, territoryIn(step.form, territories), reference),
      ...(suits && { hosts: [suits.slug] }),
      ...(federation && { federation: federation.slug, ...onlyFromOf(scope) }),
      // What one screen is about may be further down.
      ...((everything || step.about !== undefined) && { limit: MOST_SHOWN }),
    };
    requireMeaning(need.usages.length > 0 ? matcher.faults(need, model).length : 1);
    const say = speakerOf(need, page.say, territories);
    const match = await matcher.answerInTurn(need, model, say, { everything });
    return { match, need, bySlug: model.bySlug, say };
  };

  /** Where a page keeps to hosts of one network and none of them fits: how many others one could look at. */
  const countOutside = async ({ match, need, say }: AnsweredNeed, model: Model): Promise<number> => {
    const { onlyFrom, ...anybody } = need;
    if (onlyFrom === undefined || match.fits.length + match.toCheck.length > 0) return 0;
    const { fits, toCheck } = await matcher.answerInTurn({ ...anybody, limit: MOST_COUNTED }, model, say, {
      everything: false,
    });
    return fits.length + toCheck.length;
  };

  const lost = (step: Step, page: Page, model: Model, { federation, note, suits }: Asked) => {
    const territory = territoryIn(step.form, territories);
    const line = territory ? territories.lineage(territory) : [];
    const near = help({ federations: model.federationBySlug, federation: federation?.slug, line }, page.language);
    return <LostAnswer questionnaire={questionnaireOf(model, suits, step)} help={near} note={note} />;
  };

  const result = async (
    step: Step,
    answered: AnsweredNeed,
    model: Model,
    { note, federation, suits }: Asked,
    refusal?: string,
  ) => {
    const shown = { questionnaire: questionnaireOf(model, suits, step), answered, note };
    if (step.screen === 'compare')
      return <Compare {...shown} federationName={federationNamesIn(model)} about={step.about} />;
    const once = federation && (await canBeSent(bercail, federation)) ? newId() : undefined;
    const outside = await countOutside(answered, model);
    return <Answer {...shown} {...{ federation, once, refusal, outside }} everything={step.screen === 'everything'} />;
  };

  app.post<{ Body: URLSearchParams | undefined }>(path, { config, schema: { hide: true } }, async (request, reply) => {
    const model = catalogue.current();
    const sent = request.body ?? new URLSearchParams();
    const [at, go] = [sent.get('at'), sent.get('go')];
    const brought = go === 'resume' ? readKeptNeed(sent.getAll('file').join(' ')) : undefined;
    const kept = brought === 'cut' ? undefined : brought;
    const { page, ...asked } = begin(request, model, keptFor(request, kept, model));
    if (go === 'erase') return eraseFromScreen(reply, page, path);
    const { note, suits } = asked;
    const show = (step: Step, refused?: Questionnaire['refused']) => {
      const questionnaire = { ...questionnaireOf(model, suits, step), refused };
      const { screen } = step;
      if (isQuestion(screen)) return <QuestionScreen name={screen} questionnaire={questionnaire} note={note} />;
      return screen === 'whole' ? <WholeScreen questionnaire={questionnaire} note={note} /> : undefined;
    };
    if (go === 'resume' && !kept)
      return sendPage(
        reply,
        page,
        show(nextStep(readForm(sent), at, 'stay', territories), brought === 'cut' ? 'cut' : 'nothing')!,
      );
    const step = kept
      ? nextStep(kept.form, 'answer', kept.form.given ? `to:${firstQuestion(kept.form)}` : 'answer', territories)
      : nextStep(readForm(sent), at, go, territories);
    if (go === 'file' && isResult(step.screen)) return sendKept(reply, page, step.form, model);
    const question = show(step) ?? (isUndecided(step.form) ? lost(step, page, model, asked) : undefined);
    if (question) return sendPage(reply, page, question);
    matcher.requireRoom();
    const { federation } = asked;
    const outcome =
      go === 'send' && federation
        ? await sendFromPage(bercail, {
            request,
            reply,
            page,
            model,
            federation,
            form: step.form,
            once: sent.get('once'),
          })
        : undefined;
    if (outcome && 'number' in outcome) return showNumber(reply, page, path, outcome.number);
    const answered = await answerTo(step, page, model, asked);
    const told = { ...page, say: answered.say };
    if (step.screen !== 'decided' || step.about === undefined)
      return sendPage(reply, told, await result(step, answered, model, asked, outcome?.refusal));
    const host = await requireChosen(bercail.db, model, step.about, page);
    const typed = sent.get('start') ?? undefined;
    const decision = decisionOf({
      ...{ host, day: model.day, typed, rules: policy, say: told.say, answered },
      federationName: federationNamesIn(model),
    });
    const form = { action: path, values: step.form as Required<Form> };
    return sendPage(reply, told, <DecidedPage decision={decision} form={form} note={note} isPosted />, 'no-store');
  });
}

/** Where the address names no federation, what the need was kept with, as far as it still is there. */
function keptFor({ query }: FastifyRequest, kept: KeptNeed | undefined, model: Model): AskedFor | undefined {
  const asked = query as AskedFor;
  if (asked.federation !== undefined || !kept?.federation || !findFederation(model, kept.federation)) return undefined;
  const { federation, onlyFrom } = kept;
  return isHostScope(onlyFrom) ? { federation, onlyFrom } : { federation };
}

/** The answers as a small file for anyone who gave them. Nobody else keeps anything of it, nor does a browser. */
function sendKept(reply: FastifyReply, page: Page, form: Form, { day, reference }: Model): FastifyReply {
  const { say, language } = page;
  const need = toNeed(form, territoryIn(form, reference.territories), reference);
  return sendFile(reply, {
    name: SEND_ON[language].file.name,
    type: 'text/plain; charset=utf-8',
    body: keptFile({ need, link: keptLink(page, form), day }, say),
  });
}

/** Only a form that was not ours can mean nothing. @throws CatalogueError meaningless-request */
function requireMeaning(faults: number): void {
  if (faults > 0)
    throw new CatalogueError('meaningless-request', {
      fr: 'Ces réponses ne vont pas ensemble. Recommencez depuis la première question.',
      en: 'These answers do not go together. Start again from the first question.',
    });
}

import { Type } from 'typebox';
import type { Catalogue } from '../catalogue/follow.ts';
import { jsonOf, listJson, madeFrom } from '../catalogue/list-json.ts';
import { findHost, type Model } from '../catalogue/model.ts';
import type { Speakers } from '../catalogue/writer.ts';
import { type Host, HostPath } from '../documents/host.ts';
import { isAgreed } from '../documents/membership.ts';
import { answerJson } from '../ground/absent.ts';
import { ownHost } from '../hosts/entries/commands.ts';
import { requireReaderOfHost } from '../hosts/rights.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { Lang, privateGet, publicGet } from '../http/get.ts';
import type { Routes } from '../record/writer.ts';
import { type Caller, requireToken } from '../requests/caller.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { LICENCE, strictObject } from '../vocabulary/shapes.ts';
import type { Adviser } from './adviser.ts';
import { toAdvice } from './answer.ts';
import { SHOWN_PLACES, toExposure } from './exposure.ts';
import { PARAGRAPH_TOPICS, paragraphOn } from './paragraphs.ts';
import { asPublished } from './position.ts';
import { AdviceAnswer, ExposureAnswer, PanelAnswer } from './schema.ts';

const AdviceQuery = strictObject({
  lang: Lang,
  target: Type.Integer({
    minimum: 1,
    maximum: 20,
    default: SHOWN_PLACES,
    description: 'Place among the hosts that fit that `targets` looks for',
  }),
});

/** Ids of the federations of which a host is a member today, as both state. */
const federationsOf = ({ memberships }: Host, { federationBySlug, day }: Model): string[] =>
  memberships
    .filter((membership) => isAgreed(membership, day))
    .flatMap(({ federation }) => federationBySlug.get(federation)?.id ?? []);

/** Advice for a host over a public panel of typical needs, and the exposure of hosts over that panel. */
export const adviceRoutes: Routes<
  'contextFor',
  { catalogue: Catalogue; speakers: Speakers; adviser: Adviser; reference: Reference }
> = (app, { catalogue, speakers, adviser, contextFor, reference }) => {
  const tag = 'Matching';
  const onPanel = (model: Model) => ({
    ...madeFrom(model),
    policyVersion: adviser.policyVersion,
    panelVersion: adviser.panel.version,
  });

  /** @throws CatalogueError no-token, host-not-found, not-yours */
  const readOwn = async (caller: Caller, slugOrId: string): Promise<Host> => {
    const model = catalogue.current();
    const published = findHost(model, slugOrId);
    if (!published) return await ownHost(contextFor(caller), slugOrId);
    requireReaderOfHost(caller, published, federationsOf(published, model));
    return published;
  };

  publicGet(app, '/v1/panel', {
    dependsOn: 'build',
    operationId: 'getPanel',
    comesWhole: true,
    summary: 'Typical needs that advice and exposure are computed on, all in one page',
    tag,
    answer: PanelAnswer,
    handler: () => {
      const { needs, version } = adviser.panel;
      return { body: listJson(needs.map(jsonOf), { version, total: needs.length, next: null, licence: LICENCE }) };
    },
  });

  publicGet(app, '/v1/exposure', {
    dependsOn: catalogue,
    operationId: 'getExposure',
    summary: 'Which hosts the first places go to over the panel, by size and by age',
    tag,
    answer: ExposureAnswer,
    handler: async (_request, model) => {
      await adviser.prepare(model);
      return { body: answerJson({ ...onPanel(model), ...toExposure(adviser.exposure(model), adviser.panel) }) };
    },
  });

  privateGet(app, '/v1/hosts/:host/advice', {
    operationId: 'getHostAdvice',
    summary: 'What would help a host most, over the public panel: for itself and its federations',
    tag,
    params: HostPath,
    query: AdviceQuery,
    answer: AdviceAnswer,
    responseDescription: 'The advice',
    allow: {
      refuses: ['host-not-found'],
      check: async ({ caller, params }) => {
        requireToken(caller);
        await readOwn(caller, params.host);
      },
    },
    handler: async (request) => {
      const { caller, params, query } = request;
      const model = catalogue.current();
      const host = await readOwn(caller, params.host);
      const advice = await adviser.adviseInTurn(asPublished(host, model.day), model, query.target);
      const say = speakers[languageOf(request)];
      const federationName = (slug: string) => model.federationBySlug.get(slug)?.name;
      const body = {
        ...onPanel(model),
        host: host.slug,
        target: query.target,
        ...toAdvice(advice, host, { say, federationName }),
        paragraphs: PARAGRAPH_TOPICS.map((topic) => paragraphOn(topic, host, reference, say)),
      };
      return { body, isLocalized: true };
    },
  });
};

import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Speakers } from '../../catalogue/writer.ts';
import { FederationPath } from '../../documents/federation.ts';
import { federationOwner } from '../../federations/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { write } from '../../http/write.ts';
import type { Routes } from '../../record/writer.ts';
import { refuseFaults } from '../../requests/version.ts';
import { PolicyPreview, PreviewDraft, type Previewer, readTried } from './previewer.ts';

/** Tries a policy before it is adopted; nothing is stored. */
export const previewRoutes: Routes<
  'only' | 'catchUp',
  { catalogue: Catalogue; speakers: Speakers; previewer: Previewer }
> = (app, { only, catalogue, speakers, previewer, catchUp }) => {
  write(app, 'POST', '/v1/federations/:federation/policy/preview', {
    operationId: 'previewFederationPolicy',
    summary: 'Which hosts a policy would move over the public panel of typical needs, and by which of its rules',
    tag: 'Federations',
    onlyComputes: true,
    params: FederationPath,
    body: PreviewDraft,
    answers: { 200: PolicyPreview },
    allow: only(federationOwner),
    handler: async (request) => {
      const { params, body } = request;
      await catchUp();
      const model = catalogue.current();
      const { faults, rules } = readTried(body, model.reference, model.day);
      refuseFaults(faults);
      const federation = requireFederation(model, params.federation);
      const say = speakers[languageOf(request)];
      return { status: 200, body: await previewer.preview(federation, rules, model, say) };
    },
  });
};

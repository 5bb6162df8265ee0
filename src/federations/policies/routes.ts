import { federationGet, requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { jsonOf, listJson, madeFrom } from '../../catalogue/list-json.ts';
import { PolicyVersions } from '../../catalogue/schema.ts';
import type { Database } from '../../database/open.ts';
import { Federation, FederationPath, FederationWithNotes } from '../../documents/federation.ts';
import { FederationPolicy, PolicyRules } from '../../documents/federation-policy.ts';
import { answerJson } from '../../ground/absent.ts';
import { inLanguage } from '../../ground/errors.ts';
import { publicGet } from '../../http/get.ts';
import { write } from '../../http/write.ts';
import { tidyRules } from '../../record/assemble.ts';
import type { Routes } from '../../record/writer.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { federationOwner } from '../rights.ts';
import { policyInForce, policyVersions, putFederationPolicy, removeFederationPolicy } from './commands.ts';

const WITHOUT_RULES = {
  fr: 'Cette politique ne contient aucune règle : elle ne change rien aux réponses. S’il y en avait une avant, ses règles ne s’appliquent plus.',
  en: 'This policy holds no rule: it changes nothing in the answers. If there was one before, its rules no longer apply.',
};

/** A warning after a policy was put: the document replaces the whole previous policy, even `{}`. */
const noteOnRules = (rules: PolicyRules, language: Language): { code: string; text: string }[] =>
  Object.keys(tidyRules(rules)).length === 0
    ? [{ code: 'policy-without-rules', text: inLanguage(WITHOUT_RULES, language) }]
    : [];

const PATH = '/v1/federations/:federation/policy';
const tag = 'Federations';

/** What a federation adds to the matching method: the policy in force, all its versions, and how to change it. */
export const policyRoutes: Routes<'only' | 'answer', { catalogue: Catalogue; db: Database }> = (
  app,
  { only, catalogue, db, answer },
) => {
  const allow = only(federationOwner);

  write(app, 'PUT', PATH, {
    operationId: 'putFederationPolicy',
    summary: 'Adopt a policy for needs that name the federation; each new one gets the next number',
    tag,
    params: FederationPath,
    body: PolicyRules,
    answers: { 200: FederationWithNotes, 201: FederationWithNotes },
    allow,
    version: 'needed',
    handler: async ({ caller, params, body, headers }) => {
      const written = await answer(caller, (context) =>
        putFederationPolicy(context, params.federation, body, headers['if-match']),
      );
      const bodyIn = (language: Language) => {
        const notes = noteOnRules(body, language);
        return { ...written.bodyIn!(language), ...(notes.length > 0 && { notes }) };
      };
      return { ...written, bodyIn };
    },
  });

  write(app, 'DELETE', PATH, {
    operationId: 'removeFederationPolicy',
    summary: 'Have no policy any more; those there were are kept',
    tag,
    params: FederationPath,
    answers: { 200: Federation },
    allow,
    version: 'needed',
    errors: ['policy-not-found'],
    handler: ({ caller, params, headers }) =>
      answer(caller, (context) => removeFederationPolicy(context, params.federation, headers['if-match'])),
  });

  federationGet(app, catalogue, PATH, {
    operationId: 'getFederationPolicy',
    summary: 'The policy of a federation in force',
    answer: FederationPolicy,
    errors: ['policy-not-found'],
    handler: (federation) => ({ body: jsonOf(policyInForce(federation)) }),
  });

  publicGet(app, `${PATH}/versions`, {
    dependsOn: catalogue,
    operationId: 'listFederationPolicyVersions',
    comesWhole: true,
    summary: 'Every policy that the federation ever adopted, oldest first',
    tag,
    answer: PolicyVersions,
    params: FederationPath,
    errors: ['federation-not-found', 'database-unavailable'],
    handler: async ({ params }, model) => {
      // Versions adopted after this state belong to a later state, which has another tag.
      const versions = await policyVersions(db, requireFederation(model, params.federation), model.revision);
      const items = versions.map((version) => Buffer.from(answerJson(version)));
      return { body: listJson(items, { total: items.length, next: null, ...madeFrom(model) }) };
    },
  });
};

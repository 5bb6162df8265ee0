import type { Routes } from '../../bercail.ts';
import { findFederation } from '../../catalogue/model.ts';
import { federationNamesIn } from '../../catalogue/writer.ts';
import { curved } from '../../ground/texts.ts';
import { LANG_PARAMETER } from '../../http/asking/negotiation.ts';
import { readSince, requireRecommendation } from '../../recommendations/answer.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import type { Page } from '../frame/page.ts';
import { pageOf, sendPage } from '../frame/pages.ts';
import { changesOfAdvice, hasLapsed, readFrozenAnswer } from './advice.ts';
import { ownWordOn } from './own-word.tsx';
import { Recommendation } from './recommendation.tsx';

/** The page of a recommendation, for anyone who was given its address: no search engine, no shared memory, no other site. */
export const recommendationPages: Routes = (app, { catalogue, db, matcher, publicUrl }) => {
  app.get<{ Params: { recommendation: string } }>(
    '/recommendations/:recommendation',
    { config: { headers: 'page', crossOrigin: false }, schema: { hide: true } },
    async (request, reply) => {
      const stored = await requireRecommendation(db, request.params.recommendation);
      const model = catalogue.current();
      const asked = pageOf(request, model.reference, publicUrl);
      // Its sentences were frozen in a language: the page speaks it unless its address asks for another.
      const { language } = LANG_PARAMETER.test(request.raw.url ?? '') ? asked : stored;
      const page: Page = { ...asked, language, say: speaker(language, model.reference) };
      const since = await readSince(stored, { db, model, matcher, say: page.say });
      const frozen = await readFrozenAnswer(db, stored, model, page.say);
      const ofAdvice = await changesOfAdvice(frozen, { matcher, model, say: page.say });
      const federation = findFederation(model, stored.federation);
      const names = new Map(frozen.proposals.flatMap(({ hosts }) => hosts.map(({ host }) => [host.slug, host.name])));
      const view = (
        <Recommendation
          stored={stored}
          frozen={frozen}
          since={since}
          ofAdvice={ofAdvice}
          reference={model.reference}
          federation={curved(federation?.name ?? stored.federation)}
          nameOf={(slug) => names.get(slug) ?? slug}
          federationName={federationNamesIn(model)}
          ownWord={({ id }) => {
            const host = model.byId.get(id);
            return host && federation && ownWordOn(host, federation, model.day);
          }}
          address={`${publicUrl}/recommendations/${stored.id}`}
          hasLapsed={(proposal) => hasLapsed(proposal, model)}
        />
      );
      return sendPage(reply.header('x-robots-tag', 'noindex'), page, view);
    },
  );
};

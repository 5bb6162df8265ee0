import type { FastifyInstance } from 'fastify';
import type { Operator } from '../config.ts';
import { helpFinder } from '../matching/answer/help.ts';
import { type PolicyFile, readPolicy } from '../matching/engine/policy.ts';
import { type EmbedRoutes, embedRoutes } from './embed/routes.tsx';
import { federationPages } from './federation/pages.tsx';
import { pageOf, publicPage } from './frame/pages.ts';
import { Legal } from './home/home.tsx';
import { type HostPages, hostPages } from './host/pages.tsx';
import { type NeedPages, needPages } from './need/pages.tsx';
import { recommendationPages } from './recommendation/pages.tsx';

export interface PageRoutes extends Omit<NeedPages, 'help'>, HostPages, EmbedRoutes {
  policyFile: PolicyFile;
  operator: Operator;
}

/** What people see. Pages take a need by POST, set no cookie, and ask nothing of anybody else. */
export const pageRoutes =
  (options: PageRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    const { answers, speakers, operator } = options;
    publicPage(app, answers, '/legal', { headers: 'page' }, (request) => [
      pageOf(request, speakers),
      <Legal key="legal" operator={operator} />,
    ]);
    await app.register(hostPages(options));
    await app.register(federationPages(options));
    await app.register(embedRoutes(options));
    await app.register(recommendationPages(options));
    const help = helpFinder(options.reference, readPolicy(options.policyFile));
    await app.register(needPages({ ...options, help }, '/match', false));
    await app.register(needPages({ ...options, help }, '/embed/match', true));
  };

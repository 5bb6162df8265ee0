import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../catalogue/follow.ts';
import type { PublicAnswers } from '../http/public-answers.ts';
import { pageOf, publicPage, type Speakers } from './frame/pages.ts';
import { Legal } from './home/legal.tsx';

export interface PageRoutes {
  catalogue: Catalogue;
  answers: PublicAnswers;
  speakers: Speakers;
}

/** What people see. Pages take a need by POST, set no cookie, and ask nothing of anybody else. */
export const pageRoutes =
  ({ answers, speakers }: PageRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    publicPage(app, answers, '/legal', { headers: 'page' }, (request) => [pageOf(request, speakers), <Legal />]);
  };

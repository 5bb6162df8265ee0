import type { FastifyRequest } from 'fastify';
import type { Problem } from '../../http/problems.ts';
import { pageOf, type Speakers } from '../frame/pages.ts';
import { render } from '../frame/render.tsx';
import { Home, type HomeFacts } from './home.tsx';
import { ProblemList } from './problem-list.tsx';
import { ProblemPage } from './problem-page.tsx';

/** Whole documents for rooms that know nothing of views. */

export const homePage = (request: FastifyRequest, speakers: Speakers, facts: HomeFacts): string =>
  render(pageOf(request, speakers), <Home {...facts} />);

export const problemListPage = (request: FastifyRequest, speakers: Speakers): string =>
  render(pageOf(request, speakers), <ProblemList />);

/** An error as a browser shows it. */
export const problemPage =
  (speakers: Speakers) =>
  (problem: Problem, request: FastifyRequest): string => {
    const { headers: kind = 'data' } = request.routeOptions?.config ?? {};
    const page = pageOf(request, speakers, { embedded: kind === 'embedded' });
    return render(page, <ProblemPage problem={problem} kind={kind} />);
  };

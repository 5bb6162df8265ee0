import type { Routes } from '../../bercail.ts';
import { createTurns, inTurns } from '../../ground/turns.ts';
import { pageOf, publicPage } from '../frame/pages.ts';
import { MOST_COMPARED, readCompared } from './asked.ts';
import { ComparePage } from './compare-page.tsx';
import { likeHosts } from './like.ts';
import { hostRows } from './rows.tsx';

/** Two or three hosts side by side, at an address of their own: it holds no need. */
export const comparePages: Routes = (app, { catalogue, policy, publicUrl }) => {
  const turns = createTurns();
  publicPage(app, '/compare', { dependsOn: catalogue, headers: 'page' }, async (request, model) => {
    const asked = readCompared(request.query, model);
    const page = pageOf(request, model.reference, publicUrl, {
      carried: { host: asked.hosts.map(({ slug }) => slug), usage: asked.usages },
      reads: ['host', 'usage'],
      leftOut: { values: asked.unknownUsages },
    });
    const hasRoom = asked.hosts.length < MOST_COMPARED;
    const like = hasRoom ? await inTurns(turns, likeHosts(asked.hosts, model)) : [];
    const rows = hostRows(asked, model, policy, page);
    return [page, <ComparePage key="compare" asked={asked} rows={rows} like={like} day={model.day} />];
  });
};

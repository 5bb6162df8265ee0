import { readFileSync } from 'node:fs';
import type { FastifyRequest } from 'fastify';
import { strToU8, zipSync } from 'fflate';
import type { Routes } from '../../bercail.ts';
import type { Model } from '../../catalogue/model.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { publicRoute } from '../../http/get.ts';
import { renderPart } from '../frame/page.ts';
import { inlineStylesAt, PAGE_TYPE, pageOf, publicPage } from '../frame/pages.ts';
import { BadgePage, badgeRoutes } from './badge.tsx';
import { readFilters, SETTINGS, settingsOf } from './filters.ts';
import { findList } from './hosts.ts';
import { List, ListPart } from './list.tsx';
import { LIST_STYLE } from './list-style.ts';
import { scriptRoutes } from './script-routes.ts';
import { readPrepared } from './settings.tsx';
import { Builder } from './snippets.tsx';

/** The plugin for WordPress, as the repository has it. */
const [PLUGIN, README] = ['bercail.php', 'readme.txt'].map((name) =>
  readFileSync(new URL(`../../../seed/wordpress/${name}`, import.meta.url), 'utf8'),
) as [string, string];
const PLUGIN_ADDRESS = 'https://bercail.invalid';
/** The same bytes at any time and place: archives have no zone of time, and their years begin here. */
const mtime = new Date(1980, 0, 1);

/** Lists of hosts that are inside other sites. */
export const embedRoutes: Routes = async (app, bercail) => {
  const { catalogue, reference, policy, matcher, publicUrl, operator } = bercail;
  scriptRoutes(app);
  await badgeRoutes(app, bercail);

  const listFor = async (request: FastifyRequest, model: Model, embedded: boolean) => {
    const asked = readFilters(request.query, model, reference);
    const page = pageOf(request, model.reference, publicUrl, { embedded, reads: 'all' });
    const found = await findList(asked.filters, { model, matcher, costRules: policy, say: page.say });
    return { page, list: { asked, found, day: model.day, operator } };
  };
  const config = { dependsOn: catalogue, headers: 'embedded', inlineStyles: inlineStylesAt(LIST_STYLE) } as const;
  publicPage(app, '/embed/search', config, async (request, model) => {
    const { page, list } = await listFor(request, model, true);
    return [page, <List key="list" {...list} />];
  });

  // The same list as a part, for servers that put it into pages of their own.
  publicRoute(
    app,
    '/embed/fragment',
    { dependsOn: catalogue, reading: { byLanguage: true }, config: { headers: 'embedded' }, schema: { hide: true } },
    async (request, model) => {
      const { page, list } = await listFor(request, model, false);
      return { body: renderPart(page, <ListPart {...list} />), type: PAGE_TYPE };
    },
  );

  publicPage(app, '/embed', { dependsOn: catalogue, headers: 'builder' }, (request, model) => {
    const prepared = readPrepared(request.query, model, reference, languageOf(request));
    const builder = (
      <Builder key="builder" prepared={prepared} model={model} reference={reference} publicUrl={publicUrl} />
    );
    const { list } = request.query as { list?: unknown };
    const carried = {
      ...settingsOf(prepared.asked.filters),
      ...(list === prepared.language && { list: prepared.language }),
    };
    return [
      pageOf(request, model.reference, publicUrl, {
        carried,
        reads: [...SETTINGS, 'picked', 'shown', 'standard', 'list'],
      }),
      builder,
    ];
  });

  publicPage(app, '/embed/badge', { dependsOn: catalogue, headers: 'builder' }, (request, model) => {
    const { host } = request.query as { host?: unknown };
    const slug = typeof host === 'string' && host !== '' ? host : undefined;
    const page = <BadgePage key="badge" slug={slug} model={model} publicUrl={publicUrl} />;
    return [pageOf(request, model.reference, publicUrl, { carried: { host: slug }, reads: ['host'] }), page];
  });

  const plugin = PLUGIN.replace(PLUGIN_ADDRESS, () => publicUrl.replaceAll("'", '%27'));
  const archive = Buffer.from(
    zipSync({ bercail: { 'bercail.php': strToU8(plugin), 'readme.txt': strToU8(README) } }, { mtime }),
  );
  publicRoute(app, '/embed/wordpress.zip', { dependsOn: 'build', schema: { hide: true } }, () => ({
    body: archive,
    type: 'application/zip',
  }));

  // A text, so that no server between takes it for a program of its own.
  publicRoute(app, '/embed/wordpress.php', { dependsOn: 'build', schema: { hide: true } }, () => ({
    body: plugin,
    type: 'text/plain; charset=utf-8',
  }));
};

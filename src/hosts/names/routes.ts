import { Host } from '../../documents/host.ts';
import type { Routes } from '../../record/writer.ts';
import { hostWriter } from '../rights.ts';
import { putAlias, removeAlias } from './commands.ts';
import { AliasDraft, AliasPath } from './schema.ts';

/** Former names of hosts. Names that a host gives up are stored automatically. */
export const nameRoutes: Routes<'change' | 'remove'> = (app, { change, remove }) => {
  const tag = 'Writing';
  const path = '/v1/hosts/:host/aliases/:aliasKind/:value';
  const allow = hostWriter;

  change(app, 'PUT', path, {
    operationId: 'putAlias',
    summary: 'State a former name or domain of a host; a former slug only as an administrator',
    description:
      'Slugs, names and domains that a public host gives up are kept by themselves. A former name finds the entry and proves nothing.',
    tag,
    params: AliasPath,
    body: AliasDraft,
    bodyMayLack: true,
    answers: Host,
    allow,
    errors: ['not-published', 'slug-taken'],
    command: putAlias,
  });

  remove(app, path, {
    operationId: 'removeAlias',
    summary: 'Remove a former name or domain; an administrator frees a former slug, which then leads nowhere',
    tag,
    params: AliasPath,
    answers: Host,
    allow,
    errors: ['alias-not-found'],
    command: removeAlias,
  });
};

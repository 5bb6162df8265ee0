import type { Fault } from '../ground/errors.ts';
import { below, fault } from '../ground/errors.ts';
import { hostFaults, slugKeptFaults } from '../hosts/meaning.ts';
import type { Context } from '../record/context.ts';
import type { HostBefore } from '../record/settle.ts';
import { slugFaults, today } from '../requests/meaning.ts';
import { removalFaults } from '../services/closing.ts';
import { serviceFaults } from '../services/meaning.ts';
import { claimFaults, commitmentFaults } from '../statements/meaning.ts';
import type { DocumentService, HostDocument } from './schema.ts';

const promiseFaults = (context: Context, commitments: HostDocument['commitments'] = {}): Fault[] =>
  below(
    '/commitments',
    Object.entries(commitments).flatMap(([kind, draft]) => below(`/${kind}`, commitmentFaults(context, kind, draft))),
  );

function offerFaults(context: Context, services: readonly DocumentService[]): Fault[] {
  const { reference } = context;
  const usages = new Map(services.map((service) => [service.slug, service.usages]));
  const slugs = services.map(({ slug }) => slug);
  return services.flatMap((service, i) => {
    const { slug } = service;
    const faults = [
      ...slugFaults('/slug', slug),
      ...serviceFaults(slug, service, usages, reference, today(context)),
      ...promiseFaults(context, service.commitments),
    ];
    if (slugs.indexOf(slug) < i)
      faults.push(
        fault('/slug', 'duplicate', {
          fr: `Un autre service porte déjà l’identifiant ${slug}.`,
          en: `Another service has the slug ${slug}.`,
        }),
      );
    return below(`/services/${i}`, faults);
  });
}

/** Everything that a well-formed document says that cannot be, in all of its parts. */
export const documentFaults = (context: Context, before: HostBefore, document: HostDocument): Fault[] => [
  ...below('/host', [
    ...hostFaults(document.host, context.reference, today(context)),
    ...slugKeptFaults(document.host, before.rows.host),
  ]),
  ...offerFaults(context, document.services),
  ...removalFaults(before.document.services, document.services, today(context)),
  ...below(
    '/claims',
    Object.entries(document.claims).flatMap(([criterion, draft]) =>
      below(`/${criterion}`, claimFaults(context, criterion, draft)),
    ),
  ),
  ...promiseFaults(context, document.commitments),
];

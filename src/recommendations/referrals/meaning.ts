import type { Model } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import { sendingFaults } from '../../federations/recommendable.ts';
import type { Fault } from '../../ground/errors.ts';
import { fault } from '../../ground/errors.ts';
import type { HostRow } from '../../record/rows.ts';
import { keyFaults } from '../../requests/unknown-key.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import type { ReferralDraft } from './schema.ts';

/**
 * What the host itself says that it does not offer. Only its own list is whole; and while it names nothing, nothing is
 * known.
 */
function offerFaults(
  { name, confirmedByHost, services }: Host,
  usages: readonly string[],
  reference: Reference,
): Fault[] {
  const offered = [...new Set(services.flatMap((service) => service.usages))];
  if (!confirmedByHost || offered.length === 0) return [];
  const [fr, en] = [speaker('fr', reference), speaker('en', reference)];
  return usages.flatMap((usage, index) =>
    offered.includes(usage) || !reference.usages.has(usage)
      ? []
      : [
          fault(`/usages/${index}`, 'usage-not-offered', {
            fr: `${name} ne propose pas cet usage\u00a0: ${fr.usage(usage)}. Il propose\u00a0: ${fr.list(offered.map(fr.usage))}.`,
            en: `${name} does not offer this usage: ${en.usage(usage)}. It offers: ${en.list(offered.map(en.usage))}.`,
          }),
        ],
  );
}

const leftFault = ({ name }: HostRow): Fault =>
  fault('/host', 'host-withdrawn', {
    fr: `${name} a quitté le catalogue. Choisissez-en un autre.`,
    en: `${name} has left the catalogue. Choose another one.`,
  });

/** What is wrong with a referral. @param left the host that it names, when it has left the catalogue */
export function referralFaults(
  { host, usages, region }: ReferralDraft,
  left: HostRow | undefined,
  { bySlug }: Model,
  reference: Reference,
): Fault[] {
  const to = bySlug.get(host);
  const hostFaults = (): Fault[] => {
    if (to) return sendingFaults('/host', to, { usages }, (slug) => bySlug.get(slug)?.name);
    return left ? [leftFault(left)] : keyFaults('/host', 'host', host, bySlug);
  };
  return [
    ...hostFaults(),
    ...usages.flatMap((usage, index) => keyFaults(`/usages/${index}`, 'usage', usage, reference.usages)),
    ...(to ? offerFaults(to, usages, reference) : []),
    ...(region !== undefined && !reference.territories.find({ level: 'region', code: region })
      ? [
          fault('/region', 'unknown-territory', {
            fr: `Aucune région n’a le code ${region}.`,
            en: `No région has the code ${region}.`,
          }),
        ]
      : []),
  ];
}

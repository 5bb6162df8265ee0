import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import type { Service } from '../../documents/service.ts';
import { AUDIENCE_LABELS, LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import type { SearchedTexts } from './indexed-texts.ts';

/* The words by which hosts and their services are found. */

/** Words that apply to every entry, so that “hébergement mail” does not require “hébergement” in its texts. */
const ABOUT_ALL = 'hébergement hébergeur hosting host service en ligne éthique libre numérique';

const both = (text: Text | undefined): string => `${text?.fr ?? ''} ${text?.en ?? ''}`;

function offerWords(service: Service, reference: Reference): string[] {
  const usages = service.usages.map((key) => {
    const usage = reference.usages.get(key);
    return usage ? `${both(usage.label)} ${usage.aliases.join(' ')} ${key}` : key;
  });
  return [service.name, service.software?.name ?? '', ...usages];
}

function placeWords({ seat }: Host, { territories }: Reference): string {
  if (!seat) return '';
  const line = seat.territory
    ? territories.lineage(seat.territory)
    : [{ level: 'country' as const, code: seat.country }];
  return line.map((place) => `${territories.name(place, 'fr')} ${territories.name(place, 'en')}`).join(' ');
}

function aboutWords(host: Host, reference: Reference, day: string): string[] {
  const criteria = host.claims
    .filter(({ value, evidence }) => value !== 'no' && evidence !== 'unknown')
    .map(({ criterion }) => both(reference.criteria.get(criterion)?.label));
  const federations = host.memberships
    .filter((membership) => isCurrent(membership, day))
    .map(({ federation }) => federation);
  const support = (host.support ?? []).map(({ kind }) => both(reference.supportKinds.get(kind)));
  return [
    host.legalForm ? both(LEGAL_FORM_LABELS[host.legalForm]) : '',
    ...(host.audiences ?? []).map((audience) => both(AUDIENCE_LABELS[audience])),
    placeWords(host, reference),
    ...criteria,
    ...federations,
    ...support,
  ];
}

const formerWords = ({ aliases = [] }: Host): string[] =>
  aliases.flatMap(({ kind, value }) => (kind === 'domain' ? [] : value));

export const textsOfHost = (host: Host, reference: Reference, day: string): SearchedTexts => ({
  name: [host.name, host.slug],
  offer: host.services.flatMap((service) => offerWords(service, reference)),
  about: aboutWords(host, reference, day),
  text: [ABOUT_ALL, both(host.summary), ...host.services.map(({ summary }) => both(summary))],
  former: formerWords(host),
});

/** The texts of each service, in their order. What they share is the same object. @param services of this host */
export function textsOfOffers(
  host: Host,
  services: readonly Service[],
  reference: Reference,
  day: string,
): SearchedTexts[] {
  const [about, former, ofHost] = [aboutWords(host, reference, day), formerWords(host), both(host.summary)];
  return services.map((service) => ({
    name: [service.name, service.slug, host.name],
    offer: offerWords(service, reference),
    about,
    text: [ABOUT_ALL, both(service.summary), ofHost],
    former,
  }));
}

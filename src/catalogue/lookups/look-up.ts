import { isCurrent } from '../../documents/membership.ts';
import { typedDomain } from '../../ground/addresses.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { type FoundByDomain, findDomain, type Model } from '../model.ts';
import type { Lookup } from './schema.ts';

const NOT_KNOWN = {
  fr: 'Ce catalogue n’a pas de fiche publique pour ce domaine. Cela ne dit rien de qui le tient.',
  en: 'This catalogue has no public entry for this domain. That says nothing of whoever has it.',
};

const NOT_A_DOMAIN = {
  fr: 'Ce n’est ni un nom de domaine ni une adresse web. Écrivez par exemple aulnes.example.',
  en: 'This is neither a domain name nor a web address. Write for example aulnes.example.',
};

function factsOf({ host, domain: by, former }: FoundByDomain, { federationBySlug, day }: Model): Partial<Lookup> {
  const { id, slug, name, state, memberships, closing } = host;
  return {
    by,
    ...(former && { former }),
    host: { id, slug, name, state },
    memberOf: memberships
      .filter((membership) => isCurrent(membership, day))
      .map(({ federation, toCheck }) => ({
        federation,
        name: federationBySlug.get(federation)?.name ?? federation,
        ...(toCheck && { toCheck }),
      })),
    closing: closing && { announcedOn: closing.announcedOn, stages: closing.stages },
  };
}

/** What the catalogue knows about each of several domains, in their order. An unknown domain is never a no. */
export const lookUp = (domains: readonly string[], model: Model, language: Language): Lookup[] =>
  domains.map((asked): Lookup => {
    const domain = typedDomain(asked);
    if (domain === undefined)
      return { asked, known: false, problem: { code: 'not-a-domain', text: NOT_A_DOMAIN[language] } };
    const found = findDomain(model, domain);
    return found
      ? { asked, known: true, domain, ...factsOf(found, model) }
      : { asked, known: false, domain, text: NOT_KNOWN[language] };
  });

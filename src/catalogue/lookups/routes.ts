import { type Static, Type } from 'typebox';
import { ClosingStages } from '../../documents/closing.ts';
import { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { answerJson } from '../../ground/absent.ts';
import { typedDomain } from '../../ground/addresses.ts';
import { OF_DATA } from '../../http/answering/public-answers.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { OnlyLang } from '../../http/get.ts';
import { errors } from '../../http/openapi.ts';
import { revisionFields } from '../../http/pagination.ts';
import type { Routes } from '../../record/writer.ts';
import {
  Id,
  Licence,
  NO_NUL,
  namedObject,
  orNull,
  PartialDate,
  Slug,
  shortText,
  strictObject,
  termOf,
} from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Catalogue } from '../follow.ts';
import { madeFrom } from '../list-json.ts';
import { type FoundByDomain, findDomain, type Model } from '../model.ts';

const MOST = 100;

/** Domains to look up at once, as people type them or as parts of addresses. */
const LookupDraft = namedObject(
  'LookupDraft',
  {
    domains: Type.Array(
      Type.String({
        minLength: 1,
        maxLength: 2000,
        pattern: NO_NUL,
        description: 'A domain or a web address; capitals, `www.`, a final dot and accents make no difference',
      }),
      { minItems: 1, maxItems: MOST },
    ),
  },
  { examples: [{ domains: ['cloud.aulnes.example', 'https://www.sorbiers.example/tarifs', 'inconnu.example'] }] },
);
type LookupDraft = Static<typeof LookupDraft>;

/** What the catalogue knows of one domain. */
const Lookup = namedObject('Lookup', {
  asked: Type.String({ description: 'As it was sent' }),
  known: Type.Boolean({ description: 'false: this catalogue does not know it, and says nothing about it' }),
  domain: Type.Optional(Type.String({ description: 'As it was read; absent: it is none' })),
  foundBy: Type.Optional(
    Type.String({ description: 'The domain of the host by which it was found: this one or one above' }),
  ),
  former: Type.Optional(
    Type.Literal(true, {
      description: 'The host had that domain once: whoever has it now may be somebody else. It proves nothing',
    }),
  ),
  host: Type.Optional(strictObject({ id: Id, slug: Slug, name: shortText(), state: Host.properties.state })),
  memberOf: Type.Optional(
    Type.Array(
      strictObject({
        federation: Slug,
        name: shortText(),
        toCheck: Type.Optional(Type.Literal(true, { description: 'Uncertain' })),
      }),
      { description: 'Federations of which the host is a member today, as far as it is known' },
    ),
  ),
  closing: Type.Optional(
    orNull(strictObject({ announcedOn: orNull(PartialDate), stages: ClosingStages }), {
      description: 'The end of the whole host; absent: none was announced',
    }),
  ),
  problem: Type.Optional(strictObject({ code: termOf(['not-a-domain']), text: Type.String() })),
  text: Type.Optional(Type.String({ description: 'Of what is not known: what that means' })),
});
type Lookup = Static<typeof Lookup>;

const LookupAnswer = namedObject('LookupAnswer', {
  items: Type.Array(Lookup, { description: 'One for each that was sent, in the same order' }),
  licence: Licence,
  ...revisionFields,
});

const NOT_KNOWN = {
  fr: 'Ce catalogue n’a pas de fiche publique pour ce domaine. Cela ne dit rien de qui le tient.',
  en: 'This catalogue has no public entry for this domain. That says nothing of whoever has it.',
};

const NOT_A_DOMAIN = {
  fr: 'Ce n’est ni un nom de domaine ni une adresse web. Écrivez par exemple aulnes.example.',
  en: 'This is neither a domain name nor a web address. Write for example aulnes.example.',
};

function factsOf({ host, domain: foundBy, former }: FoundByDomain, { federationBySlug, day }: Model): Partial<Lookup> {
  const { id, slug, name, state, memberships, closing } = host;
  return {
    foundBy,
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
const lookUp = (domains: readonly string[], model: Model, language: Language): Lookup[] =>
  domains.map((asked): Lookup => {
    const domain = typedDomain(asked);
    if (domain === undefined)
      return { asked, known: false, problem: { code: 'not-a-domain', text: NOT_A_DOMAIN[language] } };
    const found = findDomain(model, domain);
    return found
      ? { asked, known: true, domain, ...factsOf(found, model) }
      : { asked, known: false, domain, text: NOT_KNOWN[language] };
  });

/** Looks up many domains at once, from any site. The question is neither stored nor logged. */
export const lookupRoutes: Routes<never, { catalogue: Catalogue }> = (app, { catalogue }) => {
  app.post<{ Body: LookupDraft }>(
    '/v1/hosts/lookups',
    {
      config: { crossOrigin: true },
      schema: {
        operationId: 'lookUpDomains',
        summary: 'Which of up to a hundred domains are those of hosts: their federations, and whether they close',
        tags: ['Catalogue'],
        querystring: OnlyLang,
        body: LookupDraft,
        response: {
          200: { description: 'One item for each domain', content: { 'application/json': { schema: LookupAnswer } } },
          ...errors('malformed-request', 'body-too-large', 'unsupported-media-type'),
        },
      },
    },
    (request, reply) => {
      const model = catalogue.current();
      const language = languageOf(request);
      const items = lookUp(request.body.domains, model, language);
      return reply
        .headers({
          'content-type': 'application/json; charset=utf-8',
          'content-language': language,
          link: OF_DATA,
          'cache-control': 'no-store',
        })
        .send(answerJson({ items, ...madeFrom(model) }));
    },
  );
};

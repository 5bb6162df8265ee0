import { type Static, Type } from 'typebox';
import { requireRight } from '../accounts/rights.ts';
import { closingText } from '../closings/words.ts';
import { inTrial } from '../database/transaction.ts';
import type { Closing } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import { write } from '../http/write.ts';
import { PROVENANCE_ORDER, provenanceOfHost, provenanceOfService } from '../record/all-provenance.ts';
import type { Context } from '../record/context.ts';
import type { HostFacts } from '../record/host-facts.ts';
import type { Writer } from '../record/writer.ts';
import type { Caller } from '../requests/caller.ts';
import { priceChangeText } from '../services/words.ts';
import { type Speaker, speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';
import type { Catalogue } from './follow.ts';
import type { Model } from './model.ts';

/** Additional information requested with a document. */
export const ProvenanceOption = Type.Optional(
  Type.Enum(['provenance'], {
    type: 'string',
    description:
      'provenance: where each fact comes from (`provenance`), and which origin writes over which (`provenanceOrder`)',
  }),
);
export type ProvenanceOption = Static<typeof ProvenanceOption>;

/** A host with the provenance of each fact when it is requested; otherwise the same object. */
export const hostWithProvenance = (
  host: Host,
  facts: HostFacts | undefined,
  asked: ProvenanceOption | undefined,
): Host =>
  asked === undefined || !facts
    ? host
    : { ...host, provenance: provenanceOfHost(facts, host), provenanceOrder: PROVENANCE_ORDER };

export const serviceWithProvenance = (
  service: Service,
  facts: HostFacts | undefined,
  asked: ProvenanceOption | undefined,
): Service =>
  asked === undefined || !facts
    ? service
    : { ...service, provenance: provenanceOfService(facts, service), provenanceOrder: PROVENANCE_ORDER };

/* Stored documents contain no language; their sentences are added when they are sent. */

/** Where the names of other hosts are looked up; for documents of today, also how often their sites answered. */
export type NameLookup = Pick<Model, 'bySlug'> & Partial<Pick<Model, 'seen'>>;

/** The name of a host by slug, if the catalogue has it. */
export const namesIn =
  ({ bySlug }: NameLookup) =>
  (slug: string): string | undefined =>
    bySlug.get(slug)?.name;

/** The name of a federation by slug, if the catalogue has it. */
export const federationNamesIn =
  ({ federationBySlug }: Pick<Model, 'federationBySlug'>) =>
  (slug: string): string | undefined =>
    federationBySlug.get(slug)?.name;

const closingWithText = (closing: Closing | null, say: Speaker, names: NameLookup): Closing | null =>
  closing && { ...closing, text: closingText(closing, say, namesIn(names)) };

/** A service with the text of its closing; the same object if it has no closing. */
export const serviceWithText = (service: Service, say: Speaker, names: NameLookup): Service =>
  service.closing ? { ...service, closing: closingWithText(service.closing, say, names) } : service;

const madeWithSeen = new WeakMap<object, { host: Host; made: Host }>();
/** A host with how often its site answered; the same object for the same inputs, because its JSON is cached. */
function withSeen(host: Host, { seen }: NameLookup): Host {
  const ofHost = seen?.of(host);
  if (!ofHost) return host;
  const cached = madeWithSeen.get(ofHost);
  if (cached?.host === host) return cached.made;
  const made = { ...host, seen: ofHost };
  madeWithSeen.set(ofHost, { host, made });
  return made;
}

const withTexts = new WeakMap<NameLookup, WeakMap<Speaker, WeakMap<Host, Host>>>();
/**
 * A host with the texts of its closings and price rises, and how often its site answered; the same object if it has
 * none. Created once per model and language, because its JSON is cached.
 */
export function hostWithText(dated: Host, say: Speaker, names: NameLookup): Host {
  const bySpeaker = withTexts.get(names) ?? new WeakMap<Speaker, WeakMap<Host, Host>>();
  withTexts.set(names, bySpeaker);
  const byHost = bySpeaker.get(say) ?? new WeakMap<Host, Host>();
  bySpeaker.set(say, byHost);
  const host = byHost.get(dated) ?? makeWithText(dated, say, names);
  byHost.set(dated, host);
  return host;
}

function makeWithText(dated: Host, say: Speaker, names: NameLookup): Host {
  const host = withSeen(dated, names);
  const { priceChanges } = host;
  if (!host.closing && !priceChanges && host.services.every(({ closing }) => closing === null)) return host;
  const services = host.services.map((service) => serviceWithText(service, say, names));
  return {
    ...host,
    closing: closingWithText(host.closing, say, names),
    services,
    ...(priceChanges && {
      priceChanges: priceChanges.map((one) => ({ ...one, text: priceChangeText(one, host, say) })),
    }),
  };
}

const isHost = (document: object): document is Host => 'services' in document && 'closing' in document;

/** Any document with its texts. */
const documentWithText = (document: object, say: Speaker, names: NameLookup): object =>
  isHost(document) ? hostWithText(document, say, names) : document;

export type Speakers = Readonly<Record<Language, Speaker>>;

/** The speakers of both languages, with the present vocabularies. */
export const speakersOf = (catalogue: Pick<Catalogue, 'current'>): Speakers => ({
  get fr() {
    return speaker('fr', catalogue.current().reference);
  },
  get en() {
    return speaker('en', catalogue.current().reference);
  },
});

export function writerOn(
  catalogue: Pick<Catalogue, 'catchUp' | 'current'>,
  context: Omit<Context, 'caller' | 'reference'>,
): Writer {
  const speakers = speakersOf(catalogue);
  // Every command gets its context here, from routes and desks alike: what its caller may not do does not begin.
  const contextFor = (caller: Caller): Context => {
    requireRight(caller);
    return { ...context, reference: catalogue.current().reference, caller };
  };
  const catchUp = () =>
    catalogue.catchUp().then(
      () => {},
      () => {},
    );
  const only: Writer['only'] = ({ refuses, check }) => ({
    refuses,
    check: ({ caller, params }) => check(contextFor(caller), params),
  });
  const answer: Writer['answer'] = async (caller, command) => {
    const { created, document, version } = await command(contextFor(caller));
    const bodyIn = (language: Language) => documentWithText(document, speakers[language], catalogue.current());
    return { status: created ? 201 : 200, body: document, bodyIn: bodyIn, version };
  };
  return {
    contextFor,
    only,
    catchUp,
    answer,
    change: (app, method, path, { answers, allow, command, ...spec }) =>
      write(app, method, path, {
        ...spec,
        answers: { 200: answers, ...(method === 'PUT' && { 201: answers }) },
        allow: only(allow),
        version: 'needed',
        tries: ({ caller, params, body, headers }) => {
          const context = contextFor(caller);
          return inTrial(context.db, (db) =>
            command(
              { ...context, db },
              params as Static<typeof spec.params>,
              body as Static<typeof spec.body>,
              headers['if-match'],
            ),
          );
        },
        handler: ({ caller, params, body, headers }) =>
          answer(caller, (context) =>
            command(
              context,
              params as Static<typeof spec.params>,
              body as Static<typeof spec.body>,
              headers['if-match'],
            ),
          ),
      }),
    remove: (app, path, { answers, allow, command, ...spec }) =>
      write(app, 'DELETE', path, {
        ...spec,
        answers: { 200: answers },
        allow: only(allow),
        version: 'needed',
        handler: ({ caller, params, headers }) =>
          answer(caller, (context) => command(context, params as Static<typeof spec.params>, headers['if-match'])),
      }),
  };
}

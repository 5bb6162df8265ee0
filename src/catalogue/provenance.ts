import { type Static, Type } from 'typebox';
import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import { PROVENANCE_ORDER, provenanceOfHost, provenanceOfService } from '../record/all-provenance.ts';
import type { HostFacts } from '../record/host-facts.ts';

/** What a document is asked to be told with. */
export const With = Type.Optional(
  Type.Enum(['provenance'], {
    type: 'string',
    description:
      'provenance: where each fact comes from (`provenance`), and which origin writes over which (`provenanceOrder`)',
  }),
);
export type With = Static<typeof With>;

/** A host, with where each of its facts comes from when that is asked; the same object when not. */
export const hostTold = (host: Host, facts: HostFacts | undefined, asked: With | undefined): Host =>
  asked === undefined || !facts
    ? host
    : { ...host, provenance: provenanceOfHost(facts, host), provenanceOrder: PROVENANCE_ORDER };

export const serviceTold = (service: Service, facts: HostFacts | undefined, asked: With | undefined): Service =>
  asked === undefined || !facts
    ? service
    : { ...service, provenance: provenanceOfService(facts, service), provenanceOrder: PROVENANCE_ORDER };

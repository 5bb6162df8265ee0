import { type Static, Type } from 'typebox';
import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import { PROVENANCE_ORDER, provenanceOfHost, provenanceOfService } from '../record/all-provenance.ts';
import type { HostFacts } from '../record/host-facts.ts';

/** Additional information requested with a document. */
export const With = Type.Optional(
  Type.Enum(['provenance'], {
    type: 'string',
    description:
      'provenance: where each fact comes from (`provenance`), and which origin writes over which (`provenanceOrder`)',
  }),
);
export type With = Static<typeof With>;

/** A host with the provenance of each fact when it is requested; otherwise the same object. */
export const hostWith = (host: Host, facts: HostFacts | undefined, asked: With | undefined): Host =>
  asked === undefined || !facts
    ? host
    : { ...host, provenance: provenanceOfHost(facts, host), provenanceOrder: PROVENANCE_ORDER };

export const serviceWith = (service: Service, facts: HostFacts | undefined, asked: With | undefined): Service =>
  asked === undefined || !facts
    ? service
    : { ...service, provenance: provenanceOfService(facts, service), provenanceOrder: PROVENANCE_ORDER };

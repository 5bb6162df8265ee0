import { isOwn } from '../documents/evidence.ts';
import type { Host } from '../documents/host.ts';
import { ServiceDraft } from '../documents/service.ts';
import type { Claim, Commitment } from '../documents/statement.ts';
import { inputPart } from '../requests/shape.ts';
import { known } from '../vocabulary/facts.ts';
import { DocumentHost, type DocumentService, type HostDocument } from './schema.ts';

/** What the host says itself, by subject. It is dated when it is said, so the date is not part of it. */
const said = <S extends Claim | Commitment>(list: readonly S[], subjectOf: (one: S) => string) =>
  Object.fromEntries(
    list.flatMap((one) => {
      const own = one.statements.find(isOwn);
      if (!own) return [];
      const { value, evidenceUrl, note } = own;
      return [[subjectOf(one), { value, ...known({ evidenceUrl, note }) }]];
    }),
  );

const promised = (commitments: readonly Commitment[]) =>
  said(commitments, ({ kind }) => kind) as HostDocument['commitments'];

/** All that a host writes, out of all that is read of it. */
export const documentOf = (host: Host): HostDocument => ({
  host: inputPart(DocumentHost, host) as HostDocument['host'],
  services: host.services.map((service) => ({
    ...(inputPart(ServiceDraft, service) as Omit<DocumentService, 'commitments'>),
    commitments: promised(service.commitments),
  })),
  claims: said(host.claims, ({ criterion }) => criterion) as HostDocument['claims'],
  commitments: promised(host.commitments),
});

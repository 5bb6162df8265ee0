import { federationNode, hostNode } from '../linked-data/hosts.ts';
import { type Surroundings, surroundingsOf } from '../linked-data/surroundings.ts';
import type { Dumped } from './dumped.ts';

/** Names of the service and of its operator, for metadata. */
export interface Publisher {
  publicUrl: string;
  /** Absent: the operator did not configure a name. */
  operator: string | undefined;
}

/** All hosts with their services, and all federations, as one named graph of linked data, in parts. */
export function* catalogueGraph(dumped: Dumped, { publicUrl, operator }: Publisher): Generator<string> {
  const around: Surroundings = surroundingsOf(dumped, publicUrl);
  const { addresses } = around;
  const head = JSON.stringify({
    '@context': addresses.context,
    '@id': addresses.at('/v1/export/catalogue.jsonld'),
    '@type': 'Dataset',
    name: 'Bercail',
    description: {
      fr: 'Hébergeurs éthiques, leurs services, prix et engagements. Ce qui n’est pas dit est inconnu.',
      en: 'Ethical hosts, their services, prices and commitments. What is not said is unknown.',
    },
    license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    ...(operator && { publisher: { '@type': 'Organization', name: operator } }),
    epoch: dumped.epoch,
    catalogueRevision: dumped.revision,
    asOf: dumped.day,
  });
  yield `${head.slice(0, -1)},"@graph":[`;
  let between = '\n';
  for (const federation of dumped.federations) {
    yield between + JSON.stringify(federationNode(federation, around));
    between = ',\n';
  }
  for (const host of dumped.hosts) {
    yield between + JSON.stringify(hostNode(host, dumped.day, around));
    between = ',\n';
  }
  yield '\n]}\n';
}

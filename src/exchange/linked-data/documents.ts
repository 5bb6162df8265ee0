import type { LinkedPage, Linker } from '../../catalogue/linked.ts';
import type { Model } from '../../catalogue/model.ts';
import { hostNode, serviceAlone } from './hosts.ts';
import { knownOnly, type Node, type Surroundings, surroundingsOf } from './surroundings.ts';

/* Responses with linked data: one document per resource, all with the same context. */

export function linkerOn(publicUrl: string): Linker {
  const written = (node: Node, { addresses }: Surroundings): string =>
    JSON.stringify({ '@context': addresses.context, ...node });
  const listNode = (
    page: Omit<LinkedPage, 'items'>,
    items: readonly Node[],
    model: Model,
    around: Surroundings,
  ): Node => ({
    '@id': around.addresses.at(page.address),
    '@type': 'ItemList',
    license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    numberOfItems: page.total,
    ...knownOnly({ next: page.next && around.addresses.at(page.next) }),
    epoch: model.epoch,
    catalogueRevision: model.revision,
    asOf: model.day,
    items,
  });
  return {
    host: (host, model) => {
      const around = surroundingsOf(model, publicUrl);
      return written(hostNode(host, model.day, around), around);
    },
    pastHost: (host, day, model) => {
      const around = surroundingsOf({ ...model, lastChanges: new Map() }, publicUrl);
      return written(hostNode(host, day, around), around);
    },
    service: (host, service, model) => {
      const around = surroundingsOf(model, publicUrl);
      return written(serviceAlone(host, service, around), around);
    },
    services: (host, path, model) => {
      const around = surroundingsOf(model, publicUrl);
      const page = { address: path, total: host.services.length, next: null };
      const items = host.services.map((service) => serviceAlone(host, service, around));
      return written(listNode(page, items, model, around), around);
    },
    list: (page, of, model) => {
      const around = surroundingsOf(model, publicUrl);
      const items = page.items.flatMap(({ host, service }): Node[] => {
        if (of === 'hosts') return [hostNode(host, model.day, around)];
        return service ? [serviceAlone(host, service, around)] : [];
      });
      return written(listNode(page, items, model, around), around);
    },
  };
}

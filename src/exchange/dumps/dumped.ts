import { itemJson, passingJson } from '../../catalogue/list-json.ts';
import { isListed, type Model } from '../../catalogue/model.ts';
import { hostWithText } from '../../catalogue/writer.ts';
import type { Host } from '../../documents/host.ts';
import { byText } from '../../ground/texts.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { HostState } from '../../vocabulary/terms.ts';
import { type Surroundings, surroundingsOf } from '../linked-data/addresses.ts';
import { federationNode, hostNode } from '../linked-data/hosts.ts';

type Kept =
  | ('epoch' | 'revision' | 'day' | 'reference' | 'facts')
  | ('federations' | 'bySlug' | 'federationBySlug' | 'lastChanges');

/**
 * What a dump keeps in memory while somebody reads it: the documents of one revision, without the indexes of the model,
 * which need as much memory again.
 */
export interface Dumped extends Pick<Model, Kept> {
  /** Sorted by slug, so that renaming a host does not move it. */
  hosts: readonly Host[];
}

const sorted = new WeakMap<readonly Host[], readonly Host[]>();
function inOrder(documents: readonly Host[]): readonly Host[] {
  const known = sorted.get(documents) ?? documents.toSorted((a, b) => byText(a.slug, b.slug));
  sorted.set(documents, known);
  return known;
}

/**
 * The data of a model for a dump.
 * @param states the states of hosts to include; absent: those in lists
 */
export function dumpedFrom(model: Model, states: readonly HostState[] | undefined): Dumped {
  const { epoch, revision, day, reference, facts } = model;
  const { documents, federations, bySlug, federationBySlug, lastChanges } = model;
  const isWanted = states ? ({ state }: Host) => states.includes(state) : isListed;
  const hosts = inOrder(documents).filter(isWanted);
  return { epoch, revision, day, reference, facts, federations, bySlug, federationBySlug, lastChanges, hosts };
}

/** One host per line, in the form of lists (newline-delimited JSON). */
export function* hostLines(dumped: Dumped, say: Speaker): Generator<Buffer | string> {
  for (const host of dumped.hosts) {
    yield itemJson(passingJson(hostWithText(host, say, dumped)), host.id, dumped);
    yield '\n';
  }
}

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

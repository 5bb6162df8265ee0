import type { Fault } from '../../ground/errors.ts';
import type { Context } from '../../record/context.ts';
import { type ReadDump, readDump } from './dump.ts';
import { readSigning, type Seeded, seedCatalogue } from './seed.ts';

/** Where the command line hands over what it would do by itself on a folder that no server holds. */
export const COMMAND_PATHS = { load: '/command-line/load', seed: '/command-line/seed' } as const;

/** A line of which nothing was loaded. */
interface RefusedEntry {
  line: number | undefined;
  slug?: string;
  faults: readonly Fault[];
}

/** What loading the file of a catalogue did or would do. */
export interface Loaded extends Pick<Seeded, 'hosts' | 'renewed' | 'kept' | 'revision'>, Pick<ReadDump, 'leftOut'> {
  dryRun: boolean;
  refused: RefusedEntry[];
}

interface LoadOptions {
  /** The service that published the file; absent: unknown. */
  from?: string | undefined;
  dryRun: boolean;
}

/** Loads the hosts of a `hosts.ndjson`, in one transaction; faults of a line keep no other from being loaded. */
export async function loadDump(
  context: Context,
  bytes: AsyncIterable<Buffer>,
  { from, dryRun }: LoadOptions,
): Promise<Loaded> {
  const federations = new Set((await readSigning(context.db)).map(({ slug }) => slug));
  const read = await readDump(bytes, { reference: context.reference, federations, from });
  const { refused, hosts, renewed, kept, revision } = await seedCatalogue(context, {
    ...{ file: { federations: [], hosts: read.hosts }, renew: true, dryRun },
  });
  const lines = [...read.refused, ...refused.map(({ slug, faults }) => ({ line: read.lines.get(slug), slug, faults }))];
  return { dryRun, hosts, renewed, kept, revision, refused: lines, leftOut: read.leftOut };
}

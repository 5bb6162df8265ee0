import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { known } from '../../vocabulary/facts.ts';
import type { ListedMember } from './schema.ts';

/** Members with their names and websites, which only the catalogue knows. */
export const listedMembers = (
  { bySlug }: { bySlug: ReadonlyMap<string, Host> },
  { members }: Federation,
): ListedMember[] =>
  members.map(({ host, ...membership }) => {
    const { name = host, website } = bySlug.get(host) ?? {};
    return { host, name, ...known({ website }), ...membership };
  });

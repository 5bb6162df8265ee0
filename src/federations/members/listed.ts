import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../schema.ts';
import type { ListedMember } from './schema.ts';

/** Members with their names, which only the catalogue knows. */
export const listedMembers = ({ bySlug }: Pick<Model, 'bySlug'>, { members }: Federation): ListedMember[] =>
  members.map(({ host, ...membership }) => ({ host, name: bySlug.get(host)?.name ?? host, ...membership }));

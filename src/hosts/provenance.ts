import type { HostRow } from '../record/rows.ts';

/** What was imported, without the fields that their owner has written since; null when nothing is left. */
export function withoutImported(provenance: HostRow['provenance'], fields: readonly string[]): HostRow['provenance'] {
  const left = Object.entries(provenance ?? {}).filter(([field]) => !fields.includes(field));
  return left.length > 0 ? Object.fromEntries(left) : null;
}

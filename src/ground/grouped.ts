/** Groups rows by a key, keeping their order. */
export function grouped<T>(rows: readonly T[], key: (row: T) => string): (key: string) => T[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return (one) => groups.get(one) ?? [];
}

import type { lookup } from 'node:dns';

/** Name resolution under which every site is on this machine. */
export const toThisMachine = ((_name: string, options: { all?: boolean }, found: (...args: unknown[]) => void) =>
  options.all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4)) as typeof lookup;

/* Asks a server, and does not wait for ever. */

const PATIENCE_MS = 10_000;

export const ask = (address: string | URL, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(address, { headers, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });

export const said = (error: unknown): string => {
  const { message, cause } = error as Error & { cause?: Error };
  return cause?.message ?? message;
};

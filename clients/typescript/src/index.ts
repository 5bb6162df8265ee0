import { type Client, createClient, createConfig } from './operations/client/index.ts';

export * from './operations/index.ts';

/** Spread it into the options of any operation. What fails is thrown: the problem document that the service answered. */
export interface Caller {
  client: Client;
  throwOnError: true;
}

/** How one asks: `token` for what a host, a federation or an administrator may do, `fetch` to ask in another way. */
export interface Asking {
  token?: string;
  fetch?: typeof fetch;
}

/** A caller of the service at `address` (`https://bercail.example`), without a token like anybody. */
export const callerAt = (address: string, { token, fetch }: Asking = {}): Caller => ({
  client: createClient(
    createConfig({
      baseUrl: address,
      ...(token !== undefined && { auth: token }),
      ...(fetch !== undefined && { fetch }),
    }),
  ),
  throwOnError: true,
});

import { type Client, createClient, createConfig } from '../client/client/index.ts';

/** Who asks, and of whom: a generated client needs an address and a token, and nothing else. */
export interface Caller {
  client: Client;
  throwOnError: true;
}

export const callerAt = (baseUrl: string, auth?: string): Caller => ({
  client: createClient(createConfig(auth === undefined ? { baseUrl } : { baseUrl, auth })),
  throwOnError: true,
});

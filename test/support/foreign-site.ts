import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a site lets its pages hold: our address and nothing that is inline; anything, as most do; nothing of others. */
export type SitePolicy = 'strict' | 'none' | 'closed';

/** Another site on another origin. */
export interface ForeignSite {
  origin: string;
  /** What its page holds, its own style, and its policy: `strict` unless said. */
  show(body: string, css?: string, policy?: SitePolicy): void;
  close(): Promise<void>;
}

export async function foreignSite(ours: string): Promise<ForeignSite> {
  let [page, style]: string[] = ['', ''];
  let policy: SitePolicy = 'strict';
  const policies: Record<SitePolicy, string | undefined> = {
    strict: `default-src 'none'; style-src 'self'; script-src ${ours}; connect-src ${ours}; frame-src ${ours}; img-src data:`,
    none: undefined,
    closed: "default-src 'self'; img-src data:",
  };
  const server: Server = createServer((request, response) => {
    if (request.url === '/style.css') return response.setHeader('content-type', 'text/css').end(style);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const sent = policies[policy];
    if (sent) response.setHeader('content-security-policy', sent);
    return response.end(
      `<!doctype html><html lang="fr"><head><title>Une association</title><link rel="icon" href="data:,">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="stylesheet" href="/style.css"></head><body><main><h1>Une association</h1>${page}</main></body></html>`,
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    // Another name of this machine: another site, and not only another origin.
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    show: (body, css = '', of = 'strict') => {
      [page, style, policy] = [body, css, of];
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

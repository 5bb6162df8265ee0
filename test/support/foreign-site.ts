import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another site on another origin, as strict as may be: it allows our address and nothing that is inline. */
export interface ForeignSite {
  origin: string;
  /** What its page holds, and its own style. */
  show(body: string, css?: string): void;
  close(): Promise<void>;
}

export async function foreignSite(ours: string): Promise<ForeignSite> {
  let [page, style] = ['', ''];
  const policy = `default-src 'none'; style-src 'self'; script-src ${ours}; connect-src ${ours}; frame-src ${ours}; img-src data:`;
  const server: Server = createServer((request, response) => {
    if (request.url === '/style.css') return response.setHeader('content-type', 'text/css').end(style);
    response.setHeader('content-type', 'text/html; charset=utf-8').setHeader('content-security-policy', policy);
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
    show: (body, css = '') => {
      [page, style] = [body, css];
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

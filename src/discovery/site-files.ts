import { readFileSync } from 'node:fs';
import type { Catalogue } from '../catalogue/follow.ts';
import { isListed, type Model } from '../catalogue/model.ts';
import type { Operator } from '../config.ts';
import { mailtoOf } from '../ground/addresses.ts';
import { addMonths } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import { publicRoute } from '../http/get.ts';
import { PREVIEW } from '../pages/frame/accent.ts';
import type { Routes } from '../record/writer.ts';
import { LANGUAGES } from '../vocabulary/terms.ts';

const TEXT_TYPE = 'text/plain; charset=utf-8';
const hidden = { schema: { hide: true } } as const;

/** Pages for search engines, apart from those of hosts and federations. */
const PAGES = [
  '/',
  '/match',
  '/diagnosis',
  '/hosts',
  '/federations',
  '/gaps',
  '/guide/federations',
  '/guide/hosts',
  '/closings',
  '/embed',
  '/for-hosts',
  '/diagnosis/blank',
  '/diagnosis/workshop',
  '/data',
  '/legal',
  '/terms',
] as const;

/** Maximum number of addresses in a sitemap (sitemaps.org). */
const ADDRESSES_MAX = 50_000;

interface Address {
  path: string;
  /** When the content of the page last changed, if known. */
  changedAt?: Date | undefined;
}

/** All pages about the catalogue: fixed pages, federations, and listed hosts. */
function addressesIn({ documents, federations, lastChanges }: Model): Address[] {
  const pageOf = (folder: string) => (one: { id: string; slug: string }) => ({
    path: `/${folder}/${one.slug}`,
    changedAt: lastChanges.get(one.id)?.at,
  });
  return [
    ...PAGES.map((path) => ({ path })),
    ...federations.map(pageOf('federations')),
    ...documents.filter(isListed).map(pageOf('hosts')),
  ].slice(0, ADDRESSES_MAX);
}

/** Each page once, with its versions in both languages. Slugs and the site's address need no escaping. */
function sitemapOf(model: Model, site: string): string {
  const urls = addressesIn(model).map(({ path, changedAt }) => {
    const versions = LANGUAGES.map(
      (language) => `<xhtml:link rel="alternate" hreflang="${language}" href="${site}${path}?lang=${language}"/>`,
    );
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '';
    return `<url><loc>${site}${path}</loc>${changed}${versions.join('')}</url>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...urls,
    '</urlset>',
    '',
  ].join('\n');
}

/** Files at fixed addresses: for search engines, for people who report security problems, and for previews of links. */
export const siteFiles: Routes<never, { catalogue: Catalogue; publicUrl: string; operator: Operator }> = (
  app,
  { catalogue, publicUrl, operator: { contact } },
) => {
  publicRoute(app, '/robots.txt', { dependsOn: 'build', ...hidden }, () => ({
    // Embedded pages repeat our pages, and a recommendation is only for people who were given its address.
    body: `User-agent: *\nDisallow: /embed/\nDisallow: /recommendations/\n\nSitemap: ${publicUrl}/sitemap.xml\n`,
    type: TEXT_TYPE,
  }));

  publicRoute(app, '/sitemap.xml', { dependsOn: catalogue, ...hidden }, (_request, model) => ({
    body: sitemapOf(model, publicUrl),
    type: 'application/xml; charset=utf-8',
  }));

  publicRoute(app, '/.well-known/security.txt', { dependsOn: catalogue, ...hidden }, (_request, { day }) => {
    if (contact === undefined)
      throw new CatalogueError('route-not-found', {
        fr: 'Cette instance n’a pas nommé qui la fait fonctionner.',
        en: 'This instance has not named who runs it.',
      });
    const lines = [
      `Contact: ${contact.includes('://') ? contact : mailtoOf(contact)}`,
      // Less than a year ahead (RFC 9116, 2.5.5), and renewed every day.
      `Expires: ${addMonths(day, 6)}T00:00:00Z`,
      `Preferred-Languages: ${LANGUAGES.join(', ')}`,
      `Canonical: ${publicUrl}/.well-known/security.txt`,
      `Policy: ${publicUrl}/legal#security`,
    ];
    return { body: `${lines.join('\n')}\n`, type: TEXT_TYPE };
  });

  const preview = readFileSync(new URL('../../seed/preview.png', import.meta.url));
  app.get(PREVIEW.path, hidden, (_request, reply) =>
    reply
      .headers({
        'content-type': 'image/png',
        'cache-control': 'public, max-age=604800, stale-while-revalidate=2592000',
      })
      .send(preview),
  );
};

import { definedOnly } from '../../ground/texts.ts';
import type { SiteTrouble } from '../../record/tables.ts';
import { silentOn, toldTroubles } from '../../watching/absence.ts';
import { addressOf, type Found, type TodoSources } from './facts.ts';

/* Pure: items about the site of a host, from daily visits. */

/** Nothing during a closing: a host that closes may take its site down. */
function unanswered({ host, site }: TodoSources): Found[] {
  const due = site && silentOn(site);
  if (!site?.toldOn || !due || host.closing !== null) return [];
  const call = { method: 'POST', path: `${addressOf(host)}/presence` } as const;
  return [{ kind: 'site-unanswered', due, since: site.toldOn, ...definedOnly({ from: site.failingSince }), call }];
}

/** The request that corrects a broken address: that of a service, or the contact page. */
function correcting({ host }: TodoSources, gone: string | undefined): Found['call'] {
  const service = host.services.find(({ url }) => url === gone);
  const path = addressOf(host);
  if (service) return { method: 'PATCH', path: `${path}/services/${service.slug}`, body: { url: gone } };
  return { method: 'PATCH', path, body: { contact: { url: gone } } };
}

function troubled(sources: TodoSources, { kind, since, url }: SiteTrouble): Found {
  const { host } = sources;
  if (kind === 'page-gone') {
    const service = host.services.find((one) => one.url === url)?.name;
    const about = definedOnly({ service });
    return {
      kind: 'site-page-gone',
      subject: `page:${url}`,
      ...{ about, due: null, since, call: correcting(sources, url) },
      ...definedOnly({ name: url }),
    };
  }
  const call = { method: 'PATCH', path: addressOf(host), body: { website: url ?? host.website } } as const;
  return { kind: `site-${kind}`, due: null, since, call, ...definedOnly({ name: url }) };
}

/** A site that does not answer, and other troubles of a site that does. */
export const siteWaits = (sources: TodoSources): Found[] => [
  ...unanswered(sources),
  ...(sources.site ? toldTroubles({ troubles: [...sources.site.troubles] }) : []).map((one) => troubled(sources, one)),
];

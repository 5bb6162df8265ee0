import type { Host } from '../../documents/host.ts';
import { domainOf } from '../../ground/addresses.ts';
import type { Match } from '../../matching/answer/schema.ts';
import { sentence } from '../../matching/words/sentence.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { MAIL } from '../asking/questions.ts';
import { lowerFirst } from '../words/typeset.ts';
import type { Proposal, Told } from './proposals.ts';

type Combination = Match['combinations'][number];

/** The usages that near ones meet. */
export const nearIn = (services: readonly { usage: string; via?: string }[]): string[] =>
  services.filter(({ via }) => via !== undefined).map(({ usage }) => usage);

/** Whether the addresses of mail by these services are known to end in the name of the host. */
export const isForeignMail = ({ services }: Pick<Host, 'services'>, slugs: readonly string[]): boolean =>
  services.some(({ slug, usages, ownDomain }) => slugs.includes(slug) && usages.includes(MAIL) && ownDomain === false);

/** A sentence about what a host offers: mail that ends in the name of the host is not called that of the association. */
export const inWhoseName = (text: string, isForeign: boolean, say: Speaker): string =>
  isForeign ? text.replaceAll(lowerFirst(say.usage(MAIL)), lowerFirst(say.usageShort(MAIL))) : text;

/** What a domain name costs a year, where none is there and one is needed; null: not needed for what is shown. */
export function domainFor({ notes }: Match, proposals: readonly Proposal[]): number | null {
  const euros = notes.find(({ code }) => code === 'domain-name-apart')?.params.euros;
  const isForeign = ({ hosts }: Proposal) => hosts.some(({ host, services }) => isForeignMail(host, services));
  const isOfUse = proposals.length === 0 || !proposals.every(isForeign);
  return typeof euros === 'number' && isOfUse ? euros : null;
}

/** What one would have instead of a usage, as a sentence. */
export function nearUsageTold({ usage, via, lost }: Record<'usage' | 'via' | 'lost', string>, say: Speaker): Told {
  const caution = { code: 'near-usage' as const, params: { usage, via, lost: { fr: lost, en: lost } } };
  return { ...caution, text: sentence(caution, say) };
}

/** What one would have instead with one of several hosts, or would not have in its own name. */
export function lostWith(host: Host, { covers }: Combination, say: Speaker): Told[] {
  const own = covers.filter((one) => one.host === host.slug);
  const near = own.flatMap(({ usage, via, lost }) =>
    via === undefined || lost === undefined ? [] : nearUsageTold({ usage, via, lost }, say),
  );
  const isForeign = isForeignMail(
    host,
    own.flatMap(({ usage, service }) => (usage === MAIL ? service : [])),
  );
  const ending = {
    code: 'no-own-domain' as const,
    params: { ending: (host.website && domainOf(host.website)) ?? null },
  };
  return [...near, ...(isForeign ? [{ ...ending, text: sentence(ending, say) }] : [])];
}

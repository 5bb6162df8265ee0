import { SITES } from '../neighbours.ts';
import { register, tellOfHost } from './hosts.ts';
import { foundNetwork, gatherMembers, speakAsNetwork } from './networks.ts';
import {
  answerEachOther,
  makeTokens,
  makeWebhooks,
  openAddresses,
  openCases,
  readSources,
  sendSheets,
  settleEntries,
} from './offices.ts';
import { reportAndEnd, sendPeople } from './sendings.ts';
import type { Holder, Teller } from './teller.ts';

/** What the readings need: who may ask, and what things are called. */
export interface Story {
  federation: string;
  /** Of the federation whose desk forms are sent from. */
  rives: string;
  aulnes: Holder;
  draft: Holder;
  /** The host of those. */
  ormes: Holder;
  recommendations: string[];
  revisions: number[];
  /** Addresses with a key. */
  opened: string[];
  /** What stands in an address, by the names of parameters; those of some operations differ. */
  names: Record<string, string>;
  namesOf: Record<string, Record<string, string>>;
}

/** Everything that can be written, with some of what is refused. */
export async function tell(teller: Teller): Promise<Story> {
  const { ask, admin } = teller;
  const federation = await foundNetwork(teller, { slug: 'communs', name: 'Le Réseau des communs', website: SITES[0] });
  const rives = await foundNetwork(teller, { slug: 'les-rives', name: 'Les Rives', website: SITES[1] });
  await gatherMembers(teller, federation);
  const aulnes = await register(teller, 'les-aulnes', 'Les Aulnes', 'https://aulnes.example');
  const draft = await register(teller, 'les-saules', 'Les Saules', 'https://saules.example');
  const ormes = await register(teller, 'les-charmes', 'Les Charmes', SITES[0]);
  await tellOfHost(teller, aulnes, federation);
  await speakAsNetwork(teller, federation, aulnes);
  const { referral, recommendations } = await sendPeople(teller, federation, aulnes);
  const id = await makeTokens(teller);
  const webhook = await makeWebhooks(teller, aulnes);
  const cases = await openCases(teller, federation);
  const runs = await readSources(teller, aulnes, federation);
  await settleEntries(teller, aulnes, ormes);
  await answerEachOther(teller, federation, ormes);
  await sendSheets(teller, federation, aulnes);
  const opened = await openAddresses(teller, aulnes, federation);
  await reportAndEnd(teller, aulnes);
  const reports = await ask('GET', '/v1/hosts/les-aulnes/reports', { token: aulnes.token });
  const report: string = reports.body?.items?.[0]?.id ?? 'none';
  const requests = await ask('GET', '/v1/federation-requests', admin);
  const { body: now } = await ask('GET', '/v1/hosts?limit=1');
  const last: number = now.catalogueRevision;
  return {
    ...{ federation, rives, aulnes, draft, ormes, recommendations, opened },
    revisions: [5, Math.round(last / 2), last - 3, last],
    names: {
      ...{ host: 'les-aulnes', service: 'nuage', federation: 'communs', other: 'les-ormes', leaving: 'kaz' },
      ...{
        domain: 'aulnes.example',
        aliasKind: 'domain',
        value: 'aulnes-asso.example',
        subject: 'criterion:non-profit',
      },
      ...{ criterion: 'free-software-only', kind: 'closing-notice', key: 'ouvert-aux-visites', run: runs.host },
      ...{ webhook, referral, report, id, case: cases.case, number: cases.number, recommendation: recommendations[0]! },
      usage: 'email-hosting',
      request: requests.body?.items?.[0]?.id ?? 'none',
    },
    namesOf: {
      ...Object.fromEntries(
        ['getFederationHelper', 'putFederationHelper', 'removeFederationHelper'].map((one) => [one, { id: 'maison' }]),
      ),
      ...Object.fromEntries(
        ['getFederationRun', 'listFederationRunFiles'].map((one) => [one, { run: runs.federation }]),
      ),
      ...{ removeServiceCommitment: { kind: 'support-response' }, putServiceCommitment: { kind: 'support-response' } },
      getChoice: { host: 'infini' },
    },
  };
}

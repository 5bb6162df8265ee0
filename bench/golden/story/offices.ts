import { ORGANIZATION, SERVICE } from '../../../test/support/chatonsinfos.ts';
import { SITES } from '../neighbours.ts';
import { type Holder, NEED, type Teller, whatever } from './teller.ts';

/** What goes on between offices: cases, tokens, webhooks, files that are read, entries that are one. */

export interface Cases {
  case: string;
  number: string;
}

export async function openCases({ ask, example }: Teller, token: string): Promise<Cases> {
  const cases = '/v1/federations/communs/cases';
  const made = await ask('POST', cases, { token, body: example('createCase') });
  const one: string = made.body?.id ?? 'none';
  await ask('PATCH', `${cases}/${one}`, { token, headers: whatever, body: { shortlist: ['les-aulnes', 'infini'] } });
  await ask('POST', `${cases}/${one}/recommendations`, { token, body: example('createCaseRecommendation') });
  await ask('POST', `${cases}/${one}/referrals`, { token, body: example('createCaseReferral') });
  await ask('PATCH', `${cases}/${one}`, { token, headers: whatever, body: example('patchCase') });
  const other = await ask('POST', cases, { token, body: example('createCase'), as: 'another' });
  await ask('DELETE', `${cases}/${other.body?.id}`, { token, headers: whatever });
  const received = await ask('POST', `${cases}/received`, { body: { need: NEED } });
  const erased = await ask('POST', `${cases}/received`, { body: example('sendNeed') });
  await ask('DELETE', `${cases}/received/${erased.body?.number}`);
  return { case: one, number: received.body?.number ?? 'none' };
}

export async function makeTokens({ ask, admin, example }: Teller): Promise<string> {
  const { body: kept } = await ask('POST', '/v1/tokens', { ...admin, body: example('createToken') });
  const { body: ended } = await ask('POST', '/v1/tokens', { ...admin, body: { role: 'admin', label: 'relecture' } });
  await ask('POST', `/v1/tokens/${kept.id}/rotation`, { ...admin, body: example('rotateToken') });
  await ask('DELETE', `/v1/tokens/${ended.id}`, admin);
  return kept.id;
}

export async function makeWebhooks({ ask, example }: Teller, aulnes: Holder): Promise<string> {
  const by = { token: aulnes.token };
  const events = ['host.changed', 'host.closing', 'membership.changed'];
  const { body } = await ask('POST', '/v1/webhooks', { ...by, body: { url: `${SITES[0]}/hooks`, events } });
  const { body: ended } = await ask('POST', '/v1/webhooks', { ...by, body: { url: `${SITES[1]}/hooks`, events } });
  await ask('POST', `/v1/webhooks/${body?.id}/secrets`, { ...by, body: example('rotateWebhookSecret') });
  await ask('POST', `/v1/webhooks/${body?.id}/replays`, { ...by, body: example('replayWebhook') });
  await ask('DELETE', `/v1/webhooks/${ended?.id}`, by);
  return body?.id ?? 'none';
}

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function run({ ask, peek }: Teller, of: string, token: string): Promise<string> {
  const began = await ask('POST', `${of}/source/runs`, { token });
  if (began.status !== 202) return 'none';
  const { id }: { id: string } = began.body;
  for (let tries = 0; tries < 100; tries++) {
    const { state } = (await peek(`${of}/source/runs/${id}`, token)) as { state: string };
    if (state !== 'running') break;
    await wait(100);
  }
  return id;
}

/** Files of a host and of a federation on a site, read twice. */
export async function readSources(
  teller: Teller,
  aulnes: Holder,
  federation: string,
): Promise<{ host: string; federation: string }> {
  const { ask, neighbours } = teller;
  const here = (text: string) => text.replaceAll('https://aulnes.example/', `${SITES[0]}/`);
  neighbours.files.set('/aulnes.properties', here(ORGANIZATION));
  neighbours.files.set('/nuage.properties', here(SERVICE));
  neighbours.files.set(
    '/communs.properties',
    `file.class = Federation\nfederation.name = Les communs\nsubs.aulnes = ${SITES[0]}/aulnes.properties\n`,
  );
  const [h, f] = ['/v1/hosts/les-aulnes', '/v1/federations/communs'];
  await ask('PUT', `${h}/source`, {
    token: aulnes.token,
    body: { url: `${SITES[0]}/aulnes.properties` },
  });
  await ask('PUT', `${f}/source`, {
    token: federation,
    body: { url: `${SITES[0]}/communs.properties` },
  });
  const runs = { host: await run(teller, h, aulnes.token), federation: await run(teller, f, federation) };
  await ask('GET', `${h}/proposals`, { token: aulnes.token });
  await ask('POST', `${h}/proposals/acceptances`, {
    token: aulnes.token,
    headers: whatever,
    body: { pointers: ['/host/foundedOn'] },
  });
  await ask('POST', `${h}/proposals/refusals`, { token: aulnes.token, headers: whatever, body: { all: true } });
  await ask('POST', `${h}/proposals/acceptances`, {
    token: aulnes.token,
    headers: whatever,
    body: { all: true },
    as: 'all',
  });
  return runs;
}

/** Former names, entries that are one or are not, letters, owners. */
export async function settleEntries(
  { ask, admin, example, neighbours }: Teller,
  aulnes: Holder,
  charmes: Holder,
): Promise<string> {
  await ask('PUT', '/v1/hosts/les-aulnes/aliases/domain/aulnes-asso.example', {
    token: aulnes.token,
    body: example('putAlias'),
  });
  await ask('PUT', '/v1/hosts/les-aulnes/aliases/slug/les-verges', { token: aulnes.token, body: {} });
  await ask('PUT', '/v1/hosts/les-aulnes/aliases/slug/les-verges', { ...admin, body: {}, as: 'an administrator' });
  const content = (await ask('POST', `/v1/hosts/${charmes.id}/domain-checks`, { token: charmes.token })).body?.challenge
    ?.content;
  neighbours.files.set('/.well-known/bercail-challenge', content ?? '');
  await wait(5500);
  await ask('POST', `/v1/hosts/${charmes.id}/domain-checks`, { token: charmes.token, as: 'proven' });
  await ask('POST', `/v1/hosts/${charmes.id}/publication`, { token: charmes.token });
  const theirs = { token: charmes.token, headers: whatever };
  const claim = await ask('POST', '/v1/hosts/les-charmes/ownership', { body: example('claimOwnership') });
  neighbours.files.set('/.well-known/bercail-challenge', claim.body?.challenge?.content ?? '');
  await wait(5500);
  await ask('POST', '/v1/hosts/les-charmes/domain-checks', { token: claim.body?.token, as: 'who claims it' });
  await ask('DELETE', '/v1/hosts/les-charmes/ownership', theirs);
  await ask('PATCH', '/v1/hosts/les-charmes', {
    ...theirs,
    body: { slug: 'les-ormes', website: 'https://ormes.example' },
  });
  await ask('PUT', '/v1/duplicates/les-aulnes/les-ormes', { ...admin, body: example('dismissDuplicate') });
  await ask('DELETE', '/v1/duplicates/les-aulnes/les-ormes', admin);
  await ask('PUT', '/v1/letters/zaclys', { ...admin, body: example('noteLetter') });
  await ask('POST', '/v1/hosts/lookups', { body: example('lookUpDomains') });
  await ask('POST', '/v1/exchange/chatonsinfos/check', {
    body: ORGANIZATION,
    headers: { 'content-type': 'text/plain' },
  });
  await ask('POST', '/v1/diagnoses', { body: example('diagnoseTools') });
  return content ?? '';
}

/** What hosts and offices answer each other. */
export async function answerEachOther(
  { ask, admin, example, neighbours }: Teller,
  federation: string,
  ormes: Holder,
): Promise<void> {
  const [f, h] = ['/v1/federations/communs', '/v1/hosts/les-ormes'];
  const theirs = { token: ormes.token };
  await ask('PATCH', f, { token: federation, headers: whatever, body: example('patchFederation') });
  await ask('POST', `${f}/members`, { ...theirs, body: example('askMembership') });
  await ask('PUT', `${f}/members/les-ormes/answer`, {
    token: federation,
    headers: whatever,
    body: example('answerMembership'),
  });
  await ask('POST', `${f}/members`, { ...theirs, body: { note: { fr: 'Chez un voisin.' } } });
  await ask('POST', `${h}/presence`, theirs);
  await ask('POST', `${h}/confirmations`, { ...theirs, headers: whatever, body: example('confirmHost') });
  const report = await ask('POST', `${h}/reports`, { body: example('reportHost') });
  await ask('PUT', `${h}/reports/${report.body?.id}/answer`, { ...theirs, body: example('answerReport') });
  const berges = { ...(example('askForFederation') as object), website: SITES[2] };
  const request = await ask('POST', '/v1/federation-requests', { body: berges });
  neighbours.files.set('/.well-known/bercail-challenge', request.body?.challenge?.content ?? '');
  await ask('POST', '/v1/federation-requests/checks', { body: { key: request.body?.key } });
  await ask('PUT', `/v1/federation-requests/${request.body?.request?.id}/answer`, {
    ...admin,
    body: example('answerFederationRequest'),
  });
  await ask('POST', '/v1/federation-requests', {
    body: example('askForFederation'),
  });
  const twin = {
    slug: 'les-ormes-asso',
    name: 'Les Ormes, association',
    website: 'https://ormes.example',
    terms: '2026-1',
  };
  await ask('POST', '/v1/hosts', { body: twin });
  const houx = await ask('POST', '/v1/hosts', { body: { ...twin, slug: 'les-houx', website: 'https://houx.example' } });
  await ask('DELETE', `/v1/hosts/${houx.body?.host?.id}`, { token: houx.body?.token, headers: whatever });
  const forced = await ask('POST', '/v1/hosts?force=true', {
    body: { ...twin, website: 'https://ormes-asso.example' },
  });
  await ask('PUT', `${f}/vouches/${forced.body?.host?.id}`, { token: federation });
  await ask('POST', `/v1/hosts/${forced.body?.host?.id}/publication`, { token: forced.body?.token });
  await ask('POST', `${h}/merges`, {
    ...admin,
    body: { ...(example('mergeHosts') as object), from: 'les-ormes-asso' },
  });
}

/** Addresses that open something without a token, with their keys. */
export async function openAddresses({ ask }: Teller, aulnes: Holder, federation: string): Promise<string[]> {
  const made = [
    await ask('POST', '/v1/hosts/les-aulnes/private-address', { token: aulnes.token }),
    await ask('POST', '/v1/federations/communs/private-address', { token: federation }),
  ];
  return made
    .flatMap(({ body }) => [body?.ics, body?.atom])
    .flatMap((one) => (typeof one === 'string' ? [new URL(one).pathname + new URL(one).search] : []));
}

/** Lists of a federation and of a host as spreadsheets: out, and in again, on trial and in earnest. */
export async function sendSheets({ ask, admin, example }: Teller, federation: string, aulnes: Holder): Promise<void> {
  const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const sent: [out: string, to: string, token: string][] = [
    ...['members', 'selection', 'reviews'].flatMap((list) =>
      ['csv', 'xlsx'].map((kind): [string, string, string] => {
        const path = `/v1/federations/communs/${list}.${kind}`;
        return [path, path, federation];
      }),
    ),
    ['/v1/hosts/les-aulnes/services.csv', '/v1/hosts/les-aulnes/spreadsheet.xlsx', aulnes.token],
    ['/v1/hosts/les-aulnes/plans.csv', '/v1/hosts/les-aulnes/spreadsheet.xlsx', aulnes.token],
    ['/v1/hosts/les-aulnes/spreadsheet.xlsx', '/v1/hosts/les-aulnes/spreadsheet.xlsx', aulnes.token],
    ['/v1/spreadsheet.xlsx', '/v1/spreadsheet.xlsx', admin.token],
  ];
  for (const [out, to, token] of sent) {
    const { bytes } = await ask('GET', out, { token });
    const type = out.endsWith('csv') ? 'text/csv' : XLSX;
    for (const dryRun of [true, false])
      await ask('PUT', `${to}?dryRun=${dryRun}`, {
        token,
        body: new Uint8Array(bytes),
        headers: { 'content-type': type, ...whatever },
      });
  }
  const csv = { 'content-type': 'text/csv', ...whatever };
  for (const id of ['uploadMembers', 'uploadSelection', 'uploadReviews'])
    await ask('PUT', `/v1/federations/communs/${id.slice(6).toLowerCase()}.csv?dryRun=true`, {
      token: federation,
      body: example(id),
      headers: csv,
    });
  await ask('PUT', '/v1/hosts/les-aulnes/spreadsheet.xlsx?dryRun=true', {
    token: aulnes.token,
    body: 'service;name;usages\nnuage;Nuage;voler\n',
    headers: csv,
  });
}

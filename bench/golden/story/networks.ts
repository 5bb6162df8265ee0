import { DAY } from '../service.ts';
import { NEXT_YEAR, type Teller, whatever } from './teller.ts';

/** A federation whose site is proven, with what it says of itself, of its members and of others. */

const f = '/v1/federations/communs';

/** Registers a federation that then proves its site. @returns the token of its first officer */
export async function foundNetwork(
  { ask, admin, neighbours }: Teller,
  network: { slug: string; name: string; website: string },
): Promise<string> {
  const { slug, ...told } = { ...network, summary: { fr: 'Choisir ses outils ensemble.' } };
  await ask('POST', '/v1/federations', { ...admin, body: { slug, ...told } });
  const asked = await ask('POST', '/v1/federation-requests', { body: told });
  const key: string = asked.body?.key ?? 'none';
  neighbours.files.set('/.well-known/bercail-challenge', asked.body?.challenge?.content ?? '');
  await ask('POST', '/v1/federation-requests/checks', { body: { key } });
  const entered = await ask('POST', '/v1/federation-requests/tokens', { body: { key } });
  const made = await ask('POST', '/v1/tokens', {
    ...admin,
    body: { role: 'federation', federation: slug, label: 'bureau' },
  });
  const federation: string = entered.body?.token ?? made.body.token;
  await ask('POST', `/v1/tokens/${made.body.id}/acceptance`, { token: federation, body: {} });
  return federation;
}

/** Hosts of the catalogue that belong to it. */
export async function gatherMembers({ ask }: Teller, token: string): Promise<void> {
  const by = { token };
  for (const host of ['framasoft', 'zaclys', 'infini', 'le-pic', 'kaz', 'deuxfleurs'])
    await ask('PUT', `${f}/members/${host}`, { ...by, body: { state: 'member', since: '2026-01-15' } });
  await ask('PUT', `${f}/members/kaz`, {
    ...by,
    headers: whatever,
    body: { state: 'former', since: '2026-01-15', until: '2026-06-30' },
  });
  await ask('PUT', `${f}/members/zaclys`, { ...by, body: { state: 'member' } });
  await ask('PUT', `${f}/members/nobody-here`, { ...by, body: { state: 'member' } });
}

/** Its list, its criteria, its words on claims, its rules. */
export async function speakAsNetwork({ ask }: Teller, token: string, aulnes: { token: string }): Promise<void> {
  const by = { token };
  const h = '/v1/hosts/les-aulnes';
  for (const host of ['infini', 'le-pic'])
    await ask('PUT', `${f}/selection/${host}`, {
      ...by,
      body: {
        why: { fr: 'Trois de nos membres y sont.' },
        ties: 'none',
        decidedOn: DAY,
        reviewBy: `${NEXT_YEAR}-10-01`,
      },
    });
  await ask('PUT', `${f}/selection/les-aulnes`, {
    ...by,
    body: {
      why: { fr: 'Le seul de la Creuse.' },
      ties: { fr: 'Sa trésorière siège à notre bureau.' },
      decidedOn: DAY,
      reviewBy: `${NEXT_YEAR}-10-01`,
    },
  });
  await ask('PUT', `${f}/criteria/ouvert-aux-visites`, {
    ...by,
    body: {
      label: { fr: 'Ouvert aux visites', en: 'Open to visitors' },
      question: { fr: 'Peut-on venir ?', en: 'Can one come?' },
      howToProve: { fr: 'Les jours d’ouverture.', en: 'Opening days.' },
      level: 'required',
    },
  });
  await ask('PUT', `${h}/claims/ouvert-aux-visites`, { token: aulnes.token, body: { value: 'yes' } });
  await ask('PUT', `${f}/criteria/ouvert-aux-visites`, {
    ...by,
    headers: whatever,
    body: {
      label: { fr: 'Visites possibles', en: 'Visits possible' },
      question: { fr: 'Peut-on venir voir ?', en: 'Can one visit?' },
      howToProve: { fr: 'Les jours.', en: 'Days.' },
      level: 'required',
    },
  });
  await ask('PUT', `${f}/reviews/les-aulnes/criterion:free-software-only`, {
    ...by,
    body: { value: 'yes', reviewedOn: DAY },
  });
  await ask('PUT', `${f}/reviews/les-aulnes/criterion:non-profit`, {
    ...by,
    body: {
      value: 'no',
      reviewedOn: DAY,
      evidenceUrl: 'https://communs.example/vu',
      tie: 'none',
      note: { fr: 'Statuts introuvables.' },
    },
  });
  await ask('PUT', `${f}/reviews/les-aulnes/commitment:closing-notice`, {
    ...by,
    body: {
      value: 60,
      reviewedOn: DAY,
      certificate: { issuer: 'Bureau', number: '12', expiresOn: `${NEXT_YEAR}-01-01` },
    },
  });
  await ask('PUT', `${f}/reviews/infini/criterion:free-software-only`, {
    ...by,
    body: { value: 'partial', reviewedOn: '2024-01-10', expiresOn: '2025-01-10' },
  });
  await ask('PUT', `${f}/reviews/infini/criterion:nope`, { ...by, body: { value: 'no', reviewedOn: '2099-01-01' } });
  await ask('PUT', '/v1/hosts/les-aulnes/replies/communs/criterion:non-profit', {
    token: aulnes.token,
    body: { text: { fr: 'Les statuts sont en ligne.' }, evidenceUrl: 'https://aulnes.example/statuts' },
  });
  await ask('PUT', `${f}/helpers/maison`, {
    ...by,
    body: {
      name: 'Maison des communs',
      kind: 'training',
      serves: [{ level: 'departement', code: '23' }],
      phone: '05 00 00 00 01',
      url: 'https://communs.example/aide',
      observedOn: '2026-10-01',
    },
  });
  await ask('POST', `${f}/policy/preview`, {
    ...by,
    body: { require: { criteria: [{ criterion: 'no-third-party-trackers' }] }, factors: { proximity: 2 } },
  });
  await ask('PUT', `${f}/policy`, {
    ...by,
    body: {
      require: { criteria: [{ criterion: 'no-third-party-trackers' }] },
      minimumEvidence: { 'criterion:free-software-only': 'documented' },
      minimumWords: { 'commitment:closing-notice': 'important' },
      factors: { proximity: 2, price: 0.5 },
    },
  });
}

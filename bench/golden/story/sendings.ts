import { DAY } from '../service.ts';
import { type Holder, NEED, NEXT_YEAR, type Teller, whatever } from './teller.ts';

/** Recommendations, referrals, reports and endings. */

export interface Sent {
  referral: string;
  recommendations: string[];
}

export async function sendPeople({ ask }: Teller, federation: string, aulnes: Holder): Promise<Sent> {
  const f = '/v1/federations/communs';
  const by = { token: federation };
  const recommendations: string[] = [];
  for (const body of [
    { need: { ...NEED, federation: 'communs' }, note: { fr: 'Commencez par le premier.' } },
    { need: { ...NEED, budgetPerYear: 200 }, hosts: ['les-aulnes'] },
  ])
    recommendations.push((await ask('POST', `${f}/recommendations`, { ...by, body })).body?.id ?? '');
  await ask('PUT', `/v1/recommendations/${recommendations[1]}/withdrawal`, {
    ...by,
    body: { reason: { fr: 'Une erreur.' } },
  });
  const referral: string =
    (
      await ask('POST', `${f}/referrals`, {
        ...by,
        body: { host: 'les-aulnes', usages: ['file-storage-sharing'], region: '75' },
      })
    ).body?.id ?? '';
  await ask('POST', `${f}/pools`, {
    ...by,
    body: {
      needs: [
        { label: 'Fanfare', need: NEED },
        { label: 'Club', need: { usages: [{ usage: 'website' }], budgetPerYear: 40 } },
      ],
    },
  });
  await ask('PUT', `/v1/hosts/les-aulnes/referrals/${referral}/answer`, {
    token: aulnes.token,
    body: { outcome: 'accepted' },
  });
  await ask('PUT', `${f}/selection.csv?dryRun=true`, {
    ...by,
    headers: { 'content-type': 'text/csv' },
    body: 'host,why\nkaz,Proche\nnobody,x\n',
  });
  const sheet = `host,why.fr,ties,decidedOn,reviewBy\nkaz,Proche,none,${DAY},${NEXT_YEAR}-10-01\n`;
  for (const [dryRun, rows] of [
    ['true', `${sheet}nobody,x,none,hier,${NEXT_YEAR}-10-01\n`],
    ['false', sheet],
  ])
    await ask('PUT', `${f}/selection.csv?dryRun=${dryRun}`, {
      ...by,
      headers: { 'content-type': 'text/csv', ...whatever },
      body: rows,
    });

  return { referral, recommendations };
}

export async function reportAndEnd({ ask, admin }: Teller, aulnes: Holder): Promise<void> {
  const own = { token: aulnes.token, headers: whatever };
  const h = `/v1/hosts/${aulnes.id}`;
  await ask('POST', '/v1/hosts/zaclys/reports', {
    body: { kind: 'wrong', text: { fr: 'Le prix a changé.' }, url: 'https://zaclys.example' },
  });
  await ask('POST', '/v1/hosts/zaclys/reports', {
    body: { kind: 'wrong', text: { fr: 'Appelez le 06 12 34 56 78.' } },
  });
  await ask('POST', '/v1/hosts/les-aulnes/reports', {
    body: { kind: 'misleading', text: { fr: 'Plus de place.' }, about: 'service:nuage' },
  });
  await ask('PUT', '/v1/hosts/kaz/closing', {
    ...admin,
    body: {
      stages: { restricted: `${NEXT_YEAR}-01-01`, closed: `${NEXT_YEAR}-02-01`, dataErased: `${NEXT_YEAR}-03-01` },
      reason: { fr: 'Plus assez de bénévoles.' },
      successor: 'les-aulnes',
    },
  });
  await ask('PUT', '/v1/hosts/les-aulnes/successions/kaz', { token: aulnes.token });
  await ask('PUT', `${h}/services/blog/closing`, {
    token: aulnes.token,
    body: { stages: { closed: `${NEXT_YEAR}-01-15` }, reason: { fr: 'Trop peu lu.' } },
  });
  await ask('PUT', `${h}/services/salon/closing`, {
    token: aulnes.token,
    body: { stages: { closed: '2020-01-15' }, reason: { fr: 'Fermé depuis longtemps.' } },
  });
  await ask('PUT', '/v1/hosts/le-pic/suspension', { ...admin, body: { reason: { fr: 'Signalements à vérifier.' } } });
  await ask('DELETE', '/v1/hosts/deuxfleurs', { ...admin, headers: whatever });
  await ask('POST', '/v1/hosts/framasoft/confirmations', { ...admin, headers: whatever });
  await ask('POST', '/v1/hosts/zaclys/redactions', {
    ...admin,
    body: { text: 'Zaclys', reason: { fr: 'À la demande.' } },
  });
  await ask('POST', '/v1/hosts/infini/ownership', { body: { terms: '2026-1' } });
  await ask('PUT', `${h}/claims/non-profit`, {
    ...own,
    body: { value: 'yes', evidenceUrl: 'https://aulnes.example/statuts' },
  });
}

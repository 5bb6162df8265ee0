import { beforeAll, describe, expect, it } from 'vitest';
import type { AnswerCounts, MemberAnswer } from '../../src/federations/criteria/answers.ts';
import type { Problem } from '../../src/http/problems.ts';
import { type Owned, useApp } from '../support/app.ts';

const KEY = 'published-accounts';

const api = useApp();
let federation: Owned;
const url = (key = KEY) => `/v1/federations/${federation.slug}/criteria/${key}/answers`;
const put = (path: string, body: object, who = federation) =>
  api.ask('PUT', path, { token: who.token, ifMatch: '*', body });
const ofFederation = (path: string, body: object) => put(`/v1/federations/${federation.slug}/${path}`, body);
const read = async (key?: string) =>
  (await api.ask<{ items: MemberAnswer[]; counts: AnswerCounts; total: number }>('GET', url(key))).body;
const aMember = async (slug: string, membership: object = { state: 'member' }) => {
  const host = await api.published({
    ...{ slug, name: slug, website: `https://${slug}.example` },
    contact: { email: `contact@${slug}.example` },
  });
  expect((await ofFederation(`members/${slug}`, membership)).status).toBe(201);
  return { ...host, says: (value: string, key = KEY) => put(`/v1/hosts/${slug}/claims/${key}`, { value }, host) };
};

beforeAll(async () => {
  federation = await api.federation({ name: 'Les Communs' });
  await ofFederation(`criteria/${KEY}`, {
    label: { fr: 'comptes publiés' },
    question: { fr: 'Les comptes sont-ils publiés ?' },
    howToProve: { fr: 'Une page publique.' },
  });
  await (await aMember('aulnes')).says('yes');
  const bouleaux = await aMember('bouleaux');
  await bouleaux.says('yes');
  await ofFederation(`reviews/bouleaux/criterion:${KEY}`, {
    ...{ value: 'no', reviewedOn: '2026-11-01', tie: 'none' },
    evidenceUrl: 'https://communs.example/vu',
  });
  await put(
    `/v1/hosts/bouleaux/replies/${federation.slug}/criterion:${KEY}`,
    { text: { fr: 'La page arrive.' } },
    bouleaux,
  );
  await aMember('charmes', { state: 'member', toCheck: true });
  await (await aMember('drave')).says('partial');
  await (await aMember('erables', { state: 'follower' })).says('no');
});

describe('criteria/{key}/answers', () => {
  it('tells what is known of each member of today, and counts it; silence comes first and is no no', async () => {
    const { items, counts, total } = await read();
    expect(items[0]).toEqual({
      ...{ host: 'charmes', name: 'charmes', website: 'https://charmes.example', state: 'published' },
      contact: { email: 'contact@charmes.example' },
      toCheck: true,
      contested: false,
    });
    expect(items.map(({ host, value, by }) => [host, value, by])).toEqual([
      ['charmes', undefined, undefined],
      ['aulnes', 'yes', 'host'],
      ['bouleaux', 'no', 'federation'],
      ['drave', 'partial', 'host'],
    ]);
    expect(items[2]).toMatchObject({
      ...{ evidence: 'peer-reviewed', asOf: '2026-11-01', contested: true },
      reply: { text: { fr: 'La page arrive.' } },
    });
    expect(counts).toEqual({ members: 4, yes: 1, partial: 1, no: 1, silent: 1, contested: 1 });
    expect(total).toBe(4);
  });

  it('does so for the criteria that everybody has', async () => {
    expect((await read('free-software-only')).counts).toMatchObject({ members: 4, silent: 4 });
  });

  it('is a sheet too, where silence is an empty cell', async () => {
    const { text } = await api.ask('GET', `${url()}.csv`);
    const [head, silent, yes, contested] = text.slice(1).split('\r\n');
    expect(head).toBe(
      'host,name,website,state,contact.url,contact.email,contact.phone,toCheck,value,evidence,by,asOf,contested,reply.fr,reply.en',
    );
    expect(silent).toBe('charmes,charmes,https://charmes.example,published,,contact@charmes.example,,yes,,,,,no,,');
    expect(yes).toContain(',yes,declared,host,2026-11-25,no,,');
    expect(contested).toContain(',no,peer-reviewed,federation,2026-11-01,yes,La page arrive.,');
    expect((await api.ask('GET', url(), { headers: { accept: 'text/csv' } })).text).toBe(text);
  });

  it('says which key was likely meant by one that does not exist', async () => {
    const { status, body } = await api.ask<Problem>('GET', url('published-acounts'));
    expect([status, body.code]).toEqual([404, 'criterion-not-found']);
    expect(body.detail).toBe(
      '« published-acounts » n’est pas dans la liste : voir /v1/criteria. Vouliez-vous dire « published-accounts » ?',
    );
  });
});

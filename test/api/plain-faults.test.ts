import { describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { aClosing } from '../support/closings.ts';
import { aService } from '../support/record.ts';

const api = useApp();
type Refused = { errors: { pointer: string; message: string }[] };
const faultsOf = async (method: 'PUT' | 'PATCH', url: string, body: object) => {
  const answer = await api.ask<Refused>(method, url, { token: ADMIN_TOKEN, ifMatch: '*', body });
  return answer.body.errors.map(({ pointer, message }) => [pointer, message]);
};

describe('a value of the wrong shape', () => {
  it('is answered in words, by what is wrong in the shape that it has', async () => {
    const { slug } = await api.published();
    const of = (body: object) => faultsOf('PATCH', `/v1/hosts/${slug}`, body);
    expect(await of({ serves: [{ level: 'country', code: 'France' }] })).toEqual([
      ['/serves/0/code', 'Il faut un code, pas un nom : 23 pour la Creuse, FR pour la France. Voir /v1/territories?q='],
    ]);
    expect(await of({ website: 'aulnes.example' })).toEqual([
      ['/website', 'Il faut une adresse qui commence par https://'],
    ]);
    expect(await faultsOf('PUT', `/v1/hosts/${slug}/closing`, aClosing('demain'))).toEqual([
      ['/stages/closed', 'Il faut une date comme 2026-11-24.'],
    ]);
  });
});

it('a key that is in no list is answered with the list and the nearest key', async () => {
  const { slug } = await api.published();
  const body = aService({ usages: ['file-storage-sharin'] });
  expect(await faultsOf('PUT', `/v1/hosts/${slug}/services/nuage`, body)).toEqual([
    [
      '/usages/0',
      '« file-storage-sharin » n’est pas dans la liste : voir /v1/usages. Vouliez-vous dire « file-storage-sharing » ?',
    ],
  ]);
});

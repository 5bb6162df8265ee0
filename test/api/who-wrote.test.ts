import { expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { accepted, Browser, invitedBy } from '../support/desk.ts';
import { aService } from '../support/record.ts';

const test = useApp();
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/<[^>]+>/g, ' ');

it('A history says at the desk who wrote, by name, and each fact with what it was; in public the role alone', async () => {
  const host = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes' });
  const holder = await new Browser(test).signIn(host.token);
  const { invited, token } = await accepted(test, await invitedBy(holder), 'Camille');
  const write = (path: string, method: string, body: object) =>
    test.ask(method, `/v1/hosts/les-aulnes${path}`, { token, ifMatch: '*', body });
  const plans = (fixed: number) => ({ plans: [{ name: 'Groupe', fixed, period: 'year' }] });
  await write('/services/nuage', 'PUT', { ...aService({ name: 'Nuage' }), ...plans(35) });
  await write('', 'PATCH', { contact: { phone: '+33 5 55 00 00 00' } });
  await write('', 'PATCH', { contact: { phone: '+33 5 55 11 11 11' }, foundedOn: '2014' });
  await write('/services/nuage', 'PATCH', plans(40));

  await invited.open('/manage/hosts/les-aulnes/history');
  const desk = plain(invited.text);
  expect(desk).toContain('par Camille');
  expect(desk).toContain('Téléphone : +33 5 55 00 00 00, puis +33 5 55 11 11 11');
  expect(desk).toContain('Fondé en : 2014');
  expect(desk).toContain('Nuage · Groupe · Prix fixe : 35, puis 40');

  const { text } = await test.ask('GET', '/hosts/les-aulnes', { headers: { accept: 'text/html' } });
  const page = plain(text);
  expect(page).toMatch(/, par l’hébergeur : changé : Fondé en et Téléphone\./);
  expect(page).toContain('Nuage · Groupe · Prix fixe');
  expect(text).not.toContain('Camille');
  expect((await test.ask('GET', '/v1/hosts/les-aulnes/history')).text).not.toContain('Camille');

  // Their name goes with them; that somebody of the host wrote it stays.
  await invited.open('/manage/persons/erase');
  await invited.fill('/manage/persons/erase');
  await holder.open('/manage/hosts/les-aulnes/history');
  expect(plain(holder.text)).not.toContain('Camille');
  expect(plain(holder.text)).toContain('par un accès qui a pris fin');
});

it('A history no longer names a person whose access has ended, and who is told so', async () => {
  const host = await test.published({ slug: 'les-charmes', name: 'Les Charmes' });
  const holder = await new Browser(test).signIn(host.token);
  const { invited, token } = await accepted(test, await invitedBy(holder), 'Sacha');
  const founded = { token, ifMatch: '*', body: { foundedOn: '2014' } };
  expect((await test.ask('PATCH', '/v1/hosts/les-charmes', founded)).status).toBe(200);
  await holder.open('/manage/hosts/les-charmes/history');
  expect(plain(holder.text)).toContain('par Sacha');
  const { body } = await test.ask<{ items: { id: string; prefix: string }[] }>('GET', '/v1/tokens', { token });
  const { id } = body.items.find(({ prefix }) => token.startsWith(prefix))!;
  await invited.open(`/manage/persons/end/token/${id}`);
  await invited.fill(`/manage/persons/end/token/${id}`);
  expect(plain(invited.text)).toContain('Votre accès a pris fin.');
  await holder.open('/manage/hosts/les-charmes/history');
  expect(plain(holder.text)).not.toContain('Sacha');
  expect(plain(holder.text)).toContain('par un accès qui a pris fin');
});

it('A history names nobody who only brought a shared token along: another may have written with it', async () => {
  const host = await test.published({ slug: 'les-bouleaux', name: 'Les Bouleaux' });
  const holder = await new Browser(test).signIn(host.token);
  const { invited } = await accepted(test, await invitedBy(holder), 'Dominique');
  await invited.open('/manage/persons');
  const body = { role: 'host', host: 'les-bouleaux', label: 'tableur' };
  const { token } = (await test.ask<{ token: string }>('POST', '/v1/tokens', { token: host.token, body })).body;
  await invited.fill('/manage/persons/holdings', { token });
  const founded = { token, ifMatch: '*', body: { foundedOn: '2014' } };
  expect((await test.ask('PATCH', '/v1/hosts/les-bouleaux', founded)).status).toBe(200);
  await holder.open('/manage/hosts/les-bouleaux/history');
  expect(plain(holder.text)).toContain('Fondé en : 2014');
  expect(plain(holder.text)).toContain('tableur');
  expect(plain(holder.text)).not.toContain('Dominique');
});

import { expect, test } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { useApp } from '../support/app.ts';

const api = useApp();

test('whoever agrees while the promise changes never agrees to another host', async () => {
  const [leaving, first, second] = [await api.published(), await api.published(), await api.published()];
  const url = `/v1/hosts/${leaving.slug}/commitments/successor-host`;
  const name = (value: string) => api.ask('PUT', url, { token: leaving.token, ifMatch: '*', body: { value } });
  for (let round = 0; round < 12; round++) {
    await name(first.slug);
    // Either may come first.
    const change = () => name(second.slug);
    const agree = () =>
      api.ask('PUT', `/v1/hosts/${first.slug}/successions/${leaving.slug}`, { token: first.token, ifMatch: '*' });
    const order = round % 2 === 0 ? [change, agree] : [agree, change];
    const answers = await Promise.all(order.map((one) => one()));
    const agreeing = answers[order.indexOf(agree)]!;
    expect([201, 409], agreeing.text).toContain(agreeing.status);
    const { body } = await api.ask<Host>('GET', `/v1/hosts/${leaving.slug}`);
    const [promised] = body.commitments.filter(({ kind }) => kind === 'successor-host');
    expect(promised).toMatchObject({ value: second.slug });
    expect(promised!.statements[0]).not.toHaveProperty('agreedOn');
  }
});

import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../src/advice/actions/action.ts';
import { commitmentActions } from '../../src/advice/actions/statements.ts';
import type { Host } from '../../src/documents/host.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import { MEASURED_ADDRESSES } from '../../src/record/statement-facts.ts';
import { ADMIN_TOKEN, meaningless, useApp } from '../support/app.ts';
import { aDocument } from '../support/documents.ts';
import { aService, reference, useRecord } from '../support/record.ts';
import { asCsv } from '../support/sheets.ts';

const api = useApp();

/** Kinds whose value the catalogue finds out by itself; the address of a status page must come from the host. */
const alone = [...reference.commitmentKinds.values()]
  .filter(({ howVerified, valueType }) => howVerified === 'measured' && valueType !== 'url')
  .map(({ key }) => key);

it('some kinds are measured by the catalogue alone', () => {
  expect(alone).toEqual(['measured-availability']);
});

describe.each(alone)('%s is written by nobody', (kind) => {
  const code = 'measured-by-the-catalogue';

  it.each(['host', 'administrator'])('not by %s, for a host, a service or in a whole document', async (who) => {
    const host = await api.published();
    const token = who === 'host' ? host.token : ADMIN_TOKEN;
    const at = `/v1/hosts/${host.id}`;
    await api.ask('PUT', `${at}/services/nuage`, { token, body: aService() });
    for (const path of [`${at}/commitments/${kind}`, `${at}/services/nuage/commitments/${kind}`])
      expect(await api.refused('PUT', path, { token, body: { value: 99.9 }, ifMatch: '*' })).toEqual(
        meaningless({ '/kind': code }),
      );
    const { body: document } = await api.ask<{ host: object; services: object[]; claims: object }>(
      'GET',
      `${at}/document`,
      { token },
    );
    const said = { [kind]: { value: 99.9 } };
    const services = document.services.map((service) => ({ ...service, commitments: said }));
    const body = { ...document, commitments: said, services };
    expect(await api.refused('PUT', `${at}/document`, { token, body, ifMatch: '*' })).toEqual(
      meaningless({ [`/commitments/${kind}`]: code, [`/services/0/commitments/${kind}`]: code }),
    );
    const { body: read } = await api.ask<Host>('GET', at, { token });
    expect(JSON.stringify(read)).not.toContain(kind);
  });

  it('not by a federation, alone or in a sheet', async () => {
    const [host, federation] = [await api.published(), await api.federation()];
    const body = { value: 99.9, reviewedOn: '2026-11-01' };
    const path = `/v1/federations/${federation.slug}/reviews/${host.slug}/commitment:${kind}`;
    expect(await api.refused('PUT', path, { token: federation.token, body, ifMatch: '*' })).toEqual(
      meaningless({ '/subject': code }),
    );
    const sheet = asCsv([
      ['host', 'subject', 'value', 'reviewedOn'],
      [host.slug, `commitment:${kind}`, '99.9', '01/11/2026'],
    ]);
    const { status, body: refused } = await api.ask<{ errors: { code: string }[] }>(
      'PUT',
      `/v1/federations/${federation.slug}/reviews.csv`,
      { token: federation.token, body: sheet, ifMatch: '*', headers: { 'content-type': 'text/csv' } },
    );
    expect([status, refused.errors.map((one) => one.code)]).toEqual([422, [code]]);
  });

  it('is asked of hosts in no advice, and may still be required in a need', async () => {
    const context = { reference, day: '2026-11-25', policy: { goodAnswerThousandths: 700 } } as ActionContext;
    expect(commitmentActions(aDocument({}), kind, context)).toEqual([]);
    const need = { usages: [{ usage: 'email-hosting' }], require: { commitments: [{ kind, atLeast: 99 }] } };
    expect((await api.ask('POST', '/v1/matches', { body: need })).status).toBe(200);
  });
});

it('the addresses that the catalogue looks at are the other measured kinds', () => {
  const measured = [...reference.commitmentKinds.values()].filter(({ howVerified }) => howVerified === 'measured');
  expect(measured.map(({ key }) => key).filter((key) => !alone.includes(key))).toEqual(MEASURED_ADDRESSES);
});

describe('a catalogue to import', () => {
  const record = useRecord();

  it.each(alone)('may not say %s', async (kind) => {
    const entry = {
      ...{ slug: 'if', name: 'If', website: 'https://if.example', sources: ['https://if.example'] },
      observed: { state: 'active', asOf: '2026-01' },
      confirmedByHost: false,
      commitments: [{ kind, value: 99.9 }],
    };
    const { refused } = await seedCatalogue(record.as(), { file: { federations: [], hosts: [entry] } });
    expect(JSON.stringify(refused)).toContain('measured-by-the-catalogue');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan, ServiceDraft } from '../../src/documents/service.ts';
import { putService, removeService } from '../../src/services/commands.ts';
import { putCommitment } from '../../src/statements/commands.ts';
import { aService, refusal, useRecord } from '../support/record.ts';

const record = useRecord();
const written = async (draft: ServiceDraft) => {
  const host = await record.published();
  return (await putService(record.as(), host.id, 'nuage', draft, undefined)).document.services[0];
};

describe('a service', () => {
  test('keeps its promises when it is written anew, and loses them when it goes', async () => {
    const host = await record.published();
    await putService(record.as(), host.id, 'nuage', aService(), undefined);
    const ref = { host: host.id, service: 'nuage', kind: 'self-service-export' };
    await putCommitment(record.as(), ref, { value: true }, undefined);
    const { document } = await putService(record.as(), host.id, 'nuage', aService({ name: 'Nuages' }), '*');
    expect(document.services[0]?.commitments).toMatchObject([{ kind: 'self-service-export', value: true }]);
    const { document: without } = await removeService(record.as(), host.id, 'nuage', '*');
    expect(without.services).toEqual([]);
    expect(await refusal(removeService(record.as(), host.id, 'nuage', '*'))).toEqual({ code: 'service-not-found' });
  });

  test('is read back as it was written', async () => {
    const draft: ServiceDraft = {
      name: 'Nuage',
      usages: ['file-storage-sharing', 'shared-calendar'],
      summary: { fr: 'Fichiers' },
      software: { name: 'Nextcloud', licence: 'AGPL-3.0-or-later' },
      url: 'https://nuage.example',
      registration: 'open',
      capacity: { state: 'waiting-list', until: '2027-01', openFrom: '2027' },
      dataCountry: 'FR',
      ownDomain: false,
      certifications: ['hds'],
      exportFormats: ['WebDAV', 'a "quoted", {braced} \\ name', ''.padEnd(3, ' ')],
      imports: [{ tool: 'google-drive', guideUrl: 'https://nuage.example/venir' }, { tool: 'dropbox' }],
      startedOn: '2016-03',
      plans: [
        {
          name: 'Groupe',
          period: 'month',
          for: 'organisation',
          fixed: 35.1,
          membershipFee: 15,
          setupFee: 0,
          perAccount: 0.07,
          includedAccounts: 10,
          maxAccounts: 10,
          perGb: 0.29,
          includedGb: 40.5,
          includedGbPerAccount: 0.001,
          maxGb: 'unlimited',
          limits: { calendars: 'unlimited', 'max-file-size-gb': 0.5 },
          freeAmount: { advised: 15, floor: 1 },
          covers: ['nuage', 'not-there-yet'],
          onQuote: false,
          taxIncluded: true,
          conditions: { fr: 'Associations' },
          observedOn: '2025-11-02',
        },
        { name: 'Gratuit', freeAmount: {} },
        { name: 'Membre', for: 'person', fixed: 12, membershipFree: { advised: 20, floor: 5 } },
        { name: 'Adhésion libre', fixed: 0, membershipFree: {} },
      ],
    };
    const { id: _id, slug, commitments, closing, ...read } = (await written(draft))!;
    expect({ slug, commitments, closing }).toEqual({ slug: 'nuage', commitments: [], closing: null });
    expect(read).toEqual(draft);
  });

  test('has amounts that are exact to the cent, on any engine', async () => {
    const host = await record.published();
    await putService(record.as(), host.id, 'prix', aService(), undefined);
    await fc.assert(
      fc.asyncProperty(fc.nat(100_000_000), fc.nat(1_000_000_000), async (cents, megabytes) => {
        const plan: Plan = { name: 'A', fixed: cents / 100, maxGb: megabytes / 1000 };
        const { document } = await putService(record.as(), host.id, 'prix', aService({ plans: [plan] }), '*');
        expect(document.services[0]?.plans).toEqual([plan]);
      }),
      { numRuns: 25 },
    );
  });

  test('tells no known price from no price at all', async () => {
    expect(await written(aService())).not.toHaveProperty('plans');
    expect((await written(aService({ plans: [] })))?.plans).toEqual([]);
  });

  test('says everything that cannot be, at once', async () => {
    const host = await record.published();
    const draft = aService({
      slug: 'mail',
      usages: ['file-storage-sharing', 'flying'],
      dataCountry: 'ZZ',
      startedOn: '2026-02-30',
      plans: [
        { name: 'A', freeAmount: { advised: 1, floor: 2 }, fixed: 1.005, observedOn: '2026-12' },
        { name: 'B', includedAccounts: 5, maxAccounts: 4, includedGb: 0.0001 },
        { name: 'C', for: 'person', fixed: 12, perAccount: 0, includedAccounts: 1 },
        { name: 'D', fixed: 0, membershipFee: 15, membershipFree: { advised: 1, floor: 2.005 } },
      ],
    });
    expect(await refusal(putService(record.as(), host.id, 'nuage', draft, undefined))).toEqual({
      code: 'meaningless-request',
      faults: {
        '/usages/1': 'unknown-usage',
        '/slug': 'slug-mismatch',
        '/dataCountry': 'unknown-country',
        '/startedOn': 'no-such-day',
        '/plans/0/observedOn': 'in-the-future',
        '/plans/0/fixed': 'too-many-decimals',
        '/plans/0/freeAmount/floor': 'floor-above-advised',
        '/plans/1/includedGb': 'too-many-decimals',
        '/plans/1/includedAccounts': 'included-above-maximum',
        '/plans/2/perAccount': 'contradicts',
        '/plans/2/includedAccounts': 'contradicts',
        '/plans/3/membershipFree/floor': 'floor-above-advised',
        '/plans/3/membershipFee': 'contradicts',
      },
    });
  });

  test('has an address that is a slug', async () => {
    const host = await record.published();
    for (const slug of ['N', 'a\u0000', '-a', 'x'])
      expect(await refusal(putService(record.as(), host.id, slug, aService(), undefined))).toMatchObject({
        code: 'invalid-request',
      });
  });
});

import { describe, expect, test } from 'vitest';
import type { PolicyRules } from '../../src/documents/federation-policy.ts';
import { listPolicies, putFederationPolicy, removeFederationPolicy } from '../../src/federations/policies/commands.ts';
import { readPublished, readState } from '../../src/record/changes.ts';
import { refusal, useRecord } from '../support/record.ts';

const record = useRecord();
const RULES: PolicyRules = {
  require: {
    criteria: [{ criterion: 'free-software-only', evidence: 'documented' }],
    commitments: [{ kind: 'closing-notice', atLeast: 30 }],
  },
  minimumEvidence: { 'criterion:non-profit': 'peer-reviewed' },
  minimumWords: { proximity: 'plus' },
  factors: { price: 1.5 },
};
const policyNow = async (id: string) =>
  (await readPublished(record.database.db)).federations.find((federation) => federation.id === id)!.policy;

describe('a policy', () => {
  test('that says the same in another order, or says nothing more, changes nothing', async () => {
    const federation = await record.federation();
    const rules: PolicyRules = {
      require: { criteria: [{ criterion: 'non-profit' }, { criterion: 'free-software-only' }] },
      factors: { proximity: 0.5, price: 2 },
    };
    const { version, revision } = await putFederationPolicy(record.as(), federation.slug, rules, undefined);
    const again: PolicyRules = {
      factors: { price: 2, proximity: 0.5 },
      minimumWords: {},
      require: { commitments: [], criteria: [{ criterion: 'free-software-only' }, { criterion: 'non-profit' }] },
    };
    expect(await refusal(putFederationPolicy(record.as(), federation.slug, again, undefined))).toEqual({
      code: 'version-required',
      faults: { '/if-match': 'missing' },
    });
    expect(await putFederationPolicy(record.as(), federation.slug, again, `"v${version}"`)).toMatchObject({
      created: false,
      version,
      revision: null,
    });
    expect((await readState(record.database.db)).revision).toBe(revision);
    expect((await policyNow(federation.id))!.version).toBe(1);
  });

  test('gets the next number each time, also after there was none, and every one is kept', async () => {
    const federation = await record.federation();
    const put = (rules: PolicyRules, ifMatch?: string) =>
      putFederationPolicy(record.asFederation(federation), federation.slug, rules, ifMatch);
    await put(RULES);
    await put({ factors: { price: 2 } }, '*');
    const removed = await removeFederationPolicy(record.asFederation(federation), federation.slug, '"v3"');
    expect(removed.document).not.toHaveProperty('policy');
    expect(await refusal(removeFederationPolicy(record.as(), federation.slug, '*'))).toEqual({
      code: 'policy-not-found',
    });
    const { revision } = await put(RULES);
    expect(await policyNow(federation.id)).toMatchObject({ version: 4, ...RULES });
    const { db } = record.database;
    const kept = await listPolicies(db, federation.id, revision!);
    expect(kept.map(({ version, rules }) => [version, rules])).toEqual([
      [1, RULES],
      [2, { factors: { price: 2 } }],
      [3, null],
      [4, RULES],
    ]);
    // A reader of an older state sees what there was then.
    expect(await listPolicies(db, federation.id, removed.revision!)).toHaveLength(3);
  });
});

describe('a policy is refused, all at once,', () => {
  const put = async (rules: object) =>
    (await refusal(putFederationPolicy(record.as(), (await record.federation()).slug, rules, undefined))).faults;

  test('when it names a host, a usage, or what does not exist', async () => {
    expect(
      await put({
        require: { criteria: [{ criterion: 'luck' }], commitments: [{ kind: 'fame', atLeast: 1 }] },
        minimumEvidence: { 'criterion:luck': 'documented' },
        minimumWords: { 'host:les-aulnes': 'plus', 'les-aulnes': 'plus', 'support:magic': 'plus' },
        factors: { 'usage:website': 2, 'leaving-tools:gmail': 2, 'a/b~c': 2, ':': 2, 'commitment:': 2 },
      }),
    ).toEqual({
      '/require/criteria/0/criterion': 'unknown-criterion',
      '/require/commitments/0/kind': 'unknown-commitment-kind',
      '/minimumEvidence/criterion:luck': 'unknown-criterion',
      '/minimumWords/host:les-aulnes': 'unknown-subject',
      '/minimumWords/les-aulnes': 'unknown-subject',
      '/minimumWords/support:magic': 'unknown-support-kind',
      '/factors/usage:website': 'unknown-subject',
      '/factors/leaving-tools:gmail': 'unknown-subject',
      '/factors/a~1b~0c': 'unknown-subject',
      '/factors/:': 'unknown-subject',
      '/factors/commitment:': 'unknown-commitment-kind',
    });
  });

  test('when it asks proof of what needs none, lowers a word, or multiplies beyond bounds', async () => {
    expect(
      await put({
        minimumEvidence: { price: 'documented', 'support:training': 'documented' },
        minimumWords: { price: 'not-important' },
        factors: { price: 0.49, proximity: 2.01, 'storage-margin': -1, 'criterion:non-profit': 1.234 },
      }),
    ).toEqual({
      '/minimumEvidence/price': 'nothing-to-prove',
      '/minimumEvidence/support:training': 'nothing-to-prove',
      '/minimumWords/price': 'never-less-important',
      '/factors/price': 'factor-out-of-range',
      '/factors/proximity': 'factor-out-of-range',
      '/factors/storage-margin': 'factor-out-of-range',
      '/factors/criterion:non-profit': 'too-many-decimals',
    });
  });

  test('when a measure does not suit its kind, or a requirement is said twice', async () => {
    expect(
      await put({
        require: {
          criteria: [{ criterion: 'non-profit' }, { criterion: 'non-profit', evidence: 'documented' }],
          commitments: [
            { kind: 'closing-notice', atLeast: 'long' },
            { kind: 'backup-offsite', atLeast: 3 },
            { kind: 'status-page', atLeast: true },
            { kind: 'successor-host', atLeast: 'les-aulnes' },
            { kind: 'export-formats', atLeast: ['ics'] },
          ],
        },
      }),
    ).toEqual({
      '/require/criteria/1/criterion': 'duplicate-requirement',
      '/require/commitments/0/atLeast': 'wrong-kind-of-value',
      '/require/commitments/1/atLeast': 'wrong-kind-of-value',
      '/require/commitments/3/atLeast': 'only-whether-there-is-one',
      '/require/commitments/4/atLeast': 'only-whether-there-is-one',
    });
  });

  test('when it requires or rules too much', async () => {
    const { reference } = record.as();
    const criteria = [...reference.criteria.keys()];
    expect(await put({ require: { criteria: criteria.slice(0, 11).map((criterion) => ({ criterion })) } })).toEqual({
      '/require': 'too-many-requirements',
    });
    const factors = Object.fromEntries(criteria.slice(0, 31).map((key) => [`criterion:${key}`, 2]));
    expect(criteria.length).toBeGreaterThan(30);
    expect(await put({ factors })).toEqual({ '': 'too-many-rules' });
  });
});

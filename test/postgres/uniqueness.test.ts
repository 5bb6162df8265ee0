import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { createToken, listTokens } from '../../src/accounts/commands.ts';
import { openAddress } from '../../src/accounts/private-addresses.ts';
import { beginRequest } from '../../src/accounts/retries.ts';
import { hashOf, issueToken } from '../../src/accounts/tokens.ts';
import { withOwnCriteria } from '../../src/catalogue/own-criteria.ts';
import type { Federation } from '../../src/documents/federation.ts';
import { putSource, startRun } from '../../src/exchange/sources/commands.ts';
import { beginDueRuns } from '../../src/exchange/sources/importer.ts';
import { leaseRuns } from '../../src/exchange/sources/store.ts';
import { createFederation, patchFederation } from '../../src/federations/commands.ts';
import { putOwnCriterion, retireOwnCriterion } from '../../src/federations/criteria/commands.ts';
import { putFederationHelper } from '../../src/federations/helpers/commands.ts';
import { putMember } from '../../src/federations/members/commands.ts';
import { askMembership } from '../../src/federations/members/requests.ts';
import { putFederationPolicy } from '../../src/federations/policies/commands.ts';
import { putReview } from '../../src/federations/reviews/commands.ts';
import { subjectOfToken } from '../../src/federations/rights.ts';
import { putChoice } from '../../src/federations/selection/commands.ts';
import { putDocument } from '../../src/host-documents/commands.ts';
import { patchHost, publishHost } from '../../src/hosts/entries/commands.ts';
import { withdrawHost } from '../../src/hosts/entries/withdrawal.ts';
import { mergeHosts } from '../../src/hosts/merging/commands.ts';
import { putAlias } from '../../src/hosts/names/commands.ts';
import { revokeTokensOf } from '../../src/hosts/ownership/store.ts';
import { addMailAddress } from '../../src/mail/addresses.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { addHolding, giveOwnToken, signInByMail } from '../../src/persons/persons.ts';
import { findSession } from '../../src/persons/sessions.ts';
import type { Matching } from '../../src/recommendations/answer.ts';
import { numberFrom } from '../../src/recommendations/cases/need.ts';
import { sendNeed } from '../../src/recommendations/cases/received.ts';
import { readPublished } from '../../src/record/changes.ts';
import type { Context } from '../../src/record/context.ts';
import { lockHost } from '../../src/record/hosts.ts';
import {
  cases,
  claims,
  federationPolicies,
  holdings,
  hosts,
  importRuns,
  importSources,
  mailAddresses,
  ownCriteria,
  priceChanges,
  privateAddresses,
  reviews,
  signInLinks,
  tokens,
} from '../../src/record/tables.ts';
import { putService } from '../../src/services/commands.ts';
import { putClaim, putCommitment } from '../../src/statements/commands.ts';
import { policy } from '../support/matching.ts';
import { aFederation, aHost, aService, aSlug, reference, useRecord } from '../support/record.ts';

const record = useRecord();
const ROUNDS = process.env.TESTS === 'all' ? 8 : 3;

/** Runs a race again and again: what does not hold is seldom broken the first time. */
const rounds = async (race: (round: number) => Promise<void>) => {
  for (let round = 0; round < ROUNDS; round++) await race(round);
};

/** How each of several commands ended that began at once. */
async function together(...commands: (() => Promise<unknown>)[]): Promise<string[]> {
  const results = await Promise.allSettled(commands.map((command) => command()));
  return results
    .map((result) => (result.status === 'fulfilled' ? 'ok' : (result.reason.code ?? String(result.reason))))
    .sort();
}

const aProvenDraft = async (name: string, website: string) => {
  const draft = await record.draft({ slug: aSlug('proven'), name, website });
  await record.database.db.update(hosts).set({ domainVerifiedOn: '2026-11-25' }).where(eq(hosts.id, draft.id));
  return draft;
};
const publicHosts = async () => (await readPublished(record.database.db)).hosts.map(({ fields }) => fields);
const howMany = async (website: string) => (await publicHosts()).filter((host) => host.website === website).length;

describe('of two hosts that would look like one, one is public', () => {
  test('two drafts of one name and one site, published at once', () =>
    rounds(async () => {
      const website = `https://${aSlug('same')}.example`;
      const drafts = [await aProvenDraft('Sosie', website), await aProvenDraft('Sosie', website)];
      expect(await together(...drafts.map((draft) => () => publishHost(record.asHost(draft), draft.id)))).toEqual([
        'not-publishable',
        'ok',
      ]);
      expect(await howMany(website)).toBe(1);
      await withdrawNamed('Sosie');
    }));

  test('a draft that is published while another host moves to its site', () =>
    rounds(async (round) => {
      const website = `https://${aSlug('moved')}.example`;
      const draft = await aProvenDraft(`Brouillon ${round}`, website);
      const host = await record.published({ name: `Voisin ${round}`, website: `https://${aSlug('voisin')}.example` });
      const outcomes = await together(
        () => publishHost(record.asHost(draft), draft.id),
        () => patchHost(record.asHost(host), host.id, { website }, '*'),
      );
      expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1);
      expect(await howMany(website)).toBe(1);
    }));

  test('two hosts that take one name, by a patch and by a document', () =>
    rounds(async (round) => {
      const name = `Le Nom ${round}`;
      const [a, b] = [
        await record.published({ website: `https://${aSlug('a')}.example`, name: `A ${round}` }),
        await record.published({ website: `https://${aSlug('b')}.example`, name: `B ${round}` }),
      ];
      const { terms: _, ...facts } = aHost({ slug: b.slug, name, website: b.website! });
      const document = { version: '1', host: facts, services: [], claims: {}, commitments: {} };
      const outcomes = await together(
        () => patchHost(record.asHost(a), a.id, { name }, '*'),
        () => putDocument(record.asHost(b), b.id, document as never, '*'),
      );
      expect(outcomes).toEqual(['meaningless-request', 'ok']);
      expect((await publicHosts()).filter((host) => host.name === name)).toHaveLength(1);
    }));

  test('one that comes back while another one takes its site', () =>
    rounds(async (round) => {
      const website = `https://${aSlug('back')}.example`;
      const left = await record.published({ name: `Revenant ${round}`, website });
      await withdrawHost(record.asHost(left), left.id, '*');
      const draft = await aProvenDraft(`Nouveau ${round}`, website);
      const outcomes = await together(
        () => publishHost(record.asHost(left), left.id),
        () => publishHost(record.asHost(draft), draft.id),
      );
      expect(outcomes).toEqual(['not-publishable', 'ok']);
      expect(await howMany(website)).toBe(1);
    }));
});

/** So that a name may serve again in the next round. */
async function withdrawNamed(name: string) {
  const { hosts: all } = await readPublished(record.database.db);
  for (const { id, fields } of all) if (fields.name === name) await withdrawHost(record.as(), id, '*');
}

describe('a slug leads to one host, whoever has it and whoever had it', () => {
  const rename = (host: { id: string }, slug: string) => () => patchHost(record.asHost(host), host.id, { slug }, '*');
  const alone = (base: string) => {
    const slug = aSlug(base);
    return { slug, name: `Nom ${slug}`, website: `https://${slug}.example` };
  };
  /** The hosts that a slug leads to, present and former. */
  const bearers = async (slug: string) => {
    const { hosts: all } = await readPublished(record.database.db);
    return all.filter(
      (one) => one.slug === slug || one.aliases?.some(({ kind, value }) => kind === 'slug' && value === slug),
    );
  };

  test('a host that leaves a slug while a draft is published under it', () =>
    rounds(async () => {
      const host = await record.published(alone('laisse'));
      const draft = await record.draft({ ...alone('prend'), slug: host.slug });
      const publish = () => publishHost(record.as(), draft.id, undefined, { force: true });
      expect(await together(rename(host, aSlug('ailleurs')), publish)).toEqual(['ok', 'slug-taken']);
      expect((await bearers(host.slug)).map(({ id }) => id)).toEqual([host.id]);
    }));

  test('two hosts that rename themselves alike', () =>
    rounds(async () => {
      const slug = aSlug('voulu');
      const [a, b] = [await record.published(alone('a')), await record.published(alone('b'))];
      expect(await together(rename(a, slug), rename(b, slug))).toEqual(['ok', 'slug-taken']);
      expect(await bearers(slug)).toHaveLength(1);
    }));

  test('one former slug that is given to two hosts', () =>
    rounds(async () => {
      const value = aSlug('jadis');
      const hosts = [await record.published(alone('a')), await record.published(alone('b'))];
      const give =
        ({ id }: { id: string }) =>
        () =>
          putAlias(record.as(), { host: id, aliasKind: 'slug', value }, {}, undefined);
      expect(await together(give(hosts[0]!), give(hosts[1]!))).toEqual(['ok', 'slug-taken']);
      expect(await bearers(value)).toHaveLength(1);
    }));

  test('a former slug that is given to a host while a draft is published under it', () =>
    rounds(async () => {
      const [host, draft] = [await record.published(alone('donne')), await record.draft(alone('publie'))];
      const outcomes = await together(
        () => putAlias(record.as(), { host: host.id, aliasKind: 'slug', value: draft.slug }, {}, undefined),
        () => publishHost(record.as(), draft.id, undefined, { force: true }),
      );
      expect(outcomes).toEqual(['ok', 'slug-taken']);
      expect(await bearers(draft.slug)).toHaveLength(1);
    }));

  test('two entries that are merged while both are written, and never twice', () =>
    rounds(async (round) => {
      const [kept, other] = [await record.published(alone('garde')), await record.published(alone('autre'))];
      const { slug: federation } = await record.federation();
      const merge = (into: { id: string }, from: { id: string }) => () =>
        mergeHosts(record.as(), into.id, { from: from.id, reason: { fr: 'Une seule association.' } });
      const later = aSlug('plus-tard');
      const outcomes = await together(
        merge(kept, other),
        ...(round % 2 === 0 ? [merge(other, kept)] : []),
        rename(other, later),
        () => patchHost(record.asHost(kept), kept.id, { foundedOn: '2014' }, '*'),
        () => patchHost(record.asHost(other), other.id, { languages: ['fr'] }, '*'),
        () => putMember(record.as(), { federation, host: other.id }, { state: 'member' }, undefined),
        () => putService(record.asHost(other), other.id, 'nuage', aService(), undefined),
      );
      const refusals = ['host-withdrawn', 'meaningless-request', 'not-yours', 'others-writing', 'host-not-found'];
      expect(outcomes.filter((outcome) => outcome !== 'ok' && !refusals.includes(outcome))).toEqual([]);
      // What was written before is in the one that is left, what came after was refused: one entry has all of the names.
      const { hosts: all } = await readPublished(record.database.db);
      const left = all.filter(({ id }) => id === kept.id || id === other.id);
      expect(left).toHaveLength(1);
      for (const { slug } of [kept, other])
        expect(
          (await bearers(slug)).map(({ id }) => id),
          slug,
        ).toEqual([left[0]!.id]);
      const wasRenamed = (await bearers(later)).length > 0;
      if (wasRenamed) expect((await bearers(later)).map(({ id }) => id)).toEqual([left[0]!.id]);
      const { federations } = await readPublished(record.database.db);
      const members = federations.find(({ slug }) => slug === federation)!.members.map(({ host }) => host);
      expect(members.filter((slug) => slug !== left[0]!.slug)).toEqual([]);
    }));
});

describe('of two federations that would look like one, one is there', () => {
  test('two that are made with one name', () =>
    rounds(async () => {
      const name = aSlug('Collectif');
      const make = () => createFederation(record.as(), aFederation({ slug: aSlug('collectif'), name }));
      expect(await together(make, make)).toEqual(['meaningless-request', 'ok']);
    }));

  test('two that move to one site', () =>
    rounds(async () => {
      const website = `https://${aSlug('commun')}.example`;
      const [a, b] = [await record.federation(), await record.federation()];
      const move = (one: { id: string }) => () => patchFederation(record.asFederation(one), one.id, { website }, '*');
      expect(await together(move(a), move(b))).toEqual(['meaningless-request', 'ok']);
    }));
});

const wording = {
  label: { fr: 'Ouvert aux visites' },
  question: { fr: 'Peut-on venir ?' },
  howToProve: { fr: 'Les jours d’ouverture.' },
};

test('a key names one criterion, whichever federation is the first to take it', () =>
  rounds(async () => {
    const key = aSlug('visites');
    const make = (one: { id: string; slug: string }) => () =>
      putOwnCriterion(record.asFederation(one), { federation: one.slug, key }, wording, undefined);
    const [a, b] = [await record.federation(), await record.federation()];
    expect(await together(make(a), make(b))).toEqual(['ok', 'slug-taken']);
    const rows = await record.database.db.select().from(ownCriteria).where(eq(ownCriteria.key, key));
    expect(rows).toHaveLength(1);
  }));

describe('a criterion that is taken away while something comes to name it is either named and kept, or unknown', () => {
  interface Naming {
    key: string;
    federation: { id: string; slug: string };
    host: { id: string };
    /** Whose vocabularies hold the criterion, as a process does that has not yet heard of its end. */
    asHost: Context;
    asFederation: Context;
  }
  const WAYS: Record<string, (naming: Naming) => Promise<unknown>> = {
    'a claim': ({ asHost, host, key }) => putClaim(asHost, host.id, key, { value: 'yes' }, undefined),
    'a document': ({ asHost, host, key }) => {
      const { terms: _, ...facts } = aHost({ slug: 'placeholder' });
      return putDocument(
        asHost,
        host.id,
        {
          host: { ...facts, ...hostNames.get(host.id)! },
          services: [],
          claims: { [key]: { value: 'yes' } },
          commitments: {},
        } as never,
        '*',
      );
    },
    'a review': ({ asFederation, federation, host, key }) =>
      putReview(
        asFederation,
        { federation: federation.slug, host: host.id, subject: `criterion:${key}` },
        { value: 'yes', reviewedOn: '2026-11-01' },
        undefined,
      ),
    'the policy of another federation': ({ asFederation, federation, key }) =>
      putFederationPolicy(asFederation, federation.slug, { require: { criteria: [{ criterion: key }] } }, undefined),
  };
  const hostNames = new Map<string, { slug: string; name: string; website: string }>();

  test.each(Object.keys(WAYS))('%s', (way) =>
    rounds(async (round) => {
      const { db } = record.database;
      const key = aSlug('critere');
      const owner = await record.federation();
      const federation = await record.federation();
      const names = { slug: aSlug('repond'), name: `Répond ${way} ${round}`, website: `https://${aSlug('r')}.example` };
      const host = await record.published(names);
      hostNames.set(host.id, names);
      await putOwnCriterion(record.asFederation(owner), { federation: owner.slug, key }, wording, undefined);
      const known = withOwnCriteria(reference, (await readPublished(db)).federations);
      const naming = {
        ...{ key, federation, host },
        asHost: { ...record.asHost(host), reference: known },
        asFederation: { ...record.asFederation(federation), reference: known },
      };
      const retire = () => retireOwnCriterion(record.asFederation(owner), { federation: owner.slug, key }, '*');
      const [named] = await together(
        () => WAYS[way]!(naming),
        // Not always the first: a moment apart, each of them comes first now and then.
        async () => {
          await new Promise((resolve) => setTimeout(resolve, round * 2));
          await retire();
        },
      );
      expect(['meaningless-request', 'ok']).toContain(named);
      const kept = await db.select().from(ownCriteria).where(eq(ownCriteria.key, key));
      const said = [
        ...(await db.select().from(claims).where(eq(claims.criterion, key))),
        ...(await db
          .select()
          .from(reviews)
          .where(eq(reviews.subject, `criterion:${key}`))),
        ...(await db.select().from(federationPolicies).where(eq(federationPolicies.federationId, federation.id))),
      ];
      expect([said.length > 0, kept.length > 0]).toEqual([named === 'ok', named === 'ok']);
    }),
  );
});

describe('what has one place each is made once, however many make it', () => {
  const WAYS: Record<string, (round: number) => Promise<() => Promise<unknown>>> = {
    'a service of a host': async () => {
      const host = await record.published();
      return () => putService(record.as(), host.id, 'nuage', aService(), undefined);
    },
    'a claim': async () => {
      const host = await record.published();
      return () => putClaim(record.as(), host.id, 'non-profit', { value: 'yes' }, undefined);
    },
    'a commitment': async () => {
      const host = await record.published();
      return () => putCommitment(record.as(), { host: host.id, kind: 'closing-notice' }, { value: 90 }, undefined);
    },
    'a membership': async () => {
      const [host, { slug }] = [await record.published(), await record.federation()];
      return () => putMember(record.as(), { federation: slug, host: host.id }, { state: 'member' }, undefined);
    },
    'a place in a selection': async () => {
      const [host, { slug }] = [await record.published(), await record.federation()];
      const choice = { why: { fr: 'Proche.' }, ties: 'none' as const, decidedOn: '2026-11-01', reviewBy: '2027-11-01' };
      return () => putChoice(record.as(), { federation: slug, host: host.id }, choice, undefined);
    },
    'a review': async () => {
      const [host, { slug }] = [await record.published(), await record.federation()];
      const ref = { federation: slug, host: host.id, subject: 'criterion:non-profit' };
      return () => putReview(record.as(), ref, { value: 'yes', reviewedOn: '2026-11-01' }, undefined);
    },
    'a helper': async () => {
      const { slug } = await record.federation();
      const helper = {
        ...{ name: 'La Maison des associations', kind: reference.helpers[0]!.kind, observedOn: '2026-11-01' },
        serves: [{ level: 'country' as const, code: 'FR' }],
        url: 'https://maison.example',
      };
      return () => putFederationHelper(record.as(), { federation: slug, id: 'maison' }, helper, undefined);
    },
    'the first policy': async () => {
      const { slug } = await record.federation();
      return () => putFederationPolicy(record.as(), slug, { factors: { 'criterion:non-profit': 1.5 } }, undefined);
    },
  };
  test.each(Object.keys(WAYS))('%s', (way) =>
    rounds(async (round) => {
      const make = await WAYS[way]!(round);
      expect(await together(make, make, make)).toEqual(['ok', 'version-required', 'version-required']);
    }),
  );

  test('a number by which a need is found, drawn by two at once', () =>
    rounds(async (round) => {
      const { db } = record.database;
      const { id, slug } = await record.federation();
      await issueToken(db, record.as(), { role: 'federation', awaitsOfficer: false, federationId: id }, 'bureau');
      const federation = { id, slug, name: slug } as Federation;
      const model = { reference, day: '2026-11-25', documents: [], federationBySlug: new Map([[slug, federation]]) };
      const matcher = createMatcher(policy, reference, 'a secret for the tests');
      const matching = { db, matcher, model } as unknown as Matching;
      const sending = (drawn: string[]) => () => {
        const newId = () => drawn.shift() ?? randomUUID();
        const need: Need = { usages: [{ usage: 'file-storage-sharing' }] };
        return sendNeed({ ...record.as(), newId }, federation, need, matching, { countRequest: async () => {} });
      };
      const drawn = `drawn ${round}`;
      expect(await together(sending([drawn]), sending([drawn]), sending([drawn]))).toEqual(['ok', 'ok', 'ok']);
      const rows = await db.select({ number: cases.number }).from(cases).where(eq(cases.federationId, id));
      expect(new Set(rows.map(({ number }) => number)).size).toBe(3);
      expect(rows.map(({ number }) => number)).toContain(numberFrom(drawn));
      expect(await together(sending(Array(5).fill(drawn)))).toEqual(['others-writing']);
    }));

  test('a private address', () =>
    rounds(async () => {
      const host = await record.published();
      const open = () =>
        record.database.db.transaction(async (db) => {
          await lockHost(db, host.id);
          await openAddress(db, { hostId: host.id }, { createdAt: record.now, tellsCases: true });
        });
      expect(await together(open, open, open)).toEqual(['ok', 'ok', 'ok']);
      const rows = await record.database.db.select().from(privateAddresses).where(eq(privateAddresses.hostId, host.id));
      expect(rows).toHaveLength(1);
    }));

  test('a request that is sent twice under one key', () =>
    rounds(async (round) => {
      const request = { key: `key-${round}`, request: 'hash', tokenId: null };
      const begin = () => beginRequest(record.database.db, request, record.now);
      const begun = await Promise.all([begin(), begin(), begin()]);
      expect(begun.map(({ state }) => state).sort()).toEqual(['begun', 'running', 'running']);
    }));
});

test('somebody who lost an entry makes no new token of it meanwhile', () =>
  rounds(async () => {
    const { db } = record.database;
    const host = await record.published();
    const admin = record.as();
    const { token } = await db.transaction((db) => issueToken(db, admin, { role: 'host', hostId: host.id }, 'ours'));
    const caller = { role: 'host', hostId: host.id, label: 'ours', tokenId: token.id } as const;
    const takeOver = () =>
      db.transaction(async (db) => {
        await lockHost(db, host.id);
        await revokeTokensOf(db, host.id, record.now, {});
      });
    const draft = { role: 'host', host: host.id, label: 'another' } as const;
    await together(takeOver, () => createToken(record.as(caller), draft, subjectOfToken));
    const left = (await listTokens(admin)).filter((one) => one.host === host.slug);
    expect(left).toEqual([]);
  }));

describe('who has left is not spoken of', () => {
  test('a host that asks to join while its entry is withdrawn', () =>
    rounds(async () => {
      const [host, { slug }] = [await record.published(), await record.federation()];
      const outcomes = await together(
        () => askMembership(record.asHost(host), slug, {}),
        () => withdrawHost(record.asHost(host), host.id, '*'),
      );
      expect(outcomes.every((outcome) => ['ok', 'host-withdrawn'].includes(outcome))).toBe(true);
    }));
});

describe('a price that is raised is judged once', () => {
  test('two raises of one plan, written at once', () =>
    rounds(async () => {
      const host = await record.published();
      const raise = (fixed: number) => () =>
        putService(record.asHost(host), host.id, 'nuage', aService({ plans: [{ name: 'Groupe', fixed }] }), '*');
      await putService(
        record.asHost(host),
        host.id,
        'nuage',
        aService({ plans: [{ name: 'Groupe', fixed: 35 }] }),
        undefined,
      );
      expect(await together(raise(40), raise(45))).toEqual(['ok', 'ok']);
      const judged = await record.database.db.select().from(priceChanges).where(eq(priceChanges.hostId, host.id));
      expect(judged).toHaveLength(1);
    }));
});

describe('a source is given once, and read once at a time', () => {
  const url = 'https://collectif.example/f.properties';
  const running = async () => await record.database.db.select().from(importRuns).where(eq(importRuns.state, 'running'));

  test('two addresses that are given at once', () =>
    rounds(async () => {
      const federation = await record.federation();
      const put = () => putSource(record.asFederation(federation), { federation: federation.slug }, { url }, undefined);
      expect(await together(put, put)).toEqual(['ok', 'version-required']);
      const other = (address: string) => () =>
        putSource(record.asFederation(federation), { federation: federation.slug }, { url: address }, 'v1');
      expect(await together(other(`${url}?2`), other(`${url}?3`))).toEqual(['ok', 'version-stale']);
      expect(await record.database.db.$count(importSources, eq(importSources.federationId, federation.id))).toBe(1);
      await record.database.db.delete(importSources);
    }));

  test('two runs that are asked for at once, while one is due', () =>
    rounds(async () => {
      const federation = await record.federation();
      const ref = { federation: federation.slug };
      await putSource(record.asFederation(federation), ref, { url }, undefined);
      const start = () => startRun(record.asFederation(federation), ref);
      const outcomes = await together(start, start, () => beginDueRuns(record.as()));
      expect(outcomes.filter((outcome) => outcome === 'import-under-way').length).toBeGreaterThanOrEqual(1);
      expect(await running()).toHaveLength(1);
      await record.database.db.delete(importSources);
    }));

  test('the site of an entry without a source, asked for twice at once', () =>
    rounds(async () => {
      const host = await record.published({ website: `https://${aSlug('sans')}.example` });
      const start = () => startRun(record.as(), { host: host.slug });
      expect(await together(start, start)).toEqual(['import-under-way', 'ok']);
      await record.database.db.delete(importSources);
    }));

  test('a run that several processes want is taken by one', () =>
    rounds(async () => {
      const federation = await record.federation();
      const ref = { federation: federation.slug };
      await putSource(record.asFederation(federation), ref, { url }, undefined);
      await startRun(record.asFederation(federation), ref);
      const taken = await Promise.all(
        Array.from({ length: 6 }, () => leaseRuns(record.database.db, randomUUID(), record.now, 1)),
      );
      expect(taken.flat()).toHaveLength(1);
      await record.database.db.delete(importSources);
    }));
});

describe('whoever comes to a desk twice at once', () => {
  test('adds a shared token to what one of two people holds', () =>
    rounds(async () => {
      const { db } = record.database;
      const host = await record.published();
      const made = (label: string) => issueToken(db, record.as(), { role: 'host', hostId: host.id }, label);
      const person = async (label: string) => {
        const { token } = await made(label);
        const { secret } = await giveOwnToken(db, record.as(), token.id, label, undefined);
        return (await findSession(db, secret, record.now))!;
      };
      const [one, other] = [await person('une'), await person('autre')];
      const { token } = await made('bureau');
      const caller = { role: 'host', hostId: host.id, label: 'bureau', tokenId: token.id } as const;
      const adding = [one, other].map((session) => () => addHolding(record.as(), session, caller));
      expect((await together(...adding)).sort()).toEqual(['not-yours', 'ok']);
      expect(await db.$count(holdings, eq(holdings.tokenId, token.id))).toBe(1);
    }));

  test('has one access by an address that is entered twice at once, and two links that came there', () =>
    rounds(async (round) => {
      const { db } = record.database;
      const host = await record.published();
      const email = `bureau@${round}.example`;
      const add = () =>
        addMailAddress(
          record.as({ role: 'host', hostId: host.id, label: 'bureau', tokenId: null }),
          email,
          async () => {},
        );
      expect(await together(add, add)).toEqual(['ok', 'ok']);
      const [address, ...others] = await db.select().from(mailAddresses).where(eq(mailAddresses.hostId, host.id));
      expect(others).toEqual([]);
      await db.update(mailAddresses).set({ confirmedAt: record.now, codeHash: null, codeUntil: null });
      const secrets = [randomUUID(), randomUUID()];
      const expiresAt = new Date(record.now.getTime() + 60_000);
      for (const secret of secrets)
        await db.insert(signInLinks).values({ hash: hashOf(secret), emailHash: address!.emailHash, expiresAt });
      const enter = secrets.map((secret) => () => signInByMail(record.as(), secret, undefined));
      expect(await together(...enter)).toEqual(['ok', 'ok']);
      const made = and(eq(tokens.hostId, host.id), eq(tokens.label, 'courriel'));
      expect(await db.$count(tokens, made)).toBe(1);
    }));
});

/** What the database keeps single, and how a second writer learns of it. A new constraint must say so here. */
const KEPT_SINGLE: Record<
  string,
  'told in its own words' | 'one after the other, under a lock' | 'the second does nothing' | 'random'
> = {
  catalogue_origin_pkey: 'one after the other, under a lock',
  counts_pkey: 'one after the other, under a lock',
  hosts_slug_key: 'told in its own words',
  host_aliases_pkey: 'one after the other, under a lock',
  different_entries_pkey: 'one after the other, under a lock',
  host_aliases_slug_key: 'told in its own words',
  federations_slug_key: 'told in its own words',
  own_criteria_key: 'told in its own words',
  services_host_slug_key: 'told in its own words',
  claims_pkey: 'one after the other, under a lock',
  closings_subject_key: 'one after the other, under a lock',
  commitments_subject_key: 'one after the other, under a lock',
  evidence_pages_pkey: 'the second does nothing',
  federation_helpers_pkey: 'one after the other, under a lock',
  federation_policies_pkey: 'one after the other, under a lock',
  import_files_pkey: 'one after the other, under a lock',
  import_files_url_key: 'the second does nothing',
  import_pages_pkey: 'the second does nothing',
  withheld_files_pkey: 'the second does nothing',
  import_runs_under_way: 'told in its own words',
  import_sources_federation_key: 'one after the other, under a lock',
  import_sources_host_key: 'one after the other, under a lock',
  idempotency_keys_pkey: 'the second does nothing',
  holdings_pkey: 'one after the other, under a lock',
  invitations_pkey: 'random',
  invitations_id_key: 'random',
  federation_requests_hash_key: 'random',
  mail_addresses_code_key: 'random',
  mail_addresses_federation_key: 'one after the other, under a lock',
  mail_addresses_host_key: 'one after the other, under a lock',
  mail_addresses_stop_key: 'random',
  mails_kind_key: 'the second does nothing',
  openings_pkey: 'random',
  sessions_pkey: 'random',
  sessions_id_key: 'random',
  sign_in_links_pkey: 'random',
  membership_requests_pkey: 'one after the other, under a lock',
  memberships_pkey: 'one after the other, under a lock',
  own_criteria_pkey: 'one after the other, under a lock',
  plans_pkey: 'one after the other, under a lock',
  price_changes_pkey: 'random',
  private_addresses_federation_id_unique: 'one after the other, under a lock',
  private_addresses_host_id_unique: 'one after the other, under a lock',
  replies_pkey: 'one after the other, under a lock',
  reviews_pkey: 'one after the other, under a lock',
  selections_pkey: 'one after the other, under a lock',
  tasks_pkey: 'the second does nothing',
  unmet_asks_pkey: 'the second does nothing',
  vouches_pkey: 'the second does nothing',
  ended_ids_pkey: 'one after the other, under a lock',
  case_summaries_pkey: 'the second does nothing',
  case_visits_pkey: 'one after the other, under a lock',
  deleted_case_counts_pkey: 'one after the other, under a lock',
  cases_number_key: 'one after the other, under a lock',
  cases_sent_key: 'one after the other, under a lock',
  changes_pkey: 'one after the other, under a lock',
  catalogue_state_pkey: 'one after the other, under a lock',
  domain_challenges_pkey: 'the second does nothing',
  entry_sources_pkey: 'one after the other, under a lock',
  evidence_passages_pkey: 'one after the other, under a lock',
  looks_pkey: 'the second does nothing',
  site_visits_pkey: 'the second does nothing',
  watched_hosts_pkey: 'the second does nothing',
  service_sources_pkey: 'one after the other, under a lock',
  proposals_place: 'one after the other, under a lock',
  feed_events_id_key: 'one after the other, under a lock',
  feed_events_pkey: 'one after the other, under a lock',
  feed_state_pkey: 'the second does nothing',
  webhook_deliveries_pkey: 'the second does nothing',
  webhook_lanes_pkey: 'the second does nothing',
  webhook_secrets_pkey: 'one after the other, under a lock',
};

test('every constraint of uniqueness is listed with how a second writer learns of it', async () => {
  const { rows } = await record.database.pool.query<{ name: string }>(
    `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
     join pg_namespace n on n.oid = c.relnamespace where i.indisunique and n.nspname = 'public'`,
  );
  // Identifiers of rows are made at random, or counted by the database.
  const isOfIds = (name: string) =>
    /^(hosts|federations|services|tokens|reports|recommendations|referrals|cases|audit|policies|pools|import_sources|import_runs|proposals|webhooks|persons|mails|mail_addresses|sign_in_requests|federation_requests)_pkey$/.test(
      name,
    ) || /^tokens_(former_)?hash_key$|^private_addresses_pkey$/.test(name);
  const found = rows.map(({ name }) => name).filter((name) => !isOfIds(name));
  expect(found.sort()).toEqual(Object.keys(KEPT_SINGLE).sort());
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { type Answer, commandsOf, useGuide } from '../support/guide.ts';

/* The season of a federation as its guide tells it, on the real catalogue, printed by a real browser. */

const chromium = () => {
  const found = findChromium();
  if ('missing' in found) throw new Error(found.missing);
  // No sandbox inside a container that runs as root; the pages are our own.
  return `${found.path} --no-sandbox --disable-dev-shm-usage`;
};
/** Where the network proves its site; of this process alone. */
const PORT = String(20_000 + (process.pid % 10_000));
const guide = useGuide(
  () => ({ ADMIN_TOKEN: 'un-mot-de-passe-pour-la-repetition', OUTGOING_ALLOW: `127.0.0.1:${PORT}` }),
  (commands) => commands.replaceAll('8099', PORT).replaceAll(/^chromium (.*)$/gm, `${chromium()} $1 2>&1 | sed d`),
);

describe('The calls for federations', () => {
  const parts = commandsOf('calls-for-federations.md');

  it('leads through a season: members, a list, a criterion, reviews, a policy, recommendations, a closing, a balance', async () => {
    const [
      [created],
      members,
      [, , published, , due, confirmed],
      [, , listed],
      [tried, sent],
      [criterion, claimed],
      [answers],
      reviewed,
      [preview, adopted],
      matches,
      ,
      ,
      [givenWithin, sentWithin, writtenTo, waiting],
      ,
      [closing, recommendation, dueAfter],
      [withdrawn],
      [statistics, gaps, summary],
      [, , , , retired, undone, policies],
    ] = (await guide.follow(parts)) as Answer;

    expect(created).toMatchObject({ slug: 'reseau-des-communs', members: [] });
    expect(members.at(-1).members).toHaveLength(20);
    expect(published).toMatchObject({ slug: 'les-aulnes', state: 'published' });
    expect(due.items[0]).toMatchObject({ kind: 'membership-request', host: 'les-aulnes' });
    expect(confirmed.members).toHaveLength(21);
    expect(listed.selection.map(({ host }: Answer) => host)).toEqual(['infini', 'le-pic', 'les-aulnes']);

    expect(tried).toMatchObject({ would: { unchanged: 1 }, problems: [] });
    expect(sent.changed.map(({ host }: Answer) => host)).toEqual(['infini', 'le-pic']);

    expect(criterion.criteria).toMatchObject([{ key: 'ouvert-aux-visites', version: 1 }]);
    const visits = (host: Answer) => host.claims.find((claim: Answer) => claim.criterion === 'ouvert-aux-visites');
    expect(visits(claimed)).toMatchObject({ value: 'yes', evidence: 'declared' });
    expect(answers.counts).toMatchObject({ members: 21, yes: 1, silent: 20 });
    expect(reviewed.at(-1).progress).toMatchObject({ members: 21, membersReviewed: 3, inForce: 3 });

    expect(preview.changes.map(({ rule, change }: Answer) => [change, rule])).toEqual([
      ['added', 'minimum-word:criterion:ouvert-aux-visites'],
      ['added', 'minimum-word:commitment:closing-notice'],
      ['added', 'factor:proximity'],
    ]);
    expect(adopted.policy).toMatchObject({ version: 1 });
    for (const { policyVersion } of matches) expect(policyVersion).toMatch(/\+reseau-des-communs\.1$/);
    const [band] = matches;
    expect(band.fits.map(({ host }: Answer) => host)).toEqual(['les-aulnes']);
    expect(band.fits[0].reasons.map(({ code, params }: Answer) => [code, params.key])).toContainEqual([
      'criterion-met',
      'ouvert-aux-visites',
    ]);

    for (const name of ['fanfare.pdf', 'club.pdf']) {
      const sheets = [
        ...readFileSync(join(guide.folder, name), 'latin1').matchAll(/\/MediaBox \[0 0 [\d.]+ [\d.]+\]/g),
      ];
      expect(sheets.length, name).toBeGreaterThan(0);
      expect(sheets.length, name).toBeLessThanOrEqual(5);
    }

    expect(givenWithin.hosts).toEqual(['les-aulnes']);
    expect(sentWithin).toMatchObject({ host: 'les-aulnes', usages: ['file-storage-sharing', 'email-hosting'] });
    expect(writtenTo).toMatchObject({
      ...{ recommendations: [givenWithin.id], referrals: [sentWithin.id], outcome: { state: 'written-to' } },
      shortlisted: [{ host: 'les-aulnes', state: 'fits' }],
    });
    expect(waiting.items.map(({ id }: Answer) => id)).toEqual([writtenTo.id]);
    expect((await fetch(`${guide.address}/v1/recommendations/${givenWithin.id}`)).status).toBe(410);

    expect(closing.closing.stages.closed).toMatch(/-12-31$/);
    expect(recommendation.match.fits[0].host).toBe('les-aulnes');
    expect(recommendation.changedSince.map(({ text }: Answer) => text).join(' ')).toContain('Fermeture annoncée');
    expect(recommendation.alternatives.length).toBeGreaterThan(0);
    const page = await (await fetch(`${guide.address}/recommendations/${recommendation.id}`)).text();
    for (const told of ['Fermeture annoncée', recommendation.alternatives[0].name, 'Les Aulnes ferment.'])
      expect(page).toContain(told);
    expect(dueAfter.items[0]).toMatchObject({ host: 'les-aulnes' });
    expect(withdrawn.withdrawn.reason).toEqual({ fr: 'Les Aulnes ferment.' });
    expect(statistics).toMatchObject({ members: { member: 21 }, closings: { announced: 1 }, reviews: { inForce: 3 } });
    expect([gaps.cells, summary.periods]).toEqual([[], []]);

    expect(retired.criteria).toMatchObject([{ key: 'ouvert-aux-visites', retired: true }]);
    expect(undone.policy).toBeUndefined();
    expect(undone.members).toHaveLength(20);
    expect(undone.selection.map(({ host }: Answer) => host)).toEqual(['infini', 'les-aulnes']);
    expect(policies.items.map(({ removed }: Answer) => removed)).toEqual([false, true]);
  });
});

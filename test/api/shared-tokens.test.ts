import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Owned, useApp } from '../support/app.ts';
import { accepted, Browser, invitedBy, isIn, keptIn } from '../support/desk.ts';

/*
 * A token that others may have too is no person: whoever signs in by it acts for what it is of, and neither gives nor
 * takes anything of somebody who added it to what she holds.
 */

const test = useApp({ sendsMail: true });
let aulnes: Owned;
let haies: Owned;
let her: Awaited<ReturnType<typeof accepted>>;
beforeAll(async () => {
  aulnes = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes', website: 'https://aulnes.example' });
  haies = await test.federation({ slug: 'les-haies', name: 'Les Haies', website: 'https://haies.example' });
  her = await accepted(test, await invitedBy(await signedIn(haies.token)), 'Camille');
  await her.invited.open('/manage/persons');
  await her.invited.fill('/manage/persons/holdings', { token: aulnes.token });
});

const signedIn = (token: string) => new Browser(test).signIn(token);
/** Somebody else who has the token of Les Aulnes too. */
const stranger = () => signedIn(aulnes.token);

/** All that is of her: what she is called, holds and has open, and her token. */
async function hers(): Promise<string> {
  const texts = [];
  for (const query of [
    sql`select t::text as text from persons t where t.label = 'Camille' order by 1`,
    sql`select holdings::text as text from holdings join persons on persons.id = person_id where persons.label = 'Camille' order by 1`,
    sql`select sessions.hash as text from sessions join persons on persons.id = person_id where persons.label = 'Camille' order by 1`,
    sql`select tokens.id::text || coalesce(revoked_at::text, '') as text from tokens
      join holdings on token_id = tokens.id join persons on persons.id = person_id where persons.label = 'Camille' order by 1`,
  ]) {
    const { rows } = (await test.database.db.execute(query)) as unknown as { rows: { text: string }[] };
    texts.push(...rows.map(({ text }) => text));
  }
  expect(texts.length).toBeGreaterThanOrEqual(6);
  return texts.join('\n');
}

/** The addresses of every form of the desks, with their names. */
function formsOfDesks(): string[] {
  const tree = test.app.printRoutes({ commonPrefix: false, method: 'POST' }).split('\n');
  const above: string[] = [];
  return tree.flatMap((line) => {
    const [, indent, part, isRoute] = /^([│ ]*)[├└]── (\S*)(.*)$/.exec(line) ?? [];
    if (indent === undefined) return [];
    const depth = indent.length / 4;
    above.length = depth;
    above.push(part!);
    const path = above.join('');
    return isRoute!.includes('POST') && path.startsWith('/manage/') ? [path] : [];
  });
}

describe('A session by a token that somebody else holds too', () => {
  it('opens what the token is of, and shows nothing of her', async () => {
    const other = await stranger();
    expect(keptIn(other)).toEqual(['Les Aulnes']);
    for (const path of ['/manage', '/manage/federations/les-haies', '/manage/federations/les-haies/mail']) {
      await other.open(path);
      expect(other.text, path).not.toContain('Les Haies');
    }
    await other.open('/manage/persons');
    for (const action of ['label', 'holdings']) expect(other.text).not.toContain(`/manage/persons/${action}`);
    expect(other.text).toContain('que d’autres peuvent avoir aussi');
  });

  it('neither erases nor renames her, nor signs her out', async () => {
    const before = await hers();
    const other = await stranger();
    await other.open('/manage/persons/erase');
    expect(other.text).toContain('Rien n’est gardé de vous ici');
    expect((await other.send('POST', '/manage/persons/erase')).status).toBe(403);
    expect((await other.send('POST', '/manage/persons/label', 'label=Moi')).status).toBe(403);
    expect((await other.send('POST', '/manage/sign-out', 'go=everywhere')).status).toBe(200);
    expect(await hers()).toBe(before);
    expect(await isIn(test, her.invited)).toBe(true);
  });

  it('adds nothing to what she holds', async () => {
    const before = await hers();
    const { token } = await test.published({ name: 'Les Saules' });
    expect((await (await stranger()).send('POST', '/manage/persons/holdings', `token=${token}`)).status).toBe(403);
    expect(await hers()).toBe(before);
  });

  it('is given a token of its own by an invitation, which opens nothing that she holds', async () => {
    const before = await hers();
    const bouleaux = await test.published({ name: 'Les Bouleaux' });
    const other = await stranger();
    const link = await invitedBy(await signedIn(bouleaux.token));
    await other.open(link);
    await other.fill(link, { label: 'Autre' });
    const [, token] = /id="once"[^>]*value="([^"]+)"/.exec(other.text)!;
    await other.open('/manage');
    // What was open stays open.
    expect(keptIn(other)).toEqual(['Les Aulnes', 'Les Bouleaux']);
    expect(keptIn(await signedIn(token!))).toEqual(['Les Bouleaux']);
    expect(await hers()).toBe(before);
  });

  it('registers, takes over and asks for a desk as somebody new', async () => {
    const before = await hers();
    const registering = await stranger();
    const fields = { name: 'Les Ormes', website: 'ormes.example', label: 'Autre', terms: '2026-1' };
    await registering.send('POST', '/manage/join/register', new URLSearchParams(fields).toString());
    const [, registered] = /id="once"[^>]*value="([^"]+)"/.exec(registering.text)!;
    expect(keptIn(await signedIn(registered!))).toEqual(['Les Ormes']);

    const tilleuls = await test.published({
      slug: 'les-tilleuls',
      name: 'Les Tilleuls',
      website: 'https://tilleuls.example',
    });
    const claiming = await stranger();
    await claiming.send('POST', `/manage/hosts/${tilleuls.slug}/take-over`, 'label=Autre&terms=2026-1');
    const [, claimed] = /id="once"[^>]*value="([^"]+)"/.exec(claiming.text)!;
    expect(keptIn(await signedIn(claimed!))).toEqual(['Les Tilleuls']);
    expect(await hers()).toBe(before);
  });

  it('changes nothing of her by any form of the desks', async () => {
    const before = await hers();
    const forms = formsOfDesks();
    expect(forms).toEqual(expect.arrayContaining(['/manage/persons/erase', '/manage/join/register']));
    expect(forms.length).toBeGreaterThan(80);
    const herToken = (
      await test.ask<{ items: { id: string; label: string }[] }>('GET', '/v1/tokens', { token: her.token })
    ).body.items.find(({ label }) => label === 'invitation')!.id;
    const link = await invitedBy(await signedIn(haies.token));
    const known: Record<string, string> = {
      host: 'les-aulnes',
      federation: 'les-haies',
      token: herToken,
      key: link.split('/').at(-1)!,
    };
    const ownDoors = ['/manage/hosts/:host/withdrawal', '/manage/sign-in'];
    for (const form of forms.filter((one) => !ownDoors.includes(one))) {
      const other = await stranger();
      const path = form.replaceAll(
        /:(\w+)/g,
        (_, name: string) => known[name] ?? '00000000-0000-4000-8000-000000000000',
      );
      const sent = new URLSearchParams({
        label: 'Autre',
        token: her.token.slice(0, -1),
        email: 'moi@ailleurs.example',
        as: herToken,
      });
      const { status } = await other.send('POST', path, sent.toString());
      expect(status, form).toBeLessThan(500);
      expect(await hers(), form).toBe(before);
    }
  }, 120_000);
});

describe('A token of a person', () => {
  /** Its id, as a colleague reads it in the list. */
  const idOf = async (token: string) =>
    (await test.ask<{ items: { id: string; prefix: string }[] }>('GET', '/v1/tokens', { token })).body.items.find(
      ({ prefix }) => token.startsWith(prefix),
    )!.id;
  const replaced = async (id: string, token: string) => {
    const { body } = await test.ask<{ token: string }>('POST', `/v1/tokens/${id}/rotation`, { token, body: {} });
    test.now = new Date(test.now.getTime() + 1000);
    return body.token;
  };
  /** Somebody who keeps two entries, each by a token of their own. */
  async function keeperOfTwo(host: Owned) {
    const one = await accepted(test, await invitedBy(await signedIn(host.token)), 'Deux');
    const link = await invitedBy(await signedIn(haies.token));
    await one.invited.open(link);
    await one.invited.fill(link);
    return one;
  }

  it('that a colleague replaces is the colleague’s to see, and opens no more than itself', async () => {
    const host = await test.published({ name: 'Les Frênes' });
    const { invited, token } = await keeperOfTwo(host);
    expect(keptIn(await signedIn(token))).toEqual(['Les Frênes', 'Les Haies']);
    const secret = await replaced(await idOf(token), host.token);
    expect(keptIn(await signedIn(secret))).toEqual(['Les Frênes']);
    await invited.open('/manage');
    expect(keptIn(invited)).toEqual(['Les Haies']);
  });

  it('that they replace themselves stays theirs', async () => {
    const host = await test.published({ name: 'Les Érables' });
    const { token } = await keeperOfTwo(host);
    const secret = await replaced(await idOf(token), token);
    expect(keptIn(await signedIn(secret))).toEqual(['Les Haies', 'Les Érables'].sort());
  });

  it('ends with what it opened, also of their other entries; those stay open to whoever came by another one', async () => {
    const host = await test.published({ name: 'Les Noyers' });
    const { invited, token } = await keeperOfTwo(host);
    const thief = await signedIn(token);
    expect(keptIn(thief)).toEqual(['Les Haies', 'Les Noyers']);
    await test.ask('DELETE', `/v1/tokens/${await idOf(token)}`, { token: host.token });
    expect(await isIn(test, thief)).toBe(false);
    await invited.open('/manage');
    expect(keptIn(invited)).toEqual(['Les Haies']);
  });

  it('no longer holds a shared token whose secret was replaced since they brought it', async () => {
    const [host, own] = [await test.published({ name: 'Les Cèdres' }), await test.published({ name: 'Les Pins' })];
    const { invited, token } = await accepted(test, await invitedBy(await signedIn(own.token)), 'Ancien');
    await invited.open('/manage/persons');
    await invited.fill('/manage/persons/holdings', { token: host.token });
    expect(keptIn(await signedIn(token))).toEqual(['Les Cèdres', 'Les Pins']);
    await replaced(await idOf(host.token), host.token);
    expect(keptIn(await signedIn(token))).toEqual(['Les Pins']);
  });
});

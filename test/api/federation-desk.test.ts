import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';

const test = useApp({ sendsMail: true });
const DESK = '/manage/federations/les-communs';
let communs: Owned;
let stranger: Owned;
let aulnes: Owned;

/** An officer who only follows links and fills in forms; every page is weighed. */
class Officer extends Browser {
  override async send(...sent: Parameters<Browser['send']>) {
    const answer = await super.send(...sent);
    const markup = this.text.replaceAll(/<script[\s\S]*?<\/script>/g, '');
    expect(Buffer.byteLength(markup), this.at).toBeLessThan(40_000);
    return answer;
  }

  /** The present page in plain words. */
  get said(): string {
    return this.text
      .slice(this.text.indexOf('<main'))
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/[\s\u00a0]+/g, ' ');
  }
}

const signedIn = async (token: string) => await new Officer(test).signIn(token);
const write = async (method: string, url: string, token: string, body?: object, ifMatch: string | undefined = '*') => {
  const { status, text } = await test.ask(method, url, { token, ...(ifMatch && { ifMatch }), body });
  expect([200, 201, 204], `${method} ${url} ${text}`).toContain(status);
};

beforeAll(async () => {
  communs = await test.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  stranger = await test.federation({ slug: 'les-rives', name: 'Les Rives', website: 'https://rives.example' });
  aulnes = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes', website: 'https://aulnes.example' });
});

describe('The first page of a federation', () => {
  it('is where signing in leads, and says what waits on top', async () => {
    const ask = { note: { fr: 'Nous suivons votre charte.' } };
    await write('POST', '/v1/federations/les-communs/members', aulnes.token, ask);
    const desk = await signedIn(communs.token);
    expect(desk.said).toContain('Les Aulnes demande à vous rejoindre');
    expect(desk.text).toContain(`href="${DESK}"`);
    await desk.open(DESK);
    expect(desk.said).toContain('Une chose vous attend.');
    expect(desk.said).toContain('Demandes d’adhésion (1)');
    expect(desk.text).toContain(`href="${DESK}/requests/les-aulnes"`);
    await desk.open(`${DESK}/waiting/requests`);
    expect(desk.said).toContain('Les Aulnes demande à vous rejoindre');
    await desk.open(`${DESK}/mail`);
    expect(desk.text).toContain(`href="${DESK}"`);
  });

  it('opens to this federation, to whom it invites, and to administrators; to nobody else', async () => {
    for (const { token } of [stranger, aulnes]) {
      const desk = await signedIn(token);
      expect((await desk.open(DESK)).status).toBe(403);
    }
    const admin = await signedIn(ADMIN_TOKEN);
    expect((await admin.open(DESK)).status).toBe(200);
    expect((await admin.open('/manage/federations/les-comuns')).status).toBe(404);
    const desk = await signedIn(communs.token);
    await desk.open('/manage/persons');
    await desk.fill('/manage/persons/invitations');
    const link = /value="https:\/\/bercail\.example([^"]+)"/.exec(desk.text)![1]!;
    const invited = new Officer(test);
    await invited.open(link);
    await invited.fill(link, { label: 'Camille' });
    expect((await invited.open(DESK)).status).toBe(200);
    const nobody = new Officer(test);
    await nobody.open(DESK);
    expect(nobody.at).toContain('/manage/sign-in');
  });
});

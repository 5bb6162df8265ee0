import type { Asker, Asking } from './answers.ts';
import { addressOf, type Operation } from './operations.ts';
import { ADMIN } from './service.ts';
import type { Story } from './story/story.ts';
import { NEXT_YEAR, whatever } from './story/teller.ts';

/** What every operation answers whoever may not ask it, or asks it wrongly: derived from the description alone. */

const NOBODY = 'nobody-here';
const NO_ID = '00000000-0000-4000-8000-000000000000';
const LANGUAGES = ['fr', 'en'] as const;

/** Whoever may ask an operation that not everybody may: of a federation its officers, of anything else administrators. */
export const holderOf = ({ path, id }: Operation, { federation, ormes }: Story): string =>
  path.startsWith('/v1/federations/') ? (id === 'askMembership' ? ormes.token : federation) : ADMIN;

export const nameIn = (operation: Operation, story: Story): string =>
  addressOf(operation, { ...story.names, ...story.namesOf[operation.id] });

const isWrite = ({ method }: Operation): boolean => method !== 'GET';
const takes = ({ parameters }: Operation, name: string): boolean =>
  parameters.some((one) => one.name.toLowerCase() === name);

/** Names that nothing has, one after the other; a name that a PUT would give is left as it is. */
function* unknownPlaces(operation: Operation, story: Story): Generator<[string, string]> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  for (const [index, name] of names.entries()) {
    if (operation.method === 'PUT' && index === names.length - 1 && index > 0) continue;
    const isId = /^[0-9a-f]{8}-/.test(story.names[name] ?? '');
    const known = { ...story.names, ...story.namesOf[operation.id], [name]: isId ? NO_ID : NOBODY };
    yield [name, addressOf(operation, known)];
  }
}

export async function refuseAll(asker: Asker, operations: readonly Operation[], story: Story): Promise<void> {
  for (const operation of operations) {
    const { method, isOpen } = operation;
    const path = nameIn(operation, story);
    const [type, body] = operation.bodies[0] ?? [];
    const own = { token: isOpen ? undefined : holderOf(operation, story) };
    const sent: Asking = body === undefined ? {} : { body, headers: { 'content-type': type! } };
    const needsVersion = takes(operation, 'if-match');
    const versioned = { ...sent.headers, ...(needsVersion && whatever) };
    const route = `${method} ${operation.path}`;
    for (const lang of LANGUAGES) {
      const ask = async (as: string, at: string, { headers, ...asking }: Asking) => {
        const { status } = await asker.ask(method, at, {
          as: `${as} ${lang}`,
          route,
          ...asking,
          headers: { 'accept-language': lang, ...headers },
        });
        // Work that was begun is over before anything else is asked.
        if (status === 202) await new Promise((done) => setTimeout(done, 5000));
      };
      await ask('a token that opens nothing', path, { ...sent, token: 'bcl_opens-nothing', headers: versioned });
      await ask('another parameter', `${path}?surprise=1`, { ...own, ...sent, headers: versioned });
      if (!isOpen) {
        await ask('nobody', path, { ...sent, headers: versioned });
        await ask('another host', path, { ...sent, token: story.draft.token, headers: versioned });
        await ask('a federation', path, {
          ...sent,
          token: method === 'GET' || path.startsWith('/v1/federations/') ? story.draft.token : story.federation,
          headers: versioned,
        });
      }
      for (const [name, at] of unknownPlaces(operation, story))
        await ask(`unknown ${name}`, at, { ...own, ...sent, headers: versioned });
      if (isWrite(operation)) {
        const language = { 'accept-language': lang };
        await asker.askTooMuch(method, path, {
          as: `too much ${lang}`,
          ...own,
          headers: { ...language, 'content-type': type ?? 'application/json', ...(needsVersion && whatever) },
        });
        await ask('another kind of body', path, {
          ...own,
          body: '<body/>',
          headers: { ...versioned, 'content-type': 'application/xml' },
        });
      }
      if (body !== undefined) {
        await ask('a body that ends', path, { ...own, body: '{', headers: versioned });
        await ask('a body that says nothing', path, {
          ...own,
          body: type?.includes('json') ? {} : '',
          headers: versioned,
        });
        if (type?.includes('json'))
          await ask('a body that says more', path, {
            ...own,
            body: { ...(body as object), surprise: 1 },
            headers: versioned,
          });
      }
      if (needsVersion) {
        await ask('without a version', path, { ...own, ...sent });
        await ask('a version of before', path, { ...own, ...sent, headers: { ...sent.headers, 'if-match': '"v0"' } });
      }
    }
  }
  await asker.ask('GET', `/v1/hosts?q=${'x'.repeat(17_000)}`, { as: 'without end' });
  const paths = new Map<string, Operation[]>();
  for (const one of operations) paths.set(one.path, [...(paths.get(one.path) ?? []), one]);
  for (const [, ofPath] of paths) {
    const other = ['PATCH', 'DELETE', 'PUT', 'POST'].find((method) => !ofPath.some((one) => one.method === method))!;
    for (const lang of LANGUAGES) {
      const headers = { 'accept-language': lang };
      const { status } = await asker.ask(other, nameIn(ofPath[0]!, story), { as: `no such method ${lang}`, headers });
      for (const { method, path } of ofPath) asker.note(`${method} ${path}`, status);
    }
  }
}

/** Of the host and the federation whose desks forms are sent from. */
export const WRITTEN_AT_DESKS = {
  ...{ host: 'les-ormes', federation: 'les-rives', criterion: 'free-software-only', key: 'essai', id: 'essai' },
  ...{ subject: 'criterion:free-software-only', value: 'ormes-vieux.example', leaving: 'framasoft' },
};

/** Things that are written, written anew and taken away again; what a federation says is then said once more. */
export async function comeAndGo(asker: Asker, operations: readonly Operation[], story: Story): Promise<void> {
  const names = { ...story.names, ...WRITTEN_AT_DESKS };
  const ofAdministrators = ['suspendHost', 'liftSuspension', 'putAlias', 'removeAlias'];
  const asOwner = (one: Operation) =>
    one.path.startsWith('/v1/federations/')
      ? story.rives
      : one.path.startsWith('/v1/hosts/{host}/') && !ofAdministrators.includes(one.id)
        ? story.ormes.token
        : holderOf(one, story);
  const write = async (one: Operation, as: string, headers: Record<string, string> = {}) => {
    const [type, body] = one.bodies[0] ?? [];
    const sent = { as, token: asOwner(one), headers };
    await asker.ask(one.method, addressOf(one, names), {
      ...sent,
      ...(body !== undefined && { body, headers: { ...headers, 'content-type': type! } }),
    });
  };
  const stages = { closed: `${NEXT_YEAR}-06-01` };
  const leaving = { stages, reason: { fr: 'À l’essai.' }, successor: 'les-ormes' };
  await asker.ask('PUT', '/v1/hosts/framasoft/closing', { token: ADMIN, body: leaving });
  const byId = (id: string) => operations.filter((one) => one.id === id);
  for (const gone of operations.filter(({ method }) => method === 'DELETE')) {
    const made = operations.find(({ method, path }) => path === gone.path && (method === 'PUT' || method === 'POST'));
    if (!made || gone.path.startsWith('/v1/duplicates')) continue;
    // What it is about is there first.
    for (const first of gone.path.includes('/services/{service}/') ? byId('putService') : [])
      await write(first, 'first');
    for (const first of gone.path.includes('/replies/') ? [...byId('putClaim'), ...byId('putReview')] : [])
      await write(first, 'first');
    await write(made, 'new');
    await write(made, 'anew', whatever);
    await asker.ask('DELETE', addressOf(gone, names), { token: asOwner(gone), headers: whatever });
  }
  await asker.ask('DELETE', '/v1/hosts/framasoft/closing', { token: ADMIN, headers: whatever });
  for (const id of [
    'putService',
    'putClaim',
    'putCommitment',
    'putFederationPolicy',
    'putOwnCriterion',
    'putFederationHelper',
    'putMember',
    'putChoice',
  ])
    for (const one of byId(id)) await write(one, 'to stay');
  for (const id of [
    'putReview',
    'createReferral',
    'createRecommendation',
    'createCase',
    'sendNeed',
    'putFederationSource',
  ])
    for (const one of byId(id)) await write(one, 'to stay');
}

/** What is answered to whoever asks too often, by a service that lets each ask once. */
export async function askTooOften(asker: Asker, operations: readonly Operation[], story: Story): Promise<void> {
  for (const operation of operations) {
    const [type, body] = operation.bodies[0] ?? [];
    const sent = body === undefined ? {} : { body, headers: { 'content-type': type! } };
    await asker.ask(operation.method, nameIn(operation, story), sent);
  }
}

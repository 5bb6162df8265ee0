import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Routes } from '../../bercail.ts';
import { confirmMailAddress, readConfirmation, readStop, stopMail } from '../../mail/addresses.ts';
import { takeForms } from '../../pages/frame/forms.ts';
import { Layout, Roof } from '../../pages/frame/layout.tsx';
import { addressIn, usePage, useWords } from '../../pages/frame/page.ts';
import { pageOf, sendPage } from '../../pages/frame/pages.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { MAIL } from './words.ts';

/** Asks before anything is done: programs that look at mails open their links. */
function Question({ title, lead, what, button }: { title: string; lead: string; what: string; button: string }) {
  const page = usePage();
  return (
    <Layout title={title} roof={<Roof heading={title} lead={lead} />}>
      <p>{what}</p>
      <form method="post" action={addressIn(page, page.path)}>
        <button type="submit">{button}</button>
      </form>
    </Layout>
  );
}

function Done({ title, lead }: { title: string; lead: string }) {
  const words = useWords(MAIL);
  return (
    <Layout title={title} roof={<Roof heading={title} lead={lead} />}>
      <p>
        <Link to="/">{words.home}</Link>
      </p>
    </Layout>
  );
}

/** Whoever has the link is who received it: no token and no session is asked for. */
const ANYBODY = { role: 'anonymous' } as const;

/** Where links in mails lead: a page that asks, and a form that does it. Nothing of them is kept by anybody. */
export const mailPages: Routes = (app, { contextFor, reference, publicUrl }) => {
  takeForms(app);
  // What mail programs send by themselves may come so too (RFC 8058); nothing is read from it.
  app.addContentTypeParser('multipart/form-data', { parseAs: 'string', bodyLimit: 10_000 }, async () => null);
  const config = { headers: 'page', crossOrigin: false } as const;

  /** Adds a page and its form. @param ask, act undefined: there is no such link */
  function addLink(
    scope: FastifyInstance,
    path: string,
    views: Record<
      'ask' | 'act',
      (secret: string, request: FastifyRequest) => Promise<((language: 'fr' | 'en') => VNode) | undefined>
    >,
  ): void {
    const answer = (step: 'ask' | 'act') => async (request: FastifyRequest, reply: FastifyReply) => {
      const { secret } = request.params as { secret: string };
      const page = pageOf(request, reference, publicUrl);
      const view = await views[step](secret, request);
      const { over } = MAIL[page.language];
      reply.code(view ? 200 : 404);
      return sendPage(
        reply,
        page,
        view ? view(page.language) : <Done title={over.title} lead={over.lead} />,
        'no-store',
      );
    };
    scope.get(path, { config, schema: { hide: true } }, answer('ask'));
    scope.post(path, { config, schema: { hide: true } }, answer('act'));
  }

  addLink(app, '/manage/mail/confirm/:secret', {
    ask: async (secret) => {
      const name = await readConfirmation(contextFor(ANYBODY), secret);
      if (name === undefined) return undefined;
      return (language) => <Question {...MAIL[language].confirm} lead={MAIL[language].confirm.lead(name)} />;
    },
    act: async (secret) => {
      const name = await confirmMailAddress(contextFor(ANYBODY), secret);
      if (name === undefined) return undefined;
      return (language) => <Done title={MAIL[language].confirm.doneTitle} lead={MAIL[language].confirm.done(name)} />;
    },
  });
  // Its POST is also what mail programs send by themselves.
  addLink(app, '/manage/mail/stop/:secret', {
    ask: async (key) => {
      const found = await readStop(contextFor(ANYBODY), key);
      if (!found) return undefined;
      return (language) => {
        const { stop } = MAIL[language];
        return found.isStopped ? <Done title={stop.doneTitle} lead={stop.done} /> : <Question {...stop} />;
      };
    },
    act: async (key) => {
      if (!(await stopMail(contextFor(ANYBODY), key))) return undefined;
      return (language) => <Done title={MAIL[language].stop.doneTitle} lead={MAIL[language].stop.done} />;
    },
  });
};

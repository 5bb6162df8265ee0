import type { FastifyRequest } from 'fastify';
import type { Reference } from '../../vocabulary/reference.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { List } from '../frame/lists.tsx';
import { render, useWords } from '../frame/page.ts';
import { pageOf } from '../frame/pages.ts';
import { Link } from '../frame/parts.tsx';
import { PROMISE } from '../words/promise.ts';

/** Leads from the foot of pages about the interface to what is promised of it. */
export function PromiseLink() {
  return <Link to="/docs/promise">{useWords(PROMISE).link}</Link>;
}

function PromisePage() {
  const words = useWords(PROMISE);
  return (
    <Layout title={words.title} roof={<Roof heading={words.title} lead={words.lead} />}>
      {words.parts.map(({ heading, lines }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <List of={lines}>{(line) => line}</List>
        </section>
      ))}
    </Layout>
  );
}

export const promisePage = (request: FastifyRequest, reference: Reference, site: string): string =>
  render(pageOf(request, reference, site), <PromisePage />);

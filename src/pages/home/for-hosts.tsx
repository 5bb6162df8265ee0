import type { Operator } from '../../config.ts';
import type { Host } from '../../documents/host.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, Tap } from '../frame/parts.tsx';
import { MendLinks } from '../parts/mend-links.tsx';
import { FOR_HOSTS } from '../words/for-hosts.ts';
import { Operated, Sections } from './legal.tsx';

/** How one takes an entry over, and how one registers: what it takes today follows at once. */
const WAYS_IN = 2;

/** How a host keeps its entry, takes one over, registers, and leaves; about one entry where its page leads here. */
export function ForHosts({ operator, host }: { operator: Operator; host: Host | undefined }) {
  const words = useWords(FOR_HOSTS);
  const { site } = usePage();
  const post = (path: string, rest: string) => `curl -sS -X POST ${site}/v1/hosts${path} ${rest}`;
  const json = "-H 'content-type: application/json' -d";
  const slug = host?.slug ?? words.yourSlug;
  const isReachable = operator.contact !== undefined;
  return (
    <Layout
      title={words.title}
      description={words.lead}
      roof={
        <Roof heading={words.heading} lead={words.lead}>
          {!host && (
            <p class="row">
              <Tap to="/manage/join" class="button" text={words.join} />
              <Tap to="/hosts" text={words.hosts} />
            </p>
          )}
        </Roof>
      }
    >
      {host && (
        <section class="card">
          <h2>{words.yours(host.name)}</h2>
          <p>{host.confirmedByHost ? words.confirmed : words.compiled}</p>
          <p class="row">
            <Tap to={`/manage/hosts/${host.slug}/take-over`} class="button" text={words.takeThisOver} />
            <Tap to={`/hosts/${host.slug}`} text={words.see} />
          </p>
          <MendLinks slug={host.slug} />
        </section>
      )}
      <Sections sections={words.sections.slice(0, WAYS_IN)} />
      <section>
        <h2>{words.desk}</h2>
        <p>{words.deskLead}</p>
        <p>
          <Tap to="/manage" class="button" text={words.manage} />
        </p>
        <h2>{words.commands}</h2>
        <p>{words.commandsLead}</p>
        <Fold title={words.commandsFold}>
          <p>{words.takeOver}</p>
          <p class="letter code">{post(`/${slug}/ownership`, `${json} '{"terms":"2026-1"}'`)}</p>
          <p>{words.register}</p>
          <p class="letter code">
            {post('', `${json} '{"name":"Les Aulnes","website":"https://aulnes.example","terms":"2026-1"}'`)}
          </p>
          <p>{words.prove}</p>
          <p class="letter code">{post(`/${slug}/domain-checks`, "-H 'authorization: Bearer bcl_…'")}</p>
          <p>
            <a href="/docs">{words.documentation}</a> · <Link to="/terms">{words.terms}</Link>
          </p>
        </Fold>
      </section>
      <Sections sections={words.sections.slice(WAYS_IN)} />
      <section>
        <h2>{words.operator}</h2>
        <p>{words.withoutKey[isReachable ? 'reachable' : 'nobody']}</p>
        {(isReachable || operator.name !== undefined) && <Operated operator={operator} />}
      </section>
    </Layout>
  );
}

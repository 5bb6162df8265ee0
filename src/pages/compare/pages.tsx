import type { Routes } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { createSlices, runInSlices } from '../../ground/slices.ts';
import { curved } from '../../ground/texts.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { pageOf, publicPage } from '../frame/pages.ts';
import { Choice, Go, Link, Notice, PrintButton } from '../frame/parts.tsx';
import { FindHost } from '../home/home.tsx';
import { Side, type SideRow } from '../parts/facts.tsx';
import { COMPARE, COMPARE_HOSTS, SIDE } from '../words/compare.ts';
import { type Compared, likeHosts, MOST_COMPARED, readCompared } from './asked.ts';
import { hostRows } from './rows.tsx';

interface CompareView {
  asked: Compared;
  rows: readonly SideRow[];
  /** Others that offer like things. */
  like: readonly Host[];
  day: string;
}

/** Names that nobody has, with those that may have been meant, and hosts that are not compared. */
function Amiss({ asked: { unknown, left } }: Pick<CompareView, 'asked'>) {
  const words = useWords(COMPARE_HOSTS);
  if (unknown.length === 0 && left.length === 0) return null;
  return (
    <Notice>
      {unknown.map(({ typed, near }) => (
        <p key={typed}>
          {words.unknown(typed)}
          {near.length > 0 && (
            <>
              {' '}
              {words.meant}{' '}
              {near.map(({ name, path }, place) => (
                <>
                  {place > 0 && ', '}
                  <Link to={path}>{curved(name)}</Link>
                </>
              ))}
            </>
          )}
        </p>
      ))}
      {left.map(({ slug, name }) => (
        <p key={slug}>
          <Link to={`/hosts/${slug}`}>{words.left(name)}</Link>
        </p>
      ))}
    </Notice>
  );
}

interface ChooserProps {
  title: string;
  lead: string;
  /** Compared in any case. */
  kept: readonly Host[];
  choices: readonly Host[];
  /** How many of the choices are ticked to begin with. */
  ticked: number;
}

/** A form that asks for a comparison: its address is the answer. */
function Chooser({ title, lead, kept, choices, ticked }: ChooserProps) {
  const words = useWords(COMPARE_HOSTS);
  const page = usePage();
  const { lang, usage } = page.query;
  return (
    <section class="tight screen">
      <form class="narrow" action="/compare">
        {lang && <input type="hidden" name="lang" value={lang} />}
        {[usage ?? []].flat().map((one) => (
          <input type="hidden" name="usage" value={one} key={one} />
        ))}
        {kept.map(({ slug }) => (
          <input type="hidden" name="host" value={slug} key={slug} />
        ))}
        <fieldset>
          <legend>
            <strong>{title}</strong>
          </legend>
          <p class="hint">{lead}</p>
          {choices.map(({ slug, name }, place) => (
            <Choice key={slug} type="checkbox" name="host" value={slug} checked={place < ticked} label={name} />
          ))}
        </fieldset>
        <Go line="row" class="first" text={words.compare} />
      </form>
    </section>
  );
}

/** Two or three hosts side by side, with room for their answers; else how to choose them. */
function ComparePage({ asked, rows, like, day }: CompareView) {
  const words = useWords(COMPARE_HOSTS);
  const side = useWords(SIDE);
  const { asOf } = useWords(COMPARE);
  const { say } = usePage();
  const { hosts } = asked;
  const count = hosts.length;
  const isTooMany = count > MOST_COMPARED;
  const room = MOST_COMPARED - count;
  return (
    <Layout
      title={words.title}
      wide
      {...(count === 0 && { description: words.how })}
      {...(count > 0 && { more: <meta name="robots" content="noindex" /> })}
      roof={
        <Roof
          crumb={<Link to="/hosts">{words.hosts}</Link>}
          heading={count === 1 ? side.compareOf(curved(hosts[0]!.name)) : words.heading(isTooMany ? 0 : count)}
          lead={isTooMany ? undefined : count === 0 ? words.how : count === 1 ? words.oneLead : words.lead}
        />
      }
    >
      <Amiss asked={asked} />
      {isTooMany && <Chooser title={words.keep} lead={words.tooMany(count)} kept={[]} choices={hosts} ticked={3} />}
      {!isTooMany && count === 1 && like.length > 0 && (
        <Chooser title={words.keep} lead={words.like} kept={hosts} choices={like} ticked={room} />
      )}
      {!isTooMany && count > 1 && (
        <section class="tight">
          <Side
            columns={hosts.map(({ slug, name }) => ({
              key: slug,
              name,
              heading: <Link to={`/hosts/${slug}`}>{name}</Link>,
            }))}
            rows={rows}
          />
        </section>
      )}
      {!isTooMany && count > 1 && (
        <section class="tight screen">
          <PrintButton />
        </section>
      )}
      {count === 2 && like.length > 0 && (
        <Chooser title={words.add} lead={words.like} kept={hosts} choices={like} ticked={0} />
      )}
      {(count < 2 || asked.unknown.length > 0) && (
        <Section class="screen narrow" title={words.search}>
          <FindHost />
        </Section>
      )}
      {count > 1 && !isTooMany && (
        <section class="tight">
          <p class="small soft">{asOf(say.date(day))}</p>
        </section>
      )}
    </Layout>
  );
}

/** Two or three hosts side by side, at an address of their own: it holds no need. */
export const comparePages: Routes = (app, { catalogue, policy, publicUrl }) => {
  const slices = createSlices();
  publicPage(app, '/compare', { dependsOn: catalogue, headers: 'page' }, async (request, model) => {
    const asked = readCompared(request.query, model);
    const page = pageOf(request, model.reference, publicUrl, {
      carried: { host: asked.hosts.map(({ slug }) => slug), usage: asked.usages },
      reads: ['host', 'usage'],
      leftOut: { values: asked.unknownUsages },
    });
    const hasRoom = asked.hosts.length < MOST_COMPARED;
    const like = hasRoom ? await runInSlices(slices, likeHosts(asked.hosts, model)) : [];
    const rows = hostRows(asked, model, policy, page);
    return [page, <ComparePage key="compare" asked={asked} rows={rows} like={like} day={model.day} />];
  });
};

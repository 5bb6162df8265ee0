import { renderToString } from 'preact-render-to-string';
import { findHost, type Model } from '../../catalogue/model.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { BUILDER } from '../words/builder.ts';
import { BADGE_HEIGHT, badgeLabel } from './badge.tsx';
import { LineToCopy } from './snippets.tsx';

/** What Markdown would read as its own, in a text between square brackets. */
const plainIn = (text: string): string => text.replaceAll(/[\\[\]*_`<>]/g, '\\$&').replaceAll(/\s+/g, ' ');

interface BadgePageProps {
  /** Of the host, as it was asked for. */
  slug: string | undefined;
  model: Model;
  publicUrl: string;
}

/** The page where a host takes its badge along. */
export function BadgePage({ slug, model, publicUrl }: BadgePageProps) {
  const { badge: words } = useWords(BUILDER);
  const { language, say, query } = usePage();
  const host = slug === undefined ? undefined : findHost(model, slug);
  const isUnknown = slug !== undefined && !host;
  const hosts = model.documents
    .filter(({ state }) => state !== 'closed')
    .toSorted((a, b) => a.name.localeCompare(b.name, language));
  return (
    <Layout title={words.title} roof={<Roof heading={words.title} lead={words.lead} />}>
      <form method="get" action="/embed/badge">
        <div class="field">
          <label for="host">{words.host}</label>
          <select
            id="host"
            name="host"
            required
            aria-describedby={isUnknown ? 'fault-host' : undefined}
            aria-invalid={isUnknown || undefined}
          >
            <option value="">{words.choose}</option>
            {hosts.map(({ slug: one, name }) => (
              <option key={one} value={one} selected={one === host?.slug}>
                {name}
              </option>
            ))}
          </select>
          {isUnknown && (
            <p class="fault" id="fault-host">
              {words.unknown}
            </p>
          )}
        </div>
        {query.lang && <input type="hidden" name="lang" value={query.lang} />}
        <p class="row">
          <button type="submit" class="first">
            {words.show}
          </button>
        </p>
      </form>
      {host && <BadgeLines host={host} label={badgeLabel(host, say)} publicUrl={publicUrl} />}
      <p>
        <Link to="/embed" class="tap">
          {words.back}
        </Link>
      </p>
    </Layout>
  );
}

function BadgeLines({
  host: { slug },
  label,
  publicUrl,
}: {
  host: { slug: string };
  label: string;
  publicUrl: string;
}) {
  const { badge: words } = useWords(BUILDER);
  const { language, query } = usePage();
  const carried = query.lang ? `?lang=${language}` : '';
  const [page, picture] = [`${publicUrl}/hosts/${slug}${carried}`, `/badge/${slug}.svg${carried}`];
  const html = renderToString(
    <a href={page}>
      <img src={publicUrl + picture} alt={label} height={BADGE_HEIGHT} />
    </a>,
  );
  return (
    <>
      <p>
        <img class="badge" src={picture} alt={label} height={BADGE_HEIGHT} />
      </p>
      <h2>{words.lines}</h2>
      <LineToCopy id="html" label={words.html} hint={words.htmlHint} text={html} />
      <LineToCopy
        id="markdown"
        label={words.markdown}
        hint={words.markdownHint}
        text={`[![${plainIn(label)}](${publicUrl}${picture})](${page})`}
      />
    </>
  );
}

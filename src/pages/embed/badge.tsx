import { renderToString } from 'preact-render-to-string';
import type { Routes } from '../../bercail.ts';
import { refuseAbsentPage } from '../../catalogue/gone.ts';
import { findHost, type Model } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import { isUnavailable } from '../../federations/recommendable.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { publicRoute } from '../../http/get.ts';
import { type Speaker, speaker } from '../../vocabulary/speaker.ts';
import { ROOF } from '../frame/accent.ts';
import { Select, withFault } from '../frame/fields.tsx';
import { Layout, Roof } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Go, Tap } from '../frame/parts.tsx';
import { themeAt } from '../frame/theme.ts';
import { BUILDER } from '../words/builder.ts';
import { EMBED } from '../words/embed.ts';
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
        <Select
          filled={withFault('host', isUnknown ? words.unknown : undefined, { host: host?.slug })}
          {...{ name: 'host', label: words.host, required: true }}
          groups={[['', [['', words.choose], ...hosts.map((one) => [one.slug, one.name] as const)]]]}
        />
        {query.lang && <input type="hidden" name="lang" value={query.lang} />}
        <Go line="row" class="first" text={words.show} />
      </form>
      {host && <BadgeLines host={host} label={badgeLabel(host, say)} publicUrl={publicUrl} />}
      <Tap line to="/embed" text={words.back} />
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
  const ofNight = `${picture}${carried ? '&' : '?'}theme=dark`;
  const html = renderToString(
    <a href={page}>
      <picture>
        <source srcset={publicUrl + ofNight} media="(prefers-color-scheme: dark)" />
        <img src={publicUrl + picture} alt={label} height={BADGE_HEIGHT} />
      </picture>
    </a>,
  );
  return (
    <>
      <p>
        <img class="badge" src={picture} alt={label} height={BADGE_HEIGHT} />{' '}
        <img class="badge" src={ofNight} alt={words.night} height={BADGE_HEIGHT} />
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

const NAME_MAX = 40;
/** Width of a letter in pixels: enough for most; a wider text is pressed together. */
const LETTER = 7.2;
const SIDE = 10;
// A text of ours may hold characters that no XML may.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const BADGE_HEIGHT = 28;

/** That a host is in the catalogue, if it still is. */
function statusOf(host: Host, say: Speaker): string {
  const words = EMBED[say.language].badge;
  return isUnavailable(host)
    ? words.gone
    : [words.listed, host.confirmedOn && words.confirmed(say.date(host.confirmedOn))].filter(Boolean).join(', ');
}

/** What a badge says, for anyone who does not see it. */
const badgeLabel = (host: Host, say: Speaker): string =>
  EMBED[say.language].badge.label(host.name.replaceAll(NOT_XML, ''), statusOf(host, say));

/** The ground of what is said, and its letters. */
const GROUNDS = { light: ['#fff', '#1d1d1b'], dark: ['#1d1d1b', '#f4f2ec'] } as const;

/** A small picture that a host shows on its own site: its name, and that it is in the catalogue, if it still is. */
function badgeOf(host: Host, say: Speaker, theme: keyof typeof GROUNDS): string {
  const [ground, letters] = GROUNDS[theme];
  const whole = host.name.replaceAll(NOT_XML, '');
  const name = whole.length > NAME_MAX ? `${whole.slice(0, NAME_MAX - 1)}…` : whole;
  const status = statusOf(host, say);
  const [left, right] = [name, status].map((text) => Math.ceil(text.length * LETTER)) as [number, number];
  const middle = left + 2 * SIDE;
  const width = middle + right + 2 * SIDE;
  const label = badgeLabel(host, say);
  return renderToString(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={BADGE_HEIGHT}
      viewBox={`0 0 ${width} ${BADGE_HEIGHT}`}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <rect width={width} height={BADGE_HEIGHT} rx="5" fill={ROOF} />
      <path d={`M${middle} 1h${width - middle - 6}a5 5 0 0 1 5 5v16a5 5 0 0 1-5 5H${middle}z`} fill={ground} />
      <g font-family="system-ui,sans-serif" font-size="13">
        <text x={SIDE} y="18" fill="#fff" font-weight="700" textLength={left} lengthAdjust="spacingAndGlyphs">
          {name}
        </text>
        <text x={middle + SIDE} y="18" fill={letters} textLength={right} lengthAdjust="spacingAndGlyphs">
          {status}
        </text>
      </g>
    </svg>,
  );
}

export const badgeRoutes: Routes = (app, { catalogue, db }) => {
  publicRoute(
    app,
    '/badge/:file',
    { dependsOn: catalogue, reading: { byLanguage: true }, schema: { hide: true } },
    async (request, model) => {
      const [, slug] = /^(.+)\.svg$/.exec((request.params as { file: string }).file) ?? [];
      if (slug === undefined)
        throw new CatalogueError('host-not-found', {
          fr: 'Aucun hébergeur du catalogue ne porte ce nom. L’adresse finit par .svg.',
          en: 'No host of the catalogue has this name. The address ends in .svg.',
        });
      const host = findHost(model, slug) ?? (await refuseAbsentPage(db, slug, model.reference));
      const say = speaker(languageOf(request), model.reference);
      return { body: badgeOf(host, say, themeAt(request.url) ?? 'light'), type: 'image/svg+xml' };
    },
  );
};

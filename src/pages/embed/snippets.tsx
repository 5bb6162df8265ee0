import { renderToString } from 'preact-render-to-string';
import type { Model } from '../../catalogue/model.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { Fold, Section, Steps } from '../frame/lists.tsx';
import { useWords } from '../frame/page.ts';
import { CopyButton, Tap } from '../frame/parts.tsx';
import { onlyFromOf } from '../parts/list-keeper.tsx';
import { BUILDER } from '../words/builder.ts';
import { type Filters, settingsOf } from './filters.ts';
import { PINNED } from './script-routes.ts';
import { type Prepared, Settings } from './settings.tsx';

interface BuilderProps {
  prepared: Prepared;
  model: Model;
  reference: Reference;
  publicUrl: string;
}

/** The page where the owner of a site chooses a list, looks at it, and copies what shows it. */
export function Builder(props: BuilderProps) {
  const words = useWords(BUILDER);
  const { publicUrl, prepared } = props;
  const { filters } = prepared.asked;
  const lines = linesOf(publicUrl, filters, prepared.language);
  const line = (id: 'element' | 'frame' | 'link' | 'pinned' | 'questions') => (
    <LineToCopy id={id} label={words[id]} hint={words[`${id}Hint`]} text={lines[id]} />
  );
  return (
    <Layout title={words.title} wide roof={<Roof heading={words.title} lead={words.lead} />}>
      <div class="halves">
        <Section class="stack" title={words.choices}>
          <Settings {...props} />
        </Section>
        <Section title={words.preview}>
          <iframe class="preview" src={listAddress('', filters, prepared.language)} title={words.frameTitle} />
        </Section>
      </div>
      <Section class="stack" title={words.lines}>
        <div class="cards three">
          <div class="card">{line('element')}</div>
          <div class="card">{line('frame')}</div>
          <div class="card">{line('link')}</div>
        </div>
      </Section>
      <section class="text stack">
        <p>{words.policy(new URL(publicUrl).origin)}</p>
        <p>{words.privacy}</p>
        <Fold title={words.others}>
          {line('questions')}
          {line('pinned')}
        </Fold>
      </section>
      <div class="halves">
        <Section class="stack" title={words.wordpress.title}>
          <p>{words.wordpress.lead}</p>
          <Steps of={words.wordpress.steps} />
          <p>
            <a class="button" href="/embed/wordpress.php" download="bercail.php">
              {words.wordpress.download}
            </a>
          </p>
          <LineToCopy
            id="shortcode"
            label={words.wordpress.line}
            hint={words.wordpress.lineHint}
            text={lines.shortcode}
          />
          <p class="small soft">{words.wordpress.licence}</p>
        </Section>
        <Section class="stack" title={words.spip.title}>
          <p>{words.spip.lead}</p>
          <Steps of={words.spip.steps} />
          <h2>{words.badge.title}</h2>
          <Tap line to="/embed/badge" text={words.forHosts} />
        </Section>
      </div>
    </Layout>
  );
}

const HEIGHT = 720;
const QUESTIONS_HEIGHT = 900;

/** The address of the list with these settings. */
export const listAddress = (publicUrl: string, filters: Filters, language: Language): string =>
  `${publicUrl}/embed/search?${new URLSearchParams({ ...settingsOf(filters), lang: language })}`;

/** The address of the questions. Settings that would answer one of them are left out. */
function questionsAddress(publicUrl: string, { federation, scope, accent }: Filters, language: Language): string {
  const settings = {
    ...(federation && { federation: federation.slug, ...onlyFromOf(scope) }),
    ...(accent && { accent: accent.original.slice(1) }),
    lang: language,
  };
  return `${publicUrl}/embed/match?${new URLSearchParams(settings)}`;
}

/** What gives our frames the height that their pages tell, for pages of others: from our address only. */
const resizing = (origin: string): string => `<script>
addEventListener("message", function (e) {
  if (e.origin === ${JSON.stringify(origin)} && e.data && e.data.bercail > 0)
    document.querySelectorAll("iframe").forEach(function (f) {
      if (f.contentWindow === e.source) f.style.height = e.data.bercail + "px"
    })
})
</script>`;

/**
 * A frame, and its script. Where a site's policy drops the style, the width that is left fits any phone: no width in
 * percents is valid HTML.
 */
function frame(publicUrl: string, address: string, title: string, height: number): string {
  const element = (
    <iframe
      src={address}
      title={title}
      width={300}
      height={height}
      style={{ width: '100%', border: 0 }}
      loading="lazy"
    />
  );
  return `${renderToString(element)}\n${resizing(new URL(publicUrl).origin)}`;
}

/** Settings as the shortcode of WordPress names them. */
function shortcode(filters: Filters, language: Language): string {
  const { usage, territory, federation, onlyFrom, state } = settingsOf(filters);
  const scopes: Record<string, string> = { selection: 'selection', everybody: 'tous' };
  const attributes = {
    usage,
    territoire: territory,
    reseau: federation,
    hebergeurs: onlyFrom && scopes[onlyFrom],
    convient: state && 'oui',
    langue: language,
  };
  const written = Object.entries(attributes).flatMap(([name, value]) => (value ? [`${name}="${value}"`] : []));
  return `[${['bercail', ...written].join(' ')}]`;
}

/** What a site copies into its page to show the list, or the questions, by each way there is. */
export function linesOf(publicUrl: string, filters: Filters, language: Language) {
  const words = BUILDER[language];
  const address = listAddress(publicUrl, filters, language);
  const Element = 'bercail-search' as 'div';
  const link = renderToString(<a href={address}>{words.frameTitle}</a>);
  const element = renderToString(
    <Element {...settingsOf(filters)} lang={language}>
      <a href={address}>{words.frameTitle}</a>
    </Element>,
  );
  const script = (path: string, integrity?: string) =>
    renderToString(<script async src={publicUrl + path} {...(integrity && { integrity, crossOrigin: 'anonymous' })} />);
  return {
    element: `${element}\n${script('/embed.js')}`,
    frame: frame(publicUrl, address, words.frameTitle, HEIGHT),
    link,
    pinned: `${element}\n${script(PINNED.path, PINNED.integrity)}`,
    questions: frame(publicUrl, questionsAddress(publicUrl, filters, language), words.questionsFrame, QUESTIONS_HEIGHT),
    shortcode: shortcode(filters, language),
  };
}

/** Lines to copy, with one sentence that says when. */
export function LineToCopy({ id, label, hint, text }: { id: string; label: string; hint: string; text: string }) {
  return (
    <section class="stack">
      <h3>
        <label for={id}>{label}</label>
      </h3>
      <p id={`hint-${id}`}>{hint}</p>
      <textarea id={id} class="code" readOnly rows={5} spellcheck={false} aria-describedby={`hint-${id}`}>
        {text}
      </textarea>
      <p class="row">
        <CopyButton of={id} />
      </p>
    </section>
  );
}

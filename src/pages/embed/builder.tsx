import { renderToString } from 'preact-render-to-string';
import type { Model } from '../../catalogue/model.ts';
import { capital } from '../../ground/texts.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Choice, CopyButton } from '../frame/parts.tsx';
import { offeredUsages } from '../need/choices.tsx';
import { HOST_SCOPES, onlyFromOf } from '../need/federation.tsx';
import { EMBED } from '../words/embed.ts';
import { curved } from '../words/typeset.ts';
import { type Filters, settingsOf } from './filters.ts';
import { PINNED } from './script-routes.ts';

const HEIGHT = 600;
const QUESTIONS_HEIGHT = 900;

/** The address of the list with these settings. */
const listAddress = (publicUrl: string, filters: Filters, language: Language): string =>
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

/**
 * What a site copies into its page to show the list: by frame, by element, by element with a script that cannot change;
 * or the questions, in a frame.
 */
function linesOf(publicUrl: string, filters: Filters, language: Language) {
  const words = EMBED[language];
  const address = listAddress(publicUrl, filters, language);
  const Element = 'bercail-search' as 'div';
  const element = renderToString(
    <Element {...settingsOf(filters)} lang={language}>
      <a href={address}>{words.builder.frame}</a>
    </Element>,
  );
  const script = (path: string, integrity?: string) =>
    renderToString(<script async src={publicUrl + path} {...(integrity && { integrity, crossOrigin: 'anonymous' })} />);
  return {
    frame: renderToString(
      <iframe src={address} title={words.builder.frame} width="100%" height={HEIGHT} frameBorder="0" loading="lazy" />,
    ),
    questions: renderToString(
      <iframe
        src={questionsAddress(publicUrl, filters, language)}
        title={words.builder.questionsFrame}
        width="100%"
        height={QUESTIONS_HEIGHT}
        frameBorder="0"
        loading="lazy"
      />,
    ),
    element: element + script('/embed.js'),
    pinned: element + script(PINNED.path, PINNED.integrity),
  };
}

interface BuilderProps {
  filters: Filters;
  model: Model;
  reference: Reference;
  publicUrl: string;
}

interface SelectProps {
  name: string;
  label: string;
  none: string;
  chosen: string | undefined;
  options: readonly (readonly [value: string, text: string])[];
}

function SelectField({ name, label, none, chosen, options }: SelectProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{none}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What the list shows, in a form whose answers are in the address: they are about a site, not about a person. */
function Settings({ filters, model, reference }: Omit<BuilderProps, 'publicUrl'>) {
  const { builder: words } = useWords(EMBED);
  const { say, query } = usePage();
  const { usage, territory, federation, state } = settingsOf(filters);
  const { accent } = filters;
  const usages = [...offeredUsages(model)]
    .map((key) => [key, capital(say.usage(key))] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, say.language));
  const departements = reference.territories.departements.map(
    ({ code, name }) => [`departement:${code}`, `${code} ${name}`] as const,
  );
  const federations = model.federations.map(({ slug, name }) => [slug, curved(name)] as const);
  const isAdjusted = accent && (accent.light !== accent.original || accent.dark !== accent.original);
  return (
    <form method="get" action="/embed">
      <SelectField name="usage" label={words.usage} none={words.everyUsage} chosen={usage} options={usages} />
      <SelectField
        name="territory"
        label={words.territory}
        none={words.everywhere}
        chosen={territory}
        options={departements}
      />
      <SelectField
        name="federation"
        label={words.federation}
        none={words.everyFederation}
        chosen={federation}
        options={federations}
      />
      <div class="field">
        <label for="onlyFrom">{words.scope}</label>
        <select id="onlyFrom" name="onlyFrom" aria-describedby="hint-onlyFrom">
          {HOST_SCOPES.map((value) => (
            <option key={value} value={value} selected={value === filters.scope}>
              {words.scopeChoices[value]}
            </option>
          ))}
        </select>
        <p class="hint small" id="hint-onlyFrom">
          {words.scopeHint}
        </p>
      </div>
      <Choice type="checkbox" name="state" value="fits" checked={state === 'fits'} label={words.fits} />
      <div class="field">
        <label for="accent">{words.accent}</label>
        <input type="text" id="accent" name="accent" value={accent?.original.slice(1)} aria-describedby="hint-accent" />
        <p class="hint small" id="hint-accent">
          {isAdjusted ? words.adjusted(accent.original, accent.light, accent.dark) : words.accentHint}
        </p>
      </div>
      {query.lang && <input type="hidden" name="lang" value={query.lang} />}
      <button type="submit">{words.show}</button>
    </form>
  );
}

function LineToCopy({ id, label, hint, text }: { id: string; label: string; hint: string; text: string }) {
  return (
    <section>
      <h3>
        <label for={id}>{label}</label>
      </h3>
      <p id={`hint-${id}`}>{hint}</p>
      <textarea id={id} readOnly rows={5} spellcheck={false} aria-describedby={`hint-${id}`}>
        {text}
      </textarea>
      <p class="row">
        <CopyButton of={id} />
      </p>
    </section>
  );
}

/** The page where the owner of a site prepares the line to copy. */
export function Builder(props: BuilderProps) {
  const { builder: words } = useWords(EMBED);
  const { language } = usePage();
  const { filters, publicUrl } = props;
  const lines = linesOf(publicUrl, filters, language);
  return (
    <Layout title={words.title} roof={<Roof heading={words.title} lead={words.lead} />}>
      <Settings {...props} />
      <h2>{words.preview}</h2>
      <iframe src={listAddress('', filters, language)} title={words.frame} height={420} />
      <h2>{words.line}</h2>
      <LineToCopy id="frame" label={words.byFrame} hint={words.lineHint} text={lines.frame} />
      <LineToCopy id="element" label={words.element} hint={words.elementHint} text={lines.element} />
      <LineToCopy id="pinned" label={words.pinned} hint={words.pinnedHint} text={lines.pinned} />
      <h2>{words.questions}</h2>
      <LineToCopy id="questions" label={words.byFrame} hint={words.questionsHint} text={lines.questions} />
      <p>{words.privacy}</p>
    </Layout>
  );
}

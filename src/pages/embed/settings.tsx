import type { Model } from '../../catalogue/model.ts';
import { inLanguage } from '../../ground/errors.ts';
import { capital, curved } from '../../ground/texts.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { LANGUAGES, type Language } from '../../vocabulary/terms.ts';
import { coloursOf } from '../frame/face.ts';
import { usePage, useWords } from '../frame/page.ts';
import { offeredUsages } from '../need/choices.tsx';
import { HOST_SCOPES } from '../need/federation.tsx';
import { BUILDER } from '../words/builder.ts';
import { type Asked, keyOf, readFilters } from './filters.ts';

/** What the form asks besides the settings of a list. */
export interface Prepared {
  asked: Asked;
  /** Of the list; that of the page is another matter. */
  language: Language;
}

/**
 * The settings in the address of the form. A colour may be typed, or picked: the picker always sends one, so it counts
 * when it differs from the one that it was `shown` with.
 */
export function readPrepared(query: unknown, model: Model, reference: Reference, pageLanguage: Language): Prepared {
  const { picked, shown, list, ...settings } = query as Record<string, unknown>;
  const accent = typeof picked === 'string' && picked !== shown ? { accent: picked } : {};
  return {
    asked: readFilters({ ...settings, ...accent }, model, reference),
    language: LANGUAGES.find((one) => one === list) ?? pageLanguage,
  };
}

interface SettingsProps {
  prepared: Prepared;
  model: Model;
  reference: Reference;
}

/** What is wrong with a setting, beside its field. */
function Fault({ of, asked }: { of: string; asked: Asked }) {
  const { language } = usePage();
  const fault = asked.faults.get(of);
  return fault ? (
    <p class="fault" id={`fault-${of}`}>
      {inLanguage(fault, language)}
    </p>
  ) : null;
}

/** The texts that explain a field, for screen readers. */
const explained = (name: string, { faults }: Asked, hint = false) => ({
  'aria-describedby':
    [hint && `hint-${name}`, faults.has(name) && `fault-${name}`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': faults.has(name) || undefined,
});

interface SelectProps {
  name: string;
  label: string;
  none?: string;
  chosen: string | undefined;
  options: readonly (readonly [value: string, text: string])[];
  asked: Asked;
  hint?: string;
}

function SelectField({ name, label, none, chosen, options, asked, hint }: SelectProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name} {...explained(name, asked, hint !== undefined)}>
        {none && <option value="">{none}</option>}
        {options.map(([value, text]) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
      {hint && (
        <p class="hint small" id={`hint-${name}`}>
          {hint}
        </p>
      )}
      <Fault of={name} asked={asked} />
    </div>
  );
}

/** The régions, in the order of their names. */
function regionsOf({ territories }: Reference): (readonly [key: string, name: string])[] {
  const codes = territories.departements.flatMap((one) => {
    const region = territories.lineage(one).find(({ level }) => level === 'region');
    return region ? [region.code] : [];
  });
  return [...new Set(codes)]
    .map((code) => [`region:${code}`, curved(territories.name({ level: 'region', code }, 'fr'))] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, 'fr'));
}

/** A région, or départements to tick behind one line. Places of another kind, which only an address names, stay ticked. */
function Places({ asked, reference }: { asked: Asked; reference: Reference }) {
  const words = useWords(BUILDER);
  const { say } = usePage();
  const chosen = new Set(asked.filters.territories.map(keyOf));
  const regions = regionsOf(reference);
  const region = regions.find(([key]) => chosen.has(key))?.[0];
  const departements = reference.territories.departements.map(
    (one) => [keyOf(one), `${one.code} ${curved(one.name)}`] as const,
  );
  const listed = new Set([...departements.map(([key]) => key), region]);
  const others = asked.filters.territories.flatMap((one) =>
    listed.has(keyOf(one)) ? [] : [[keyOf(one), say.territory(one)] as const],
  );
  const ticked = [...chosen].filter((key) => key !== region).length;
  return (
    <>
      <SelectField
        name="territory"
        label={words.region}
        none={words.everywhere}
        chosen={region}
        options={regions}
        asked={asked}
      />
      <details open={ticked > 0}>
        <summary>{ticked > 0 ? words.departementsChosen(ticked) : words.departements}</summary>
        <fieldset>
          <legend class="vh">{words.places}</legend>
          <div class="columns">
            {[...others, ...departements].map(([key, name]) => (
              <label class="check" key={key}>
                <input type="checkbox" name="territory" value={key} checked={chosen.has(key)} />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
      </details>
    </>
  );
}

function Colour({ asked }: { asked: Asked }) {
  const words = useWords(BUILDER);
  const { accent } = asked.filters;
  const isAdjusted = accent && (accent.light !== accent.original || accent.dark !== accent.original);
  const shown = accent?.original ?? coloursOf('accent')[0];
  return (
    <fieldset>
      <legend class="vh">{words.accent}</legend>
      <div class="row">
        <div class="field">
          <label for="accent">{words.accent}</label>
          <input
            type="text"
            class="number"
            id="accent"
            name="accent"
            value={asked.typed.accent}
            autocomplete="off"
            spellcheck={false}
            autofocus={asked.faults.has('accent')}
            {...explained('accent', asked, true)}
          />
        </div>
        <div class="field">
          <label for="picked">{words.picked}</label>
          <input type="color" id="picked" name="picked" value={shown} />
        </div>
      </div>
      <input type="hidden" name="shown" value={shown} />
      <Fault of="accent" asked={asked} />
      <p class="hint small" id="hint-accent">
        {isAdjusted ? words.adjusted(accent.original, accent.light, accent.dark) : words.accentHint}
      </p>
    </fieldset>
  );
}

/** What the list shows, in a form whose answers are in the address: they are about a site, not about a person. */
export function Settings({ prepared: { asked, language }, model, reference }: SettingsProps) {
  const words = useWords(BUILDER);
  const { say, query } = usePage();
  const { typed, filters } = asked;
  const usages = [...offeredUsages(model)]
    .map((key) => [key, capital(say.usage(key))] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, say.language));
  const federations = model.federations.map(({ slug, name }) => [slug, curved(name)] as const);
  return (
    <form method="get" action="/embed" class="stack">
      <SelectField
        name="usage"
        label={words.usage}
        none={words.everyUsage}
        chosen={filters.usage}
        options={usages}
        asked={asked}
      />
      <label class="choice">
        <input
          type="checkbox"
          name="state"
          value="fits"
          checked={typed.state === 'fits'}
          {...explained('state', asked)}
        />
        <span>{words.fits}</span>
      </label>
      <Fault of="state" asked={asked} />
      <Places asked={asked} reference={reference} />
      <SelectField
        name="federation"
        label={words.federation}
        none={words.everyFederation}
        chosen={filters.federation?.slug}
        options={federations}
        asked={asked}
      />
      <SelectField
        name="onlyFrom"
        label={words.scope}
        chosen={typed.onlyFrom ?? filters.scope}
        options={HOST_SCOPES.map((value) => [value, words.scopeChoices[value]])}
        asked={asked}
        hint={words.scopeHint}
      />
      <SelectField
        name="list"
        label={words.language}
        chosen={language}
        options={LANGUAGES.map((one) => [one, words.languages[one]])}
        asked={asked}
      />
      <Colour asked={asked} />
      {query.lang && <input type="hidden" name="lang" value={query.lang} />}
      <button type="submit" class="first">
        {words.show}
      </button>
    </form>
  );
}

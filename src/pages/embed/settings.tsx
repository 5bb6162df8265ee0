import type { Model } from '../../catalogue/model.ts';
import { inLanguage } from '../../ground/errors.ts';
import { capital, curved } from '../../ground/texts.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { LANGUAGES, type Language } from '../../vocabulary/terms.ts';
import { coloursOf } from '../frame/accent.ts';
import { Checkboxes, type Filled, Select, TextLine } from '../frame/fields.tsx';
import { textsOf } from '../frame/layout.tsx';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Go } from '../frame/parts.tsx';
import { THEMES } from '../frame/theme.ts';
import { offeredUsages } from '../need/choices.tsx';
import { HOST_SCOPES, hasOwnList } from '../parts/list-keeper.tsx';
import { BUILDER } from '../words/builder.ts';
import { keyOf, type ListSettings, NO_PART, PARTS, partsOf, readFilters } from './filters.ts';

/** Letters of a colour as people may write it. */
const LONGEST_COLOUR = 40;

/** What the form asks besides the settings of a list. */
export interface Prepared {
  asked: ListSettings;
  /** Of the list; that of the page is another matter. */
  language: Language;
}

/**
 * The settings in the address of the form. A colour may be typed, or picked: the picker always sends one, so it counts
 * when it differs from the one that it was `shown` with.
 */
export function readPrepared(query: unknown, model: Model, reference: Reference, pageLanguage: Language): Prepared {
  const { picked, shown, list, standard, ...settings } = query as Record<string, unknown>;
  // Ticked as the form had them: whatever else is chosen, the list then shows what is usual for that.
  if (standard !== undefined && textsOf(settings.show).join() === standard) delete settings.show;
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

type Options = readonly (readonly [value: string, text: string])[];

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

interface PartProps {
  asked: ListSettings;
  filled: Filled;
}

/** A région, or départements to tick behind one line. Places of another kind, which only an address names, stay ticked. */
function Places({ asked, filled, reference }: PartProps & { reference: Reference }) {
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
      <Select
        filled={{ ...filled, typed: { territory: region } }}
        {...{ name: 'territory', label: words.region, groups: [['', [['', words.everywhere], ...regions]]] }}
      />
      <Fold title={ticked > 0 ? words.departementsChosen(ticked) : words.departements} open={ticked > 0}>
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
      </Fold>
    </>
  );
}

function Colour({ asked, filled }: PartProps) {
  const words = useWords(BUILDER);
  const { accent } = asked.filters;
  const isAdjusted = accent && (accent.light !== accent.original || accent.dark !== accent.original);
  const shown = accent?.original ?? coloursOf('accent')[0];
  return (
    <>
      <TextLine
        {...{ filled, name: 'accent', label: words.accent, most: LONGEST_COLOUR, width: 'number' }}
        hint={isAdjusted ? words.adjusted(accent.original, accent.light, accent.dark) : words.accentHint}
      />
      <div class="field">
        <label for="picked">{words.picked}</label>
        <input type="color" id="picked" name="picked" value={shown} />
      </div>
      <input type="hidden" name="shown" value={shown} />
    </>
  );
}

/** What the list shows, in a form whose answers are in the address: they are about a site, not about a person. */
export function Settings({ prepared: { asked, language }, model, reference }: SettingsProps) {
  const words = useWords(BUILDER);
  const { say, query } = usePage();
  const { typed, filters, faults } = asked;
  const usages = [...offeredUsages(model)]
    .map((key) => [key, capital(say.usage(key))] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, say.language));
  const shown = {
    ...{ usage: filters.usage, state: typed.state, territory: undefined, federation: filters.federation?.slug },
    ...{ onlyFrom: typed.onlyFrom ?? filters.scope, list: language, accent: typed.accent },
    ...{ show: partsOf(filters), theme: filters.theme },
  };
  const told = Object.keys(shown).flatMap((name) => {
    const fault = faults.get(name);
    return fault ? [[name, inLanguage(fault, say.language)]] : [];
  });
  const filled: Filled = { typed: shown, faults: Object.fromEntries(told) };
  const select = (name: string, label: string, options: Options, hint?: string) => (
    <Select {...{ filled, name, label, hint }} groups={[['', options]]} />
  );
  return (
    <form method="get" action="/embed" class="stack">
      {select('usage', words.usage, [['', words.everyUsage], ...usages])}
      <Checkboxes {...{ filled, name: 'state', label: words.which, choices: [['fits', words.fits]] }} />
      <Places {...{ asked, filled, reference }} />
      {select('federation', words.federation, [
        ['', words.everyFederation],
        ...model.federations.map(({ slug, name }) => [slug, curved(name)] as const),
      ])}
      {select(
        'onlyFrom',
        words.scope,
        HOST_SCOPES.map((value) => [value, words.scopeChoices[value]]),
        filters.federation && !hasOwnList(filters.federation)
          ? words.noOwnList(curved(filters.federation.name))
          : words.scopeHint,
      )}
      {select(
        'list',
        words.language,
        LANGUAGES.map((one) => [one, words.languages[one]]),
      )}
      <Fold title={words.show} open={filters.show !== undefined}>
        <Checkboxes
          {...{ filled, name: 'show', label: words.parts }}
          choices={PARTS.map((part) => [part, words.partChoices[part]])}
        />
        <input type="hidden" name="show" value={NO_PART} />
        <input type="hidden" name="standard" value={[...partsOf({ ...filters, show: undefined }), NO_PART].join()} />
      </Fold>
      <Colour {...{ asked, filled }} />
      {select(
        'theme',
        words.theme,
        THEMES.toReversed().map((one) => [one, words.themes[one]]),
      )}
      {query.lang && <input type="hidden" name="lang" value={query.lang} />}
      <Go class="first" text={words.update} />
    </form>
  );
}

import { curved } from '../../ground/texts.ts';
import type { NamedTerritory, Territories } from '../../vocabulary/territories.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Choice } from '../frame/parts.tsx';
import { NEED } from '../words/need.ts';
import { LONGEST_VALUE } from './numbers.ts';
import { keyOf, type PlaceForm, territoryIn } from './place.ts';

interface PlaceFieldsProps {
  form: PlaceForm;
  /** Places to choose from, when several have the name that was typed. */
  communes: readonly NamedTerritory[];
  territories: Territories;
  isFaulty: boolean;
}

/** A département in a list, or a commune by its name: found when the form is sent, so it works without a script. */
export function PlaceFields({ form, communes, territories, isFaulty }: PlaceFieldsProps) {
  const words = useWords(NEED);
  const { say } = usePage();
  const chosen = territoryIn(form, territories);
  const value = chosen ? keyOf(chosen) : '';
  const told = (one: (typeof communes)[number]) => {
    const [, wider] = territories.lineage(one);
    const more = one.level === 'commune' ? wider && say.territory(wider) : words.levels[one.level];
    return more ? `${one.name} (${more})` : one.name;
  };
  return (
    <div class="stack">
      {communes.length > 0 && (
        <fieldset>
          <legend class="vh">{words.which}</legend>
          {communes.map((one) => (
            <Choice key={keyOf(one)} type="radio" name="found" value={keyOf(one)} checked={false} label={told(one)} />
          ))}
        </fieldset>
      )}
      <div class="field">
        <label for="commune">{words.commune}</label>
        <input
          class="wide"
          type="text"
          id="commune"
          name="commune"
          maxLength={LONGEST_VALUE}
          autocomplete="off"
          value={form.commune?.[0]}
          aria-describedby={isFaulty ? 'hint-commune fault-place' : 'hint-commune'}
          aria-invalid={isFaulty || undefined}
        />
        <p class="hint small" id="hint-commune">
          {words.communeHint}
        </p>
      </div>
      <div class="field">
        <label for="departement">{words.departement}</label>
        <select id="departement" name="place">
          <option value="">{words.noDepartement}</option>
          {chosen && chosen.level !== 'departement' && (
            <option value={value} selected>
              {say.territory(chosen)}
            </option>
          )}
          {territories.departements.map(({ code, name }) => (
            <option key={code} value={`departement:${code}`} selected={value === `departement:${code}`}>
              {code} {curved(name)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

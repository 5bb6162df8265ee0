import { Choice } from '../frame/controls.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { NEED } from '../words/need.ts';
import type { Asking } from './asking.ts';
import { first } from './form.ts';
import { territoryIn } from './place.ts';

/** A département in a list, or a commune by its name: found when the form is sent, so it works without a script. */
export function PlaceFields({ asking: { form, communes, reference, faults } }: { asking: Asking }) {
  const words = useWords(NEED);
  const { say } = usePage();
  const { territories } = reference;
  const chosen = territoryIn(form, territories);
  const value = chosen ? `${chosen.level}:${chosen.code}` : '';
  const isFaulty = faults.some(({ question }) => question === 'place');
  const within = (commune: (typeof communes)[number]) => {
    const [, wider] = territories.lineage(commune);
    return wider ? `${commune.name} (${say.territory(wider)})` : commune.name;
  };
  return (
    <>
      {communes.length > 0 && (
        <fieldset>
          <legend>{words.which}</legend>
          {communes.map((commune) => (
            <Choice
              key={commune.code}
              type="radio"
              name="found"
              value={`commune:${commune.code}`}
              checked={false}
              label={within(commune)}
            />
          ))}
        </fieldset>
      )}
      <div class="field">
        <label for="departement">{words.departement}</label>
        <select id="departement" name="place">
          <option value="">{words.noDepartement}</option>
          {chosen?.level === 'commune' && (
            <option value={value} selected>
              {say.territory(chosen)}
            </option>
          )}
          {territories.departements.map(({ code, name }) => (
            <option key={code} value={`departement:${code}`} selected={value === `departement:${code}`}>
              {code} {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="commune">{words.commune}</label>
        <input
          class="wide"
          type="text"
          id="commune"
          name="commune"
          autocomplete="off"
          value={first(form, 'commune')}
          aria-describedby="hint-commune"
          aria-invalid={isFaulty || undefined}
        />
        <p class="hint small" id="hint-commune">
          {words.communeHint}
        </p>
      </div>
    </>
  );
}

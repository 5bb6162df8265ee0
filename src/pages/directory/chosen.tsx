import type { Model } from '../../catalogue/model.ts';
import { parseTerritory } from '../../catalogue/search/filters.ts';
import { curved } from '../../ground/texts.ts';
import { AUDIENCE_LABELS, LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import { inSentence } from '../../vocabulary/speaker.ts';
import type { SupportMode } from '../../vocabulary/terms.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { Picture } from '../frame/pictures.tsx';
import { DIRECTORY } from '../words/directory.ts';
import { DIRECTORY_FILTERS } from '../words/directory-filters.ts';
import { type Asked, type More, type Part, parametersOf, partsAsked, withoutParts } from './asked.ts';

/** How a sentence says one value of a filter that the form does not offer. */
function useValues(): Record<More, (value: string) => string> {
  const { say, language } = usePage();
  const { registrations, capacities, states } = useWords(DIRECTORY_FILTERS);
  return {
    usage: (value) => say.usage(value),
    criterion: say.criterion,
    commitment: say.commitment,
    country: say.country,
    registration: (value) => registrations[value] ?? value,
    capacity: (value) => capacities[value] ?? value,
    software: (value) => value,
    support: (value) => say.support(value),
    'support.all': (value) => say.support(value),
    supportMode: (value) => say.supportMode(value as SupportMode),
    language: say.languageName,
    audience: (value) => inSentence(AUDIENCE_LABELS[value as keyof typeof AUDIENCE_LABELS][language]),
    legalForm: (value) => inSentence(LEGAL_FORM_LABELS[value as keyof typeof LEGAL_FORM_LABELS][language]),
    state: (value) => states[value] ?? value,
  };
}

/** Each part of what is asked, as a sentence names it. */
export function useNames(asked: Asked, model: Model): (part: Part) => string {
  const { q, usages, criteria, territory, federations, more, price } = asked;
  const words = useWords(DIRECTORY);
  const others = useWords(DIRECTORY_FILTERS);
  const { say } = usePage();
  const values = useValues();
  return (part) => {
    switch (part) {
      case 'q':
        return words.words(q ?? '');
      case 'usages':
        return say.list(usages.map((usage) => say.usage(usage)));
      case 'criteria':
        return others.holds(say.list(criteria.map((key) => say.criterion(key))));
      case 'territory':
        return territory ? words.serves(say.territory(parseTerritory(territory))) : '';
      case 'federations':
        return words.memberOf(
          say.list(federations.map((slug) => curved(model.federationBySlug.get(slug)?.name ?? slug))),
        );
      case 'open':
      case 'free':
      case 'inPerson':
        return words.ticks[part].named;
      case 'price': {
        const { maxPricePerYear = 0, accounts, storageGb } = price ?? {};
        return others.price(
          say.euros(maxPricePerYear),
          accounts === undefined ? undefined : others.accounts(accounts),
          storageGb === undefined ? undefined : say.gigabytes(storageGb),
        );
      }
      case 'support.all':
        return others.more[part](say.list((more[part] ?? []).map(values[part])));
      default:
        return others.more[part]((more[part] ?? []).map(values[part]).join(others.or));
    }
  };
}

/** What was chosen, each with a link that takes it away again. */
export function Chosen({ asked, names }: { asked: Asked; names: (part: Part) => string }) {
  const words = useWords(DIRECTORY_FILTERS);
  return (
    <div class="chosen">
      <p>{words.chosen}</p>
      <ul class="row">
        {partsAsked(asked).map((part) => (
          <li key={part}>
            <Link to="/hosts" query={parametersOf(withoutParts(asked, [part]))} class="tap">
              <span class="vh">{words.remove} </span>
              {names(part)}
              <Picture name="remove" />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

import type { Service } from '../../documents/service.ts';
import { usePage, useWords } from '../frame/page.ts';
import { OFFERS } from '../words/host-offers.ts';
import type { HostView } from './host-view.tsx';

/** The country of the data of every service, where it is one; then the aside says it once. */
const oneDataCountry = (services: readonly Service[]): string | undefined => {
  const [first, ...others] = new Set(services.map(({ dataCountry }) => dataCountry));
  return others.length === 0 ? first : undefined;
};

/** With which software, where the data are and how they leave, as a fold: few choose by it, and some must. */
export function Technical({ host: { services } }: Pick<HostView, 'host'>) {
  const words = useWords(OFFERS);
  const { say } = usePage();
  const isOneCountry = oneDataCountry(services) !== undefined;
  const factsOf = ({ software, dataCountry, ownDomain, exportFormats }: Service): string =>
    [
      software && words.software(software.name),
      !isOneCountry && dataCountry && words.data(say.country(dataCountry)),
      ownDomain !== undefined && words.ownDomain[ownDomain ? 'yes' : 'no'],
      exportFormats?.length && words.exports(say.list(exportFormats)),
    ]
      .filter(Boolean)
      .join(' · ');
  const byFacts = new Map<string, string[]>();
  for (const service of services) {
    const facts = factsOf(service);
    if (facts !== '') byFacts.set(facts, [...(byFacts.get(facts) ?? []), service.name]);
  }
  if (byFacts.size === 0) return null;
  return (
    <details>
      <summary>{words.technical}</summary>
      <dl class="pairs small">
        {[...byFacts].map(([facts, names]) => (
          <div key={facts}>
            <dt>{say.list(names)}</dt>
            <dd>{facts}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

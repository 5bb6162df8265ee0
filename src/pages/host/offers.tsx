import type { Service } from '../../services/schema.ts';
import { Outside } from '../frame/link.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Written } from '../frame/written.tsx';
import { HOST } from '../words/host.ts';
import { amountsOf, limitsOf, seenOn } from './prices.ts';
import { isOver, type Viewed } from './viewed.ts';

/** Services, each with what it is for and how one gets it. */
export function Offers({ host }: Pick<Viewed, 'host'>) {
  const words = useWords(HOST);
  if (host.services.length === 0) return <p>{words.noService}</p>;
  return (
    <ul>
      {host.services.map((service) => (
        <li key={service.slug}>
          <Offer service={service} isEnding={host.closing !== null || isOver(host)} />
        </li>
      ))}
    </ul>
  );
}

/** What ends takes nobody any more, whatever was said of its places before. */
function Offer({ service, isEnding }: { service: Service; isEnding: boolean }) {
  const words = useWords(HOST);
  const { say } = usePage();
  const { name, usages, software, url, registration, capacity, dataCountry, certifications, exportFormats, closing } =
    service;
  const isOpen = !isEnding && closing === null;
  const state = capacity && [words.capacity[capacity.state], capacity.until && say.until(capacity.until)];
  const lines = [
    closing?.text,
    isOpen && registration && words.registration[registration],
    isOpen && state?.filter(Boolean).join(' '),
    software && words.software(software.name),
    dataCountry && words.data(say.country(dataCountry)),
    ...(certifications ?? []).map((one) => words.certified[one]),
    exportFormats?.length && words.exports(say.list(exportFormats)),
  ].filter(Boolean);
  return (
    <>
      <strong>{name}</strong>
      {say.language === 'fr' ? '\u00a0: ' : ': '}
      {say.list(usages.map((usage) => say.usage(usage)))}.
      <span class="soft small">
        {lines.length > 0 && ` ${lines.join(' · ')}`}
        {url && (
          <>
            {' · '}
            <Outside to={url} />
          </>
        )}
      </span>
    </>
  );
}

/** What each service costs, and how old that is. */
export function Prices({ host, holds }: Pick<Viewed, 'host' | 'holds'>) {
  const words = useWords(HOST);
  const { say, language } = usePage();
  const nameOf = (slug: string) => host.services.find((service) => service.slug === slug)?.name ?? slug;
  const priced = host.services.filter(({ plans }) => plans?.length);
  const covered = new Set(priced.flatMap(({ plans }) => plans!.flatMap(({ covers = [] }) => covers)));
  const unpriced = host.services.filter(({ plans, slug }) => !plans?.length && !covered.has(slug));
  return (
    <>
      {priced.map(({ slug, name, plans }) => (
        <section key={slug}>
          <h3>{name}</h3>
          <ul>
            {plans!.map((plan) => {
              const others = (plan.covers ?? []).filter((one) => one !== slug);
              const seen = seenOn(plan, host);
              return (
                <li key={plan.name}>
                  <strong>{plan.name}</strong>
                  {language === 'fr' ? '\u00a0: ' : ': '}
                  {[amountsOf(plan, say), ...limitsOf(plan, say)].join(', ')}.
                  {plan.conditions && (
                    <p class="small">
                      <Written text={plan.conditions} />
                    </p>
                  )}
                  {others.length > 0 && <p class="small">{words.alsoCovers(say.list(others.map(nameOf)))}.</p>}
                  <p class="small soft">
                    {holds(plan)
                      ? seen && words.seen(say.date(seen))
                      : words.old(seen ? say.date(seen) : words.undated)}
                  </p>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      {unpriced.length > 0 && (
        <p>
          {say.list(unpriced.map(({ name }) => name))}
          {language === 'fr' ? '\u00a0: ' : ': '}
          {words.noPrice}.
        </p>
      )}
    </>
  );
}

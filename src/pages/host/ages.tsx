import { HOST_FACTS } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import { COMPLETE_LIST_LABELS } from '../../vocabulary/labels.ts';
import { COMPLETE_LISTS, type CompleteList } from '../../vocabulary/terms.ts';
import { usePage, useWords } from '../frame/page.ts';
import { OutsideLink } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { FACT_NAMES } from '../words/host-facts.ts';
import type { HostView } from './host-view.tsx';

/** How old each fact is, and where it comes from, as a fold. */
export function Ages({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  const names = useWords(FACT_NAMES);
  const { say, language } = usePage();
  const { confirmedAt, complete, observed, domainVerifiedAt, website, seen, provenance = {}, sources = [] } = host;
  const named = (lists: readonly CompleteList[]) => say.list(lists.map((list) => COMPLETE_LIST_LABELS[list][language]));
  const samples = COMPLETE_LISTS.filter((list) => !complete.includes(list));
  // Facts of the same origin and day share a line.
  const rows = new Map<string, string[]>();
  for (const fact of HOST_FACTS.filter((one) => host[one] !== undefined)) {
    const mark = provenance[fact];
    const recorded = mark && (mark.asOf ?? observed?.asOf ?? null);
    // What somebody recorded, and the host has confirmed since, the host says.
    const imported = mark && (confirmedAt ?? '') <= (recorded ?? '');
    const date = imported ? recorded : confirmedAt;
    const origin = `${imported ? words.imported : words.saidByHost}, ${date ? say.date(date) : words.undated}`;
    rows.set(origin, [...(rows.get(origin) ?? []), names[fact].toLowerCase()]);
  }
  return (
    <details>
      <summary>{words.age}</summary>
      <div class="stack">
        <p>
          {confirmedAt ? words.confirmed(say.date(confirmedAt)) : words.neverConfirmed}
          {domainVerifiedAt && ` ${words.domain(say.date(domainVerifiedAt))}`}
        </p>
        {website && <p>{seen ? words.seen(say.number(seen.answered), say.number(seen.of)) : words.notSeen}</p>}
        {confirmedAt && samples.length > 0 && (
          <p>{complete.length === 0 ? words.allSamples : words.samples(named(samples))}</p>
        )}
        {rows.size > 0 && (
          <dl class="pairs">
            {[...rows].map(([origin, facts]) => (
              <div key={origin}>
                <dt>{capital(say.list(facts))}</dt>
                <dd>{origin}</dd>
              </div>
            ))}
          </dl>
        )}
        {sources.length > 0 && (
          <>
            <p>{words.sources}</p>
            <ul class="list small">
              {sources.map((source) => (
                <li key={source}>
                  <OutsideLink to={source} />
                </li>
              ))}
            </ul>
          </>
        )}
        <p class="screen">
          <a href={`/v1/hosts/${host.slug}`}>{words.programs}</a>
        </p>
      </div>
    </details>
  );
}

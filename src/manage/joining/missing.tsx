import type { Host } from '../../documents/host.ts';
import { type Fault, inLanguage } from '../../ground/errors.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { hasPrice } from '../../services/cost.ts';
import { deskOfHost } from '../host/form.tsx';
import { PUBLICATION } from '../words/publication.ts';

/** Where what is missing is said, below the desk of the host; absent: nothing that a form could mend. */
const MENDED_AT: Readonly<Record<string, string>> = {
  'domain-not-proven': 'proof',
  'website-missing': 'identity',
  'same-name': 'identity#name',
};

type Gap = 'noService' | 'noPrice' | 'noPlaces' | 'noContact';

/** What keeps a host from being proposed to anybody, or people from choosing it: the words, and the form for it. */
function gapsIn({ services, contact }: Host): readonly (readonly [gap: Gap, form: string])[] {
  const [first] = services;
  const unplaced = services.find(({ capacity }) => capacity === undefined);
  const gaps: (readonly [Gap, string] | false | undefined)[] = [
    !first && ['noService', 'first-service'],
    first && !services.some(({ plans }) => plans?.some(hasPrice)) && ['noPrice', 'services'],
    unplaced && ['noPlaces', `rooms#capacity-${unplaced.slug}`],
    !contact && ['noContact', 'facts#email'],
  ];
  return gaps.filter((gap) => gap !== false && gap !== undefined);
}

/** What is missing for publication and for a first match, as a short list; then the button that publishes. */
export function Steps({ host, missing }: { host: Host; missing: readonly Fault[] }) {
  const words = useWords(PUBLICATION);
  const { language } = usePage();
  const at = deskOfHost(host);
  const gaps = gapsIn(host);
  const isOut = host.state === 'draft' || host.state === 'withdrawn';
  return (
    <>
      {host.ownerChangesOn && (
        <p class="state not">
          <Link to={`${at}/objection`}>{words.object}</Link>
        </p>
      )}
      {isOut && missing.length > 0 && (
        <>
          <h2>{words.steps}</h2>
          <ul class="list">
            {missing.map(({ code, message }) => {
              const said = words.missing[code] ?? inLanguage(message, language);
              const to = MENDED_AT[code];
              return <li key={code}>{to ? <Link to={`${at}/${to}`}>{said}</Link> : said}</li>;
            })}
          </ul>
        </>
      )}
      {host.state !== 'withdrawn' && gaps.length > 0 && (
        <>
          <h2>{words.stepsAfter}</h2>
          <ul class="list">
            {gaps.map(([gap, form]) => (
              <li key={gap}>
                <Link to={`${at}/${form}`}>{words[gap]}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {isOut && missing.length === 0 && (
        <p class="row">
          <Link to={`${at}/publication`} class="button">
            {host.state === 'withdrawn' ? words.backIn : gaps.length > 0 ? words.publish : words.publishReady}
          </Link>
        </p>
      )}
    </>
  );
}

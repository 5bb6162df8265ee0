import type { Model } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import { siteOf } from '../../ground/addresses.ts';
import { type Fault, inLanguage } from '../../ground/errors.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { DESK } from '../desk.tsx';
import { deskOfHost } from '../host/form.tsx';
import { FirstGaps, gapsIn } from '../host/gaps.tsx';
import { PUBLICATION } from '../words/publication.ts';

/** Where what is missing is said, below the desk of the host; absent: nothing that a form could mend. */
const MENDED_AT: Readonly<Record<string, string>> = {
  'domain-not-proven': 'proof',
  'website-missing': 'identity',
  'same-name': 'identity#name',
};

/** The public entry that has the site of a draft: its own people take that one over rather than publish another. */
export function sameSite({ id, website }: Host, { documents }: Model): Host | undefined {
  const site = siteOf(website);
  return site === undefined ? undefined : documents.find((other) => other.id !== id && siteOf(other.website) === site);
}

export const takeOverOf = ({ slug }: Host): string => `${DESK}/hosts/${slug}/take-over`;

/** What is missing for publication and for a first match, as a short list; then the button that publishes. */
export function Steps({ host, missing, model }: { host: Host; missing: readonly Fault[]; model: Model }) {
  const words = useWords(PUBLICATION);
  const { language } = usePage();
  const at = deskOfHost(host);
  const gaps = gapsIn(host);
  const same = sameSite(host, model);
  const mendedAt = (code: string) =>
    code === 'shared-domain' ? same && takeOverOf(same) : MENDED_AT[code] && `${at}/${MENDED_AT[code]}`;
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
              const to = mendedAt(code);
              return <li key={code}>{to ? <Link to={to}>{said}</Link> : said}</li>;
            })}
          </ul>
        </>
      )}
      {host.state !== 'withdrawn' && gaps.length > 0 && (
        <>
          <h2>{words.stepsAfter}</h2>
          <FirstGaps of={gaps} host={host} />
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

import { textIn } from '../../vocabulary/reference.ts';
import { PrintButton } from '../frame/controls.tsx';
import { Layout } from '../frame/layout.tsx';
import { Link, Outside } from '../frame/link.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Written } from '../frame/written.tsx';
import { HOST } from '../words/host.ts';
import { ForWhom } from './for-whom.tsx';
import { Offers, Prices } from './offers.tsx';
import { PastOf } from './past.tsx';
import { Promises } from './promises.tsx';
import { Stages } from './stages.tsx';
import { Age, Unknown } from './unknown.tsx';
import { isOver, type Viewed } from './viewed.ts';

/** Whether it has closed, will, or one of its services will. */
const isEnding = (host: Viewed['host']): boolean =>
  isOver(host) || host.closing !== null || host.services.some((service) => service.closing !== null);

/** What one must know before anything else: closed, suspended, closing, or an entry that nobody confirmed. */
function Warnings({ host, hostName }: Pick<Viewed, 'host' | 'hostName'>) {
  const words = useWords(HOST);
  const { language } = usePage();
  const { state, suspension, closing, confirmedByHost } = host;
  const lines = [
    isOver(host) && words.closed(closing?.stages.closed?.slice(0, 4) ?? null),
    suspension && words.suspended(textIn(suspension.reason, language)),
    closing?.text,
    closing?.reason && words.reason(textIn(closing.reason, language)),
    state === 'silent' && words.silent,
    !confirmedByHost && words.unconfirmed,
  ].filter((line) => typeof line === 'string');
  if (lines.length === 0 && !isEnding(host)) return null;
  return (
    <div class="notice">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {closing && <Stages stages={closing.stages} />}
      {closing?.successor && (
        <p>
          {closing.successor.agreed ? words.successor : words.proposedSuccessor}
          {language === 'fr' ? '\u00a0: ' : ': '}
          <Link to={`/hosts/${closing.successor.host}`}>{hostName(closing.successor.host)}</Link>.
        </p>
      )}
      {isEnding(host) && (
        <p>
          <Link to={`/hosts/${host.slug}/alternatives`}>{words.alternatives}</Link>
        </p>
      )}
    </div>
  );
}

/** Everything that is known of a host, in the order in which one needs it. */
export function HostPage(viewed: Viewed) {
  const words = useWords(HOST);
  const { language } = usePage();
  const { host } = viewed;
  return (
    <Layout title={host.name}>
      <h1>{host.name}</h1>
      {host.summary && (
        <p>
          <Written text={host.summary} />
        </p>
      )}
      {host.website && (
        <p>
          {words.website}
          {language === 'fr' ? '\u00a0: ' : ': '}
          <Outside to={host.website} />
        </p>
      )}
      <Warnings {...viewed} />
      <h2>{words.offers}</h2>
      <Offers {...viewed} />
      <h2>{words.forWhom}</h2>
      <ForWhom {...viewed} />
      {host.services.length > 0 && (
        <>
          <h2>{words.price}</h2>
          <Prices {...viewed} />
        </>
      )}
      <h2>{words.promises}</h2>
      <Promises {...viewed} />
      <h2>{words.past}</h2>
      <PastOf {...viewed} />
      <h2>{words.unknown}</h2>
      <Unknown {...viewed} />
      <h2>{words.age}</h2>
      <Age {...viewed} />
      <p class="row screen">
        <Link to="/match" class="button">
          {words.find}
        </Link>
        {!isEnding(host) && host.services.length > 0 && (
          <Link to={`/hosts/${host.slug}/alternatives`}>{words.instead}</Link>
        )}
        <PrintButton />
      </p>
      <p class="small screen">
        <a href={`/v1/hosts/${host.slug}`}>{words.programs}</a>
      </p>
    </Layout>
  );
}

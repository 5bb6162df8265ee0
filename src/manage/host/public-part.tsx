import { hostWithText } from '../../catalogue/writer.ts';
import type { Host } from '../../documents/host.ts';
import { takenBackUntil } from '../../documents/price-change.ts';
import { domainOf } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import { List } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { WrittenText } from '../../pages/frame/parts.tsx';
import { HowToAsk } from '../../pages/host/ask.tsx';
import { Brief } from '../../pages/host/brief.tsx';
import { Offers } from '../../pages/host/offers.tsx';
import { Promises, Tested } from '../../pages/host/promises.tsx';
import { entryOf } from '../../pages/parts/entry.ts';
import type { HostView } from '../../pages/parts/host-view.tsx';
import { priceHolds } from '../../services/cost.ts';
import { LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import { type DeskVisit, queryParam } from '../desk.tsx';
import { LinkLine } from '../desk-page.tsx';
import { HOST_DESK } from '../words/host-desk.ts';
import { RISES } from '../words/rises.ts';

/** What of the public page is shown. */
export type Shows = 'facts' | 'promises' | { service: string };

/** A host as its page would show it now, of a draft too; its past is left aside. */
function viewOf(present: Host, visit: DeskVisit): HostView {
  const {
    bercail: { policy },
    model,
    page: { say },
  } = visit;
  const host = hostWithText(present, say, model);
  return {
    host,
    entry: entryOf(host, model, policy),
    day: model.day,
    past: undefined,
    isEarlier: false,
    reference: model.reference,
    holds: (plan) => priceHolds(plan, host, model.day, policy),
    federationName: (slug) => curved(model.federationBySlug.get(slug)?.name ?? slug),
    hostName: (slug) => model.bySlug.get(slug)?.name ?? slug,
    isHostAtWork: (slug) => model.bySlug.has(slug),
    servicesAsked: visit.request.method === 'GET' ? queryParam(visit, 'page') : undefined,
  };
}

/** All that everybody reads of an entry, or will once it is published. */
export function WholeEntry({ host: present, visit }: { host: Host; visit: DeskVisit }) {
  const { say, language } = usePage();
  const view = viewOf(present, visit);
  const { name, website, legalForm, contact, summary } = view.host;
  const [place, around] = view.entry.places;
  const where = place && (around ? `${say.territory(place)} (${say.territory(around)})` : say.territory(place));
  const who = [legalForm && legalForm !== 'other' && LEGAL_FORM_LABELS[legalForm][language], where].filter(Boolean);
  return (
    <div class="stack">
      <section class="card">
        <h2>{curved(name)}</h2>
        {who.length > 0 && <p class="where">{who.join(' · ')}</p>}
        {summary && (
          <p>
            <WrittenText text={summary} />
          </p>
        )}
        <p>{[domainOf(website), contact?.email, contact?.phone, contact?.url].filter(Boolean).join(' · ')}</p>
      </section>
      <Offers {...view} />
      <Brief {...view} />
      <Promises {...view} />
    </div>
  );
}

const withOnly = (host: Host, service: string): Host => ({
  ...host,
  services: host.services.filter(({ slug }) => slug === service),
});

/** What an association sees of a host as it is saved: next to a form on a desk, under a fold on a telephone. */
export function PublicPart({ host, visit, shows }: { host: Host; visit: DeskVisit; shows: Shows }) {
  const words = useWords(HOST_DESK);
  const view = viewOf(host, visit);
  return (
    <details class="filters">
      <summary>{words.preview}</summary>
      <div class="stack">
        <p class="small soft">{words.previewLead}</p>
        {shows === 'facts' && (
          <>
            <HowToAsk {...view} />
            <Brief {...view} />
          </>
        )}
        {typeof shows === 'object' && <Offers {...view} host={withOnly(view.host, shows.service)} />}
        {shows === 'promises' && <Promises {...view} />}
      </div>
    </details>
  );
}

/** What everybody reads of promises that came to the test, and until when a raised price may be given up. */
export function Outcomes({ host: present, visit }: { host: Host; visit: DeskVisit }) {
  const words = useWords(RISES);
  const { say } = usePage();
  const { host, day } = viewOf(present, visit);
  const raises = (host.priceChanges ?? []).toReversed();
  const closings = [host.closing, ...host.services.map(({ closing }) => closing)];
  if (raises.length === 0 && closings.every((closing) => !closing?.promises.length)) return null;
  return (
    <>
      <h2>{words.outcomes}</h2>
      <p>{words.outcomesLead}</p>
      <Tested host={host} />
      <List class="list" of={raises}>
        {(raise) => {
          const until = takenBackUntil(raise);
          const isOpen = raise.state !== 'taken-back' && until >= day;
          return [raise.text, isOpen && words.mayTakeBack(say.date(until))].filter(Boolean).join(' ');
        }}
      </List>
    </>
  );
}

/**
 * A link to what everybody sees of a host. Browsers keep public pages for a while: with its version in the address,
 * the person who just changed something sees it.
 */
export function PublicPage({ host: { slug, version } }: { host: Host }) {
  const words = useWords(HOST_DESK);
  return <LinkLine to={`/hosts/${slug}`} query={{ version: `v${version}` }} name={words.see} />;
}

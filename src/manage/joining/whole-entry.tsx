import type { Bercail } from '../../bercail.ts';
import { buildModel, type Model } from '../../catalogue/model.ts';
import { federationNamesIn } from '../../catalogue/writer.ts';
import { domainOf } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import { usePage } from '../../pages/frame/page.ts';
import { WrittenText } from '../../pages/frame/parts.tsx';
import { Brief } from '../../pages/host/brief.tsx';
import { Offers } from '../../pages/host/offers.tsx';
import { Promises } from '../../pages/host/promises.tsx';
import { entryOf } from '../../pages/parts/entry.ts';
import type { HostView } from '../../pages/parts/host-view.tsx';
import type { HostFacts } from '../../record/host-facts.ts';
import { priceHolds } from '../../services/cost.ts';
import { LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import { COMPLETE_LISTS } from '../../vocabulary/terms.ts';

/** A draft as readers will see it once its host has published it, which says that all its lists are whole. */
const asPublished = (facts: HostFacts, day: string): HostFacts =>
  facts.state === 'draft'
    ? { ...facts, state: 'published', confirmedAt: day, complete: [...COMPLETE_LISTS] }
    : { ...facts, state: 'published' };

/** An entry as its page would show it to everybody today. */
export function previewOf(
  facts: HostFacts,
  model: Model,
  { policy, reference }: Pick<Bercail, 'policy' | 'reference'>,
): HostView {
  const { day, epoch, revision, mark } = model;
  // Of this host alone: nothing of the catalogue changes.
  const alone = buildModel(
    { epoch, revision, mark, hosts: new Map([[facts.id, asPublished(facts, day)]]), federations: model.federationById },
    { reference, costRules: policy },
    day,
  );
  const host = alone.documents[0]!;
  const nameOf = federationNamesIn(model);
  return {
    host,
    entry: entryOf(host, alone, policy),
    day,
    past: undefined,
    isEarlier: false,
    reference: alone.reference,
    holds: (plan) => priceHolds(plan, host, day, policy),
    federationName: (slug) => nameOf(slug) ?? slug,
    hostName: (slug) => model.bySlug.get(slug)?.name ?? slug,
    isHostAtWork: () => true,
  };
}

/** What of an entry everybody reads. */
export function WholeEntry({ view }: { view: HostView }) {
  const { say, language } = usePage();
  const { host, entry } = view;
  const { name, website, legalForm, contact, summary } = host;
  const [place, around] = entry.places;
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

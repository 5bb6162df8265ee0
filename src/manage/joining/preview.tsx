import type { Bercail } from '../../bercail.ts';
import { buildModel, type Model } from '../../catalogue/model.ts';
import { federationNamesIn } from '../../catalogue/writer.ts';
import { entryOf } from '../../pages/directory/entry.ts';
import { Brief } from '../../pages/host/brief.tsx';
import type { HostView } from '../../pages/host/host-view.tsx';
import { Offers } from '../../pages/host/offers.tsx';
import { Promises } from '../../pages/host/promises.tsx';
import type { HostFacts } from '../../record/host-facts.ts';
import { priceHolds } from '../../services/cost.ts';
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
export const Preview = ({ view }: { view: HostView }) => (
  <div class="stack">
    <Offers {...view} />
    <Brief {...view} />
    <Promises {...view} />
  </div>
);

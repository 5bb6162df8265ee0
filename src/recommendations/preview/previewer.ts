import type { Panel } from '../../advice/panel.ts';
import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import type { PolicyRules } from '../../documents/federation-policy.ts';
import { type CandidateIndex, indexCandidates, toCandidate } from '../../matching/engine/host/candidate.ts';
import type { Policy } from '../../matching/engine/policy.ts';
import { needFaults } from '../../matching/faults.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { toPreview } from './answer.ts';
import { compareFor, type NeedCompared, tryPolicy } from './compare.ts';
import type { PolicyPreview } from './schema.ts';

export interface Previewer {
  /** What a policy, whose meaning was checked, would change for a federation over the panel. */
  preview(federation: Federation, policy: PolicyRules, model: Model, say: Speaker): Promise<PolicyPreview>;
}

/** Compares policies over one panel. */
export function createPreviewer(policy: Policy, panel: Panel): Previewer {
  const indexes = new WeakMap<Model, CandidateIndex>();
  const indexOf = (model: Model): CandidateIndex => {
    const { documents, day, reference } = model;
    const index =
      indexes.get(model) ??
      indexCandidates(documents.flatMap((host) => toCandidate(host, day, policy, reference.territories.lineage) ?? []));
    indexes.set(model, index);
    return index;
  };

  return {
    preview: async (federation, rules, model, say) => {
      const { reference } = model;
      const tried = tryPolicy(federation.policy ?? {}, rules);
      const context = { policy, reference, day: model.day };
      const { slug, name } = federation;
      const would = new Map([[slug, { name, policy: { version: 1, adoptedOn: model.day, ...rules } }]]);
      const compared: NeedCompared[] = [];
      const refused: string[] = [];
      for (const entry of panel.needs) {
        // The work grows with needs times rules times hosts: others are answered between two needs.
        await new Promise(setImmediate);
        if (needFaults({ ...entry.need, federation: slug }, reference, would, model.day).length > 0)
          refused.push(entry.key);
        else compared.push(compareFor(entry, tried, indexOf(model), context));
      }
      return {
        federation: slug,
        inForce: federation.policy?.version ?? null,
        policyVersion: policy.version,
        panelVersion: panel.version,
        catalogueRevision: model.revision,
        asOf: model.day,
        ...toPreview(compared, tried.changes, refused, { reference, say }),
      };
    },
  };
}

import { writeConflictError } from '../../database/errors.ts';
import type { Database } from '../../database/open.ts';
import type { Federation } from '../../documents/federation.ts';
import { type Fault, oneFault } from '../../ground/errors.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Context } from '../../record/context.ts';
import type { CaseRow } from '../../record/rows.ts';
import { refuseFaults } from '../../requests/version.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import type { Matching } from '../answer.ts';
import { type CaseLink, recommend, type StoredRecommendation } from '../commands.ts';
import { regionOf } from '../gaps/gaps.ts';
import { createReferral } from '../referrals/commands.ts';
import type { Referral } from '../referrals/schema.ts';
import { MOST_HOSTS } from '../schema.ts';
import type { CaseRecommendationDraft, CaseReferralDraft } from './asked.ts';
import { storedNeed } from './need.ts';
import { caseActivity } from './patch.ts';
import { type CaseRef, requireOwnCase } from './rights.ts';
import { listNames, lockCase, updateCase } from './store.ts';

/* Recommendations and referrals made within a case: they use its need, and are deleted with it. */

/** Updates the activity of the case in the same transaction; refuses if the need was changed meanwhile. */
const partOf = (context: Context, ref: CaseRef, row: CaseRow): CaseLink => ({
  caseId: row.id,
  touch: async (db: Database) => {
    const locked = await requireOwnCase({ ...context, db }, ref, lockCase);
    if (locked.need !== row.need) throw writeConflictError();
    await updateCase(db, locked.id, caseActivity(context, locked));
  },
});

/** @throws CatalogueError meaningless-request, when this version cannot read the stored need */
function needOf({ need: text }: CaseRow): Need {
  const { need, faults } = storedNeed(text);
  refuseFaults(faults.map((one) => ({ ...one, pointer: `/need${one.pointer}` })));
  return need;
}

/** The hosts to recommend: those requested, else the first of the shortlist. A host that has left is a fault. */
async function hostsFor(
  context: Context,
  { shortlist }: CaseRow,
  asked: readonly string[] | undefined,
  { model }: Matching,
): Promise<string[] | undefined> {
  const names = await listNames(context.db, shortlist);
  const listed = [...new Set(shortlist)].flatMap((id) => names.get(id) ?? []);
  const chosen = asked ?? listed.slice(0, MOST_HOSTS).map(({ slug }) => slug);
  refuseFaults(
    chosen.flatMap((slug, index): Fault[] => {
      const left = model.bySlug.has(slug) ? undefined : listed.find((one) => one.slug === slug);
      if (!left) return [];
      return oneFault(`/hosts/${index}`, 'host-withdrawn', {
        fr: `${left.name} a quitté le catalogue depuis la présélection. Choisissez-en un autre.`,
        en: `${left.name} has left the catalogue since it was shortlisted. Choose another one.`,
      });
    }),
  );
  return chosen.length === 0 ? undefined : [...chosen];
}

/**
 * Freezes the answer to the need of a case, for hosts at any rank of it.
 * @throws CatalogueError no-token, federation-not-found, not-yours, case-not-found, meaningless-request,
 * database-unavailable, others-writing
 */
export async function recommendWithin(
  context: Context,
  ref: CaseRef,
  draft: CaseRecommendationDraft,
  federation: Federation,
  matchingNow: () => Promise<Matching>,
): Promise<StoredRecommendation> {
  const row = await requireOwnCase(context, ref);
  const hosts = await hostsFor(context, row, draft.hosts, await matchingNow());
  return await recommend(
    context,
    federation,
    { need: needOf(row), ...(draft.note && { note: draft.note }), ...(hosts && { hosts }) },
    matchingNow,
    partOf(context, ref, row),
  );
}

/** Faults for requested usages that are not in the need of the case. */
const usageFaults = (asked: readonly string[], { usages }: Need, { reference }: Context): Fault[] => {
  const [fr, en] = [speaker('fr', reference), speaker('en', reference)];
  const needed = usages.map(({ usage }) => usage);
  return asked.flatMap((usage, index) =>
    needed.includes(usage)
      ? []
      : oneFault(`/usages/${index}`, 'usage-not-in-need', {
          fr: `Le besoin de ce dossier ne demande pas ${usage}. Il demande\u00a0: ${fr.list(needed.map(fr.usage))}.`,
          en: `The need of this case does not ask for ${usage}. It asks for: ${en.list(needed.map(en.usage))}.`,
        }),
  );
};

/**
 * Records that the association of a case was sent to a host.
 * @throws CatalogueError no-token, federation-not-found, not-yours, case-not-found, meaningless-request, others-writing
 */
export async function referWithin(
  context: Context,
  ref: CaseRef,
  { host, usages }: CaseReferralDraft,
  { model }: Pick<Matching, 'model'>,
): Promise<Referral> {
  const row = await requireOwnCase(context, ref);
  const need = needOf(row);
  const region = regionOf(need.territory, context.reference);
  const musts = need.usages.filter(({ priority = 'must' }) => priority === 'must').map(({ usage }) => usage);
  if (usages) refuseFaults(usageFaults(usages, need, context));
  const draft = { host, usages: usages ?? [...new Set(musts)], ...(region !== '' && { region }) };
  return await createReferral(context, ref.federation, draft, model, partOf(context, ref, row));
}

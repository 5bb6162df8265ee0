import { capital } from '../ground/texts.ts';
import type { Params, Topic } from '../matching/words/topic.ts';
import type { Measure } from '../vocabulary/shapes.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { claim, promise, quoted, short } from './sentence.ts';

/** By its name, or by its slug where the catalogue has no name for it any more. */
const by = ({ federation, federationName }: Params, say: Speaker): string =>
  federationName === undefined ? quoted(federation, say) : short(federationName);

const reviewed = (params: Params, values: readonly Measure[], say: Speaker): string =>
  params.criterion === undefined
    ? promise({ kind: params.kind }, values, say)
    : claim(params, values as ('yes' | 'partial' | 'no')[], say);
const label = ({ criterion, version, kind }: Params, say: Speaker): string =>
  `${capital(criterion === undefined ? say.commitment(kind) : say.criterion(criterion, version))}.`;

/** A sentence that names a federation. */
const named = (
  fr: (federation: string, params: Params, say: Speaker) => string,
  en: (federation: string, params: Params, say: Speaker) => string,
): Topic[string] => ({
  fr: (params, say) => fr(by(params, say), params, say),
  en: (params, say) => en(by(params, say), params, say),
});

/** What federations say of a host, and what it replies, in both languages. */
export const FEDERATION_WORDS = {
  'membership-confirmed': named(
    (x, { since, askedOn }, say) =>
      `${x} confirme que cet hébergeur est membre${since ? ` ${say.since(since)}` : ''}.${askedOn ? ` L’hébergeur l’a demandé ${say.on(askedOn)}.` : ''}`,
    (x, { since, askedOn }, say) =>
      `${x} confirms that this host is a member${since ? ` ${say.since(since)}` : ''}.${askedOn ? ` The host asked for it ${say.on(askedOn)}.` : ''}`,
  ),
  'membership-uncertain': named(
    (x) => `Cet hébergeur est peut-être membre\u00a0: ${x} doit encore le vérifier.`,
    (x) => `This host may be a member: ${x} has yet to check it.`,
  ),
  'membership-followed': named(
    (x) => `Cet hébergeur suit ${x} sans en être membre.`,
    (x) => `This host follows ${x} without being a member.`,
  ),
  'membership-unfollowed': named(
    (x) => `Cet hébergeur ne suit plus ${x}.`,
    (x) => `This host no longer follows ${x}.`,
  ),
  'membership-ended': named(
    (x, { until }, say) => `${x}\u00a0: l’adhésion de cet hébergeur a pris fin${until ? ` ${say.on(until)}` : ''}.`,
    (x, { until }, say) => `The membership in ${x} ended${until ? ` ${say.on(until)}` : ''}.`,
  ),
  'membership-erased': named(
    (x) => `${x}\u00a0: l’adhésion est retirée de la fiche, car elle n’a jamais existé.`,
    (x) => `The membership in ${x} is removed from the entry: it never was.`,
  ),
  'membership-reviewed': named(
    (x, { on }, say) => `${x} a revu cette adhésion ${say.on(on)}.`,
    (x, { on }, say) => `${x} looked at this membership again ${say.on(on)}.`,
  ),
  'membership-corrected': named(
    (x) => `${x} a corrigé les dates de cette adhésion.`,
    (x) => `${x} corrected the dates of this membership.`,
  ),
  'charter-changed': named(
    (x) => `${x} indique une autre charte, ou une autre version, pour cet hébergeur.`,
    (x) => `${x} now names another charter, or another version, for this host.`,
  ),
  'exceptions-noted': named(
    (x) => `${x} admet pour cet hébergeur une exception à sa charte.`,
    (x) => `${x} allows this host an exception to its charter.`,
  ),
  'exceptions-changed': named(
    (x) => `${x} a changé l’exception à sa charte admise pour cet hébergeur.`,
    (x) => `${x} changed the exception to its charter allowed to this host.`,
  ),
  'exceptions-lifted': named(
    (x) => `${x} n’admet plus d’exception à sa charte pour cet hébergeur.`,
    (x) => `${x} no longer allows this host an exception to its charter.`,
  ),
  reviewed: named(
    (x, params, say) => `${reviewed(params, [params.value], say)} Vérifié par ${x} ${say.on(params.on)}.`,
    (x, params, say) => `${reviewed(params, [params.value], say)} Checked by ${x} ${say.on(params.on)}.`,
  ),
  'review-renewed': named(
    (x, params, say) => `${reviewed(params, [params.value], say)} Vérifié de nouveau par ${x} ${say.on(params.on)}.`,
    (x, params, say) => `${reviewed(params, [params.value], say)} Checked again by ${x} ${say.on(params.on)}.`,
  ),
  'review-contests': named(
    (x, params, say) => `${reviewed(params, [params.value], say)} ${x} le dit, preuve à l’appui\u00a0: c’est contesté.`,
    (x, params, say) => `${reviewed(params, [params.value], say)} ${x} says so, with evidence: this is contested.`,
  ),
  'review-certified': named(
    (x, { issuer, until, ...params }, say) =>
      `${reviewed(params, [params.value], say)} ${x} a vu un certificat. Émis par ${short(issuer)}, il vaut ${say.until(until)}.`,
    (x, { issuer, until, ...params }, say) =>
      `${reviewed(params, [params.value], say)} ${x} has seen a certificate. Issued by ${short(issuer)}, it holds ${say.until(until)}.`,
  ),
  'review-changed': named(
    (x, params, say) => `${reviewed(params, [params.from, params.to], say)} ${x} a changé sa revue.`,
    (x, params, say) => `${reviewed(params, [params.from, params.to], say)} ${x} changed its review.`,
  ),
  'review-detailed': named(
    (x, params, say) => `${reviewed(params, [params.value], say)} ${x} a précisé sa revue.`,
    (x, params, say) => `${reviewed(params, [params.value], say)} ${x} made its review more precise.`,
  ),
  'review-removed': named(
    (x, params, say) => `${reviewed(params, [params.value], say)} ${x} a retiré sa revue.`,
    (x, params, say) => `${reviewed(params, [params.value], say)} ${x} took its review back.`,
  ),
  'reply-made': named(
    (x, params, say) => `${label(params, say)} L’hébergeur a répondu à la revue faite par ${x}.`,
    (x, params, say) => `${label(params, say)} The host replied to the review by ${x}.`,
  ),
  'reply-changed': named(
    (x, params, say) => `${label(params, say)} L’hébergeur a changé sa réponse à la revue faite par ${x}.`,
    (x, params, say) => `${label(params, say)} The host changed its reply to the review by ${x}.`,
  ),
  'reply-taken-back': named(
    (x, params, say) => `${label(params, say)} L’hébergeur a retiré sa réponse à la revue faite par ${x}.`,
    (x, params, say) => `${label(params, say)} The host took back its reply to the review by ${x}.`,
  ),
} satisfies Topic;

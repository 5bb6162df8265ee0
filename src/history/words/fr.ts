import { capital } from '../../ground/texts.ts';
import type { SentencesOf } from '../../vocabulary/sentences.ts';
import {
  about,
  claim,
  evidenced,
  federation,
  isTooSoon,
  label,
  lists,
  noticePromised,
  price,
  promise,
  reviewed,
  SHOWN_VALUES,
  short,
  successor,
} from './parts.ts';
import type { HistorySentences } from './sentences.ts';

/** Sentences about events of a host, in French. */
export const FRENCH: SentencesOf<HistorySentences> = {
  published: () => 'La fiche est publiée.',
  'published-again': () => 'La fiche est de nouveau publiée.',
  suspended: () => 'La fiche est suspendue. Elle n’est plus proposée.',
  'suspension-explained': () => 'La raison de la suspension a changé.',
  'suspension-lifted': () => 'La suspension est levée.',
  'fell-silent': () => 'Son site ne répond plus depuis des semaines, et personne n’a dit qu’il est encore là.',
  'heard-again': () => 'On a de nouveau de ses nouvelles.',
  withdrawn: () => 'La fiche est retirée du catalogue.',
  redacted: () => 'Un texte a été retiré de la fiche et de son passé.',
  confirmed: () => 'La fiche est confirmée. Tout ce qu’elle dit est encore vrai.',
  renamed: ({ from, to }) => `«\u00a0${from}\u00a0» s’appelle désormais «\u00a0${to}\u00a0».`,
  'website-moved': ({ from, to }) =>
    to === null ? `Son site n’est plus ${from}.` : `Son site était ${from}\u00a0; il est désormais ${to}.`,
  'slug-changed': ({ from, to }) =>
    `L’adresse de sa fiche change\u00a0: ${from} devient ${to}. L’ancienne continue d’y mener.`,
  merged: ({ name, slug }) =>
    `La fiche «\u00a0${name}\u00a0» (${slug}) de la même organisation a été fusionnée avec celle-ci. Son adresse mène ici, et son passé reste lisible.`,
  'lists-whole': ({ lists: all }, say) =>
    `L’hébergeur dit que ces listes sont entières\u00a0: ${lists(all, say)}. Ce qui y manque est un non.`,
  'lists-samples': ({ lists: all }, say) =>
    `L’hébergeur ne dit plus que ces listes sont entières\u00a0: ${lists(all, say)}. Ce qui y manque est inconnu.`,
  'commitment-made': (params, say) => `${promise(params, [params.value], say)} Nouvel engagement.`,
  'commitment-strengthened': (params, say) => `${promise(params, [params.from, params.to], say)} Engagement renforcé.`,
  'commitment-weakened': (params, say) => `${promise(params, [params.from, params.to], say)} Engagement affaibli.`,
  'commitment-changed': (params, say) => `${promise(params, [params.from, params.to], say)} Engagement modifié.`,
  'commitment-taken-back': (params, say) => `${promise(params, [params.value], say)} Engagement retiré.`,
  'claim-made': (params, say) => `${claim(params, [params.value], say)} Nouvelle déclaration.`,
  'claim-strengthened': (params, say) => `${claim(params, [params.from, params.to], say)} Déclaration renforcée.`,
  'claim-weakened': (params, say) => `${claim(params, [params.from, params.to], say)} Déclaration affaiblie.`,
  'claim-changed': (params, say) => `${claim(params, [params.from, params.to], say)} Déclaration modifiée.`,
  'claim-taken-back': (params, say) => `${claim(params, [params.value], say)} Déclaration retirée.`,
  'page-lost': (params, say) =>
    `${evidenced(params, say)} La page donnée comme preuve ne répond plus\u00a0: elle ne compte plus.`,
  'page-back': (params, say) => `${evidenced(params, say)} La page donnée comme preuve répond de nouveau.`,
  'page-changed': (params, say) => `${evidenced(params, say)} Le texte donné comme preuve a changé.`,
  'service-added': (params, say) => `${about(params, say)}Il est nouveau.`,
  'service-removed': (params, say) => `${about(params, say)}Il n’est plus proposé.`,
  'price-changed': (params, say) =>
    `${price(params, say)} ${params.to > params.from ? 'Le prix monte.' : 'Le prix baisse.'}`,
  'prices-changed': (params, say) => `${about(params, say)}Ses prix ont changé.`,
  'coming-prices-changed': (params, say) => `${about(params, say)}Ses prix à venir ont changé.`,
  'price-rise': ({ on, promised, actual, ...of }, say) => {
    const rise = actual === 0 ? 'Prix plus élevé, sans préavis.' : `Prix plus élevé ${say.from(on)}.`;
    const due = noticePromised(promised, say);
    const judged = isTooSoon({ promised, actual }) ? ' Promesse non tenue.' : '';
    return `${about(of, say)}${rise}${due === null ? '' : ` Préavis promis\u00a0: ${due}.${judged}`}`;
  },
  'price-rise-taken-back': (params, say) =>
    `${about(params, say)}La hausse de prix est retirée.${isTooSoon(params) ? ' L’engagement non tenu ne compte plus.' : ''}`,
  'closing-announced': (params, say) =>
    `${about(params, say)}Fermeture annoncée.${params.on ? ` Date prévue\u00a0: ${say.date(params.on)}.` : ''}`,
  'closing-changed': ({ from, to, ...of }, say) =>
    from && to && from !== to
      ? `${about(of, say)}Date de fermeture\u00a0: ${say.date(from)}, puis ${say.date(to)}.`
      : `${about(of, say)}L’annonce de fermeture a changé.`,
  'closing-cancelled': (params, say) => `${about(params, say)}La fermeture annoncée est annulée.`,
  'closing-breaks-promise': ({ kind, promised, actual, ...of }, say) =>
    `${about(of, say)}${capital(say.commitment(kind))}\u00a0: ${say.measure(kind, promised!)} promis\u00a0; annoncé\u00a0: ${say.measure(kind, actual!)}. Promesse non tenue.`,
  'successor-named': (params, say) => `${about(params, say)}Repreneur proposé\u00a0: ${successor(params, say)}.`,
  'successor-agreed': (params, say) => `${about(params, say)}${successor(params, say)} a dit oui et prend la suite.`,
  'successor-withdrew': (params, say) => `${about(params, say)}${successor(params, say)} ne prend plus la suite.`,
  'successor-no-longer-named': (params, say) =>
    `${about(params, say)}${successor(params, say)} n’est plus proposé comme repreneur.`,
  'succession-promise-agreed': (params, say) =>
    `${about(params, say)}${successor(params, say)} accepte de prendre la suite en cas de fermeture.`,
  'succession-promise-left': (params, say) =>
    `${about(params, say)}${successor(params, say)} n’accepte plus de prendre la suite en cas de fermeture.`,
  'commitment-past': ({ values, earlier = 0, weakened, isOver, ...of }, say) => {
    const others = earlier + values.length - SHOWN_VALUES;
    return [
      promise(of, values.slice(-SHOWN_VALUES), say),
      ...(others > 0
        ? [others === 1 ? 'Une valeur est plus ancienne.' : `${others} valeurs sont plus anciennes.`]
        : []),
      ...(isOver ? ['Cet engagement n’est plus pris.'] : []),
      ...(weakened > 0 ? [weakened === 1 ? 'Affaibli une fois.' : `Affaibli ${say.number(weakened)} fois.`] : []),
    ].join(' ');
  },
  'membership-confirmed': (params, say) =>
    `${federation(params, say)} confirme que cet hébergeur est membre${params.since ? ` ${say.since(params.since)}` : ''}.${params.askedOn ? ` L’hébergeur l’a demandé ${say.on(params.askedOn)}.` : ''}`,
  'membership-uncertain': (params, say) =>
    `Cet hébergeur est peut-être membre\u00a0: ${federation(params, say)} doit encore le vérifier.`,
  'membership-followed': (params, say) => `Cet hébergeur suit ${federation(params, say)} sans en être membre.`,
  'membership-unfollowed': (params, say) => `Cet hébergeur ne suit plus ${federation(params, say)}.`,
  'membership-ended': (params, say) =>
    `${federation(params, say)}\u00a0: l’adhésion de cet hébergeur a pris fin${params.until ? ` ${say.on(params.until)}` : ''}.`,
  'membership-erased': (params, say) =>
    `${federation(params, say)}\u00a0: l’adhésion est retirée de la fiche, car elle n’a jamais existé.`,
  'membership-reviewed': (params, say) => `${federation(params, say)} a revu cette adhésion ${say.on(params.on)}.`,
  'membership-corrected': (params, say) => `${federation(params, say)} a corrigé les dates de cette adhésion.`,
  'charter-changed': (params, say) =>
    `${federation(params, say)} indique une autre charte, ou une autre version, pour cet hébergeur.`,
  'exceptions-noted': (params, say) => `${federation(params, say)} admet pour cet hébergeur une exception à sa charte.`,
  'exceptions-changed': (params, say) =>
    `${federation(params, say)} a changé l’exception à sa charte admise pour cet hébergeur.`,
  'exceptions-lifted': (params, say) =>
    `${federation(params, say)} n’admet plus d’exception à sa charte pour cet hébergeur.`,
  reviewed: (params, say) =>
    `${reviewed(params, [params.value], say)} Vérifié par ${federation(params, say)} ${say.on(params.on)}.`,
  'review-renewed': (params, say) =>
    `${reviewed(params, [params.value], say)} Vérifié de nouveau par ${federation(params, say)} ${say.on(params.on)}.`,
  'review-contests': (params, say) =>
    `${reviewed(params, [params.value], say)} ${federation(params, say)} le dit, preuve à l’appui\u00a0: c’est contesté.`,
  'review-certified': (params, say) =>
    `${reviewed(params, [params.value], say)} ${federation(params, say)} a vu un certificat. Émis par ${short(params.issuer)}, il vaut ${say.until(params.until)}.`,
  'review-changed': (params, say) =>
    `${reviewed(params, [params.from, params.to], say)} ${federation(params, say)} a changé sa revue.`,
  'review-detailed': (params, say) =>
    `${reviewed(params, [params.value], say)} ${federation(params, say)} a précisé sa revue.`,
  'review-removed': (params, say) =>
    `${reviewed(params, [params.value], say)} ${federation(params, say)} a retiré sa revue.`,
  'reply-made': (params, say) =>
    `${label(params, say)} L’hébergeur a répondu à la revue faite par ${federation(params, say)}.`,
  'reply-changed': (params, say) =>
    `${label(params, say)} L’hébergeur a changé sa réponse à la revue faite par ${federation(params, say)}.`,
  'reply-taken-back': (params, say) =>
    `${label(params, say)} L’hébergeur a retiré sa réponse à la revue faite par ${federation(params, say)}.`,
};

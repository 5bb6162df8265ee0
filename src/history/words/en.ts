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

/** Sentences about events of a host, in English. */
export const ENGLISH: SentencesOf<HistorySentences> = {
  published: () => 'The entry is published.',
  'published-again': () => 'The entry is published again.',
  suspended: () => 'The entry is suspended. It is no longer proposed.',
  'suspension-explained': () => 'The reason of the suspension has changed.',
  'suspension-lifted': () => 'The suspension is lifted.',
  'fell-silent': () => 'Its site has not answered for weeks, and nobody said that it is still there.',
  'heard-again': () => 'There is news from it again.',
  withdrawn: () => 'The entry is withdrawn from the catalogue.',
  redacted: () => 'A text was removed from the entry and from its past.',
  confirmed: () => 'The entry is confirmed. All that it says is still true.',
  renamed: ({ from, to }) => `“${from}” is now called “${to}”.`,
  'website-moved': ({ from, to }) =>
    to === null ? `Its website is no longer ${from}.` : `Its website was ${from}; it is now ${to}.`,
  'slug-changed': ({ from, to }) =>
    `The address of its entry changes: ${from} becomes ${to}. The former one goes on leading there.`,
  merged: ({ name, slug }) =>
    `The entry “${name}” (${slug}) of the same organisation was merged with this one. Its address leads here, and its past can still be read.`,
  'lists-whole': ({ lists: all }, say) =>
    `The host says that these lists are whole: ${lists(all, say)}. What they lack is a no.`,
  'lists-samples': ({ lists: all }, say) =>
    `The host no longer says that these lists are whole: ${lists(all, say)}. What they lack is unknown.`,
  'commitment-made': (params, say) => `${promise(params, [params.value], say)} New commitment.`,
  'commitment-strengthened': (params, say) =>
    `${promise(params, [params.from, params.to], say)} Commitment strengthened.`,
  'commitment-weakened': (params, say) => `${promise(params, [params.from, params.to], say)} Commitment weakened.`,
  'commitment-changed': (params, say) => `${promise(params, [params.from, params.to], say)} Commitment changed.`,
  'commitment-taken-back': (params, say) => `${promise(params, [params.value], say)} Commitment taken back.`,
  'claim-made': (params, say) => `${claim(params, [params.value], say)} New claim.`,
  'claim-strengthened': (params, say) => `${claim(params, [params.from, params.to], say)} Claim strengthened.`,
  'claim-weakened': (params, say) => `${claim(params, [params.from, params.to], say)} Claim weakened.`,
  'claim-changed': (params, say) => `${claim(params, [params.from, params.to], say)} Claim changed.`,
  'claim-taken-back': (params, say) => `${claim(params, [params.value], say)} Claim taken back.`,
  'page-lost': (params, say) =>
    `${evidenced(params, say)} The page given as evidence no longer answers: it no longer counts.`,
  'page-back': (params, say) => `${evidenced(params, say)} The page given as evidence answers again.`,
  'page-changed': (params, say) => `${evidenced(params, say)} The words given as evidence have changed.`,
  'service-added': (params, say) => `${about(params, say)}It is new.`,
  'service-removed': (params, say) => `${about(params, say)}It is no longer offered.`,
  'price-changed': (params, say) =>
    `${price(params, say)} ${params.to > params.from ? 'The price goes up.' : 'The price goes down.'}`,
  'prices-changed': (params, say) => `${about(params, say)}Its prices have changed.`,
  'coming-prices-changed': (params, say) => `${about(params, say)}Its prices to come have changed.`,
  'price-rise': ({ on, promised, actual, ...of }, say) => {
    const rise = actual === 0 ? 'A higher price, without notice.' : `A higher price ${say.from(on)}.`;
    const due = noticePromised(promised, say);
    const judged = isTooSoon({ promised, actual }) ? ' Promise broken.' : '';
    return `${about(of, say)}${rise}${due === null ? '' : ` Notice promised: ${due}.${judged}`}`;
  },
  'price-rise-taken-back': (params, say) =>
    `${about(params, say)}The raise is taken back.${isTooSoon(params) ? ' The broken promise counts no more.' : ''}`,
  'closing-announced': (params, say) =>
    `${about(params, say)}Closing announced.${params.on ? ` Planned date: ${say.date(params.on)}.` : ''}`,
  'closing-changed': ({ from, to, ...of }, say) =>
    from && to && from !== to
      ? `${about(of, say)}Closing date: ${say.date(from)}, then ${say.date(to)}.`
      : `${about(of, say)}The announcement of the closing has changed.`,
  'closing-cancelled': (params, say) => `${about(params, say)}The announced closing is cancelled.`,
  'closing-breaks-promise': ({ kind, promised, actual, ...of }, say) =>
    `${about(of, say)}${capital(say.commitment(kind))}: ${say.measure(kind, promised!)} promised; announced: ${say.measure(kind, actual!)}. Promise broken.`,
  'successor-named': (params, say) => `${about(params, say)}Proposed successor: ${successor(params, say)}.`,
  'successor-agreed': (params, say) => `${about(params, say)}${successor(params, say)} said yes and takes over.`,
  'successor-withdrew': (params, say) => `${about(params, say)}${successor(params, say)} no longer takes over.`,
  'successor-no-longer-named': (params, say) =>
    `${about(params, say)}${successor(params, say)} is no longer proposed as successor.`,
  'succession-promise-agreed': (params, say) =>
    `${about(params, say)}${successor(params, say)} agrees to take over if this host closes.`,
  'succession-promise-left': (params, say) =>
    `${about(params, say)}${successor(params, say)} no longer agrees to take over if this host closes.`,
  'commitment-past': ({ values, earlier = 0, weakened, isOver, ...of }, say) => {
    const others = earlier + values.length - SHOWN_VALUES;
    return [
      promise(of, values.slice(-SHOWN_VALUES), say),
      ...(others > 0 ? [others === 1 ? 'One value is older.' : `${others} values are older.`] : []),
      ...(isOver ? ['This commitment is no longer made.'] : []),
      ...(weakened > 0 ? [weakened === 1 ? 'Weakened once.' : `Weakened ${say.number(weakened)} times.`] : []),
    ].join(' ');
  },
  'membership-confirmed': (params, say) =>
    `${federation(params, say)} confirms that this host is a member${params.since ? ` ${say.since(params.since)}` : ''}.${params.askedOn ? ` The host asked for it ${say.on(params.askedOn)}.` : ''}`,
  'membership-uncertain': (params, say) => `This host may be a member: ${federation(params, say)} has yet to check it.`,
  'membership-followed': (params, say) => `This host follows ${federation(params, say)} without being a member.`,
  'membership-unfollowed': (params, say) => `This host no longer follows ${federation(params, say)}.`,
  'membership-ended': (params, say) =>
    `The membership in ${federation(params, say)} ended${params.until ? ` ${say.on(params.until)}` : ''}.`,
  'membership-erased': (params, say) =>
    `The membership in ${federation(params, say)} is removed from the entry: it never was.`,
  'membership-reviewed': (params, say) =>
    `${federation(params, say)} looked at this membership again ${say.on(params.on)}.`,
  'membership-corrected': (params, say) => `${federation(params, say)} corrected the dates of this membership.`,
  'charter-changed': (params, say) =>
    `${federation(params, say)} now names another charter, or another version, for this host.`,
  'exceptions-noted': (params, say) => `${federation(params, say)} allows this host an exception to its charter.`,
  'exceptions-changed': (params, say) =>
    `${federation(params, say)} changed the exception to its charter allowed to this host.`,
  'exceptions-lifted': (params, say) =>
    `${federation(params, say)} no longer allows this host an exception to its charter.`,
  reviewed: (params, say) =>
    `${reviewed(params, [params.value], say)} Checked by ${federation(params, say)} ${say.on(params.on)}.`,
  'review-renewed': (params, say) =>
    `${reviewed(params, [params.value], say)} Checked again by ${federation(params, say)} ${say.on(params.on)}.`,
  'review-contests': (params, say) =>
    `${reviewed(params, [params.value], say)} ${federation(params, say)} says so, with evidence: this is contested.`,
  'review-certified': (params, say) =>
    `${reviewed(params, [params.value], say)} ${federation(params, say)} has seen a certificate. Issued by ${short(params.issuer)}, it holds ${say.until(params.until)}.`,
  'review-changed': (params, say) =>
    `${reviewed(params, [params.from, params.to], say)} ${federation(params, say)} changed its review.`,
  'review-detailed': (params, say) =>
    `${reviewed(params, [params.value], say)} ${federation(params, say)} made its review more precise.`,
  'review-removed': (params, say) =>
    `${reviewed(params, [params.value], say)} ${federation(params, say)} took its review back.`,
  'reply-made': (params, say) => `${label(params, say)} The host replied to the review by ${federation(params, say)}.`,
  'reply-changed': (params, say) =>
    `${label(params, say)} The host changed its reply to the review by ${federation(params, say)}.`,
  'reply-taken-back': (params, say) =>
    `${label(params, say)} The host took back its reply to the review by ${federation(params, say)}.`,
};

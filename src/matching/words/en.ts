import { capital } from '../../ground/texts.ts';
import type { SentencesOf } from '../../vocabulary/sentences.ts';
import type { MatchingSentences } from '../engine/need/parameters.ts';
import { ENGLISH_NOTES } from './notes-en.ts';
import { MOST_NAMED, measured, nameOf, subject } from './parts.ts';
import { inEnglish } from './parts-en.ts';
import { ENGLISH_QUESTIONS } from './questions-en.ts';

/** How the rules of a federation move a host: from which rank to which, and whether only because they move others. */
function moved({
  federationName,
  host,
  rules,
  without,
  with: now,
  movedBy,
}: MatchingSentences['policy-moves']): string[] {
  const many = rules.length > 1;
  const head = `With the ${many ? 'rules' : 'rule'} of ${federationName}, ${host}`;
  const before = `Without ${many ? 'them' : 'it'}, the host`;
  const at = (rank: number) => `in ${inEnglish.place(rank)} place`;
  if (without === null) return [`${head} is proposed ${at(now!.rank)}. ${before} would not be.`];
  const was = `${before} would be ${at(without.rank)} ${inEnglish.among[without.list]}.`;
  if (now === null) return [`${head} is no longer proposed.`, was];
  if (now.list !== without.list)
    return [`${head} ${now.list === 'fits' ? 'seems to fit' : 'is to be checked'}, ${at(now.rank)}.`, was];
  return [
    `${head} moves from ${inEnglish.place(without.rank)} to ${inEnglish.place(now.rank)} place ${inEnglish.among[now.list]}.`,
    ...(movedBy === 'others' ? [`This is because others ${now.rank < without.rank ? 'come down' : 'go up'}.`] : []),
  ];
}

/** Every sentence of an answer, in English. */
export const ENGLISH: SentencesOf<MatchingSentences> = {
  ...ENGLISH_NOTES,

  /* Reasons for a host. */
  'one-contact': ({ usages }, say) => `One contact for everything: ${inEnglish.usages(usages, say)}.`,
  free: ({ confirmed }) => (confirmed ? 'It is free.' : 'The known plan is free, to be confirmed.'),
  'pay-what-you-can': ({ advised, floor }, say) => {
    if (advised === null)
      return floor > 0
        ? `You choose the price: at least ${say.euros(floor)} a year.`
        : 'You choose the price. The host suggests no amount.';
    return floor > 0 && floor !== advised
      ? `You choose the price: at least ${say.euros(floor)} a year, ${say.euros(advised)} suggested.`
      : `You choose the price. The host suggests ${say.euros(advised)} a year.`;
  },
  'price-within-budget': ({ perYear, once, budget, left, confirmed }, say) => {
    const spread =
      once !== undefined && once > budget ? `, which is ${say.euros(perYear)} a year over three years` : '';
    const paid = `${inEnglish.paid(perYear, once, say)}${spread}`;
    if (!confirmed) return `The known price is ${paid}, to be confirmed: it is within your budget.`;
    if (once !== undefined) return `The price is ${paid}: it is within your budget.`;
    return left > 0
      ? `The price is ${paid}. You have ${say.euros(left)} left.`
      : `The price is ${paid}: just your budget.`;
  },
  'price-known': ({ perYear, once, confirmed }, say) => {
    const paid = inEnglish.paid(perYear, once, say);
    return confirmed ? `The price is ${paid}.` : `The known price is ${paid}, to be confirmed.`;
  },
  'room-to-grow': ({ gigabytes, wanted, counted, usages }, say) =>
    gigabytes === null
      ? 'Space is not limited.'
      : usages.length > 0
        ? `Tightest space (${inEnglish.usages(usages, say)}): ${say.gigabytes(gigabytes)}, for ${say.gigabytes(wanted)} ${counted ? 'counted' : 'asked'}.`
        : `You will have ${say.gigabytes(gigabytes)}, for ${say.gigabytes(wanted)} ${counted ? 'counted' : 'asked'}.`,
  'near-you': ({ territory }, say) => `The host is close to you: ${say.territory(territory)}.`,
  'wished-usage-covered': ({ usage }, say) => `It also offers what you would like as well: ${say.usage(usage)}.`,
  'support-offered': ({ key, mode }, say) => `It offers the help you would like: ${say.support(key, mode)}.`,
  'tools-explained': ({ tools }, say) => `It explains how to bring in your data ${inEnglish.dataOf(tools, say)}.`,
  'tools-taken-over': ({ tools }, say) => `It says that it can bring in your data ${inEnglish.dataOf(tools, say)}.`,
  'criterion-met': (params, say) =>
    capital(
      `${say.criterion(params.key)}${params.value === 'partial' ? ', in part' : ''}: ${inEnglish.evidence(params, say)}.`,
    ),
  'commitment-met': (params, say) =>
    capital(
      `${say.commitment(params.key)} (${say.measure(params.key, params.value)}): ${inEnglish.evidence(params, say)}.`,
    ),

  /* Cautions about a host. */
  'no-own-domain': ({ ending }) =>
    ending
      ? `Your addresses would end in @${ending}: they would not be in your own name.`
      : 'Your addresses would end in the name of the host: they would not be in your own name.',
  'near-usage': ({ usage, lost }, say) => `Instead of this (${say.usage(usage)}), you would have ${lost.en}.`,
  'stated-no-criterion': ({ key }, say) => `The host says no to this: ${say.criterion(key)}.`,
  'stated-no-commitment': ({ key, value }, say) =>
    `The host does not commit enough on this: ${say.commitment(key)}${value === null ? '' : ` (${say.measure(key, value)})`}.`,
  'stated-no-support': ({ key }, say) => `The host does not offer this help: ${say.support(key)}.`,
  'support-otherwise': ({ key, wished, modes, whole, elsewhere }, say) => {
    const offered = say.list(modes.map((mode) => say.supportMode(mode)));
    const wanted = `${say.supportMode(wished)}${elsewhere ? ' where you are' : ''}`;
    return whole || elsewhere
      ? `The host offers this help ${offered}, not ${wanted}: ${say.support(key)}.`
      : `The host offers this help ${offered}: ${say.support(key)}. We do not know whether it does so ${wanted}.`;
  },
  contested: (params, say) => `${inEnglish.reviewer(params)} disputes this: ${subject(params, say)}. Ask both.`,
  'contested-answered': (params, say) =>
    `${inEnglish.reviewer(params)} disputes this: ${subject(params, say)}. The host has replied: read both.`,
  'contested-unanswered': (params, say) =>
    `${inEnglish.reviewer(params)} says no to this: ${subject(params, say)}${measured(params, say)}. The host has not answered yet.`,
  'not-confirmed-by-host': ({ asOf }, say) =>
    asOf
      ? `The host has not read this entry yet. Last trace of it: ${say.date(asOf)}.`
      : 'The host has not read this entry yet. It has no date.',
  'price-rises': ({ from, perYear }, say) => `${capital(say.from(from))}: ${say.euros(perYear)} a year.`,
  'full-soon': ({ gigabytes, months }, say) =>
    months === 0
      ? `The space (${say.gigabytes(gigabytes)}) will be full in less than a month.`
      : `The space (${say.gigabytes(gigabytes)}) will be full in about ${months} month${months > 1 ? 's' : ''}.`,
  'on-application': () => 'You must apply and wait for an answer. Keep another option open.',
  'places-from': ({ from }, say) => `No place today: the host says that there will be places ${say.from(from)}.`,
  'places-not-confirmed': () => 'Sign-ups are open, but nothing says whether places are left. Please ask.',
  'territory-assumed': ({ territory }, say) =>
    `This host has not said where it works. We assume it accepts you (${say.territory(territory)}).`,
  'language-unsaid': ({ country }, say) =>
    `This host is elsewhere (${say.country(country)}), and does not say in which language it answers.`,
  'not-all-plans': () => 'This host has too many plans for all to be compared: another one may suit better.',
  'only-declared': () => 'This is only declared: nobody has checked it yet.',
  'tax-added': () => 'The price is given before tax: we added VAT.',
  'evidence-page-lost': (params, say) =>
    `The page given as evidence no longer answers, it no longer counts: ${subject(params, say)}.`,
  'evidence-page-changed': (params, say) =>
    `The words given as evidence have changed (${say.date(params.on)}), read them again: ${subject(params, say)}.`,
  'evidence-aged': (params, say) =>
    `Old information${params.asOf ? ` (${say.date(params.asOf)})` : ''}, it counts less: ${subject(params, say)}.`,

  ...ENGLISH_QUESTIONS,

  /* Hosts that nearly fit, and what to give up when no host fits. */
  'near-miss-amount': ({ host, unit, has, wanted, allPlans }, say) =>
    `${host} offers ${say.amount(unit, has)} at most, but you ask for ${say.number(wanted)}. ${inEnglish.bigger(allPlans)}`,
  'near-miss-storage': ({ host, has, wanted, counted, allPlans }, say) =>
    `${host} offers ${say.gigabytes(has)} at most, ${counted ? 'and we count' : 'but you ask for'} ${say.gigabytes(wanted)}. ${inEnglish.bigger(allPlans)}`,
  'near-miss-budget': ({ host, missing, allPlans }, say) =>
    `${host}: you are ${say.euros(missing)} a year short.${allPlans ? '' : ` ${inEnglish.cheaper}`}`,
  'near-miss-commitment': ({ host, key, has, wanted }, say) =>
    `A single obstacle with ${host}: ${say.commitment(key)}. It promises ${say.measure(key, has)}, you ask for ${say.measure(key, wanted)}.`,
  'near-miss-need': (params, say) => `Only one thing is missing with ${params.host}: ${inEnglish.need(params, say)}.`,
  'near-miss-territory': ({ host, territory, zones, country }, say) => {
    const ask = `Ask it whether your place is possible: ${say.territory(territory)}.`;
    if (zones.length > 0) return `${host} says that it works here: ${inEnglish.someZones(zones, say)}. ${ask}`;
    return `${host} is based elsewhere${country ? ` (${say.country(country)})` : ''}, and does not say where it works. ${ask}`;
  },
  'near-miss-audience': ({ host, audience, audiences }, say) =>
    `${host} says that it welcomes ${say.list(audiences.map((one) => inEnglish.audiences[one]))}. Ask it whether it also welcomes ${inEnglish.audiences[audience]}.`,
  'near-miss-language': ({ host, language, languages }, say) =>
    `${host} answers in ${languages.length > 1 ? 'these languages' : 'this language'}: ${say.list(languages.map(say.languageName))}. Ask it whether this one is possible too: ${say.languageName(language)}.`,
  'relax-one': (params, say) =>
    `If you accept ${inEnglish.accept(params, say)}: ${inEnglish.hosts(params.count)} possible.`,
  'relax-several': ({ needs, count }, say) => {
    const named = inEnglish.acceptAll(needs.slice(0, MOST_NAMED), say);
    return needs.length > MOST_NAMED
      ? `You would have to accept ${needs.length} things, among them: ${named}. ${inEnglish.hosts(count)} possible.`
      : `${inEnglish.hosts(count)} possible if you accept all this: ${named}.`;
  },
  'step-budget': ({ missing, count }, say) =>
    `${say.euros(missing)} more a year is enough for ${inEnglish.hosts(count)}.`,
  'step-amount': ({ unit, missing, count }, say) =>
    `${say.number(missing)} fewer ${say.unit(unit, missing)} ${missing === 1 ? 'is' : 'are'} enough for ${inEnglish.hosts(count)}.`,
  'step-commitment': ({ key, has, count }, say) => `If you accept ${say.measure(key, has)}: ${inEnglish.hosts(count)}.`,
  'step-storage': ({ missing, count }, say) =>
    `${say.gigabytes(missing)} less is enough for ${inEnglish.hosts(count)}.`,

  /* Several hosts for one need. */
  'ask-first': ({ host, needs }, say) =>
    `Ask ${host} first. One thing only remains to be known: ${inEnglish.needs(needs, say)}. If the answer is good, it is the first choice.`,
  'asked-fits': ({ host, confirmed, rank, count }) =>
    `${host} ${confirmed ? 'fits' : 'seems to fit, to be confirmed'}. ${
      count === 1 ? 'No other is sure to fit.' : `Rank ${rank} of ${count} by points.`
    }`,
  'asked-to-check': ({ host, needs }, say) =>
    `${host} could fit. This remains to be asked: ${inEnglish.needs(needs, say)}.`,
  'help-from': ({ name, support, comes }, say) =>
    `${capital(say.support(support))}: see ${name}${comes ? ', which comes to you' : ''}. Does it help with a tool that is not its own?`,
  'asked-improbable': ({ host, needs }, say) =>
    `From what is known, ${host} hardly fits: ${inEnglish.needs(needs, say)}. Ask it whether it is possible.`,
  'asked-excluded': ({ host, needs }, say) => `${host} does not fit for this reason: ${inEnglish.needs(needs, say)}.`,
  'asked-unknown': ({ host }) => `We do not know whether ${host} offers what you look for. Ask it.`,
  'asked-elsewhere': ({ host }) => `${host} is not among the hosts that this request is kept to.`,
  'asked-left': ({ host }) => `${host} is proposed to nobody today: it has closed, or is suspended.`,
  addition: ({ usage, host, to, ...price }, say) =>
    `${host} can complete ${to} for this: ${say.usage(usage)}. ${inEnglish.price(price, say)}`,
  'one-host': (params, say) =>
    `${params.host} ${params.confirmed ? 'covers everything, with one contact' : 'seems to cover everything, with one contact, to be confirmed'}. ${inEnglish.price(params, say)}`,
  'several-hosts': ({ shares, confirmed, ...params }, say) =>
    `${confirmed ? '' : 'Together they seem to cover everything, to be confirmed. '}${inEnglish.shares(shares, say)}. ${inEnglish.contacts(params, say)} ${inEnglish.price(params, say)}`,
  'one-host-to-check': (params, say) =>
    `${params.host} could cover everything, with one contact. ${inEnglish.price(params, say)}`,
  'several-hosts-to-check': ({ shares, ...params }, say) =>
    `Together they could cover everything. ${inEnglish.shares(shares, say)}. ${inEnglish.contacts(params, say)} ${inEnglish.price(params, say)}`,

  /* Why a host ranks before another, and how firmly the first host holds its rank. */
  before: ({ better, than, because, refused, unknown, despite }, say) => {
    const list = (names: readonly string[]) => inEnglish.fewCriteria(names, say);
    const merits = because.filter((name) => !refused.includes(name) && !unknown.includes(name));
    return [
      `${better} comes before ${than}.`,
      ...(merits.length > 0 ? [`Mainly for this: ${list(merits)}.`] : []),
      ...(refused.length > 0
        ? [`${merits.length > 0 ? 'And' : 'Mainly'} because ${than} says no to this: ${list(refused)}. Ask ${better}.`]
        : []),
      ...(unknown.length > 0
        ? [
            `${merits.length + refused.length > 0 ? 'And' : 'Mainly'} because this remains to be asked of ${than}: ${list(unknown)}.`,
          ]
        : []),
      ...(despite.length > 0 ? [`${than} does better on this: ${list(despite)}.`] : []),
    ].join(' ');
  },
  nearer: ({ better, than, by }) => {
    const why: Record<typeof by, string> = {
      country: 'its seat is in your country',
      price: 'it is open to all, or says its price',
      region: 'its seat is in your region',
      territory: 'it says that it serves your territory',
      audience: 'it says that it is there for you',
      contact: 'we know how to reach it',
    };
    return `${better} comes before ${than}, of which as much remains to be known: ${why[by]}.`;
  },
  'less-open': ({ better, than, needs, unseen }, say) =>
    [
      `${better} comes before ${than}, of which more remains to be known.`,
      ...(needs.length > 0 ? [`To be asked of ${than}: ${inEnglish.needs(needs, say)}.`] : []),
      ...(unseen ? [`Nobody has seen ${than} at work for two years.`] : []),
    ].join(' '),
  'only-one': ({ host, confirmed, toCheck }) =>
    `${confirmed ? 'Only one surely fits' : 'Only one seems to fit, to be confirmed'}: ${host}.${toCheck ? ' The others are to be checked.' : ''}`,
  'fewest-to-check': ({ host }) => `${host} is the one with which the fewest conditions remain to be checked.`,
  'whatever-unknown': ({ host }) => `${host} stays first, whatever is still to be learnt.`,
  'for-any-points': ({ host, settled }) =>
    `${settled ? '' : 'From what is known, '}${host} stays first as long as what matters most to you still matters most.`,
  'stable-first': ({ host }) =>
    `From what is known, ${host} stays first even if one of your wishes matters a little more or a little less.`,
  'equal-first': ({ host }) => `${host} is not alone in front: others are equal.`,
  'word-changes-first': ({ criterion, change, first }, say) =>
    change === 'dropped'
      ? `Without this wish (${inEnglish.criterion(criterion, say)}), ${first} would be first.`
      : `If this mattered a little ${change} to you (${inEnglish.criterion(criterion, say)}), ${first} would be first.`,
  conflict: ({ needs }, say) =>
    needs.length > 1
      ? `Today no single host offers all of this: ${inEnglish.needs(needs, say)}.`
      : `Today no host offers this: ${inEnglish.needs(needs, say)}.`,

  /* What the policy of a federation adds to a need. */
  'policy-rule': (params, say) => `Rule of ${nameOf(params)}: ${inEnglish.rule(params, say)}.`,
  'policy-rule-aside': (params, say) =>
    `Rule of ${nameOf(params)} left aside: ${inEnglish.rule(params, say)}. To you it is “very important”.`,
  'policy-takes-out': (params) =>
    `The rules of ${nameOf(params)} take ${inEnglish.hosts(params.count)} out of the first places shown here.`,
  'policy-moves': (params, say) => [...moved(params), ...inEnglish.rules(params.rules, say)].join(' '),
};

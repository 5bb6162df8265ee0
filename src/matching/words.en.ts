import type { Speaker } from '../vocabulary/speaker.ts';
import type { Params, Sentences } from './words.ts';

const AUDIENCES: Record<string, string> = {
  associations: 'associations',
  individuals: 'individuals',
  companies: 'companies',
  'public-bodies': 'public bodies',
  schools: 'schools',
  activists: 'activist groups',
};

const FAMILIES: Record<string, string> = {
  cost: 'price',
  fit: 'space and services',
  proximity: 'being close',
  values: 'values',
  durability: 'lasting',
};

/** Names of hard needs inside “without the condition …”. */
const NEEDS: Record<string, string> = {
  'too-small': 'the space asked for',
  budget: 'the budget',
  territory: 'the territory',
  audience: 'the audience',
  language: 'the language',
  'open-to-newcomers': 'being open to newcomers',
  deadline: 'the starting date',
  'data-country': 'the country of the data',
};

const evidence = ({ evidence, by, federation, federationName, asOf }: Params, say: Speaker): string => {
  const who = federationName ?? federation;
  if (by === 'charter') return `signed in the charter of ${who}`;
  if (evidence === 'certified') return 'a current certificate proves it';
  if (evidence === 'measured') return 'the catalogue measured it';
  if (evidence === 'peer-reviewed') return `${who} checked it${asOf ? ` (${say.date(asOf)})` : ''}`;
  if (evidence === 'documented') return 'a public page shows it';
  return by === 'import' ? 'a public source says so' : 'the host says so';
};

const size = ({ accounts, gigabytes }: Params, say: Speaker): string =>
  [
    ...(accounts ? [`${accounts} account${accounts > 1 ? 's' : ''}`] : []),
    ...(gigabytes ? [say.gigabytes(gigabytes)] : []),
  ].join(' and ');

const need = ({ name, key, territory }: Params, say: Speaker): string => {
  if (name === 'usage-not-offered') return say.usage(key);
  if (name === 'support') return say.support(key);
  if (name === 'territory' && territory) return say.territory(territory);
  if (String(name).startsWith('criterion:')) return say.criterion(key);
  if (String(name).startsWith('commitment:')) return say.commitment(key);
  return NEEDS[name] ?? '';
};

/** Wishes taken when nothing was said. */
const WISHES: Record<string, string> = {
  price: 'price',
  proximity: 'distance',
  'commitment:closing-notice': 'the notice before closing',
};

/** A host that confirmed its entry has told all its plans. */
const bigger = (confirmed: boolean): string =>
  confirmed ? 'It is the largest plan announced.' : 'It is the plan we know: ask whether there is a bigger one.';

const parts = (shares: Params[], say: Speaker): string =>
  shares.map(({ host, usages }) => `${host}: ${say.usages(usages)}`).join('. ');

/** What a combination costs, as far as it is known. */
const price = ({ perYear, exact, floor, chosen }: Params, say: Speaker): string => {
  if (perYear !== null) return `${exact ? 'Price' : 'Known price, to be confirmed'}: ${say.euros(perYear)} a year.`;
  if (!chosen) return 'Some prices remain to be asked.';
  return floor > 0
    ? `Price: at least ${say.euros(floor)} a year, and what you choose on top.`
    : 'You choose the price.';
};

/** “in May 2023”, “on 12 May 2023” */
const when = (date: string, say: Speaker): string => `${date.length === 10 ? 'on' : 'in'} ${say.date(date)}`;

const hosts = (count: number): string => `${count} host${count > 1 ? 's' : ''}`;

export const ENGLISH: Sentences = {
  'default-wishes': ({ names }, say) =>
    `You did not say what matters: we look at ${say.list(names.map((name: string) => WISHES[name]))}.`,
  'storage-margin-needs-storage': () => 'Without a number of gigabytes, spare space is not counted.',
  'proximity-needs-territory': () => 'Without a place, distance is not counted.',
  'budget-assumed': ({ euros }, say) => `Without a budget, prices are compared with ${say.euros(euros)} a year.`,
  'mail-storage-assumed': ({ gigabytes }, say) => `For email, we count ${say.gigabytes(gigabytes)} per mailbox.`,
  'domain-name-apart': ({ euros }, say) =>
    `An address in your name needs a domain name: about ${say.euros(euros)} more a year.`,
  'one-family-leads': ({ family }) => `More than half of your wishes is about this: ${FAMILIES[family]}.`,
  'combinations-left-out': () => 'Your request has too many usages to look for groups of hosts here.',
  'health-data-not-proven': ({ count }) =>
    count > 0
      ? `Health data: ${hosts(count)} left out, for want of a checked certificate. Ask them its number and end date.`
      : 'Health data: only hosts whose certificate was checked are shown.',
  'nothing-wished': () => 'Nothing matters more than the rest: hosts are equal, shown with their price.',

  'one-contact': ({ usages }, say) => `One contact for everything: ${say.usages(usages)}.`,
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
  'price-within-budget': ({ perYear, left, confirmed }, say) => {
    if (!confirmed)
      return `The known price is ${say.euros(perYear)} a year, to be confirmed: it is within your budget.`;
    return left > 0
      ? `The price is ${say.euros(perYear)} a year. You have ${say.euros(left)} left.`
      : `The price is ${say.euros(perYear)} a year: just your budget.`;
  },
  'price-known': ({ perYear, confirmed }, say) =>
    confirmed
      ? `The price is ${say.euros(perYear)} a year.`
      : `The known price is ${say.euros(perYear)} a year, to be confirmed.`,
  'room-to-grow': ({ gigabytes, wanted }, say) =>
    gigabytes === null
      ? 'Space is not limited.'
      : `You will have ${say.gigabytes(gigabytes)}, for ${say.gigabytes(wanted)} asked.`,
  'near-you': ({ territory }, say) => `The host is close to you: ${say.territory(territory)}.`,
  'wished-usage-covered': ({ usage }, say) => `It also offers what you would like as well: ${say.usage(usage)}.`,
  'support-offered': ({ key }, say) => `It offers the help you would like: ${say.support(key)}.`,
  'criterion-met': (params, say) =>
    `${say.criterion(params.key)}${params.value === 'partial' ? ', in part' : ''}: ${evidence(params, say)}.`.replace(
      /^./,
      (c) => c.toUpperCase(),
    ),
  'commitment-met': (params, say) =>
    `${say.commitment(params.key)} (${say.measure(params.key, params.value)}): ${evidence(params, say)}.`.replace(
      /^./,
      (c) => c.toUpperCase(),
    ),

  'stated-no-criterion': ({ key }, say) => `The host says no to this: ${say.criterion(key)}.`,
  'stated-no-commitment': ({ key, value }, say) =>
    `The host does not commit enough on this: ${say.commitment(key)}${value === null ? '' : ` (${say.measure(key, value)})`}.`,
  'stated-no-support': ({ key }, say) => `The host does not offer this help: ${say.support(key)}.`,
  contested: ({ kind, key }, say) =>
    `A third party disputes this: ${kind === 'criterion' ? say.criterion(key) : say.commitment(key)}. Ask both.`,
  'not-confirmed-by-host': ({ asOf }, say) =>
    asOf
      ? `The host has not read this entry yet. Last trace of it: ${say.date(asOf)}.`
      : 'The host has not read this entry yet. It has no date.',
  'on-application': () => 'You must apply and wait for an answer. Keep another option open.',
  'places-not-confirmed': () => 'Sign-ups are open, but nothing says whether places are left. Please ask.',
  'territory-assumed': ({ territory }, say) =>
    `This host has not said where it works. We assume it accepts you (${say.territory(territory)}).`,
  'only-declared': () => 'The host says so. Nobody else has checked it yet.',
  'tax-added': () => 'The price is given before tax: we added VAT.',
  'evidence-aged': ({ kind, key, asOf }, say) =>
    `Old information${asOf ? ` (${say.date(asOf)})` : ''}, it counts less: ${kind === 'criterion' ? say.criterion(key) : say.commitment(key)}.`,

  'ask-usage': (params, say) => {
    const wanted = size(params, say);
    return `Do you also offer this: ${say.usage(params.key)}${wanted ? ` (${wanted})` : ''}? At what price?`;
  },
  'ask-room': (params, say) => {
    const wanted = size(params, say);
    return wanted ? `Do you have a plan for ${wanted}?` : 'How much space do you offer?';
  },
  'ask-price': (params, say) => {
    const wanted = size(params, say);
    return wanted ? `What is the yearly price for ${wanted}?` : 'What is the yearly price?';
  },
  'ask-price-still': ({ perYear, observedOn }, say) =>
    perYear !== null && observedOn
      ? `The price seen ${when(observedOn, say)} was ${say.euros(perYear)} a year: does it still hold?`
      : perYear !== null
        ? `An undated price was ${say.euros(perYear)} a year: does it still hold?`
        : 'What is your price today?',
  'ask-price-quote': ({ accounts }) =>
    accounts ? `There are ${accounts} of us: what yearly price would you ask?` : 'What yearly price would you ask?',
  'ask-price-advised': () => 'How much do associations like ours usually give?',
  'ask-open': () => 'Do you take a new association at the moment?',
  'ask-application': () => 'Can we apply, and when do you answer?',
  'ask-territory': ({ territory }, say) =>
    `Do you take an association from our territory (${say.territory(territory)})?`,
  'ask-audience': ({ audience }) => `Do you take ${AUDIENCES[audience]}?`,
  'ask-language': ({ language }, say) => `Do you answer in this language: ${say.languageName(language)}?`,
  'ask-deadline': ({ startsBy }, say) => `Can we start before ${say.date(startsBy)}?`,
  'ask-data-country': ({ countries }, say) =>
    `Would our data stay here: ${say.list(countries.map((code: string) => say.country(code)))}?`,
  'ask-support': ({ key }, say) => `Do you offer this help: ${say.support(key)}?`,
  'ask-criterion': ({ key }, say) => say.criterionQuestion(key),
  'ask-commitment': ({ key }, say) => say.commitmentQuestion(key),
  'ask-seat': () => 'Where are you based?',

  'near-miss-accounts': ({ host, has, wanted, confirmed }) =>
    `${host}: ${has} account${has > 1 ? 's' : ''} at most, for your ${wanted}. ${bigger(confirmed)}`,
  'near-miss-storage': ({ host, has, wanted, confirmed }, say) =>
    `${host}: ${say.gigabytes(has)} at most, for your ${say.gigabytes(wanted)}. ${bigger(confirmed)}`,
  'near-miss-budget': ({ host, missing }, say) => `${host}: you are ${say.euros(missing)} a year short.`,
  'near-miss-need': (params, say) => `${params.host}: a single obstacle, ${need(params, say)}.`,

  'relax-one': (params, say) => `If you give this up (${need(params, say)}): ${hosts(params.count)} possible.`,
  'relax-several': ({ needs, count }, say) =>
    needs.length > 3
      ? `You would have to give up ${needs.length} conditions: ${hosts(count)} possible.`
      : `If you give all this up (${say.list(needs.map((entry: Params) => need(entry, say)))}): ${hosts(count)} possible.`,
  'step-budget': ({ missing, count }, say) => `${say.euros(missing)} more a year is enough for ${hosts(count)}.`,
  'step-accounts': ({ missing, count }) =>
    `${missing} account${missing > 1 ? 's' : ''} fewer is enough for ${hosts(count)}.`,
  'step-storage': ({ missing, count }, say) => `${say.gigabytes(missing)} less is enough for ${hosts(count)}.`,

  'one-host': ({ host, ...params }, say) => `${host} covers everything, with one contact. ${price(params, say)}`,
  'several-hosts': ({ shares, saved, contacts, ...params }, say) =>
    `${parts(shares, say)}. ${contacts} contacts. ${price(params, say)}${saved > 0 ? ` That is ${say.euros(saved)} less a year than with one contact.` : ''}`,
  'several-hosts-to-check': ({ shares, contacts, ...params }, say) =>
    `${contacts > 1 ? 'Together they could cover everything.' : 'It could cover everything.'} ${parts(shares, say)}. ${price(params, say)}`,
};

import type { SentencesOf } from '../../vocabulary/sentences.ts';
import type { Notes } from '../engine/need/parameters.ts';
import { inEnglish } from './parts-en.ts';

/** Notes about what was assumed or left out for a need, in English. */
export const ENGLISH_NOTES: SentencesOf<Notes> = {
  'default-wishes': ({ names }, say) =>
    `You did not say what matters. We look at this: ${inEnglish.criteria(names, say)}.`,
  'storage-margin-needs-storage': () => 'Without a number of gigabytes, spare space is not counted.',
  'proximity-needs-territory': () =>
    'You did not say where you are, so the place where a host is based does not count.',
  'budget-assumed': ({ euros }, say) => `Without a budget, prices are compared with ${say.euros(euros)} a year.`,
  'audience-assumed': ({ audience }) => `We look among the hosts that welcome ${inEnglish.audiences[audience]}.`,
  'amounts-assumed': (params, say) =>
    `Where you say nothing, we count ${inEnglish.assumed(params, say)}. Say ${
      params.accounts === null
        ? 'how much space you need'
        : `how many people will use it${params.gigabytes === null ? '' : ' and how much space you need'}`
    }.`,
  'mailboxes-assumed': ({ mailboxes }) =>
    `For email, we count ${mailboxes} mailbox${mailboxes === 1 ? '' : 'es'}. Say how many you need.`,
  'mail-storage-assumed': ({ gigabytes }, say) => `For email, we count ${say.gigabytes(gigabytes)} per mailbox.`,
  'domain-name-apart': ({ euros }, say) =>
    `An address in your name needs a domain name: about ${say.euros(euros)} more a year.`,
  'growth-needs-storage': () =>
    'Say how much space you need today too: without it, we do not count that of the years to come.',
  'one-family-leads': ({ family }) =>
    `With your wishes, ${inEnglish.families[family]} more than all the rest together. If you did not mean it, change how much one of them matters.`,
  'combinations-too-many': ({ hosts, usages }) =>
    `We did not look for groups of hosts. ${usages} usages among ${inEnglish.hosts(hosts)} make too many groups to compare. Ask for fewer usages that must be there.`,
  'combinations-cut': ({ hosts, taken }) =>
    `For groups of hosts, we compared ${taken} hosts out of ${hosts}: those that could suit best.`,
  'combinations-busy': () => 'We did not look for groups of hosts: too many searches are under way. Try again soon.',
  'combinations-stopped': () => 'The search for groups of hosts did not end. The rest of the answer is complete.',
  'kept-together': ({ usages }, say) =>
    `We leave this at one host: ${inEnglish.usages(usages, say)}. A document is edited where it is stored.`,
  'health-data-not-proven': ({ count }) =>
    count > 0
      ? `Health data: ${inEnglish.hosts(count)} left out, for want of a checked certificate. Ask for the number of the certificate and its end date.`
      : 'Health data: only hosts whose certificate was checked are shown.',
  'closing-successor': ({ host, service, successorName, agreed, closesOn, isOver }, say) =>
    `${service === null ? host : `The service “${service}” of ${host}`} ${isOver ? 'has closed' : 'is closing'}${
      closesOn ? ` (${say.date(closesOn)})` : ''
    }. ${
      agreed ? `${successorName} takes over.` : `${successorName} is proposed to take over; it has not said yes yet.`
    }`,
  'nothing-wished': () => 'Nothing matters more than the rest: hosts are equal, shown with their price.',
};

import type { SentencesOf } from '../../../vocabulary/sentences.ts';
import type { FetchProblem } from '../../../vocabulary/terms.ts';
import type { FileClass, FileSentences } from './problems.ts';

const quoted = (text: string): string => `“${text}”`;
const choice = (words: readonly string[]): string => [words.slice(0, -1).join(', '), words.at(-1)].join(' or ');

const CLASSES: Readonly<Record<FileClass, string>> = {
  federation: 'a federation',
  organization: 'an organisation',
  service: 'a service',
  metrics: 'figures',
  device: 'a device',
};

/** Maximum number of keys that a sentence names; the others are counted. */
const MOST_NAMED = 4;

const ADDRESS = 'Write a whole address, such as https://asso.example/cloud.';

/** Why an address returned nothing, and what to do. */
const UNFETCHED: Readonly<Record<FetchProblem, string>> = {
  'not-http': 'This is not a web address. Give that of the file.',
  'https-needed': 'The address must begin with https. Correct it.',
  'with-credentials': 'The address holds a name or a password. Give one that anybody can open.',
  'unusual-port': 'The address has an unusual port. Publish the file on port 443.',
  'ip-address': 'A domain name is needed, not a numeric address. Correct the address.',
  'not-public-name': 'This name exists in a private network only. Publish the file on the Internet.',
  'not-public-machine': 'This name leads to a private machine. Publish the file on the Internet.',
  'name-not-found': 'This domain name cannot be found. Check the address.',
  'no-answer': 'The server does not answer. Try again later.',
  'bad-certificate': 'The certificate of the site is not valid. Renew it.',
  'too-slow': 'The server took too long to answer. Try again later.',
  'too-large': 'The file is too large. Split it into several.',
  'too-many-redirects': 'The address leads from page to page. Give that of the file itself.',
  'redirected-elsewhere': 'The address leads to another site. Give that of the file itself.',
};

/** Problems of a file, in English. The line and the key are shown next to each problem. */
export const ENGLISH: SentencesOf<FileSentences> = {
  'not-fetched': ({ why }) => UNFETCHED[why],
  'wrong-status': ({ status }) => `The address answers ${status} instead of the file. Check it in a browser.`,
  'html-instead': () =>
    'This is a web page, and not a file of properties. Check the address: the server probably answers with an error page.',
  'json-instead': () =>
    'This is JSON, and no file of properties. A bercail.json is read at the address /.well-known/bercail.json of the site of its host alone: give that one, or that of a file of properties.',
  'not-text': () => 'This is not a text file. Send the file of properties itself, without compressing it.',
  'empty-file': () => 'The file is empty. Write one line at least, such as file.class = Organization.',
  'too-large': ({ most }, say) => `The file is too large: the rest is not read. Keep it to ${say.number(most)} kB.`,
  'too-many-lines': ({ most }, say) =>
    `The file has too many lines: the rest is not read. Keep it to ${say.number(most)} lines.`,
  'not-utf-8': ({ encoding }) =>
    `The file is not in UTF-8: it is read as ${encoding}. Check the accents, then save it in UTF-8.`,
  'mixed-encoding': () =>
    'The encoding changes on this line: one part of the file is in UTF-8, and another is not. Save all of it in UTF-8.',
  'value-too-long': ({ most }, say) =>
    `This value is too long: its end is not read. Keep it to ${say.number(most)} characters.`,
  'bad-escape': () => 'After \\u, four digits from 0 to F are needed. Rather write the letter itself, in UTF-8.',
  'no-sign': () => 'This line has no value. Write “key = value”, or put # in front of a comment.',
  'duplicate-key': ({ counts }, say) =>
    `This key is here several times: only line ${say.number(counts)} is read. Remove the others.`,
  'unknown-key': ({ near }) =>
    near === undefined
      ? 'The format has no such key: it is kept as it is. Remove it if nothing needs it.'
      : `The format has no such key: it is kept as it is. Did you mean ${quoted(near)}?`,
  'retired-key': ({ now }) =>
    now === undefined
      ? 'This key is no longer in the format, and nothing replaces it. Remove it.'
      : `This key has another name now: it is read all the same. Write ${quoted(now)}.`,
  'misspelt-key': ({ now }) => `This key is misspelt: it is read all the same. Write ${quoted(now)}.`,
  'key-elsewhere': ({ class: own }) =>
    `This key has no place in the file that describes ${CLASSES[own]}. Put it into the right file.`,
  'class-unknown': () => 'Nothing says what this file describes. Add file.class = Organization, Service or Federation.',
  'class-assumed': ({ class: own }) =>
    `The key file.class does not say what this file describes. By the others, it describes ${CLASSES[own]}. Write it there.`,
  'class-unexpected': ({ class: own, expected }) =>
    `This file describes ${CLASSES[own]}, where ${CLASSES[expected]} was expected. Check the address that leads here.`,
  'missing-key': () => 'This key is mandatory, and it is missing or empty. Add it with its value.',
  'wished-keys': ({ keys }, say) =>
    keys.length > MOST_NAMED
      ? `The format also recommends ${say.number(keys.length)} keys, such as ${say.list(keys.slice(0, MOST_NAMED))}. Add those that are of use to you.`
      : `The format also recommends ${say.list(keys)}. Add what is of use to you.`,
  'unknown-value': ({ value, allowed }) =>
    `The value ${quoted(value)} is not in the list: it counts as unknown. Choose ${choice(allowed)}.`,
  'several-values': ({ taken }) =>
    `The catalogue keeps one of them: ${quoted(taken)}, the most open. Nothing has to change.`,
  'bad-date': ({ value }) =>
    `The date ${quoted(value)} cannot be read: it counts as unknown. Write year-month-day, such as 2026-07-31.`,
  'date-not-iso': ({ value, read }) =>
    `The date ${quoted(value)} is read as ${read}, never month first. Write it in this way.`,
  'future-date': ({ value }) =>
    `The date ${quoted(value)} is in the future: it counts as unknown until then. Correct it if it is a mistake.`,
  'bad-url': ({ value }) => `The address ${quoted(value)} cannot be opened: it is not taken over. ${ADDRESS}`,
  'bad-email': () =>
    'This is not an e-mail address: it is not taken over. Write one of them only, such as contact@your-domain.',
  'personal-address': () =>
    'This address seems to be that of a person: it is not taken over. Give that of the organisation, such as contact@your-domain.',
  'bad-number': ({ value }) =>
    `${quoted(value)} is not a number. Write digits, with a comma or a point, such as 48.85.`,
  'bad-element': ({ value, at }, say) =>
    `Element ${say.number(at)} of the list, ${quoted(value)}, is not a number: it counts as unknown. Correct it or leave it empty.`,
  'list-too-long': ({ count, most }, say) =>
    `The list has ${say.number(count)} elements, and the period has only ${say.number(most)}. The rest is not read: correct the list.`,
  'bad-country': ({ value }) =>
    `No country has the code ${quoted(value)}. Write the two letters of ISO\u00a03166, such as FR.`,
  'invalid-pair': ({ provider, server }) =>
    `A ${server} machine does not go with ${provider}. Correct host.server.type or host.provider.type.`,
  'bad-sub': ({ value }) => `The address ${quoted(value)} cannot be followed. ${ADDRESS}`,
  'duplicate-sub': ({ first }, say) =>
    `This address is on line ${say.number(first)} already: it is followed once only. Remove one of the two lines.`,
  'same-sub-name': ({ first }, say) =>
    `Line ${say.number(first)} has this name already. Both addresses are followed: give one of them another name.`,
  'location-not-kept': () =>
    'The exact place is not taken over: it may be where somebody lives. Nothing has to change.',
  'person-not-kept': () => 'This value may name a person: it is not taken over. Nothing has to change.',
  'status-unclear': ({ value }) =>
    `The value ${value} does not say whether it means having left. In that case, add the last day: enddate.`,
  'no-usage': ({ software }) =>
    software === undefined
      ? 'The software is not said: nobody will know what this service is for. Add software.name.'
      : `No usage is known for ${quoted(software)}. After the import, say there what this service is used for.`,
  'more-problems': ({ count }, say) =>
    `There are ${say.number(count)} other problems. Correct these first, then check the file again.`,
};

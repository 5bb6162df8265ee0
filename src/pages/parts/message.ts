import { mailtoOf } from '../../ground/addresses.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Territories } from '../../vocabulary/territories.ts';
import { MAIL } from '../asking/questions.ts';
import { MAIL_TEXT } from '../words/send-on.ts';
import { lowerFirst } from '../words/typeset.ts';

/** Longer links are cut or refused by some mail programs and by the systems that hand them over. */
export const LONGEST_MAILTO = 1_900;

/** A mail: its subject, and its text with line ends as `\n`. */
export interface Mail {
  subject: string;
  body: string;
}

/** A link that opens a mail, to an address or to nobody yet. */
function mailto(address: string | null, { subject, body }: Mail): string {
  const query = `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
  return `${address === null ? 'mailto:' : mailtoOf(address)}?${query}`;
}

/** A text cut after so many characters, in one piece: no half of a pair of surrogates, which cannot be encoded. */
export const cutAfter = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
};

/** Whether a link may hold all of a mail. */
const fitsInLink = (address: string, mail: Mail): boolean => mailto(address, mail).length <= LONGEST_MAILTO;

/**
 * The first of these mails whose link is short enough: they are given from the whole one to the shortest. Should even
 * that one be too long, its text is cut.
 */
export function shortestNeeded(address: string | null, mails: readonly Mail[]): string {
  const links = mails.map((mail) => mailto(address, mail));
  const fitting = links.find(({ length }) => length <= LONGEST_MAILTO);
  if (fitting !== undefined) return fitting;
  const { subject, body } = mails.at(-1)!;
  let most = [...body].length;
  let link = links.at(-1)!;
  while (link.length > LONGEST_MAILTO && most > 0) {
    most = Math.floor(most * 0.9);
    link = mailto(address, { subject, body: cutAfter(body, most) });
  }
  return link;
}

/** Where who asks is: no finer than the département, where a leak would harm people. */
export const placeTold = (
  { territory, sensitive }: Pick<Need, 'territory' | 'sensitive'>,
  say: Speaker,
): string | null => (territory ? (sensitive ? say.departement(territory) : say.territory(territory)) : null);

/** Who speaks of a need: where a leak would harm people, its place is no finer than the département in whatever is said. */
export function speakerOf(
  { territory, sensitive }: Pick<Need, 'territory' | 'sensitive'>,
  say: Speaker,
  { find }: Pick<Territories, 'find'>,
): Speaker {
  if (!territory || !sensitive) return say;
  // A commune that was merged into another is told as that one.
  const today = (one: Territory) => find(one) ?? one;
  const ours = today(territory);
  const isOurs = (one: Territory) => today(one).level === ours.level && today(one).code === ours.code;
  return { ...say, territory: (one) => (isOurs(one) ? say.departement(one) : say.territory(one)) };
}

/** Questions that name the place say it as the rest of the message does. */
const questionsTold = (questions: readonly string[], need: Need, say: Speaker): string[] => {
  const [place, told] = [need.territory && say.territory(need.territory), placeTold(need, say)];
  return questions.map((question) => (place && told ? question.replaceAll(`(${place})`, `(${told})`) : question));
};

/** Sizes of a usage as people say them: `12 personnes`, `environ 30 Go`. */
function sizesOf(
  { usage, accounts, storageGb, growthGbPerYear, amounts }: Need['usages'][number],
  say: Speaker,
): string[] {
  const words = MAIL_TEXT[say.language];
  const many = usage === MAIL ? words.boxes : words.people;
  return [
    ...(accounts === undefined ? [] : [many(say.number(accounts))]),
    ...Object.entries(amounts ?? {}).map(([unit, amount]) => say.amount(unit, amount)),
    ...(storageGb === undefined ? [] : [words.about(say.gigabytes(storageGb))]),
    ...(growthGbPerYear ? [words.growing(say.gigabytes(growthGbPerYear))] : []),
  ];
}

/**
 * What is needed, one line for each usage.
 * @param isForeign of a host whose mail ends in its own name: nobody asks it for more
 */
export const needLines = ({ usages }: Need, say: Speaker, isForeign = false): string[] =>
  usages.map((one) => {
    const sizes = sizesOf(one, say);
    const name = isForeign && one.usage === MAIL ? lowerFirst(say.usageShort(MAIL)) : say.usage(one.usage);
    return `${name}${sizes.length > 0 ? ` (${sizes.join(', ')})` : ''}`;
  });

/** How many people use two usages or more, where it is the same number for all that say one; mailboxes are counted apart. */
function sharedPeople({ usages }: Need): number | undefined {
  const counts = usages.flatMap(({ usage, accounts }) => (usage === MAIL || accounts === undefined ? [] : [accounts]));
  return counts.length > 1 && new Set(counts).size === 1 ? counts[0] : undefined;
}

/** The whole need in a few words for each part: usages with their sizes, what it may cost, where. */
export function needInShort(need: Need, say: Speaker): string[] {
  const words = MAIL_TEXT[say.language];
  const { budgetPerYear } = need;
  const place = placeTold(need, say);
  const shared = sharedPeople(need);
  return [
    ...(shared === undefined ? [] : [words.people(say.number(shared))]),
    ...need.usages.map(({ usage, accounts, storageGb, amounts }) => {
      const isSaid = accounts === undefined || (usage !== MAIL && shared !== undefined);
      const sizes = [
        ...(isSaid ? [] : [usage === MAIL ? say.number(accounts) : words.people(say.number(accounts))]),
        ...Object.entries(amounts ?? {}).map(([unit, amount]) => say.amount(unit, amount)),
        ...(storageGb === undefined ? [] : [say.gigabytes(storageGb)]),
      ];
      return `${say.usageShort(usage)}${sizes.length > 0 ? `${words.colon}${sizes.join(', ')}` : ''}`;
    }),
    ...(budgetPerYear == null ? [] : [words.yearly(say.euros(budgetPerYear))]),
    ...(place ? [place] : []),
  ];
}

/** What a message says besides the need. */
interface Terms {
  /** The day from which a host without places has some. */
  from?: string | undefined;
  /** Euros a year for all the hosts that share the need. */
  budgetOfAll?: number | undefined;
  /** The addresses would end in the name of the host. */
  isForeign?: boolean;
}

/** What may be paid, by the host that is written to or for all that share the need. */
function budgetLines({ budgetPerYear }: Need, budgetOfAll: number | undefined, say: Speaker): string[] {
  const words = MAIL_TEXT[say.language];
  const euros = budgetPerYear ?? budgetOfAll;
  if (euros == null) return [];
  if (euros === 0) return [words.noBudget];
  return [budgetPerYear == null ? words.budgetOfAll(say.euros(euros)) : words.budget(say.euros(euros))];
}

/** A whole message, in the voice of the association: who asks, for what, and the questions that are still open. */
export function mailFor(
  need: Need,
  questions: readonly string[],
  say: Speaker,
  { from, budgetOfAll, isForeign }: Terms = {},
): Mail {
  const words = MAIL_TEXT[say.language];
  const place = placeTold(need, say);
  const asked = questionsTold(questions, need, say);
  return {
    subject: words.subject,
    body: [
      words.hello,
      words.who(place),
      ...needLines(need, say, isForeign).map((line) => `- ${line}`),
      ...budgetLines(need, budgetOfAll, say),
      from === undefined ? words.welcome : words.welcomeFrom(say.from(from)),
      ...(asked.length > 0 ? [words.ask, ...asked.map((question) => `- ${question}`)] : []),
      words.thanks,
      words.sign,
    ].join('\n'),
  };
}

/** A message to somebody who helps associations; without a need, nobody knows it yet. */
export function mailToHelper(need: Need | undefined, territory: Need['territory'], say: Speaker): Mail {
  const words = MAIL_TEXT[say.language];
  const { subject, who, need: wanted, nobody, nobodyOfNetwork, lost, ask, questions } = words.toHelper;
  const none = need?.onlyFrom ? nobodyOfNetwork : nobody;
  return {
    subject,
    body: [
      words.hello,
      who(placeTold({ ...need, ...(territory && { territory }) }, say)),
      ...(need ? [wanted, ...needLines(need, say).map((line) => `- ${line}`), none] : [lost]),
      ask,
      ...questions.map((question) => `- ${question}`),
      words.thanks,
      words.sign,
    ].join('\n'),
  };
}

/**
 * The questions that a message asks, from the first on: as many as a link may hold, so that the message that is read
 * is the one that a mail program opens.
 * @param address where a link leads; without one, the message is copied, and holds them all
 */
export function questionsHeld<Question extends { text: string }>(
  address: string | undefined,
  need: Need,
  questions: readonly Question[],
  say: Speaker,
  terms?: Terms,
): readonly Question[] {
  let held = questions;
  const mail = () =>
    mailFor(
      need,
      held.map(({ text }) => text),
      say,
      terms,
    );
  while (address && held.length > 0 && !fitsInLink(address, mail())) held = held.slice(0, -1);
  return held;
}

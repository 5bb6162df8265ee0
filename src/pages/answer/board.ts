import { domainOf } from '../../ground/addresses.ts';
import { capital, curved } from '../../ground/texts.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { wayTo } from '../parts/contact.tsx';
import { cutAfter, type Mail, needInShort, shortestNeeded } from '../parts/message.ts';
import { priceInShort } from '../parts/price.ts';
import type { Addressee, Proposal } from '../parts/proposals.ts';
import { CARD } from '../words/card.ts';
import { SEND_ON } from '../words/send-on.ts';
import { lowerFirst } from '../words/typeset.ts';
import { risksOf } from './card-lines.ts';

/** An answer as the board of an association gets it. */
export interface SentOn {
  need: Need;
  proposals: readonly Proposal[];
  help: Match['help'];
  /** What is true of all answers. */
  shared: string;
  /** The link with which the need is found again. */
  link: string;
  day: string;
}

/** What is left out of a mail that is too long, one thing after the other. */
interface Detail {
  /** With the spaces and apostrophes of a keyboard: in a link, each of the finer ones takes six or nine characters. */
  plain: boolean;
  /** Of so many answers it is told what is left to ask. */
  open: number;
  /** Of so many, what each host does, and what one could lose; of the others only who, for how much and where. */
  whole: number;
  help: boolean;
  /** Addresses above this length are told by their domain. */
  address: number;
  /** Letters of a name. */
  name: number;
  /** Parts of the need. */
  need: number;
  /** The link to the answers, and what is true of all of them: left out only where names and prices would not fit. */
  end: boolean;
}

const WHOLE: Detail = {
  plain: false,
  open: Number.POSITIVE_INFINITY,
  whole: Number.POSITIVE_INFINITY,
  help: true,
  address: Number.POSITIVE_INFINITY,
  name: Number.POSITIVE_INFINITY,
  need: Number.POSITIVE_INFINITY,
  end: true,
};

/** What is left out, one step after the other, in the order in which a board can do without: the link leads to all of it. */
const STEPS: readonly Partial<Detail>[] = [
  { plain: true },
  { address: 60 },
  { open: 2 },
  { whole: 2 },
  { open: 1 },
  { whole: 1 },
  { help: false },
  { open: 0 },
  { whole: 0 },
  { name: 60 },
  { need: 4 },
  { address: 0, name: 24 },
  { end: false },
];

/** From all of it to little more than names and prices. */
const DETAILS = [WHOLE, ...STEPS.map((_, last) => Object.assign({ ...WHOLE }, ...STEPS.slice(0, last + 1)) as Detail)];

function addressOf(hosts: Proposal['hosts'], most: number): string {
  const shown = hosts.flatMap((addressee) => {
    const to = wayTo(addressee)?.to;
    if (to === undefined) return [];
    return to.length <= most ? to : (domainOf(to) ?? []);
  });
  return shown.join(' ');
}

/** What one could lose with a host, and how one gets in where that costs something. */
function bewareOf({ host, services }: Addressee, cautions: Proposal['cautions'], say: Speaker): string[] {
  const { beware } = SEND_ON[say.language];
  const isForMembers = host.services.some(
    ({ slug, registration }) => services.includes(slug) && registration === 'members',
  );
  const lines = [
    ...risksOf(cautions, say).map(({ text }) => text),
    ...(isForMembers ? [`${capital(CARD[say.language].members)}.`] : []),
  ];
  return lines.length > 0 ? [beware(lowerFirst(lines.join(' ')))] : [];
}

/** One answer: who, for how much and where; of several hosts, each with what it does. */
function linesOf(
  proposal: Proposal,
  place: number,
  { open: told, whole, name, address }: Detail,
  say: Speaker,
): string[] {
  const words = SEND_ON[say.language];
  const { hosts, title, cost, cautions, covered, toAsk, open } = proposal;
  const isWhole = place <= whole;
  const price = priceInShort(cost, say, [...covered, ...toAsk]);
  const head = words.proposal(place, cutAfter(title, name), price);
  const left = place <= told && open.length > 0 ? [words.left(say.list(open))] : [];
  const own = (addressee: Addressee) => {
    const usages = addressee.need.usages.map(({ usage }) => lowerFirst(say.usageShort(usage)));
    const line = words.part(addressee.host.name, say.list(usages), addressee.price);
    return [
      `${line} ${addressOf([addressee], address)}`.trimEnd(),
      ...bewareOf(addressee, addressee.risks ?? [], say).map((one) => `     ${one}`),
    ];
  };
  if (isWhole && hosts.length > 1) return [head, ...hosts.flatMap(own), ...left];
  const beware = isWhole ? bewareOf(hosts[0]!, cautions, say).map((one) => `   ${one}`) : [];
  return [`${head} ${addressOf(hosts, address)}`.trimEnd(), ...beware, ...left];
}

/** Spaces and apostrophes as keys have them, and no space at the beginning of a line. */
const plainly = (text: string): string =>
  text
    .replace(/[\u00a0\u202f]/g, ' ')
    .replaceAll('’', "'")
    .split('\n')
    .map((line) => line.trimStart())
    .join('\n');

function mailWith(sent: SentOn, detail: Detail, say: Speaker): Mail {
  const words = SEND_ON[say.language];
  const { need, proposals, help, shared, link, day } = sent;
  const parts = needInShort(need, say);
  const nearest = help[0];
  const isShort = proposals.length > Math.min(detail.open, detail.whole);
  const body = [
    // Parts hold commas.
    words.need(parts.slice(0, detail.need).join(words.partsApart)),
    '',
    ...(proposals.length === 0 ? [need.onlyFrom ? words.nobodyOfNetwork : words.nobody] : []),
    ...proposals.flatMap((proposal, index) => linesOf(proposal, index + 1, detail, say)),
    '',
    ...(detail.end && shared !== '' ? [shared] : []),
    ...(detail.help && nearest
      ? [words.help(curved(nearest.name), nearest.phone ?? nearest.email ?? nearest.contactUrl ?? nearest.url ?? '')]
      : []),
    ...(detail.end && link !== '' ? ['', isShort ? words.inFull : words.again, link] : []),
    '',
    words.signed(say.date(day)),
  ].join('\n');
  return { subject: words.subject(proposals.length), body: detail.plain ? plainly(body) : body };
}

/** All that the board should know, as one text. */
export const boardText = (sent: SentOn, say: Speaker): string => mailWith(sent, WHOLE, say).body;

/** The link that opens a mail with it, to whom one likes; shorter where it would be too long for a link. */
export const boardMail = (sent: SentOn, say: Speaker): string =>
  shortestNeeded(
    null,
    DETAILS.map((detail) => mailWith(sent, detail, say)),
  );

/** The file with which a need comes back: its link, and what it says in words. */
export function keptFile({ need, link, day }: Pick<SentOn, 'need' | 'link' | 'day'>, say: Speaker): string {
  const words = SEND_ON[say.language].file;
  return [
    words.title(say.date(day)),
    '',
    ...needInShort(need, say).map((part) => `- ${part}`),
    '',
    words.how(link.replace(/[?#].*/, '')),
    link,
    words.private,
    '',
  ].join('\r\n');
}

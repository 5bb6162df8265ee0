import { closingText } from '../../closings/words.ts';
import { inFrench } from '../../matching/words/french.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { DueFact } from './schema.ts';

type Telling = (due: DueFact & { on: string }, say: Speaker) => string;

const about = ({ subject = '' }: DueFact, say: Speaker): string => {
  const key = subject.slice(subject.indexOf(':') + 1);
  return subject.startsWith('criterion:') ? say.criterion(key) : say.commitment(key);
};

/** Its dates and who comes after, as the entry of the host tells them; what was promised stands there. */
function leaving({ closing }: DueFact, say: Speaker): string {
  const { successor, ...said } = closing!;
  return closingText({ ...said, successor, promises: [] }, say, () => successor?.name);
}

/** What closes: the host, or a service of it. */
const closingIn = {
  fr: ({ name, closing }: DueFact) =>
    closing?.service ? `Le service «\u00a0${closing.service.name}\u00a0» ${inFrench.of(name)}` : name,
  en: ({ name, closing }: DueFact) => (closing?.service ? `The service “${closing.service.name}” of ${name}` : name),
};

const CLOSING = {
  fr: (due: DueFact, say: Speaker) =>
    `${closingIn.fr(due)} va fermer. ${leaving(due, say)}${due.closing!.successor ? '' : ' Personne n’est nommé pour la suite\u00a0: voyez qui propose la même chose.'}`,
  en: (due: DueFact, say: Speaker) =>
    `${closingIn.en(due)} is going to close. ${leaving(due, say)}${due.closing!.successor ? '' : ' Nobody is named to take over: see who offers the same.'}`,
};

const DATED: Record<Exclude<DueFact['kind'], 'closing'>, { fr: Telling; en: Telling }> = {
  'membership-request': {
    fr: ({ name, on }, say) => `${name} demande à vous rejoindre ${say.since(on)}.`,
    en: ({ name, on }, say) => `${name} has asked to join you ${say.since(on)}.`,
  },
  'membership-review': {
    fr: ({ name, on }, say) => `${name}\u00a0: adhésion à revoir avant le ${say.date(on)}.`,
    en: ({ name, on }, say) => `Membership of ${name}: to be looked at before ${say.date(on)}.`,
  },
  review: {
    fr: (due, say) =>
      `${due.name}\u00a0: votre revue compte en entier jusqu’au ${say.date(due.on)}. Sujet\u00a0: ${about(due, say)}.`,
    en: (due, say) =>
      `Your review of ${due.name} counts in full until ${say.date(due.on)}. Subject: ${about(due, say)}.`,
  },
  'selection-review': {
    fr: ({ name, on }, say) => `${name}, dans votre liste\u00a0: choix à revoir avant le ${say.date(on)}.`,
    en: ({ name, on }, say) => `${name}, in your list: a choice to be looked at before ${say.date(on)}.`,
  },
  'selection-gone': {
    fr: ({ name }) => `${name} est dans votre liste, mais n’est plus proposé.`,
    en: ({ name }) => `${name} is in your list, but is no longer proposed.`,
  },
};

const LATE_REVIEW = {
  fr: (due: DueFact & { on: string }, say: Speaker) =>
    `${due.name}\u00a0: votre revue ne compte plus en entier depuis le ${say.date(due.on)}, à refaire. Sujet\u00a0: ${about(due, say)}.`,
  en: (due: DueFact & { on: string }, say: Speaker) =>
    `Your review of ${due.name} has no longer counted in full since ${say.date(due.on)}. To be done again. Subject: ${about(due, say)}.`,
};
const UNDATED = {
  fr: ({ name }: DueFact) => `${name}\u00a0: adhésion sans date connue, à revoir.`,
  en: ({ name }: DueFact) => `Membership of ${name}: no date is known. To be looked at.`,
};
const UNDATED_REVIEW = {
  fr: ({ name }: DueFact) => `${name}\u00a0: votre revue n’a pas de date. À refaire.`,
  en: ({ name }: DueFact) => `Your review of ${name} has no date. To be done again.`,
};

/** What is due, as a sentence. */
export function tellDue(due: DueFact, say: Speaker): string {
  if (due.kind === 'closing') return CLOSING[say.language](due, say);
  if (due.kind === 'review' && due.on !== null && due.overdue)
    return LATE_REVIEW[say.language]({ ...due, on: due.on }, say);
  if (due.on !== null || due.kind === 'selection-gone')
    return DATED[due.kind][say.language](due as DueFact & { on: string }, say);
  return (due.kind === 'review' ? UNDATED_REVIEW : UNDATED)[say.language](due);
}

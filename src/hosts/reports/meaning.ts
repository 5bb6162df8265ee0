import { decodedAddress } from '../../ground/addresses.ts';
import { type Fault, fault } from '../../ground/errors.ts';
import { emailIn, NO_PERSONAL_DATA, personalDataIn, personalFaults } from '../../requests/personal-data.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { MISTAKE_OUTCOMES, REMOVAL_OUTCOMES, type ReportKind } from '../../vocabulary/terms.ts';
import type { ReportAnswer, ReportDraft } from './schema.ts';

/** What happens next, for the sender of a report. */
export const WHAT_NEXT = {
  fr: 'Merci. L’hébergeur, ses fédérations et l’administration du catalogue liront ce signalement. La fiche ne change pas toute seule. Le signalement n’est pas publié. Rien de vous n’est gardé : personne ne pourra vous répondre.',
  en: 'Thank you. The host, its federations and the administrators of the catalogue will read this report. The entry does not change by itself. The report is not published. Nothing of you is kept: nobody can answer you.',
};

/** What happens next, for a person who requests a removal. */
export const REMOVAL_NEXT = {
  fr: 'Merci. L’administration du catalogue lira cette demande, et elle seule. Elle vous répondra dans le mois. La fiche ne change pas toute seule. De quoi vous joindre et vos mots sont effacés dès la réponse, ou au bout de sept mois si personne n’a répondu.',
  en: 'Thank you. The administrators of the catalogue will read this request, and nobody else. They answer within a month. The entry does not change by itself. How to reach you and your words are erased as soon as it is answered, or after seven months if nobody did.',
};

function aboutFaults(about: string, services: readonly { slug: string }[], reference: Reference): Fault[] {
  const [what, name] = about.split(':') as [string, string];
  const exists = {
    service: () => services.some(({ slug }) => slug === name),
    criterion: () => reference.criteria.has(name),
    commitment: () => reference.commitmentKinds.has(name),
  }[what]!();
  if (exists) return [];
  return [
    fault('/about', 'unknown-subject', {
      fr: `Rien ne s’appelle ${about} ici : corrigez, ou laissez ce champ vide.`,
      en: `Nothing is called ${about} here: correct it, or leave this field out.`,
    }),
  ];
}

const OUT_OF_PLACE = {
  fr: 'Ce champ n’a pas de sens ici : laissez-le vide.',
  en: 'This field makes no sense here: leave it out.',
};
const NEEDED = { fr: 'Ce champ est obligatoire.', en: 'This field is required.' };

const OF_REMOVALS = { needs: ['asker', 'replyTo'], lacks: ['about', 'url'] } as const;
const OF_MISTAKES = { needs: ['text'], lacks: ['asker', 'replyTo'] } as const;

/** What a report lacks, or must not contain, given its kind. */
export function kindFaults(draft: Partial<ReportDraft>): Fault[] {
  const { needs, lacks } = draft.kind === 'removal' ? OF_REMOVALS : OF_MISTAKES;
  return [
    ...needs.filter((name) => draft[name] === undefined).map((name) => fault(`/${name}`, 'missing', NEEDED)),
    ...lacks
      .filter((name) => draft[name] !== undefined)
      .map((name) => fault(`/${name}`, 'not-for-this-kind', OUT_OF_PLACE)),
  ];
}

/** A request for removal needs an address for the answer. */
const reachableFaults = (replyTo: string | undefined): Fault[] =>
  replyTo === undefined || personalDataIn(replyTo)
    ? []
    : [
        fault('/replyTo', 'not-reachable', {
          fr: 'Il faut une adresse mail, ou un numéro de téléphone entier.',
          en: 'An e-mail address is needed, or a whole telephone number, with + and the code of its country.',
        }),
      ];

/** Faults of an answer to a report of a given kind. */
export function answerFaults(kind: ReportKind, { outcome, text }: ReportAnswer): Fault[] {
  const outcomes: readonly string[] = kind === 'removal' ? REMOVAL_OUTCOMES : MISTAKE_OUTCOMES;
  const list = outcomes.join(', ');
  const message = { fr: `Réponses possibles : ${list}.`, en: `Possible outcomes: ${list}.` };
  const why = { fr: 'Dites pourquoi : un refus s’explique.', en: 'Say why: a refusal is explained.' };
  return [
    ...(outcomes.includes(outcome) ? [] : [fault('/outcome', 'not-for-this-kind', message)]),
    ...(outcome === 'refused' && kind === 'removal' && !text ? [fault('/text', 'missing', why)] : []),
    ...personalFaults('/text', text),
  ];
}

/** Faults of the text of a report; parts of it may be absent. */
export const wordFaults = ({ kind, text, url, replyTo }: Partial<ReportDraft>): Fault[] => [
  // A request for removal may have to name what should be removed, so personal data are allowed; they are erased with
  // the answer.
  ...(kind === 'removal' ? [] : personalFaults('/text', text)),
  ...reachableFaults(replyTo),
  ...(url !== undefined && emailIn(decodedAddress(url))
    ? [fault('/url', 'personal-data', NO_PERSONAL_DATA.email)]
    : []),
];

/** Faults of a report, given the services of its host. */
export const reportFaults = (
  draft: ReportDraft,
  services: readonly { slug: string }[],
  reference: Reference,
): Fault[] => [
  ...(draft.about === undefined ? [] : aboutFaults(draft.about, services, reference)),
  ...wordFaults(draft),
];

import { inFrench } from '../../matching/words/parts-fr.ts';
import { bilingual } from './typeset.ts';

type Choices = readonly (readonly [value: string, label: string, hint?: string])[];

const kinds = (of: { wrong: [string, string]; closed: [string, string]; misleading: [string, string] }): Choices =>
  Object.entries(of).map(([value, [label, hint]]) => [value, label, hint]);
const askers = (of: { host: [string, string]; person: [string, string]; other: [string, string] }): Choices =>
  Object.entries(of).map(([value, [label, hint]]) => [value, label, hint]);

/** How anybody says that an entry is wrong, or asks that it be removed. */
export const MEND = bilingual(
  {
    becomes: 'Ce que devient votre message',
    number: 'Si vous nous en reparlez, donnez ce numéro :',
    back: (name: string) => `Revenir à la fiche ${inFrench.of(name)}`,
    missing: {
      kind: 'Choisissez ce qui ne va pas.',
      text: 'Dites en quelques mots ce qui ne va pas.',
      asker: 'Dites qui vous êtes.',
      replyTo: 'Dites comment vous répondre : une adresse mail ou un numéro de téléphone.',
      url: 'Écrivez l’adresse d’une page, comme exemple.fr/page.',
    },
    report: {
      title: (name: string) => `Signaler une erreur : ${name}`,
      heading: 'Signaler une erreur',
      lead: (name: string) => `Sur la fiche ${inFrench.of(name)}. Sans compte, et sans dire qui vous êtes.`,
      kind: 'Qu’est-ce qui ne va pas ?',
      kinds: kinds({
        wrong: ['Quelque chose est faux', 'Un prix, une adresse, un service qui n’existe plus'],
        closed: ['Cet hébergeur a fermé', 'Ou ne répond plus du tout'],
        misleading: ['Quelque chose trompe', 'C’est écrit, mais on trouve autre chose en arrivant'],
      }),
      about: 'Où, dans la fiche ? (facultatif)',
      whole: 'Toute la fiche, ou je ne sais pas',
      services: 'Services',
      promises: 'Ce qu’il promet',
      claims: 'Ce qu’il dit de lui',
      text: 'Dites-le en quelques mots',
      textHint: 'Sans adresse mail ni numéro de téléphone, ni les vôtres ni ceux d’un autre.',
      url: 'Une page qui le montre (facultatif)',
      urlHint: 'Son adresse, comme exemple.fr/page.',
      send: 'Envoyer le signalement',
      becomes: [
        'Il est lu par l’hébergeur s’il tient sa fiche, par les réseaux dont il est membre, et par qui tient ce site.',
        'Il n’est pas publié, et ne change pas la fiche tout seul.',
        'Rien ne dit qui l’a envoyé : personne ne pourra vous répondre.',
        'Il est effacé un an après avoir été traité.',
      ],
      instead: 'Vous voulez que la fiche soit retirée ?',
      received: 'Merci, votre signalement est arrivé',
      next: (_date: string) => [
        'L’hébergeur s’il tient sa fiche, les réseaux dont il est membre et qui tient ce site le lisent. Il reste dans ce qui les attend jusqu’à ce que quelqu’un l’ait traité.',
        'Si c’est juste, la fiche sera corrigée. Revenez voir : personne ne peut vous écrire, car nous ne gardons pas qui vous êtes.',
      ],
    },
    removal: {
      title: (name: string) => `Retirer cette fiche : ${name}`,
      heading: 'Retirer cette fiche',
      lead: (name: string) => `Demandez le retrait ${inFrench.of(name)} de ce catalogue. Réponse dans le mois.`,
      means: 'Ce que retirer veut dire',
      effects: (slug: string) => [
        'La fiche et son contact disparaissent : plus montrés, plus cherchés, plus proposés à personne.',
        `Restent le nom court « ${slug} » et le jour du retrait, pour que personne d’autre ne prenne cette place. L’histoire de la fiche reste lisible aussi.`,
        'Un nom, une adresse ou un contact peut être effacé de cette histoire. Demandez-le dans votre message.',
      ],
      quicker: 'Plus rapide',
      own: 'C’est votre fiche ? Reprenez-la, puis retirez-la ou corrigez-la vous-même, tout de suite :',
      takeOver: 'reprendre cette fiche.',
      correct: 'Une chose est fausse ? Elle peut être corrigée sans retirer la fiche :',
      ask: 'Votre demande',
      asker: 'Qui êtes-vous ?',
      askers: askers({
        host: ['L’hébergeur', 'Ou quelqu’un qui parle pour lui'],
        person: ['Une personne nommée dans la fiche', 'Ou qu’on y reconnaît'],
        other: ['Quelqu’un d’autre', ''],
      }),
      replyTo: 'Comment vous répondre ?',
      replyToHint:
        'Une adresse mail ou un numéro de téléphone. Effacé dès que nous vous avons répondu, ou au bout de sept mois.',
      text: 'Pourquoi ? (facultatif)',
      textHint: 'Vous n’avez pas à vous justifier. Dites-le si une partie seulement doit partir.',
      send: 'Demander le retrait',
      becomes: [
        'Seule l’administration de ce site lit votre demande. Ni l’hébergeur ni les réseaux ne la voient.',
        'Vous avez une réponse dans le mois : c’est fait, ou non, et pourquoi.',
        'De quoi vous joindre et ce que vous écrivez sont effacés dès la réponse, ou au bout de sept mois si personne n’a répondu.',
        'Pendant un an après la réponse reste seulement qu’une demande a été faite, par qui (hébergeur, personne nommée, autre), et ce qui a été répondu.',
      ],
      received: 'Votre demande est arrivée',
      next: (date: string) => [
        `L’administration de ce site la lit, et vous répond au plus tard le ${date}.`,
        'D’ici là, la fiche reste comme elle est.',
        'De quoi vous joindre et ce que vous avez écrit sont effacés dès la réponse, ou au bout de sept mois si personne n’a répondu.',
      ],
    },
  },
  {
    becomes: 'What becomes of your message',
    number: 'If you speak to us about it again, give this number:',
    back: (name) => `Back to the entry of ${name}`,
    missing: {
      kind: 'Choose what is wrong.',
      text: 'Say in a few words what is wrong.',
      asker: 'Say who you are.',
      replyTo: 'Say how to answer you: an e-mail address or a telephone number.',
      url: 'Write the address of a page, such as example.org/page.',
    },
    report: {
      title: (name) => `Report an error: ${name}`,
      heading: 'Report an error',
      lead: (name) => `In the entry of ${name}. Without an account, and without saying who you are.`,
      kind: 'What is wrong?',
      kinds: kinds({
        wrong: ['Something is false', 'A price, an address, a service that is gone'],
        closed: ['This host has closed', 'Or no longer answers at all'],
        misleading: ['Something misleads', 'It is written, but one finds something else on arrival'],
      }),
      about: 'Where in the entry? (optional)',
      whole: 'The whole entry, or I do not know',
      services: 'Services',
      promises: 'What it promises',
      claims: 'What it says of itself',
      text: 'Say it in a few words',
      textHint: 'Without an e-mail address or a telephone number, neither yours nor anybody’s.',
      url: 'A page that shows it (optional)',
      urlHint: 'Its address, such as example.org/page.',
      send: 'Send the report',
      becomes: [
        'It is read by the host if it keeps its entry, by the networks of which it is a member, and by who runs this site.',
        'It is not published, and does not change the entry by itself.',
        'Nothing says who sent it: nobody can answer you.',
        'It is erased a year after it was dealt with.',
      ],
      instead: 'Do you want the entry to be removed?',
      received: 'Thank you, your report has arrived',
      next: () => [
        'The host if it keeps its entry, the networks of which it is a member and who runs this site read it. It stays among what waits for them until somebody has dealt with it.',
        'If it is right, the entry will be corrected. Come back and see: nobody can write to you, because we do not keep who you are.',
      ],
    },
    removal: {
      title: (name) => `Remove this entry: ${name}`,
      heading: 'Remove this entry',
      lead: (name) => `Ask that ${name} be no longer in this catalogue. Answered within a month.`,
      means: 'What removing means',
      effects: (slug) => [
        'The entry and its contact disappear: no longer shown, searched or proposed to anybody.',
        `What stays is the short name “${slug}” and the day of the removal, so that nobody else takes its place. The history of the entry can still be read too.`,
        'A name, an address or a contact can be erased from that history. Ask for it in your message.',
      ],
      quicker: 'Quicker',
      own: 'Is it your entry? Take it over, then remove or correct it yourself, at once:',
      takeOver: 'take this entry over.',
      correct: 'Is something wrong? It can be corrected without removing the entry:',
      ask: 'Your request',
      asker: 'Who are you?',
      askers: askers({
        host: ['The host', 'Or somebody who speaks for it'],
        person: ['Somebody whom the entry names', 'Or who can be recognised in it'],
        other: ['Somebody else', ''],
      }),
      replyTo: 'How can we answer you?',
      replyToHint:
        'An e-mail address or a telephone number. Erased as soon as we have answered you, or after seven months.',
      text: 'Why? (optional)',
      textHint: 'You need not justify yourself. Say so if only a part should go.',
      send: 'Ask for the removal',
      becomes: [
        'Only the administrators of this site read your request. Neither the host nor the networks see it.',
        'You are answered within a month: it is done, or not, and why.',
        'How to reach you and what you write are erased as soon as you are answered, or after seven months if nobody did.',
        'For a year after the answer it is only kept that somebody asked, who (host, person named, other), and what was answered.',
      ],
      received: 'Your request has arrived',
      next: (date) => [
        `The administrators of this site read it, and answer you by ${date}.`,
        'Until then the entry stays as it is.',
        'How to reach you and what you wrote are erased as soon as you are answered, or after seven months if nobody did.',
      ],
    },
  },
);

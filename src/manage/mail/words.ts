import { bilingual } from '../../pages/words/typeset.ts';

/** Pages that links in mails lead to. */
export const MAIL = bilingual(
  {
    confirm: {
      title: 'Confirmer votre adresse',
      lead: (name: string) => `Cette adresse recevra les messages pour ${name}.`,
      what: 'Des rappels, une fois par trimestre au plus, et ce qui presse : une demande de reprise de la fiche, ou un site qui ne répond plus. Vous pourrez aussi recevoir un lien pour vous connecter, sans mot de passe.',
      button: 'Confirmer mon adresse',
      doneTitle: 'Votre adresse est confirmée',
      done: (name: string) => `Elle recevra les messages pour ${name}. Chaque message dit comment ne plus en recevoir.`,
    },
    stop: {
      title: 'Ne plus recevoir de messages',
      lead: 'Plus rien ne sera envoyé à votre adresse, ni rappels, ni liens pour vous connecter.',
      what: 'Votre adresse est effacée. Pendant 90 jours, nous en gardons une empreinte, pour ne rien y envoyer même si quelqu’un la donne de nouveau.',
      button: 'Ne plus rien recevoir',
      doneTitle: 'Vous ne recevrez plus rien',
      done: 'Votre adresse est effacée.',
    },
    over: {
      title: 'Ce lien ne sert plus',
      lead: 'Il a déjà servi, ou il est trop vieux, ou un autre l’a remplacé. Demandez-en un autre à qui tient la fiche.',
    },
    home: 'Aller à l’accueil',
  },
  {
    confirm: {
      title: 'Confirm your address',
      lead: (name) => `This address will receive the messages for ${name}.`,
      what: 'Reminders, once a quarter at most, and what is urgent: somebody who asks to take over the entry, or a site that no longer answers. You may also receive a link to sign in with, without a password.',
      button: 'Confirm my address',
      doneTitle: 'Your address is confirmed',
      done: (name) => `It will receive the messages for ${name}. Each message says how to receive no more.`,
    },
    stop: {
      title: 'Receive no more messages',
      lead: 'Nothing more will be sent to your address, neither reminders nor links to sign in with.',
      what: 'Your address is erased. For 90 days we keep a fingerprint of it, so that nothing is sent there even if somebody gives it again.',
      button: 'Receive nothing more',
      doneTitle: 'You will receive nothing more',
      done: 'Your address is erased.',
    },
    over: {
      title: 'This link no longer works',
      lead: 'It was used already, or is too old, or another one has replaced it. Ask whoever keeps the entry for another.',
    },
    home: 'Go to the front page',
  },
);

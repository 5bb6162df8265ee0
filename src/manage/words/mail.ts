import { LINK_MINUTES } from '../../mail/sign-in.ts';
import { bilingual } from '../../pages/words/typeset.ts';

/** Signing in by a link, addresses that receive messages, and pages that links in mails lead to. */
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
    email: 'Adresse de courriel',
    noMailbox: 'Ce n’est pas une adresse de courriel. Elle s’écrit comme bureau@exemple.fr.',
    signIn: {
      byMail: 'Ou recevez un lien par courriel',
      hint: 'Une adresse que vous avez confirmée pour une fiche ou un réseau.',
      ask: 'Recevoir un lien',
      asked: 'Regardez votre courrier',
      askedLead: 'Si cette adresse est confirmée pour une fiche ou un réseau, un lien y arrive d’ici quelques minutes.',
      askedMore: `Le lien sert une fois, pendant ${LINK_MINUTES} minutes. Rien n’arrive ? Regardez parmi les indésirables, ou connectez-vous avec votre jeton.`,
      kept: 'Ce que vous écriviez est gardé ici. Une fois connecté par le lien, revenez sur cette page.',
      title: 'Vous connecter',
      lead: 'Ce lien vous connecte une seule fois. Il sert quand vous appuyez.',
      button: 'Me connecter',
      overTitle: 'Ce lien ne sert plus',
      overLead: `Il a déjà servi, ou il a plus de ${LINK_MINUTES} minutes, ou l’adresse n’est plus confirmée.`,
      again: 'Demander un autre lien',
    },
    addresses: {
      title: 'Les messages par courriel',
      lead: 'Un rappel par trimestre au plus, et ce qui presse : une demande de reprise de la fiche, ou un site qui ne répond plus.',
      leadOfNetwork:
        'Un rappel par trimestre au plus, et le rappel d’un dossier le jour que vous avez choisi : son numéro, et rien d’autre.',
      none: 'Aucune adresse pour l’instant : rien n’est envoyé.',
      confirmed: (day: string) => `confirmée le ${day}.`,
      waiting:
        'pas encore confirmée. Si un message pour la confirmer y est arrivé, ouvrez-le. Sinon, ajoutez-la de nouveau pour le recevoir.',
      refused: 'refusée par son serveur. Vérifiez-la, et ajoutez-la de nouveau.',
      isShutOut: 'Elle ne permet plus de se connecter : son accès a été retiré.',
      remove: 'Retirer',
      removed: 'L’adresse est retirée. Plus rien n’y sera envoyé, et elle ne permet plus de se connecter.',
      asked: 'C’est noté. L’adresse compte dès que la personne qui la lit a dit oui, par le message qui y arrive.',
      add: 'Ajouter une adresse',
      addHint: (name: string) =>
        `Qui lit cette adresse pourra aussi se connecter par un lien, et agir pour ${name}. Donnez celle d’une personne ou d’une équipe que vous connaissez.`,
      addButton: 'Ajouter',
    },
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
    email: 'E-mail address',
    noMailbox: 'This is no e-mail address. One is written like office@example.org.',
    signIn: {
      byMail: 'Or receive a link by mail',
      hint: 'An address that you confirmed for an entry or a network.',
      ask: 'Receive a link',
      asked: 'Look at your mail',
      askedLead: 'If this address is confirmed for an entry or a network, a link arrives there within a few minutes.',
      askedMore: `The link works once, for ${LINK_MINUTES} minutes. Nothing arrives? Look among the junk mail, or sign in with your token.`,
      kept: 'What you were writing is kept here. Once signed in by the link, come back to this page.',
      title: 'Sign in',
      lead: 'This link signs you in once. It is used when you press.',
      button: 'Sign in',
      overTitle: 'This link no longer works',
      overLead: `It was used already, or is older than ${LINK_MINUTES} minutes, or the address is no longer confirmed.`,
      again: 'Ask for another link',
    },
    addresses: {
      title: 'Messages by mail',
      leadOfNetwork:
        'A reminder once a quarter at most, and that of a case on the day that you chose: its number, and nothing else.',
      lead: 'A reminder once a quarter at most, and what is urgent: somebody who asks to take over the entry, or a site that no longer answers.',
      none: 'No address yet: nothing is sent.',
      confirmed: (day) => `confirmed on ${day}.`,
      waiting:
        'not confirmed yet. If a message that confirms it arrived there, open it. Otherwise add it again to receive one.',
      refused: 'refused by its server. Check it, and add it again.',
      isShutOut: 'It no longer lets anybody sign in: its access was ended.',
      remove: 'Remove',
      removed: 'The address is removed. Nothing more will be sent there, and it no longer lets anybody sign in.',
      asked: 'Noted. The address counts as soon as whoever reads it has said yes, by the message that arrives there.',
      add: 'Add an address',
      addHint: (name) =>
        `Whoever reads this address will also be able to sign in by a link, and act for ${name}. Give that of a person or a team that you know.`,
      addButton: 'Add',
    },
  },
);

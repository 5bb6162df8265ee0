import { bilingual, plural } from '../../pages/words/typeset.ts';

const counted = (count: number, one: string, more: string): string => plural(count, `1 ${one}`, `${count} ${more}`);

/** Who may act, by what, and what ends it. */
export const ACCESS_WORDS = bilingual(
  {
    kinds: {
      token: 'Par un jeton',
      mailbox: 'Par une adresse de courriel',
      invitation: 'Liens d’invitation qui attendent',
      session: 'Connectés en ce moment',
    },
    token: (label: string) => `un jeton nommé « ${label} »`,
    link: (who: string) => `Un lien fait par ${who}`,
    me: 'vous',
    thisOne: 'cette session',
    lastUsed: (day: string) => `utilisé le ${day}`,
    neverUsed: 'jamais utilisé',
    confirmed: (day: string) => `confirmée le ${day}`,
    unconfirmed: 'pas encore confirmée',
    addedBy: (who: string | null) =>
      who === null ? 'donnée avec la demande d’espace, ou par un accès qui a pris fin' : `ajoutée par ${who}`,
    worksUntil: (day: string) => `encore ouvert jusqu’au ${day}`,
    begun: (day: string) => `depuis le ${day}`,
    rights: {
      question: 'Que pourra faire cette personne ?',
      names: { all: 'Tout', 'read-and-answer': 'Lire et répondre', read: 'Lire' },
      hints: {
        host: {
          all: 'Comme vous : changer la fiche, inviter, retirer un accès.',
          'read-and-answer':
            'Voir tout l’espace, répondre aux signalements, aux avis et aux associations que l’on vous adresse. La fiche reste à vous.',
          read: 'Voir tout l’espace, et n’y rien écrire : pour un programme, par exemple.',
        },
        federation: {
          all: 'Comme vous : membres, règles, avis, invitations.',
          'read-and-answer':
            'Voir tout l’espace, prendre les appels et tenir les dossiers. Les membres, les règles et les avis restent à vous.',
          read: 'Voir tout l’espace, dossiers compris, et n’y rien écrire : pour un programme, par exemple.',
        },
      },
      told: { all: 'Peut tout faire.', 'read-and-answer': 'Peut lire et répondre.', read: 'Peut seulement lire.' },
      yours: {
        'read-and-answer':
          'Votre accès permet de lire et de répondre. Pour le reste, demandez à quelqu’un qui peut tout faire : la liste est dans « Qui peut agir ».',
        read: 'Votre accès permet de lire. Pour le reste, demandez à quelqu’un qui peut tout faire : la liste est dans « Qui peut agir ».',
      },
      heading: {
        all: 'Laisser tout faire ?',
        'read-and-answer': 'Ne laisser que lire et répondre ?',
        read: 'Ne laisser que lire ?',
      },
      effects: {
        all: ['Cet accès pourra tout faire, comme le vôtre : changer la fiche, inviter, retirer un accès.'],
        'read-and-answer': [
          'Cet accès continue de tout lire, et de répondre à ce que d’autres demandent. Il ne change plus rien d’autre.',
          'Les liens d’invitation qu’il a faits et les adresses de courriel qu’il a ajoutées prennent fin : ils ouvraient tout.',
          'Vous pourrez lui rendre tous les droits.',
        ],
        read: [
          'Cet accès continue de tout lire. Il n’écrit plus rien, pas même des réponses.',
          'Les liens d’invitation qu’il a faits et les adresses de courriel qu’il a ajoutées prennent fin : ils ouvraient tout.',
          'Vous pourrez lui rendre tous les droits.',
        ],
      },
      send: {
        all: 'Laisser tout faire',
        'read-and-answer': 'Ne laisser que lire et répondre',
        read: 'Ne laisser que lire',
      },
    },
    renew: {
      link: 'En faire un nouveau',
      heading: 'Faire un nouveau jeton ?',
      lead: 'S’il s’est perdu, ou si quelqu’un d’autre a pu le voir.',
      effects: [
        'Le nouveau est montré une fois. Le précédent n’ouvre plus rien, tout de suite, sur tous les appareils.',
        'Prennent fin avec lui : les liens d’invitation qu’il a faits, et les adresses de courriel qu’il a ajoutées.',
        'Si d’autres personnes ou un programme se servent de ce jeton, donnez-leur plutôt chacun le leur.',
      ],
      send: 'Faire un nouveau jeton',
      done: 'Votre nouveau jeton est prêt',
      goOn: 'C’est gardé : continuer',
    },
    ends: {
      token:
        'Il prend fin tout de suite, partout, avec ce qui en dépend : les sessions ouvertes par lui, les adresses qu’il a ajoutées, les liens d’invitation qu’il a faits. Cela ne s’annule pas.',
      mailbox:
        'Cette adresse est effacée tout de suite : elle ne reçoit plus rien, et plus personne n’entre par elle. Cela ne s’annule pas.',
      invitation: 'Ce lien ne marche plus, dès maintenant. Qui l’a reçu devra en demander un autre.',
      session:
        'Cette personne est déconnectée tout de suite, sur cet appareil. Son accès reste : elle peut revenir par lui.',
    },
    others: {
      link: 'Tout retirer sauf mon accès',
      heading: (name: string) => `Tout retirer pour ${name}, sauf votre accès ?`,
      lead: 'Pour le cas où un jeton s’est perdu, ou si vous ne savez plus qui peut entrer. Cela prend effet tout de suite, partout, et ne s’annule pas.',
      ending: 'Ce qui prend fin',
      counts: {
        token: (count: number) => counted(count, 'jeton', 'jetons'),
        mailbox: (count: number) =>
          counted(
            count,
            'adresse de courriel, qui ne reçoit plus rien',
            'adresses de courriel, qui ne reçoivent plus rien',
          ),
        invitation: (count: number) => counted(count, 'lien d’invitation', 'liens d’invitation'),
        session: (count: number) => counted(count, 'session ouverte ailleurs', 'sessions ouvertes ailleurs'),
      },
      calendar: 'L’adresse privée de l’agenda, s’il y en a une',
      staying: 'Ce qui reste',
      leaked:
        'Si c’est votre propre jeton qui s’est perdu, il reste aussi : faites-vous d’abord un lien d’invitation, acceptez-le, puis revenez ici.',
      send: 'Tout retirer sauf mon accès',
    },
    casesLeft: (count: number) =>
      plural(
        count,
        'Un dossier en cours est au tour de cet accès. Sans lui, ce dossier ne serait plus au tour de personne.',
        `${count} dossiers en cours sont au tour de cet accès. Sans lui, ils ne seraient plus au tour de personne.`,
      ),
    casesHand: 'Confier ces dossiers à quelqu’un d’autre',
  },
  {
    kinds: {
      token: 'By a token',
      mailbox: 'By an e-mail address',
      invitation: 'Invitations that wait',
      session: 'Signed in now',
    },
    token: (label) => `a token named “${label}”`,
    link: (who) => `A link made by ${who}`,
    me: 'you',
    thisOne: 'this session',
    lastUsed: (day) => `used on ${day}`,
    neverUsed: 'never used',
    confirmed: (day) => `confirmed on ${day}`,
    unconfirmed: 'not confirmed yet',
    addedBy: (who) =>
      who === null ? 'given with the request for a desk, or by an access that has ended' : `added by ${who}`,
    worksUntil: (day) => `open until ${day}`,
    begun: (day) => `since ${day}`,
    rights: {
      question: 'What may this person do?',
      names: { all: 'Everything', 'read-and-answer': 'Read and answer', read: 'Read' },
      hints: {
        host: {
          all: 'As you do: change the entry, invite, end an access.',
          'read-and-answer':
            'See all of the desk, answer reports, reviews and the associations that are sent to you. The entry stays yours.',
          read: 'See all of the desk, and write nothing there: for a program, for instance.',
        },
        federation: {
          all: 'As you do: members, rules, reviews, invitations.',
          'read-and-answer': 'See all of the desk, take calls and keep cases. Members, rules and reviews stay yours.',
          read: 'See all of the desk, cases too, and write nothing there: for a program, for instance.',
        },
      },
      told: { all: 'May do everything.', 'read-and-answer': 'May read and answer.', read: 'May only read.' },
      yours: {
        'read-and-answer':
          'Your access lets you read and answer. For the rest, ask somebody who may do everything: the list is in “Who may act”.',
        read: 'Your access lets you read. For the rest, ask somebody who may do everything: the list is in “Who may act”.',
      },
      heading: {
        all: 'Let them do everything?',
        'read-and-answer': 'Only let them read and answer?',
        read: 'Only let them read?',
      },
      effects: {
        all: ['This access may do everything, as yours does: change the entry, invite, end an access.'],
        'read-and-answer': [
          'This access still reads everything, and answers what others ask. It changes nothing else any more.',
          'The invitations that it made and the e-mail addresses that it added end: they opened everything.',
          'You can give it all rights back.',
        ],
        read: [
          'This access still reads everything. It writes nothing any more, not even answers.',
          'The invitations that it made and the e-mail addresses that it added end: they opened everything.',
          'You can give it all rights back.',
        ],
      },
      send: {
        all: 'Let them do everything',
        'read-and-answer': 'Only let them read and answer',
        read: 'Only let them read',
      },
    },
    renew: {
      link: 'Make a new one',
      heading: 'Make a new token?',
      lead: 'If it was lost, or if somebody else may have seen it.',
      effects: [
        'The new one is shown once. The one before opens nothing any more, at once, on all devices.',
        'What ends with it: the invitations that it made, and the e-mail addresses that it added.',
        'If other people or a program use this token, rather give each of them their own.',
      ],
      send: 'Make a new token',
      done: 'Your new token is ready',
      goOn: 'It is kept: go on',
    },
    ends: {
      token:
        'It ends at once, everywhere, with what hangs on it: sessions begun by it, addresses that it added, invitations that it made. This cannot be undone.',
      mailbox:
        'This address is erased at once: it receives nothing more, and nobody comes in by it any more. This cannot be undone.',
      invitation: 'This link no longer works, from now on. Whoever received it has to ask for another one.',
      session: 'This person is signed out at once, on this device. Their access stays: they can come back by it.',
    },
    others: {
      link: 'End everything but my access',
      heading: (name) => `End everything for ${name}, but your access?`,
      lead: 'In case a token was lost, or if you no longer know who can come in. It takes effect at once, everywhere, and cannot be undone.',
      ending: 'What ends',
      counts: {
        token: (count) => counted(count, 'token', 'tokens'),
        mailbox: (count) =>
          counted(count, 'e-mail address, which receives nothing more', 'e-mail addresses, which receive nothing more'),
        invitation: (count) => counted(count, 'invitation', 'invitations'),
        session: (count) => counted(count, 'session elsewhere', 'sessions elsewhere'),
      },
      calendar: 'The private address of the calendar, if there is one',
      staying: 'What stays',
      leaked:
        'If it is your own token that was lost, it stays too: first make yourself an invitation, accept it, then come back here.',
      send: 'End everything but my access',
    },
    casesLeft: (count) =>
      plural(
        count,
        'It is the turn of this access to take up one case. Without it, that would be the turn of nobody.',
        `It is the turn of this access to take up ${count} cases. Without it, that would be the turn of nobody.`,
      ),
    casesHand: 'Hand these cases over to somebody else',
  },
);

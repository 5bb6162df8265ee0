import { bilingual } from '../words/typeset.ts';
import type { QuestionName } from './questions.ts';

interface QuestionWords {
  ask: string;
  hint: string;
  /** How the answer is named among those given. */
  name: string;
  choices?: Record<string, string | [label: string, hint: string]>;
  /** What becomes of the answer, below the button. */
  promise?: string;
}

/** What is asked. A question without its words does not compile. */
interface QuestionTexts {
  starting: Record<string, [label: string, hint: string]>;
  lost: [label: string, hint: string];
  questions: Record<QuestionName, QuestionWords>;
}

export const QUESTION_WORDS = bilingual<QuestionTexts>(
  {
    starting: {
      'file-storage-sharing': [
        'Des fichiers partagés',
        'Ranger les documents au même endroit et les ouvrir à plusieurs.',
      ],
      'email-hosting': ['Des boîtes mail', 'Des adresses qui appartiennent à l’association, pas à une personne.'],
      writing: ['Écrire à tout le monde', 'Un message part vers tout un groupe.'],
      'shared-calendar': ['Un agenda', 'Voir et remplir ensemble les dates de l’association.'],
      'date-poll': ['Trouver une date', 'Chacun dit quand il est libre.'],
      'video-conferencing': ['Des réunions à distance', 'Se voir et se parler sans se déplacer.'],
      website: ['Un site internet', 'Des pages publiques pour présenter l’association.'],
      'membership-management': ['La liste des adhérents', 'Suivre les membres et les cotisations.'],
    },
    lost: ['Je ne sais pas encore', 'Nous vous dirons qui peut vous aider à le savoir.'],
    questions: {
      uses: {
        ask: 'De quoi avez-vous besoin ?',
        hint: 'Plusieurs réponses sont possibles, dix au plus.',
        name: 'Besoins',
      },
      recipients: {
        ask: 'À combien de personnes écrivez-vous ?',
        hint: 'Comptez celles qui reçoivent vos messages, 100 000 au plus. Une idée suffit, par exemple « 200 ».',
        name: 'Personnes qui reçoivent vos messages',
      },
      replies: {
        ask: 'Est-ce que tout le monde répond à tout le monde ?',
        hint: 'Quand vous écrivez à tout le groupe.',
        name: 'Réponses',
        choices: {
          everybody: ['Oui, on discute', 'Chacun peut répondre au groupe.'],
          'only-us': ['Non, nous envoyons des nouvelles', 'Nous écrivons, les autres lisent.'],
          unknown: 'Je ne sais pas',
        },
      },
      people: {
        ask: 'Combien de personnes vont s’en servir ?',
        hint: 'Comptez celles qui auront un compte. Qui ne fait que lire peut souvent recevoir un lien. 100 000 au plus.',
        name: 'Personnes qui s’en servent',
      },
      space: {
        ask: 'Quelle place vous faut-il ?',
        hint: 'Une idée suffit. On peut souvent agrandir plus tard.',
        name: 'Place',
        choices: {
          little: ['Peu', 'Surtout des textes et des tableaux : environ 5 Go.'],
          medium: ['Moyen', 'Des documents et des photos : environ 30 Go.'],
          much: ['Beaucoup', 'Beaucoup de photos, du son, des vidéos : environ 200 Go.'],
          unknown: 'Je ne sais pas',
        },
      },
      growth: {
        ask: 'Est-ce que cela va grandir ?',
        hint: 'Les dossiers s’ajoutent d’année en année. Nous regardons s’il restera de la place dans trois ans.',
        name: 'Place en plus chaque année',
        choices: {
          no: ['Non', 'Nous rangeons et nous effaçons.'],
          'a-little': ['Un peu', 'Environ 10 Go de plus par an.'],
          much: ['Beaucoup', 'Environ 50 Go de plus par an : nous gardons toutes nos photos et vidéos.'],
          unknown: 'Je ne sais pas',
        },
      },
      room: {
        ask: 'Quelle place pour vos photos, vidéos, sons ou sauvegardes ?',
        hint: 'Une idée suffit. S’il y en a plusieurs, comptez ce que prend la plus lourde.',
        name: 'Place des photos, vidéos, sons, sauvegardes',
        choices: {
          little: ['Peu', 'Quelques centaines de photos, ou quelques heures de son : environ 20 Go.'],
          medium: ['Moyen', 'Des milliers de photos, ou quelques heures de vidéo : environ 100 Go.'],
          much: ['Beaucoup', 'Des années de photos et de vidéos : environ 500 Go.'],
          unknown: 'Je ne sais pas',
        },
      },
      mailboxes: {
        ask: 'Combien de boîtes mail vous faut-il ?',
        hint: 'Une par rôle suffit souvent : présidence, trésorerie, secrétariat. 100 000 au plus.',
        name: 'Boîtes mail',
      },
      meeting: {
        ask: 'Combien de personnes en même temps dans une réunion ?',
        hint: 'Le plus grand nombre que vous attendez, 100 000 au plus.',
        name: 'Personnes en réunion',
      },
      fillers: {
        ask: 'Combien de personnes remplissent l’agenda ?',
        hint: 'Celles qui ne font que le lire n’ont souvent besoin que d’un lien. 100 000 au plus.',
        name: 'Personnes qui remplissent l’agenda',
      },
      danger: {
        ask: 'Si ces informations étaient lues par d’autres, quelqu’un serait-il en danger ?',
        hint: 'Par exemple, une personne qui se cache, ou dont la situation doit rester secrète.',
        name: 'Danger si d’autres lisaient',
        choices: {
          yes: ['Oui', 'Nous demanderons à chaque hébergeur qui peut lire vos données.'],
          no: 'Non',
          unknown: ['Je ne sais pas', 'Par prudence, nous demanderons aussi qui peut lire vos données.'],
        },
        promise: 'Cette réponse ne sera écrite dans aucun message.',
      },
      health: {
        ask: 'Suivez-vous la santé ou la situation sociale des personnes ?',
        hint: 'Des soins, ou un suivi social. Une fiche sanitaire de centre de loisirs n’en est pas un. La loi peut demander un hébergeur certifié.',
        name: 'Soins ou suivi social',
        choices: { yes: 'Oui', no: 'Non', unknown: 'Je ne sais pas' },
      },
      today: {
        ask: 'Qu’utilisez-vous aujourd’hui ?',
        hint: 'Pour comparer avec « rester comme aujourd’hui ». Si rien ne convient, continuez sans cocher.',
        name: 'Outils d’aujourd’hui',
      },
      domain: {
        ask: 'Avez-vous déjà un nom de domaine ?',
        hint: 'C’est la fin d’une adresse qui n’est qu’à vous : « contact@votre-association.fr ».',
        name: 'Nom de domaine',
        choices: { yes: 'Oui', no: 'Non', unknown: 'Je ne sais pas' },
      },
      budget: {
        ask: 'Combien pouvez-vous payer par an ?',
        hint: 'En euros, pour tout : « 180 », « 15 par mois », ou « gratuit » si vous ne pouvez rien payer. Un million au plus.',
        name: 'Budget par an',
      },
      place: {
        ask: 'Où est votre association ?',
        hint: 'Pour trouver qui est près de chez vous. Une seule réponse suffit.',
        name: 'Lieu',
      },
      matters: {
        ask: 'Qu’est-ce qui compte le plus pour vous ?',
        hint: 'Ne cochez que l’important. Sans réponse, nous regardons le prix, la proximité et le préavis avant fermeture.',
        name: 'Ce qui compte',
      },
    },
  },
  {
    starting: {
      'file-storage-sharing': ['Shared files', 'Keep documents in one place and open them together.'],
      'email-hosting': ['Mailboxes', 'Addresses that belong to the organisation, not to one person.'],
      writing: ['Writing to everyone', 'One message goes to a whole group.'],
      'shared-calendar': ['A calendar', 'See and fill in the organisation’s dates together.'],
      'date-poll': ['Finding a date', 'Everyone says when they are free.'],
      'video-conferencing': ['Online meetings', 'See and talk to each other without travelling.'],
      website: ['A website', 'Public pages to present the organisation.'],
      'membership-management': ['The list of members', 'Follow members and their fees.'],
    },
    lost: ['I don’t know yet', 'We will tell you who can help you find out.'],
    questions: {
      uses: { ask: 'What do you need?', hint: 'You may choose several answers, ten at most.', name: 'Needs' },
      recipients: {
        ask: 'How many people do you write to?',
        hint: 'Count those who receive your messages, 100,000 at most. A rough idea is enough, such as “200”.',
        name: 'People who receive your messages',
      },
      replies: {
        ask: 'Does everyone answer everyone?',
        hint: 'When you write to the whole group.',
        name: 'Answers',
        choices: {
          everybody: ['Yes, we discuss', 'Everybody may answer the group.'],
          'only-us': ['No, we send news', 'We write, the others read.'],
          unknown: 'I don’t know',
        },
      },
      people: {
        ask: 'How many people will use it?',
        hint: 'Count those who will have an account. Who only reads can often receive a link. 100,000 at most.',
        name: 'People who use it',
      },
      space: {
        ask: 'How much space do you need?',
        hint: 'A rough idea is enough. It can often grow later.',
        name: 'Space',
        choices: {
          little: ['Little', 'Mostly texts and sheets: about 5 GB.'],
          medium: ['Medium', 'Documents and photos: about 30 GB.'],
          much: ['Much', 'Many photos, sound, videos: about 200 GB.'],
          unknown: 'I don’t know',
        },
      },
      growth: {
        ask: 'Will it grow?',
        hint: 'Files add up from year to year. We look whether there will be room in three years.',
        name: 'More space each year',
        choices: {
          no: ['No', 'We tidy up and delete.'],
          'a-little': ['A little', 'About 10 GB more a year.'],
          much: ['Much', 'About 50 GB more a year: we keep all our photos and videos.'],
          unknown: 'I don’t know',
        },
      },
      room: {
        ask: 'How much space for your photos, films, sound or copies?',
        hint: 'A rough idea is enough. If you have several, count what the heaviest takes.',
        name: 'Space of photos, films, sound, copies',
        choices: {
          little: ['Little', 'Some hundred photos, or a few hours of sound: about 20 GB.'],
          medium: ['Medium', 'Thousands of photos, or a few hours of film: about 100 GB.'],
          much: ['Much', 'Years of photos and films: about 500 GB.'],
          unknown: 'I don’t know',
        },
      },
      mailboxes: {
        ask: 'How many mailboxes do you need?',
        hint: 'One for each role is often enough: chair, treasurer, secretary. 100,000 at most.',
        name: 'Mailboxes',
      },
      meeting: {
        ask: 'How many people at once in a meeting?',
        hint: 'The largest number you expect, 100,000 at most.',
        name: 'People in a meeting',
      },
      fillers: {
        ask: 'How many people fill in the calendar?',
        hint: 'Those who only read it often need no more than a link. 100,000 at most.',
        name: 'People who fill in the calendar',
      },
      danger: {
        ask: 'If others read this information, would somebody be in danger?',
        hint: 'For example a person in hiding, or whose situation must stay secret.',
        name: 'Danger if others read it',
        choices: {
          yes: ['Yes', 'We will ask each host who can read your data.'],
          no: 'No',
          unknown: ['I don’t know', 'To be careful, we will also ask who can read your data.'],
        },
        promise: 'This answer will be written in no message.',
      },
      health: {
        ask: 'Do you follow people’s health or social situation?',
        hint: 'Care, or social follow-up. The health form of a leisure centre is neither. French law may ask for a certified host.',
        name: 'Care or social follow-up',
        choices: { yes: 'Yes', no: 'No', unknown: 'I don’t know' },
      },
      today: {
        ask: 'What do you use today?',
        hint: 'To compare with “stay as today”. If nothing matches, continue without ticking.',
        name: 'Tools of today',
      },
      domain: {
        ask: 'Do you already have a domain name?',
        hint: 'It is the end of an address that is yours alone: “contact@your-association.org”.',
        name: 'Domain name',
        choices: { yes: 'Yes', no: 'No', unknown: 'I don’t know' },
      },
      budget: {
        ask: 'How much can you pay a year?',
        hint: 'In euros, for everything: “180”, “15 a month”, or “nothing” if you cannot pay. A million at most.',
        name: 'Budget a year',
      },
      place: {
        ask: 'Where is your organisation?',
        hint: 'To find who is near you. One answer is enough.',
        name: 'Place',
      },
      matters: {
        ask: 'What matters most to you?',
        hint: 'Tick only what is important. Without an answer, we look at price, proximity and notice before closing.',
        name: 'What matters',
      },
    },
  },
);

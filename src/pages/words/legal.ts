import { WHO_READS } from './terms.ts';
import { bilingual } from './typeset.ts';

export const LEGAL = bilingual(
  {
    title: 'Mentions et vie privée',
    operator: 'Qui fait fonctionner ce site',
    unnamed: 'Ce site ne dit pas encore qui le fait fonctionner.',
    runBy: (name: string) => `${name} fait fonctionner ce site et en répond.`,
    writeTo: 'Pour écrire :',
    sections: [
      {
        heading: 'Ce que nous gardons de vous',
        lines: [
          'Rien. Vos réponses servent à calculer le résultat, puis elles sont oubliées.',
          'Elles ne sont ni enregistrées, ni transmises à quelqu’un d’autre.',
          'Nous ne les mettons dans aucune adresse, sauf dans le lien que vous gardez ou envoyez vous-même. La partie de ce lien qui les contient, après « # », n’est jamais envoyée au site.',
          `Une exception : si vous envoyez vos réponses à un réseau, par le bouton qui le dit. ${WHO_READS.fr.any} Elles sont effacées au bout de 30 jours si personne ne les ouvre, et d’ici là par vous-même, sur la page qui montre votre numéro ; sinon 24 mois après le dernier mot de ce réseau, ou plus tôt s’il le veut.`,
          'Une autre : si vous demandez le retrait d’une fiche, de quoi vous joindre est gardé jusqu’à la réponse, puis effacé ; si personne ne répond, effacé au bout de sept mois.',
          'Une autre, pour qui tient une fiche et veut des messages : son adresse est gardée tant qu’il en veut, et ne reçoit rien avant qu’il l’ait confirmée. Sans confirmation, elle est effacée au bout de dix jours. Chaque message est effacé dès son envoi ; sa date est gardée sept jours.',
          'Chaque message a un lien pour ne plus rien recevoir. L’adresse est alors effacée ; nous en gardons une empreinte 90 jours, pour ne pas y écrire de nouveau.',
          'Ces pages n’ont ni cookie, ni mesure d’audience, ni contenu venu d’un autre site.',
          'Une seule exception : qui se connecte pour tenir une fiche a un cookie, pour les pages « Gérer ma fiche » seulement. Sont gardés le nom que cette personne choisit (un prénom ou un rôle), les fiches qu’elle tient, et quand sa session prend fin : 14 jours sans visite, 90 jours au plus, quelques heures pour l’administration. Un lien d’invitation est effacé au bout de 7 jours. Elle peut tout effacer elle-même.',
          'Le journal du serveur note l’heure, le type de page et la durée de la réponse. Il ne note ni votre adresse, ni vos réponses.',
          'Sur un ordinateur partagé, fermez l’onglet en partant : votre navigateur se souvient des pages vues.',
        ],
      },
      {
        heading: 'D’où viennent les informations',
        lines: [
          'Chaque hébergeur parle pour lui-même. Quand il ne l’a pas encore fait, la fiche vient de pages publiques, et elle le dit.',
          'Chaque information porte sa date. Ce qui n’est pas dit est inconnu, jamais « non ».',
          'Un réseau peut relire ce que disent ses membres. La fiche dit alors lequel.',
        ],
      },
      {
        heading: 'Comment l’ordre est choisi',
        lines: [
          'Les hébergeurs sont comparés à votre besoin, avec des règles publiques, les mêmes pour tous.',
          'Personne ne paie pour figurer ici, ni pour être mieux placé. À égalité, l’ordre change chaque semaine.',
        ],
      },
      {
        id: 'security',
        heading: 'Vous avez trouvé une faille ?',
        lines: [
          'Écrivez d’abord à qui fait fonctionner ce site. Dites ce que vous avez vu et comment le revoir.',
          'Ne publiez rien avant la réparation. Ne gardez, ne changez et n’effacez rien qui soit à d’autres.',
        ],
      },
      {
        heading: 'Licences',
        lines: [
          'Les faits sont sous licence CC0, les textes sous licence CC BY.',
          'Le logiciel Bercail est libre, sous licence AGPL 3.0 ou ultérieure.',
        ],
      },
    ],
    forHosts: 'Corriger ou retirer une fiche',
    terms: 'Conditions d’usage, et combien de temps tout est gardé',
    visits: 'Visites de sites',
    rules: 'Lire les règles et leurs raisons',
    docs: 'Documentation',
  },
  {
    title: 'Legal notice and privacy',
    operator: 'Who runs this site',
    unnamed: 'This site does not say yet who runs it.',
    runBy: (name) => `${name} runs this site and answers for it.`,
    writeTo: 'To write:',
    sections: [
      {
        heading: 'What we keep of you',
        lines: [
          'Nothing. Your answers are used to work out the result, then they are forgotten.',
          'They are not recorded, and not passed on to anybody.',
          'We put them into no address, but into the link that you keep or send yourself. The part of this link that holds them, after “#”, is never sent to the site.',
          `One exception: if you send your answers to a network, by the button that says so. ${WHO_READS.en.any} They are erased after 30 days if nobody opens them, and until then by yourself, on the page that shows your number; else 24 months after the last word of that network, or earlier if it likes.`,
          'Another one: if you ask that an entry be removed, how to reach you is kept until you are answered, then erased; if nobody answers, erased after seven months.',
          'Another one, for whoever keeps an entry and wants messages: their address is kept for as long as they want them, and receives nothing before they have confirmed it. Without a confirmation it is erased after ten days. Each message is erased as soon as it is sent; its date is kept for seven days.',
          'Each message has a link to receive nothing more. The address is then erased; we keep a fingerprint of it for 90 days, so as not to write to it again.',
          'These pages have no cookies, no audience measurement, and nothing from another site.',
          'One exception: whoever signs in to keep an entry has a cookie, for the pages “Manage my entry” alone. What is kept is the name that they choose (a first name or a role), the entries that they keep, and when their session ends: 14 days without a visit, 90 days at most, some hours for administrators. An invitation is erased after 7 days. They can erase all of it themselves.',
          'The server’s log notes the time, the kind of page and how long the answer took. It notes neither your address nor your answers.',
          'On a shared computer, close the tab when you leave: your browser remembers the pages you saw.',
        ],
      },
      {
        heading: 'Where the information comes from',
        lines: [
          'Each host speaks for itself. When it has not done so yet, its entry comes from public pages, and says so.',
          'Every fact carries its date. What is not said is unknown, never “no”.',
          'A network may review what its members say. The entry then says which one.',
        ],
      },
      {
        heading: 'How the order is chosen',
        lines: [
          'Hosts are compared with your need, by public rules that are the same for all.',
          'Nobody pays to be here or to be placed higher. Between equals, the order changes every week.',
        ],
      },
      {
        id: 'security',
        heading: 'Have you found a security hole?',
        lines: [
          'Write first to whoever runs this site. Say what you saw and how to see it again.',
          'Publish nothing before it is mended. Keep, change and erase nothing that belongs to others.',
        ],
      },
      {
        heading: 'Licences',
        lines: [
          'Facts are under CC0, texts under CC BY.',
          'The Bercail software is free, under the AGPL 3.0 or later.',
        ],
      },
    ],
    forHosts: 'Correct or withdraw an entry',
    terms: 'Terms of use, and how long everything is kept',
    visits: 'Visits to sites',
    rules: 'Read the rules and their reasons',
    docs: 'Documentation',
  },
);

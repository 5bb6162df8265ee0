import { typeset } from './typeset.ts';

export const LEGAL = {
  fr: typeset({
    title: 'Mentions et vie privée',
    operator: 'Qui fait fonctionner ce site',
    unnamed: 'Cette instance n’a pas nommé son exploitant.',
    runBy: (name: string) => `${name} fait fonctionner ce site et en répond.`,
    reach: 'Pour écrire :',
    sections: [
      {
        heading: 'Ce que nous gardons de vous',
        lines: [
          'Rien. Vos réponses servent à calculer le résultat, puis elles sont oubliées.',
          'Elles ne sont ni enregistrées, ni mises dans une adresse, ni transmises à quelqu’un d’autre.',
          'Ces pages n’ont ni cookie, ni mesure d’audience, ni contenu venu d’un autre site.',
          'Le journal du serveur note l’heure, le type de page et la durée de la réponse. Il ne note ni votre adresse, ni vos réponses.',
          'Sur un ordinateur partagé, fermez l’onglet en partant : votre navigateur se souvient des pages vues.',
        ],
      },
      {
        heading: 'D’où viennent les informations',
        lines: [
          'Chaque hébergeur parle pour lui-même. Quand il ne l’a pas encore fait, la fiche vient de pages publiques, et elle le dit.',
          'Chaque information porte sa date. Ce qui n’est pas dit est inconnu, jamais « non ».',
          'Une fédération peut relire ce que disent ses membres. La fiche dit alors laquelle.',
        ],
        documented: {
          before: 'Un hébergeur peut corriger ou retirer sa fiche :',
          link: 'la documentation explique comment',
        },
      },
      {
        heading: 'Comment l’ordre est choisi',
        lines: [
          'Les hébergeurs sont comparés à votre besoin, avec des règles publiques, les mêmes pour tous.',
          'Personne ne paie pour figurer ici, ni pour être mieux placé. À égalité, l’ordre change chaque semaine.',
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
    rules: 'Lire les règles et leurs raisons',
    docs: 'Documentation',
  }),
  en: {
    title: 'Legal notice and privacy',
    operator: 'Who runs this site',
    unnamed: 'This instance has not named who runs it.',
    runBy: (name: string) => `${name} runs this site and answers for it.`,
    reach: 'To write:',
    sections: [
      {
        heading: 'What we keep of you',
        lines: [
          'Nothing. Your answers are used to work out the result, then they are forgotten.',
          'They are not recorded, not put into an address, and not passed on to anybody.',
          'These pages have no cookies, no audience measurement, and nothing from another site.',
          'The server’s log notes the time, the kind of page and how long the answer took. It notes neither your address nor your answers.',
          'On a shared computer, close the tab when you leave: your browser remembers the pages you saw.',
        ],
      },
      {
        heading: 'Where the information comes from',
        lines: [
          'Each host speaks for itself. When it has not done so yet, its entry comes from public pages, and says so.',
          'Every fact carries its date. What is not said is unknown, never “no”.',
          'A federation may review what its members say. The entry then says which one.',
        ],
        documented: {
          before: 'A host may correct or withdraw its entry:',
          link: 'the documentation explains how',
        },
      },
      {
        heading: 'How the order is chosen',
        lines: [
          'Hosts are compared with your need, by public rules that are the same for all.',
          'Nobody pays to be here or to be placed higher. Between equals, the order changes every week.',
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
    rules: 'Read the rules and their reasons',
    docs: 'Documentation',
  },
};

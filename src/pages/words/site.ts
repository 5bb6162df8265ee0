import type { Missing } from '../../catalogue/missing.ts';
import { WHO_READS } from './terms.ts';
import { bilingual, frenchPlural, plural } from './typeset.ts';

/** Words that every page shows. */
export const FRAME = bilingual(
  {
    skip: 'Aller au contenu',
    ways: 'Navigation',
    menu: 'Menu',
    find: 'Trouver',
    hosts: 'Hébergeurs',
    takeStock: 'Faire le point',
    networks: 'Réseaux',
    forHosts: 'Pour les hébergeurs',
    manage: 'Gérer ma fiche',
    legal: 'Mentions et vie privée',
    terms: 'Conditions d’usage',
    promise: 'Ni cookie, ni pistage, ni publicité.',
    deskPromise: 'Ni pistage, ni publicité. Un seul cookie, pour rester connecté.',
    facts: 'Faits : ',
    texts: 'Textes : ',
    software: 'Logiciel : ',
    by: 'Un service de Bercail, catalogue partagé d’hébergeurs éthiques',
    print: 'Imprimer',
    copy: 'Copier ce texte',
    erase: 'Effacer de cet écran',
    copied: 'Texte copié',
    colon: ' : ',
  },
  {
    skip: 'Skip to content',
    ways: 'Navigation',
    menu: 'Menu',
    find: 'Find a host',
    hosts: 'Hosts',
    takeStock: 'Take stock',
    networks: 'Networks',
    forHosts: 'For hosts',
    manage: 'Manage my entry',
    legal: 'Legal notice and privacy',
    terms: 'Terms of use',
    promise: 'No cookies, no tracking, no advertising.',
    deskPromise: 'No tracking, no advertising. One cookie, to stay signed in.',
    facts: 'Facts: ',
    texts: 'Texts: ',
    software: 'Software: ',
    by: 'A service of Bercail, a shared catalogue of ethical hosts',
    print: 'Print',
    copy: 'Copy this text',
    erase: 'Erase from this screen',
    copied: 'Text copied',
    colon: ': ',
  },
);

export const HOME = bilingual(
  {
    title: 'Bercail',
    heading: 'Trouver un hébergeur en qui avoir confiance',
    lead: 'Dites ce qu’il vous faut. Nous vous disons quels hébergeurs éthiques peuvent répondre, à quel prix, et quoi leur demander.',
    description:
      'Fichiers, boîtes mail, agenda, réunions : dites ce qu’il faut à votre association, et voyez quels hébergeurs éthiques peuvent répondre, à quel prix.',
    haveTools: 'Vous avez déjà des outils ?',
    takeStock: 'Faites le point',
    otherNeed: 'Autre chose, ou je ne sais pas encore',
    length: 'Onze questions au plus, souvent moins. Rien de ce que vous répondez n’est gardé.',
    howTitle: 'Comment ça marche',
    how: [
      { step: 'Vous dites vos besoins', more: 'Avec vos mots. « Je ne sais pas » est toujours une bonne réponse.' },
      {
        step: 'Vous voyez trois réponses au plus',
        more: 'Chacune dit pourquoi, ce qui est à surveiller et ce qu’il reste à demander.',
      },
      {
        step: 'Vous savez à qui parler',
        more: 'Vous voyez aussi qui peut vous aider près de chez vous, sans rien vendre.',
      },
    ],
    searchTitle: 'Vous cherchez un nom ?',
    allHosts: (count: number) => frenchPlural(count, 'Voir les hébergeurs', `Voir les ${count} hébergeurs`),
    allNetworks: (count: number) => frenchPlural(count, 'Voir les réseaux', `Voir les ${count} réseaux`),
    forHosts: 'Vous hébergez des associations ?',
    join: 'Inscrire ou reprendre une fiche',
    known: (hosts: number, services: number, day: string) =>
      `Au ${day} : ${hosts} ${frenchPlural(hosts, 'hébergeur', 'hébergeurs')} et ${services === 0 ? 'aucun service connu' : `${services} ${frenchPlural(services, 'service', 'services')}`}. Ce qui n’est pas dit est inconnu, jamais « non ».`,
    missing: (hosts: number, { confirmed, withoutService, withoutPrice }: Missing) =>
      `Sur ${hosts} ${frenchPlural(hosts, 'hébergeur', 'hébergeurs')} : ${confirmed === 0 ? 'aucune fiche encore relue par l’hébergeur' : `${confirmed} ${frenchPlural(confirmed, 'fiche relue', 'fiches relues')} par l’hébergeur`}, ${withoutService} sans service connu, ${withoutPrice} sans prix connu.`,
    order: 'Personne ne paie pour être mieux placé.',
    federations: 'Des réseaux réunissent des hébergeurs autour d’exigences communes',
    programsTitle: 'Pour votre site et vos programmes',
    programs: 'Tout ce que montrent ces pages se lit et s’écrit aussi par une interface ouverte.',
    docs: 'Documentation interactive',
    problems: 'Ce que veulent dire les erreurs',
  },
  {
    title: 'Bercail',
    heading: 'Find a host you can trust',
    lead: 'Say what you need. We tell you which ethical hosts can answer, at what price, and what to ask them.',
    description:
      'Files, mailboxes, calendar, meetings: say what your organisation needs, and see which ethical hosts can answer, and at what price.',
    haveTools: 'Do you have tools already?',
    takeStock: 'Take stock of them',
    otherNeed: 'Something else, or I don’t know yet',
    length: 'Eleven questions at most, often fewer. Nothing of what you answer is kept.',
    howTitle: 'How it works',
    how: [
      { step: 'You say what you need', more: 'In your own words. “I don’t know” is always a good answer.' },
      { step: 'You see three answers at most', more: 'Each says why, what to beware of and what is left to ask.' },
      { step: 'You know whom to talk to', more: 'You also see who can help you near you, without selling anything.' },
    ],
    searchTitle: 'Looking for a name?',
    allHosts: (count) => (count > 1 ? `See the ${count} hosts` : 'See the hosts'),
    allNetworks: (count) => (count > 1 ? `See the ${count} networks` : 'See the networks'),
    forHosts: 'Do you host non-profit organisations?',
    join: 'Register, or take over an entry',
    known: (hosts, services, day) =>
      `On ${day}: ${hosts} ${plural(hosts, 'host', 'hosts')} and ${services === 0 ? 'no known service' : `${services} ${plural(services, 'service', 'services')}`}. What is not said is unknown, never “no”.`,
    missing: (hosts, { confirmed, withoutService, withoutPrice }) =>
      `Of ${hosts} ${plural(hosts, 'host', 'hosts')}: ${confirmed === 0 ? 'none read over by its host yet' : `${confirmed} read over by the host`}, ${withoutService} without a known service, ${withoutPrice} without a known price.`,
    order: 'Nobody pays to be placed higher.',
    federations: 'Networks gather hosts around shared requirements',
    programsTitle: 'For your site and your programs',
    programs: 'Everything these pages show can also be read and written through an open interface.',
    docs: 'Interactive documentation',
    problems: 'What the errors mean',
  },
);

export const ERRORS = bilingual(
  {
    nothingHere: 'Il n’y a rien à cette adresse. Elle est peut-être mal recopiée, ou la page n’existe plus.',
    notShown: 'Cette page ne peut pas être montrée',
    away: 'Cette page ne peut pas être montrée pour l’instant',
    awayLead: 'La mémoire du site ne répond pas. Rien n’est perdu : réessayez dans quelques minutes.',
    reload: 'Réessayer',
    resend: 'Rechargez cette page un peu plus tard : ce que vous avez rempli sera renvoyé.',
    next: 'Que faire ?',
    prepare: 'Préparer de nouveau la liste, si ce site est le vôtre',
    home: 'Revenir à l’accueil',
    find: 'Trouver un hébergeur',
    meant: 'Cherchiez-vous',
    or: ' ou ',
    meantEnd: ' ?',
    search: 'Chercher un hébergeur',
    again: 'Pour signaler le problème, donnez ce numéro :',
    codes: 'Erreurs',
    codesLead:
      'Chaque erreur est un document application/problem+json (RFC 9457). « code » ne change jamais, « errors » dit où. Un navigateur reçoit une page.',
  },
  {
    nothingHere: 'There is nothing at this address. It may be mistyped, or the page may be gone.',
    notShown: 'This page cannot be shown',
    away: 'This page cannot be shown right now',
    awayLead: 'The memory of this site does not answer. Nothing is lost: try again in a few minutes.',
    reload: 'Try again',
    resend: 'Reload this page a little later: what you filled in will be sent again.',
    next: 'What now?',
    prepare: 'Prepare the list again, if this site is yours',
    home: 'Back to the first page',
    find: 'Find a host',
    meant: 'Were you looking for',
    or: ' or ',
    meantEnd: '?',
    search: 'Look for a host',
    again: 'To report the problem, give this number:',
    codes: 'Errors',
    codesLead:
      'Every error is an application/problem+json document (RFC 9457). “code” never changes, “errors” says where. A browser is given a page.',
  },
);

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

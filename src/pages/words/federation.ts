import { inEnglish } from '../../matching/words/parts-en.ts';
import { inFrench } from '../../matching/words/parts-fr.ts';
import { bilingual, frenchPlural, plural } from './typeset.ts';

/** What the page of a federation says. */
export const FEDERATION = bilingual(
  {
    networks: 'Les réseaux',
    networksTitle: 'Réseaux et fédérations',
    networksDescription:
      'Les réseaux d’hébergeurs éthiques, et les fédérations qui accompagnent des associations : ce qu’ils sont, qui ils réunissent ou conseillent.',
    networksLead:
      'Des réseaux réunissent des hébergeurs autour d’exigences communes. Des fédérations accompagnent des associations.',
    noNetwork: 'Aucun réseau connu dans ce catalogue pour l’instant.',
    kinds: {
      hosts: 'Réunissent des hébergeurs',
      associations: 'Accompagnent des associations',
      unknown: 'Inscrits, sans plus de détail pour l’instant',
    },
    accompanies: (chosen: number, helpers: number) =>
      [
        ...(chosen > 0 ? [frenchPlural(chosen, '1 hébergeur conseillé', `${chosen} hébergeurs conseillés`)] : []),
        ...(helpers > 0 ? [frenchPlural(helpers, '1 structure qui aide', `${helpers} structures qui aident`)] : []),
      ].join(', '),
    join: {
      title: 'Votre réseau n’y est pas ?',
      lead: 'Réseau d’hébergeurs, fédération ou collectif qui accompagne des associations : demandez un espace. Trois lignes, une preuve que le site est à vous, et c’est gratuit.',
      ask: 'Demander un espace',
    },
    counted: (members: number, toCheck: number) =>
      members === 0
        ? 'Aucun membre connu ici'
        : `${members} ${frenchPlural(members, 'membre connu', 'membres connus')} ici${toCheck === 0 ? '' : toCheck === members ? ', à vérifier' : `, dont ${toCheck} à vérifier`}`,
    known: (count: number, members: number) => {
      const theirs = frenchPlural(members, 'il propose', 'ils proposent');
      if (count === 0) return `Nous ne savons pas encore ce qu’${theirs}.`;
      return count === members ? `Nous savons ce qu’${theirs}.` : `Nous savons ce que ${count} d’entre eux proposent.`;
    },
    description: (name: string) =>
      `Qui est ${name}, qui en est membre, et ce que ses membres proposent aux associations.`,
    descriptionOfHelp: (name: string) =>
      `Qui est ${name}, les hébergeurs que ce réseau conseille, et qui peut aider votre association.`,
    ownList: (name: string, day: string) => `Liste tenue par ${name}. Dernier choix : ${day}.`,
    memberSince: (since: string) => `Membre ${since}`,
    reviewed: (count: number) => frenchPlural(count, 'Elle a vérifié 1 point', `Elle a vérifié ${count} points`),
    reviewedAged: (count: number) =>
      frenchPlural(count, '1 vérification à refaire', `${count} vérifications à refaire`),
    allMembers: (count: number) => `Voir ses ${count} membres dans la liste des hébergeurs`,
    asks: 'Ce qu’elle demande',
    find: 'Trouver un hébergeur parmi ses membres',
    findChosen: 'Trouver un hébergeur dans sa liste',
    chosen: 'Sa liste d’hébergeurs',
    why: 'Pourquoi',
    ties: 'Liens déclarés',
    noTies: 'aucun',
    decided: (day: string, until: string) => `Choisi le ${day}, à revoir avant le ${until}.`,
    overdue: (day: string, until: string) => `Choisi le ${day}. Ce choix devait être revu avant le ${until}.`,
    gone: 'N’est plus proposé : il a fermé, va fermer, ou sa fiche est suspendue.',
    members: (count: string) => `Ses membres connus ici (${count})`,
    noMember: 'Aucun membre connu dans ce catalogue pour l’instant.',
    exceptions: (text: string) => `Exception : ${text}`,
    toCheck: 'Membres à vérifier',
    toCheckLead: 'Nous ne sommes pas sûrs qu’ils en soient encore membres. Demandez-leur.',
    followers: 'La suivent sans en être membres',
    former: 'Anciens membres',
    formerUndated: 'date de départ inconnue',
    help: 'Qui peut vous aider',
    serves: (places: string) => `Pour : ${places}`,
    directory: 'Annuaire',
    seen: (date: string) => `relevé : ${date}`,
    requires: 'Ce qu’elle demande en plus',
    requiresLead:
      'Quand vous cherchez avec elle : qui dit non n’est pas proposé ; qui n’a rien dit, ou n’a pas la preuve demandée, est proposé à vérifier.',
    withProof: inFrench.withProof,
    criteria: 'Ses propres critères',
    criteriaLead: 'Les hébergeurs y répondent, et leurs réponses peuvent être vérifiées.',
    required: 'demandé à tous ses membres',
    /** How several groups hand in what they need together: a network has no address of its own here. */
    groups: {
      title: 'Pour plusieurs groupes',
      fill: 'Remplissez une ligne par groupe dans',
      sheet: 'la feuille des besoins',
      ask: (networks: number) =>
        `Demandez à ${frenchPlural(networks, 'ce réseau', 'l’un de ces réseaux')} s’il peut chercher pour plusieurs groupes :`,
      alone: 'Donnez-la à qui accompagne vos groupes. Ou cherchez pour un groupe, puis pour le suivant :',
      find: 'trouver un hébergeur',
    },
    show: 'Montrer ces hébergeurs sur votre site',
    showOfNetwork: 'Montrer les hébergeurs d’un réseau sur un site',
  },
  {
    networks: 'Networks',
    networksTitle: 'Networks and federations',
    networksDescription:
      'Networks of ethical hosts, and federations that accompany non-profit organisations: what they are, whom they gather or advise.',
    networksLead: 'Networks gather hosts around shared requirements. Federations accompany non-profit organisations.',
    noNetwork: 'No known network in this catalogue so far.',
    kinds: {
      hosts: 'Gather hosts',
      associations: 'Accompany organisations',
      unknown: 'Registered, with no more details so far',
    },
    accompanies: (chosen, helpers) =>
      [
        ...(chosen > 0 ? [plural(chosen, '1 host advised', `${chosen} hosts advised`)] : []),
        ...(helpers > 0 ? [plural(helpers, '1 organisation that helps', `${helpers} organisations that help`)] : []),
      ].join(', '),
    join: {
      title: 'Is your network missing?',
      lead: 'A network of hosts, a federation or a collective that accompanies organisations: ask for a desk. Three lines, a proof that the site is yours, and it is free of charge.',
      ask: 'Ask for a desk',
    },
    counted: (members, toCheck) =>
      members === 0
        ? 'No member known here'
        : `${members} ${plural(members, 'member', 'members')} known here${toCheck === 0 ? '' : toCheck === members ? ', to be checked' : `, of which ${toCheck} to be checked`}`,
    known: (count, members) => {
      const theirs = plural(members, 'it offers', 'they offer');
      if (count === 0) return `We do not know yet what ${theirs}.`;
      return count === members ? `We know what ${theirs}.` : `We know what ${count} of them offer.`;
    },
    description: (name) => `Who ${name} is, who belongs to it, and what its members offer to non-profit organisations.`,
    descriptionOfHelp: (name) =>
      `Who ${name} is, which hosts this network advises, and who can help your organisation.`,
    ownList: (name, day) => `List kept by ${name}. Last choice: ${day}.`,
    memberSince: (since) => `Member ${since}`,
    reviewed: (count) => plural(count, 'It has reviewed 1 point', `It has reviewed ${count} points`),
    reviewedAged: (count) => plural(count, '1 review to be done again', `${count} reviews to be done again`),
    allMembers: (count) => `See its ${count} members in the list of hosts`,
    asks: 'What it asks',
    find: 'Find a host among its members',
    findChosen: 'Find a host in its list',
    chosen: 'Its list of hosts',
    why: 'Why',
    ties: 'Declared ties',
    noTies: 'none',
    decided: (day, until) => `Chosen on ${day}, to be looked at again by ${until}.`,
    overdue: (day, until) => `Chosen on ${day}. It should have been looked at again by ${until}.`,
    gone: 'No longer proposed: it has closed, is about to, or its entry is suspended.',
    members: (count) => `Its members known here (${count})`,
    noMember: 'No known member in this catalogue so far.',
    exceptions: (text) => `Exception: ${text}`,
    toCheck: 'Members to be checked',
    toCheckLead: 'We are not sure that they are still members. Ask them.',
    followers: 'Follow it without being members',
    former: 'Former members',
    formerUndated: 'day of leaving unknown',
    help: 'Who can help you',
    serves: (places) => `For: ${places}`,
    directory: 'Directory',
    seen: (date) => `recorded: ${date}`,
    requires: 'What it asks besides',
    requiresLead:
      'When you search with it: who says no is not proposed; who said nothing, or lacks the proof asked for, is proposed as one to check.',
    withProof: inEnglish.withProof,
    criteria: 'Criteria of its own',
    criteriaLead: 'Hosts answer them, and their answers may be checked.',
    required: 'asked of all its members',
    groups: {
      title: 'For several groups',
      fill: 'Fill in a line for each group on',
      sheet: 'the sheet of needs',
      ask: (networks) =>
        `Ask ${plural(networks, 'this network', 'one of these networks')} whether it can look for several groups:`,
      alone: 'Give it to whoever accompanies your groups. Or look for one group, then for the next:',
      find: 'find a host',
    },
    show: 'Show these hosts on your site',
    showOfNetwork: 'Show the hosts of a network on a site',
  },
);

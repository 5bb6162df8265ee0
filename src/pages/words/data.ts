import { bilingual } from './typeset.ts';

/** The page that leads to all that may be taken away from here. */
export const DATA = bilingual(
  {
    title: 'Données et code',
    lead: 'Tout ce qui est public ici peut être repris, copié et publié ailleurs, sans demander.',
    description:
      'Les données du catalogue, en tableaux pour un tableur ou pour des programmes, et le code, sous licence libre.',
    may: 'Ce qu’on peut en faire',
    licences: [
      'Les faits (noms, prix, usages, territoires, engagements) sont libres de tout droit : licence CC0. Dire d’où ils viennent aide vos lecteurs à vérifier.',
      'Les textes que des personnes ont écrits (présentations, réponses) se reprennent en citant leur auteur : licence CC BY 4.0.',
      'Ce qui n’est pas dit est inconnu, jamais « non » : une case vide n’est pas un refus.',
    ],
    tables: 'Des tableaux, pour un tableur',
    tablesLead:
      'Ils s’ouvrent dans LibreOffice (CSV, UTF-8, séparés par des virgules). Ils sont faits à l’instant, hébergeurs fermés compris. Chaque ligne a un identifiant : il la relie aux autres tableaux.',
    excel: 'Pour Excel en français, les mêmes séparés par des points-virgules, avec des dates comme 25/11/2026 :',
    forExcel: (name: string) => `${name} (Excel)`,
    cite: 'Les citer',
    citeLead:
      'Chaque changement du catalogue augmente d’un sa révision. Avec elle et le jour, d’autres savent de quel état vous parlez :',
    citation: (revision: string, day: string, address: string) =>
      `Bercail, catalogue d’hébergeurs éthiques, révision ${revision} du ${day}, CC0 1.0 et CC BY 4.0, ${address}`,
    citeMore:
      'Une copie datée n’est pas gardée : ce qui est retiré d’une fiche l’est de tous les fichiers. Gardez le vôtre, avec sa révision.',
    columns: ['Ce que contient chaque colonne', 'pour un outil de données (Data Package, Table Schema).'],
    files: {
      hosts: ['Les hébergeurs', 'un par ligne : où il est, à qui il s’adresse, comment le joindre.'],
      services: ['Les services', 'ce que chaque hébergeur propose, et sur quel logiciel.'],
      plans: ['Les prix', 'chaque formule, ce qu’elle comprend et depuis quand elle est connue.'],
      claims: ['Les critères', 'ce que chaque hébergeur dit de chaque critère éthique, et sur quelle preuve.'],
      commitments: ['Les engagements', 'ce que chaque hébergeur promet, par exemple de prévenir avant de fermer.'],
      memberships: ['Les réseaux', 'quel hébergeur est membre de quel réseau, et qui le dit.'],
      codes: ['Les codes', 'ce que veulent dire les usages, critères, engagements, outils et unités des tableaux.'],
      territories: ['Les lieux', 'régions, départements et autres lieux des tableaux, avec leurs codes INSEE.'],
    },
    one: 'D’un seul hébergeur',
    oneLead:
      'Au bas de chaque fiche, « Suivre » mène à son fil et à son calendrier. L’adresse de sa fiche suffit aux programmes :',
    ofOne: {
      properties: ['.properties', 'le fichier ChatonsInfos'],
      feed: ['feed.atom', 'son fil : fermetures, prix, engagements'],
      dates: ['dates.ics', 'son calendrier'],
      json: ['JSON', 'toute sa fiche'],
    },
    example: (name: string) => `Par exemple ${name} :`,
    follow: 'Suivre ce qui change',
    followAll: 'Tout le catalogue : arrivées, fermetures, départs',
    followNetwork: 'Un réseau : ses membres, leurs fermetures, leurs engagements',
    programs: 'Pour les programmes',
    api: ['L’API', 'tout ce que ces pages savent, sans compte et sans clé : lire, chercher, comparer.'],
    openapi: ['Sa description', 'OpenAPI 3.1 : de quoi faire un client dans n’importe quel langage.'],
    changes: ['Le fil des changements', 'chaque changement, dans l’ordre : de quoi tenir une copie à jour.'],
    lines: ['Les hébergeurs en activité', 'un par ligne (NDJSON) : de quoi commencer une copie.'],
    closedLines: ['Ceux qui ont fermé', 'dans la même forme.'],
    linked: ['Données liées', 'les hébergeurs en activité et les réseaux, en schema.org (JSON-LD).'],
    dcat: ['Pour un portail de données', 'la description de ces fichiers (DCAT-AP).'],
    ns: ['Le vocabulaire', 'les mots des données liées que schema.org n’a pas.'],
    embed: ['Sur votre site', 'la liste ou les questions, en quelques lignes à copier.'],
    code: 'Le code',
    codeText:
      'Le logiciel Bercail est libre, sous licence AGPL 3.0 ou ultérieure : chacun peut l’étudier, le faire tourner, le changer et le partager. Ceux qui le font tourner doivent donner son code à qui le demande : l’adresse pour demander est dans les mentions.',
    legal: 'Mentions et vie privée',
  },
  {
    title: 'Data and code',
    lead: 'All that is public here may be taken, copied and published elsewhere, without asking.',
    description:
      'The data of the catalogue, as tables for a spreadsheet or for programs, and the code, under a free licence.',
    may: 'What one may do with it',
    licences: [
      'Facts (names, prices, usages, territories, promises) are free of all rights: licence CC0. To say where they come from helps your readers to check.',
      'Texts that people wrote (presentations, replies) may be taken when their author is named: licence CC BY 4.0.',
      'What is not said is unknown, never “no”: an empty cell is no refusal.',
    ],
    tables: 'Tables, for a spreadsheet',
    tablesLead:
      'They open in LibreOffice or another spreadsheet (CSV, UTF-8, separated by commas). They are made when you ask, and hold closed hosts too. Each row has an identifier, which joins it to the other tables.',
    excel: 'For Excel in French, the same separated by semicolons, with dates such as 25/11/2026:',
    forExcel: (name) => `${name} (Excel)`,
    cite: 'To cite them',
    citeLead:
      'Each change of the catalogue raises its revision by one. With it and the day, others know which state you speak of:',
    citation: (revision, day, address) =>
      `Bercail, catalogue of ethical hosts, revision ${revision} of ${day}, CC0 1.0 and CC BY 4.0, ${address}`,
    citeMore:
      'No dated copy is kept: what is taken out of an entry is out of all files. Keep yours, with its revision.',
    columns: ['What each column holds', 'for data tools (Data Package, Table Schema).'],
    files: {
      hosts: ['Hosts', 'one a line: where it is, whom it serves, how to reach it.'],
      services: ['Services', 'what each host offers, and with which software.'],
      plans: ['Prices', 'each plan, what it includes and since when it is known.'],
      claims: ['Criteria', 'what each host says of each ethical criterion, and on which evidence.'],
      commitments: ['Promises', 'what each host promises, such as to warn before it closes.'],
      memberships: ['Networks', 'which host is a member of which network, and who says so.'],
      codes: ['Codes', 'what the usages, criteria, promises, tools and units of the tables mean.'],
      territories: ['Places', 'régions, départements and other places of the tables, with their codes of INSEE.'],
    },
    one: 'Of a single host',
    oneLead:
      'At the foot of each page of a host, “Follow” leads to its feed and its calendar. To programs the address of its page is enough:',
    ofOne: {
      properties: ['.properties', 'the file of ChatonsInfos'],
      feed: ['feed.atom', 'its feed: closings, prices, promises'],
      dates: ['dates.ics', 'its calendar'],
      json: ['JSON', 'its whole entry'],
    },
    example: (name) => `For example ${name}:`,
    follow: 'Follow what changes',
    followAll: 'All of the catalogue: arrivals, closings, departures',
    followNetwork: 'A network: its members, their closings, their promises',
    programs: 'For programs',
    api: ['The API', 'all that these pages know, without an account or a key: read, search, compare.'],
    openapi: ['Its description', 'OpenAPI 3.1: enough to make a client in any language.'],
    changes: ['The feed of changes', 'each change, in order: enough to keep a copy up to date.'],
    lines: ['Hosts at work', 'one a line (NDJSON): enough to begin a copy.'],
    closedLines: ['Those that have closed', 'in the same form.'],
    linked: ['Linked data', 'hosts at work and networks, in schema.org (JSON-LD).'],
    dcat: ['For a data portal', 'the description of these files (DCAT-AP).'],
    ns: ['The vocabulary', 'the words of linked data that schema.org lacks.'],
    embed: ['On your site', 'the list or the questions, in a few lines to copy.'],
    code: 'The code',
    codeText:
      'The Bercail software is free, under the AGPL 3.0 or later: anyone may study it, run it, change it and share it. Those who run it must give its code to anyone who asks: the address to ask at is on the legal page.',
    legal: 'Legal and privacy',
  },
);

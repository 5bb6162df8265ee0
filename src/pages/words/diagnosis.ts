import { bilingual } from './typeset.ts';

interface DiagnosisWords {
  title: string;
  description: string;
  lead: string;
  progress: (at: number, of: number) => string;
  next: string;
  see: string;
  more: string;
  unknown: string;
  names: { ask: string; hint: string; common: string; labels: Record<string, string>; others: string; example: string };
  tools: {
    ask: (name: string) => string;
    hint: string;
    typed: (name: string) => string;
    which: (name: string) => string;
    noneOfThese: string;
    notKnown: string;
    uses: string;
    also: string;
    noOther: string;
  };
  about: {
    ask: string;
    hint: string;
    place: string;
    data: string;
    needs: string;
    needsHint: string;
    otherNeed: string;
    help: string;
  };
  faults: Record<'too-many-tools' | 'too-large' | 'long-line', string>;
  file: {
    resume: string;
    file: string;
    take: string;
    name: string;
  };
  answer: {
    change: { names: string; tools: string; about: string };
    keep: string;
    keepHint: string;
    ways: string;
    findings: string;
    /** Where nothing is urgent. */
    calmly: string;
    now: string;
    someDay: string;
    who: string;
    seen: (on: string) => string;
    undated: string;
    questions: string;
    answerThem: string;
    together: string;
    leaving: string;
    leavingLead: string;
  };
  search: {
    title: string;
    lead: string;
    legend: string;
    and: string;
    send: string;
    change: string;
    nothing: string;
    say: string;
    left: string;
    lost: Record<'space' | 'amounts' | 'start' | 'language' | 'wishes' | 'required' | 'newsletter', string>;
  };
}

/** Looking at today's tools: ways on, faults, and what is around the findings. */
export const DIAGNOSIS = bilingual<DiagnosisWords>(
  {
    title: 'Faire le point sur vos outils',
    description:
      'Dites quels outils votre association utilise. Vous voyez trois points à regarder d’abord, quoi faire ce mois-ci et qui peut vous aider.',
    lead: 'Vos réponses ne sont pas gardées. « Je ne sais pas » est toujours une bonne réponse.',
    progress: (at, of) => `Étape ${at} sur ${of}`,
    next: 'Continuer',
    see: 'Voir la réponse tout de suite',
    more: 'D’autres questions',
    unknown: 'Je ne sais pas',
    names: {
      ask: 'Quels outils utilisez-vous ?',
      hint: 'Tout compte, le papier aussi. Vingt outils au plus : commencez par ceux qui servent le plus.',
      common: 'Les plus courants',
      /** Where people say another name than the list of tools. */
      labels: {
        'microsoft-office': 'Word, Excel',
        'facebook-page': 'Page Facebook',
        'paper-notebook': 'Cahier, papier',
      },
      others: 'Les autres, un par ligne',
      example: 'Avec vos mots, par exemple « Drive de Google », « groupe WhatsApp » ou « cahier ».',
    },
    tools: {
      ask: (name) => `${name} : à quoi sert-il ?`,
      hint: 'Répondez à ce que vous savez, et laissez le reste.',
      typed: (name) => `Vous avez écrit « ${name} ».`,
      which: (name) => `« ${name} », est-ce :`,
      noneOfThese: 'Autre chose, ou je ne sais pas',
      notKnown: 'Nous ne connaissons pas cet outil. Dites à quoi il sert, cela suffit.',
      uses: 'À quoi sert-il chez vous ?',
      also: 'Il sert aussi pour',
      noOther: 'rien d’autre',
    },
    about: {
      ask: 'Et votre association ?',
      hint: 'Pour savoir ce qui compte pour vous, et qui peut vous aider près de chez vous.',
      place: 'Où êtes-vous ?',
      data: 'De qui gardez-vous des informations ?',
      needs: 'Que cherchez-vous ?',
      needsHint: 'Si vous ne savez pas, ne cochez rien : nous partirons de vos outils.',
      otherNeed: 'Autre chose',
      help: 'Quelle aide souhaitez-vous ?',
    },
    faults: {
      'too-many-tools': 'Cela fait plus de vingt outils. Gardez ceux qui servent le plus.',
      'too-large': 'Ce nombre est trop grand. Corrigez-le, ou laissez vide.',
      'long-line': 'Une ligne est très longue. Écrivez un outil par ligne, en quelques mots.',
    },
    file: {
      resume: 'Reprendre une carte gardée',
      file: 'Le fichier que vous avez gardé',
      take: 'Reprendre cette carte',
      name: 'carte-outils-bercail.json',
    },
    answer: {
      change: {
        names: 'Changer les outils',
        tools: 'Changer les réponses',
        about: 'Changer ce qui concerne l’association',
      },
      keep: 'Garder cette carte',
      keepHint: 'La carte est un fichier, pour revenir plus tard ou la passer à quelqu’un. Le site ne la garde pas.',
      ways: 'Garder et changer cette carte',
      findings: 'À regarder d’abord',
      calmly: 'À regarder, sans hâte',
      now: 'Ce mois-ci :',
      someDay: 'Quand vous pourrez :',
      who: 'Qui peut aider',
      seen: (on) => `relevé ${on}, à vérifier`,
      undated: 'date inconnue, à vérifier',
      questions: 'Ce qu’il reste à savoir',
      answerThem: 'Répondre',
      together: 'Ce qui pourrait être réuni',
      leaving: 'Comment sortir vos données',
      leavingLead: 'Avant de changer d’outil, sortez ce que vous y avez mis.',
    },
    search: {
      title: 'Ce que vous cherchez',
      lead: 'Gardez coché ce que vous voulez chercher d’abord. Le reste peut attendre.',
      legend: 'Chercher pour',
      and: 'Nous y ajoutons :',
      send: 'Chercher des hébergeurs',
      change: 'Revoir toutes les réponses d’abord',
      nothing: 'Rien de ce que vous avez dit ne demande de chercher un hébergeur.',
      say: 'Dire ce que vous cherchez',
      left: 'Ce que la recherche ne reprend pas',
      lost: {
        space: 'La place demandée est arrondie : peu, moyen ou beaucoup.',
        amounts: 'D’autres quantités, comme le nombre d’agendas : dites-les à l’hébergeur.',
        start: 'La date à laquelle vous voulez avoir fini : dites-la à l’hébergeur.',
        language: 'La langue de l’aide : demandez-la à l’hébergeur.',
        wishes: 'Une partie de ce qui compte pour vous : la fiche de chaque hébergeur en dit plus.',
        required: 'Ce que vous exigez compte ici comme important : vérifiez-le avant de choisir.',
        newsletter: 'La lettre d’information : cherchez-la ensuite, à part.',
      },
    },
  },
  {
    title: 'Take stock of your tools',
    description:
      'Say which tools your organisation uses. You see three points to look at first, what to do this month and who can help you.',
    lead: 'Your answers are not kept. “I don’t know” is always a good answer.',
    progress: (at, of) => `Step ${at} of ${of}`,
    next: 'Continue',
    see: 'See the answer now',
    more: 'Other questions',
    unknown: 'I don’t know',
    names: {
      ask: 'Which tools do you use?',
      hint: 'Everything counts, paper too. Twenty tools at most: begin with those you use most.',
      common: 'The most common',
      labels: {
        'microsoft-office': 'Word, Excel',
        'facebook-page': 'Facebook page',
        'paper-notebook': 'Notebook, paper',
      },
      others: 'The others, one on each line',
      example: 'In your own words, such as “Google’s drive”, “WhatsApp group” or “notebook”.',
    },
    tools: {
      ask: (name) => `${name}: what is it for?`,
      hint: 'Answer what you know, and leave the rest.',
      typed: (name) => `You wrote “${name}”.`,
      which: (name) => `Is “${name}”:`,
      noneOfThese: 'Something else, or I don’t know',
      notKnown: 'We do not know this tool. Say what it is for, that is enough.',
      uses: 'What do you use it for?',
      also: 'It is also used for',
      noOther: 'nothing else',
    },
    about: {
      ask: 'And your organisation?',
      hint: 'To know what counts for you, and who can help you nearby.',
      place: 'Where are you?',
      data: 'Whom do you keep information about?',
      needs: 'What are you looking for?',
      needsHint: 'If you don’t know, tick nothing: we begin from your tools.',
      otherNeed: 'Something else',
      help: 'Which help would you like?',
    },
    faults: {
      'too-many-tools': 'These are more than twenty tools. Keep those you use most.',
      'too-large': 'This number is too large. Correct it, or leave it empty.',
      'long-line': 'A line is very long. Write one tool on each line, in a few words.',
    },
    file: {
      resume: 'Open a saved map',
      file: 'The file that you saved',
      take: 'Open this map',
      name: 'bercail-tool-map.json',
    },
    answer: {
      change: {
        names: 'Change the tools',
        tools: 'Change the answers',
        about: 'Change what is about the organisation',
      },
      keep: 'Keep this map',
      keepHint: 'The map is a file, to come back later or to hand on. The site does not keep it.',
      ways: 'Keep and change this map',
      findings: 'To look at first',
      calmly: 'To look at, without haste',
      now: 'This month:',
      someDay: 'When you can:',
      who: 'Who can help',
      seen: (on) => `recorded ${on}, to be checked`,
      undated: 'date unknown, to be checked',
      questions: 'What is left to find out',
      answerThem: 'Answer',
      together: 'What could be brought together',
      leaving: 'How to take your data out',
      leavingLead: 'Before you change tools, take out what you put in.',
    },
    search: {
      title: 'What you are looking for',
      lead: 'Keep ticked what you want to look for first. The rest can wait.',
      legend: 'Search for',
      and: 'We add:',
      send: 'Look for hosts',
      change: 'Look through all answers first',
      nothing: 'Nothing of what you said asks for a host.',
      say: 'Say what you are looking for',
      left: 'What the search leaves out',
      lost: {
        space: 'The space you ask for is rounded: little, medium or much.',
        amounts: 'Other amounts, such as the number of calendars: tell the host.',
        start: 'The date by which you want to be done: tell the host.',
        language: 'The language of the help: ask the host.',
        wishes: 'Part of what matters to you: the page of each host tells more.',
        required: 'What you require counts as important here: check it before you choose.',
        newsletter: 'The newsletter: look for it afterwards, on its own.',
      },
    },
  },
);

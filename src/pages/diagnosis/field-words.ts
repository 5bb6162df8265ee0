import { bilingual } from '../words/typeset.ts';
import type { DATA, HELP, ToolField, WholeField } from './fields.ts';

interface FieldWords {
  ask: string;
  hint?: string;
  /** What each choice is called; those of “yes or no” and of “how many” are the same everywhere. */
  choices?: Record<string, string>;
}

/** What is asked about tools and the association. A question without its words does not compile. */
interface MapWords {
  yesNo: Record<string, string>;
  few: Record<string, string>;
  tool: Record<ToolField, FieldWords>;
  whole: Record<WholeField, FieldWords>;
  data: Record<(typeof DATA)[number], string>;
  help: Record<(typeof HELP)[number], string>;
}

export const MAP_WORDS = bilingual<MapWords>(
  {
    yesNo: { yes: 'Oui', no: 'Non' },
    few: { none: 'Personne', one: 'Une seule personne', several: 'Plusieurs personnes' },
    tool: {
      referentCount: { ask: 'Qui s’en occupe ?' },
      accountKind: {
        ask: 'À quel nom est le compte ?',
        choices: {
          organisation: 'Au nom de l’association',
          personal: 'Au nom d’une personne',
          shared: 'Un seul compte pour plusieurs',
        },
      },
      passwordShared: { ask: 'Plusieurs personnes ont-elles le même mot de passe ?' },
      formerMembersHaveAccess: { ask: 'Des personnes parties y ont-elles encore accès ?' },
      backup: {
        ask: 'Y a-t-il une copie de secours ?',
        choices: { none: 'Non', manual: 'Oui, faite à la main', automatic: 'Oui, elle se fait seule' },
      },
      users: { ask: 'Combien de personnes s’en servent ?' },
      monthlyCostEur: { ask: 'Combien coûte-t-il par an ?', hint: '« 60 », « 5 par mois » ou « gratuit ».' },
      activeUsers: { ask: 'Combien s’en servent souvent ?' },
      adminCount: { ask: 'Qui peut tout régler et ouvrir des accès ?' },
      twoFactor: { ask: 'Demande-t-il un code en plus du mot de passe ?' },
      restoreTested: { ask: 'Avez-vous essayé de remettre la copie en place ?' },
      exportPossible: { ask: 'Peut-on en sortir vos contenus ?' },
      supported: { ask: 'Est-il encore mis à jour ?' },
      internalChannel: { ask: 'Sert-il à vous parler entre vous ?' },
      holdsPersonalData: { ask: 'Garde-t-il des informations sur des personnes ?' },
      processorContract: { ask: 'Son fournisseur s’engage-t-il par écrit à les protéger ?' },
      holdsSensitiveData: { ask: 'Des informations délicates : santé, opinions, religion ?' },
      holdsHealthCareData: { ask: 'Le suivi médical ou social de personnes ?' },
      hdsCertified: { ask: 'Son hébergeur est-il certifié pour la santé (HDS) ?' },
      domainOwner: {
        ask: 'À quel nom est votre nom de domaine ?',
        choices: {
          organisation: 'Au nom de l’association',
          person: 'Au nom d’une personne',
          provider: 'Au nom du fournisseur',
        },
      },
      mandatoryToTakePart: { ask: 'Faut-il s’en servir pour participer ?' },
      offlineAlternative: { ask: 'Peut-on participer autrement, sans internet ?' },
      publicMustCreateAccount: { ask: 'Le public doit-il y ouvrir un compte ?' },
    },
    whole: {
      'organisation.legalForm': {
        ask: 'Votre association est-elle déclarée ?',
        choices: {
          'association-1901': 'Oui, association loi 1901',
          'association-local-law-1908': 'Oui, droit local (Alsace, Moselle)',
          'informal-collective': 'Non, un collectif',
          other: 'Autre chose',
        },
      },
      'organisation.volunteersActive': { ask: 'Combien de bénévoles actifs ?' },
      'organisation.employees': { ask: 'Combien de salariés ?', hint: 'Écrivez 0 s’il n’y en a pas.' },
      'organisation.distinctReferents': { ask: 'Combien de personnes s’occupent des outils, en tout ?' },
      'people.digitalComfort': {
        ask: 'Êtes-vous à l’aise avec le numérique ?',
        choices: { low: 'Plutôt pas', mixed: 'Cela dépend des personnes', good: 'Plutôt oui' },
      },
      'data.processingRecord': {
        ask: 'Avez-vous un registre de ces informations ?',
        hint: 'Une liste : quels fichiers, pour quoi faire, qui les voit.',
      },
      'constraints.maxMonthlyCostEur': {
        ask: 'Combien pouvez-vous payer par an, pour tout ?',
        hint: '« 180 », « 15 par mois » ou « rien ».',
      },
      'people.shareUncomfortable': { ask: 'Sur dix personnes, combien sont mal à l’aise avec internet ?' },
      'people.poorConnection': { ask: 'Votre connexion est-elle faible ?' },
      'organisation.annualBudgetEur': { ask: 'Quel est le budget de l’association par an ?' },
      'organisation.memberStructures': {
        ask: 'Combien d’associations réunissez-vous ?',
        hint: 'Si vous êtes une fédération ou un réseau.',
      },
    },
    data: {
      members: 'Des adhérents',
      minors: 'Des enfants',
      beneficiaries: 'Des personnes que vous accompagnez',
      health: 'Leur santé',
      donors: 'Des donateurs',
      employees: 'Des salariés',
      opinions: 'Des opinions ou des croyances',
    },
    help: {
      training: 'Apprendre à s’en servir',
      migration: 'Déménager les contenus',
      helpdesk: 'Avoir quelqu’un à appeler',
      'work-organisation': 'S’organiser à plusieurs',
      diagnosis: 'Faire le point avec quelqu’un',
      pooling: 'Partager avec d’autres associations',
    },
  },
  {
    yesNo: { yes: 'Yes', no: 'No' },
    few: { none: 'Nobody', one: 'One person alone', several: 'Several people' },
    tool: {
      referentCount: { ask: 'Who looks after it?' },
      accountKind: {
        ask: 'In whose name is the account?',
        choices: {
          organisation: 'The organisation’s',
          personal: 'A person’s',
          shared: 'One account for several people',
        },
      },
      passwordShared: { ask: 'Do several people have the same password?' },
      formerMembersHaveAccess: { ask: 'Can people who left still get in?' },
      backup: {
        ask: 'Is there a backup copy?',
        choices: { none: 'No', manual: 'Yes, made by hand', automatic: 'Yes, made by itself' },
      },
      users: { ask: 'How many people use it?' },
      monthlyCostEur: { ask: 'What does it cost a year?', hint: '“60”, “5 a month” or “free”.' },
      activeUsers: { ask: 'How many use it often?' },
      adminCount: { ask: 'Who can change everything and let people in?' },
      twoFactor: { ask: 'Does it ask for a code besides the password?' },
      restoreTested: { ask: 'Did you try to put the copy back?' },
      exportPossible: { ask: 'Can you take your content out?' },
      supported: { ask: 'Is it still updated?' },
      internalChannel: { ask: 'Do you talk to each other with it?' },
      holdsPersonalData: { ask: 'Does it keep information about people?' },
      processorContract: { ask: 'Does its provider promise in writing to protect it?' },
      holdsSensitiveData: { ask: 'Delicate information: health, opinions, religion?' },
      holdsHealthCareData: { ask: 'The medical or social follow-up of people?' },
      hdsCertified: { ask: 'Is its host certified for health data (HDS)?' },
      domainOwner: {
        ask: 'In whose name is your domain name?',
        choices: { organisation: 'The organisation’s', person: 'A person’s', provider: 'The provider’s' },
      },
      mandatoryToTakePart: { ask: 'Must one use it to take part?' },
      offlineAlternative: { ask: 'Can one take part otherwise, without internet?' },
      publicMustCreateAccount: { ask: 'Must the public open an account there?' },
    },
    whole: {
      'organisation.legalForm': {
        ask: 'Is your organisation registered?',
        choices: {
          'association-1901': 'Yes, association (law of 1901)',
          'association-local-law-1908': 'Yes, local law (Alsace, Moselle)',
          'informal-collective': 'No, an informal group',
          other: 'Something else',
        },
      },
      'organisation.volunteersActive': { ask: 'How many active volunteers?' },
      'organisation.employees': { ask: 'How many employees?', hint: 'Write 0 if there are none.' },
      'organisation.distinctReferents': { ask: 'How many people look after the tools, all told?' },
      'people.digitalComfort': {
        ask: 'Are you at ease with digital tools?',
        choices: { low: 'Rather not', mixed: 'It depends on the person', good: 'Rather yes' },
      },
      'data.processingRecord': {
        ask: 'Do you keep a record of this information?',
        hint: 'A list: which files, what for, who sees them.',
      },
      'constraints.maxMonthlyCostEur': {
        ask: 'How much can you pay a year, for everything?',
        hint: '“180”, “15 a month” or “nothing”.',
      },
      'people.shareUncomfortable': { ask: 'Of ten people, how many are not at ease online?' },
      'people.poorConnection': { ask: 'Is your connection weak?' },
      'organisation.annualBudgetEur': { ask: 'What is the organisation’s budget for a year?' },
      'organisation.memberStructures': {
        ask: 'How many organisations do you gather?',
        hint: 'If you are a federation or a network.',
      },
    },
    data: {
      members: 'Members',
      minors: 'Children',
      beneficiaries: 'People you support',
      health: 'Their health',
      donors: 'Donors',
      employees: 'Employees',
      opinions: 'Opinions or beliefs',
    },
    help: {
      training: 'Learning to use it',
      migration: 'Moving the content',
      helpdesk: 'Somebody to call',
      'work-organisation': 'Organising work together',
      diagnosis: 'Taking stock with somebody',
      pooling: 'Sharing with other organisations',
    },
  },
);

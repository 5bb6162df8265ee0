import { writeFileSync } from 'node:fs';
import type { Diagnosis } from '../diagnosis/answer.ts';
import { mapFaults, ToolMap } from '../diagnosis/schema.ts';
import { restOf } from '../diagnosis/words/sentences.ts';
import { commandLine } from '../ground/command-line.ts';
import { CatalogueError } from '../ground/errors.ts';
import { readReference } from '../vocabulary/reference.ts';
import { speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';
import { askServer } from './api.ts';
import { type Command, languageOf, printAnswer, readJson } from './command.ts';
import { bercailOn, onDatabaseOrServer } from './database.ts';

export const diagnoseCommand: Command = {
  name: 'diagnose',
  usage: '<map.json | -> [--lang fr|en] [--everything] [--need need.json]',
  summary: 'Looks at a map of tools and practices, such as docs/examples/three-clouds.json; - is standard input',
  notes: [
    '--everything: every finding, not only the three most pressing',
    '--need writes the need that the map makes to a file; `match` answers it',
  ],
  options: {
    lang: { type: 'string' },
    everything: { type: 'boolean', default: false },
    need: { type: 'string' },
  },
  takes: { least: 1, most: 1 },
  run: async (invocation) => {
    const [file] = invocation.words as [string];
    const { need: needFile, everything } = invocation.options;
    const lang = languageOf(invocation);
    const map = readJson(file, ToolMap);
    const diagnosis = await onDatabaseOrServer<Diagnosis>(
      async (context, config) => {
        const { catalogue, diagnose, close } = await bercailOn(context, config);
        try {
          const model = catalogue.current();
          const faults = mapFaults(map, model.reference);
          if (faults.length > 0)
            throw new CatalogueError('meaningless-request', `${file} cannot be read as it is`, { faults });
          return diagnose(map, model, speaker(lang, context.reference));
        } finally {
          await close();
        }
      },
      (server) => askServer(server, { method: 'POST', path: `/v1/diagnoses?lang=${lang}`, body: map }),
    );
    if (typeof needFile === 'string') {
      if (!diagnosis.need) throw new Error('This map makes no need: say what you look for, or which tools you use');
      writeFileSync(needFile, `${JSON.stringify(diagnosis.need, null, 2)}\n`);
    }
    printAnswer(invocation, diagnosis, () =>
      textOf(diagnosis, {
        lang,
        everything: everything === true,
        ...(typeof needFile === 'string' && { needFile }),
      }),
    );
  },
};

const HEADINGS = {
  fr: {
    more: (rest: string) => `${rest}\u00a0: --everything les montre`,
    questions: 'À savoir',
    replace: 'Ce qui pourrait être réuni',
    leaving: 'Pour sortir ses données',
    need: 'Le besoin',
    notCarried: 'Ce que la recherche ne reprend pas',
    next: `Pour chercher\u00a0: la même commande avec --need besoin.json, puis ${commandLine('match besoin.json')}`,
    written: (file: string) => `Le besoin est écrit. Pour chercher\u00a0: ${commandLine(`match ${file}`)}`,
    toCheck: (day: string) => `, vu ${day}, à vérifier`,
    colon: '\u00a0:',
  },
  en: {
    more: (rest: string) => `${rest}: --everything shows them`,
    questions: 'To find out',
    replace: 'What could be brought together',
    leaving: 'To take data out',
    need: 'The need',
    notCarried: 'What the search leaves out',
    next: `To search: the same command with --need need.json, then ${commandLine('match need.json')}`,
    written: (file: string) => `The need is written. To search: ${commandLine(`match ${file}`)}`,
    toCheck: (day: string) => `, seen ${day}, to be checked`,
    colon: ':',
  },
} as const;

/** A diagnosis as text for a terminal: findings with advice and helpers, questions, then the need. */
function textOf(
  diagnosis: Diagnosis,
  { lang, everything, needFile }: { lang: Language; everything: boolean; needFile?: string },
): string {
  const words = HEADINGS[lang];
  const say = speaker(lang, readReference());
  const shown = [...diagnosis.findings, ...(everything ? diagnosis.more : [])];
  const section = (title: string, lines: readonly { text: string }[]) =>
    lines.length === 0 ? [] : ['', `${title}${words.colon}`, ...lines.map(({ text }) => `  ${text}`)];
  return [
    diagnosis.summary,
    ...shown.flatMap(({ text, advice, help }) => [
      '',
      `* ${text}`,
      `  → ${advice}`,
      ...help.map(
        ({ name, phone, url, asOf, toCheck }) =>
          `    ${[name, phone, url].filter(Boolean).join(' — ')}${toCheck && asOf ? words.toCheck(say.on(asOf)) : ''}`,
      ),
    ]),
    ...(everything || diagnosis.more.length === 0 ? [] : ['', words.more(restOf(diagnosis.more, lang))]),
    ...section(words.questions, diagnosis.questions),
    ...section(words.replace, diagnosis.consolidations),
    ...section(words.leaving, everything ? diagnosis.leaving : []),
    ...section(words.need, diagnosis.needNotes),
    ...section(words.notCarried, everything ? diagnosis.notCarried : []),
    ...(diagnosis.need ? ['', needFile === undefined ? words.next : words.written(needFile)] : []),
  ].join('\n');
}

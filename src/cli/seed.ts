import { seedCatalogue } from '../exchange/seed.ts';
import { inLanguage } from '../ground/errors.ts';
import { type Command, out } from './command.ts';
import { upToDate, withDatabase } from './database.ts';

export const seedCommand: Command = {
  name: 'seed',
  usage: '',
  summary: 'Loads the catalogue that comes with the software; what exists is left alone',
  run: async ({ json }) => {
    const seeded = await withDatabase(async (database, context) => {
      await upToDate(database);
      return await seedCatalogue(context, {
        onProgress: ({ hosts, of }) => process.stderr.write(`${hosts} of ${of} hosts\n`),
      });
    });
    if (json) return out(JSON.stringify(seeded));
    out(
      `${seeded.hosts} hosts and ${seeded.federations} federations loaded; ${seeded.kept} hosts and federations were there already.`,
    );
    for (const { slug, faults } of seeded.refused)
      out(
        `Refused: ${slug}\n${faults.map(({ pointer, message }) => `  ${pointer}: ${inLanguage(message, 'en')}`).join('\n')}`,
      );
    if (seeded.refused.length > 0) process.exitCode = 3;
  },
};

import type { Federation } from '../../documents/federation.ts';
import { askApi } from '../api.ts';
import { type Command, out } from '../command.ts';
import { federationPath, ONE_FEDERATION } from './path.ts';

/** The command that writes a list as a sheet. */
const exporting = (list: string, summary: string): Command => ({
  name: `federation ${list} export`,
  usage: '<slug or id>',
  summary,
  notes: [
    `To keep it: npm run --silent cli -- federation ${list} export les-communs > ${list}.csv`,
    'The version is told beside: import asks for it, so that an old sheet overwrites nobody',
  ],
  takes: ONE_FEDERATION,
  run: async (asked) => {
    const path = federationPath(asked);
    // Read before the sheet: what changes in between makes the version too old, never too new.
    const { version } = await askApi<Federation>({ method: 'GET', path });
    const csv = await askApi<string>({ method: 'GET', path: `${path}/${list}.csv` });
    if (asked.json) return out(JSON.stringify({ version, csv }, null, 2));
    process.stdout.write(csv);
    process.stderr.write(
      `Version ${version}. To send it back: federation ${list} import <slug> <file> --version ${version}\n`,
    );
  },
});

export const selectionExportCommand = exporting('selection', 'Writes the own list of a federation as CSV');
export const reviewsExportCommand = exporting('reviews', 'Writes the reviews of a federation as CSV');
export const membersExportCommand = exporting('members', 'Writes the members of a federation as CSV');

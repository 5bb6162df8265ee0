import { runCommand } from './cli/commands.ts';

// A closed pipe, as after `head`, is not an error.
process.stdout.on('error', () => process.exit(0));

void runCommand(process.argv.slice(2));

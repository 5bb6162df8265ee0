import { runCommand } from './cli/run.ts';

// A reader who has seen enough, such as `head`, is no fault.
process.stdout.on('error', () => process.exit(0));

void runCommand(process.argv.slice(2));

#!/usr/bin/env node
import { runCommand } from './cli/commands.ts';

// A closed pipe, as after `head`, is not an error.
process.stdout.on('error', () => process.exit(0));

const words = process.argv.slice(2);
void (words.length === 1 && words[0] === 'start' ? import('./main.ts') : runCommand(words));

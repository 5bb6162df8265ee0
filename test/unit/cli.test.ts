import { describe, expect, it } from 'vitest';
import { parse, UsageError } from '../../src/cli/command.ts';
import { COMMANDS, furtherHelp, requestedHelp, requireCommand } from '../../src/cli/commands.ts';
import { commandLine } from '../../src/ground/command-line.ts';

/** What is said to who gives the command line wrong words; nothing is opened for it. */
const misuse = async (...words: string[]): Promise<string> => {
  try {
    const command = requireCommand(words);
    await command.run(parse(command, words));
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('this went through');
};

describe('Wrong words on the command line', () => {
  it.each([
    ['no command of this name', ['dance'], /^There is no command “dance”\.$/],
    ['an option before any command', ['--json'], /“--json” comes after a command/],
    ['half a command', ['host'], /Say which: host list, host show/],
    ['a command with a letter too many', ['migrates'], /“migrates”\. Did you mean “migrate”\?$/],
    ['a family in the plural', ['tokens', 'list'], /“tokens”\. Did you mean “token list”\?$/],
    ['a family with an unknown command', ['federations', 'dance'], /“federations”\. Did you mean “federation”\?$/],
    ['a command of hosts nobody knows', ['host', 'dance'], /^There is no command “host dance”\.$/],
    ['a command of federations in the plural', ['federation', 'dues'], /Did you mean “federation due”\?$/],
    ['a token to end that is not named', ['token', 'revoke'], /Give <id>/],
    ['a token of nothing', ['token', 'create', '--label', 'x'], /Give --role: admin, federation, host/],
    ['a token of no known role', ['token', 'create', '--role', 'king', '--label', 'x'], /Give --role: admin/],
    ['a token without a label', ['host', 'token', 'arn'], /Give --label: who holds the token, by function/],
    ['an empty label', ['host', 'token', 'arn', '--label', ' '], /Give --label/],
    ['a need that is not named', ['match'], /Give <need\.json \| ->/],
    ['a language nobody speaks here', ['match', 'x.json', '--lang', 'de'], /Give --lang fr or --lang en/],
    ['a host that is not named', ['host', 'show'], /Give <slug or id>/],
    ['a word too many', ['host', 'show', 'arn', 'now'], /“now” is one word too many/],
    ['an unknown option', ['seed', '--fast'], /Unknown option '--fast'\.$/],
    ['an option of another command', ['host', 'show', 'arn', '--reason', 'x'], /Unknown option '--reason'\.$/],
    ['an option without its value', ['host', 'suspend', 'arn', '--reason'], /'--reason <value>' argument missing/],
    ['a suspension without a reason', ['host', 'suspend', 'arn'], /Give --reason: why/],
    ['a state that no list shows', ['host', 'list', '--state', 'draft'], /Give --state one of: published, silent/],
    ['a withdrawal that nobody confirmed', ['host', 'withdraw', 'arn'], /Give --yes to do it/],
    ['half a command of federations', ['federation'], /Say which: federation list, federation show/],
    ['a federation that is not named', ['federation', 'due'], /Give <slug or id>/],
    ['a federation without a site', ['federation', 'create', 'x', '--name', 'X'], /Give --website: the address/],
    [
      'a token of a federation, for nothing',
      ['federation', 'token', 'x'],
      /Give --label: who holds the token, by function/,
    ],
    [
      'a sheet without a version',
      ['federation', 'selection', 'import', 'x', 'x.csv'],
      /Give --version: the one that export/,
    ],
    ['a sheet of no version', ['federation', 'reviews', 'import', 'x', 'x.csv', '--version', 'v3'], /a number, or any/],
    ['a redaction without words', ['host', 'redact', 'arn'], /Give --text: the exact words/],
  ])('are answered with what to give: %s', async (_what, words, sentence) => {
    expect(await misuse(...words)).toMatch(sentence);
  });
});

describe('The way on, after words that call no command', () => {
  it('is one line, or the commands of what was named alone', () => {
    expect(furtherHelp(['dance'])).toBe(`See: ${commandLine('--help')}`);
    expect(furtherHelp(['host', 'dance'])).toBe(`See: ${commandLine('host --help')}`);
    const ofFederations = furtherHelp(['federation']);
    expect(ofFederations).toContain('  federation due <slug or id>');
    expect(ofFederations).not.toMatch(/host list|migrate/);
  });
});

describe('The help of the command line', () => {
  it('tells every command, or those that begin with a word', () => {
    for (const { name } of COMMANDS) expect(requestedHelp(['--help'])).toContain(`  ${name}`);
    expect(requestedHelp([])).toBe(requestedHelp(['help']));
    const ofHosts = requestedHelp(['host', '--help']);
    expect(ofHosts).toContain('host withdraw <slug or id> --yes');
    expect(ofHosts).not.toContain('migrate');
    expect(requestedHelp(['host', 'show', '--help'])).toBeUndefined();
    expect(requestedHelp(['dance', '--help'])).toBeUndefined();
  });
});
